// RUN: %dump | %check
// What tells a function that touches Z3 where in its course it is.
#include <z3.h>

enum phase { OPEN, CLOSE, DONE };

// CHECK-LABEL: func @next(%now)
// CHECK: branch %now == 0, [[BB:bb[0-9]+]], bb
// CHECK: [[BB]]:
// CHECK-NEXT: ret = copy 1
static enum phase next(enum phase now) {
  switch (now) {
  case OPEN:
    return CLOSE;
  default:
    return DONE;
  }
}

// CHECK-NOT: func @twice
static int twice(int n) { return 2 * n; }

// CHECK-NOT: func @unused
enum phase unused(enum phase p) { return p == OPEN ? DONE : OPEN; }

// CHECK-LABEL: func @run
// CHECK: call @next(%phase)
int run(Z3_context c) {
  Z3_solver s = 0;
  int n = 0;
  for (enum phase phase = OPEN; phase != DONE; phase = next(phase)) {
    n = twice(n) + 1;
    if (phase == OPEN) {
      s = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, s);
    } else {
      Z3_solver_dec_ref(c, s);
    }
  }
  return n;
}

// RUN: %dump | %check
// Where loops begin, and how often they run.
#include <z3.h>

// CHECK-LABEL: func @forms(
void forms(Z3_context c, Z3_solver s, int n) {
  // CHECK: [[FOR:bb[0-9]+]]: loop @[[#@LINE+3]]:3{{$}}
  // CHECK-NEXT: branch %i < %n, [[BODY:bb[0-9]+]], [[AFTER:bb[0-9]+]]
  // CHECK: [[BODY]]:
  for (int i = 0; i < n; i++) {
    // CHECK: use %s in %c
    Z3_solver_push(c, s);
    // CHECK: havoc %i
    // CHECK-NEXT: goto [[FOR]]
  }
  // CHECK: [[AFTER]]:
  // CHECK-NEXT: end %i
  // CHECK: [[WHILE:bb[0-9]+]]: loop @[[#@LINE+1]]:3
  while (n) {
    // CHECK: use %s, 1 in %c
    Z3_solver_pop(c, s, 1);
    // CHECK-NEXT: goto [[WHILE]]
  }
  // CHECK: [[DO:bb[0-9]+]]: loop @[[#@LINE+2]]:3
  // CHECK-NEXT: use %s in %c
  do {
    Z3_solver_reset(c, s);
    // CHECK: branch !null %n, [[DO]],
  } while (n);
  // CHECK: [[EVER:bb[0-9]+]]: loop @[[#@LINE+1]]:3
  for (;;) {
    if (n)
      break;
    // CHECK: use %s in %c
    Z3_solver_push(c, s);
    // CHECK-NEXT: goto [[EVER]]
  }
}

// CHECK-LABEL: func @gotoLoop(
void gotoLoop(Z3_context c, Z3_solver s, int n) {
again:
  // CHECK: [[AGAIN:bb[1-9][0-9]*]]:{{$}}
  // CHECK-NEXT: use %s in %c
  Z3_solver_push(c, s);
  // CHECK: branch !null %n, [[AGAIN]],
  if (n)
    goto again;
}

// CHECK-LABEL: func @tripCounts(
void tripCounts(Z3_context c, Z3_solver s) {
  int i;
  // CHECK: loop @[[#@LINE+1]]:3 trip 4
  for (i = 0; i < 4; i++)
    Z3_solver_push(c, s);
  // 10, 7, 4, 1
  // CHECK: loop @[[#@LINE+1]]:3 trip 4
  for (i = 10; i > 0; i -= 3)
    Z3_solver_push(c, s);
  // 1, 3, 5
  // CHECK: loop @[[#@LINE+1]]:3 trip 3
  for (i = 1; i <= 5; i += 2)
    Z3_solver_push(c, s);
  // The body writes to the variable.
  // CHECK: loop @[[#@LINE+1]]:3{{$}}
  for (i = 0; i < 4; i++) {
    Z3_solver_push(c, s);
    i--;
  }
  // CHECK: loop @[[#@LINE+1]]:3{{$}}
  for (i = 0; i != 4; i--)
    Z3_solver_push(c, s);
}

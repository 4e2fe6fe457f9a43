// RUN: %dump | %check
// What Z3 gives a function that it calls back is lent.
#include <z3.h>

struct watch {
  Z3_context c;
  Z3_ast last;
};

static void on_fixed(void *user, Z3_solver_callback cb, Z3_ast t, Z3_ast value) {
  // CHECK-LABEL: func @on_fixed(
  // CHECK: %t = borrow ast role callback
  // CHECK-NEXT: %value = borrow ast role callback
  struct watch *w = user;
  w->last = value;
}

// CHECK-LABEL: func @other(
// CHECK-NOT: role callback
void other(Z3_context c, Z3_ast t) { Z3_get_ast_id(c, t); }

void set_up(Z3_context c, Z3_solver s) { Z3_solver_propagate_fixed(c, s, (void *)on_fixed); }

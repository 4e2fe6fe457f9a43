// RUN: %dump-c++ | %check
// Objects of z3raii.
#include <z3raii/z3raii.h>

// No body of the library is lowered.
// CHECK-NOT: func @{{"?}}z3raii

// CHECK: func @handles(
void handles(Z3_context c, Z3_solver raw) {
  // CHECK: %s = copy %raw
  // CHECK-NEXT: retain %s
  z3raii::solver s = z3raii::solver::share(c, raw);
  // CHECK-NEXT: %a = copy %raw role adopt
  // CHECK-NEXT: use %a in %c role push
  z3raii::solver a = z3raii::solver::adopt(c, raw);
  Z3_solver_push(c, a);
  // CHECK-NEXT: %t = move %s
  z3raii::solver t = std::move(s);
  // CHECK-NEXT: release %t {{.*}}release"
  // CHECK-NEXT: %t = copy null
  t.release();
  // CHECK-NEXT: %out = move %a role detach
  Z3_solver out = a.detach();
  // CHECK-NEXT: $0 = move %t
  // CHECK-NEXT: release %s
  // CHECK-NEXT: %s = move $0
  s = std::move(t);
  // CHECK-NEXT: %empty = copy null
  z3raii::ast empty;
  // CHECK-NEXT: branch !null %s,
  if (s)
    // CHECK: use %s, 1 in %c role pop
    Z3_solver_pop(c, s.get(), 1);
}

// CHECK-LABEL: func @scope(
void scope(Z3_context c, z3raii::solver &s) {
  // CHECK: use %s.* in %c role push
  // CHECK-NEXT: %guard.scoped = copy %s.*
  z3raii::solver_scope guard(c, s);
  // CHECK-NEXT: use %guard.scoped role pop implicit
  // CHECK-NEXT: end %guard implicit
}

// CHECK-LABEL: func @contexts(
void contexts() {
  // CHECK: %c = new context counting count 1
  z3raii::context c;
  // CHECK-NEXT: delete %c implicit
}

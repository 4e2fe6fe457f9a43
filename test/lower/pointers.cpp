// RUN: %dump-c++ | %check
// Smart pointers to handles: shared_ptr counts, deleters are found by type or
// by what the file constructs the pointers with.
#include <functional>
#include <memory>
#include <z3++.h>

// CHECK-LABEL: func @sharedWrapper(
void sharedWrapper(z3::context &c) {
  // CHECK: %s = alloc heap.0
  // CHECK-NEXT: heap.0 = new solver in %c.* count 1
  std::shared_ptr<z3::solver> s = std::make_shared<z3::solver>(c);
  // A copy is one reference more of the solver.
  // CHECK: %t = copy %s
  // CHECK: retain %t.*
  std::shared_ptr<z3::solver> t = s;
  // CHECK: release %s.* {{.*}}"std::shared_ptr"
  s.reset();
  // CHECK: use %t.* {{.*}}role push
  t->push();
  // CHECK: release %t.* implicit
}

// CHECK-LABEL: func @sharedHandle(
void sharedHandle(Z3_context c, Z3_goal raw) {
  // The deleter releases: the pointer takes a reference over.
  // CHECK: %g = copy %raw role adopt {{.*}}"std::shared_ptr"
  std::shared_ptr<_Z3_goal> g(raw, [c](Z3_goal d) { Z3_goal_dec_ref(c, d); });
  // CHECK: use %g in %c {{.*}}"Z3_goal_size"
  Z3_goal_size(c, g.get());
  // CHECK: release %g implicit
}

using Context = std::unique_ptr<_Z3_context, decltype(&Z3_del_context)>;

// CHECK-LABEL: func @apiFunction(
void apiFunction() {
  // CHECK: %c = copy $
  Context c(Z3_mk_context_rc(nullptr), &Z3_del_context);
  // CHECK: delete %c implicit {{.*}}"Z3_del_context"
}

using Solver = std::unique_ptr<_Z3_solver, std::function<void(Z3_solver)>>;

// CHECK-LABEL: func @function(
void function(Z3_context c, Z3_solver raw) {
  // CHECK: %s = copy %raw role adopt {{.*}}"std::unique_ptr"
  Solver s(raw, [c](Z3_solver d) { Z3_solver_dec_ref(c, d); });
  // CHECK: $[[RAW:[0-9]+]] = move %s role detach
  // CHECK-NEXT: call @"{{.*}}lambda:[[#@LINE-2]]:17"(?, $[[RAW]]) implicit
}

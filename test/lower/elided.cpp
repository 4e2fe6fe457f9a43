// RUN: %dump-c++ -std=c++14 | %check
// Before C++17 a temporary is copied into the object that it becomes, and the
// copy is elided: its destructor is that of the object.
#include <z3++.h>

// CHECK-LABEL: func @variable(
void variable(z3::solver &s) {
  // CHECK: %m = new model in %s.* count 1
  // CHECK-NEXT: use %m in
  z3::model m = s.get_model();
  (void)m.size();
  // CHECK-NEXT: release %m implicit
  // CHECK-NEXT: end %m
}

// CHECK-LABEL: func @result(
z3::expr result(z3::expr &a, bool negate) {
  // CHECK: ret = new ast
  // CHECK-NOT: release ret
  return negate ? !a : a && a;
}

// The argument is a temporary of its own.
// CHECK-LABEL: @argument(
void argument(z3::solver &s, z3::expr &a) {
  // CHECK: $0 = new ast keeps %a.*
  // CHECK-NEXT: use %s.*, $0 in %s.* role assert
  s.add(!a);
  // CHECK-NEXT: release $0 implicit
}

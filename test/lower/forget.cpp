// RUN: %dump-c++ -I%S/Inputs | %check
// The move assignment of z3++ 4.8.11 and 4.8.12 forgets the old term.
#include "moving-z3++.h"

// CHECK-LABEL: func @assignments(
void assignments(z3::expr a, z3::expr b) {
  // CHECK: use %a.*, {{.*}} role forget @[[#@LINE+1]]:3
  a = a + b;
  // CHECK-NOT: role forget
  a = b;
  a = static_cast<const z3::expr &>(a + b);
  // CHECK: ret
}

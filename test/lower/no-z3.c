// RUN: %dump | %check
// A file without Z3 costs one look-up.
int f(int x) { return x; }
// CHECK: no Z3
// CHECK-NOT: func

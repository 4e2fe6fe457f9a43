// RUN: %dump | %check
// Questions that have the same answer when they are asked again.
#include <cstring>
#include <string>
#include <vector>
#include <z3.h>

void use(Z3_context c) { Z3_reset_memory(); }

// CHECK-LABEL: func @asks(
void asks(Z3_context c, const std::vector<int> &v, const std::string &name,
          const char *mode, int i) {
  // CHECK: branch null %v.*.empty,
  if (!v.empty()) use(c);
  // CHECK: branch %i < %v.*.size,
  if (i < v.size()) use(c);
  // CHECK: branch !null %name.*.size,
  if (name.size()) use(c);
  // CHECK: branch null %mode.*."strcmp own",
  if (strcmp(mode, "own") == 0) use(c);
}

// CHECK-LABEL: func @changes(
void changes(Z3_context c, std::vector<int> &v, const char *a, const char *b) {
  // Others may change what this reference leads to.
  // CHECK-NOT: .size
  // CHECK-NOT: strcmp
  if (v.size() > 1) use(c);
  if (strcmp(a, b) == 0) use(c);
  // CHECK: ret
}

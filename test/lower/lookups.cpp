// RUN: %dump-c++ | %check
// Who looks for a handle may find that it is there already, and counted.
#include <map>
#include <set>
#include <z3.h>

static std::set<Z3_ast> known;

// CHECK-LABEL: func @intern(
Z3_ast intern(Z3_context c, Z3_ast e) {
  // CHECK: escape %e
  if (known.count(e) == 0) {
    // CHECK: @known."(content)"[*] = copy %e role store
    known.insert(e);
    Z3_inc_ref(c, e);
  }
  return e;
}

// CHECK-LABEL: func @depth(
int depth(std::map<Z3_ast, int> &depths, Z3_ast e) {
  // CHECK: escape %e
  return depths[e];
}

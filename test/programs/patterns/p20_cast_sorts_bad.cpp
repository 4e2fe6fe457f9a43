// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sorts travel as terms, by casts, and a small class owns one.
// Its constructor takes no reference, its destructor gives one back.
#include <cstdio>
#include <z3++.h>

namespace {

z3::ast arrayOf(z3::context &C, const z3::ast &Index, const z3::ast &Value) {
  Z3_sort I = reinterpret_cast<Z3_sort>(static_cast<Z3_ast>(Index));
  Z3_sort V = reinterpret_cast<Z3_sort>(static_cast<Z3_ast>(Value));
  Z3_ast Result = reinterpret_cast<Z3_ast>(Z3_mk_array_sort(C, I, V));
  C.check_error();
  return z3::ast(C, Result);
}

class SortOwner {
  Z3_context Ctx;
  Z3_sort Raw;

public:
  SortOwner(Z3_context C, Z3_sort S) : Ctx(C), Raw(S) {} // report: z3-owner-class
  SortOwner(const SortOwner &) = delete;
  SortOwner &operator=(const SortOwner &) = delete;
  ~SortOwner() { Z3_dec_ref(Ctx, (Z3_ast)Raw); } // trace: release-of-unowned
  bool isArray() const { return Z3_get_sort_kind(Ctx, Raw) == Z3_ARRAY_SORT; }
};

} // namespace

int main() {
  z3::context C;
  z3::ast Memory = arrayOf(C, C.bv_sort(32), C.bv_sort(8));
  {
    SortOwner Set(C, Z3_mk_set_sort(C, C.int_sort()));
    std::printf("arrays: %d\n", Set.isArray() + (Memory.kind() == Z3_SORT_AST));
    std::fflush(stdout);
  }
  return 0;
}

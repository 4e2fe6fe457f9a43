// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbol table of a C front end stores raw declarations.
// The function that makes a declaration returns the raw handle of its local.
#include <cstdio>
#include <z3++.h>

static Z3_func_decl unary(z3::context &C, const char *Name) {
  z3::sort Word = C.bv_sort(32);
  z3::func_decl F = C.function(Name, Word, Word);
  return F; // report: z3-dangling-handle
}

int main() {
  z3::context C;
  Z3_func_decl Load = unary(C, "load");
  z3::expr Address = C.bv_const("address", 32);
  unsigned Arity = Z3_get_arity(C, Load); // trace: use-after-release
  std::printf("%u\n", Arity ? Address.get_sort().bv_size() : 0);
  std::fflush(stdout);
  return 0;
}

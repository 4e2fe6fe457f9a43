// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two contexts, one for parsing and one for solving, are cleaned up together.
// A term of the first is given back in the second.
#include <cstdio>
#include <z3.h>

static Z3_context open() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  return Ctx;
}

int main() {
  Z3_context Parsing = open();
  Z3_context Solving = open();
  Z3_ast Goal = Z3_mk_const(Parsing, Z3_mk_string_symbol(Parsing, "goal"), Z3_mk_bool_sort(Parsing));
  Z3_inc_ref(Parsing, Goal);
  std::puts(Z3_ast_to_string(Parsing, Goal));
  std::fflush(stdout);
  Z3_dec_ref(Solving, Goal); // report: z3-ownership-mismatch; trace: wrong-context
  Z3_del_context(Solving);
  Z3_del_context(Parsing);
  return 0;
}

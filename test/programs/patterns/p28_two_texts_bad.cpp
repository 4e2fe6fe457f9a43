// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A difference of two terms is shown as text.
// The first text is still the context's own when the second one is written
// over it. z3-trace follows handles, not strings: the program says itself that
// both texts are the same.
#include <cstdio>
#include <string>
#include <z3.h>

static std::string difference(Z3_context C, Z3_ast A, Z3_ast B) {
  Z3_string Old = Z3_ast_to_string(C, A);
  Z3_string New = Z3_ast_to_string(C, B);
  return std::string(Old) + " -> " + New; // report: z3-dangling-handle
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_sort Bool = Z3_mk_bool_sort(C);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Bool);
  Z3_inc_ref(C, P);
  Z3_ast Q = Z3_mk_const(C, Z3_mk_string_symbol(C, "q"), Bool);
  Z3_inc_ref(C, Q);
  std::string Text = difference(C, P, Q);
  std::printf("%s%s\n", Text.c_str(), Text == "p -> q" ? "" : " (wrong)");
  Z3_dec_ref(C, Q);
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}

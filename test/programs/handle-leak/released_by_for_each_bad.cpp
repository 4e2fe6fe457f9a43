// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interpreter hands the frames of a trace to a visitor and gives them back.
// One of the two lists is given back by a callback, the other never.
#include <algorithm>
#include <cstdio>
#include <vector>
#include <z3.h>

static unsigned visit(Z3_context C) {
  std::vector<Z3_ast> Before, After;
  Z3_ast Pre = Z3_mk_const(C, Z3_mk_string_symbol(C, "pre"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Pre);
  Before.push_back(Pre);
  Z3_ast Post = Z3_mk_not(C, Pre); // report: z3-handle-leak; trace: leak
  Z3_inc_ref(C, Post);
  After.push_back(Post);
  unsigned Hash = 0;
  for (Z3_ast A : After)
    Hash ^= Z3_get_ast_hash(C, A);
  auto Release = [C](Z3_ast A) { Z3_dec_ref(C, A); };
  std::for_each(Before.begin(), Before.end(), Release);
  return Hash;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("%s\n", visit(C) ? "hashed" : "no hash");
  Z3_del_context(C);
  return 0;
}

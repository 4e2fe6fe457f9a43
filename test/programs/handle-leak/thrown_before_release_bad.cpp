// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A policy compiler turns rules into terms and refuses what it cannot parse.
// It throws while it owns the parsed vector.
#include <cstdio>
#include <stdexcept>
#include <z3.h>

static unsigned compile(Z3_context C, const char *Rule) {
  Z3_ast_vector Parsed = Z3_parse_smtlib2_string( // report: z3-handle-leak leak; trace: leak
      C, Rule, 0, nullptr, nullptr, 0, nullptr, nullptr);
  Z3_ast_vector_inc_ref(C, Parsed);
  unsigned Count = Z3_ast_vector_size(C, Parsed);
  if (Count == 0)
    throw std::invalid_argument("a rule without a formula");
  Z3_ast_vector_dec_ref(C, Parsed);
  return Count;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  try {
    std::printf("%u\n", compile(C, "(declare-const allowed Bool)"));
  } catch (const std::invalid_argument &E) {
    std::printf("refused: %s\n", E.what());
  }
  Z3_del_context(C);
  return 0;
}

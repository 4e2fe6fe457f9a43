// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a model is there is kept in a flag, which a later answer overwrites.
#include <cstdio>
#include <string>
#include <z3.h>

namespace {

void explain(Z3_context c, Z3_solver s, int level) {
  Z3_lbool r = Z3_solver_check(c, s);
  bool has_model = false;
  std::string word;
  if (r == Z3_L_TRUE) {
    has_model = true;
    word = "sat";
  } else if (r == Z3_L_FALSE) {
    word = "unsat";
  }
  if (level > 0)
    std::puts(word.c_str());
  Z3_model m = nullptr;
  if (r == Z3_L_TRUE) {
    m = Z3_solver_get_model(c, s); // report: z3-handle-leak leak; trace: leak
    Z3_model_inc_ref(c, m);
  }
  if (level > 1)
    has_model = Z3_solver_check(c, s) == Z3_L_FALSE;
  if (has_model) {
    std::printf("%u\n", Z3_model_get_num_consts(c, m));
    Z3_model_dec_ref(c, m);
  }
}

} // namespace

int main(int argc, char **) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  explain(c, s, argc + 1);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

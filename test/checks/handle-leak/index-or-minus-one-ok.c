// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// first() gives -1 exactly where it has not set *out.
#include <z3.h>
int first(Z3_context c, Z3_solver s, Z3_ast *candidates, unsigned n, Z3_model *out) {
  int found = -1;
  for (unsigned i = 0; i < n; i++) {
    if (Z3_solver_check_assumptions(c, s, 1, &candidates[i]) == Z3_L_TRUE) {
      *out = Z3_solver_get_model(c, s);
      Z3_model_inc_ref(c, *out);
      found = (int)i;
      break;
    }
  }
  return found;
}
unsigned use(Z3_context c, Z3_solver s, Z3_ast *candidates, unsigned n) {
  Z3_model m;
  if (first(c, s, candidates, n, &m) < 0)
    return 0;
  unsigned k = Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return k;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configurator explains a conflict by the core.
// The core is given back in the loop over it, in the first round.
#include <stdio.h>
#include <z3.h>

#define OPTIONS 3

static void explain(Z3_context c, Z3_solver s, const Z3_ast *options) {
  Z3_ast_vector core = Z3_solver_get_unsat_core(c, s);
  Z3_ast_vector_inc_ref(c, core);
  Z3_stats figures = Z3_solver_get_statistics(c, s);
  Z3_stats_inc_ref(c, figures);
  unsigned n = Z3_ast_vector_size(c, core);
  printf("figures: %s\n", Z3_stats_size(c, figures) ? "some" : "none");
  Z3_stats_dec_ref(c, figures);
  if (n == 0) {
    Z3_ast_vector_dec_ref(c, core);
    return;
  }
  unsigned i = 0;
  do {
    Z3_ast member = Z3_ast_vector_get(c, core, i); // report: z3-use-after-release; trace: use-after-release
    for (unsigned k = 0; k < OPTIONS; k++)
      if (member == options[k])
        printf("conflict: option %u\n", k);
    fflush(stdout);
    if (i == 0)
      Z3_ast_vector_dec_ref(c, core);
  } while (++i < n);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_ast options[OPTIONS];
  for (unsigned i = 0; i < OPTIONS; i++) {
    options[i] =
        Z3_mk_const(c, Z3_mk_int_symbol(c, (int)i), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, options[i]);
  }
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast clash[2] = {options[0], options[2]};
  Z3_solver_assert(c, s, Z3_mk_not(c, Z3_mk_and(c, 2, clash)));
  if (Z3_solver_check_assumptions(c, s, OPTIONS, options) == Z3_L_FALSE)
    explain(c, s, options);

  Z3_solver_dec_ref(c, s);
  for (unsigned i = 0; i < OPTIONS; i++)
    Z3_dec_ref(c, options[i]);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configuration tool explains conflicts by the assumptions in the core.
// The core is asked for when the answer was no.
#include <stdio.h>
#include <z3.h>

enum verdict { FINE, CONFLICT, GAVE_UP };

static enum verdict explain(Z3_context c, Z3_solver s, unsigned n, const Z3_ast options[]) {
  Z3_lbool answer = Z3_solver_check_assumptions(c, s, n, options);
  if (answer == Z3_L_TRUE)
    return FINE;
  if (answer == Z3_L_UNDEF)
    return GAVE_UP;
  Z3_ast_vector core = Z3_solver_get_unsat_core(c, s);
  Z3_ast_vector_inc_ref(c, core);
  for (unsigned i = 0; i < Z3_ast_vector_size(c, core); i++)
    printf("  %s\n", Z3_ast_to_string(c, Z3_ast_vector_get(c, core, i)));
  Z3_ast_vector_dec_ref(c, core);
  return CONFLICT;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  const char *names[3] = {"smp", "tiny", "debug"};
  Z3_ast options[3];
  for (int i = 0; i < 3; i++) {
    options[i] = Z3_mk_const(c, Z3_mk_string_symbol(c, names[i]), boolean);
    Z3_inc_ref(c, options[i]);
  }
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast never = Z3_mk_and(c, 2, options);
  Z3_solver_assert(c, s, Z3_mk_not(c, never));
  printf("%d\n", explain(c, s, 3, options));
  printf("%d\n", explain(c, s, 1, options));
  Z3_solver_dec_ref(c, s);
  for (int i = 0; i < 3; i++)
    Z3_dec_ref(c, options[i]);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner remembers which action a model has chosen.
// The action's declaration belongs to the model, which is given back.
// A run does not show it but by an error that nobody reads.
#include <stdio.h>
#include <z3.h>

struct choice {
  Z3_func_decl action;
  unsigned candidates;
};

static struct choice choose(Z3_context c, Z3_solver s) {
  struct choice out = {NULL, 0};
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return out;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  out.candidates = Z3_model_get_num_consts(c, m);
  for (unsigned i = 0; i < out.candidates; i++) {
    Z3_func_decl d = Z3_model_get_const_decl(c, m, i);
    Z3_ast v = Z3_model_get_const_interp(c, m, d);
    if (v && Z3_get_bool_value(c, v) == Z3_L_TRUE) {
      out.action = d;
      break;
    }
  }
  Z3_model_dec_ref(c, m);
  return out;
}

static unsigned assertions(Z3_context c, Z3_solver s) {
  Z3_ast_vector all = Z3_solver_get_assertions(c, s);
  Z3_ast_vector_inc_ref(c, all);
  unsigned n = Z3_ast_vector_size(c, all);
  Z3_ast_vector_dec_ref(c, all);
  return n;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, NULL);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_const(c, Z3_mk_string_symbol(c, "move"), Z3_mk_bool_sort(c)));
  struct choice chosen = choose(c, s);
  Z3_solver_reset(c, s);
  Z3_solver_assert(c, s, Z3_mk_const(c, Z3_mk_string_symbol(c, "wait"), Z3_mk_bool_sort(c)));
  printf("%u assertions\n", assertions(c, s));
  if (chosen.action) {
    Z3_symbol name = Z3_get_decl_name(c, chosen.action); // report: z3-dangling-handle
    printf("%s of %u\n", Z3_get_symbol_string(c, name), chosen.candidates);
  }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

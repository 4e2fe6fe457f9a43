// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator frees all it has at the end.
// The context goes first, its solver is given back after that.
#include <stdio.h>
#include <z3.h>

struct generator {
  Z3_context context;
  Z3_solver solver;
  Z3_ast input;
};

static void start(struct generator *g) {
  Z3_config config = Z3_mk_config();
  Z3_set_param_value(config, "model", "true");
  g->context = Z3_mk_context_rc(config);
  Z3_del_config(config);
  g->input = Z3_mk_const(g->context, Z3_mk_string_symbol(g->context, "input"),
                         Z3_mk_bv_sort(g->context, 8));
  Z3_inc_ref(g->context, g->input);
  g->solver = Z3_mk_simple_solver(g->context);
  Z3_solver_inc_ref(g->context, g->solver);
}

static unsigned generate(struct generator *g, unsigned low) {
  Z3_context c = g->context;
  Z3_ast bound = Z3_mk_unsigned_int(c, low, Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, bound);
  Z3_solver_assert(c, g->solver, Z3_mk_bvugt(c, g->input, bound));
  Z3_dec_ref(c, bound);
  unsigned value = 0;
  if (Z3_solver_check(c, g->solver) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, g->solver);
    Z3_model_inc_ref(c, m);
    Z3_ast v = NULL;
    if (Z3_model_eval(c, m, g->input, true, &v))
      Z3_get_numeral_uint(c, v, &value);
    Z3_model_dec_ref(c, m);
  }
  return value;
}

int main(void) {
  struct generator g;
  start(&g);
  printf("test: %s\n", generate(&g, 250) > 250 ? "above 250" : "none");
  fflush(stdout);
  Z3_dec_ref(g.context, g.input);
  Z3_del_context(g.context);
  Z3_solver_dec_ref(g.context, g.solver); // report: z3-use-after-release; trace: use-after-context-delete
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator lists the constants of a model by declaration.
// It releases the declarations, which the model only lends.
#include <stdio.h>
#include <z3.h>

struct generator {
  Z3_context ctx;
  Z3_solver solver;
  unsigned tests;
};

static void print_value(struct generator *g, Z3_model model, Z3_func_decl decl) {
  Z3_ast value = Z3_model_get_const_interp(g->ctx, model, decl);
  if (!value)
    return;
  Z3_inc_ref(g->ctx, value);
  Z3_symbol name = Z3_get_decl_name(g->ctx, decl);
  printf("%s = ", Z3_get_symbol_string(g->ctx, name));
  printf("%s\n", Z3_get_numeral_string(g->ctx, value));
  Z3_dec_ref(g->ctx, value);
}

static void emit_test(struct generator *g, Z3_model model) {
  unsigned n = Z3_model_get_num_consts(g->ctx, model);
  for (unsigned i = 0; i < n; ++i) {
    Z3_func_decl decl = Z3_model_get_const_decl(g->ctx, model, i);
    print_value(g, model, decl);
    Z3_dec_ref(g->ctx, Z3_func_decl_to_ast(g->ctx, decl)); // report: z3-ownership-mismatch; trace: release-of-unowned
  }
  ++g->tests;
}

static void require_above(struct generator *g, const char *name, int bound) {
  Z3_sort ints = Z3_mk_int_sort(g->ctx);
  Z3_ast x = Z3_mk_const(g->ctx, Z3_mk_string_symbol(g->ctx, name), ints);
  Z3_inc_ref(g->ctx, x);
  Z3_ast low = Z3_mk_int(g->ctx, bound, ints);
  Z3_solver_assert(g->ctx, g->solver, Z3_mk_gt(g->ctx, x, low));
  Z3_dec_ref(g->ctx, x);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct generator g = {Z3_mk_context_rc(cfg), NULL, 0};
  Z3_del_config(cfg);
  g.solver = Z3_mk_simple_solver(g.ctx);
  Z3_solver_inc_ref(g.ctx, g.solver);
  require_above(&g, "width", 8);
  require_above(&g, "height", 4);
  if (Z3_solver_check(g.ctx, g.solver) == Z3_L_TRUE) {
    Z3_model model = Z3_solver_get_model(g.ctx, g.solver);
    Z3_model_inc_ref(g.ctx, model);
    emit_test(&g, model);
    Z3_model_dec_ref(g.ctx, model);
  }
  printf("%u\n", g.tests);
  Z3_solver_dec_ref(g.ctx, g.solver);
  Z3_del_context(g.ctx);
  return 0;
}

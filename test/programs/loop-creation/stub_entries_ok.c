// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator writes the stubs of external functions: a table of the
// answers that the model gives.
// Entries whose answer is no number are released, too.
#include <stdio.h>
#include <z3.h>

struct generator {
  Z3_context ctx;
  Z3_solver solver;
  FILE *out;
};

static int write_call(struct generator *g, Z3_func_entry e) {
  for (unsigned i = 0; i < Z3_func_entry_get_num_args(g->ctx, e); i++) {
    int arg;
    if (!Z3_get_numeral_int(g->ctx, Z3_func_entry_get_arg(g->ctx, e, i), &arg))
      return 0;
    fprintf(g->out, "%s%d", i ? ", " : "  (", arg);
  }
  return 1;
}

static void write_stub(struct generator *g, Z3_model m, Z3_func_decl f) {
  Z3_func_interp fi = Z3_model_get_func_interp(g->ctx, m, f);
  if (!fi)
    return;
  Z3_func_interp_inc_ref(g->ctx, fi);
  unsigned n = Z3_func_interp_get_num_entries(g->ctx, fi);
  for (unsigned i = 0; i < n; i++) {
    Z3_func_entry e = Z3_func_interp_get_entry(g->ctx, fi, i);
    Z3_func_entry_inc_ref(g->ctx, e);
    int answer;
    Z3_ast value = Z3_func_entry_get_value(g->ctx, e);
    if (!Z3_get_numeral_int(g->ctx, value, &answer) || answer < 0) {
      fprintf(g->out, "  -- left out\n");
      Z3_func_entry_dec_ref(g->ctx, e);
      continue;
    }
    if (write_call(g, e))
      fprintf(g->out, ") -> %d\n", answer);
    Z3_func_entry_dec_ref(g->ctx, e);
  }
  Z3_func_interp_dec_ref(g->ctx, fi);
}

static void require_answer(struct generator *g, Z3_func_decl f, int arg,
                           int answer) {
  Z3_sort word = Z3_mk_int_sort(g->ctx);
  Z3_ast x = Z3_mk_int(g->ctx, arg, word);
  Z3_inc_ref(g->ctx, x);
  Z3_ast call = Z3_mk_app(g->ctx, f, 1, &x);
  Z3_inc_ref(g->ctx, call);
  Z3_ast y = Z3_mk_int(g->ctx, answer, word);
  Z3_inc_ref(g->ctx, y);
  Z3_solver_assert(g->ctx, g->solver, Z3_mk_eq(g->ctx, call, y));
  Z3_dec_ref(g->ctx, y);
  Z3_dec_ref(g->ctx, call);
  Z3_dec_ref(g->ctx, x);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct generator g = {Z3_mk_context_rc(config), NULL, stdout};
  Z3_del_config(config);
  g.solver = Z3_mk_simple_solver(g.ctx);
  Z3_solver_inc_ref(g.ctx, g.solver);
  Z3_sort word = Z3_mk_int_sort(g.ctx);
  Z3_func_decl f = Z3_mk_func_decl(
      g.ctx, Z3_mk_string_symbol(g.ctx, "read_sensor"), 1, &word, word);
  Z3_inc_ref(g.ctx, Z3_func_decl_to_ast(g.ctx, f));
  require_answer(&g, f, 1, -30);
  require_answer(&g, f, 2, 25);
  require_answer(&g, f, 3, -40);
  if (Z3_solver_check(g.ctx, g.solver) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(g.ctx, g.solver);
    Z3_model_inc_ref(g.ctx, m);
    write_stub(&g, m, f);
    Z3_model_dec_ref(g.ctx, m);
  }
  Z3_dec_ref(g.ctx, Z3_func_decl_to_ast(g.ctx, f));
  Z3_solver_dec_ref(g.ctx, g.solver);
  Z3_del_context(g.ctx);
  return 0;
}

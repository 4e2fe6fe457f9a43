// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator writes the inputs of a model into a test case.
// A value that does not fit gives up the test case, and with it the model.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct test_case {
  int values[4];
  unsigned n;
};

struct generator {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast inputs[4];
  unsigned n_inputs;
};

static bool value_of(struct generator *g, Z3_model m, Z3_ast input, int *out) {
  Z3_ast v = NULL;
  if (!Z3_model_eval(g->ctx, m, input, true, &v))
    return false;
  Z3_inc_ref(g->ctx, v);
  bool fits = Z3_get_numeral_int(g->ctx, v, out);
  Z3_dec_ref(g->ctx, v);
  return fits;
}

static bool generate(struct generator *g, struct test_case *tc) {
  if (Z3_solver_check(g->ctx, g->solver) != Z3_L_TRUE)
    return false;
  Z3_model m = Z3_solver_get_model(g->ctx, g->solver); // report: z3-handle-leak; trace: leak
  Z3_model_inc_ref(g->ctx, m);
  bool complete = true;
  tc->n = 0;
  for (unsigned i = 0; i < g->n_inputs; i++) {
    if (!value_of(g, m, g->inputs[i], &tc->values[i])) {
      fprintf(stderr, "input %u is too large\n", i);
      return false;
    }
    tc->n++;
  }
  Z3_model_dec_ref(g->ctx, m);
  return complete;
}

static void require(struct generator *g, unsigned input, const char *at_least) {
  Z3_ast bound = Z3_mk_numeral(g->ctx, at_least, Z3_mk_int_sort(g->ctx));
  Z3_inc_ref(g->ctx, bound);
  Z3_solver_assert(g->ctx, g->solver,
                   Z3_mk_ge(g->ctx, g->inputs[input], bound));
  Z3_dec_ref(g->ctx, bound);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct generator g = {Z3_mk_context_rc(cfg), NULL, {NULL}, 2};
  Z3_del_config(cfg);
  g.solver = Z3_mk_simple_solver(g.ctx);
  Z3_solver_inc_ref(g.ctx, g.solver);
  for (unsigned i = 0; i < g.n_inputs; i++) {
    g.inputs[i] = Z3_mk_const(g.ctx, Z3_mk_int_symbol(g.ctx, (int)i),
                              Z3_mk_int_sort(g.ctx));
    Z3_inc_ref(g.ctx, g.inputs[i]);
  }
  struct test_case tc;
  require(&g, 0, "12");
  printf("small: %d\n", generate(&g, &tc));
  require(&g, 1, "99999999999999");
  printf("large: %d\n", generate(&g, &tc));
  for (unsigned i = 0; i < g.n_inputs; i++)
    Z3_dec_ref(g.ctx, g.inputs[i]);
  Z3_solver_dec_ref(g.ctx, g.solver);
  Z3_del_context(g.ctx);
  return 0;
}

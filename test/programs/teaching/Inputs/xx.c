#include "../xx.h"

#include <stdlib.h>

struct xx_pool {
  Z3_context c;
  Z3_solver solvers[16];
  int n;
};

static void ignore(Z3_context c, Z3_error_code e) {
  (void)c;
  (void)e;
}

Z3_context xx_open(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(c, ignore);
  return c;
}

void xx_close(Z3_context c) { Z3_del_context(c); }

Z3_solver xx_solver_new(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

void xx_solver_free(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }

int xx_assert_text(Z3_context c, Z3_solver s, const char *text) {
  Z3_solver_from_string(c, s, text);
  return Z3_get_error_code(c) == Z3_OK ? 0 : -1;
}

int xx_parse(Z3_context c, const char *text, Z3_ast_vector *out) {
  Z3_ast_vector v = Z3_parse_smtlib2_string(c, text, 0, 0, 0, 0, 0, 0);
  if (Z3_get_error_code(c) != Z3_OK || !v)
    return -1;
  Z3_ast_vector_inc_ref(c, v);
  *out = v;
  return 0;
}

void xx_vector_free(Z3_context c, Z3_ast_vector v) {
  Z3_ast_vector_dec_ref(c, v);
}

xx_pool *xx_pool_new(Z3_context c) {
  xx_pool *pool = calloc(1, sizeof *pool);
  pool->c = c;
  return pool;
}

void xx_pool_add(xx_pool *pool, Z3_solver s) { pool->solvers[pool->n++] = s; }

void xx_pool_free(xx_pool *pool) {
  for (int i = 0; i < pool->n; i++)
    Z3_solver_dec_ref(pool->c, pool->solvers[i]);
  free(pool);
}

int xx_each_model(Z3_context c, Z3_solver s, int most, xx_visit visit,
                  void *user) {
  int n = 0;
  for (; n < most && Z3_solver_check(c, s) == Z3_L_TRUE; n++) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    int go_on = visit(user, c, m);
    Z3_model_dec_ref(c, m);
    if (!go_on)
      break;
  }
  return n;
}

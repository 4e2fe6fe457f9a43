// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker's session is built in steps; a step that fails undoes the ones
// before by way of the session's own function.
// That function gives the model of the session back, too.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct session {
  Z3_context c;
  Z3_solver s;
  Z3_model last;
};

static void session_end(struct session *se) {
  if (!se)
    return;
  if (se->last)
    Z3_model_dec_ref(se->c, se->last);
  if (se->s)
    Z3_solver_dec_ref(se->c, se->s);
  free(se);
}

static struct session *session_start(Z3_context c, Z3_ast axiom) {
  struct session *se = calloc(1, sizeof *se);
  if (!se)
    return NULL;
  se->c = c;
  se->s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, se->s);
  Z3_solver_assert(c, se->s, axiom);
  if (Z3_solver_check(c, se->s) != Z3_L_TRUE) {
    session_end(se);
    return NULL;
  }
  se->last = Z3_solver_get_model(c, se->s);
  Z3_model_inc_ref(c, se->last);
  return se;
}

static unsigned constants(Z3_context c, Z3_ast axiom) {
  struct session *se = session_start(c, axiom);
  if (!se)
    return 0;
  unsigned n = Z3_model_get_num_consts(c, se->last);
  session_end(se);
  return n;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  printf("%u\n", constants(c, p));
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}

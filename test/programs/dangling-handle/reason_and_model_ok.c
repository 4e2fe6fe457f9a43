// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service fills in an answer for its client: a status and a text.
// The text is copied before the trace line is written.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct answer {
  int status;
  char text[256];
};

static void trace(Z3_context c, Z3_solver s) {
  fprintf(stderr, "solver: %zu characters\n", strlen(Z3_solver_to_string(c, s)));
}

static void reply(Z3_context c, Z3_solver s, struct answer *out) {
  out->status = Z3_solver_check(c, s);
  out->text[0] = 0;
  if (out->status == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    snprintf(out->text, sizeof out->text, "%s", Z3_model_to_string(c, m));
    Z3_model_dec_ref(c, m);
  } else if (out->status == Z3_L_UNDEF) {
    snprintf(out->text, sizeof out->text, "%s", Z3_solver_get_reason_unknown(c, s));
  }
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "ready"), Z3_mk_bool_sort(c));
  Z3_solver_assert(c, s, p);
  struct answer out;
  reply(c, s, &out);
  trace(c, s);
  printf("%d: %s\n", out.status, out.text);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

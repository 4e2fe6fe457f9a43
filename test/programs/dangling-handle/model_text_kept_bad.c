// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server answers with the text of a model, and logs the question.
// The text is sent after the log has overwritten it. z3-trace follows handles,
// not strings: the program finds no model in what it sends.
#include <stdio.h>
#include <string.h>
#include <z3.h>

static int send(const char *text) {
  int is_model = strstr(text, "->") != NULL;
  puts(is_model ? "a model" : "no model");
  return is_model;
}

static int answer(Z3_context c, Z3_solver s, Z3_ast question) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_string text = Z3_model_to_string(c, m);
  fprintf(stderr, "asked %s\n", Z3_ast_to_string(c, question));
  int sent = send(text); // report: z3-dangling-handle
  Z3_model_dec_ref(c, m);
  return sent;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "tenant_is_admissible"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver_assert(c, s, p);
  int sent = answer(c, s, p);
  printf("sent %d\n", sent);
  Z3_dec_ref(c, p);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

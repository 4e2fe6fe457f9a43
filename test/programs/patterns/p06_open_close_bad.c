// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library opens and closes its solvers in two functions of its own.
// The query that times out returns without closing.
#include <stdio.h>
#include <z3.h>

static Z3_solver open_solver(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c); // trace: leak
  Z3_solver_inc_ref(c, s);
  return s;
}

static void close_solver(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }

static int ask(Z3_context c, Z3_ast question, unsigned budget) {
  Z3_solver s = open_solver(c); // report: z3-handle-leak
  Z3_solver_assert(c, s, question);
  if (budget == 0) {
    fputs("no time left\n", stderr);
    return -1;
  }
  int answer = Z3_solver_check(c, s) == Z3_L_TRUE;
  close_solver(c, s);
  return answer;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  unsigned budget = 2;
  int answers = 0;
  while (ask(c, p, budget) == 1) {
    answers++;
    budget--;
  }
  printf("%d answers\n", answers);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}

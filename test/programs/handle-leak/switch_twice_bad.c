// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a query needs is set up by its kind, and taken down by its kind. The
// optimizing query has no case of its own in the second switch.
#include <stdio.h>
#include <z3.h>

enum kind { SATISFY,
            OPTIMIZE,
            COUNT };

static int run(Z3_context c, enum kind kind, Z3_ast body) {
  Z3_solver s = NULL;
  Z3_optimize o = NULL;
  int steps = 0;
  switch (kind) {
  case SATISFY:
    s = Z3_mk_solver(c);
    Z3_solver_inc_ref(c, s);
    Z3_solver_assert(c, s, body);
    break;
  case OPTIMIZE:
    o = Z3_mk_optimize(c); // report: z3-handle-leak leak; trace: leak
    Z3_optimize_inc_ref(c, o);
    Z3_optimize_assert(c, o, body);
    break;
  case COUNT:
    steps = 1;
    break;
  }
  if (steps == 0)
    puts("asking");
  switch (kind) {
  case SATISFY:
    steps += Z3_solver_check(c, s);
    Z3_solver_dec_ref(c, s);
    break;
  case OPTIMIZE:
    steps += Z3_optimize_check(c, o, 0, NULL);
    break;
  case COUNT:
    break;
  }
  return steps;
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  printf("%d\n", run(c, SATISFY, p) + run(c, OPTIMIZE, p) +
                     run(c, argc > 1 ? SATISFY : COUNT, p));
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}

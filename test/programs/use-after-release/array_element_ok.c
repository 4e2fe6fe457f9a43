// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler holds the clauses of its three machines in an array.
// The clause of the second machine is dropped after it is asserted.
#include <stdio.h>
#include <z3.h>

enum { LATHE, MILL, PRESS, MACHINES };

static void on_error(Z3_context c, Z3_error_code e) {
  fprintf(stderr, "z3: %s\n", Z3_get_error_msg(c, e));
}

static Z3_ast starts_after(Z3_context c, Z3_ast time, int start) {
  Z3_ast bound = Z3_mk_int(c, start, Z3_mk_int_sort(c));
  Z3_inc_ref(c, bound);
  Z3_ast clause = Z3_mk_ge(c, time, bound);
  Z3_inc_ref(c, clause);
  Z3_dec_ref(c, bound);
  return clause;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(c, on_error);

  Z3_ast time =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "time"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, time);
  Z3_ast clauses[MACHINES];
  clauses[LATHE] = starts_after(c, time, 8);
  clauses[MILL] = starts_after(c, time, 9);
  clauses[PRESS] = starts_after(c, time, 10);

  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, clauses[LATHE]);
  Z3_solver_assert(c, s, clauses[MILL]);
  Z3_dec_ref(c, clauses[MILL]);
  Z3_solver_assert(c, s, clauses[PRESS]);
  printf("schedule: %s\n",
         Z3_solver_check(c, s) == Z3_L_TRUE ? "possible" : "none");

  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, clauses[LATHE]);
  Z3_dec_ref(c, clauses[PRESS]);
  Z3_dec_ref(c, time);
  Z3_del_context(c);
  return 0;
}

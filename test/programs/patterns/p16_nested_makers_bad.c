// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clauses are built from makers in argument position.
// Two negations are made before the disjunction that takes both: the first one
// is collected when the second one is made.
#include <stdio.h>
#include <z3.h>

static Z3_ast not_both(Z3_context c, Z3_ast a, Z3_ast b) {
  Z3_ast literals[2] = {Z3_mk_not(c, a), Z3_mk_not(c, b)};
  Z3_ast r = Z3_mk_or(c, 2, literals); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_inc_ref(c, r);
  return r;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort boolean = Z3_mk_bool_sort(c);
  Z3_ast port[3];
  char name[] = "port_0";
  for (int i = 0; i < 3; i++) {
    name[5] = (char)('0' + i);
    port[i] = Z3_mk_const(c, Z3_mk_string_symbol(c, name), boolean);
    Z3_inc_ref(c, port[i]);
  }
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  for (int i = 0; i < 3; i++) {
    Z3_ast clause = not_both(c, port[i], port[(i + 1) % 3]);
    Z3_solver_assert(c, s, clause);
    Z3_dec_ref(c, clause);
  }
  printf("answer %d\n", (int)Z3_solver_check(c, s));
  fflush(stdout);
  Z3_solver_dec_ref(c, s);
  for (int i = 0; i < 3; i++)
    Z3_dec_ref(c, port[i]);
  Z3_del_context(c);
  return 0;
}

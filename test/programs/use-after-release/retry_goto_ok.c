// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker tries again, deeper, by a goto.
// The way out gives the solver back, the way to the second try keeps it.
#include <stdio.h>
#include <z3.h>

static Z3_ast step(Z3_context c, unsigned k) {
  Z3_ast a = Z3_mk_const(c, Z3_mk_int_symbol(c, (int)k), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, a);
  return a;
}

static unsigned reach(Z3_context c, unsigned deepest) {
  unsigned depth = 0;
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "random_seed"), 7);
  Z3_solver_set_params(c, s, p);
  Z3_params_dec_ref(c, p);

deeper:
  Z3_solver_push(c, s);
  Z3_ast a = step(c, depth);
  Z3_solver_assert(c, s, a);
  Z3_dec_ref(c, a);
  Z3_lbool r = Z3_solver_check(c, s);
  Z3_solver_pop(c, s, 1);
  printf("depth %u: %d\n", depth, r);
  fflush(stdout);
  if (r == Z3_L_TRUE && ++depth < deepest) {
    goto deeper;
  }
  Z3_solver_dec_ref(c, s);
  return depth;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("reached %u\n", reach(c, 2));
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker shuts its context down in a function of its own.
// The last line of the summary asks for the text before the shutdown.
#include <stdio.h>
#include <z3.h>

static Z3_context boot(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  return c;
}

static void shut_down(Z3_context c, unsigned depth) {
  printf("depth %u reached\n", depth);
  fflush(stdout);
  Z3_del_context(c);
}

static Z3_lbool reachable(Z3_context c, Z3_ast bad) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, bad);
  Z3_lbool r = Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  return r;
}

int main(void) {
  Z3_context c = boot();
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast counter = Z3_mk_const(c, Z3_mk_string_symbol(c, "counter"), integer);
  Z3_ast bad = Z3_mk_gt(c, counter, Z3_mk_int(c, 9, integer));
  Z3_lbool r = reachable(c, bad);

  if (r == Z3_L_TRUE)
    printf("bad state: %s\n", Z3_ast_to_string(c, bad));
  shut_down(c, 3);
  return 0;
}

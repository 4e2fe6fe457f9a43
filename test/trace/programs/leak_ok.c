// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The same, released; and a term that two places hold.
#include "common.h"

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  for (int i = 0; i < 3; ++i) {
    Z3_solver s = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, s);
    Z3_solver_dec_ref(c, s);
  }
  Z3_rcf_num pi = Z3_rcf_mk_pi(c);
  Z3_rcf_num zero = Z3_rcf_mk_small_int(c, 0); // the null handle
  Z3_rcf_num same = Z3_rcf_add(c, pi, zero);   // may be the same pointer
  Z3_rcf_del(c, same);
  Z3_rcf_del(c, pi);
  Z3_rcf_del(c, zero);
  Z3_ast x = held_const(c, "x");
  Z3_ast again = held_const(c, "x");
  Z3_dec_ref(c, x);
  printf("%s\n", Z3_ast_to_string(c, again));
  Z3_dec_ref(c, again);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Owned handles that nobody deletes, and counted ones in a context that lives on.
#include "common.h"

static Z3_solver lost_solver(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c); // EVENT: leak solver count=3
  Z3_solver_inc_ref(c, s);
  return s;
}

int main(void) {
  Z3_config config = Z3_mk_config();          // EVENT: leak config count=1
  Z3_context kept = Z3_mk_context_rc(config); // EVENT: leak context count=1
  for (int i = 0; i < 3; ++i)
    lost_solver(kept);

  Z3_context gone = counting_context();
  Z3_rcf_num pi = Z3_rcf_mk_pi(gone); // EVENT: leak rcf_num count=1
  Z3_rcf_num e = Z3_rcf_mk_e(gone);
  Z3_rcf_num sum = Z3_rcf_add(gone, pi, e);
  Z3_rcf_del(gone, e);
  Z3_rcf_del(gone, sum);
  Z3_constructor nil = Z3_mk_constructor( // EVENT: leak constructor count=1
      gone, Z3_mk_string_symbol(gone, "nil"), Z3_mk_string_symbol(gone, "is-nil"), 0,
      NULL, NULL, NULL);
  Z3_mk_datatype(gone, Z3_mk_string_symbol(gone, "list"), 1, &nil);
  Z3_del_context(gone);
  return 0;
}

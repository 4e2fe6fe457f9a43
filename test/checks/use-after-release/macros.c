// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release,z3-ownership-mismatch
// A use of a macro that is a release goes as a whole, or the right call stands
// for it.
#include <stdio.h>
#include <z3.h>

#define RELEASE(kind, c, h)       \
  do {                            \
    if (h)                        \
      Z3_##kind##_dec_ref(c, h);  \
  } while (0)
#define RELEASE_AND_SAY(c, s)     \
  do {                            \
    Z3_solver_dec_ref(c, s);      \
    puts("released");             \
  } while (0)
#define DROP(c, h) Z3_dec_ref(c, (Z3_ast)(h))

int twiceBad(Z3_context c, Z3_goal g) {
  Z3_tactic t = Z3_mk_tactic(c, "simplify");
  Z3_tactic_inc_ref(c, t);
  Z3_apply_result r = Z3_tactic_apply(c, t, g);
  Z3_apply_result_inc_ref(c, r);
  RELEASE(tactic, c, t);
  int n = (int)Z3_apply_result_get_num_subgoals(c, r);
  RELEASE(apply_result, c, r);
  // fix: RELEASE(apply_result, c, r);
  // fix: return n;
  RELEASE(tactic, c, t); // warn: is released a second time
  return n;
}

// The macro says something, too.
void saidBad(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  RELEASE_AND_SAY(c, s);
  RELEASE_AND_SAY(c, s); // warn-nofix: is released a second time
}

void onceOk(Z3_context c) {
  Z3_tactic t = Z3_mk_tactic(c, "simplify");
  Z3_tactic_inc_ref(c, t);
  RELEASE(tactic, c, t);
}

void kindBad(Z3_context c) {
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  // fix: Z3_params_dec_ref(c, p);
  DROP(c, p); // warn: is released by the function of another kind
}

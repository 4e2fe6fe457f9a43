// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A normalizer that simplifies and then eliminates equations.
// Both tactics are made among the arguments of one call, and the one made second
// collects the first.
#include <stdio.h>
#include <z3.h>

// Counted for the caller.
static Z3_tactic normalizer(Z3_context ctx) {
  Z3_tactic both = Z3_tactic_and_then( // report: z3-unprotected-handle; trace: unprotected-use
      ctx, Z3_mk_tactic(ctx, "simplify"), Z3_mk_tactic(ctx, "solve-eqs"));
  Z3_tactic_inc_ref(ctx, both);
  return both;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_tactic tactic = normalizer(ctx);
  printf("%s\n", tactic ? "ready" : "failed");
  fflush(stdout);
  Z3_tactic_dec_ref(ctx, tactic);
  Z3_del_context(ctx);
  return 0;
}

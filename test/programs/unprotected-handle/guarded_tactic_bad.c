// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strategy file names a step, its limit and the step that follows it.
// The limited step is fresh when the next one is made by its name.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct step {
  const char *name;
  unsigned milliseconds;
};

static Z3_tactic limited(Z3_context ctx, const struct step *s) {
  Z3_tactic plain = Z3_mk_tactic(ctx, s->name);
  Z3_tactic_inc_ref(ctx, plain);
  Z3_tactic result = plain;
  if (s->milliseconds > 0) {
    result = Z3_tactic_try_for(ctx, plain, s->milliseconds);
    Z3_tactic_inc_ref(ctx, result);
    Z3_tactic_dec_ref(ctx, plain);
  }
  return result;
}

static Z3_tactic strategy(Z3_context ctx, const struct step *steps, int n) {
  Z3_tactic all = limited(ctx, &steps[0]);
  for (int i = 1; i < n; i++) {
    Z3_tactic next = limited(ctx, &steps[i]);
    Z3_tactic both = Z3_tactic_and_then(ctx, all, next);
    Z3_tactic_dec_ref(ctx, all);
    Z3_tactic_dec_ref(ctx, next);
    Z3_tactic skip = Z3_tactic_skip(ctx);
    all = Z3_tactic_or_else(ctx, both, skip); // report: z3-unprotected-handle; trace: unprotected-use
    Z3_tactic_inc_ref(ctx, all);
  }
  return all;
}

int main(void) {
  static const struct step steps[] = {{"simplify", 100}, {"solve-eqs", 0}};
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_tactic t = strategy(ctx, steps, 2);
  printf("%zu\n", strlen(Z3_tactic_get_help(ctx, t)));
  Z3_tactic_dec_ref(ctx, t);
  Z3_del_context(ctx);
  return 0;
}

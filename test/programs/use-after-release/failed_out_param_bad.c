// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loader hands a goal over by an out-parameter, or says that it failed.
// After a failure, which released the goal, the caller uses it all the same.
#include <stdio.h>
#include <z3.h>

static bool load(Z3_context c, Z3_ast fact, unsigned most, Z3_goal *out) {
  Z3_goal g = Z3_mk_goal(c, false, false, false);
  Z3_goal_inc_ref(c, g);
  *out = g;
  Z3_goal_assert(c, g, fact);
  Z3_probe p = Z3_mk_probe(c, "num-exprs");
  Z3_probe_inc_ref(c, p);
  double size = Z3_probe_apply(c, p, g);
  Z3_probe_dec_ref(c, p);
  if (size > most) {
    printf("too large: %.0f\n", size);
    fflush(stdout);
    Z3_goal_dec_ref(c, g);
    return false;
  }
  return true;
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast fact =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "fact"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, fact);

  Z3_goal g = NULL;
  bool loaded = load(c, fact, argc > 1 ? 10 : 0, &g);
  bool usable = loaded;
  if (!loaded)
    usable = !Z3_goal_inconsistent(c, g); // report: z3-use-after-release; trace: use-after-release
  if (loaded)
    Z3_goal_dec_ref(c, g);
  puts(usable ? "usable" : "not usable");

  Z3_dec_ref(c, fact);
  Z3_del_context(c);
  return 0;
}

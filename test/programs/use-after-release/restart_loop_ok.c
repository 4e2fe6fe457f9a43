// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A local search restarts from a new goal when the old one is used up.
// The new goal is made each time that the old one is dropped.
#include <stdio.h>
#include <z3.h>

static Z3_goal fresh_goal(Z3_context c, Z3_ast seed, int round) {
  Z3_goal g = Z3_mk_goal(c, round > 1, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_assert(c, g, seed);
  return g;
}

static double weigh(Z3_context c, Z3_goal g) {
  Z3_probe p = Z3_mk_probe(c, "num-exprs");
  Z3_probe_inc_ref(c, p);
  double weight = Z3_probe_apply(c, p, g);
  Z3_probe_dec_ref(c, p);
  return weight;
}

static void search(Z3_context c, Z3_ast seed, int rounds) {
  int round = 0;
  Z3_goal g = fresh_goal(c, seed, round);
  for (;;) {
    printf("round %d: %.0f\n", round, weigh(c, g));
    fflush(stdout);
    Z3_goal_dec_ref(c, g);
    if (++round == rounds)
      break;
    g = fresh_goal(c, seed, round);
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast seed =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "seed"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, seed);
  search(c, seed, 3);
  Z3_dec_ref(c, seed);
  Z3_del_context(c);
  return 0;
}

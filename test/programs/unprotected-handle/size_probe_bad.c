// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A back-end chooses its tactic by the size of the goal.
// The probe of the size is collected when the limit's probe is made.
#include <stdio.h>
#include <z3.h>

struct chooser {
  Z3_context c;
  Z3_tactic small, large, pick;
};

static Z3_tactic tactic(Z3_context c, const char *name) {
  Z3_tactic t = Z3_mk_tactic(c, name);
  Z3_tactic_inc_ref(c, t);
  return t;
}

static void choose_by_size(struct chooser *ch, double limit) {
  Z3_context c = ch->c;
  Z3_probe size = Z3_mk_probe(c, "size");
  Z3_probe most = Z3_probe_const(c, limit);
  Z3_probe fits = Z3_probe_lt(c, size, most); // report: z3-unprotected-handle; trace: unprotected-use
  Z3_probe_inc_ref(c, fits);
  ch->pick = Z3_tactic_cond(c, fits, ch->small, ch->large);
  Z3_tactic_inc_ref(c, ch->pick);
  Z3_probe_dec_ref(c, fits);
}

static unsigned run(struct chooser *ch, Z3_goal g) {
  Z3_apply_result r = Z3_tactic_apply(ch->c, ch->pick, g);
  Z3_apply_result_inc_ref(ch->c, r);
  unsigned n = Z3_apply_result_get_num_subgoals(ch->c, r);
  Z3_apply_result_dec_ref(ch->c, r);
  return n;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct chooser ch = {.c = Z3_mk_context_rc(cfg)};
  Z3_del_config(cfg);
  ch.small = tactic(ch.c, "simplify");
  ch.large = tactic(ch.c, "solve-eqs");
  choose_by_size(&ch, 10);
  Z3_goal g = Z3_mk_goal(ch.c, 1, 0, 0);
  Z3_goal_inc_ref(ch.c, g);
  Z3_goal_assert(ch.c, g, Z3_mk_const(ch.c, Z3_mk_string_symbol(ch.c, "p"), Z3_mk_bool_sort(ch.c)));
  printf("%u subgoals\n", run(&ch, g));
  Z3_goal_dec_ref(ch.c, g);
  Z3_tactic_dec_ref(ch.c, ch.pick);
  Z3_tactic_dec_ref(ch.c, ch.large);
  Z3_tactic_dec_ref(ch.c, ch.small);
  Z3_del_context(ch.c);
  return 0;
}

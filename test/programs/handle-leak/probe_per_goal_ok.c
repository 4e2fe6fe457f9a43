// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strategy selector measures each goal and picks a tactic for it.
// The probe that measures is made once, and given back.
#include <stdio.h>
#include <z3.h>

struct selector {
  Z3_context ctx;
  const char *measure;
  unsigned small, large;
};

struct goals {
  Z3_goal list[4];
  unsigned count;
};

static double measured(struct selector *s, Z3_probe probe, Z3_goal goal) {
  return Z3_probe_apply(s->ctx, probe, goal);
}

static void select_all(struct selector *s, const struct goals *g) {
  Z3_probe probe = Z3_mk_probe(s->ctx, s->measure);
  Z3_probe_inc_ref(s->ctx, probe);
  for (unsigned i = 0; i < g->count; i++) {
    if (measured(s, probe, g->list[i]) < 2)
      s->small++;
    else
      s->large++;
  }
  Z3_probe_dec_ref(s->ctx, probe);
}

static void add_goal(Z3_context ctx, struct goals *g, int formulas) {
  Z3_goal goal = Z3_mk_goal(ctx, true, false, false);
  Z3_goal_inc_ref(ctx, goal);
  for (int i = 0; i < formulas; i++)
    Z3_goal_assert(ctx, goal,
                   Z3_mk_const(ctx, Z3_mk_int_symbol(ctx, i), Z3_mk_bool_sort(ctx)));
  g->list[g->count++] = goal;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct goals g = {.count = 0};
  add_goal(ctx, &g, 1);
  add_goal(ctx, &g, 3);
  add_goal(ctx, &g, 4);
  struct selector s = {ctx, "size", 0, 0};
  select_all(&s, &g);
  printf("%u small, %u large\n", s.small, s.large);
  for (unsigned i = 0; i < g.count; i++)
    Z3_goal_dec_ref(ctx, g.list[i]);
  Z3_del_context(ctx);
  return 0;
}

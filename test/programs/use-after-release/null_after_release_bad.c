// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service caches one goal and drops it under memory pressure.
// The cache keeps the dropped goal, so the next request finds and uses it.
#include <stdio.h>
#include <z3.h>

struct cache {
  Z3_context context;
  Z3_goal goal;
};

static void fill(struct cache *cache, Z3_ast fact) {
  cache->goal = Z3_mk_goal(cache->context, false, false, false);
  Z3_goal_inc_ref(cache->context, cache->goal);
  Z3_goal_assert(cache->context, cache->goal, fact);
}

static void drop(struct cache *cache) {
  Z3_probe probe = Z3_mk_probe(cache->context, "num-consts");
  Z3_probe_inc_ref(cache->context, probe);
  printf("dropped with %.0f constants\n",
         Z3_probe_apply(cache->context, probe, cache->goal));
  fflush(stdout);
  Z3_probe_dec_ref(cache->context, probe);
  Z3_goal_dec_ref(cache->context, cache->goal);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast fact =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "fact"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, fact);

  struct cache cache = {c, NULL};
  fill(&cache, fact);
  drop(&cache);
  if (cache.goal)
    Z3_goal_reset(c, cache.goal); // report: z3-use-after-release; trace: use-after-release
  else
    puts("empty");

  Z3_dec_ref(c, fact);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service keeps its goals in a pool.
// The goal that was handed out first is asked after the pool was released.
#include <stdio.h>
#include <z3.h>

struct pool {
  Z3_context c;
  Z3_goal goals[4];
};

static void fill(struct pool *p) {
  for (int i = 0; i < 4; i++) {
    p->goals[i] = Z3_mk_goal(p->c, true, false, false);
    Z3_goal_inc_ref(p->c, p->goals[i]);
  }
}

static void release(struct pool *p) {
  for (int i = 0; i < 4; i++)
    Z3_goal_dec_ref(p->c, p->goals[i]);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct pool p = {c, {0}};
  fill(&p);
  Z3_goal first = p.goals[0];
  release(&p);
  unsigned size = Z3_goal_size(c, first); // report: z3-use-after-release; trace: use-after-release
  printf("%u formulas\n", size);
  Z3_del_context(c);
  return 0;
}

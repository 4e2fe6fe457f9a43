// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cleanup attribute releases what a slot holds; a slot that is emptied keeps
// its handle for the caller.
// The caller's copy is forgotten where the answer is no.
#include <stdio.h>
#include <z3.h>

struct slot {
  Z3_context ctx;
  Z3_goal goal;
};

static void slot_drop(struct slot *s) {
  if (s->goal)
    Z3_goal_dec_ref(s->ctx, s->goal);
}

static unsigned simplified(Z3_context c, Z3_ast f, int keep, Z3_goal *out) {
  __attribute__((cleanup(slot_drop))) struct slot s = {c, NULL};
  s.goal = Z3_mk_goal(c, true, false, false); // report: z3-handle-leak; trace: leak
  Z3_goal_inc_ref(c, s.goal);
  Z3_goal_assert(c, s.goal, f);
  unsigned size = Z3_goal_size(c, s.goal);
  Z3_goal mine = s.goal;
  s.goal = NULL;
  if (keep)
    *out = mine;
  return size;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_goal kept = NULL;
  unsigned size = simplified(c, p, 1, &kept) + simplified(c, p, 0, &kept);
  Z3_goal_dec_ref(c, kept);
  printf("%u formulas\n", size);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bit-precise analyzer releases by a macro.
// The macro leaves the old value behind, and the way out releases it again.
#include <stdio.h>
#include <z3.h>

#define RELEASE(kind, c, h)                                                    \
  do {                                                                         \
    if (h)                                                                     \
      Z3_##kind##_dec_ref(c, h);                                               \
  } while (0)

static int analyze(Z3_context c, Z3_ast mask, unsigned limit) {
  int r = 0;
  Z3_tactic blast = Z3_mk_tactic(c, "bit-blast");
  Z3_tactic_inc_ref(c, blast);
  Z3_goal g = Z3_mk_goal(c, false, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_goal_assert(c, g, mask);
  Z3_apply_result parts = Z3_tactic_apply(c, blast, g);
  Z3_apply_result_inc_ref(c, parts);
  RELEASE(tactic, c, blast);

  if (Z3_apply_result_get_num_subgoals(c, parts) > limit)
    goto out;
  r = 1;
out:
  RELEASE(apply_result, c, parts);
  RELEASE(goal, c, g);
  RELEASE(tactic, c, blast); // report: z3-use-after-release; trace: release-after-release
  return r;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort byte = Z3_mk_bv_sort(c, 8);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), byte);
  Z3_inc_ref(c, x);
  Z3_ast low = Z3_mk_unsigned_int(c, 7, byte);
  Z3_inc_ref(c, low);
  Z3_ast mask = Z3_mk_bvule(c, x, low);
  Z3_inc_ref(c, mask);
  printf("analyzed: %d\n", analyze(c, mask, 3));
  Z3_dec_ref(c, mask);
  Z3_dec_ref(c, low);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// References that a wrapper and a hand both count, or neither.
#include <z3++.h>

void heldBad(z3::context &Ctx) {
  Z3_goal Raw = Z3_mk_goal(Ctx, true, false, false);
  Z3_goal_inc_ref(Ctx, Raw);
  // fix: z3::goal Goal(Ctx, Raw);
  z3::goal Goal(Ctx, Raw); // warn: is counted by a wrapper and by hand
  Goal.add(Ctx.bool_const("p"));
}

z3::goal returnedBad(z3::context &Ctx) {
  Z3_goal Raw = Z3_mk_goal(Ctx, true, false, false);
  Z3_goal_inc_ref(Ctx, Raw);
  return z3::goal(Ctx, Raw); // warn: is counted by a wrapper and by hand
}

unsigned givenBackOk(z3::context &Ctx) {
  Z3_goal Raw = Z3_mk_goal(Ctx, true, false, false);
  Z3_goal_inc_ref(Ctx, Raw);
  z3::goal Goal(Ctx, Raw);
  Z3_goal_dec_ref(Ctx, Raw);
  return Goal.size();
}

void byHandBad(z3::context &Ctx) {
  z3::goal Goal(Ctx);
  Goal.add(Ctx.bool_const("p"));
  Z3_goal_dec_ref(Ctx, Goal); // warn: 'Goal' is released by hand, but a wrapper releases it
}

void rawOfWrapperOk(z3::context &Ctx) {
  z3::expr Term = Ctx.bool_const("p"), Other = Ctx.bool_const("q");
  Z3_ast Raw = Term;
  Z3_inc_ref(Ctx, Raw);
  Term = Other;
  Z3_dec_ref(Ctx, Raw);
}

// Takes over the reference of its caller.
z3::expr takeOverOk(z3::context &Ctx, Z3_ast Counted) {
  z3::expr Term(Ctx, Counted);
  Z3_dec_ref(Ctx, Counted);
  return Term;
}

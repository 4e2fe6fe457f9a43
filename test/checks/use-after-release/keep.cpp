// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No release can move: in C++ an object holds it. One of z3++ where the context
// is z3++'s, one of z3raii where the C API is used.

#include <cstdio>
#include <z3++.h>

static void drop(z3::solver *S) {
  std::puts("dropped");
  delete S;
}

static void aliasBad(z3::context &Ctx) {
  auto *Made = new z3::solver(Ctx);
  // fix: z3::solver Raw = *Made;
  Z3_solver Raw = *Made;
  std::puts("made");
  drop(Made);
  std::printf("%u\n", Z3_solver_get_num_scopes(Ctx, Raw)); // warn: 'Raw' is used after it was released
}

static void innerScopeBad(z3::context &Ctx, const z3::expr &X) {
  // fix: z3raii::ast Raw;
  Z3_ast Raw = nullptr;
  {
    z3::expr Sum = X + 1;
    // fix: Raw = z3raii::ast::share(Ctx, Sum);
    Raw = Sum;
  }
  std::printf("%d\n", Z3_get_ast_kind(Ctx, Raw) == Z3_APP_AST); // warn: 'Raw' is used after it was released
}

static void throwingBad(Z3_context C, void (*Report)()) {
  Z3_goal Goal = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, Goal);
  Z3_goal Same = Goal;
  std::puts("made");
  // fix: bool Early = Z3_goal_depth(C, Goal) == 0;
  // fix: z3raii::goal kept = z3raii::goal::share(C, Same);
  bool Early = Z3_goal_depth(C, Goal) == 0;
  if (Early)
    Z3_goal_dec_ref(C, Goal);
  Report();
  std::printf("%u\n", Z3_goal_size(C, Same)); // warn: is used after it was released
  if (!Early)
    Z3_goal_dec_ref(C, Goal);
}

int main() {
  z3::context Ctx;
  aliasBad(Ctx);
  innerScopeBad(Ctx, Ctx.int_const("x"));
  throwingBad(Ctx, [] {});
  return 0;
}

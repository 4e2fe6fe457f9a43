// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A field of a local struct that a call has filled is released before the way
// out on which it is lost.
#include <z3.h>

struct split {
  Z3_goal goal;
  Z3_ast_vector rest;
};

static int split_formula(Z3_context c, Z3_ast f, Z3_goal *goal, Z3_ast_vector *rest) {
  if (!Z3_is_app(c, f))
    return -1;
  *goal = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, *goal);
  *rest = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, *rest);
  return 0;
}

unsigned partsBad(Z3_context c, Z3_ast f) {
  struct split sp;
  if (split_formula(c, f, &sp.goal, &sp.rest) < 0) // warn: is lost on a way out
    return 0;
  unsigned parts = Z3_ast_vector_size(c, sp.rest);
  Z3_ast_vector_dec_ref(c, sp.rest);
  // fix: if (parts == 0) {
  // fix: Z3_goal_dec_ref(c, sp.goal);
  // fix: return 0;
  if (parts == 0)
    return 0;
  parts += Z3_goal_num_exprs(c, sp.goal);
  Z3_goal_dec_ref(c, sp.goal);
  return parts;
}

void note(struct split *);

// Somebody may have released it.
unsigned notedOk(Z3_context c, Z3_ast f) {
  struct split sp;
  if (split_formula(c, f, &sp.goal, &sp.rest) < 0)
    return 0;
  note(&sp);
  return 1;
}

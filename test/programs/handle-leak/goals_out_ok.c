// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A preprocessor splits a formula into a goal and a residue, both handed out
// by pointers, counted. The caller gives up when the residue is empty.
// Then it gives the goal back.
#include <stdio.h>
#include <z3.h>

struct split {
  Z3_goal goal;
  Z3_ast_vector rest;
};

static int split_formula(Z3_context c, Z3_ast f, unsigned keep, Z3_goal *goal,
                         Z3_ast_vector *rest) {
  if (Z3_get_ast_kind(c, f) != Z3_APP_AST)
    return -1;
  Z3_app app = Z3_to_app(c, f);
  unsigned n = Z3_get_app_num_args(c, app);
  Z3_goal g = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, g);
  Z3_ast_vector v = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, v);
  for (unsigned i = 0; i < n; i++) {
    if (i < keep)
      Z3_goal_assert(c, g, Z3_get_app_arg(c, app, i));
    else
      Z3_ast_vector_push(c, v, Z3_get_app_arg(c, app, i));
  }
  *goal = g;
  *rest = v;
  return 0;
}

static unsigned simplify(Z3_context c, Z3_ast f, unsigned keep) {
  struct split sp;
  if (split_formula(c, f, keep, &sp.goal, &sp.rest) < 0)
    return 0;
  unsigned parts = Z3_ast_vector_size(c, sp.rest);
  Z3_ast_vector_dec_ref(c, sp.rest);
  if (parts == 0) {
    Z3_goal_dec_ref(c, sp.goal);
    return 0;
  }
  parts += Z3_goal_num_exprs(c, sp.goal);
  Z3_goal_dec_ref(c, sp.goal);
  return parts;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast p[3];
  for (int i = 0; i < 3; i++) {
    p[i] = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, p[i]);
  }
  Z3_ast f = Z3_mk_and(c, 3, p);
  Z3_inc_ref(c, f);
  printf("%u %u\n", simplify(c, f, 1), simplify(c, f, 3));
  Z3_dec_ref(c, f);
  for (int i = 0; i < 3; i++)
    Z3_dec_ref(c, p[i]);
  Z3_del_context(c);
  return 0;
}

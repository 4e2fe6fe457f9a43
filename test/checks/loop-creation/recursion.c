// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A recursion is a loop.
#include <z3.h>

struct node {
  Z3_ast term;
  struct node *left, *right;
};

int visitBad(Z3_context c, const struct node *n) {
  if (!n)
    return 0;
  Z3_solver s = Z3_mk_solver(c); // warn-nofix: 's' (a Z3 solver) is made anew in each iteration; it can be reused
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, n->term);
  int dead = Z3_solver_check(c, s) == Z3_L_FALSE;
  Z3_solver_dec_ref(c, s);
  return dead + visitBad(c, n->left) + visitBad(c, n->right);
}

// It goes on as long as the answer says so.
int descendOk(Z3_context c, const struct node *n) {
  if (!n)
    return 0;
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, n->term);
  Z3_lbool answer = Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  return answer == Z3_L_TRUE ? 1 + descendOk(c, n->left) : 0;
}

// Each call works in another context.
int contextsOk(Z3_context *contexts, unsigned n) {
  if (n == 0)
    return 0;
  Z3_context c = contexts[n - 1];
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  int sat = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  return sat + contextsOk(contexts, n - 1);
}

static void drop(Z3_context c, struct node *n) {
  if (n) {
    drop(c, n->left);
    drop(c, n->right);
    Z3_dec_ref(c, n->term);
  }
}

int dropOk(Z3_context c, Z3_sort s) {
  struct node leaf = {Z3_mk_fresh_const(c, "leaf", s), 0, 0};
  Z3_inc_ref(c, leaf.term);
  struct node root = {Z3_mk_fresh_const(c, "root", s), &leaf, 0};
  Z3_inc_ref(c, root.term);
  int same = Z3_is_eq_ast(c, leaf.term, root.term);
  drop(c, &root);
  return same;
}

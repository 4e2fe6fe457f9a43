// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner's decision tree holds a term per node and is released bottom-up.
// The root's term is hashed after the tree is released.
#include <stdio.h>
#include <z3.h>

struct node {
  Z3_ast guard;
  struct node *yes, *no;
};

static void init(Z3_context c, struct node *n, int id, struct node *yes,
                 struct node *no) {
  n->guard = Z3_mk_const(c, Z3_mk_int_symbol(c, id), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, n->guard);
  n->yes = yes;
  n->no = no;
}

static void release_tree(Z3_context c, struct node *n) {
  if (!n)
    return;
  release_tree(c, n->yes);
  release_tree(c, n->no);
  Z3_dec_ref(c, n->guard);
}

static unsigned depth(const struct node *n) {
  if (!n)
    return 0;
  unsigned yes = depth(n->yes), no = depth(n->no);
  return 1 + (yes > no ? yes : no);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  struct node root, left, right;
  init(c, &root, 0, &left, &right);
  init(c, &left, 1, NULL, NULL);
  init(c, &right, 2, NULL, NULL);
  printf("depth %u\n", depth(&root));
  release_tree(c, &root);
  int hashed = Z3_get_ast_hash(c, root.guard) != 0; // report: z3-use-after-release; trace: use-after-release
  printf("hashed %d\n", hashed);
  Z3_del_context(c);
  return 0;
}

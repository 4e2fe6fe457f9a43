// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner frees its list of goals node by node.
// The goal of the first node is measured when the list is gone.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct node {
  Z3_goal goal;
  struct node *next;
};

static struct node *add(Z3_context c, struct node *rest, Z3_ast fact) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    abort();
  n->goal = Z3_mk_goal(c, false, false, false);
  Z3_goal_inc_ref(c, n->goal);
  Z3_goal_assert(c, n->goal, fact);
  n->next = rest;
  return n;
}

static void free_list(Z3_context c, struct node *n) {
  while (n) {
    struct node *next = n->next;
    Z3_goal_dec_ref(c, n->goal);
    free(n);
    n = next;
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast fact =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "door_open"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, fact);

  struct node *list = add(c, NULL, fact);
  Z3_goal first = list->goal;
  list = add(c, list, fact);
  list = add(c, list, fact);
  puts("planned");
  fflush(stdout);
  free_list(c, list);
  bool unusable = Z3_goal_inconsistent(c, first); // report: z3-use-after-release; trace: use-after-release
  if (unusable)
    puts("no plan");

  Z3_dec_ref(c, fact);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// What releases is a loop, or a function that frees memory, too; what stands
// behind it names macros. All of it goes behind the last use.

#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

#define COUNT 2

struct node {
  Z3_goal goal;
  struct node *next;
};

static void fill(Z3_context c, Z3_ast *terms) {
  for (int i = 0; i < COUNT; i++) {
    terms[i] = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, terms[i]);
  }
}

static void loopBad(Z3_context c) {
  Z3_ast terms[COUNT];
  fill(c, terms);
  for (int i = 0; i < COUNT; i++)
    Z3_dec_ref(c, terms[i]);
  printf("first ");
  unsigned kind = Z3_get_ast_kind(c, terms[0]); // warn: is used after it was released
  // fix: unsigned kind = Z3_get_ast_kind(c, terms[0]);
  // fix: for (int i = 0; i < COUNT; i++)
  // fix: Z3_dec_ref(c, terms[i]);
  printf("%d\n", kind == Z3_APP_AST);
}

static void loopOk(Z3_context c) {
  Z3_ast terms[COUNT];
  fill(c, terms);
  unsigned kind = Z3_get_ast_kind(c, terms[0]);
  for (int i = 0; i < COUNT; i++)
    Z3_dec_ref(c, terms[i]);
  printf("%d\n", kind == Z3_APP_AST);
}

static struct node *add(Z3_context c, struct node *rest) {
  struct node *n = malloc(sizeof *n);
  if (!n)
    abort();
  n->goal = Z3_mk_goal(c, false, false, false);
  Z3_goal_inc_ref(c, n->goal);
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

static void freedBad(Z3_context c) {
  struct node *list = add(c, add(c, NULL));
  Z3_goal first = list->goal;
  free_list(c, list);
  bool unusable = Z3_goal_inconsistent(c, first); // warn: is used after it was released
  // fix: bool unusable = Z3_goal_inconsistent(c, first);
  // fix: free_list(c, list);
  fflush(stdout);
  printf("%d\n", unusable);
}

// The list is made anew between: what is freed would be another one.
static void replacedBad(Z3_context c) {
  struct node *list = add(c, NULL);
  Z3_goal first = list->goal;
  free_list(c, list);
  list = add(c, NULL);
  bool unusable = Z3_goal_inconsistent(c, first); // warn-nofix: is used after it was released
  printf("%d\n", unusable);
  free_list(c, list);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  loopBad(c);
  loopOk(c);
  freedBad(c);
  if (!c)
    replacedBad(c);
  fflush(stdout);
  Z3_del_context(c);
  return 0;
}
// prints: first 1
// prints: 1
// prints: 0

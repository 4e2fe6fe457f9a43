// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// Several handles that are all borrowed: whichever of them is released is the
// wrong one.
#include <stdlib.h>
#include <z3.h>

struct stack {
  Z3_ast *items;
  size_t size, room;
};

static void push(struct stack *st, Z3_ast a) {
  if (st->size == st->room) {
    st->room = st->room ? 2 * st->room : 8;
    st->items = realloc(st->items, st->room * sizeof *st->items);
    if (!st->items)
      abort();
  }
  st->items[st->size++] = a;
}

unsigned leavesBad(Z3_context c, Z3_ast root) {
  struct stack st = {NULL, 0, 0};
  unsigned leaves = 0;
  Z3_app app = Z3_to_app(c, root);
  for (unsigned i = 0; i < Z3_get_app_num_args(c, app); i++)
    push(&st, Z3_get_app_arg(c, app, i));
  while (st.size > 0) {
    Z3_ast next = st.items[--st.size];
    leaves += Z3_get_ast_kind(c, next) != Z3_APP_AST;
    Z3_dec_ref(c, next); // warn-nofix: 'next' is released, but it is borrowed and was not retained
  }
  free(st.items);
  return leaves;
}

unsigned leavesOk(Z3_context c, Z3_ast root) {
  struct stack st = {NULL, 0, 0};
  unsigned leaves = 0;
  Z3_app app = Z3_to_app(c, root);
  for (unsigned i = 0; i < Z3_get_app_num_args(c, app); i++) {
    Z3_ast arg = Z3_get_app_arg(c, app, i);
    Z3_inc_ref(c, arg);
    push(&st, arg);
  }
  while (st.size > 0) {
    Z3_ast next = st.items[--st.size];
    leaves += Z3_get_ast_kind(c, next) != Z3_APP_AST;
    Z3_dec_ref(c, next);
  }
  free(st.items);
  return leaves;
}

// Some are borrowed, and what is made is owned: the tag says which.
unsigned mixedOk(Z3_context c, Z3_ast root, unsigned n) {
  struct stack st = {NULL, 0, 0};
  unsigned made = 0;
  push(&st, root);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast not = Z3_mk_not(c, root);
    Z3_inc_ref(c, not);
    push(&st, not);
  }
  while (st.size > 0) {
    Z3_ast next = st.items[--st.size];
    if (next != root) {
      made++;
      Z3_dec_ref(c, next);
    }
  }
  free(st.items);
  return made;
}

Z3_ast reversedBad(Z3_context c, Z3_ast term) {
  Z3_app app = Z3_to_app(c, term);
  unsigned n = Z3_get_app_num_args(c, app);
  Z3_ast *args = malloc(n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < n; i++)
    args[n - 1 - i] = Z3_get_app_arg(c, app, i);
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), n, args);
  Z3_inc_ref(c, result);
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, args[i]); // warn-nofix: is released, but it is borrowed and was not retained
  free(args);
  return result;
}

Z3_ast reversedOk(Z3_context c, Z3_ast term) {
  Z3_app app = Z3_to_app(c, term);
  unsigned n = Z3_get_app_num_args(c, app);
  Z3_ast *args = malloc(n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < n; i++) {
    args[n - 1 - i] = Z3_get_app_arg(c, app, i);
    Z3_inc_ref(c, args[n - 1 - i]);
  }
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), n, args);
  Z3_inc_ref(c, result);
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, args[i]);
  free(args);
  return result;
}

// Retained by a pass of its own.
Z3_ast twoPassesOk(Z3_context c, Z3_ast term) {
  Z3_app app = Z3_to_app(c, term);
  unsigned n = Z3_get_app_num_args(c, app);
  Z3_ast *args = malloc(n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < n; i++)
    args[n - 1 - i] = Z3_get_app_arg(c, app, i);
  for (unsigned i = 0; i < n; i++)
    Z3_inc_ref(c, args[i]);
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), n, args);
  Z3_inc_ref(c, result);
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, args[i]);
  free(args);
  return result;
}

static void release_terms(Z3_context c, Z3_ast *terms, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, terms[i]);
  free(terms);
}

static Z3_ast *arguments_of(Z3_context c, Z3_app app, unsigned *n) {
  *n = Z3_get_app_num_args(c, app);
  Z3_ast *args = malloc(*n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < *n; i++)
    args[i] = Z3_get_app_arg(c, app, i);
  return args;
}

Z3_ast rebuiltBad(Z3_context c, Z3_ast term) {
  unsigned n;
  Z3_app app = Z3_to_app(c, term);
  Z3_ast *args = arguments_of(c, app, &n);
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), n, args);
  Z3_inc_ref(c, result);
  release_terms(c, args, n); // warn-nofix: is released, but it is borrowed and was not retained
  return result;
}

static Z3_ast *retained_arguments_of(Z3_context c, Z3_app app, unsigned *n) {
  *n = Z3_get_app_num_args(c, app);
  Z3_ast *args = malloc(*n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < *n; i++) {
    args[i] = Z3_get_app_arg(c, app, i);
    Z3_inc_ref(c, args[i]);
  }
  return args;
}

Z3_ast rebuiltOk(Z3_context c, Z3_ast term) {
  unsigned n;
  Z3_app app = Z3_to_app(c, term);
  Z3_ast *args = retained_arguments_of(c, app, &n);
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), n, args);
  Z3_inc_ref(c, result);
  release_terms(c, args, n);
  return result;
}

static void release_some(Z3_context c, Z3_ast *terms, const int *owned, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    if (owned[i])
      Z3_dec_ref(c, terms[i]);
}

Z3_ast flaggedOk(Z3_context c, Z3_ast term) {
  Z3_app app = Z3_to_app(c, term);
  Z3_ast args[2] = {Z3_get_app_arg(c, app, 0), Z3_get_app_arg(c, app, 1)};
  const int owned[2] = {0, 0};
  Z3_ast result = Z3_mk_app(c, Z3_get_app_decl(c, app), 2, args);
  Z3_inc_ref(c, result);
  release_some(c, args, owned, 2);
  return result;
}

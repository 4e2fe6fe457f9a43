// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler's expressions count their own users; the last one to go gives the
// term back. The nodes live in an arena.
// Each user of a node puts it back once.
#include <stdio.h>
#include <z3.h>

struct node {
  Z3_context c;
  Z3_ast term;
  unsigned users;
};

struct arena {
  struct node nodes[16];
  unsigned used;
};

static struct node *node_new(struct arena *a, Z3_context c, Z3_ast term) {
  struct node *n = &a->nodes[a->used++];
  n->c = c;
  n->term = term;
  Z3_inc_ref(c, term);
  n->users = 1;
  return n;
}

static struct node *node_get(struct node *n) {
  n->users++;
  return n;
}

static void node_put(struct node *n) {
  if (--n->users == 0)
    Z3_dec_ref(n->c, n->term);
}

static struct node *sum(struct arena *a, struct node *l, struct node *r) {
  Z3_ast both[2] = {l->term, r->term};
  return node_new(a, l->c, Z3_mk_add(l->c, 2, both));
}

int main(void) {
  struct arena arena = {.used = 0};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort integer = Z3_mk_int_sort(c);
  struct node *x = node_new(&arena, c, Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer));
  struct node *y = node_new(&arena, c, Z3_mk_const(c, Z3_mk_string_symbol(c, "y"), integer));
  struct node *xy = sum(&arena, x, y);
  struct node *alias = node_get(xy);
  node_put(xy);
  printf("%s\n", Z3_ast_to_string(c, alias->term));
  node_put(alias);
  node_put(y);
  node_put(x);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler encodes expression trees; a small cache by node number owns the
// terms, and a new entry drives out the one in its slot.
// The left operand has a reference of its own while the right one is encoded.
#include <stdio.h>
#include <z3.h>

enum { SLOTS = 4 };

struct node {
  unsigned id;
  char op; // '+', '*' or 'v' for a variable
  const struct node *left, *right;
};

struct term_cache {
  Z3_context ctx;
  struct {
    unsigned id;
    Z3_ast term;
  } slot[SLOTS];
};

static Z3_ast cache_get(struct term_cache *tc, unsigned id) {
  unsigned i = id % SLOTS;
  return tc->slot[i].term && tc->slot[i].id == id ? tc->slot[i].term : NULL;
}

static void cache_put(struct term_cache *tc, unsigned id, Z3_ast term) {
  unsigned i = id % SLOTS;
  Z3_inc_ref(tc->ctx, term);
  if (tc->slot[i].term)
    Z3_dec_ref(tc->ctx, tc->slot[i].term);
  tc->slot[i].id = id;
  tc->slot[i].term = term;
}

static void cache_clear(struct term_cache *tc) {
  for (int i = 0; i < SLOTS; i++)
    if (tc->slot[i].term)
      Z3_dec_ref(tc->ctx, tc->slot[i].term);
}

// The result belongs to the cache.
static Z3_ast encode(struct term_cache *tc, const struct node *n) {
  Z3_ast term = cache_get(tc, n->id);
  if (term)
    return term;
  if (n->op == 'v') {
    term = Z3_mk_const(tc->ctx, Z3_mk_int_symbol(tc->ctx, (int)n->id),
                       Z3_mk_int_sort(tc->ctx));
  } else {
    Z3_ast args[2];
    args[0] = encode(tc, n->left);
    Z3_inc_ref(tc->ctx, args[0]);
    args[1] = encode(tc, n->right);
    if (n->op == '+')
      term = Z3_mk_add(tc->ctx, 2, args);
    else
      term = Z3_mk_mul(tc->ctx, 2, args);
    cache_put(tc, n->id, term);
    Z3_dec_ref(tc->ctx, args[0]);
    return term;
  }
  cache_put(tc, n->id, term);
  return term;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  const struct node a = {1, 'v', NULL, NULL}, b = {5, 'v', NULL, NULL};
  const struct node product = {2, '*', &a, &a};
  const struct node sum = {3, '+', &a, &b};
  struct term_cache tc = {ctx, {{0, NULL}}};
  printf("%s\n", Z3_ast_to_string(ctx, encode(&tc, &product)));
  printf("%s\n", Z3_ast_to_string(ctx, encode(&tc, &sum)));
  cache_clear(&tc);
  Z3_del_context(ctx);
  return 0;
}

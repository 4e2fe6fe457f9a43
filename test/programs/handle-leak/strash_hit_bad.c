// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An equivalence checker of and-inverter graphs keeps one term for each pair of
// inputs in a hash table with open addressing.
// On a hit, the term that was built to look it up is lost.
#include <stdio.h>
#include <string.h>
#include <z3.h>

#define SLOTS 64

struct strash {
  Z3_context ctx;
  Z3_ast slot[SLOTS];
  unsigned used;
};

static unsigned hash_term(Z3_context ctx, Z3_ast t) {
  return Z3_get_ast_hash(ctx, t) % SLOTS;
}

static Z3_ast and_node(struct strash *h, Z3_ast a, Z3_ast b) {
  Z3_ast both[2] = {a, b};
  Z3_ast node = Z3_mk_and(h->ctx, 2, both); // report: z3-handle-leak; trace: leak
  Z3_inc_ref(h->ctx, node);
  unsigned at = hash_term(h->ctx, node);
  while (h->slot[at]) {
    if (Z3_is_eq_ast(h->ctx, h->slot[at], node)) {
      return h->slot[at];
    }
    at = (at + 1) % SLOTS;
  }
  h->slot[at] = node;
  h->used++;
  return node;
}

static void strash_clear(struct strash *h) {
  for (unsigned i = 0; i < SLOTS; i++)
    if (h->slot[i])
      Z3_dec_ref(h->ctx, h->slot[i]);
  memset(h->slot, 0, sizeof h->slot);
  h->used = 0;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct strash h = {Z3_mk_context_rc(cfg), {NULL}, 0};
  Z3_del_config(cfg);
  Z3_sort boolean = Z3_mk_bool_sort(h.ctx);
  Z3_ast in[3];
  const char *names[3] = {"a", "b", "c"};
  for (int i = 0; i < 3; i++) {
    in[i] = Z3_mk_const(h.ctx, Z3_mk_string_symbol(h.ctx, names[i]), boolean);
    Z3_inc_ref(h.ctx, in[i]);
  }
  Z3_ast ab = and_node(&h, in[0], in[1]);
  Z3_ast again = and_node(&h, in[0], in[1]);
  and_node(&h, ab, in[2]);
  printf("%u nodes, %s\n", h.used, ab == again ? "shared" : "not shared");
  strash_clear(&h);
  for (int i = 0; i < 3; i++)
    Z3_dec_ref(h.ctx, in[i]);
  Z3_del_context(h.ctx);
  return 0;
}

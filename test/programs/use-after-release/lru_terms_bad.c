// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A superoptimizer keeps the terms of candidates in a small cache; a full slot
// is emptied for the next one.
// The term that leaves the slot is given back, and returned to be logged.
#include <stdio.h>
#include <z3.h>

#define SLOTS 4

struct slot {
  unsigned key;
  Z3_ast term;
};

struct cache {
  Z3_context c;
  struct slot slots[SLOTS];
  unsigned hand;
};

static Z3_ast evict(struct cache *k, unsigned at) {
  Z3_ast old = k->slots[at].term;
  if (old)
    Z3_dec_ref(k->c, old);
  k->slots[at].term = NULL;
  return old;
}

static void insert(struct cache *k, unsigned key, Z3_ast term) {
  unsigned at = k->hand++ % SLOTS;
  Z3_inc_ref(k->c, term);
  Z3_ast old = evict(k, at);
  if (old)
    printf("evict %u\n", Z3_get_ast_hash(k->c, old)); // report: z3-use-after-release; trace: use-after-release
  k->slots[at].key = key;
  k->slots[at].term = term;
}

static void clear(struct cache *k) {
  for (unsigned i = 0; i < SLOTS; i++) {
    if (k->slots[i].term)
      Z3_dec_ref(k->c, k->slots[i].term);
    k->slots[i].term = NULL;
  }
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct cache k = {Z3_mk_context_rc(cfg), {{0, NULL}}, 0};
  Z3_del_config(cfg);
  Z3_sort word = Z3_mk_bv_sort(k.c, 32);
  Z3_ast x = Z3_mk_const(k.c, Z3_mk_string_symbol(k.c, "x"), word);
  Z3_inc_ref(k.c, x);
  for (unsigned key = 20; key < 26; key++) {
    Z3_ast amount = Z3_mk_unsigned_int(k.c, key, word);
    insert(&k, key, Z3_mk_bvshl(k.c, x, amount));
  }
  clear(&k);
  Z3_dec_ref(k.c, x);
  Z3_del_context(k.c);
  return 0;
}

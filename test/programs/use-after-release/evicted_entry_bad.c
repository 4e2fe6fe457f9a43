// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator memoizes the terms of expressions in a small direct-mapped table.
// A lookup that evicts an entry releases it, and then compares with its term.
#include <stdio.h>
#include <z3.h>

enum { SLOTS = 4 };

struct slot {
  unsigned key;
  Z3_ast term;
};

struct memo {
  Z3_context ctx;
  struct slot slots[SLOTS];
  unsigned evicted;
};

static Z3_ast translate(Z3_context ctx, unsigned key) {
  Z3_ast index = Z3_mk_unsigned_int(ctx, key / 2, Z3_mk_int_sort(ctx));
  return Z3_mk_int2real(ctx, index);
}

/* The table keeps the term. */
static Z3_ast lookup(struct memo *m, unsigned key) {
  struct slot *s = &m->slots[key % SLOTS];
  if (s->term && s->key == key)
    return s->term;
  Z3_ast term = translate(m->ctx, key);
  Z3_inc_ref(m->ctx, term);
  if (s->term) {
    Z3_dec_ref(m->ctx, s->term);
    if (!Z3_is_eq_ast(m->ctx, s->term, term)) // report: z3-use-after-release; trace: use-after-release
      ++m->evicted;
  }
  s->key = key;
  s->term = term;
  return term;
}

static void memo_clear(struct memo *m) {
  for (int i = 0; i < SLOTS; ++i) {
    if (m->slots[i].term)
      Z3_dec_ref(m->ctx, m->slots[i].term);
    m->slots[i].term = NULL;
  }
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct memo m = {Z3_mk_context_rc(cfg), {{0, NULL}}, 0};
  Z3_del_config(cfg);
  for (unsigned key = 0; key < 10; ++key)
    printf("%s\n", Z3_ast_to_string(m.ctx, lookup(&m, key)));
  printf("%u evicted\n", m.evicted);
  memo_clear(&m);
  Z3_del_context(m.ctx);
  return 0;
}

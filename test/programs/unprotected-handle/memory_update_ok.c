// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator of machine code writes a word into its memory array.
// The address is retained before the value is made.
#include <stdint.h>
#include <stdio.h>
#include <z3.h>

struct machine {
  Z3_context ctx;
  Z3_sort word;
  Z3_ast base;
  Z3_ast memory;
};

static Z3_ast word_of(struct machine *m, uint32_t n) {
  return Z3_mk_unsigned_int(m->ctx, n, m->word);
}

static Z3_ast address_of(struct machine *m, uint32_t offset) {
  return Z3_mk_bvadd(m->ctx, m->base, word_of(m, offset));
}

static void set_memory(struct machine *m, Z3_ast next) {
  Z3_inc_ref(m->ctx, next);
  if (m->memory)
    Z3_dec_ref(m->ctx, m->memory);
  m->memory = next;
}

static void store(struct machine *m, uint32_t offset, uint32_t value) {
  Z3_ast at = address_of(m, offset);
  Z3_inc_ref(m->ctx, at);
  set_memory(m, Z3_mk_store(m->ctx, m->memory, at, word_of(m, value)));
  Z3_dec_ref(m->ctx, at);
}

static void machine_open(struct machine *m) {
  Z3_config cfg = Z3_mk_config();
  m->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  m->word = Z3_mk_bv_sort(m->ctx, 32);
  m->base = Z3_mk_const(m->ctx, Z3_mk_string_symbol(m->ctx, "sp"), m->word);
  Z3_inc_ref(m->ctx, m->base);
  m->memory = NULL;
  Z3_sort memory = Z3_mk_array_sort(m->ctx, m->word, m->word);
  set_memory(m, Z3_mk_const(m->ctx, Z3_mk_string_symbol(m->ctx, "mem"), memory));
}

static void machine_close(struct machine *m) {
  Z3_dec_ref(m->ctx, m->memory);
  Z3_dec_ref(m->ctx, m->base);
  Z3_del_context(m->ctx);
}

int main(void) {
  struct machine m;
  machine_open(&m);
  store(&m, 4, 7);
  store(&m, 8, 9);
  printf("%s\n", Z3_ast_to_string(m.ctx, m.memory));
  machine_close(&m);
  return 0;
}

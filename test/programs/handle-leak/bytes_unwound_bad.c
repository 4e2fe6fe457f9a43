// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A memory model loads a word as the concatenation of its bytes; a byte that is
// not mapped fails the load, and the bytes loaded so far are given back.
// The unwinding stops one short: the first byte stays.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

enum { WORD_BYTES = 4 };

struct memory {
  Z3_context ctx;
  Z3_ast contents;
  unsigned limit;
};

static Z3_ast load_byte(struct memory *mem, unsigned address) {
  if (address >= mem->limit)
    return NULL;
  Z3_ast index =
      Z3_mk_unsigned_int(mem->ctx, address, Z3_mk_bv_sort(mem->ctx, 32));
  Z3_ast byte = Z3_mk_select(mem->ctx, mem->contents, index); // trace: leak
  Z3_inc_ref(mem->ctx, byte);
  return byte;
}

static bool load_word(struct memory *mem, unsigned address, Z3_ast *word) {
  Z3_ast bytes[WORD_BYTES];
  int n;
  for (n = 0; n < WORD_BYTES; n++) {
    bytes[n] = load_byte(mem, address + (unsigned)n); // report: z3-handle-leak leak
    if (!bytes[n])
      goto unwind;
  }
  *word = bytes[0];
  for (int i = 1; i < WORD_BYTES; i++) {
    Z3_ast wider = Z3_mk_concat(mem->ctx, bytes[i], *word);
    Z3_inc_ref(mem->ctx, wider);
    Z3_dec_ref(mem->ctx, bytes[i]);
    Z3_dec_ref(mem->ctx, *word);
    *word = wider;
  }
  return true;

unwind:
  while (--n > 0)
    Z3_dec_ref(mem->ctx, bytes[n]);
  return false;
}

static void open_memory(struct memory *mem, Z3_context ctx, unsigned limit) {
  Z3_sort array =
      Z3_mk_array_sort(ctx, Z3_mk_bv_sort(ctx, 32), Z3_mk_bv_sort(ctx, 8));
  mem->ctx = ctx;
  mem->contents = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "mem"), array);
  Z3_inc_ref(ctx, mem->contents);
  mem->limit = limit;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct memory mem;
  open_memory(&mem, ctx, 6);
  static const unsigned addresses[] = {0, 4};
  for (int i = 0; i < 2; i++) {
    Z3_ast word;
    if (!load_word(&mem, addresses[i], &word)) {
      printf("%u: not mapped\n", addresses[i]);
      continue;
    }
    printf("%u: %s\n", addresses[i], Z3_ast_to_string(ctx, word));
    Z3_dec_ref(ctx, word);
  }
  Z3_dec_ref(ctx, mem.contents);
  Z3_del_context(ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A term table remembers the last term it interned, for a cheap test.
// The last term is dropped and then handed to Z3 to compare.
#include <stdio.h>
#include <z3.h>

struct table {
  Z3_context context;
  Z3_ast last;
  unsigned hits;
};

static void intern(struct table *t, Z3_ast a) {
  Z3_inc_ref(t->context, a);
  t->last = a;
}

static void note(struct table *t, Z3_ast a) {
  if (Z3_is_eq_ast(t->context, t->last, a)) // trace: use-after-release
    t->hits++;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort word = Z3_mk_bv_sort(c, 64);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_ast y = Z3_mk_const(c, Z3_mk_string_symbol(c, "y"), word);
  Z3_inc_ref(c, y);

  struct table table = {c, NULL, 0};
  intern(&table, Z3_mk_bvxor(c, x, y));
  Z3_ast sum = Z3_mk_bvadd(c, x, y);
  Z3_inc_ref(c, sum);
  note(&table, sum);
  Z3_dec_ref(c, table.last);
  note(&table, sum); // report: z3-use-after-release
  printf("hits: %u\n", table.hits);

  Z3_dec_ref(c, sum);
  Z3_dec_ref(c, y);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A table of constants becomes a chain of if-then-else terms.
// The chain so far is held while the next test is built.
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

struct table {
  unsigned n;
  const int *keys;
  const int *values;
};

static Z3_ast lookup(Z3_context c, Z3_ast key, const struct table *t, int missing) {
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast chain = Z3_mk_int(c, missing, integer);
  Z3_inc_ref(c, chain);
  for (unsigned i = t->n; i-- > 0;) {
    Z3_ast value = Z3_mk_int(c, t->values[i], integer);
    Z3_inc_ref(c, value);
    Z3_ast k = Z3_mk_int(c, t->keys[i], integer);
    Z3_ast same = Z3_mk_eq(c, key, k);
    Z3_ast longer = Z3_mk_ite(c, same, value, chain);
    Z3_inc_ref(c, longer);
    Z3_dec_ref(c, chain);
    chain = longer;
    Z3_dec_ref(c, value);
  }
  return chain;
}

int main(void) {
  alarm(5); // a dead term may send Z3 round in circles
  static const int keys[] = {40, 41, 42}, values[] = {100, 200, 300};
  struct table t = {3, keys, values};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast found = lookup(c, x, &t, 777);
  printf("%s\n", Z3_ast_to_string(c, found));
  Z3_dec_ref(c, found);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}

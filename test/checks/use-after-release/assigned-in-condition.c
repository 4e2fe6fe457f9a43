// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A condition assigns the handle on some ways through it only.
#include <stdio.h>
#include <z3.h>

static Z3_ast next_term(Z3_context c, int i) {
  if (i > 3)
    return NULL;
  Z3_ast t = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  return t;
}

unsigned lastBad(Z3_context c, int most) {
  Z3_ast last = NULL, t;
  int n = 0;
  while (n < most && (t = next_term(c, n)) != NULL) {
    n++;
    // fix: Z3_dec_ref(c, last);
    // fix: last = t;
    last = t;
    Z3_dec_ref(c, t);
  }
  Z3_sort s = Z3_mk_int_sort(c);
  for (int i = 0; i < 10; i++)
    Z3_mk_int(c, 1000 + i, s);
  return last ? Z3_get_ast_kind(c, last) : 9; // warn: 'last' is used after it was released
  // fix: unsigned result = last ? Z3_get_ast_kind(c, last) : 9;
  // fix: Z3_dec_ref(c, last);
}

static unsigned lastOk(Z3_context c, int most) {
  Z3_ast last = NULL, t;
  int n = 0;
  while (n < most && (t = next_term(c, n)) != NULL) {
    n++;
    if (last)
      Z3_dec_ref(c, last);
    last = t;
  }
  unsigned kind = last ? Z3_get_ast_kind(c, last) : 9;
  if (last)
    Z3_dec_ref(c, last);
  return kind;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  // prints: 1 9
  printf("%u %u\n", lastOk(c, 2), lastOk(c, 0));
  Z3_del_context(c);
  return 0;
}

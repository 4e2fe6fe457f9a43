// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A memo of numbers. Whoever asks gives a reference back.
// What is there already is given out with one.
#include <stdio.h>
#include <z3.h>
#define SLOTS 8
struct memo {
  Z3_context c;
  int key[SLOTS];
  Z3_ast val[SLOTS];
};
static Z3_ast number(struct memo *m, int k) {
  unsigned i = (unsigned)k % SLOTS;
  if (m->val[i] && m->key[i] == k) {
    Z3_inc_ref(m->c, m->val[i]);
    return m->val[i];
  }
  Z3_ast t = Z3_mk_int(m->c, k, Z3_mk_int_sort(m->c));
  Z3_inc_ref(m->c, t);
  if (m->val[i])
    Z3_dec_ref(m->c, m->val[i]);
  m->key[i] = k;
  m->val[i] = t;
  Z3_inc_ref(m->c, t);
  return t;
}
int main(void) {
  Z3_config g = Z3_mk_config();
  struct memo m = {.c = Z3_mk_context_rc(g)};
  Z3_context c = m.c;
  Z3_del_config(g);
  unsigned sum = 0;
  for (int i = 0; i < 6; i++) {
    Z3_ast t = number(&m, 40 + i % 3);
    sum += Z3_get_ast_id(c, t);
    Z3_dec_ref(c, t);
  }
  printf("%d\n", sum > 0);
  for (int i = 0; i < SLOTS; i++)
    if (m.val[i])
      Z3_dec_ref(c, m.val[i]);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An element is taken out of a set by moving the last one to its place.
// The one that was there is released.
#include <stdio.h>
#include <z3.h>
struct set {
  Z3_context c;
  unsigned n;
  Z3_ast at[16];
};
static void add(struct set *s, Z3_ast t) {
  Z3_inc_ref(s->c, t);
  s->at[s->n++] = t;
}
static void remove_at(struct set *s, unsigned i) {
  Z3_dec_ref(s->c, s->at[i]);
  s->at[i] = s->at[--s->n];
}
int main(void) {
  Z3_config g = Z3_mk_config();
  struct set s = {.c = Z3_mk_context_rc(g), .n = 0};
  Z3_context c = s.c;
  Z3_del_config(g);
  for (int i = 0; i < 5; i++)
    add(&s, Z3_mk_int(c, 50 + i, Z3_mk_int_sort(c)));
  remove_at(&s, 1);
  printf("%u\n", s.n);
  while (s.n)
    Z3_dec_ref(c, s.at[--s.n]);
  Z3_del_context(c);
  return 0;
}

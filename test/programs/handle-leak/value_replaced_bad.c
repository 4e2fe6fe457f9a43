// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A table of facts by register.
// What is under the key already is overwritten.
#include <stdio.h>
#include <string.h>
#include <z3.h>
struct fact {
  char key[8];
  Z3_ast f;
};
struct facts {
  Z3_context c;
  struct fact at[8];
  unsigned n;
};
static void put(struct facts *t, const char *key, Z3_ast f) {
  Z3_inc_ref(t->c, f);
  for (unsigned i = 0; i < t->n; i++)
    if (!strcmp(t->at[i].key, key)) {
      t->at[i].f = f; // report: z3-handle-leak
      return;
    }
  snprintf(t->at[t->n].key, sizeof t->at[t->n].key, "%s", key);
  t->at[t->n++].f = f;
}
int main(void) {
  Z3_config g = Z3_mk_config();
  struct facts t = {.c = Z3_mk_context_rc(g)};
  Z3_del_config(g);
  static const char *const keys[] = {"rax", "rbx", "rax"};
  for (int i = 0; i < 3; i++)
    put(&t, keys[i], Z3_mk_int(t.c, 60 + i, Z3_mk_int_sort(t.c))); // trace: leak
  printf("%u\n", t.n);
  while (t.n)
    Z3_dec_ref(t.c, t.at[--t.n].f);
  Z3_del_context(t.c);
  return 0;
}

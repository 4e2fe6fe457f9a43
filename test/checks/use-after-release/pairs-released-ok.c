// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Key and value stand side by side in one array; i goes up by two.
#include <z3.h>
struct pairs {
  Z3_context c;
  Z3_ast t[8];
  unsigned n;
};
void add(struct pairs *s, Z3_ast key, Z3_ast value) {
  Z3_inc_ref(s->c, key);
  s->t[s->n++] = key;
  Z3_inc_ref(s->c, value);
  s->t[s->n++] = value;
}
void clear(struct pairs *s) {
  for (unsigned i = 0; i < s->n; i += 2) {
    Z3_dec_ref(s->c, s->t[i]);
    Z3_dec_ref(s->c, s->t[i + 1]);
  }
  s->n = 0;
}

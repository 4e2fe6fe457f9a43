// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles that Z3 fills or passes in a callback are not the tracer's to judge.
#include "common.h"

struct search {
  Z3_context c;
  Z3_model m;
  Z3_ast x;
};

static void better(void *state) {
  struct search *s = (struct search *)state;
  Z3_ast v = NULL;
  if (Z3_model_eval(s->c, s->m, s->x, true, &v)) {
    Z3_inc_ref(s->c, v);
    printf("%s\n", Z3_ast_to_string(s->c, v));
    Z3_dec_ref(s->c, v);
  }
}

int main(void) {
  struct search s = {counting_context(), NULL, NULL};
  s.x = held_const(s.c, "x");
  Z3_optimize o = Z3_mk_optimize(s.c);
  Z3_optimize_inc_ref(s.c, o);
  // An empty model for Z3 to fill.
  s.m = Z3_mk_model(s.c);
  Z3_model_inc_ref(s.c, s.m);
  Z3_optimize_register_model_eh(s.c, o, s.m, &s, better);
  Z3_ast limit = Z3_mk_int(s.c, 5, Z3_mk_int_sort(s.c));
  Z3_inc_ref(s.c, limit);
  Z3_optimize_assert(s.c, o, Z3_mk_le(s.c, s.x, limit));
  Z3_dec_ref(s.c, limit);
  Z3_optimize_maximize(s.c, o, s.x);
  printf("%d\n", Z3_optimize_check(s.c, o, 0, NULL));
  Z3_optimize_dec_ref(s.c, o);
  Z3_model_dec_ref(s.c, s.m);
  Z3_dec_ref(s.c, s.x);
  Z3_del_context(s.c);
  return 0;
}

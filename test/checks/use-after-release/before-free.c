// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// The deletion goes behind the last use, and not behind the free() of the struct
// that it takes the context from.
#include <stdlib.h>
#include <z3.h>

struct query {
  struct query *next;
  Z3_ast f;
};

struct session {
  Z3_context c;
  struct query *queries;
};

static void clear(struct session *x) {
  while (x->queries) {
    struct query *q = x->queries;
    x->queries = q->next;
    Z3_dec_ref(x->c, q->f);
    free(q);
  }
}

static void shutBad(struct session *x) {
  // fix: clear(x);
  // fix: Z3_del_context(x->c);
  // fix: free(x);
  Z3_del_context(x->c);
  clear(x); // warn: is used after it was released
  free(x);
}

int main(void) {
  struct session *x = calloc(1, sizeof *x);
  Z3_config config = Z3_mk_config();
  x->c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(x->c, NULL);
  x->queries = calloc(1, sizeof *x->queries);
  x->queries->f = Z3_mk_const(x->c, Z3_mk_string_symbol(x->c, "p"), Z3_mk_bool_sort(x->c));
  Z3_inc_ref(x->c, x->queries->f);
  shutBad(x);
  return 0;
}

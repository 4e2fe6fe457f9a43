// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session is closed.
// Its context goes before the list of its queries.
#include <stdlib.h>
#include <z3.h>
struct query {
  struct query *next;
  Z3_ast f;
};
struct session {
  Z3_context c;
  Z3_solver s;
  struct query *queries;
};
static struct session *open_(void) {
  struct session *x = calloc(1, sizeof *x);
  if (!x)
    abort();
  Z3_config g = Z3_mk_config();
  x->c = Z3_mk_context_rc(g);
  Z3_del_config(g);
  x->s = Z3_mk_solver(x->c);
  Z3_solver_inc_ref(x->c, x->s);
  return x;
}
static void record(struct session *x, Z3_ast f) {
  struct query *q = malloc(sizeof *q);
  if (!q)
    abort();
  q->next = x->queries;
  q->f = f;
  Z3_inc_ref(x->c, f);
  x->queries = q;
}
static void clear(struct session *x) {
  while (x->queries) {
    struct query *q = x->queries;
    x->queries = q->next;
    Z3_dec_ref(x->c, q->f); // trace: use-after-context-delete
    free(q);
  }
}
static void shut(struct session *x) {
  Z3_solver_dec_ref(x->c, x->s);
  Z3_del_context(x->c);
  clear(x); // report: z3-use-after-release
  free(x);
}
int main(void) {
  struct session *x = open_();
  record(x, Z3_mk_const(x->c, Z3_mk_string_symbol(x->c, "p"), // trace: leak
                        Z3_mk_bool_sort(x->c)));
  record(x, Z3_mk_const(x->c, Z3_mk_string_symbol(x->c, "q"),
                        Z3_mk_bool_sort(x->c)));
  shut(x);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic state is a struct with an init and a free function.
// The context is deleted before the state that lives in it is freed.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct state {
  Z3_context c;
  Z3_solver path;
  Z3_ast *values;
  unsigned n;
};

static void state_init(struct state *st, Z3_context c, unsigned n) {
  st->c = c;
  st->n = n;
  st->values = calloc(n, sizeof *st->values);
  if (!st->values)
    abort();
  st->path = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, st->path);
}

static void state_set(struct state *st, unsigned i, Z3_ast value) {
  if (value)
    Z3_inc_ref(st->c, value);
  if (st->values[i])
    Z3_dec_ref(st->c, st->values[i]);
  st->values[i] = value;
}

static void state_free(struct state *st) {
  for (unsigned i = 0; i < st->n; i++)
    if (st->values[i])
      Z3_dec_ref(st->c, st->values[i]);
  free(st->values);
  Z3_solver_dec_ref(st->c, st->path); // trace: use-after-context-delete
  st->path = NULL;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct state st;
  state_init(&st, c, 4);
  state_set(&st, 0, Z3_mk_unsigned_int(c, 77, Z3_mk_bv_sort(c, 32)));
  Z3_solver_assert(c, st.path, Z3_mk_eq(c, st.values[0], st.values[0]));
  state_set(&st, 0, NULL);
  printf("answer %d\n", (int)Z3_solver_check(c, st.path));
  fflush(stdout);
  Z3_del_context(c);
  state_free(&st); // report: z3-use-after-release
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor merges states that reach the same block.
// What is printed of the merged state is read before it is freed.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct state {
  unsigned block;
  unsigned depth;
  Z3_ast cond;
};

struct executor {
  Z3_context ctx;
  struct state *states[8];
  unsigned count;
};

static struct state *new_state(struct executor *x, unsigned block, Z3_ast cond) {
  struct state *s = malloc(sizeof *s);
  if (!s)
    abort();
  s->block = block;
  s->depth = 0;
  s->cond = cond;
  Z3_inc_ref(x->ctx, cond);
  x->states[x->count++] = s;
  return s;
}

static void drop_state(struct executor *x, unsigned i) {
  Z3_dec_ref(x->ctx, x->states[i]->cond);
  free(x->states[i]);
  x->states[i] = x->states[--x->count];
}

static void merge_into(struct executor *x, struct state *to, unsigned from) {
  Z3_ast either[2] = {to->cond, x->states[from]->cond};
  Z3_ast cond = Z3_mk_or(x->ctx, 2, either);
  Z3_inc_ref(x->ctx, cond);
  Z3_dec_ref(x->ctx, to->cond);
  to->cond = cond;
  drop_state(x, from);
}

static void merge_all(struct executor *x) {
  for (unsigned i = 0; i < x->count; i++)
    for (unsigned j = x->count; j-- > i + 1;) {
      if (x->states[j]->block != x->states[i]->block)
        continue;
      Z3_ast merged = x->states[j]->cond;
      unsigned kind = (unsigned)Z3_get_ast_kind(x->ctx, merged);
      merge_into(x, x->states[i], j);
      printf("merged a condition of kind %u\n", kind);
    }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct executor x = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  for (int i = 0; i < 3; i++)
    new_state(&x, (unsigned)i % 2,
              Z3_mk_const(x.ctx, Z3_mk_int_symbol(x.ctx, i),
                          Z3_mk_bool_sort(x.ctx)));
  merge_all(&x);
  while (x.count > 0)
    drop_state(&x, 0);
  Z3_del_context(x.ctx);
  return 0;
}

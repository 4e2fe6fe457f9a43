// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A concolic runtime keeps a summary of each function that it has executed.
// Freeing a summary releases all that it holds.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct summary {
  unsigned address;
  Z3_ast precondition;
  Z3_ast result; /* NULL: does not return */
  Z3_ast_vector effects;
};

struct runtime {
  Z3_context ctx;
  Z3_ast input;
  unsigned live;
};

static struct summary *summary_new(struct runtime *rt, unsigned address) {
  struct summary *s = calloc(1, sizeof *s);
  if (!s)
    abort();
  s->address = address;
  s->precondition = Z3_mk_true(rt->ctx);
  Z3_inc_ref(rt->ctx, s->precondition);
  s->effects = Z3_mk_ast_vector(rt->ctx);
  Z3_ast_vector_inc_ref(rt->ctx, s->effects);
  ++rt->live;
  return s;
}

static void summary_returns(struct runtime *rt, struct summary *s, Z3_ast value) {
  Z3_inc_ref(rt->ctx, value);
  if (s->result)
    Z3_dec_ref(rt->ctx, s->result);
  s->result = value;
}

static void summary_free(struct runtime *rt, struct summary *s) {
  Z3_dec_ref(rt->ctx, s->precondition);
  if (s->result) {
    Z3_dec_ref(rt->ctx, s->result);
  }
  Z3_ast_vector_dec_ref(rt->ctx, s->effects);
  --rt->live;
  free(s);
}

static unsigned execute(struct runtime *rt, unsigned address, int returns) {
  struct summary *s = summary_new(rt, address);
  Z3_ast_vector_push(rt->ctx, s->effects, rt->input);
  if (returns) {
    Z3_ast step = Z3_mk_unsigned_int(rt->ctx, address, Z3_mk_bv_sort(rt->ctx, 32));
    Z3_inc_ref(rt->ctx, step);
    summary_returns(rt, s, Z3_mk_bvadd(rt->ctx, rt->input, step));
    Z3_dec_ref(rt->ctx, step);
  }
  unsigned effects = Z3_ast_vector_size(rt->ctx, s->effects);
  summary_free(rt, s);
  return effects;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct runtime rt = {Z3_mk_context_rc(cfg), NULL, 0};
  Z3_del_config(cfg);
  rt.input = Z3_mk_const(rt.ctx, Z3_mk_string_symbol(rt.ctx, "stdin"),
                         Z3_mk_bv_sort(rt.ctx, 32));
  Z3_inc_ref(rt.ctx, rt.input);
  unsigned effects = execute(&rt, 0x40, 1);
  effects += execute(&rt, 0x80, 0);
  printf("%u effects, %u live\n", effects, rt.live);
  Z3_dec_ref(rt.ctx, rt.input);
  Z3_del_context(rt.ctx);
  return 0;
}

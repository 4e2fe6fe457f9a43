// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A concolic runtime joins the branch conditions of a trace into one formula.
// The conditions are collected in an array, and nothing keeps them.
// The memory of each is used for the next, so z3-trace takes it for that one.
#include <stdio.h>
#include <z3.h>

enum { MAX_BRANCHES = 16 };

struct branch {
  unsigned offset;
  unsigned char expected;
  int taken;
};

struct tracer {
  Z3_context ctx;
  Z3_solver solver;
};

static Z3_ast input_byte(struct tracer *t, unsigned offset) {
  Z3_symbol name = Z3_mk_int_symbol(t->ctx, (int)offset);
  return Z3_mk_const(t->ctx, name, Z3_mk_bv_sort(t->ctx, 8));
}

/* Not retained. */
static Z3_ast condition(struct tracer *t, const struct branch *b) {
  Z3_ast byte = input_byte(t, b->offset);
  Z3_inc_ref(t->ctx, byte);
  Z3_ast value = Z3_mk_unsigned_int(t->ctx, b->expected, Z3_mk_bv_sort(t->ctx, 8));
  Z3_ast same = Z3_mk_eq(t->ctx, byte, value);
  Z3_dec_ref(t->ctx, byte);
  return b->taken ? same : Z3_mk_not(t->ctx, same);
}

static void assert_trace(struct tracer *t, const struct branch *trace, unsigned n) {
  Z3_ast all[MAX_BRANCHES] = {NULL};
  for (unsigned i = 0; i < n; ++i) {
    all[i] = condition(t, &trace[i]);
  }
  Z3_ast path = Z3_mk_and(t->ctx, n, all); // report: z3-unprotected-handle
  Z3_solver_assert(t->ctx, t->solver, path);
}

int main(void) {
  static const struct branch trace[] = {{0, 'G', 1}, {1, 'E', 1}, {2, 'T', 0}};
  Z3_config cfg = Z3_mk_config();
  struct tracer t = {Z3_mk_context_rc(cfg), NULL};
  Z3_del_config(cfg);
  t.solver = Z3_mk_simple_solver(t.ctx);
  Z3_solver_inc_ref(t.ctx, t.solver);
  assert_trace(&t, trace, sizeof trace / sizeof *trace);
  printf("%d\n", Z3_solver_check(t.ctx, t.solver));
  Z3_solver_dec_ref(t.ctx, t.solver);
  Z3_del_context(t.ctx);
  return 0;
}

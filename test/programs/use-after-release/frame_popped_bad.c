// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A debugger's engine keeps one condition for each call frame, in a stack.
// Leaving a frame releases its condition, which is asserted after that.
#include <stdio.h>
#include <z3.h>

enum { DEPTH = 16 };

struct frames {
  Z3_context ctx;
  Z3_ast condition[DEPTH];
  unsigned depth;
};

static void enter(struct frames *f, Z3_ast condition) {
  Z3_inc_ref(f->ctx, condition);
  f->condition[f->depth++] = condition;
}

static Z3_ast top(const struct frames *f) { return f->condition[f->depth - 1]; }

static void leave(struct frames *f) {
  Z3_ast condition = f->condition[--f->depth];
  f->condition[f->depth] = NULL;
  Z3_dec_ref(f->ctx, condition);
}

static Z3_ast condition_at(Z3_context ctx, unsigned line) {
  Z3_ast x = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "x"), Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, x);
  Z3_ast at = Z3_mk_unsigned_int(ctx, line, Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, at);
  Z3_ast above = Z3_mk_gt(ctx, x, at);
  Z3_inc_ref(ctx, above);
  Z3_dec_ref(ctx, at);
  Z3_dec_ref(ctx, x);
  return above;
}

static void unwind(struct frames *f, Z3_solver solver) {
  while (f->depth > 0) {
    Z3_ast condition = top(f);
    leave(f);
    Z3_solver_assert(f->ctx, solver, condition); // report: z3-use-after-release; trace: use-after-release
  }
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct frames f = {Z3_mk_context_rc(cfg), {NULL}, 0};
  Z3_del_config(cfg);
  Z3_solver solver = Z3_mk_simple_solver(f.ctx);
  Z3_solver_inc_ref(f.ctx, solver);
  for (unsigned line = 1; line < 5; ++line) {
    Z3_ast condition = condition_at(f.ctx, line);
    enter(&f, condition);
    Z3_dec_ref(f.ctx, condition);
  }
  unwind(&f, solver);
  printf("%d\n", Z3_solver_check(f.ctx, solver));
  Z3_solver_dec_ref(f.ctx, solver);
  Z3_del_context(f.ctx);
  return 0;
}

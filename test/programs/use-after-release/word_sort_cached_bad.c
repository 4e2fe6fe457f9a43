// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translation validator opens a context for each function pair and asks for
// the memory sort in many places, so the sort is remembered.
// It is remembered beyond the context that it was made in.
#include <stdio.h>
#include <z3.h>

static Z3_sort memory_sort_made;

static Z3_sort memory_sort(Z3_context ctx) {
  if (!memory_sort_made) {
    memory_sort_made =
        Z3_mk_array_sort(ctx, Z3_mk_bv_sort(ctx, 64), Z3_mk_bv_sort(ctx, 8)); // trace-allows: unreleased-at-context-delete because the cache keeps it
    Z3_inc_ref(ctx, Z3_sort_to_ast(ctx, memory_sort_made));
  }
  return memory_sort_made;
}

static Z3_context begin_pair(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return ctx;
}

static void end_pair(Z3_context ctx) {
  Z3_del_context(ctx);
}

static Z3_ast memory(Z3_context ctx, const char *name) {
  Z3_symbol symbol = Z3_mk_string_symbol(ctx, name);
  Z3_ast m = Z3_mk_const(ctx, symbol, memory_sort(ctx)); // trace: use-after-context-delete
  Z3_inc_ref(ctx, m);
  return m;
}

static int validate(const char *source, const char *target) {
  Z3_context ctx = begin_pair();
  Z3_ast before = memory(ctx, source);
  Z3_ast after = memory(ctx, target);
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_ast same = Z3_mk_eq(ctx, before, after);
  Z3_inc_ref(ctx, same);
  Z3_solver_assert(ctx, s, Z3_mk_not(ctx, same));
  int refuted = Z3_solver_check(ctx, s) == Z3_L_TRUE;
  Z3_dec_ref(ctx, same);
  Z3_solver_dec_ref(ctx, s);
  Z3_dec_ref(ctx, after);
  Z3_dec_ref(ctx, before);
  end_pair(ctx);
  return refuted;
}

int main(void) {
  printf("%d\n", validate("m0", "m1"));
  fflush(stdout);
  printf("%d\n", validate("m2", "m3")); // report: z3-use-after-release
  return 0;
}

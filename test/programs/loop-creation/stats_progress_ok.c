// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A daemon that answers queries and logs how much work each of them took.
// The statistics of each query are released when they are logged.
#include <stdio.h>
#include <string.h>
#include <z3.h>

static unsigned entries_named(Z3_context ctx, Z3_stats stats,
                              const char *prefix) {
  unsigned found = 0;
  for (unsigned i = 0; i < Z3_stats_size(ctx, stats); ++i)
    if (!strncmp(Z3_stats_get_key(ctx, stats, i), prefix, strlen(prefix)))
      ++found;
  return found;
}

static unsigned serve(Z3_context ctx, Z3_solver solver, int first, int last) {
  unsigned logged = 0;
  char query[128];
  int next = first;
  while (next != last) {
    snprintf(query, sizeof query,
             "(declare-const load Int)(declare-const spare Int)"
             "(assert (= (+ load (* 2 spare)) %d))",
             next++);
    Z3_solver_push(ctx, solver);
    Z3_solver_from_string(ctx, solver, query);
    Z3_lbool answer = Z3_solver_check(ctx, solver);
    Z3_stats stats = Z3_solver_get_statistics(ctx, solver);
    Z3_stats_inc_ref(ctx, stats);
    Z3_solver_pop(ctx, solver, 1);
    if (answer == Z3_L_UNDEF) {
      printf("query %d: gave up\n", next - 1);
      Z3_stats_dec_ref(ctx, stats);
      break;
    }
    if (entries_named(ctx, stats, "memory") > 0)
      ++logged;
    Z3_stats_dec_ref(ctx, stats);
  }
  return logged;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  printf("%u queries logged\n", serve(ctx, solver, 100, 130));
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}

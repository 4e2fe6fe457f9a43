// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A shift planner: sets up one optimization problem per shift in a first loop
// and solves them in a second one.
// The second loop solves the problems and gives back none of them.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct shift {
  int demand;
  int per_worker;
};

static void state_problem(Z3_context ctx, Z3_optimize problem,
                          const struct shift *shift) {
  char text[256];
  snprintf(text, sizeof text,
           "(declare-const workers Int)(assert (>= workers 0))"
           "(assert (>= (* %d workers) %d))(minimize workers)",
           shift->per_worker, shift->demand);
  Z3_optimize_from_string(ctx, problem, text);
}

static int fewest_workers(Z3_context ctx, Z3_optimize problem) {
  int workers = -1;
  if (Z3_optimize_check(ctx, problem, 0, NULL) != Z3_L_TRUE)
    return -1;
  Z3_ast lower = Z3_optimize_get_lower(ctx, problem, 0);
  Z3_inc_ref(ctx, lower);
  Z3_get_numeral_int(ctx, lower, &workers);
  Z3_dec_ref(ctx, lower);
  return workers;
}

static int plan(Z3_context ctx, const struct shift *shifts, unsigned n) {
  Z3_optimize *problems = malloc(n * sizeof *problems);
  int workers = 0;
  for (unsigned i = 0; i < n; ++i) {
    problems[i] = Z3_mk_optimize(ctx); // report: z3-loop-creation leak; trace: leak
    Z3_optimize_inc_ref(ctx, problems[i]);
    state_problem(ctx, problems[i], &shifts[i]);
  }
  for (unsigned i = 0; i < n; ++i) {
    workers += fewest_workers(ctx, problems[i]);
  }
  free(problems);
  return workers;
}

int main(void) {
  enum { NUM_SHIFTS = 20 };
  struct shift shifts[NUM_SHIFTS];
  for (int i = 0; i < NUM_SHIFTS; ++i)
    shifts[i] = (struct shift){20 + i * 11 % 17, 3 + i % 4};
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%d workers\n", plan(ctx, shifts, NUM_SHIFTS));
  Z3_del_context(ctx);
  return 0;
}

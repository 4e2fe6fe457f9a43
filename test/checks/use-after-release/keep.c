// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No release can move: the later use gets a reference of its own.

#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

// Behind the branches it is used on both ways.
static void usedBehindBad(Z3_context ctx, int verbose) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  // fix: Z3_solver_inc_ref(ctx, s);
  // fix: if (verbose) {
  if (verbose) {
    Z3_solver_dec_ref(ctx, s);
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
    Z3_params_dec_ref(ctx, p);
  } else {
    Z3_solver_dec_ref(ctx, s);
  }
  printf("%u scopes\n", Z3_solver_get_num_scopes(ctx, s)); // warn: 's' is used after it was released
  // fix: Z3_solver_dec_ref(ctx, s);
}

// What asks its flag may be null: so do the new calls, where null would crash.
static void perhapsNoneBad(Z3_context ctx, Z3_solver s, bool quiet, bool debug) {
  Z3_stats stats = NULL;
  if (debug) {
    stats = Z3_solver_get_statistics(ctx, s);
    Z3_stats_inc_ref(ctx, stats);
  }
  // fix: if (stats) Z3_stats_inc_ref(ctx, stats);
  // fix: if (stats && quiet)
  if (stats && quiet)
    Z3_stats_dec_ref(ctx, stats);
  if (stats)
    printf("%d\n", Z3_stats_size(ctx, stats) > 0); // warn: 'stats' is used after it was released
  if (stats && !quiet)
    Z3_stats_dec_ref(ctx, stats);
  // fix: if (stats) Z3_stats_dec_ref(ctx, stats);
}

struct session {
  Z3_context context;
  Z3_solver solver;
};

static void session_close(struct session *self) {
  printf("closing\n");
  Z3_solver_dec_ref(self->context, self->solver);
}

// The field may change where its struct is given away: a copy holds it.
static void fieldBad(Z3_context ctx) {
  struct session session = {ctx, Z3_mk_simple_solver(ctx)};
  Z3_solver_inc_ref(ctx, session.solver);
  // fix: Z3_solver kept = session.solver;
  // fix: Z3_solver_inc_ref(ctx, kept);
  session_close(&session);
  Z3_params params = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, params);
  Z3_params_dec_ref(ctx, params);
  printf("%u\n", Z3_solver_get_num_scopes(ctx, session.solver)); // warn: 'session.solver' is used after it was released
  // fix: Z3_solver_dec_ref(ctx, kept);
}

// A label in between would be a way to a release without its retain.
static void labelBad(Z3_context ctx, Z3_solver s, int command) {
  switch (command) {
  case 1:
    printf("stop\n");
    Z3_solver_dec_ref(ctx, s);
  case 2:
    printf("%u\n", Z3_solver_get_num_scopes(ctx, s)); // warn-nofix: 's' is used after it was released
  }
}

// A retain would reset the error code that is asked for.
static int errorBad(Z3_context ctx, Z3_ast a, int verbose) {
  Z3_ast sum = Z3_mk_add(ctx, 1, &a);
  Z3_inc_ref(ctx, sum);
  if (verbose)
    Z3_dec_ref(ctx, sum);
  int ok = Z3_get_error_code(ctx) == Z3_OK;
  printf("%s\n", Z3_ast_to_string(ctx, sum)); // warn-nofix: 'sum' is used after it was released
  if (!verbose)
    Z3_dec_ref(ctx, sum);
  return ok;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  usedBehindBad(ctx, 1);
  perhapsNoneBad(ctx, s, true, true);
  perhapsNoneBad(ctx, s, true, false);
  fieldBad(ctx);
  Z3_solver_inc_ref(ctx, s);
  labelBad(ctx, s, 1);
  errorBad(ctx, Z3_mk_int(ctx, 7, Z3_mk_int_sort(ctx)), 0);
  Z3_solver_dec_ref(ctx, s);
  Z3_del_context(ctx);
  return 0;
}

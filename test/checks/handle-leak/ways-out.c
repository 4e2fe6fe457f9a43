// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// One test for each way out of a function on which a reference may be lost, and
// the same without the defect.
#include <stdlib.h>
#include <z3.h>

int earlyReturnBad(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s); // warn: 'm' (a Z3 model) is lost on a way out that does not release it
  Z3_model_inc_ref(ctx, m);
  if (Z3_model_get_num_consts(ctx, m) == 0)
    return 0;
  int n = (int)Z3_model_get_num_funcs(ctx, m);
  Z3_model_dec_ref(ctx, m);
  return n;
}
// fix: if (Z3_model_get_num_consts(ctx, m) == 0) {
// fix: Z3_model_dec_ref(ctx, m);
// fix: return 0;
// fix: }

int earlyReturnOk(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  Z3_model_inc_ref(ctx, m);
  if (Z3_model_get_num_consts(ctx, m) == 0) {
    Z3_model_dec_ref(ctx, m);
    return 0;
  }
  int n = (int)Z3_model_get_num_funcs(ctx, m);
  Z3_model_dec_ref(ctx, m);
  return n;
}

void neverReleasedBad(Z3_context ctx, Z3_solver s) {
  Z3_params p = Z3_mk_params(ctx); // warn: 'p' (a Z3 params) is lost and never released
  Z3_params_inc_ref(ctx, p);
  Z3_params_set_uint(ctx, p, Z3_mk_string_symbol(ctx, "timeout"), 100);
  Z3_solver_set_params(ctx, s, p);
}
// fix: Z3_params_dec_ref(ctx, p);

unsigned overwrittenBad(Z3_context ctx, Z3_solver s) {
  Z3_stats st = Z3_solver_get_statistics(ctx, s); // warn: 'st' (a Z3 stats) is lost
  Z3_stats_inc_ref(ctx, st);
  unsigned n = Z3_stats_size(ctx, st);
  Z3_solver_check(ctx, s);
  st = Z3_solver_get_statistics(ctx, s);
  Z3_stats_inc_ref(ctx, st);
  n = Z3_stats_size(ctx, st) - n;
  Z3_stats_dec_ref(ctx, st);
  return n;
}
// fix: Z3_stats_dec_ref(ctx, st);

unsigned overwrittenOk(Z3_context ctx, Z3_solver s) {
  Z3_stats st = Z3_solver_get_statistics(ctx, s);
  Z3_stats_inc_ref(ctx, st);
  unsigned n = Z3_stats_size(ctx, st);
  Z3_stats_dec_ref(ctx, st);
  Z3_solver_check(ctx, s);
  st = Z3_solver_get_statistics(ctx, s);
  Z3_stats_inc_ref(ctx, st);
  n = Z3_stats_size(ctx, st) - n;
  Z3_stats_dec_ref(ctx, st);
  return n;
}

int breakBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int found = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(ctx, 1, 0, 0); // warn: 'g' (a Z3 goal) is lost on a way out
    Z3_goal_inc_ref(ctx, g);
    Z3_goal_assert(ctx, g, goals[i]);
    if (Z3_goal_is_decided_unsat(ctx, g)) {
      found = 1;
      break;
    }
    Z3_goal_dec_ref(ctx, g);
  }
  return found;
}
// fix: found = 1;
// fix: Z3_goal_dec_ref(ctx, g);
// fix: break;

int gotoBad(Z3_context ctx, Z3_solver s, int quick) {
  int result = -1;
  Z3_ast_vector all = Z3_solver_get_assertions(ctx, s); // warn-nofix: 'all' (a Z3 AST vector) is lost on a way out
  Z3_ast_vector_inc_ref(ctx, all);
  if (quick)
    goto out;
  result = (int)Z3_ast_vector_size(ctx, all);
  Z3_ast_vector_dec_ref(ctx, all);
out:
  return result;
}

int gotoOk(Z3_context ctx, Z3_solver s, int quick) {
  int result = -1;
  Z3_ast_vector all = Z3_solver_get_assertions(ctx, s);
  Z3_ast_vector_inc_ref(ctx, all);
  if (quick)
    goto out;
  result = (int)Z3_ast_vector_size(ctx, all);
out:
  Z3_ast_vector_dec_ref(ctx, all);
  return result;
}

struct session {
  Z3_context ctx;
  Z3_solver solver;
};

int structDroppedBad(Z3_context ctx, Z3_ast formula) {
  struct session job = {ctx, Z3_mk_solver(ctx)}; // warn-nofix: 'job.solver' (a Z3 solver) is lost and never released
  Z3_solver_inc_ref(ctx, job.solver);
  Z3_solver_assert(ctx, job.solver, formula);
  return Z3_solver_check(ctx, job.solver);
}

int structOnTheHeapBad(Z3_context ctx, Z3_ast formula) {
  struct session *job = malloc(sizeof *job);
  job->ctx = ctx;
  job->solver = Z3_mk_solver(ctx); // warn-nofix: 'job->solver' (a Z3 solver) is lost and never released
  Z3_solver_inc_ref(ctx, job->solver);
  Z3_solver_assert(ctx, job->solver, formula);
  int answer = Z3_solver_check(ctx, job->solver);
  free(job);
  return answer;
}

int exitIsNoLeakOk(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  Z3_model_inc_ref(ctx, m);
  if (Z3_model_get_num_consts(ctx, m) == 0)
    exit(2);
  Z3_model_dec_ref(ctx, m);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio runs two strategies on one formula, each in a thread and a
// context of its own.
// Each thread fetches the formula from the main context itself. A pause keeps
// the calls apart in the run, but nothing orders them.
// build: -pthread -D_DEFAULT_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

typedef struct strategy {
  const char *tactic;
  Z3_context main_ctx;
  Z3_ast formula; // of the main context
  Z3_context ctx;
  Z3_ast copy; // of the own one
  Z3_lbool answer;
} strategy_t;

static void fetch(strategy_t *s) {
  s->copy = Z3_translate(s->main_ctx, s->formula, s->ctx); // trace: concurrent-use
  Z3_inc_ref(s->ctx, s->copy);
}

static void *run_strategy(void *arg) {
  strategy_t *s = arg;
  fetch(s);
  Z3_tactic t = Z3_mk_tactic(s->ctx, s->tactic);
  Z3_tactic_inc_ref(s->ctx, t);
  Z3_solver solver = Z3_mk_solver_from_tactic(s->ctx, t);
  Z3_solver_inc_ref(s->ctx, solver);
  Z3_solver_assert(s->ctx, solver, s->copy);
  s->answer = Z3_solver_check(s->ctx, solver);
  Z3_solver_dec_ref(s->ctx, solver);
  Z3_tactic_dec_ref(s->ctx, t);
  Z3_dec_ref(s->ctx, s->copy);
  return NULL;
}

static Z3_context new_context(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return ctx;
}

static Z3_ast overflow(Z3_context c) { // x + 1 < x
  Z3_sort word = Z3_mk_bv_sort(c, 16);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_ast one = Z3_mk_int(c, 1, word);
  Z3_inc_ref(c, one);
  Z3_ast f = Z3_mk_bvult(c, Z3_mk_bvadd(c, x, one), x);
  Z3_inc_ref(c, f);
  Z3_dec_ref(c, one);
  Z3_dec_ref(c, x);
  return f;
}

int main(void) {
  Z3_context ctx = new_context();
  Z3_ast formula = overflow(ctx);
  strategy_t strategies[2] = {{"qfbv", ctx, formula, NULL, NULL, Z3_L_UNDEF},
                              {"smt", ctx, formula, NULL, NULL, Z3_L_UNDEF}};
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) {
    strategies[i].ctx = new_context();
    if (pthread_create(&threads[i], NULL, run_strategy, &strategies[i]) != 0) // report: z3-thread-sharing
      return 1;
    usleep(100000);
  }
  for (int i = 0; i < 2; i++) {
    pthread_join(threads[i], NULL);
    printf("%s: %d\n", strategies[i].tactic, strategies[i].answer);
    Z3_del_context(strategies[i].ctx);
  }
  Z3_dec_ref(ctx, formula);
  Z3_del_context(ctx);
  return 0;
}

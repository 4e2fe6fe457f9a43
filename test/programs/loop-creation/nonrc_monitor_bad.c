// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A runtime monitor checks each sample of a sensor against a rule, for as long
// as the machine runs.
// A Z3_mk_context context keeps every term until it is deleted, counted or not.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct monitor {
  Z3_context ctx;
  Z3_solver rule;
  Z3_ast sensor;
  Z3_sort integer;
};

static void start(struct monitor *m, const char *rule) {
  Z3_config config = Z3_mk_config();
  m->ctx = Z3_mk_context(config);
  Z3_del_config(config);
  m->rule = Z3_mk_simple_solver(m->ctx);
  Z3_solver_inc_ref(m->ctx, m->rule);
  Z3_solver_from_string(m->ctx, m->rule, rule);
  m->integer = Z3_mk_int_sort(m->ctx);
  m->sensor = Z3_mk_const(m->ctx, Z3_mk_string_symbol(m->ctx, "sensor"),
                          m->integer);
  Z3_inc_ref(m->ctx, m->sensor);
}

static bool violates(struct monitor *m, int sample) {
  Z3_context ctx = m->ctx;
  Z3_ast reading = Z3_mk_int(ctx, sample, m->integer); // trace: growth
  Z3_inc_ref(ctx, reading);
  Z3_ast observed = Z3_mk_eq(ctx, m->sensor, reading); // trace: growth
  Z3_inc_ref(ctx, observed);
  Z3_lbool answer = Z3_solver_check_assumptions(ctx, m->rule, 1, &observed);
  Z3_dec_ref(ctx, observed);
  Z3_dec_ref(ctx, reading);
  return answer == Z3_L_FALSE;
}

static void stop(struct monitor *m) {
  Z3_dec_ref(m->ctx, m->sensor);
  Z3_solver_dec_ref(m->ctx, m->rule);
  Z3_del_context(m->ctx);
}

int main(void) {
  struct monitor m;
  int samples = 400;
  int violations = 0;
  start(&m, "(declare-const sensor Int)(assert (<= 20 sensor 380))");
  for (int tick = 0; tick < samples; ++tick)
    if (violates(&m, tick)) // report: z3-loop-creation growth
      ++violations;
  stop(&m);
  printf("%d violations in %d samples\n", violations, samples);
  return 0;
}

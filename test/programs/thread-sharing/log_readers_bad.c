// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two readers of a log count the events that a rule allows.
// The lock guards the counter alone. The readers start one after the other by
// the clock.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

typedef struct {
  Z3_context c;
  Z3_solver rule;
  Z3_ast event;
  pthread_mutex_t lock;
  unsigned allowed;
} monitor;

static monitor shared;

static void begin(void) { pthread_mutex_lock(&shared.lock); }
static void end(void) { pthread_mutex_unlock(&shared.lock); }

static int allows(monitor *m, unsigned value) {
  Z3_ast number = Z3_mk_unsigned_int(m->c, value, Z3_mk_bv_sort(m->c, 8)); // trace: concurrent-use
  Z3_inc_ref(m->c, number);
  Z3_ast same = Z3_mk_eq(m->c, m->event, number);
  Z3_inc_ref(m->c, same);
  int answer = Z3_solver_check_assumptions(m->c, m->rule, 1, &same) == Z3_L_TRUE;
  Z3_dec_ref(m->c, same);
  Z3_dec_ref(m->c, number);
  return answer;
}

static void *read_log(void *values) {
  for (const unsigned *v = values; *v; v++) {
    int allowed = allows(&shared, *v);
    begin();
    shared.allowed += allowed;
    end();
  }
  return NULL;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = shared.c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  pthread_mutex_init(&shared.lock, NULL);
  shared.event = Z3_mk_const(c, Z3_mk_string_symbol(c, "event"), Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, shared.event);
  shared.rule = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, shared.rule);
  Z3_solver_assert(c, shared.rule, Z3_mk_bvult(c, shared.event, Z3_mk_unsigned_int(c, 10, Z3_mk_bv_sort(c, 8))));
  unsigned logs[2][4] = {{3, 12, 7, 0}, {10, 9, 200, 0}};
  pthread_t readers[2];
  for (int i = 0; i < 2; i++) {
    pthread_create(&readers[i], NULL, read_log, logs[i]); // report: z3-thread-sharing
    sleep(1);
  }
  for (int i = 0; i < 2; i++)
    pthread_join(readers[i], NULL);
  printf("%u allowed\n", shared.allowed);
  Z3_solver_dec_ref(c, shared.rule);
  Z3_dec_ref(c, shared.event);
  Z3_del_context(c);
  return 0;
}

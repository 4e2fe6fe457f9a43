// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A context in which two threads work, and nothing orders them. The turns of
// --one-at-a-time are no order.
// BUILD: -D_GNU_SOURCE
// OPTIONS: --one-at-a-time
#include "common.h"
#include <pthread.h>
#include <time.h>

typedef struct {
  Z3_context c;
  Z3_ast held;
} job;

static void pause_briefly(void) {
  nanosleep(&(struct timespec){.tv_nsec = 200000000}, NULL);
}

static void *check(void *argument) {
  job *j = argument;
  Z3_solver s = Z3_mk_simple_solver(j->c); // MARK: check
  Z3_solver_inc_ref(j->c, s);
  Z3_solver_check(j->c, s);
  Z3_solver_dec_ref(j->c, s);
  return NULL;
}

static void *give_back(void *argument) {
  job *j = argument;
  Z3_dec_ref(j->c, j->held); // MARK: release
  return NULL;
}

static void *end(void *argument) {
  pause_briefly();
  Z3_del_context(argument); // EVENT: concurrent-use context made=third other=last
  return NULL;
}

int main(void) {
  pthread_t t;
  Z3_config config = Z3_mk_config();

  Z3_context first = Z3_mk_context_rc(config); // MARK: first
  job j = {first, held_const(first, "x")};
  pthread_create(&t, NULL, check, &j);
  pause_briefly();
  Z3_ast more = Z3_mk_true(first); // EVENT: concurrent-use context made=first other=check
  more = Z3_mk_not(first, more);
  pthread_join(t, NULL);
  Z3_dec_ref(first, j.held);
  Z3_del_context(first);

  Z3_context second = Z3_mk_context_rc(config); // MARK: second
  j = (job){second, held_const(second, "x")};
  pthread_create(&t, NULL, give_back, &j);
  pause_briefly();
  Z3_get_error_code(second); // EVENT: concurrent-use context made=second other=release
  pthread_join(t, NULL);
  Z3_del_context(second);

  Z3_context third = Z3_mk_context_rc(config); // MARK: third
  pthread_create(&t, NULL, end, third);
  Z3_get_error_code(third); // MARK: last
  pthread_join(t, NULL);
  Z3_del_config(config);
  return 0;
}

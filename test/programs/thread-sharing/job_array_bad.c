// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A batch checker starts a thread for each job.
// All jobs carry the one context of main. Each job waits for its turn by the
// clock, but nothing orders their calls.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

struct job {
  Z3_context c;
  unsigned limit;
  int answer;
};

static Z3_context open_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

static void *run(void *argument) {
  struct job *job = argument;
  Z3_context c = job->c;
  sleep(job->limit);
  Z3_sort word = Z3_mk_bv_sort(c, 8); // trace: concurrent-use
  Z3_ast limit = Z3_mk_unsigned_int(c, job->limit, word);
  Z3_inc_ref(c, limit);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_bvult(c, x, limit));
  job->answer = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, x);
  Z3_dec_ref(c, limit);
  return NULL;
}

int main(void) {
  Z3_context c = open_context();
  struct job jobs[2] = {{c, 0, 0}, {c, 1, 0}};
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    pthread_create(&threads[i], NULL, run, &jobs[i]); // report: z3-thread-sharing
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  Z3_del_context(c);
  printf("%d %d\n", jobs[0].answer, jobs[1].answer);
  return 0;
}

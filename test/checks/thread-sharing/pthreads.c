// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX threads, counts on another thread, and releases that are left to one.
// run: --checks=-*,z3-thread-sharing
#include <pthread.h>
#include <z3.h>

void Z3_enable_concurrent_dec_ref(Z3_context c); // since 4.10

struct job {
  Z3_context c;
  Z3_ast term;
};

static void *clean(void *data) {
  struct job *job = data;
  Z3_dec_ref(job->c, job->term);
  return NULL;
}

static void *stop(void *data) {
  struct job *job = data;
  Z3_interrupt(job->c);
  return NULL;
}

static void make(struct job *job) {
  job->term = Z3_mk_int(job->c, 70, Z3_mk_int_sort(job->c));
  Z3_inc_ref(job->c, job->term);
}

void cleanBad(Z3_context c) {
  struct job job = {c, NULL};
  make(&job);
  pthread_t thread;
  pthread_create(&thread, NULL, clean, &job); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  Z3_mk_real_sort(c);
  pthread_join(thread, NULL);
}

void cleanOk(Z3_context c) {
  struct job job = {c, NULL};
  Z3_enable_concurrent_dec_ref(c);
  make(&job);
  pthread_t thread;
  pthread_create(&thread, NULL, clean, &job);
  Z3_mk_real_sort(c);
  pthread_join(thread, NULL);
}

void interruptOk(Z3_context c) {
  struct job job = {c, NULL};
  pthread_t thread;
  pthread_create(&thread, NULL, stop, &job);
  Z3_mk_real_sort(c);
  pthread_join(thread, NULL);
}

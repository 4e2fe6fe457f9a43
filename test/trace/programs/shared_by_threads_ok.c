// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Everything of POSIX and C11 that orders the calls of threads in one context.
// BUILD: -D_GNU_SOURCE
#include "common.h"
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>
#include <time.h>

static Z3_context c;

static void work(void) {
  for (int i = 0; i < 3; ++i) {
    Z3_ast n = Z3_mk_int(c, i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, n);
    Z3_dec_ref(c, n);
  }
}

// A thread, twice: it works when it may, and lets the other one work then.
static void both(void *(*run)(void *)) {
  pthread_t one, two;
  pthread_create(&one, NULL, run, NULL);
  pthread_create(&two, NULL, run, NULL);
  pthread_join(one, NULL);
  pthread_join(two, NULL);
  work();
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *with_mutex(void *unused) {
  for (int i = 0; i < 20; ++i) {
    pthread_mutex_lock(&mutex);
    work();
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void *with_trylock(void *unused) {
  while (pthread_mutex_trylock(&mutex))
    thrd_yield();
  work();
  pthread_mutex_unlock(&mutex);
  struct timespec late;
  clock_gettime(CLOCK_REALTIME, &late);
  late.tv_sec += 60;
  if (pthread_mutex_timedlock(&mutex, &late) == 0) {
    work();
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static pthread_rwlock_t readers_and_writers = PTHREAD_RWLOCK_INITIALIZER;

static void *with_rwlock(void *unused) {
  pthread_rwlock_rdlock(&readers_and_writers);
  pthread_rwlock_unlock(&readers_and_writers);
  pthread_rwlock_wrlock(&readers_and_writers);
  work();
  pthread_rwlock_unlock(&readers_and_writers);
  return unused;
}

static pthread_spinlock_t spin;

static void *with_spin(void *unused) {
  pthread_spin_lock(&spin);
  work();
  pthread_spin_unlock(&spin);
  return unused;
}

static sem_t semaphore;

static void *with_semaphore(void *unused) {
  sem_wait(&semaphore);
  work();
  sem_post(&semaphore);
  return unused;
}

static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int whose;

static void *with_condition(void *unused) {
  pthread_mutex_lock(&mutex);
  int mine = whose++;
  if (mine == 0)
    pthread_cond_wait(&condition, &mutex);
  pthread_mutex_unlock(&mutex);
  work(); // the second one first, without the lock
  if (mine == 1) {
    pthread_mutex_lock(&mutex);
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static pthread_barrier_t barrier;

static void *with_barrier(void *argument) {
  static int late;
  int mine = __atomic_fetch_add(&late, 1, __ATOMIC_RELAXED);
  if (mine == 0)
    work();
  pthread_barrier_wait(&barrier);
  if (mine == 1)
    work();
  return argument;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *with_once(void *unused) {
  pthread_once(&once, work);
  return unused;
}

static mtx_t plain;

static int with_c11(void *unused) {
  (void)unused;
  mtx_lock(&plain);
  work();
  mtx_unlock(&plain);
  return 0;
}

static cnd_t changed;
static int handed_over;

static int receive(void *unused) {
  (void)unused;
  mtx_lock(&plain);
  while (!handed_over)
    cnd_wait(&changed, &plain);
  mtx_unlock(&plain);
  work();
  return 0;
}

static void c11(void) {
  thrd_t one, two;
  mtx_init(&plain, mtx_plain);
  cnd_init(&changed);
  thrd_create(&one, with_c11, NULL);
  thrd_create(&two, with_c11, NULL);
  thrd_join(one, NULL);
  thrd_join(two, NULL);
  thrd_create(&one, receive, NULL);
  work();
  mtx_lock(&plain);
  handed_over = 1;
  cnd_signal(&changed);
  mtx_unlock(&plain);
  thrd_join(one, NULL);
  work();
}

static void *interrupt(void *unused) {
  nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  Z3_interrupt(c);
  return unused;
}

int main(void) {
  c = counting_context();
  pthread_t t;
  pthread_create(&t, NULL, interrupt, NULL);
  work();
  pthread_join(t, NULL);
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  sem_init(&semaphore, 0, 1);
  pthread_barrier_init(&barrier, NULL, 2);
  void *(*all[])(void *) = {with_mutex,     with_trylock,   with_rwlock,
                            with_spin,      with_semaphore, with_condition,
                            with_barrier,   with_once};
  for (unsigned i = 0; i < sizeof all / sizeof *all; ++i)
    both(all[i]);
  c11();
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What orders the calls of threads: mutexes and their like, of POSIX and of
// C11. Those of C++ are made of them.

#include "Clocks.h"
#include "Real.h"
#include "Turns.h"
#include <cerrno>
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

using namespace z3trace;

namespace {

// Two clocks of one lock for readers and writers: readers are not ordered among
// themselves.
const void *readersOf(const void *Lock) {
  return static_cast<const char *>(Lock) + 1;
}

int acquired(int Status, const void *Object, const void *Caller) {
  if ((Status == 0 || Status == EOWNERDEAD) && isThreaded() && !isZ3(Caller))
    learn(Object);
  return Status;
}

void released(const void *Object, const void *Caller) {
  if (isThreaded() && !isZ3(Caller))
    letKnow(Object);
}

/// A wait for a condition: meanwhile the mutex is free.
template <typename Function>
int waited(const void *Condition, const void *Mutex, const void *Caller,
           Function Wait) {
  released(Mutex, Caller);
  int Status;
  {
    Waiting W;
    Status = Wait();
  }
  acquired(0, Mutex, Caller);
  return acquired(Status, Condition, Caller);
}

template <typename Function>
int acquiredLate(const void *Object, const void *Caller, Function Wait) {
  int Status;
  {
    Waiting W;
    Status = Wait();
  }
  return acquired(Status, Object, Caller);
}

int readLocked(int Status, const pthread_rwlock_t *L, const void *Caller) {
  return acquired(Status, L, Caller);
}

int writeLocked(int Status, const pthread_rwlock_t *L, const void *Caller) {
  if (Status == 0)
    startWriting(L);
  acquired(Status, readersOf(L), Caller);
  return acquired(Status, L, Caller);
}

} // namespace

#define CALLER __builtin_return_address(0)
#define REAL(Name) Real<decltype(Name)> real_##Name(#Name)
// It was made anew once, for x86-64.
#define REAL_CONDITION(Name)                                                   \
  Real<decltype(Name)> real_##Name(#Name, "GLIBC_2.3.2")

namespace {
REAL(pthread_mutex_lock);
REAL(pthread_mutex_trylock);
REAL(pthread_mutex_timedlock);
REAL(pthread_mutex_clocklock);
REAL(pthread_mutex_unlock);
REAL_CONDITION(pthread_cond_wait);
REAL_CONDITION(pthread_cond_timedwait);
REAL(pthread_cond_clockwait);
REAL_CONDITION(pthread_cond_signal);
REAL_CONDITION(pthread_cond_broadcast);
REAL(pthread_rwlock_rdlock);
REAL(pthread_rwlock_tryrdlock);
REAL(pthread_rwlock_timedrdlock);
REAL(pthread_rwlock_clockrdlock);
REAL(pthread_rwlock_wrlock);
REAL(pthread_rwlock_trywrlock);
REAL(pthread_rwlock_timedwrlock);
REAL(pthread_rwlock_clockwrlock);
REAL(pthread_rwlock_unlock);
REAL(pthread_spin_lock);
REAL(pthread_spin_trylock);
REAL(pthread_spin_unlock);
REAL(pthread_barrier_wait);
REAL(sem_wait);
REAL(sem_trywait);
REAL(sem_timedwait);
REAL(sem_clockwait);
REAL(sem_post);
REAL(mtx_lock);
REAL(mtx_trylock);
REAL(mtx_timedlock);
REAL(mtx_unlock);
REAL(cnd_wait);
REAL(cnd_timedwait);
REAL(cnd_signal);
REAL(cnd_broadcast);
} // namespace

extern "C" {

//===--- Mutexes
//-----------------------------------------------------------===//

Z3T_EXPORT int pthread_mutex_lock(pthread_mutex_t *M) noexcept {
  if (oneAtATime() && real_pthread_mutex_trylock(M) == 0)
    return acquired(0, M, CALLER);
  return acquiredLate(M, CALLER, [&] { return real_pthread_mutex_lock(M); });
}

Z3T_EXPORT int pthread_mutex_trylock(pthread_mutex_t *M) noexcept {
  return acquired(real_pthread_mutex_trylock(M), M, CALLER);
}

Z3T_EXPORT int pthread_mutex_timedlock(pthread_mutex_t *M,
                                       const timespec *T) noexcept {
  return acquiredLate(M, CALLER,
                      [&] { return real_pthread_mutex_timedlock(M, T); });
}

Z3T_EXPORT int pthread_mutex_clocklock(pthread_mutex_t *M, clockid_t C,
                                       const timespec *T) noexcept {
  return acquiredLate(M, CALLER,
                      [&] { return real_pthread_mutex_clocklock(M, C, T); });
}

Z3T_EXPORT int pthread_mutex_unlock(pthread_mutex_t *M) noexcept {
  released(M, CALLER);
  return real_pthread_mutex_unlock(M);
}

Z3T_EXPORT int mtx_lock(mtx_t *M) {
  if (oneAtATime() && real_mtx_trylock(M) == thrd_success)
    return acquired(0, M, CALLER);
  return acquiredLate(M, CALLER, [&] { return real_mtx_lock(M); });
}

Z3T_EXPORT int mtx_trylock(mtx_t *M) {
  return acquired(real_mtx_trylock(M), M, CALLER);
}

Z3T_EXPORT int mtx_timedlock(mtx_t *M, const timespec *T) {
  return acquiredLate(M, CALLER, [&] { return real_mtx_timedlock(M, T); });
}

Z3T_EXPORT int mtx_unlock(mtx_t *M) {
  released(M, CALLER);
  return real_mtx_unlock(M);
}

//===--- Conditions
//--------------------------------------------------------===//

Z3T_EXPORT int pthread_cond_wait(pthread_cond_t *C, pthread_mutex_t *M) {
  return waited(C, M, CALLER, [&] { return real_pthread_cond_wait(C, M); });
}

Z3T_EXPORT int pthread_cond_timedwait(pthread_cond_t *C, pthread_mutex_t *M,
                                      const timespec *T) {
  return waited(C, M, CALLER,
                [&] { return real_pthread_cond_timedwait(C, M, T); });
}

Z3T_EXPORT int pthread_cond_clockwait(pthread_cond_t *C, pthread_mutex_t *M,
                                      clockid_t Which, const timespec *T) {
  return waited(C, M, CALLER,
                [&] { return real_pthread_cond_clockwait(C, M, Which, T); });
}

Z3T_EXPORT int pthread_cond_signal(pthread_cond_t *C) noexcept {
  released(C, CALLER);
  return real_pthread_cond_signal(C);
}

Z3T_EXPORT int pthread_cond_broadcast(pthread_cond_t *C) noexcept {
  released(C, CALLER);
  return real_pthread_cond_broadcast(C);
}

Z3T_EXPORT int cnd_wait(cnd_t *C, mtx_t *M) {
  return waited(C, M, CALLER, [&] { return real_cnd_wait(C, M); });
}

Z3T_EXPORT int cnd_timedwait(cnd_t *C, mtx_t *M, const timespec *T) {
  return waited(C, M, CALLER, [&] { return real_cnd_timedwait(C, M, T); });
}

Z3T_EXPORT int cnd_signal(cnd_t *C) {
  released(C, CALLER);
  return real_cnd_signal(C);
}

Z3T_EXPORT int cnd_broadcast(cnd_t *C) {
  released(C, CALLER);
  return real_cnd_broadcast(C);
}

//===--- Locks for readers and writers
//-------------------------------------===//

Z3T_EXPORT int pthread_rwlock_rdlock(pthread_rwlock_t *L) noexcept {
  Waiting W;
  return readLocked(real_pthread_rwlock_rdlock(L), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_tryrdlock(pthread_rwlock_t *L) noexcept {
  return readLocked(real_pthread_rwlock_tryrdlock(L), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t *L,
                                          const timespec *T) noexcept {
  Waiting W;
  return readLocked(real_pthread_rwlock_timedrdlock(L, T), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t *L, clockid_t C,
                                          const timespec *T) noexcept {
  Waiting W;
  return readLocked(real_pthread_rwlock_clockrdlock(L, C, T), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_wrlock(pthread_rwlock_t *L) noexcept {
  Waiting W;
  return writeLocked(real_pthread_rwlock_wrlock(L), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_trywrlock(pthread_rwlock_t *L) noexcept {
  return writeLocked(real_pthread_rwlock_trywrlock(L), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t *L,
                                          const timespec *T) noexcept {
  Waiting W;
  return writeLocked(real_pthread_rwlock_timedwrlock(L, T), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t *L, clockid_t C,
                                          const timespec *T) noexcept {
  Waiting W;
  return writeLocked(real_pthread_rwlock_clockwrlock(L, C, T), L, CALLER);
}

Z3T_EXPORT int pthread_rwlock_unlock(pthread_rwlock_t *L) noexcept {
  released(endWriting(L) ? L : readersOf(L), CALLER);
  return real_pthread_rwlock_unlock(L);
}

//===--- Spin locks, barriers, semaphores
//----------------------------------===//

Z3T_EXPORT int pthread_spin_lock(pthread_spinlock_t *L) noexcept {
  const void *Object = const_cast<const int *>(L);
  return acquiredLate(Object, CALLER,
                      [&] { return real_pthread_spin_lock(L); });
}

Z3T_EXPORT int pthread_spin_trylock(pthread_spinlock_t *L) noexcept {
  const void *Object = const_cast<const int *>(L);
  return acquired(real_pthread_spin_trylock(L), Object, CALLER);
}

Z3T_EXPORT int pthread_spin_unlock(pthread_spinlock_t *L) noexcept {
  released(const_cast<const int *>(L), CALLER);
  return real_pthread_spin_unlock(L);
}

Z3T_EXPORT int pthread_barrier_wait(pthread_barrier_t *B) noexcept {
  released(B, CALLER);
  int Status;
  {
    Waiting W;
    Status = real_pthread_barrier_wait(B);
  }
  acquired(0, B, CALLER);
  return Status;
}

Z3T_EXPORT int sem_wait(sem_t *S) {
  return acquiredLate(S, CALLER, [&] { return real_sem_wait(S); });
}

Z3T_EXPORT int sem_trywait(sem_t *S) noexcept {
  return acquired(real_sem_trywait(S), S, CALLER);
}

Z3T_EXPORT int sem_timedwait(sem_t *S, const timespec *T) {
  return acquiredLate(S, CALLER, [&] { return real_sem_timedwait(S, T); });
}

Z3T_EXPORT int sem_clockwait(sem_t *S, clockid_t C, const timespec *T) {
  return acquiredLate(S, CALLER, [&] { return real_sem_clockwait(S, C, T); });
}

Z3T_EXPORT int sem_post(sem_t *S) noexcept {
  released(S, CALLER);
  return real_sem_post(S);
}
}

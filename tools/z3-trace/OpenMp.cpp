// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What orders the threads of OpenMP, as gcc compiles it. Its library does so by
// futexes, which are not seen. Who leaves a region or waits for tasks is taken
// to know all that any thread did so far.

#include "Clocks.h"
#include "Real.h"
#include "Turns.h"

using namespace z3trace;

namespace {

// Eight arguments, or fewer: who calls clears them away.
using Region = long(long, long, long, long, long, long, long, long);
using Plain = void();
using OnObject = void(void *);

void waitFor(Real<Plain> &Wait) {
  publish();
  Wait();
  learnAll();
}

// Objects that the functions without argument are about.
char Critical, Atomic, Ordered;

template <typename... A>
void lockThere(Real<void(A...)> &Lock, const void *Object, A... Arguments) {
  {
    Waiting W;
    Lock(Arguments...);
  }
  learn(Object);
}

template <typename... A>
void unlockThere(Real<void(A...)> &Unlock, const void *Object, A... Arguments) {
  letKnow(Object);
  Unlock(Arguments...);
}

} // namespace

extern "C" {

// A thread of the team begins with what was published.
#define REGION(Name)                                                           \
  static Real<Region> real_##Name(#Name);                                      \
  Z3T_EXPORT long Name(long A, long B, long C, long D, long E, long F, long G, \
                       long H) {                                               \
    publish();                                                                 \
    const long Result = real_##Name(A, B, C, D, E, F, G, H);                   \
    learnAll();                                                                \
    return Result;                                                             \
  }

REGION(GOMP_parallel)
REGION(GOMP_parallel_reductions)
REGION(GOMP_parallel_sections)
REGION(GOMP_parallel_loop_static)
REGION(GOMP_parallel_loop_dynamic)
REGION(GOMP_parallel_loop_guided)
REGION(GOMP_parallel_loop_runtime)
REGION(GOMP_parallel_loop_nonmonotonic_dynamic)
REGION(GOMP_parallel_loop_nonmonotonic_guided)
REGION(GOMP_parallel_loop_nonmonotonic_runtime)
REGION(GOMP_parallel_loop_maybe_nonmonotonic_runtime)

#define BARRIER(Name)                                                          \
  static Real<Plain> real_##Name(#Name);                                       \
  Z3T_EXPORT void Name() {                                                     \
    publish();                                                                 \
    Waiting W;                                                                 \
    real_##Name();                                                             \
  }

BARRIER(GOMP_barrier)
BARRIER(GOMP_loop_end)
BARRIER(GOMP_sections_end)

#define TASKS_END(Name)                                                        \
  static Real<Plain> real_##Name(#Name);                                       \
  Z3T_EXPORT void Name() { waitFor(real_##Name); }

TASKS_END(GOMP_taskwait)
TASKS_END(GOMP_taskgroup_end)

#define LOCK(Start, End, Object)                                               \
  static Real<Plain> real_##Start(#Start), real_##End(#End);                   \
  Z3T_EXPORT void Start() { lockThere(real_##Start, &Object); }                \
  Z3T_EXPORT void End() { unlockThere(real_##End, &Object); }

LOCK(GOMP_critical_start, GOMP_critical_end, Critical)
LOCK(GOMP_atomic_start, GOMP_atomic_end, Atomic)
LOCK(GOMP_ordered_start, GOMP_ordered_end, Ordered)

#define LOCK_OBJECT(Start, End, Version)                                       \
  static Real<OnObject> real_##Start(#Start, Version),                         \
      real_##End(#End, Version);                                               \
  Z3T_EXPORT void Start(void *Object) {                                        \
    lockThere(real_##Start, Object, Object);                                   \
  }                                                                            \
  Z3T_EXPORT void End(void *Object) { unlockThere(real_##End, Object, Object); }

LOCK_OBJECT(GOMP_critical_name_start, GOMP_critical_name_end, nullptr)
LOCK_OBJECT(omp_set_lock, omp_unset_lock, "OMP_3.0")
LOCK_OBJECT(omp_set_nest_lock, omp_unset_nest_lock, "OMP_3.0")

static Real<int(void *)> real_omp_test_lock("omp_test_lock", "OMP_3.0");
Z3T_EXPORT int omp_test_lock(void *Lock) {
  const int Got = real_omp_test_lock(Lock);
  if (Got)
    learn(Lock);
  return Got;
}

static Real<int(void *)> real_omp_test_nest_lock("omp_test_nest_lock",
                                                 "OMP_3.0");
Z3T_EXPORT int omp_test_nest_lock(void *Lock) {
  const int Got = real_omp_test_nest_lock(Lock);
  if (Got)
    learn(Lock);
  return Got;
}
}

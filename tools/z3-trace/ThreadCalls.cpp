// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads start and are waited for, and what is done once only: of POSIX, of
// C11, and what of C++ is not made of these.

#include "Clocks.h"
#include "Real.h"
#include "Turns.h"
#include <cstring>
#include <pthread.h>
#include <threads.h>
#include <typeinfo>

using namespace z3trace;

namespace {

#define REAL(Name) Real<decltype(Name)> real_##Name(#Name)
REAL(pthread_create);
REAL(pthread_join);
REAL(pthread_detach);
REAL(pthread_tryjoin_np);
REAL(pthread_timedjoin_np);
REAL(pthread_clockjoin_np);
REAL(pthread_once);
REAL(thrd_create);
REAL(thrd_join);
REAL(thrd_detach);
REAL(call_once);
Real<void(void *)> real_cxa_guard_release("__cxa_guard_release");

//===--- Start
//-------------------------------------------------------------===//

template <typename Routine> struct Start {
  Routine *Run;
  void *Argument;
  Thread *New;
};

/// The first function of a thread.
template <typename Result, typename Routine> Result enter(void *Argument) {
  auto *S = static_cast<Start<Routine> *>(Argument);
  const Start<Routine> Mine = *S;
  delete S;
  if (Mine.New)
    enterThread(Mine.New);
  // Also if it ends by pthread_exit.
  struct AtEnd {
    ~AtEnd() { giveTurns(); }
  } End;
  return Mine.Run(Mine.Argument);
}

/// Sets a variable for a while, also if an exception ends that.
template <typename T> class Meanwhile {
public:
  Meanwhile(T &Variable, T Value) : Variable(Variable), Old(Variable) {
    Variable = Value;
  }
  ~Meanwhile() { Variable = Old; }

private:
  T &Variable;
  T Old;
};

thread_local bool StartsAsync = false;

template <typename Routine, typename Create>
int start(pthread_t *Name, bool IsDetached, Routine *Run, void *Argument,
          Create RealCreate) {
  auto *S = new Start<Routine>{Run, Argument, beginThread()};
  Thread *New = S->New;
  if (New) {
    New->IsAsync = StartsAsync;
    New->IsDetached = IsDetached;
  }
  int Status = RealCreate(S);
  if (Status == 0) {
    if (New)
      startedThread(New, *Name);
    return 0;
  }
  delete S;
  if (New)
    dropThread(New);
  return Status;
}

template <typename Join> int join(pthread_t Name, Join RealJoin) {
  Thread *T = threadToJoin(Name);
  int Status;
  {
    Waiting W;
    Status = RealJoin();
  }
  if (Status == 0 && T)
    joinThread(T, Name);
  return Status;
}

//===--- Once
//--------------------------------------------------------------===//

// The routine is run by the C library, which gives it no argument.
thread_local void (*OnceRoutine)() = nullptr;
thread_local const void *OnceControl = nullptr;

// Runs before others see that it was done. std::promise and its like set their
// result so, and he who takes it is not seen to. Not of that kind is
// std::async: the task itself is run so, and then the thread is joined so.
void runOnce() {
  const void *Control = OnceControl;
  Thread &T = thisThread();
  const unsigned Joins = T.Joins;
  const bool IsTask = T.IsAsync && T.OnceDepth == 0;
  Meanwhile<unsigned> Deeper(T.OnceDepth, T.OnceDepth + 1);
  OnceRoutine();
  letKnow(Control);
  if (!IsTask && T.Joins == Joins)
    publish();
}

template <typename Control, typename Function>
int once(Control *C, void (*Routine)(), Function RealOnce) {
  if (!isThreaded() || isInsideCall())
    return RealOnce(Routine);
  Meanwhile<void (*)()> InnerRoutine(OnceRoutine, Routine);
  Meanwhile<const void *> InnerControl(OnceControl, C);
  int Status = RealOnce(&runOnce);
  learn(C);
  return Status;
}

} // namespace

extern "C" {

Z3T_EXPORT int pthread_create(pthread_t *Name, const pthread_attr_t *Attributes,
                              void *(*Run)(void *), void *Argument) noexcept {
  int State = PTHREAD_CREATE_JOINABLE;
  if (Attributes)
    pthread_attr_getdetachstate(Attributes, &State);
  const bool IsDetached = State == PTHREAD_CREATE_DETACHED;
  return start(Name, IsDetached, Run, Argument, [&](void *S) {
    return real_pthread_create(Name, Attributes, &enter<void *, void *(void *)>,
                               S);
  });
}

Z3T_EXPORT int thrd_create(thrd_t *Name, thrd_start_t Run, void *Argument) {
  return start(Name, /*IsDetached=*/false, Run, Argument, [&](void *S) {
    return real_thrd_create(Name, &enter<int, int(void *)>, S);
  });
}

Z3T_EXPORT int pthread_join(pthread_t T, void **Result) {
  return join(T, [&] { return real_pthread_join(T, Result); });
}

Z3T_EXPORT int pthread_detach(pthread_t T) noexcept {
  detachThread(T);
  return real_pthread_detach(T);
}

Z3T_EXPORT int thrd_detach(thrd_t T) {
  detachThread(T);
  return real_thrd_detach(T);
}

Z3T_EXPORT int pthread_tryjoin_np(pthread_t T, void **Result) noexcept {
  return join(T, [&] { return real_pthread_tryjoin_np(T, Result); });
}

Z3T_EXPORT int pthread_timedjoin_np(pthread_t T, void **Result,
                                    const timespec *Limit) {
  return join(T, [&] { return real_pthread_timedjoin_np(T, Result, Limit); });
}

Z3T_EXPORT int pthread_clockjoin_np(pthread_t T, void **Result, clockid_t Which,
                                    const timespec *Limit) {
  return join(
      T, [&] { return real_pthread_clockjoin_np(T, Result, Which, Limit); });
}

Z3T_EXPORT int thrd_join(thrd_t T, int *Result) {
  return join(T, [&] { return real_thrd_join(T, Result); });
}

Z3T_EXPORT int pthread_once(pthread_once_t *Control, void (*Routine)()) {
  return once(Control, Routine,
              [&](void (*Run)()) { return real_pthread_once(Control, Run); });
}

Z3T_EXPORT void call_once(once_flag *Flag, void (*Routine)()) {
  once(Flag, Routine, [&](void (*Run)()) {
    real_call_once(Flag, Run);
    return 0;
  });
}

// A static variable of a function is there. Who finds it so does not ask this
// library.
Z3T_EXPORT void z3traceGuardRelease(void *Guard) __asm__("__cxa_guard_release");
Z3T_EXPORT void z3traceGuardRelease(void *Guard) {
  if (!isInsideCall()) // Z3 has such variables, too
    publish();
  real_cxa_guard_release(Guard);
}

// std::thread: the type of what it runs says whether that is std::async.
#define START_THREAD                                                           \
  "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_"       \
  "deleteIS1_EEPFvvE"
// The second is a std::unique_ptr to an object with virtual functions.
using StartThread = void(void *, void ****, void (*)());
static Real<StartThread> RealStartThread(START_THREAD);

Z3T_EXPORT void z3traceStartThread(void *Thread, void ****State,
                                   void (*Depend)()) __asm__(START_THREAD);
Z3T_EXPORT void z3traceStartThread(void *Thread, void ****State,
                                   void (*Depend)()) {
  const auto *Type =
      *State ? static_cast<const std::type_info *>((**State)[-1]) : nullptr;
  Meanwhile<bool> Async(StartsAsync,
                        Type && strstr(Type->name(), "_Async_state_impl"));
  RealStartThread(Thread, State, Depend);
}
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens before what, by vector clocks. Each thread counts its own steps;
// a step ends where the thread lets others know what it did so far (it unlocks
// a mutex, starts a thread, ...). A clock says of each thread how many of its
// steps are known to be over. A call happens before another one if the second
// one's thread knows that the step of the first is over.
//
// Until the program starts its first thread all is ordered, and nothing is
// kept.
//
// What can not be seen (atomics, futexes of libraries) orders nothing here.
// Where only one half of an order can be seen, all others are taken to know it
// (publish): to miss something is better than to accuse in vain.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_CLOCKS_H
#define Z3TIDY_TOOLS_Z3_TRACE_CLOCKS_H

#include "Arena.h"
#include <pthread.h>
#include <vector>

namespace z3trace {

using Step = uint64_t;

class Clock {
public:
  Step of(unsigned Slot) const { return Slot < Steps.size() ? Steps[Slot] : 0; }
  void set(unsigned Slot, Step S) {
    if (Slot >= Steps.size())
      Steps.resize(Slot + 1);
    Steps[Slot] = S;
  }
  /// From now on all is known that \p Other knows.
  void join(const Clock &Other) {
    if (Steps.size() < Other.Steps.size())
      Steps.resize(Other.Steps.size());
    for (size_t I = 0; I < Other.Steps.size(); ++I)
      if (Steps[I] < Other.Steps[I])
        Steps[I] = Other.Steps[I];
  }

private:
  std::vector<Step, ArenaAllocator<Step>> Steps;
};

struct Thread {
  unsigned Slot;
  Clock Known;
  /// Run by std::async: whoever wants its result joins it.
  bool IsAsync = false;
  unsigned OnceDepth = 0;  ///< calls of pthread_once that run a routine
  unsigned Joins = 0;      ///< threads that it has waited for
  bool IsDetached = false; ///< nobody will wait for its end
  bool IsStarting = true;  ///< its starter has not gone on yet
  bool HasEntered = false;
  bool IsOver = false; ///< to be destroyed by its starter

  Step now() const { return Known.of(Slot); }
};

/// Whether the program has started a thread (and wants to know of this).
inline bool isThreaded();
/// The calling thread; as if it started at this moment, with all that was
/// before, if its start was not seen.
Thread &thisThread();

/// \name What the program does. Nothing is done when the tracer itself is the
/// caller, or is interrupted by a signal.
/// @{

/// The thread lets those know that will look at \p Object (its address).
void letKnow(const void *Object);
/// The thread learns what was let known there.
void learn(const void *Object);
/// The thread has that lock for writing; and whether somebody had.
void startWriting(const void *Lock);
bool endWriting(const void *Lock);
/// As letKnow, for all threads.
void publish();
/// The thread learns of all that others did so far.
void learnAll();
/// A new thread is about to be started by this one; null if that is not to be
/// followed.
Thread *beginThread();
/// It was started under that name (which it may have had, and lost, by now).
void startedThread(Thread *T, pthread_t Name);
/// The calling thread is that one.
void enterThread(Thread *T);
/// The thread was not started after all.
void dropThread(Thread *T);
/// The thread that is going to be waited for, or null. To be asked before it
/// is: when it has ended, a new one may have its name.
Thread *threadToJoin(pthread_t Name);
/// It has ended.
void joinThread(Thread *T, pthread_t Name);
/// Nobody will wait for that thread.
void detachThread(pthread_t Name);
/// @}

/// What was published since, is known to \p T now.
void learnPublished(Thread &T);

/// \name Around a fork
/// @{
void lockClocks();
void unlockClocks();
/// In the child: no other thread is there, and all that was is over.
void forgetOtherThreads();
/// @}

namespace detail {
extern bool Threaded;
}
inline bool isThreaded() {
  return __atomic_load_n(&detail::Threaded, __ATOMIC_RELAXED);
}

} // namespace z3trace

#endif

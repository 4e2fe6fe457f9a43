// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tracer's own lock. The C library's mutexes are wrapped (SyncCalls.cpp),
// and what the tracer does must not look like something that the program did.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_LOCK_H
#define Z3TIDY_TOOLS_Z3_TRACE_LOCK_H

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace z3trace {

class Lock {
public:
  void lock() { lockUntil(nullptr); }

  /// False if it was not to be had in that time.
  bool lockFor(unsigned Seconds) {
    timespec Limit;
    clock_gettime(CLOCK_MONOTONIC, &Limit);
    Limit.tv_sec += Seconds;
    return lockUntil(&Limit);
  }

  void unlock() {
    if (__atomic_exchange_n(&State, Free, __ATOMIC_RELEASE) == Contended)
      syscall(SYS_futex, &State, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  }

private:
  enum : int { Free, Held, Contended };
  int State = Free;

  bool lockUntil(const timespec *Limit) {
    int Expected = Free;
    if (__atomic_compare_exchange_n(&State, &Expected, Held, false,
                                    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return true;
    while (__atomic_exchange_n(&State, Contended, __ATOMIC_ACQUIRE) != Free) {
      syscall(SYS_futex, &State, FUTEX_WAIT_BITSET_PRIVATE, Contended, Limit,
              nullptr, FUTEX_BITSET_MATCH_ANY);
      if (Limit && isPast(*Limit))
        return false;
    }
    return true;
  }

  static bool isPast(const timespec &Limit) {
    timespec T;
    clock_gettime(CLOCK_MONOTONIC, &T);
    return T.tv_sec > Limit.tv_sec ||
           (T.tv_sec == Limit.tv_sec && T.tv_nsec >= Limit.tv_nsec);
  }
};

} // namespace z3trace

#endif

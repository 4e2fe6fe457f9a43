// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The option --one-at-a-time: a context serves one thread at a time. Who works
// in it keeps it until the thread waits for others or ends, or makes no call in
// it for a while; who else calls meanwhile waits. So a program whose threads
// share a context without any order behaves the same in each run, and does not
// corrupt Z3. That is no order of the program's, and is reported all the same.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_TURNS_H
#define Z3TIDY_TOOLS_Z3_TRACE_TURNS_H

#include <cstdint>

namespace z3trace {

struct Context;

/// Whose turn it is in a context.
struct Turn {
  const void *Owner = nullptr; ///< names the thread
  unsigned Running = 0;        ///< its calls that are not over
  bool IsWaiting = false;      ///< in such a call
  uint64_t Since = 0;          ///< ns: the last time that it did something
};

/// Whether the option was given.
bool oneAtATime();

/// Tries to get both contexts (the second may be null) for a call of this
/// thread, which may be \p Nested in another one. Under the tracer's lock.
bool tryTurns(Context *First, Context *Second, bool Nested);
/// That call is over. Under the tracer's lock.
void endCall(Context *X);
/// In a forked child, where the other threads are not. Under the tracer's lock.
void forgetTurns();

/// The calling thread can not go on now: others may have what it works in. Not
/// under the tracer's lock.
void giveTurns();

/// Around what may wait for other threads.
class Waiting {
public:
  Waiting() {
    if (oneAtATime())
      begin();
  }
  ~Waiting() {
    if (oneAtATime())
      end();
  }

private:
  static void begin();
  static void end();
};

} // namespace z3trace

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Turns.h.

#include "Turns.h"
#include "Handles.h"
#include "Tracer.h"
#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace z3trace {
namespace {

/// So long without a call, and the turn is over.
constexpr uint64_t PatienceNs = 100000000;
/// So long a wait in a call, and it may be for the one that wants the turn. Z3
/// itself waits, too, for its own threads.
constexpr uint64_t PatienceInCallNs = 10000000000;

thread_local char Me; // its address names the thread

uint64_t now() {
  timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec * 1000000000ull + T.tv_nsec;
}

/// The contexts that are somebody's.
std::vector<Context *> &taken() {
  static auto *V = new std::vector<Context *>;
  return *V;
}

bool mayTake(const Turn &T) {
  if (!T.Owner || T.Owner == &Me)
    return true;
  const uint64_t Quiet = now() - T.Since;
  return T.Running ? T.IsWaiting && Quiet > PatienceInCallNs
                   : Quiet > PatienceNs;
}

void take(Context *X, bool Nested) {
  Turn &T = X->Whose;
  if (!T.Owner)
    taken().push_back(X);
  // A call that was left by an exception has not said so.
  const bool IsMine = T.Owner == &Me;
  T.Running = IsMine && Nested ? T.Running + 1 : 1;
  T.Owner = &Me;
  T.IsWaiting = false;
}

/// Calls Fn for each turn of this thread; true ends the turn.
template <typename Function> void forEachTurn(Function Fn) {
  if (!lockIfTracing())
    return;
  auto &Taken = taken();
  Taken.erase(std::remove_if(Taken.begin(), Taken.end(),
                             [&](Context *X) {
                               if (X->Whose.Owner != &Me || !Fn(X->Whose))
                                 return false;
                               X->Whose = Turn();
                               return true;
                             }),
              Taken.end());
  unlockTracing();
}

} // namespace

bool oneAtATime() {
  static const bool Is = getenv("Z3TRACE_ONE_AT_A_TIME") != nullptr;
  return Is;
}

bool tryTurns(Context *First, Context *Second, bool Nested) {
  if ((First && !mayTake(First->Whose)) || (Second && !mayTake(Second->Whose)))
    return false;
  if (First)
    take(First, Nested);
  if (Second && Second != First)
    take(Second, Nested);
  return true;
}

void endCall(Context *X) {
  Turn &T = X->Whose;
  if (T.Owner != &Me)
    return;
  T.Since = now();
  if (T.Running)
    --T.Running;
}

void forgetTurns() {
  for (Context *X : taken())
    X->Whose = Turn();
  taken().clear();
}

void giveTurns() {
  if (oneAtATime())
    forEachTurn([](Turn &T) { return !T.Running; });
}

void Waiting::begin() {
  forEachTurn([](Turn &T) {
    T.IsWaiting = true;
    T.Since = now();
    return !T.Running;
  });
}

void Waiting::end() {
  forEachTurn([](Turn &T) {
    T.IsWaiting = false;
    return false;
  });
}

} // namespace z3trace

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Clocks.h.

#include "Clocks.h"
#include "Lock.h"
#include <cstdlib>
#include <deque>
#include <new>
#include <unordered_map>

namespace z3trace {

bool detail::Threaded = false;

namespace {

template <typename K, typename V>
using ArenaMap = std::unordered_map<K, V, std::hash<K>, std::equal_to<K>,
                                    ArenaAllocator<std::pair<const K, V>>>;

template <typename T> using ArenaDeque = std::deque<T, ArenaAllocator<T>>;

/// A slot of a thread that was joined is given to a new one, which goes on with
/// its steps; but late, since that loses sight of the old one.
constexpr size_t SlotsBeforeReuse = 256;

struct State {
  ArenaMap<const void *, Clock> Objects;
  ArenaMap<pthread_t, Thread *> Threads; ///< not joined yet
  ArenaMap<const void *, bool> Written;  ///< locks that are held for writing
  ArenaDeque<unsigned> FreeSlots;
  Clock All;       ///< the steps that the threads are in
  Clock Published; ///< what all threads know
};

Lock ClocksLock;
thread_local Thread *Self = nullptr;
thread_local bool Working = false; ///< this thread is in here
uint64_t Publications = 0;         ///< how often Published has grown
thread_local uint64_t LearntPublications = 0;

// Made under the lock, and never destroyed.
State &state() {
  static State *S = new (Arena::take(sizeof(State))) State;
  return *S;
}

bool isOff() {
  static const bool Is = getenv("Z3TRACE_IGNORE_THREADS") != nullptr;
  return Is;
}

/// Holds the lock, unless this thread is in here already.
class Work {
public:
  Work() : Mine(!Working) {
    if (!Mine)
      return;
    Working = true;
    ClocksLock.lock();
  }
  ~Work() {
    if (!Mine)
      return;
    ClocksLock.unlock();
    Working = false;
  }
  explicit operator bool() const { return Mine; }

private:
  bool Mine;
};

Thread *newThread() {
  State &S = state();
  auto *T = new (Arena::take(sizeof(Thread))) Thread;
  static unsigned Slots = 0;
  if (S.FreeSlots.size() > SlotsBeforeReuse) {
    T->Slot = S.FreeSlots.front();
    S.FreeSlots.pop_front();
  } else {
    T->Slot = Slots++;
  }
  return T;
}

void nextStep(Thread &T) {
  State &S = state();
  const Step Next = S.All.of(T.Slot) + 1;
  S.All.set(T.Slot, Next);
  T.Known.set(T.Slot, Next);
}

void destroy(Thread *T) {
  T->IsOver = true;
  if (T->IsStarting)
    return;
  state().FreeSlots.push_back(T->Slot);
  T->~Thread();
  Arena::giveBack(T, sizeof(Thread));
}

void nameThread(Thread *T, pthread_t Name) {
  Thread *&Named = state().Threads[Name];
  if (Named && Named != T && Named->IsDetached)
    destroy(Named); // it has ended
  Named = T;
}

// The start of this thread was not seen: it is the first one, or was made past
// the C library.
Thread &self() {
  if (!Self) {
    Self = newThread();
    Self->Known.join(state().All);
    nextStep(*Self);
    Self->IsStarting = false;
    nameThread(Self, pthread_self());
  }
  return *Self;
}

} // namespace

Thread &thisThread() {
  if (!Self)
    if (Work W; W)
      self();
  return *Self;
}

void letKnow(const void *Object) {
  if (!isThreaded())
    return;
  if (Work W; W) {
    Thread &T = self();
    state().Objects[Object].join(T.Known);
    nextStep(T);
  }
}

void learn(const void *Object) {
  if (!isThreaded())
    return;
  if (Work W; W) {
    State &S = state();
    auto It = S.Objects.find(Object);
    if (It != S.Objects.end())
      self().Known.join(It->second);
  }
}

void startWriting(const void *Lock) {
  if (Work W; W)
    state().Written[Lock] = true;
}

bool endWriting(const void *Lock) {
  Work W;
  return W && state().Written.erase(Lock);
}

void publish() {
  if (!isThreaded())
    return;
  if (Work W; W) {
    Thread &T = self();
    state().Published.join(T.Known);
    nextStep(T);
    __atomic_fetch_add(&Publications, 1, __ATOMIC_RELEASE);
  }
}

void learnAll() {
  if (!isThreaded())
    return;
  if (Work W; W) {
    Thread &T = self();
    T.Known.join(state().All);
  }
}

void learnPublished(Thread &T) {
  uint64_t Now = __atomic_load_n(&Publications, __ATOMIC_ACQUIRE);
  if (LearntPublications == Now)
    return;
  if (Work W; W) {
    T.Known.join(state().Published);
    LearntPublications = Now;
  }
}

Thread *beginThread() {
  if (isOff())
    return nullptr;
  Work W;
  if (!W)
    return nullptr;
  __atomic_store_n(&detail::Threaded, true, __ATOMIC_RELAXED);
  Thread &Parent = self();
  Thread *T = newThread();
  T->Known.join(Parent.Known);
  nextStep(*T);
  nextStep(Parent);
  return T;
}

void startedThread(Thread *T, pthread_t Name) {
  Work W;
  if (!W)
    return;
  T->IsStarting = false;
  if (T->IsOver)
    destroy(T);
  else if (!T->HasEntered)
    nameThread(T, Name);
}

void enterThread(Thread *T) {
  if (Work W; W) {
    Self = T;
    T->HasEntered = true;
    nameThread(T, pthread_self());
  }
}

void dropThread(Thread *T) {
  if (Work W; W) {
    T->IsStarting = false;
    destroy(T);
  }
}

Thread *threadToJoin(pthread_t Name) {
  if (!isThreaded())
    return nullptr;
  Work W;
  if (!W)
    return nullptr;
  auto It = state().Threads.find(Name);
  return It == state().Threads.end() ? nullptr : It->second;
}

void joinThread(Thread *T, pthread_t Name) {
  Work W;
  if (!W)
    return;
  self().Known.join(T->Known);
  ++self().Joins;
  auto It = state().Threads.find(Name);
  if (It != state().Threads.end() && It->second == T)
    state().Threads.erase(It);
  destroy(T);
}

void detachThread(pthread_t Name) {
  if (!isThreaded())
    return;
  if (Work W; W) {
    auto It = state().Threads.find(Name);
    if (It != state().Threads.end())
      It->second->IsDetached = true;
  }
}

void lockClocks() {
  if (!Working)
    ClocksLock.lock();
}

void unlockClocks() {
  if (!Working)
    ClocksLock.unlock();
}

void forgetOtherThreads() {
  ClocksLock = Lock();
  if (Working || !isThreaded())
    return;
  Thread &T = self();
  T.Known.join(state().All);
  state().Threads.clear();
  state().Threads[pthread_self()] = &T;
}

} // namespace z3trace

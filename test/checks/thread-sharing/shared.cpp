// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas, members, locks and joins.
// run: --checks=-*,z3-thread-sharing
#include <future>
#include <mutex>
#include <thread>
#include <vector>
#include <z3++.h>

static void work(z3::context &c) { c.int_const("x").simplify(); }

void beforeJoinBad() {
  z3::context c;
  std::thread t([&c] { work(c); }); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  work(c);
  t.join();
}

void behindJoinOk() {
  z3::context c;
  std::thread t([&c] { work(c); });
  t.join();
  work(c);
}

void secondOfTwoBad() {
  z3::context c;
  std::thread a(work, std::ref(c));
  std::thread b(work, std::ref(c)); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  a.join();
  b.join();
}

void copiedTermBad() {
  z3::context c;
  z3::expr x = c.int_const("x");
  std::thread t([x] { x.simplify(); }); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  x.simplify();
  t.join();
}

void waitedForOk() {
  z3::context c;
  auto f = std::async(std::launch::async, [&] { work(c); });
  f.wait();
  work(c);
}

void deferredOk() {
  z3::context c;
  auto f = std::async(std::launch::deferred, [&] { work(c); });
  work(c);
  f.get();
}

void futureEndsOk() {
  z3::context c;
  {
    auto f = std::async(std::launch::async, [&] { work(c); });
  }
  work(c);
}

struct Guarded {
  z3::context c;
  std::mutex lock;
  void use() {
    std::scoped_lock guard(lock);
    work(c);
  }
  void useUnlocked() {
    {
      std::scoped_lock guard(lock);
    }
    work(c);
  }
};

void lockedOk() {
  Guarded g;
  std::thread t(&Guarded::use, &g);
  g.use();
  t.join();
}

void unlockedTooEarlyBad() {
  Guarded g;
  std::thread t(&Guarded::useUnlocked, &g); // warn-nofix: a context is used by this thread and another one at the same time
  g.use();
  t.join();
}

void eachItsOwnOk() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([] {
      z3::context c;
      work(c);
    });
  for (std::thread &t : threads)
    t.join();
}

void oneForAllBad() {
  z3::context c;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(work, std::ref(c)); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  for (std::thread &t : threads)
    t.join();
}

static thread_local z3::context mine;
static z3::context everybodys;
static void useMine() { work(mine); }
static void useEverybodys() { work(everybodys); }

void ownVariableOk() {
  std::thread t(useMine);
  useMine();
  t.join();
}

void globalBad() {
  std::thread t(useEverybodys); // warn-nofix: a context is used by this thread and another one at the same time
  useEverybodys();
  t.join();
}

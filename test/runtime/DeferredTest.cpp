// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// deferred_queue: dropped anywhere, given back at a turn.

#include "CallCounter.h"
#include "Samples.h"

#include <atomic>
#include <gtest/gtest.h>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

class Deferred : public testing::Test {
protected:
  z3raii::solver make() {
    return z3raii::solver::share(C, Z3_mk_simple_solver(C));
  }
  z3raii::context C;
  z3raii::deferred_queue Queue;
};

using deferred_solver = z3raii::deferred<z3raii::solver>;

TEST_F(Deferred, GivesBackAtTheTurn) {
  Z3_solver Raw;
  {
    deferred_solver S(make(), Queue);
    Raw = S;
    EXPECT_EQ(Z3_solver_check(C, S), Z3_L_TRUE);
    counted::reset();
  }
  EXPECT_EQ(counted::allCalls(), 0);
  EXPECT_EQ(Queue.waiting(), 1u);
  EXPECT_EQ(Queue.turn(), 1u);
  EXPECT_EQ(counted::decrements(Raw), 1);
  EXPECT_EQ(Queue.waiting(), 0u);
  EXPECT_EQ(Queue.turn(), 0u);
}

TEST_F(Deferred, ReleaseDoesNotWait) {
  deferred_solver S(make(), Queue);
  Z3_solver Raw = S;
  counted::reset();
  S.release();
  EXPECT_EQ(counted::decrements(Raw), 1);
  EXPECT_FALSE(S);
  {
    deferred_solver Gone = std::move(S);
  }
  EXPECT_EQ(Queue.waiting(), 0u);
}

TEST_F(Deferred, MovesAndAssignmentsQueueWhatIsReplaced) {
  deferred_solver S(make(), Queue), T(make(), Queue);
  Z3_solver RawS = S, RawT = T;
  counted::reset();
  S = std::move(T);
  EXPECT_EQ(S.get(), RawT);
  EXPECT_EQ(Queue.waiting(), 1u);
  Queue.turn();
  EXPECT_EQ(counted::decrements(RawS), 1);
  auto &Same = S;
  S = std::move(Same);
  EXPECT_EQ(S.get(), RawT);
  z3raii::solver Back = S.take();
  EXPECT_EQ(Back, RawT);
  EXPECT_EQ(Queue.waiting(), 0u);
  static_assert(!std::is_copy_constructible<deferred_solver>::value, "");
}

TEST_F(Deferred, TakesAnyKindInOrder) {
  z3raii::ast A = z3raii::ast::share(C, sampleConstant(C));
  z3raii::solver S = make();
  z3raii::constructor N = z3raii::constructor::adopt(
      C, Z3_mk_constructor(C, Z3_mk_string_symbol(C, "nil"),
                           Z3_mk_string_symbol(C, "is_nil"), 0, nullptr,
                           nullptr, nullptr));
  Queue.drop(std::move(A));
  Queue.drop(std::move(S));
  Queue.drop(std::move(N));
  EXPECT_FALSE(A);
  EXPECT_EQ(Queue.turn(), 3u);
}

TEST_F(Deferred, QueueTakesALastTurn) {
  std::optional<z3raii::deferred_queue> Own(std::in_place);
  Z3_solver Raw;
  {
    deferred_solver S(make(), *Own);
    Raw = S;
  }
  counted::reset();
  Own.reset();
  EXPECT_EQ(counted::decrements(Raw), 1);
}

#if Z3RAII_CHECKS
// What waits is live: the context knows it.
TEST_F(Deferred, ContextCountsWhatWaits) {
  EXPECT_EQ(C.live_handles(), 0u);
  {
    deferred_solver S(make(), Queue);
  }
  EXPECT_EQ(C.live_handles(), 1u);
  Queue.turn();
  EXPECT_EQ(C.live_handles(), 0u);
}
#endif

TEST_F(Deferred, FromOtherThreadsWhileTheOwnerWorks) {
  constexpr int Threads = 3, Each = 100;
  std::vector<deferred_solver> Handed[Threads];
  for (auto &Some : Handed)
    for (int I = 0; I != Each; ++I)
      Some.emplace_back(make(), Queue);
  std::atomic<int> Running{Threads};
  std::vector<std::thread> Droppers;
  for (auto &Some : Handed)
    Droppers.emplace_back([&Some, &Running] {
      while (!Some.empty())
        Some.pop_back();
      --Running;
    });
  std::size_t Released = 0;
  while (Running) {
    z3raii::ast A = z3raii::ast::share(C, sampleConstant(C));
    Released += Queue.turn();
  }
  for (std::thread &D : Droppers)
    D.join();
  Released += Queue.turn();
  EXPECT_EQ(Released, std::size_t(Threads * Each));
}

TEST_F(Deferred, ConcurrentCountingWhereZ3HasIt) {
  EXPECT_EQ(z3raii::enable_concurrent_dec_ref(C),
            z3raii::feature::concurrent_dec_ref);
}

} // namespace

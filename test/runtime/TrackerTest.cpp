// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tracker: live handles by kind and place.

#include "Samples.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>
#include <thread>
#include <vector>

namespace tracker = z3raii::tracker;

namespace {

#if Z3RAII_CHECKS

class Tracker : public testing::Test {
protected:
  Tracker() { tracker::start(); }
  ~Tracker() override { tracker::stop(); }
  RawContext C;
};

/// The one site that grew, if it is one.
tracker::site_growth only(const tracker::growth &G) {
  EXPECT_EQ(G.sites.size(), 1u) << tracker::to_text(G);
  return G.sites.size() == 1 ? G.sites[0] : tracker::site_growth();
}

TEST_F(Tracker, FindsWhatALoopLeavesBehind) {
  std::vector<z3raii::solver> Kept;
  auto Before = tracker::take_snapshot();
  const int Made = __LINE__ + 2;
  for (int I = 0; I != 10; ++I) {
    z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
    if (I % 2)
      Kept.push_back(std::move(S));
  }
  auto Grown = only(tracker::difference(Before, tracker::take_snapshot()));
  EXPECT_EQ(Grown.live, 5);
  EXPECT_EQ(Grown.made, 10u);
  EXPECT_EQ(Grown.where.kind, "solver");
  EXPECT_EQ(Grown.where.line, Made);
  EXPECT_EQ(Grown.where.file, __FILE__);
  EXPECT_EQ(Grown.where.function, "TestBody");

  auto Full = tracker::take_snapshot();
  Kept.clear();
  auto Shrunk = only(tracker::difference(Full, tracker::take_snapshot()));
  EXPECT_EQ(Shrunk.live, -5);
  EXPECT_EQ(Shrunk.made, 0u);
}

TEST_F(Tracker, EveryWayToLetGoIsSeen) {
  auto make = [&] { return z3raii::ast::share(C, Z3_mk_true(C)); };
  auto live = [] { return tracker::take_snapshot().live("ast"); };
  std::uint64_t Base = live();
  z3raii::ast A = make(), B = make(), D = make();
  z3raii::ast Copy = A;
  EXPECT_EQ(live(), Base + 4);
  z3raii::ast Moved = std::move(Copy);
  EXPECT_EQ(live(), Base + 4);
  A.release();
  B.reset();
  EXPECT_EQ(live(), Base + 2);
  Z3_dec_ref(C, D.detach());
  EXPECT_EQ(live(), Base + 1);
  Moved = z3raii::ast();
  EXPECT_EQ(live(), Base);
}

TEST_F(Tracker, CountsContextsAndOwned) {
  auto Before = tracker::take_snapshot();
  z3raii::context Own;
  z3raii::constructor N = z3raii::constructor::adopt(
      Own, Z3_mk_constructor(Own, Z3_mk_string_symbol(Own, "nil"),
                             Z3_mk_string_symbol(Own, "is_nil"), 0, nullptr,
                             nullptr, nullptr));
  auto With = tracker::take_snapshot();
  EXPECT_EQ(With.live("context"), Before.live("context") + 1);
  EXPECT_EQ(With.live("constructor"), Before.live("constructor") + 1);
  EXPECT_EQ(With.live("config"), Before.live("config")); // Gone already.
  N.release();
  Own.release();
  EXPECT_EQ(tracker::take_snapshot().live(), Before.live());
}

// A term that becomes an ast stays at the place where it was made.
TEST_F(Tracker, FollowsChangesOfKind) {
  std::uint64_t Base = tracker::take_snapshot().live();
  {
    z3raii::sort S = z3raii::sort::share(C, Z3_mk_int_sort(C));
    z3raii::ast A = std::move(S);
    EXPECT_EQ(tracker::take_snapshot().live(), Base + 1);
  }
  EXPECT_EQ(tracker::take_snapshot().live(), Base);
}

TEST_F(Tracker, WhatIsMadeBeforeTheStartIsLeftOut) {
  tracker::stop();
  EXPECT_FALSE(tracker::running());
  z3raii::ast Old = z3raii::ast::share(C, Z3_mk_true(C));
  tracker::start();
  std::uint64_t Base = tracker::take_snapshot().live();
  Old.release();
  EXPECT_EQ(tracker::take_snapshot().live(), Base);
}

TEST(TrackerText, IsSortedByGrowth) {
  tracker::snapshot Before, After;
  Before.z3_bytes = 1000;
  After.z3_bytes = 5000;
  tracker::site A{"ast", "a.cpp", "f", 1}, B{"solver", "b.cpp", "g", 2};
  Before.sites = {{A, 1, 5}};
  After.sites = {{A, 2, 9}, {B, 7, 7}};
  tracker::growth G = tracker::difference(Before, After);
  EXPECT_EQ(tracker::to_text(G),
            "z3raii: Z3 holds 4000 bytes more than before\n"
            "  +7 live, 7 made  solver made at b.cpp:2, in 'g'\n"
            "  +1 live, 4 made  ast made at a.cpp:1, in 'f'\n");
  EXPECT_EQ(tracker::to_text(After),
            "z3raii: 9 live handles, Z3 holds 5000 bytes\n"
            "  7 live of 7  solver made at b.cpp:2, in 'g'\n"
            "  2 live of 9  ast made at a.cpp:1, in 'f'\n");
  EXPECT_EQ(tracker::difference(After, After).sites.size(), 0u);
}

TEST(TrackerText, IsJson) {
  tracker::snapshot S;
  S.z3_bytes = 12;
  EXPECT_EQ(tracker::to_json(S), "{\"z3_bytes\": 12, \"sites\": []}\n");
  S.sites = {{{"ast", "a\"\\\n.cpp", "f", 1}, 2, 9}};
  EXPECT_EQ(tracker::to_json(S),
            "{\"z3_bytes\": 12, \"sites\": [\n"
            "  {\"kind\": \"ast\", \"file\": \"a\\\"\\\\\\u000a.cpp\", "
            "\"line\": 1, \"function\": \"f\", \"live\": 2, \"made\": 9}\n"
            "]}\n");
}

void leaveOneAtExit() {
  static std::optional<z3raii::config> Left; // Ends after the report,
  tracker::start_with_report("1");
  Left = z3raii::config();
  static z3raii::config Ended; // and this one before it.
  std::exit(0);
}
TEST(TrackerAtExit, ReportsWhatIsLive) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(leaveOneAtExit(), testing::ExitedWithCode(0),
              "  1 live of 1  config made at .*TrackerTest.cpp:");
}

// Each thread with a context of its own, while another one looks.
TEST_F(Tracker, InThreads) {
  std::uint64_t Base = tracker::take_snapshot().live();
  std::atomic<bool> Done{false};
  std::thread Looker([&] {
    while (!Done)
      (void)tracker::take_snapshot().live();
  });
  std::vector<std::thread> Workers;
  for (int T = 0; T != 3; ++T)
    Workers.emplace_back([] {
      z3raii::context Own;
      std::vector<z3raii::ast> Many;
      for (int I = 0; I != 300; ++I) {
        Many.push_back(z3raii::ast::share(Own, Z3_mk_true(Own)));
        if (I % 3 == 0)
          Many.erase(Many.begin());
      }
    });
  for (std::thread &W : Workers)
    W.join();
  Done = true;
  Looker.join();
  EXPECT_EQ(tracker::take_snapshot().live(), Base);
}

#else

TEST(Tracker, SeesNothingWithoutChecks) {
  static_assert(!tracker::available, "");
  tracker::start();
  EXPECT_FALSE(tracker::running());
  z3raii::context C;
  z3raii::ast A = z3raii::ast::share(C, Z3_mk_true(C));
  EXPECT_EQ(tracker::take_snapshot().live(), 0u);
}

#endif

} // namespace

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Z3's memory: figures, monitor, scope.

#include "Samples.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace {

constexpr std::uint64_t MB = 1024 * 1024;

TEST(Memory, FiguresCountContexts) {
  z3raii::memory_figures Before = z3raii::memory_usage();
  z3raii::context C; // 17 MB each
  z3raii::memory_figures With = z3raii::memory_usage();
  EXPECT_GT(With.z3_bytes, Before.z3_bytes + 10 * MB);
#ifdef __linux__
  EXPECT_GT(With.resident_bytes, 10 * MB);
#endif
  C.release();
  EXPECT_LT(z3raii::memory_usage().z3_bytes, With.z3_bytes - 10 * MB);
}

TEST(Memory, ScopeSaysWhatIsLeftBehind) {
  std::vector<z3raii::context> Kept;
  z3raii::memory_change Kept2, Dropped;
  {
    z3raii::memory_scope Scope(
        [&](const z3raii::memory_change &C) { Kept2 = C; });
    Kept.emplace_back();
    Kept.emplace_back();
    EXPECT_GT(Scope.so_far().z3_bytes, std::int64_t(20 * MB));
  }
  EXPECT_GT(Kept2.z3_bytes, std::int64_t(20 * MB));
  {
    z3raii::memory_scope Scope(
        [&](const z3raii::memory_change &C) { Dropped = C; });
    Kept.clear();
  }
  EXPECT_LT(Dropped.z3_bytes, -std::int64_t(20 * MB));
}

TEST(Memory, MonitorCallsOnceForEachCrossing) {
  std::uint64_t Base = z3raii::memory_usage().z3_bytes;
  z3raii::memory_monitor Monitor;
  int Calls = 0;
  std::uint64_t Seen = 0;
  Monitor.when_above(Base + 10 * MB, [&](const z3raii::memory_figures &F) {
    ++Calls;
    Seen = F.z3_bytes;
  });
  Monitor.look();
  EXPECT_EQ(Calls, 0);
  for (int Round = 1; Round != 3; ++Round) {
    z3raii::context C;
    Monitor.look();
    Monitor.look();
    EXPECT_EQ(Calls, Round);
    C.release();
    Monitor.look();
    EXPECT_EQ(Calls, Round);
  }
  EXPECT_GT(Seen, Base + 10 * MB);
  EXPECT_GE(Monitor.peak().z3_bytes, Seen);
}

TEST(Memory, MonitorLooksByItself) {
  z3raii::memory_monitor Monitor;
  std::atomic<int> Calls{0};
  Monitor.when_above(z3raii::memory_usage().z3_bytes + 10 * MB,
                     [&](const z3raii::memory_figures &) { ++Calls; });
  Monitor.start(std::chrono::milliseconds(1));
  z3raii::context C;
  for (int I = 0; I != 5000 && !Calls; ++I)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  Monitor.stop();
  EXPECT_EQ(Calls, 1);
  Monitor.start(std::chrono::hours(1)); // Ends with the monitor all the same.
}

} // namespace

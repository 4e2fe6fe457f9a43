// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How much memory Z3 holds, on demand, by a monitor, and over a scope.
//
//   z3raii::memory_monitor monitor;
//   monitor.when_above(1 << 30, [&](const z3raii::memory_figures &) {
//     Z3_interrupt(c);              // may be called on any thread
//   });
//   monitor.start(std::chrono::milliseconds(100));
//
//   z3raii::memory_scope scope;
//   work();
//   log(scope.so_far().z3_bytes);   // what work() left behind
//
// Z3 counts for the whole process, all contexts together, and each thread
// reports to the sum in steps of 100 kB: small differences are noise.

#ifndef Z3RAII_MEMORY_H
#define Z3RAII_MEMORY_H

#include "z3raii/config.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>
#if defined(__linux__)
#include <unistd.h>
#endif

namespace z3raii {
inline namespace Z3RAII_MODE {

struct memory_figures {
  /// Bytes that Z3 has from the system's allocator
  /// (Z3_get_estimated_alloc_size): what memory_max_size limits.
  std::uint64_t z3_bytes = 0;
  /// Bytes of the process in RAM. 0 where that can not be asked (not Linux).
  std::uint64_t resident_bytes = 0;
};

namespace detail {
inline std::uint64_t resident_bytes() noexcept {
#if defined(__linux__)
  unsigned long long all = 0, resident = 0;
  if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%llu %llu", &all, &resident) != 2)
      resident = 0;
    std::fclose(file);
  }
  return resident * static_cast<unsigned long long>(sysconf(_SC_PAGESIZE));
#else
  return 0;
#endif
}
} // namespace detail

/// The figures now. From any thread.
[[nodiscard]] inline memory_figures memory_usage() noexcept {
  return {Z3_get_estimated_alloc_size(), detail::resident_bytes()};
}

/// Calls back when Z3's memory grows past a threshold.
class memory_monitor {
public:
  /// Must not throw where a period is used: nobody is there to catch.
  using callback = std::function<void(const memory_figures &)>;

  memory_monitor() = default;
  memory_monitor(const memory_monitor &) = delete;
  memory_monitor &operator=(const memory_monitor &) = delete;
  ~memory_monitor() { stop(); }

  /// Calls what(figures) when a look finds more than z3_bytes, once until a
  /// look finds less again. From any thread, but not from a callback.
  void when_above(std::uint64_t z3_bytes, callback what) {
    std::lock_guard<std::mutex> lock(guard);
    thresholds.push_back({z3_bytes, std::move(what), false});
  }

  /// Looks now, and calls back on this thread. Returns what it saw.
  memory_figures look() {
    std::lock_guard<std::mutex> lock(guard);
    memory_figures now = memory_usage();
    if (now.z3_bytes > highest.z3_bytes)
      highest.z3_bytes = now.z3_bytes;
    if (now.resident_bytes > highest.resident_bytes)
      highest.resident_bytes = now.resident_bytes;
    for (threshold &t : thresholds) {
      bool above = now.z3_bytes > t.bytes;
      if (above && !t.above)
        t.what(now);
      t.above = above;
    }
    return now;
  }

  /// The highest of each figure that a look found.
  [[nodiscard]] memory_figures peak() const {
    std::lock_guard<std::mutex> lock(guard);
    return highest;
  }

  /// Looks every `period` from now on, on a thread of its own: callbacks run
  /// there. They may call Z3_interrupt, and nothing else of a context that
  /// another thread uses.
  void start(std::chrono::milliseconds period) {
    stop();
    ending = false;
    watcher = std::thread([this, period] {
      std::unique_lock<std::mutex> lock(waiting);
      while (!wake.wait_for(lock, period, [this] { return ending; })) {
        lock.unlock();
        look();
        lock.lock();
      }
    });
  }
  /// Ends that thread. Not from a callback.
  void stop() {
    if (!watcher.joinable())
      return;
    {
      std::lock_guard<std::mutex> lock(waiting);
      ending = true;
    }
    wake.notify_all();
    watcher.join();
  }

private:
  struct threshold {
    std::uint64_t bytes;
    callback what;
    bool above;
  };

  mutable std::mutex guard; ///< Of thresholds and highest.
  std::vector<threshold> thresholds;
  memory_figures highest;
  std::mutex waiting; ///< Of ending.
  std::condition_variable wake;
  bool ending = false;
  std::thread watcher;
};

struct memory_change {
  std::int64_t z3_bytes = 0;
  std::int64_t resident_bytes = 0;
};

/// Says what a piece of work leaves behind.
class memory_scope {
public:
  using callback = std::function<void(const memory_change &)>;

  memory_scope() : start(memory_usage()) {}
  /// Calls what(change) when the scope ends. It must not throw.
  explicit memory_scope(callback what)
      : start(memory_usage()), at_end(std::move(what)) {}
  memory_scope(const memory_scope &) = delete;
  memory_scope &operator=(const memory_scope &) = delete;
  ~memory_scope() {
    if (at_end)
      at_end(so_far());
  }

  /// The difference to the start of the scope; below 0 where memory was given
  /// back.
  [[nodiscard]] memory_change so_far() const noexcept {
    memory_figures now = memory_usage();
    return {difference(now.z3_bytes, start.z3_bytes),
            difference(now.resident_bytes, start.resident_bytes)};
  }

private:
  static std::int64_t difference(std::uint64_t now,
                                 std::uint64_t before) noexcept {
    return static_cast<std::int64_t>(now) - static_cast<std::int64_t>(before);
  }

  memory_figures start;
  callback at_end;
};

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif

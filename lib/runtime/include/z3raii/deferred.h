// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// deferred_queue: for handles that are dropped on other threads, or by a
// garbage collector. Their references are given back later, at a turn, on the
// thread that the context belongs to.
//
//   z3raii::deferred_queue queue;                  // beside the context
//   z3raii::deferred<z3raii::solver> s(std::move(solver), queue);
//   ...                            // s may end on any thread: it is queued
//   queue.turn();                  // the owner's thread: now it is given back
//
// What is queued still takes memory. A loop that drops objects faster than
// turns come runs out of it: s.release() gives back at once, on the owner's
// thread.

#ifndef Z3RAII_DEFERRED_H
#define Z3RAII_DEFERRED_H

#include "z3raii/handle.h"
#include "z3raii/owned.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

namespace z3raii {
inline namespace Z3RAII_MODE {

class deferred_queue {
public:
  deferred_queue() = default;
  deferred_queue(const deferred_queue &) = delete;
  deferred_queue &operator=(const deferred_queue &) = delete;
  /// Takes a last turn. On the owner's thread, when no other one drops any
  /// more, and before the context ends (a z3raii::context checks that).
  ~deferred_queue() { turn(); }

  /// Takes what h holds; h is empty. From any thread, also while the owner's
  /// thread is inside Z3. Ends the program if there is no memory for the entry.
  template <class Handle,
            std::enable_if_t<!std::is_lvalue_reference<Handle>::value, int> = 0>
  void drop(Handle &&h) noexcept {
    std::unique_ptr<entry> dropped =
        std::make_unique<entry_of<Handle>>(std::move(h));
    std::lock_guard<std::mutex> lock(guard);
    entries.push_back(std::move(dropped));
  }

  /// Gives back all that was dropped before, in that order, and returns how
  /// many these were. On the owner's thread.
  std::size_t turn() noexcept {
    std::vector<std::unique_ptr<entry>> due;
    {
      std::lock_guard<std::mutex> lock(guard);
      due.swap(entries);
    }
    // Not under the lock: Z3 may take its time.
    for (std::unique_ptr<entry> &each : due)
      each.reset();
    return due.size();
  }

  /// How many wait for the next turn. From any thread.
  [[nodiscard]] std::size_t waiting() const noexcept {
    std::lock_guard<std::mutex> lock(guard);
    return entries.size();
  }

private:
  struct entry {
    virtual ~entry() = default;
  };
  template <class Handle> struct entry_of final : entry {
    explicit entry_of(Handle h) noexcept : held(std::move(h)) {}
    Handle held;
  };

  mutable std::mutex guard;
  std::vector<std::unique_ptr<entry>> entries;
};

/// A handle that may end on any thread: what it holds then goes to its queue.
/// Moved, not copied; everything but its end is for the owner's thread.
template <class Handle> class deferred {
  static_assert(!Handle::kind_type::null_is_value,
                "rcf_num is not shared between threads: its zero is null");

public:
  using raw_type = typename Handle::raw_type;

  /// queue must outlive it.
  deferred(Handle h, deferred_queue &queue) noexcept
      : held(std::move(h)), home(&queue) {}
  deferred(deferred &&other) noexcept = default;
  /// What this one held goes to its queue.
  deferred &operator=(deferred &&other) noexcept {
    deferred(std::move(other)).swap(*this);
    return *this;
  }
  ~deferred() {
    if (held)
      home->drop(std::move(held));
  }

  /// Gives the reference back now, past the queue. As handle::release().
  void release(call_site here = call_site::current()) noexcept {
    held.release(here);
  }
  /// As release(), and silent when empty.
  void reset(call_site here = call_site::current()) noexcept {
    held.reset(here);
  }
  /// The handle itself, without the queue; this one is empty.
  [[nodiscard]] Handle take() noexcept { return std::move(held); }

  [[nodiscard]] raw_type
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return held.get(here);
  }
  operator raw_type() const &Z3RAII_LIFETIMEBOUND {
    return held.get(call_site());
  }
  // clang-format off
  raw_type get(call_site = {}) const && = Z3RAII_DELETE("name it first: a temporary goes to its queue at once");
  operator raw_type() const && = Z3RAII_DELETE("name it first: a temporary goes to its queue at once");
  // clang-format on

  explicit operator bool() const noexcept { return bool(held); }
  void swap(deferred &other) noexcept {
    held.swap(other.held);
    std::swap(home, other.home);
  }
  friend void swap(deferred &a, deferred &b) noexcept { a.swap(b); }

private:
  Handle held;
  deferred_queue *home;
};

/// Lets Z3's own dec_ref be called on other threads where the z3.h in use has
/// that (Z3_enable_concurrent_dec_ref, Z3 4.10.0); false where it has not. Z3
/// then queues as well, and flushes seldom: the memory stays taken as long.
template <class Context> bool enable_concurrent_dec_ref(const Context &c) {
  Z3_context raw = c;
  if constexpr (feature::concurrent_dec_ref)
    detail::call_enable_concurrent_dec_ref(raw);
  return feature::concurrent_dec_ref;
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif

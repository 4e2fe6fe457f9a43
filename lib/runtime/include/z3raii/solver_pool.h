// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// solver_pool: reusable solvers where several are needed at once.
//
//   z3raii::solver_pool pool(c);
//   auto one = pool.take(), two = pool.take();   // a solver and a level each
//   Z3_solver_assert(c, one, f);
//
// A lease that ends goes back to the level that it found and is handed out
// again. All are of one context: one thread at a time, as for the context.

#ifndef Z3RAII_SOLVER_POOL_H
#define Z3RAII_SOLVER_POOL_H

#include "z3raii/reusable_solver.h"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace z3raii {
inline namespace Z3RAII_MODE {

class solver_pool {
  // Leases share it, so that one may outlive its pool.
  struct shelf {
    std::vector<solver> idle;
    std::size_t out = 0;
    bool closed = false;
  };

public:
  class lease;

  /// Solvers as reusable_solver makes them.
  explicit solver_pool(Z3_context c)
      : solver_pool(c, [](Z3_context ctx) {
          return solver::share(ctx, Z3_mk_simple_solver(ctx));
        }) {}
  /// c must outlive the pool and its leases.
  solver_pool(Z3_context c, reusable_solver::maker how)
      : context(c), make(std::move(how)) {}
  solver_pool(const solver_pool &) = delete;
  solver_pool &operator=(const solver_pool &) = delete;
  ~solver_pool() {
    shared->closed = true;
    shared->idle.clear();
  }

  /// An idle solver, or a new one where all are out. Empty if Z3 makes none.
  [[nodiscard]] lease take();

  /// Solvers that wait for their next use.
  [[nodiscard]] std::size_t idle() const noexcept {
    return shared->idle.size();
  }
  /// Leases that have not ended.
  [[nodiscard]] std::size_t in_use() const noexcept { return shared->out; }
  /// Gives all idle solvers back to Z3 now.
  void release_idle() noexcept { shared->idle.clear(); }

private:
  Z3_context context;
  reusable_solver::maker make;
  std::shared_ptr<shelf> shared = std::make_shared<shelf>();
};

/// A solver of a pool, on a level of its own. Moved, not copied.
class solver_pool::lease {
public:
  lease(lease &&other) noexcept = default;
  lease &operator=(lease &&other) noexcept {
    lease(std::move(other)).swap(*this);
    return *this;
  }
  ~lease() { end(); }

  /// Gives the solver back to its pool now; the lease is empty.
  void release() noexcept { end(); }
  explicit operator bool() const noexcept { return bool(held); }

  [[nodiscard]] Z3_solver
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return held.get(here);
  }
  operator Z3_solver() const &Z3RAII_LIFETIMEBOUND {
    return held.get(call_site());
  }
  // clang-format off
  Z3_solver get(call_site = {}) const && = Z3RAII_DELETE("name the lease first: a temporary goes back to the pool at once");
  operator Z3_solver() const && = Z3RAII_DELETE("name the lease first: a temporary goes back to the pool at once");
  // clang-format on

  void swap(lease &other) noexcept {
    std::swap(from, other.from);
    held.swap(other.held);
    std::swap(level, other.level);
  }

private:
  friend class solver_pool;
  lease(std::shared_ptr<shelf> home, solver s)
      : from(std::move(home)), held(std::move(s)) {
    if (!held)
      return;
    // Room for its return, which must not fail.
    from->idle.reserve(from->idle.size() + from->out + 1);
    level = Z3_solver_get_num_scopes(held.ctx(), held);
    Z3_solver_push(held.ctx(), held);
    ++from->out;
  }

  void end() noexcept {
    if (!held)
      return;
    --from->out;
    unsigned now = Z3_solver_get_num_scopes(held.ctx(), held);
    if (now > level)
      Z3_solver_pop(held.ctx(), held, now - level);
    // One whose own level was popped may have lost more than that.
    if (now > level && !from->closed)
      from->idle.push_back(std::move(held));
    held.reset();
  }

  std::shared_ptr<shelf> from;
  solver held;
  unsigned level = 0;
};

inline solver_pool::lease solver_pool::take() {
  solver s;
  if (shared->idle.empty()) {
    s = make(context);
  } else {
    s = std::move(shared->idle.back());
    shared->idle.pop_back();
  }
  return lease(shared, std::move(s));
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reusable_solver: one solver for many queries. What a loop should use instead
// of a new solver for each, which costs several times as much.
//
//   z3raii::reusable_solver solver(c);
//   for (const query &q : queries) {
//     auto use = solver.begin();        // push
//     Z3_solver_assert(c, use, q.term);
//     check(c, use);
//   }                                   // pop: the assertion is gone
//
// Z3 keeps a little of every query (16 to 137 bytes each; 4.8.12, 5.1.0). For
// millions of them renew_after() makes the solver anew now and then.

#ifndef Z3RAII_REUSABLE_SOLVER_H
#define Z3RAII_REUSABLE_SOLVER_H

#include "z3raii/solver_scope.h"

#include <cstddef>
#include <functional>
#include <utility>

namespace z3raii {
inline namespace Z3RAII_MODE {

class reusable_solver {
public:
  /// Makes a solver with everything in it that all queries share. An empty
  /// result is an error of Z3's: the uses are then empty as well.
  using maker = std::function<solver(Z3_context)>;
  class use;

  /// Z3_mk_simple_solver: after a push Z3_mk_solver's works the same way, and
  /// is several times as large.
  explicit reusable_solver(Z3_context c)
      : reusable_solver(c, [](Z3_context ctx) {
          return solver::share(ctx, Z3_mk_simple_solver(ctx));
        }) {}
  /// c must outlive it.
  reusable_solver(Z3_context c, maker how)
      : context(c), make(std::move(how)), kept(make(c)) {}
  reusable_solver(const reusable_solver &) = delete;
  reusable_solver &operator=(const reusable_solver &) = delete;

  /// One query: a level of its own until the result ends. Uses may nest; then
  /// the inner one sees what the outer one asserted.
  [[nodiscard]] use begin();

  /// The solver outside of any use: what is asserted here all queries share,
  /// until the solver is made anew.
  [[nodiscard]] Z3_solver
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return kept.get(here);
  }

  /// Makes the solver anew before the use that follows `uses` others, to give
  /// back what Z3 keeps of them. 0, the default: never.
  void renew_after(std::size_t uses) noexcept { limit = uses; }

  /// Uses begun since the solver was made.
  [[nodiscard]] std::size_t uses() const noexcept { return count; }

  /// Gives the solver back now. Uses that are still open keep it till their
  /// end; begin() makes a new one.
  void release() noexcept {
    kept.reset();
    count = 0;
  }

private:
  Z3_context context;
  maker make;
  solver kept;
  std::size_t limit = 0;
  std::size_t count = 0;
  std::size_t open = 0;
};

/// One query on a reusable_solver, which must outlive it. Stands for its
/// Z3_solver.
class reusable_solver::use {
public:
  use(const use &) = delete;
  use &operator=(const use &) = delete;
  ~use() { --owner.open; }

  [[nodiscard]] Z3_solver
  get(call_site here = call_site::current()) const &Z3RAII_LIFETIMEBOUND {
    return borrowed.get(here);
  }
  operator Z3_solver() const &Z3RAII_LIFETIMEBOUND {
    return borrowed.get(call_site());
  }
  // clang-format off
  Z3_solver get(call_site = {}) const && = Z3RAII_DELETE("name the use first: a temporary ends at once");
  operator Z3_solver() const && = Z3RAII_DELETE("name the use first: a temporary ends at once");
  // clang-format on

private:
  friend class reusable_solver;
  use(reusable_solver &from, const solver &s)
      : owner(from), borrowed(s), scope(from.context, s ? s.get() : nullptr) {
    ++owner.open;
  }

  reusable_solver &owner;
  solver borrowed; ///< Before the scope, which pops it.
  solver_scope scope;
};

inline reusable_solver::use reusable_solver::begin() {
  if (!kept || (limit && count >= limit && !open)) {
    kept.reset(); // first: two at a time would be twice the memory
    kept = make(context);
    count = 0;
  }
  ++count;
  return use(*this, kept);
}

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif

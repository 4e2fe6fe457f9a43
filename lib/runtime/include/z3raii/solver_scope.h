// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// solver_scope: Z3_solver_push in the constructor, Z3_solver_pop in the
// destructor.
//
//   for (const query &q : queries) {
//     z3raii::solver_scope scope(c, s);
//     Z3_solver_assert(c, s, q.term);
//     check(c, s);
//   }                             // the assertion is gone, the solver stays
//
// It goes back to the level that it found: levels which the code inside pushed
// and left behind (an early return, an exception) are popped with its own.
// Made from a z3raii::solver it holds a reference of its own, so the solver may
// be released inside; made from a raw Z3_solver it holds none, as code by hand.

#ifndef Z3RAII_SOLVER_SCOPE_H
#define Z3RAII_SOLVER_SCOPE_H

#include "z3raii/handle.h"

namespace z3raii {
inline namespace Z3RAII_MODE {

class solver_scope {
public:
  /// s must live until the scope ends. A null s makes a scope that does
  /// nothing.
  [[nodiscard]] solver_scope(Z3_context c, Z3_solver s) noexcept
      : context(c), scoped(s) {
    if (!s)
      return;
    level = Z3_solver_get_num_scopes(c, s);
    Z3_solver_push(c, s);
  }
  /// c is the solver's context. An empty handle is a checked error.
  [[nodiscard]] solver_scope(Z3_context c, const solver &s,
                             call_site here = call_site::current())
      : solver_scope(c, s.get(here)) {
    kept = s;
  }
  [[nodiscard]] explicit solver_scope(const solver &s,
                                      call_site here = call_site::current())
      : solver_scope(s.ctx(), s, here) {}

  solver_scope(const solver_scope &) = delete;
  solver_scope &operator=(const solver_scope &) = delete;

  ~solver_scope() {
    if (!scoped)
      return;
    unsigned now = Z3_solver_get_num_scopes(context, scoped);
    if (now > level)
      Z3_solver_pop(context, scoped, now - level);
    else
      lost();
  }

private:
  // Someone popped our level, or reset the solver. Popping once more would take
  // away what is not ours.
  void lost() const noexcept {
#if Z3RAII_CHECKS
    detail::report({problem::scope_lost,
                    "solver",
                    {},
                    {},
                    {},
                    "z3raii: a solver_scope ends, but its level was popped "
                    "already\n"});
#endif
  }

  Z3_context context;
  Z3_solver scoped;
  unsigned level = 0;
  solver kept;
};

} // namespace Z3RAII_MODE
} // namespace z3raii

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Wrappers of the program's own, and smart pointers with deleters that release.
#include <functional>
#include <memory>
#include <utility>
#include <z3.h>

class Solver {
  Z3_context C;
  Z3_solver S;

public:
  Solver(Z3_context c, Z3_solver s) : C(c), S(s) { Z3_solver_inc_ref(C, S); }
  Solver(Solver &&o) : C(o.C), S(std::exchange(o.S, nullptr)) {}
  ~Solver() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  Z3_solver get() const { return S; }
  Z3_solver release() { return std::exchange(S, nullptr); }
};

Z3_lbool countedTwiceBad(Z3_context c) {
  Z3_solver raw = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, raw);
  // fix: Solver own(c, raw);
  Solver own(c, raw); // warn: is counted by a wrapper and by hand
  return Z3_solver_check(c, own.get());
}

Z3_lbool countedTwiceOk(Z3_context c) {
  Z3_solver raw = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, raw);
  Solver own(c, raw);
  Z3_solver_dec_ref(c, raw);
  return Z3_solver_check(c, own.get());
}

Z3_lbool releasedUnderItBad(Z3_context c) {
  Solver own(c, Z3_mk_solver(c));
  Z3_lbool answer = Z3_solver_check(c, own.get());
  Z3_solver_dec_ref(c, own.get()); // warn: is released by hand, but a wrapper releases it
  return answer;
}

Z3_lbool releasedOk(Z3_context c) {
  Solver own(c, Z3_mk_solver(c));
  Z3_solver raw = own.release();
  Z3_lbool answer = Z3_solver_check(c, raw);
  Z3_solver_dec_ref(c, raw);
  return answer;
}

struct Drop {
  Z3_context C;
  void operator()(Z3_goal g) const { Z3_goal_dec_ref(C, g); }
};
using Goal = std::unique_ptr<_Z3_goal, Drop>;

unsigned freshBad(Z3_context c) {
  Goal g(Z3_mk_goal(c, true, false, false), Drop{c}); // warn-nofix: is given to a wrapper without a reference
  return Z3_goal_size(c, g.get());
}

unsigned retainedLaterOk(Z3_context c) {
  Goal g(Z3_mk_goal(c, true, false, false), Drop{c});
  Z3_goal_inc_ref(c, g.get());
  return Z3_goal_size(c, g.get());
}

using AnyGoal = std::unique_ptr<_Z3_goal, std::function<void(Z3_goal)>>;

unsigned functionOk(Z3_context c) {
  Z3_goal raw = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, raw);
  AnyGoal g(raw, [c](Z3_goal dead) { Z3_goal_dec_ref(c, dead); });
  return Z3_goal_size(c, g.get());
}

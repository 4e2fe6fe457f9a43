// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a struct has as void * is released by its kind.
#include <vector>
#include <z3.h>
enum class Kind { Solver, Goal };
struct Handle {
  Kind K;
  void *P;
};
void drop(Z3_context C, const Handle &H) {
  switch (H.K) {
  case Kind::Solver:
    Z3_solver_dec_ref(C, static_cast<Z3_solver>(H.P));
    break;
  case Kind::Goal:
    Z3_goal_dec_ref(C, static_cast<Z3_goal>(H.P));
    break;
  }
}
void use(Z3_context C) {
  std::vector<Handle> V;
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  V.push_back({Kind::Solver, S});
  for (auto &H : V)
    drop(C, H);
}

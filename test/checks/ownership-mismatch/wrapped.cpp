// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// What the hand has counted is given back when the wrapper has it.
#include <z3++.h>

static Z3_model taken(Z3_context c, Z3_solver s) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return nullptr;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  return m;
}

static Z3_solver made(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

unsigned fromHelperBad(z3::context &c, const z3::solver &s) {
  Z3_model raw = taken(c, s);
  if (!raw)
    return 0;
  z3::model m(c, raw); // warn: is counted by a wrapper and by hand
  // fix: Z3_model_dec_ref(c, raw);
  return m.num_consts();
}

bool directlyBad(z3::context &c, const z3::expr &e) {
  z3::solver s(c, made(c)); // warn: is counted by a wrapper and by hand
  // fix: Z3_solver_dec_ref(c, s);
  s.add(!e);
  return s.check() == z3::unsat;
}

// Another call stands between, which would collect what is not retained.
unsigned betweenBad(z3::context &c) {
  Z3_goal raw = Z3_mk_goal(c, true, false, false);
  Z3_goal_inc_ref(c, raw);
  z3::params p(c);
  z3::goal g(c, raw); // warn-nofix: is counted by a wrapper and by hand
  return g.size();
}

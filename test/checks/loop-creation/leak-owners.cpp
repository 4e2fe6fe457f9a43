// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation,z3-handle-leak
// What an owner could have kept: a reference to what `new` made, a guard that is
// told to let go, a pointer that a function of the file has filled by `new`.
// prints: 3 6 2 3
#include <cstdio>
#include <memory>
#include <z3++.h>

static unsigned referenceBad(z3::context &c, unsigned n) {
  unsigned sizes = 0;
  for (unsigned i = 0; i < n; ++i) {
    z3::goal &g = *new z3::goal(c, true); // warn: is made in each iteration and never released
    // fix: z3::goal g(c, true);
    g.add(c.int_const("x") > static_cast<int>(i));
    sizes += g.size();
  }
  return sizes;
}

// Its address is given away.
static const z3::goal *latest;
static unsigned addressBad(z3::context &c, unsigned n) {
  for (unsigned i = 0; i < n; ++i) {
    z3::goal &g = *new z3::goal(c, true); // warn-nofix: is made in each iteration and never released
    const z3::goal *here = &g;
    std::printf("%s", here->size() ? "?" : "");
  }
  return n;
}

struct GoalRelease {
  Z3_context c;
  void operator()(Z3_goal g) const { Z3_goal_dec_ref(c, g); }
};
using GoalGuard = std::unique_ptr<_Z3_goal, GoalRelease>;

static unsigned guardBad(Z3_context c, Z3_ast fact, unsigned n) {
  unsigned sizes = 0;
  for (unsigned i = 0; i < n; ++i) {
    Z3_goal g = Z3_mk_goal(c, true, false, false); // warn: 'g' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, g);
    GoalGuard guard(g, GoalRelease{c});
    Z3_goal_assert(c, g, fact);
    sizes += Z3_goal_size(c, g);
    guard.release();
    // fix: guard.reset();
  }
  return sizes;
}

// What the guard has let go is still used.
static unsigned usedAfterwardsBad(Z3_context c, Z3_ast fact, unsigned n) {
  unsigned sizes = 0;
  for (unsigned i = 0; i < n; ++i) {
    Z3_goal g = Z3_mk_goal(c, true, false, false); // warn-nofix: 'g' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, g);
    GoalGuard guard(g, GoalRelease{c});
    Z3_goal_assert(c, g, fact);
    guard.release();
    sizes += Z3_goal_size(c, g);
  }
  return sizes;
}

static z3::goal *goalFor(z3::context &c, int limit) {
  auto *g = new z3::goal(c);
  g->add(c.int_const("x") > limit);
  return g;
}

static unsigned filledBad(z3::context &c, int n) {
  unsigned kept = 0;
  for (int i = 0; i < n; ++i) {
    z3::goal *g = goalFor(c, i); // warn: 'g' (a Z3 goal) is made in each iteration and lost
    // fix: std::unique_ptr<z3::goal> g(goalFor(c, i));
    if (i == 1)
      continue;
    kept += g->size();
    delete g;
    // fix: g.reset();
  }
  return kept;
}

// By value it would still be made anew in each iteration.
static unsigned solverBad(z3::context &c, int n) {
  unsigned sat = 0;
  for (int i = 0; i < n; ++i) {
    z3::solver &s = *new z3::solver(c); // warn-nofix: 's' (a Z3 solver) is made in each iteration and never released
    s.add(c.int_const("x") > i);
    sat += s.check() == z3::sat;
  }
  return sat;
}

// The same pointer may be another's: the function keeps it as well.
static z3::goal *known;
static z3::goal *knownGoal(z3::context &c) {
  if (!known)
    known = new z3::goal(c);
  return known;
}

static unsigned sharedOk(z3::context &c, int n) {
  unsigned sizes = 0;
  for (int i = 0; i < n; ++i) {
    z3::goal *g = knownGoal(c);
    sizes += g->size();
  }
  return sizes;
}

int main(int argc, char **) {
  z3::context c;
  z3::expr fact = c.bool_const("fact");
  unsigned guarded = guardBad(c, fact, 6);
  std::printf("%u %u %u %u\n", referenceBad(c, 3), guarded, filledBad(c, 3),
              3 + sharedOk(c, argc > 5 ? 1 : 0));
  if (argc > 5)
    return static_cast<int>(addressBad(c, 1) + usedAfterwardsBad(c, fact, 1) +
                            solverBad(c, 1)) +
           (latest != nullptr);
  return 0;
}

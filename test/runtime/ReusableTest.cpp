// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// reusable_solver and solver_pool.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace {

class Reusable : public testing::Test {
protected:
  Reusable() : False(z3raii::ast::share(C, Z3_mk_false(C))) {}
  RawContext C;
  z3raii::ast False;
};

TEST_F(Reusable, EachUseSeesOnlyItsOwn) {
  z3raii::reusable_solver Solver(C);
  for (int I = 0; I != 3; ++I) {
    auto Use = Solver.begin();
    EXPECT_EQ(Z3_solver_check(C, Use), Z3_L_TRUE);
    Z3_solver_assert(C, Use, False);
    EXPECT_EQ(Z3_solver_check(C, Use), Z3_L_FALSE);
  }
  EXPECT_EQ(Solver.uses(), 3u);
  EXPECT_EQ(Z3_solver_get_num_scopes(C, Solver.get()), 0u);
}

TEST_F(Reusable, IsOneSolver) {
  counted::reset();
  z3raii::reusable_solver Solver(C);
  Z3_solver Raw = Solver.get();
  for (int I = 0; I != 5; ++I) {
    auto Use = Solver.begin();
    EXPECT_EQ(Use.get(), Raw);
  }
  Solver.release();
  EXPECT_EQ(counted::increments(Raw), counted::decrements(Raw));
}

TEST_F(Reusable, BeginsWithWhatItsMakerAsserts) {
  int Made = 0;
  z3raii::reusable_solver Solver(C, [&](Z3_context Ctx) {
    ++Made;
    z3raii::solver S = z3raii::solver::share(Ctx, Z3_mk_simple_solver(Ctx));
    Z3_solver_assert(Ctx, S, False);
    return S;
  });
  for (int I = 0; I != 2; ++I) {
    auto Use = Solver.begin();
    EXPECT_EQ(Z3_solver_check(C, Use), Z3_L_FALSE);
  }
  EXPECT_EQ(Made, 1);
}

TEST_F(Reusable, IsMadeAnewWhenTold) {
  int Made = 0;
  z3raii::reusable_solver Solver(C, [&](Z3_context Ctx) {
    ++Made;
    return z3raii::solver::share(Ctx, Z3_mk_simple_solver(Ctx));
  });
  Solver.renew_after(10);
  for (int I = 0; I != 35; ++I)
    auto Use = Solver.begin();
  EXPECT_EQ(Made, 4);
  EXPECT_EQ(Solver.uses(), 5u);
  Solver.release();
  auto Use = Solver.begin();
  EXPECT_EQ(Made, 5);
}

TEST_F(Reusable, IsNotMadeAnewUnderAUse) {
  z3raii::reusable_solver Solver(C);
  Solver.renew_after(1);
  auto Outer = Solver.begin();
  Z3_solver_assert(C, Outer, False);
  auto Inner = Solver.begin();
  EXPECT_EQ(Inner.get(), Outer.get());
  EXPECT_EQ(Z3_solver_check(C, Inner), Z3_L_FALSE);
}

TEST_F(Reusable, ReleaseUnderAUseTakesEffectAtItsEnd) {
  z3raii::reusable_solver Solver(C);
  Z3_solver Raw = Solver.get();
  counted::reset();
  {
    auto Use = Solver.begin();
    Solver.release();
    Z3_solver_assert(C, Use, False);
    EXPECT_EQ(Z3_solver_check(C, Use), Z3_L_FALSE);
  }
  EXPECT_EQ(counted::decrements(Raw), counted::increments(Raw) + 1);
}

TEST_F(Reusable, ExceptionsEndAUse) {
  z3raii::reusable_solver Solver(C);
  try {
    auto Use = Solver.begin();
    Z3_solver_assert(C, Use, False);
    throw std::runtime_error("");
  } catch (const std::runtime_error &) {
  }
  auto Use = Solver.begin();
  EXPECT_EQ(Z3_solver_check(C, Use), Z3_L_TRUE);
}

TEST_F(Reusable, PoolHandsOutSeveralAtOnce) {
  z3raii::solver_pool Pool(C);
  Z3_solver First;
  {
    auto One = Pool.take(), Two = Pool.take();
    First = One;
    EXPECT_NE(One.get(), Two.get());
    EXPECT_EQ(Pool.in_use(), 2u);
    Z3_solver_assert(C, One, False);
    EXPECT_EQ(Z3_solver_check(C, One), Z3_L_FALSE);
    EXPECT_EQ(Z3_solver_check(C, Two), Z3_L_TRUE);
  }
  EXPECT_EQ(Pool.idle(), 2u);
  auto Again = Pool.take();
  EXPECT_EQ(Again.get(), First); // The last to come back.
  EXPECT_EQ(Z3_solver_check(C, Again), Z3_L_TRUE);
  EXPECT_EQ(Pool.idle(), 1u);
  Pool.release_idle();
  EXPECT_EQ(Pool.idle(), 0u);
}

TEST_F(Reusable, LeasesMove) {
  z3raii::solver_pool Pool(C);
  std::vector<z3raii::solver_pool::lease> Many;
  for (int I = 0; I != 5; ++I)
    Many.push_back(Pool.take());
  EXPECT_EQ(Pool.in_use(), 5u);
  Many[0] = std::move(Many[1]);
  EXPECT_EQ(Pool.in_use(), 4u);
  EXPECT_FALSE(Many[1]);
  Many[0].release();
  Many[0].release(); // As the end of a scope: nothing to give back.
  EXPECT_EQ(Pool.in_use(), 3u);
  Many.clear();
  EXPECT_EQ(Pool.idle(), 5u);
  EXPECT_FALSE(std::is_copy_constructible<z3raii::solver_pool::lease>::value);
}

TEST_F(Reusable, LeaseMayOutliveItsPool) {
  counted::reset();
  Z3_solver Raw;
  {
    std::optional<z3raii::solver_pool> Pool(std::in_place, C);
    auto Lease = Pool->take();
    Raw = Lease;
    Pool.reset();
    EXPECT_EQ(Z3_solver_check(C, Lease), Z3_L_TRUE);
  }
  EXPECT_EQ(counted::increments(Raw), 1);
  EXPECT_EQ(counted::decrements(Raw), 1);
}

// What else it lost is not known: it is not handed out again.
TEST_F(Reusable, SolverWhoseLevelWasPoppedLeavesThePool) {
  z3raii::solver_pool Pool(C);
  {
    auto Lease = Pool.take();
    Z3_solver_pop(C, Lease, 1);
  }
  EXPECT_EQ(Pool.idle(), 0u);
  EXPECT_EQ(Pool.in_use(), 0u);
}

} // namespace

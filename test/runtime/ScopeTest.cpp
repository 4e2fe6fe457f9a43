// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// solver_scope: push and pop as a pair.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <type_traits>

namespace {

class Scope : public testing::Test {
protected:
  Scope()
      : S(z3raii::solver::share(C, Z3_mk_simple_solver(C))),
        False(z3raii::ast::share(C, Z3_mk_false(C))) {}
  unsigned level() { return Z3_solver_get_num_scopes(C, S); }

  RawContext C;
  z3raii::solver S;
  z3raii::ast False;
};

TEST_F(Scope, TakesBackWhatWasAsserted) {
  for (int I = 0; I != 3; ++I) {
    z3raii::solver_scope Inner(C, S);
    EXPECT_EQ(level(), 1u);
    Z3_solver_assert(C, S, False);
    EXPECT_EQ(Z3_solver_check(C, S), Z3_L_FALSE);
  }
  EXPECT_EQ(level(), 0u);
  EXPECT_EQ(Z3_solver_check(C, S), Z3_L_TRUE);
}

TEST_F(Scope, TakesRawHandlesAndCountsNothing) {
  Z3_context RawC = C;
  Z3_solver RawS = S;
  counted::reset();
  {
    z3raii::solver_scope Inner(RawC, RawS);
    EXPECT_EQ(level(), 1u);
  }
  EXPECT_EQ(level(), 0u);
  EXPECT_EQ(counted::allCalls(), 0);
}

TEST_F(Scope, TakesTheHandleAlone) {
  z3raii::solver_scope Inner(S);
  EXPECT_EQ(level(), 1u);
}

TEST_F(Scope, Nests) {
  {
    z3raii::solver_scope Outer(C, S);
    {
      z3raii::solver_scope Inner(C, S);
      EXPECT_EQ(level(), 2u);
    }
    EXPECT_EQ(level(), 1u);
  }
  EXPECT_EQ(level(), 0u);
}

TEST_F(Scope, PopsLevelsLeftBehind) {
  Z3_solver_push(C, S);
  {
    z3raii::solver_scope Inner(C, S);
    Z3_solver_push(C, S);
    Z3_solver_push(C, S);
  }
  EXPECT_EQ(level(), 1u);
}

TEST_F(Scope, KeepsTheSolverThatIsReleasedInside) {
  Z3_solver Raw = S;
  counted::reset();
  {
    z3raii::solver_scope Inner(C, S);
    S.release();
    EXPECT_EQ(counted::increments(Raw), 1);
    EXPECT_EQ(counted::decrements(Raw), 1);
  }
  EXPECT_EQ(counted::decrements(Raw), 2);
}

#if defined(__cpp_exceptions)
TEST_F(Scope, PopsOnAnException) {
  try {
    z3raii::solver_scope Inner(C, S);
    Z3_solver_assert(C, S, False);
    throw std::runtime_error("on the way");
  } catch (const std::runtime_error &) {
  }
  EXPECT_EQ(level(), 0u);
  EXPECT_EQ(Z3_solver_check(C, S), Z3_L_TRUE);
}
#endif

TEST_F(Scope, CanBeNeitherCopiedNorMoved) {
  using z3raii::solver_scope;
  EXPECT_FALSE(std::is_copy_constructible<solver_scope>::value);
  EXPECT_FALSE(std::is_move_constructible<solver_scope>::value);
  EXPECT_FALSE(std::is_copy_assignable<solver_scope>::value);
}

} // namespace

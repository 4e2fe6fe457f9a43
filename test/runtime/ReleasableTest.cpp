// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// release() for z3++ objects, and ways between them and handles.

#include "z3raii/releasable.h"
#include "CallCounter.h"
#include "z3raii/z3raii.h"

#include <gtest/gtest.h>
#include <vector>

namespace {

class Releasable : public testing::Test {
protected:
  Releasable() : Before(z3raii::set_misuse_handler(&count)) { Seen = 0; }
  ~Releasable() override { z3raii::set_misuse_handler(Before); }
  static void count(const z3raii::misuse &M) {
    ++Seen;
    Text = M.text;
  }
  static int Seen;
  static std::string Text;
  z3raii::misuse_handler Before;
  z3::context C;
};
int Releasable::Seen = 0;
std::string Releasable::Text;

TEST_F(Releasable, GivesBackAtOnce) {
  z3raii::releasable<z3::solver> S(C);
  Z3_solver Raw = *S;
  S->add(C.bool_val(false));
  EXPECT_EQ(S->check(), z3::unsat);
  counted::reset();
  S.release();
  EXPECT_EQ(counted::decrements(Raw), 1);
  EXPECT_FALSE(S);
}

TEST_F(Releasable, CountsAsTheObjectDoes) {
  z3::solver Plain(C);
  Z3_solver Raw = Plain;
  counted::reset();
  {
    z3raii::releasable<z3::solver> S(Plain);
    z3raii::releasable<z3::solver> Copy = S;
    EXPECT_EQ(counted::increments(Raw), 2);
    auto Moved = std::move(Copy);
    EXPECT_FALSE(Copy);
    auto &Same = Moved;
    Moved = Same;
    Moved = std::move(Same);
    EXPECT_TRUE(Moved);
    S = Moved;
    S = std::move(Moved);
  }
  EXPECT_EQ(counted::increments(Raw), counted::decrements(Raw));
}

// z3++ 4.8.12's own move assignment forgets the term that it replaces.
TEST_F(Releasable, AssignmentForgetsNoTerm) {
  z3raii::releasable<z3::expr> E(C.int_const("x"));
  Z3_ast Raw = *E;
  counted::reset();
  E = z3raii::releasable<z3::expr>(C.int_const("y"));
  EXPECT_EQ(counted::decrements(Raw), 1);
}

TEST_F(Releasable, UseAfterReleaseThrows) {
  z3raii::releasable<z3::solver> S(C);
  S.release();
  EXPECT_THROW((void)S->check(), z3::exception);
  EXPECT_THROW((void)S.get(), z3::exception);
  EXPECT_THROW((void)(*S), z3::exception);
  EXPECT_EQ(Seen, Z3RAII_CHECKS ? 3 : 0);
  S.release();
  S.reset();
  EXPECT_EQ(Seen, Z3RAII_CHECKS ? 4 : 0);
}

TEST_F(Releasable, LivesInContainers) {
  std::vector<z3raii::releasable<z3::solver>> Many;
  for (int I = 0; I != 10; ++I)
    Many.emplace_back(C, z3::solver::simple());
  Many[3].release();
  Many.erase(Many.begin());
  EXPECT_FALSE(Many[2]);
  EXPECT_EQ(Many[8]->check(), z3::sat);
}

TEST_F(Releasable, HandlesComeFromTemporaries) {
  z3raii::ast Sum = z3raii::from_zpp(C.int_const("x") + 1);
  z3raii::sort Int = z3raii::from_zpp(C.int_sort());
  z3raii::ast_vector V = z3raii::from_zpp(z3::expr_vector(C));
  EXPECT_EQ(z3raii::to_string(Sum), "(+ x 1)");
  EXPECT_EQ(z3raii::to_string(Int), "Int");
  EXPECT_EQ(Z3_ast_vector_size(C, V), 0u);
}

TEST_F(Releasable, WaysBothEndWithEqualCounts) {
  z3::solver S(C);
  Z3_solver Raw = S;
  counted::reset();
  {
    z3raii::solver H = z3raii::from_zpp(S);
    z3::solver T = z3raii::to_zpp<z3::solver>(C, H);
    H.release();
    EXPECT_EQ(T.check(), z3::sat);
    EXPECT_EQ(counted::increments(Raw), 2);
  }
  EXPECT_EQ(counted::decrements(Raw), 2);
}

TEST_F(Releasable, TermsGoBackAsTheirClass) {
  z3raii::ast A = z3raii::from_zpp(C.int_const("x"));
  z3raii::sort S = z3raii::from_zpp(C.int_sort());
  z3::expr E = z3raii::to_zpp<z3::expr>(C, A);
  z3::sort T = z3raii::to_zpp<z3::sort>(C, S);
  EXPECT_TRUE(z3::eq(E.get_sort(), T));
}

TEST_F(Releasable, OtherContextsAndEmptyHandlesAreRefused) {
  z3::context D;
  z3raii::ast A = z3raii::from_zpp(C.int_const("x"));
  EXPECT_THROW((void)z3raii::to_zpp<z3::expr>(D, A), z3::exception);
  EXPECT_EQ(Seen, Z3RAII_CHECKS ? 1 : 0);
  A.release();
  EXPECT_THROW((void)z3raii::to_zpp<z3::expr>(C, A), z3::exception);
}

} // namespace

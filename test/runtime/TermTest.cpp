// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Terms: sorts, declarations, applications and patterns are Z3_asts too. And
// code as it is written with raw handles around.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <z3++.h>

namespace {

class Term : public testing::Test {
protected:
  RawContext C;
};

TEST_F(Term, EveryTermKindConvertsToTheRawAst) {
  z3raii::sort S = z3raii::sort::share(C, Z3_mk_bv_sort(C, 8));
  z3raii::func_decl F =
      z3raii::func_decl::share(C, Sample<z3raii::kind::func_decl>::make(C));
  z3raii::app A =
      z3raii::app::share(C, Z3_to_app(C, Z3_mk_app(C, F, 0, nullptr)));
  Z3_ast FromSort = S;
  EXPECT_EQ(FromSort, Z3_sort_to_ast(C, S));
  Z3_ast FromDecl = F;
  EXPECT_EQ(FromDecl, Z3_func_decl_to_ast(C, F));
  Z3_ast FromApp = A;
  EXPECT_EQ(FromApp, Z3_app_to_ast(C, A));
  EXPECT_EQ(Z3_get_ast_kind(C, S), Z3_SORT_AST);
  EXPECT_EQ(Z3_get_ast_kind(C, F), Z3_FUNC_DECL_AST);
}

TEST_F(Term, AstHandleFromATermHandle) {
  Z3_sort Raw = Sample<z3raii::kind::sort>::make(C);
  counted::reset();
  {
    z3raii::sort S = z3raii::sort::share(C, Raw);
    z3raii::ast Copied = S;
    EXPECT_EQ(counted::increments(Raw), 2);
    EXPECT_TRUE(S);
    z3raii::ast Moved = std::move(S);
    EXPECT_FALSE(S);
    EXPECT_EQ(Copied, Moved);
    EXPECT_EQ(counted::increments(Raw), 2);
    EXPECT_EQ(counted::decrements(Raw), 0);
  }
  EXPECT_EQ(counted::decrements(Raw), 2);
  EXPECT_FALSE((std::is_convertible<z3raii::ast, z3raii::sort>::value));
  EXPECT_FALSE((std::is_convertible<z3raii::solver, z3raii::ast>::value));
}

TEST_F(Term, EqualTermsAreEqualHandles) {
  Z3_sort Int = Z3_mk_int_sort(C);
  z3raii::ast A = z3raii::ast::share(C, Z3_mk_int(C, 123, Int));
  z3raii::ast B = z3raii::ast::share(C, Z3_mk_int(C, 123, Int));
  z3raii::ast D = z3raii::ast::share(C, Z3_mk_int(C, 124, Int));
  EXPECT_EQ(A, B);
  EXPECT_EQ(A.hash(), B.hash());
  EXPECT_NE(A, D);
}

// What an edit of the analyzer leaves: handles for the declarations, the calls
// of the C API as they were.
TEST_F(Term, CodeOfTheCApiStaysAsItIs) {
  Z3_context c = C;
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
  z3raii::sort Int = z3raii::sort::share(c, Z3_mk_int_sort(c));
  z3raii::ast x =
      z3raii::ast::share(c, Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Int));
  z3raii::ast ten = z3raii::ast::share(c, Z3_mk_int(c, 10, Int));
  z3raii::ast f = z3raii::ast::share(c, Z3_mk_gt(c, x, ten));
  Z3_solver_assert(c, s, f);
  ASSERT_EQ(Z3_solver_check(c, s), Z3_L_TRUE);
  z3raii::model m = z3raii::model::share(c, Z3_solver_get_model(c, s));
  s.release();
  Z3_ast Value = nullptr;
  ASSERT_TRUE(Z3_model_eval(c, m, x, true, &Value));
  z3raii::ast v = z3raii::ast::share(c, Value);
  int Number = 0;
  ASSERT_TRUE(Z3_get_numeral_int(c, v, &Number));
  EXPECT_GT(Number, 10);
}

// share() must retain before anything else can collect the fresh term, also in
// nested calls.
TEST_F(Term, SharedTermSurvivesCollectingCalls) {
  z3raii::sort Int = z3raii::sort::share(C, Z3_mk_int_sort(C));
  z3raii::ast X = z3raii::ast::share(
      C, Z3_mk_const(C, Z3_mk_string_symbol(C, "kept"), Int));
  for (int I = 0; I != 100; ++I)
    Z3_mk_int(C, 1000 + I, Int);
  EXPECT_EQ(std::string(Z3_ast_to_string(C, X)), "kept");
}

TEST_F(Term, LastReleaseFreesTheSolver) {
  // 2,000 solvers at 0.3 MB each would show; one at a time does not.
  uint64_t Before = 0;
  for (int I = 0; I != 2000; ++I) {
    z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
    Z3_solver_push(C, S);
    if (I == 10)
      Before = Z3_get_estimated_alloc_size();
  }
  EXPECT_LT(Z3_get_estimated_alloc_size(), Before + 16 * 1024 * 1024);
}

// z3++'s objects take references of their own, and so do we: the two may hold
// one object together, in a context that either of them owns.
TEST(Neighbours, Z3PlusPlusAndZ3raiiShareObjects) {
  z3::context C;
  z3::expr X = C.int_const("x");
  z3raii::ast Kept = z3raii::ast::share(C, X > 10);
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  Z3_solver Raw = S;
  counted::reset();
  {
    z3::solver Same(C, S);
    Same.add(z3::expr(C, Kept));
    EXPECT_EQ(Same.check(), z3::sat);
    S.release();
    EXPECT_EQ(Same.check(), z3::sat);
  }
  // One reference each, and ours was taken before the counts were forgotten.
  EXPECT_EQ(counted::decrements(Raw), counted::increments(Raw) + 1);
}

TEST(Neighbours, Z3PlusPlusOnAContextOfOurs) {
  z3raii::context Own;
  z3raii::ast Kept;
  {
    z3::scoped_context Borrowed(Own);
    Kept = z3raii::ast::share(Borrowed(), Borrowed().int_const("y"));
  }
  EXPECT_EQ(std::string(Z3_ast_to_string(Own, Kept)), "y");
  Kept.release();
}

#if defined(__cpp_exceptions)
TEST_F(Term, ExceptionReleasesWhatItPasses) {
  Z3_solver Raw = Z3_mk_simple_solver(C);
  counted::reset();
  try {
    z3raii::solver S = z3raii::solver::share(C, Raw);
    throw std::runtime_error("on the way");
  } catch (const std::runtime_error &) {
  }
  EXPECT_EQ(counted::increments(Raw), 1);
  EXPECT_EQ(counted::decrements(Raw), 1);
}
#endif

} // namespace

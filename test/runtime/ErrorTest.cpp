// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Z3's errors as results and as exceptions, and memory_max_size.

#include "CallCounter.h"
#include "Samples.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <vector>

namespace {

class Error : public testing::Test {
protected:
  Error() { z3raii::return_errors(C); }
  /// Fails in every version: a term of sort Int has no negation.
  Z3_ast broken() { return Z3_mk_not(C, Z3_mk_int(C, 1, Z3_mk_int_sort(C))); }
  RawContext C;
};

TEST_F(Error, IsNoneAfterACallThatWorked) {
  Z3_mk_true(C);
  z3raii::error E = z3raii::last_error(C);
  EXPECT_FALSE(E);
  EXPECT_EQ(E.code(), Z3_OK);
  EXPECT_EQ(E.text(), "");
}

TEST_F(Error, HasZ3sCodeAndOwnCopyOfTheText) {
  EXPECT_EQ(broken(), nullptr);
  z3raii::error E = z3raii::last_error(C);
  EXPECT_TRUE(E);
  EXPECT_NE(E.code(), Z3_OK);
  EXPECT_NE(E.text(), "");
  std::string Text = E.text();
  Z3_parse_smtlib2_string(C, "(assert nonsense)", 0, nullptr, nullptr, 0,
                          nullptr, nullptr);
  EXPECT_NE(z3raii::last_error(C), E);
  EXPECT_EQ(E.text(), Text);
}

TEST_F(Error, ResultOfACallThatWorkedIsTheHandle) {
  auto R = z3raii::try_share<z3raii::ast>(C, sampleConstant(C));
  ASSERT_TRUE(R);
  EXPECT_FALSE(R.why());
  counted::reset();
  z3raii::ast A = *std::move(R);
  EXPECT_TRUE(A);
  EXPECT_EQ(counted::allCalls(), 0); // Moved out, not counted once more.
}

TEST_F(Error, ResultTakesOneReference) {
  Z3_ast Raw = sampleConstant(C);
  counted::reset();
  {
    auto R = z3raii::try_share<z3raii::ast>(C, Raw);
    EXPECT_EQ(counted::increments(Raw), 1);
  }
  EXPECT_EQ(counted::decrements(Raw), 1);
}

TEST_F(Error, ResultOfACallThatFailedIsTheError) {
  auto R = z3raii::try_share<z3raii::ast>(C, broken());
  ASSERT_FALSE(R);
  EXPECT_NE(R.why().text(), "");
  z3raii::ast Other = z3raii::ast::share(C, Z3_mk_true(C));
  EXPECT_EQ(std::move(R).value_or(Other), Other);
}

TEST_F(Error, NullThatIsAnAnswerIsNoError) {
  z3raii::model M = z3raii::model::share(C, Z3_mk_model(C));
  z3raii::func_decl F =
      z3raii::func_decl::share(C, Sample<z3raii::kind::func_decl>::make(C));
  auto R =
      z3raii::try_share<z3raii::ast>(C, Z3_model_get_const_interp(C, M, F));
  ASSERT_TRUE(R);
  EXPECT_FALSE(*R);
}

#if Z3RAII_CHECKS
std::vector<std::string> &texts() {
  static std::vector<std::string> All;
  return All;
}

TEST_F(Error, ValueOfAFailedResultIsACheckedError) {
  z3raii::misuse_handler Before =
      z3raii::set_misuse_handler([](const z3raii::misuse &M) {
        if (M.what == z3raii::problem::no_result)
          texts().push_back(M.text);
      });
  texts().clear();
  auto R = z3raii::try_share<z3raii::ast>(C, broken());
  EXPECT_FALSE(*R);
  z3raii::set_misuse_handler(Before);
  ASSERT_EQ(texts().size(), 1u);
  EXPECT_NE(texts()[0].find(R.why().text()), std::string::npos);
}
#endif

TEST_F(Error, IsThrownWhereOneWants) {
  EXPECT_NO_THROW((void)z3raii::share_or_throw<z3raii::ast>(C, Z3_mk_true(C)));
  try {
    (void)z3raii::share_or_throw<z3raii::ast>(C, broken());
    FAIL() << "nothing was thrown";
  } catch (const z3raii::exception &E) {
    EXPECT_EQ(E.what(), E.why().text());
    EXPECT_NE(E.code(), Z3_OK);
  }
  EXPECT_THROW((void)z3raii::try_share<z3raii::ast>(C, broken()).or_throw(),
               z3raii::exception);
  broken();
  EXPECT_THROW(z3raii::throw_if_error(C), z3raii::exception);
}

// An exception on its way out gives back what was made before.
TEST_F(Error, ThrownPastHandlesReleasesThem) {
  Z3_solver Raw = Z3_mk_simple_solver(C);
  counted::reset();
  try {
    z3raii::solver S = z3raii::solver::share(C, Raw);
    z3raii::solver_scope Scope(S);
    (void)z3raii::share_or_throw<z3raii::ast>(C, broken());
  } catch (const z3raii::exception &) {
  }
  EXPECT_EQ(counted::increments(Raw), 2); // The scope has its own.
  EXPECT_EQ(counted::decrements(Raw), 2);
}

// In a process of its own: the limit is Z3's whole, and stays hit.
int runOutOfMemory() {
  Z3_global_param_set("memory_max_size", "60");
  z3raii::context C;
  z3raii::return_errors(C);
  z3raii::error Why;
  {
    std::vector<z3raii::solver> Kept;
    for (int I = 0; I != 10000 && !Why; ++I) {
      auto S = z3raii::try_share<z3raii::solver>(C, Z3_mk_solver(C));
      if (S) {
        Z3_solver_assert(C, *S, Z3_mk_true(C));
        Z3_solver_check(C, *S);
        Why = z3raii::last_error(C);
        Kept.push_back(*std::move(S));
      } else {
        Why = S.why();
      }
    }
  }
  if (Why.code() != Z3_MEMOUT_FAIL)
    return 3;
  // All was given back in that state, and now there is room again.
  auto S = z3raii::try_share<z3raii::solver>(C, Z3_mk_simple_solver(C));
  return S ? 0 : 4;
}

TEST(MemoryLimit, IsAnErrorAndGivesBackLater) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  // Not by exit(): Z3 itself leaks in a call that it gives up.
  EXPECT_EXIT(std::_Exit(runOutOfMemory()), testing::ExitedWithCode(0), "");
}

} // namespace

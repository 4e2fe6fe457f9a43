// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3raii::context, in both modes. What only checked builds do is in
// ChecksTest.cpp.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <type_traits>
#include <vector>

namespace {

TEST(Context, IsMadeAndDeletedOnce) {
  Z3_context Raw = nullptr;
  {
    z3raii::context C;
    Raw = C;
    ASSERT_NE(Raw, nullptr);
    counted::reset();
    z3raii::context D = std::move(C);
    EXPECT_FALSE(C);
    EXPECT_EQ(D.get(), Raw);
    auto &Same = D;
    D = std::move(Same);
    EXPECT_EQ(D.get(), Raw);
  }
  EXPECT_EQ(counted::deletions(Raw), 1);
}

TEST(Context, ItsDefaultConfigIsDeleted) {
  counted::reset();
  z3raii::context C;
  EXPECT_EQ(counted::allCalls(), 1);
}

// Fresh terms of a Z3_mk_context context stay; of a counting one the next takes
// the place of the last.
TEST(Context, CountsReferences) {
  z3raii::context C;
  Z3_sort Int = Z3_mk_int_sort(C);
  Z3_ast First = Z3_mk_int(C, 1000, Int);
  Z3_mk_int(C, 1001, Int);
  bool Reused = false;
  for (int I = 0; I != 100 && !Reused; ++I)
    Reused = Z3_mk_int(C, 2000 + I, Int) == First;
  EXPECT_TRUE(Reused);
}

TEST(Context, TakesARawConfig) {
  Z3_config Raw = Z3_mk_config();
  Z3_set_param_value(Raw, "proof", "true");
  z3raii::context C(Raw);
  Z3_del_config(Raw);
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  z3raii::ast False = z3raii::ast::share(C, Z3_mk_false(C));
  Z3_solver_assert(C, S, False);
  ASSERT_EQ(Z3_solver_check(C, S), Z3_L_FALSE);
  EXPECT_NE(Z3_solver_get_proof(C, S), nullptr);
}

TEST(Context, AdoptsAndDetaches) {
  Z3_config Config = Z3_mk_config();
  Z3_context Raw = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  counted::reset();
  z3raii::context C = z3raii::context::adopt(Raw);
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  Z3_context Out = C.detach();
  EXPECT_EQ(Out, Raw);
  EXPECT_FALSE(C);
  EXPECT_EQ(counted::deletions(Raw), 0);
  EXPECT_TRUE(S); // Still good: its context lives.
  S.release();
  Z3_del_context(Out);
}

TEST(Context, ReleaseDeletesAtOnce) {
  z3raii::context C;
  Z3_context Raw = C;
  counted::reset();
  C.release();
  EXPECT_FALSE(C);
  EXPECT_EQ(counted::deletions(Raw), 1);
  C.reset();
  EXPECT_EQ(counted::deletions(Raw), 1);
}

TEST(Context, HandlesSurviveItsMove) {
  z3raii::context C;
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  z3raii::context D = std::move(C);
  EXPECT_EQ(S.ctx(), D.get());
  EXPECT_EQ(Z3_solver_check(D, S), Z3_L_TRUE);
  std::vector<z3raii::context> Many;
  Many.push_back(std::move(D));
  Many.emplace_back();
  EXPECT_EQ(Z3_solver_check(Many[0], S), Z3_L_TRUE);
  S.release();
}

TEST(Context, CanNotBeCopiedNorTakenFromATemporary) {
  using z3raii::context;
  EXPECT_FALSE(std::is_copy_constructible<context>::value);
  EXPECT_TRUE(std::is_nothrow_move_constructible<context>::value);
  EXPECT_TRUE((std::is_convertible<context &, Z3_context>::value));
  EXPECT_FALSE((std::is_convertible<context, Z3_context>::value));
  EXPECT_FALSE((std::is_convertible<Z3_context, context>::value));
  EXPECT_EQ(sizeof(context), sizeof(void *));
}

} // namespace

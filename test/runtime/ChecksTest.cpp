// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checked builds: what is reported, with which places, and that a handler which
// returns leaves everything harmless. Without checks the same mistakes are
// silent and harmless where z3raii can see them.

#include "CallCounter.h"
#include "Samples.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Seen {
  z3raii::problem What;
  std::string Kind;
  int Made, Released, Used;
  std::string File;
  std::string Text;
};
std::vector<Seen> &seen() {
  static std::vector<Seen> All;
  return All;
}
void remember(const z3raii::misuse &E) {
  seen().push_back({E.what, E.kind, E.made.line(), E.released.line(),
                    E.used.line(), E.made.known() ? E.made.file() : "",
                    E.text});
}

class Checks : public testing::Test {
protected:
  Checks() : Before(z3raii::set_misuse_handler(&remember)) { seen().clear(); }
  ~Checks() override { z3raii::set_misuse_handler(Before); }
  z3raii::solver make() {
    return z3raii::solver::share(C, Z3_mk_simple_solver(C));
  }
  RawContext C;
  z3raii::misuse_handler Before;
};

#if Z3RAII_CHECKS

TEST_F(Checks, UseAfterReleaseNamesAllThreePlaces) {
  const int Made = __LINE__ + 1;
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  S.release();
  EXPECT_EQ(S.get(), nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::empty_handle);
  EXPECT_EQ(seen()[0].Kind, "solver");
  EXPECT_EQ(seen()[0].Made, Made);
  EXPECT_EQ(seen()[0].Released, Made + 1);
  EXPECT_EQ(seen()[0].Used, Made + 2);
  EXPECT_EQ(seen()[0].File, __FILE__);
  EXPECT_NE(seen()[0].Text.find("use of a solver that was released"),
            std::string::npos);
  EXPECT_NE(seen()[0].Text.find("ChecksTest.cpp:" + std::to_string(Made)),
            std::string::npos);
}

TEST_F(Checks, ConversionOfAReleasedHandle) {
  z3raii::solver S = make();
  S.release();
  Z3_solver Raw = S;
  EXPECT_EQ(Raw, nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].Used, 0); // A conversion has no arguments to tell it.
  EXPECT_NE(seen()[0].Released, 0);
}

TEST_F(Checks, ConversionOfAReleasedSortToATerm) {
  z3raii::sort S = z3raii::sort::share(C, Z3_mk_int_sort(C));
  S.release();
  Z3_ast Raw = S;
  EXPECT_EQ(Raw, nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].Kind, "sort");
}

TEST_F(Checks, SecondRelease) {
  z3raii::solver S = make();
  Z3_solver Raw = S;
  counted::reset();
  const int First = __LINE__ + 1;
  S.release();
  S.release();
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::second_release);
  EXPECT_EQ(seen()[0].Released, First);
  EXPECT_EQ(seen()[0].Used, First + 1);
  EXPECT_EQ(counted::decrements(Raw), 1);
}

TEST_F(Checks, UseOfAHandleThatNeverHeldAnything) {
  z3raii::model M;
  EXPECT_EQ(M.get(), nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_NE(seen()[0].Text.find("use of a model that is empty"),
            std::string::npos);
}

TEST_F(Checks, UseAfterMove) {
  z3raii::solver S = make();
  z3raii::solver T = std::move(S);
  EXPECT_EQ(S.get(), nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_NE(seen()[0].Text.find("was moved from"), std::string::npos);
  EXPECT_NE(T.get(), nullptr);
}

TEST_F(Checks, UseAfterDetach) {
  z3raii::solver S = make();
  z3raii::solver T = z3raii::solver::adopt(C, S.detach());
  EXPECT_EQ(S.get(), nullptr);
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_NE(seen()[0].Text.find("was detached"), std::string::npos);
}

TEST_F(Checks, CopyRemembersWhereTheObjectWasMade) {
  const int Made = __LINE__ + 1;
  z3raii::solver S = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  z3raii::solver T = S;
  T.release();
  (void)T.get();
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].Made, Made);
  EXPECT_NE(S.get(), nullptr);
  EXPECT_EQ(seen().size(), 1u);
}

TEST_F(Checks, CopyOfAReleasedHandleIsReleased) {
  z3raii::solver S = make();
  S.release();
  z3raii::solver T = S;
  EXPECT_TRUE(seen().empty()); // Copying is no use.
  (void)T.get();
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_NE(seen()[0].Released, 0);
}

TEST_F(Checks, OwnedObjectsToo) {
  z3raii::rcf_num N = z3raii::rcf_num::adopt(C, Z3_rcf_mk_small_int(C, 3));
  N.release();
  N.release();
  EXPECT_EQ(N.get(), nullptr);
  ASSERT_EQ(seen().size(), 2u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::second_release);
  EXPECT_EQ(seen()[1].What, z3raii::problem::empty_handle);
  EXPECT_EQ(seen()[1].Kind, "rcf_num");
  z3raii::rcf_num Zero = z3raii::rcf_num::adopt(C, nullptr);
  EXPECT_EQ(Zero.get(), nullptr);
  EXPECT_EQ(seen().size(), 2u);
}

TEST_F(Checks, QuestionsAreNoUse) {
  z3raii::solver S = make(), T;
  S.release();
  EXPECT_FALSE(S);
  EXPECT_TRUE(S == T && S == nullptr && !(S < T));
  (void)S.hash();
  (void)S.ctx();
  S.reset();
  swap(S, T);
  S = make();
  EXPECT_TRUE(S);
  EXPECT_TRUE(seen().empty());
}

TEST_F(Checks, ScopeWhoseLevelIsGone) {
  z3raii::solver S = make();
  {
    z3raii::solver_scope Scope(C, S);
    Z3_solver_pop(C, S, 1);
  }
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::scope_lost);
  EXPECT_EQ(Z3_solver_get_num_scopes(C, S), 0u);
}

TEST_F(Checks, ScopeOfAnEmptyHandleDoesNothing) {
  z3raii::solver S;
  {
    z3raii::solver_scope Scope(C, S);
  }
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::empty_handle);
}

TEST_F(Checks, HandlerMayThrowFromAUse) {
  z3raii::set_misuse_handler(
      [](const z3raii::misuse &E) { throw std::runtime_error(E.text); });
  z3raii::solver S = make();
  S.release();
  EXPECT_THROW((void)S.get(), std::runtime_error);
  EXPECT_THROW(Z3_solver_push(C, S), std::runtime_error);
}

TEST_F(Checks, DefaultHandlerPrintsAndAborts) {
  z3raii::set_misuse_handler(nullptr);
  z3raii::solver S = make();
  S.release();
  EXPECT_DEATH((void)S.get(), "z3raii: use of a solver that was released\n"
                              "  made at .*ChecksTest.cpp:.*\n"
                              "  released at .*ChecksTest.cpp:.*\n"
                              "  used at .*ChecksTest.cpp:");
}

class LiveHandles : public Checks {};

TEST_F(LiveHandles, AreCounted) {
  z3raii::context D;
  EXPECT_EQ(D.live_handles(), 0u);
  z3raii::solver S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
  z3raii::solver T = S;
  z3raii::rcf_num N = z3raii::rcf_num::adopt(D, Z3_rcf_mk_small_int(D, 3));
  EXPECT_EQ(D.live_handles(), 3u);
  z3raii::solver U = std::move(T);
  EXPECT_EQ(D.live_handles(), 3u);
  U.release();
  EXPECT_EQ(D.live_handles(), 2u);
  Z3_solver Out = S.detach();
  EXPECT_EQ(D.live_handles(), 1u);
  S = z3raii::solver::adopt(D, Out);
  EXPECT_EQ(D.live_handles(), 2u);
  {
    z3raii::ast A = z3raii::ast::share(D, Z3_mk_true(D));
  }
  {
    z3raii::solver Other = make();
  }
  EXPECT_EQ(D.live_handles(), 2u);
  S.reset();
  N.reset();
  EXPECT_EQ(D.live_handles(), 0u);
}

TEST_F(LiveHandles, ThatOutliveTheContextAreNamedAndEmptied) {
  z3raii::solver S;
  z3raii::ast A;
  z3raii::sort Ended;
  int Made = 0;
  Z3_context Raw = nullptr;
  Z3_solver RawSolver = nullptr;
  {
    z3raii::context D;
    Raw = D;
    Made = __LINE__ + 1;
    S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
    A = z3raii::ast::share(D, Z3_mk_true(D));
    Ended = z3raii::sort::share(D, Z3_mk_int_sort(D));
    Ended.release();
    RawSolver = S;
    counted::reset();
  }
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].What, z3raii::problem::context_in_use);
  const std::string &Text = seen()[0].Text;
  EXPECT_NE(Text.find("while 2 handles still belong to it"), std::string::npos);
  EXPECT_NE(Text.find("solver made at " __FILE__ ":" + std::to_string(Made)),
            std::string::npos);
  EXPECT_NE(Text.find("ast made at " __FILE__ ":" + std::to_string(Made + 1)),
            std::string::npos);
  EXPECT_EQ(Text.find("sort made"), std::string::npos);
  EXPECT_EQ(counted::deletions(Raw), 1);

  EXPECT_FALSE(S);
  (void)S.get();
  ASSERT_EQ(seen().size(), 2u);
  EXPECT_EQ(seen()[1].What, z3raii::problem::context_gone);
  EXPECT_EQ(seen()[1].Made, Made);
  z3raii::solver Copy = S;
  S = z3raii::solver();
  A.reset();
  EXPECT_EQ(counted::decrements(RawSolver), 0); // Z3 freed it with its context.
  EXPECT_EQ(counted::allCalls(), 1);
}

TEST_F(LiveHandles, ThatOutliveAReleasedContext) {
  z3raii::context D;
  z3raii::solver S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
  const int Line = __LINE__ + 1;
  D.release();
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_EQ(seen()[0].Used, Line);
  S.release();
  ASSERT_EQ(seen().size(), 2u);
  EXPECT_EQ(seen()[1].Released, Line);
  D.release();
  ASSERT_EQ(seen().size(), 3u);
  EXPECT_EQ(seen()[2].Kind, "context");
  EXPECT_EQ(seen()[2].What, z3raii::problem::second_release);
}

TEST_F(LiveHandles, AreListedUpToALimit) {
  std::vector<z3raii::ast> Many;
  {
    z3raii::context D;
    for (int I = 0; I != 25; ++I)
      Many.push_back(z3raii::ast::share(D, Z3_mk_true(D)));
  }
  ASSERT_EQ(seen().size(), 1u);
  EXPECT_NE(seen()[0].Text.find("and 5 more"), std::string::npos);
}

TEST_F(LiveHandles, DefaultHandlerAborts) {
  z3raii::set_misuse_handler(nullptr);
  EXPECT_DEATH(
      {
        z3raii::solver S;
        z3raii::context D;
        S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
      },
      "a context ends while 1 handle still belongs to it\n"
      "  solver made at .*ChecksTest.cpp:");
}

TEST_F(LiveHandles, MayKeepTheContext) {
  z3raii::solver S;
  z3raii::ast A;
  Z3_context Raw = nullptr;
  {
    z3raii::context D;
    D.keep_alive_while_used();
    Raw = D;
    S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
    A = z3raii::ast::share(D, Z3_mk_false(D));
    counted::reset();
  }
  EXPECT_EQ(counted::deletions(Raw), 0);
  Z3_solver_assert(Raw, S, A);
  EXPECT_EQ(Z3_solver_check(S.ctx(), S), Z3_L_FALSE);
  z3raii::ast B = A;
  S.release();
  A.release();
  EXPECT_EQ(counted::deletions(Raw), 0);
  B = z3raii::ast();
  EXPECT_EQ(counted::deletions(Raw), 1);
  EXPECT_TRUE(seen().empty());
}

TEST_F(LiveHandles, ContextKeptByNoneIsDeletedAtOnce) {
  Z3_context Raw = nullptr;
  {
    z3raii::context D;
    D.keep_alive_while_used();
    Raw = D;
    z3raii::solver S = z3raii::solver::share(D, Z3_mk_simple_solver(D));
    counted::reset();
  }
  EXPECT_EQ(counted::deletions(Raw), 1);
  EXPECT_TRUE(seen().empty());
}

// A context that z3raii does not own is none of its business.
TEST_F(LiveHandles, OfARawContextAreNotWatched) {
  z3raii::ast A;
  {
    RawContext D;
    A = z3raii::ast::share(D, Z3_mk_true(D));
    A.release();
  }
  EXPECT_TRUE(seen().empty());
}

TEST_F(LiveHandles, InThreadsOfTheirOwn) {
  std::vector<std::thread> Threads;
  for (int T = 0; T != 4; ++T)
    Threads.emplace_back([] {
      z3raii::context D;
      std::vector<z3raii::ast> Many;
      for (int I = 0; I != 500; ++I)
        Many.push_back(z3raii::ast::share(D, Z3_mk_true(D)));
      auto Copy = Many;
      if (D.live_handles() != 1000)
        std::abort();
    });
  for (std::thread &T : Threads)
    T.join();
  EXPECT_TRUE(seen().empty());
}

#else

TEST_F(Checks, AreOff) {
  z3raii::solver S = make();
  Z3_solver Raw = S;
  counted::reset();
  S.release();
  S.release();
  EXPECT_EQ(S.get(), nullptr);
  EXPECT_EQ(counted::decrements(Raw), 1);
  EXPECT_TRUE(seen().empty());
  EXPECT_TRUE(std::is_empty<z3raii::call_site>::value);
}

TEST_F(Checks, ScopeWhoseLevelIsGonePopsNothing) {
  z3raii::solver S = make();
  {
    z3raii::solver_scope Scope(C, S);
    Z3_solver_pop(C, S, 1);
  }
  EXPECT_EQ(Z3_solver_get_num_scopes(C, S), 0u);
  EXPECT_EQ(Z3_get_error_code(C), Z3_OK);
}

#endif

} // namespace

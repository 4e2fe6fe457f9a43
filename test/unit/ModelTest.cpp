// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The model by example: what the table does not say, and traps of names.

#include "model/Model.h"
#include "llvm/ADT/Twine.h"
#include "gtest/gtest.h"

using namespace z3tidy;
using namespace z3tidy::model;
using ir::Kind;
using ir::Role;

namespace {

TEST(ModelApi, OtherFunctionsAreNotKnown) {
  EXPECT_FALSE(effectOf({"mk_solver", "Z3_solver", {"Z3_context"}}).Known);
  EXPECT_FALSE(effectOf({"", "", {}}).Known);
}

TEST(ModelApi, AFreshTerm) {
  CallEffect E = effectOf({"Z3_mk_not", "Z3_ast", {"Z3_context", "Z3_ast"}});
  EXPECT_TRUE(E.Known);
  EXPECT_EQ(E.R, Result::Fresh);
  EXPECT_EQ(E.K, Kind::Ast);
  EXPECT_TRUE(E.WritesTrail);
  EXPECT_FALSE(E.WritesLastObject);
  EXPECT_TRUE(E.KeepsArgs);
  EXPECT_EQ(E.ContextArg, 0);
  EXPECT_EQ(E.ResultContextArg, 0);
}

TEST(ModelApi, OldHeadersMacrosAreTheSameTypes) {
  CallEffect E = effectOf({"Z3_model_get_const_interp",
                           "Z3_ast_opt",
                           {"Z3_context", "Z3_model", "Z3_func_decl"}});
  EXPECT_EQ(E.R, Result::Fresh);
  EXPECT_EQ(E.K, Kind::Ast);
}

TEST(ModelApi, TermsOfOtherTermsDoNotKeepThem) {
  EXPECT_FALSE(
      effectOf({"Z3_simplify", "Z3_ast", {"Z3_context", "Z3_ast"}}).KeepsArgs);
  EXPECT_FALSE(
      effectOf({"Z3_mk_forall_const", "Z3_ast", {"Z3_context"}}).KeepsArgs);
}

TEST(ModelApi, NamesThatLookLikeReleases) {
  CallEffect E =
      effectOf({"Z3_enable_concurrent_dec_ref", "void", {"Z3_context"}});
  EXPECT_EQ(E.Count, CountEffect::None);
  EXPECT_EQ(E.ContextArg, 0);
  E = effectOf({"Z3_mk_set_del", "Z3_ast", {"Z3_context", "Z3_ast", "Z3_ast"}});
  EXPECT_EQ(E.Count, CountEffect::None);
  EXPECT_EQ(E.R, Result::Fresh);
}

TEST(ModelApi, ContextsCountOrKeep) {
  CallEffect E = effectOf({"Z3_mk_context", "Z3_context", {"Z3_config"}});
  EXPECT_EQ(E.R, Result::Owned);
  EXPECT_EQ(E.Mode, ir::ContextMode::Keeping);
  EXPECT_EQ(E.ContextArg, -1);
  E = effectOf({"Z3_mk_context_rc", "Z3_context", {"Z3_config"}});
  EXPECT_EQ(E.Mode, ir::ContextMode::Counting);
  E = effectOf({"Z3_del_context", "void", {"Z3_context"}});
  EXPECT_EQ(E.Count, CountEffect::Delete);
  EXPECT_EQ(E.CountArg, 0);
  EXPECT_EQ(E.ContextArg, -1);
}

TEST(ModelApi, TheTargetOfATranslationOwnsTheResult) {
  CallEffect E = effectOf(
      {"Z3_translate", "Z3_ast", {"Z3_context", "Z3_ast", "Z3_context"}});
  EXPECT_EQ(E.ContextArg, 0);
  EXPECT_EQ(E.ResultContextArg, 2);
}

TEST(ModelApi, CompositesDropTheTrailFirst) {
  EXPECT_TRUE(effectOf({"Z3_mk_bv2int", "Z3_ast", {"Z3_context"}}).Composite);
  EXPECT_FALSE(effectOf({"Z3_mk_bvadd", "Z3_ast", {"Z3_context"}}).Composite);
}

TEST(ModelApi, Roles) {
  auto roleOf = [](llvm::StringRef Name) {
    return effectOf({Name, "void", {"Z3_context"}}).Role;
  };
  EXPECT_EQ(roleOf("Z3_solver_check_assumptions"), Role::Check);
  EXPECT_EQ(roleOf("Z3_fixedpoint_query"), Role::Check);
  EXPECT_EQ(roleOf("Z3_solver_assert_and_track"), Role::Assert);
  EXPECT_EQ(roleOf("Z3_optimize_minimize"), Role::Assert);
  EXPECT_EQ(roleOf("Z3_ast_vector_push"), Role::Store);
  EXPECT_EQ(roleOf("Z3_solver_push"), Role::Push);
  EXPECT_EQ(roleOf("Z3_optimize_pop"), Role::Pop);
  EXPECT_EQ(roleOf("Z3_solver_reset"), Role::Reset);
  EXPECT_EQ(roleOf("Z3_solver_set_params"), Role::Configure);
  EXPECT_EQ(roleOf("Z3_solver_from_file"), Role::LoadText);
  EXPECT_EQ(roleOf("Z3_mk_fresh_func_decl"), Role::FreshName);
  EXPECT_EQ(roleOf("Z3_solver_get_model"), Role::Model);
  EXPECT_EQ(roleOf("Z3_solver_get_proof"), Role::Refutation);
  EXPECT_EQ(roleOf("Z3_set_error_handler"), Role::Handler);
  EXPECT_EQ(roleOf("Z3_get_error_code"), Role::ReadError);
  EXPECT_EQ(roleOf("Z3_solver_get_statistics"), Role::None);
}

TEST(ModelApi, WhatFailsOnData) {
  auto IsFallible = [](const char *Name, const char *Result) {
    return effectOf({Name, Result, {"Z3_context"}}).Fallible;
  };
  EXPECT_TRUE(IsFallible("Z3_mk_tactic", "Z3_tactic"));
  EXPECT_FALSE(IsFallible("Z3_mk_solver", "Z3_solver"));
}

TEST(ModelApi, ShortDeclarationsDoNotCrash) {
  // Code in an editor declares what it likes.
  EXPECT_TRUE(effectOf({"Z3_dec_ref", "void", {}}).Known);
  EXPECT_TRUE(effectOf({"Z3_mk_list_sort", "Z3_sort", {}}).Outs.empty());
  EXPECT_EQ(
      effectOf({"Z3_translate", "Z3_ast", {"Z3_context"}}).ResultContextArg, 0);
}

TEST(ModelReferences, EveryManagedKindHasItsFunctions) {
  EXPECT_EQ(retainFunction(Kind::Solver), "Z3_solver_inc_ref");
  EXPECT_EQ(releaseFunction(Kind::Solver), "Z3_solver_dec_ref");
  EXPECT_EQ(retainFunction(Kind::Sort), "Z3_inc_ref");
  EXPECT_EQ(releaseFunction(Kind::Pattern), "Z3_dec_ref");
  EXPECT_EQ(releaseFunction(Kind::Context), "Z3_del_context");
  EXPECT_EQ(releaseFunction(Kind::RcfNum), "Z3_rcf_del");
  EXPECT_EQ(retainFunction(Kind::Context), "");
  EXPECT_EQ(releaseFunction(Kind::Symbol), "");
  EXPECT_EQ(releaseFunction(Kind::None), "");
  for (int I = 0; I <= static_cast<int>(Kind::String); ++I) {
    Kind K = static_cast<Kind>(I);
    EXPECT_EQ(!retainFunction(K).empty(), ir::isCounted(K));
    EXPECT_EQ(!releaseFunction(K).empty(), ir::isManaged(K));
    EXPECT_EQ(!toAstFunction(K).empty(),
              ir::family(K) == ir::Family::Ast && K != Kind::Ast);
  }
}

TEST(ModelReferences, Null) {
  EXPECT_TRUE(releaseOfNullCrashes(Kind::Context));
  EXPECT_TRUE(releaseOfNullCrashes(Kind::ParamDescrs));
  EXPECT_FALSE(releaseOfNullCrashes(Kind::Solver));
  EXPECT_TRUE(retainOfNullCrashes(Kind::Solver));
  EXPECT_FALSE(retainOfNullCrashes(Kind::Ast));
  EXPECT_FALSE(retainOfNullCrashes(Kind::Model));
}

TEST(ModelClasses, OwnersInZ3) {
  EXPECT_EQ(ownerKind("z3::solver"), Kind::Solver);
  EXPECT_EQ(ownerKind("::z3::context"), Kind::Context);
  EXPECT_EQ(ownerKind("z3::expr"), Kind::Ast);
  EXPECT_EQ(ownerKind("z3::ast_vector_tpl"), Kind::AstVector);
  EXPECT_EQ(ownerKind("z3::config"), Kind::Config);
  EXPECT_EQ(ownerKind("z3::simplifier"), Kind::Simplifier);
  for (const char *Name :
       {"z3::symbol", "z3::cast_ast", "z3::object", "z3::exception", "solver",
        "my::z3::solver", "z3::solver::cube_iterator", "z3::", "",
        "z3::ast_vector_tpl::iterator"})
    EXPECT_EQ(ownerKind(Name), Kind::None) << Name;
}

TEST(ModelClasses, MethodsOfZ3) {
  EXPECT_EQ(methodRole("z3::solver", "push"), Role::Push);
  EXPECT_EQ(methodRole("z3::solver", "add"), Role::Assert);
  EXPECT_EQ(methodRole("z3::solver", "from_string"), Role::LoadText);
  EXPECT_EQ(methodRole("z3::solver", "get_model"), Role::Model);
  EXPECT_EQ(methodRole("z3::solver", "statistics"), Role::None);
  EXPECT_EQ(methodRole("z3::expr_vector", "push_back"), Role::Store);
  EXPECT_EQ(methodRole("z3::ast_vector_tpl", "push_back"), Role::Store);
  EXPECT_EQ(methodRole("z3::expr", "push"), Role::None);
  EXPECT_EQ(methodRole("my::solver", "push"), Role::None);
}

TEST(ModelClasses, EveryAdvisedClassOwnsTheKind) {
  EXPECT_EQ(z3ppClass(Kind::Solver), "solver");
  EXPECT_EQ(z3ppClass(Kind::Ast), "expr");
  EXPECT_EQ(z3ppClass(Kind::RcfNum), "");
  EXPECT_EQ(z3ppClass(Kind::Symbol), "");
  for (int I = 0; I <= static_cast<int>(Kind::String); ++I) {
    Kind K = static_cast<Kind>(I);
    if (!z3ppClass(K).empty() && K != Kind::App)
      EXPECT_EQ(ownerKind(("z3::" + z3ppClass(K)).str()), K);
  }
}

TEST(ModelClasses, OwnersInZ3Raii) {
  EXPECT_EQ(raiiOwnerKind("z3raii::context"), Kind::Context);
  EXPECT_EQ(raiiOwnerKind("z3raii::kind::solver"), Kind::Solver);
  EXPECT_EQ(raiiOwnerKind("z3raii::checked::kind::ast"), Kind::Ast);
  EXPECT_EQ(raiiOwnerKind("context"), Kind::Context);
  EXPECT_EQ(raiiOwnerKind("z3raii::solver_scope"), Kind::None);
  EXPECT_EQ(raiiOwnerKind("z3raii::symbol"), Kind::None);
  EXPECT_EQ(raiiOwnerKind("mine::solver"), Kind::None);
  EXPECT_EQ(raiiAlias(Kind::AstVector), "ast_vector");
  EXPECT_EQ(raiiAlias(Kind::Symbol), "");
}

} // namespace

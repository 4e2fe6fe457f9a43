// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kinds of newer headers. Where z3.h lacks them they are declared here as a
// newer one does, and a fake counts; where it has them, so do the real ones.

#include <z3.h>

#ifdef FAKE_NEWER_KINDS
extern "C" {
DEFINE_TYPE(Z3_simplifier);
DEFINE_TYPE(Z3_parser_context);
void Z3_simplifier_inc_ref(Z3_context, Z3_simplifier);
void Z3_simplifier_dec_ref(Z3_context, Z3_simplifier);
void Z3_parser_context_inc_ref(Z3_context, Z3_parser_context);
void Z3_parser_context_dec_ref(Z3_context, Z3_parser_context);
}
#endif

#include "z3raii/z3raii.h"

#include <gtest/gtest.h>

#ifdef FAKE_NEWER_KINDS
namespace {
int Increments = 0, Decrements = 0;
} // namespace

void Z3_simplifier_inc_ref(Z3_context, Z3_simplifier) { Increments += 1; }
void Z3_simplifier_dec_ref(Z3_context, Z3_simplifier) { Decrements += 1; }
void Z3_parser_context_inc_ref(Z3_context, Z3_parser_context) {
  Increments += 100;
}
void Z3_parser_context_dec_ref(Z3_context, Z3_parser_context) {
  Decrements += 100;
}

static_assert(z3raii::feature::simplifier, "declared above");
static_assert(z3raii::feature::parser_context, "declared above");

TEST(NewerKinds, Simplifier) {
  Increments = Decrements = 0;
  int Object;
  Z3_simplifier Raw = reinterpret_cast<Z3_simplifier>(&Object);
  {
    z3raii::simplifier S = z3raii::simplifier::share(nullptr, Raw);
    z3raii::simplifier T = S;
    Z3_simplifier Same = T;
    EXPECT_EQ(Same, Raw);
    EXPECT_EQ(Increments, 2);
  }
  EXPECT_EQ(Decrements, 2);
}

TEST(NewerKinds, ParserContext) {
  Increments = Decrements = 0;
  int Object;
  Z3_parser_context Raw = reinterpret_cast<Z3_parser_context>(&Object);
  {
    z3raii::parser_context P = z3raii::parser_context::share(nullptr, Raw);
    EXPECT_EQ(Increments, 100);
  }
  EXPECT_EQ(Decrements, 100);
}

#else

namespace {
struct Context {
  Context() {
    Z3_config Config = Z3_mk_config();
    C = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
  }
  ~Context() { Z3_del_context(C); }
  Z3_context C;
};
} // namespace

#ifdef HAS_SIMPLIFIER
static_assert(z3raii::feature::simplifier, "as CMake found it");
TEST(NewerKinds, RealSimplifier) {
  Context Own;
  Z3_context C = Own.C;
  z3raii::simplifier S =
      z3raii::simplifier::share(C, Z3_mk_simplifier(C, "simplify"));
  z3raii::simplifier T = S;
  S.release();
  z3raii::solver V = z3raii::solver::share(C, Z3_mk_simple_solver(C));
  V = z3raii::solver::share(C, Z3_solver_add_simplifier(C, V, T));
  EXPECT_EQ(Z3_solver_check(C, V), Z3_L_TRUE);
}
#endif

#ifdef HAS_PARSER_CONTEXT
static_assert(z3raii::feature::parser_context, "as CMake found it");
TEST(NewerKinds, RealParserContext) {
  Context Own;
  Z3_context C = Own.C;
  z3raii::parser_context P =
      z3raii::parser_context::share(C, Z3_mk_parser_context(C));
  z3raii::ast_vector V = z3raii::ast_vector::share(
      C, Z3_parser_context_from_string(C, P, "(assert true)"));
  EXPECT_EQ(Z3_ast_vector_size(C, V), 1u);
}
#endif

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts that can't be right, and odd ones that are.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function of a context, a term and the lines.
std::string body(std::string Lines) {
  return "func @f(%c: context, %e: ast) {\nbb0:\n" + Lines + "\n}\n";
}
} // namespace

TEST(WrongRelease, OfWhatWasNeverRetained) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1
  release %s in %c @2:1 "Z3_solver_dec_ref"
  ret)")),
              ElementsAre("certain wrong-release 2"));
}

TEST(WrongRelease, AlsoInAContextThatKeepsItsTerms) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context keeping count 1 @1:1
  %x = new ast in %c @2:1
  release %x in %c @3:1 "Z3_dec_ref"
  delete %c @4:1
  ret
}
)"),
              ElementsAre("certain wrong-release 3"));
}

TEST(WrongRelease, OfWhatIsBorrowed) {
  EXPECT_THAT(findings(body(R"(
  %s = borrow sort from %e in %c @1:1 "Z3_get_sort"
  release %s in %c @2:1 "Z3_dec_ref"
  ret)")),
              ElementsAre("likely wrong-release 2"));
}

TEST(WrongRelease, WhatIsBorrowedTwiceIsOneObject) {
  EXPECT_THAT(findings(body(R"(
  %s = borrow sort from %e in %c @1:1 "Z3_get_sort"
  retain %s in %c @2:1 "Z3_inc_ref"
  %t = borrow sort from %e in %c @3:1 "Z3_get_sort"
  release %t in %c @4:1 "Z3_dec_ref"
  $1 = use %s in %c @5:1
  ret)")),
              IsEmpty());
}

TEST(WrongRelease, AFunctionMayReleaseItsParameter) {
  EXPECT_THAT(findings(R"(
func @drop(%c: context, %e: ast) {
bb0:
  release %e in %c @1:1 "Z3_dec_ref"
  ret
}
func @right(%c: context) {
bb0:
  %x = new ast in %c @11:1
  retain %x in %c @12:1 "Z3_inc_ref"
  call @drop(%c, %x) @13:1
  ret
}
func @wrong(%c: context) {
bb0:
  %x = new ast in %c @21:1
  call @drop(%c, %x) @22:1
  ret
}
)"),
              ElementsAre("certain wrong-release 22"));
}

TEST(WrongRelease, ByTheFunctionOfAnotherKind) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %g: goal) {
bb0:
  release %g in %c @1:1 "Z3_dec_ref" kind ast
  ret
}
func @g(%c: context, %s: sort) {
bb0:
  release %s in %c @2:1 "Z3_dec_ref" kind ast
  ret
}
)"),
              ElementsAre("certain wrong-release 1"));
}

TEST(WrongRelease, OfTheReferenceOfAWrapper) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  %w = copy %s @2:1
  retain %w @2:1
  release %s in %c @3:1 "Z3_solver_dec_ref"
  release %w @4:1 implicit
  ret)")),
              ElementsAre("certain wrong-release 3"));
}

TEST(WrongRelease, AReferenceByHandIsGivenToAWrapper) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  %w = copy %s @3:1
  retain %w @3:1
  release %s in %c @4:1 "Z3_solver_dec_ref"
  $1 = use %w in %c @5:1
  release %w @6:1 implicit
  ret)")),
              IsEmpty());
}

TEST(WrongRelease, ADetachedReferenceIsCountedByHand) {
  EXPECT_THAT(findings(body(R"(
  %w = new solver in %c count 1 @1:1 "z3raii::solver"
  %s = move %w role detach @2:1
  release %s in %c @3:1 "Z3_solver_dec_ref"
  ret)")),
              IsEmpty());
}

TEST(WrongWrap, WhereItIsWrappedAlthoughItIsHeld) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  %w = copy %s @3:1
  retain %w @4:1
  $1 = use %w in %c @5:1
  release %w @6:1 implicit
  end %s
  ret)")),
              ElementsAre("certain wrong-wrap 4"));
}

TEST(WrongWrap, TheResultIsTheWrapper) {
  EXPECT_THAT(findings(R"(
func @make(%c: context) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  ret = copy %s @3:1
  retain ret @4:1
  end %s
  ret
}
func @use(%c: context) {
bb0:
  %w = call @make(%c) @11:1
  $1 = use %w in %c @12:1
  release %w @13:1 implicit
  ret
}
)"),
              ElementsAre("certain wrong-wrap 4"));
}

TEST(WrongWrap, AdoptedWithoutAReference) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  %w = copy %s role adopt @2:1
  release %w @3:1 implicit
  ret)")),
              ElementsAre("certain wrong-wrap 2"));
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  %w = copy %s role adopt @3:1
  release %w @4:1 implicit
  ret)")),
              IsEmpty());
}

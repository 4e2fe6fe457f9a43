// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Wrappers that are still there when their context is gone.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

TEST(Outlives, ADestructorAfterTheContexts) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c count 1 @2:1
  delete %c implicit @3:1
  release %s implicit @4:1
  end %s implicit
  ret
}
)"),
              ElementsAre("certain outlives-context 4"));
}

TEST(Outlives, ADestructorBeforeTheContexts) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c count 1 @2:1
  release %s implicit @3:1
  delete %c implicit @4:1
  ret
}
)"),
              IsEmpty());
}

TEST(Outlives, OneVariableIsToldOfOnce) {
  EXPECT_THAT(findings(R"(
func @f(%n) {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c count 1 @2:1
  branch null %n, bb1, bb2
bb1:
  delete %c implicit @3:1
  release %s implicit @4:1
  ret
bb2:
  delete %c implicit @5:1
  release %s implicit @6:1
  ret
}
)"),
              ElementsAre("certain outlives-context 4"));
}

TEST(Outlives, MembersOfOneVariableAreTheirClassesMatter) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %j.ctx = new context counting count 1 @1:1
  %j.s = new solver in %j.ctx count 1 @2:1
  delete %j.ctx implicit @3:1
  release %j.s implicit @4:1
  ret
}
)"),
              IsEmpty());
}

TEST(Outlives, AReturnedWrapper) {
  EXPECT_THAT(findings(R"(
func @f() -> ast {
bb0:
  %c = new context counting count 1 @1:1
  ret = new ast in %c count 1 @2:1
  delete %c implicit
  ret @3:1
}

func @caller() {
bb0:
  %e = call @f() @4:1
  $0 = use %e in %e @5:1
  ret
}
)"),
              ElementsAre("certain outlives-context 3"));
}

TEST(Outlives, AReturnedWrapperOfAContextThatLivesOn) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) -> ast {
bb0:
  ret = new ast in %c count 1 @2:1
  ret @3:1
}
)"),
              IsEmpty());
}

TEST(Outlives, AStoreForTheCaller) {
  EXPECT_THAT(findings(R"(
func @f(%out) {
bb0:
  %c = new context counting count 1 @1:1
  %out.* = new ast in %c count 1 @2:1
  delete %c implicit
  ret @3:1
}
)"),
              ElementsAre("certain outlives-context 2"));
}

TEST(Outlives, ARawHandleTouchesNothingByItself) {
  EXPECT_THAT(findings(R"(
func @f(%out) {
bb0:
  %c = new context counting count 1 @1:1
  %out.* = new ast in %c count 0 @2:1
  delete %c @3:1
  ret @4:1
}
)"),
              IsEmpty());
}

TEST(Outlives, ARawHandleThatIsReturnedIsHandedOver) {
  EXPECT_THAT(findings(R"(
func @f() -> ast {
bb0:
  %c = new context counting count 1 @1:1
  ret = new ast in %c count 0 @2:1
  delete %c @3:1
  ret @4:1
}
)"),
              ElementsAre("likely outlives-context 4"));
}

TEST(Outlives, WhatAFunctionOfTheFileReturnsIsJudgedByItsCallers) {
  EXPECT_THAT(findings(R"(
func @f() -> ast internal {
bb0:
  %c = new context counting count 1 @1:1
  ret = new ast in %c count 0 @2:1
  delete %c @3:1
  ret @4:1
}
)"),
              IsEmpty());
}

TEST(Outlives, AContextThatOthersTookOverPerhapsLives) {
  EXPECT_THAT(findings(R"(
func @f() -> ast {
bb0:
  %c = alloc heap.0 @1:1
  heap.0 = new context counting count 1 @1:1
  escape %c @2:1
  ret = new ast in %c.* count 1 @3:1
  delete %c.* implicit
  free %c implicit
  ret @4:1
}
)"),
              ElementsAre("possible outlives-context 4"));
}

TEST(Outlives, WhatIsThrown) {
  auto Thrown = [](std::string Exit) {
    return R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %e = new ast in %c count 1 @2:1
  ret.e = copy %e @3:1
  retain ret.e @3:1
  release %e implicit
  delete %c implicit
  end %e implicit
  end %c implicit
  )" + Exit + R"(
}
)";
  };
  EXPECT_THAT(findings(Thrown("throw @3:1")),
              ElementsAre("certain outlives-context 3"));
  // An exception that only passes by: what was built so far is destroyed.
  EXPECT_THAT(findings(Thrown("throw")), IsEmpty());
}

TEST(Outlives, WhatAReturnedClosureHas) {
  auto Closure = [](std::string Context) {
    return "func @f(%outer: context) {\nbb0:\n"
           "  %c = new context counting count 1 @1:1\n"
           "  %e = new ast in " + Context + R"( count 1 @2:1
  ret.e = copy %e @3:1
  retain ret.e role store @3:1
  release %e implicit
  delete %c implicit
  end %e implicit
  end %c implicit
  ret @3:1
}
func @g(%outer: context) {
bb0:
  %h = call @f(%outer) @5:1
  end %h implicit
  ret
}
)";
  };
  EXPECT_THAT(findings(Closure("%c")),
              ElementsAre("certain outlives-context 3"));
  // Whoever ends it releases what it has: no leak.
  EXPECT_THAT(findings(Closure("%outer")), IsEmpty());
}

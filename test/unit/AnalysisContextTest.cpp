// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts that differ, and those that may be one.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

TEST(Mixing, TwoContextsThatAreMadeHere) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = new context counting count 1 @2:1
  %s = new solver in %a count 1 @3:1
  $1 = use %s in %b @4:1
  $2 = use %s in %b @5:1
  release %s in %a @6:1
  delete %b @7:1
  delete %a @8:1
  ret
}
)"),
              ElementsAre("certain context-mixing 4"));
}

TEST(Mixing, AnotherNameOfTheSameContext) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = copy %a
  %s = new solver in %a count 1 @3:1
  $1 = use %s in %b @4:1
  release %s in %a @6:1
  delete %a @8:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, AParameterAgainstALocal) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  $1 = use %s in %c @2:1
  $2 = use %s in %a @3:1
  delete %a @4:1
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Mixing, TwoParametersMayBeOne) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %d: context, %s: solver) {
bb0:
  $1 = use %s in %c @2:1
  $2 = use %s in %d @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, ParametersAreOlderThanALocalContext) {
  EXPECT_THAT(findings(R"(
func @f(%s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  $2 = use %s in %a @3:1
  delete %a @4:1
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Mixing, AContextThatOthersHoldMayBeTheirs) {
  EXPECT_THAT(findings(R"(
func @f(%s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  @shared = copy %a
  $2 = use %s in %a @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, TwoMembersOfOneObject) {
  EXPECT_THAT(findings(R"(
func @f() this {
bb0:
  %s = new solver in %this.*.a count 1 @1:1
  $1 = use %s in %this.*.b @2:1
  release %s in %this.*.a @3:1
  ret
}
func @g(%p, %q) {
bb0:
  %s = new solver in %p.*.a count 1 @11:1
  $1 = use %s in %q.*.a @12:1
  release %s in %p.*.a @13:1
  ret
}
)"),
              ElementsAre("likely context-mixing 2"));
}

TEST(Mixing, StandsAtTheCallOfWhatMixes) {
  EXPECT_THAT(findings(R"(
func @ask(%c: context, %s: solver) {
bb0:
  $1 = use %s in %c @2:1
  ret
}
func @f() {
bb0:
  %a = new context counting count 1 @11:1
  %b = new context counting count 1 @12:1
  %s = new solver in %a count 1 @13:1
  call @ask(%a, %s) @14:1
  call @ask(%b, %s) @15:1
  release %s in %a @16:1
  delete %b @17:1
  delete %a @18:1
  ret
}
)"),
              ElementsAre("certain context-mixing 15"));
}

TEST(Mixing, ReleasedInAnotherContext) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = new context counting count 1 @2:1
  %s = new ast in %a @3:1
  retain %s in %a @4:1
  release %s in %b @5:1
  delete %b @7:1
  delete %a @8:1
  ret
}
)"),
              ElementsAre("certain wrong-release 5"));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dead handles: used, released again, handed over; and those that only look
// dead.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function of a context, a condition and the lines.
std::string body(std::string Lines) {
  return "func @f(%c: context, %s: solver, %b) {\nbb0:\n" + Lines + "\n}\n";
}
} // namespace

TEST(Release, UseAfterTheLastRelease) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  release %t in %c @3:1
  $1 = use %t in %c @4:1
  ret)")),
              ElementsAre("certain use-after-release 4"));
}

TEST(Release, TheCountMatters) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  retain %t in %c @3:1
  release %t in %c @4:1
  $1 = use %t in %c @5:1
  release %t in %c @6:1
  ret)")),
              IsEmpty());
}

TEST(Release, ThroughAnAliasAndAField) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  %job.s = copy %t @3:1
  release %job.s in %c @4:1
  $1 = use %t in %c @5:1
  ret)")),
              ElementsAre("certain use-after-release 5"));
}

TEST(Release, SecondRelease) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  release %t in %c @3:1
  release %t in %c @4:1
  ret)")),
              ElementsAre("certain second-release 4"));
}

TEST(Release, OnlyTheFirstUseIsTold) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  release %t in %c @3:1
  $1 = use %t in %c @4:1
  $2 = use %t in %c @5:1
  ret)")),
              ElementsAre("certain use-after-release 4"));
}

TEST(Release, ComparedOrOverwrittenIsFine) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  release %t in %c @3:1
  %t = copy null
  branch null %t, bb1, bb2
bb1:
  ret
bb2:
  $1 = use %t in %c @6:1
  ret)")),
              IsEmpty());
}

TEST(Release, InTheNextIteration) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  goto bb1
bb1: loop @3:1
  branch %i < %n, bb2, bb3
bb2:
  $1 = use %t in %c @4:1
  release %t in %c @5:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              // The loop may also not run at all, and lose the solver: the same
              // release in a wrong place.
              ElementsAre("certain use-after-release 4"));
}

TEST(Release, CorrelatedFlag) {
  EXPECT_THAT(findings(body(R"(
  %t = new params in %c @1:1
  retain %t in %c @2:1
  branch null %b, bb1, bb2
bb1:
  goto bb3
bb2:
  release %t in %c @3:1
  goto bb3
bb3:
  branch null %b, bb4, bb5
bb4:
  use %t in %c @4:1
  release %t in %c @5:1
  ret
bb5:
  ret)")),
              IsEmpty());
}

TEST(Release, OpaqueTestRepeated) {
  EXPECT_THAT(findings(body(R"(
  %t = new params in %c @1:1
  retain %t in %c @2:1
  branch %b < 3, bb1, bb2
bb1:
  release %t in %c @3:1
  goto bb3
bb2:
  goto bb3
bb3:
  branch %b < 3, bb4, bb5
bb4:
  ret
bb5:
  release %t in %c @5:1
  ret)")),
              IsEmpty());
}

TEST(Release, AChangedTestIsAnotherTest) {
  EXPECT_THAT(findings(body(R"(
  %t = new params in %c @1:1
  retain %t in %c @2:1
  branch %b < 3, bb1, bb2
bb1:
  release %t in %c @3:1
  goto bb3
bb2:
  goto bb3
bb3:
  havoc %b
  branch %b < 3, bb4, bb5
bb4:
  ret
bb5:
  release %t in %c @5:1
  ret)")),
              ElementsAre("certain second-release 5"));
}

TEST(Release, ContextDeleted) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %t = new solver in %c @2:1
  retain %t in %c @3:1
  delete %c @4:1
  $1 = use %t in %c @5:1
  ret
}
)"),
              // The context itself, which the same call names, is not told of
              // as well.
              ElementsAre("certain use-after-context 5"));
}

TEST(Release, WhatTheCallerOwnsIsLikelyDeadOnly) {
  EXPECT_THAT(findings(body(R"(
  release %s in %c @1:1
  $1 = use %s in %c @2:1
  ret)")),
              ElementsAre("likely use-after-release 2"));
}

TEST(Release, EscapedObjectsMayLiveOn) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c @1:1
  retain %t in %c @2:1
  escape %t @3:1
  release %t in %c @4:1
  $1 = use %t in %c @5:1
  ret)")),
              IsEmpty());
}

TEST(Release, AContextThatKeepsTermsKeepsThem) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context keeping count 1 @1:1
  %t = new ast in %c @2:1
  retain %t in %c @3:1
  release %t in %c @4:1
  $1 = use %t in %c @5:1
  delete %c @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Release, OwnedKindsDeletedTwice) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %g = new config count 1 @1:1
  delete %g @2:1
  delete %g @3:1
  ret
}
)"),
              ElementsAre("certain second-release 3"));
}

namespace {
/// Uses the solver after its own reference is given back; the callers are
/// given.
std::string planFor(std::string Callers) {
  return R"(
func @plan(%c: context, %s: solver, %relaxed) internal {
bb0:
  retain %s in %c @2:1
  branch null %relaxed, bb2, bb1
bb1:
  release %s in %c @4:1
  goto bb2
bb2:
  branch null %relaxed, bb4, bb3
bb3:
  $1 = use %s in %c @7:1
  ret
bb4:
  release %s in %c @8:1
  ret
}
)" + Callers;
}
} // namespace

TEST(Release, NobodyElseOwnsAHandleThatIsPassedFresh) {
  const char *Fresh = R"(
func @a(%c: context, %b) {
bb0:
  $1 = new solver in %c
  call @plan(%c, $1, %b)
  ret
}
)";
  const char *Owned = R"(
func @b(%c: context, %b) {
bb0:
  $1 = new solver in %c
  retain $1 in %c
  call @plan(%c, $1, %b)
  release $1 in %c
  ret
}
)";
  EXPECT_THAT(findings(planFor(Fresh)),
              ElementsAre("likely use-after-release 7"));
  EXPECT_THAT(findings(planFor(Owned)), IsEmpty());
  EXPECT_THAT(findings(planFor(std::string(Fresh) + Owned)), IsEmpty());
  EXPECT_THAT(findings(planFor("")), IsEmpty());
}

/// The caller's term is a part of %n when its reference is given back.
static std::string partOfAnother(llvm::StringRef Then) {
  return (R"ir(
func @f(%c: context, %a: ast) {
bb0:
  %n = new ast keeps %a in %c @1:1
  retain %n in %c @2:1
  release %a in %c @3:1 "Z3_dec_ref"
)ir" + Then +
          "  ret\n}\n")
      .str();
}

TEST(Release, ATermOfTheCallerLivesOnAsAPart) {
  EXPECT_THAT(findings(partOfAnother(R"ir(
  $1 = use %a in %c @4:1
  release %n in %c @5:1
)ir")),
              IsEmpty());
}

TEST(Release, ATermOfTheCallerDiesWithWhatItIsAPartOf) {
  EXPECT_THAT(findings(partOfAnother(R"ir(
  release %n in %c @4:1
  $1 = use %a in %c @5:1
)ir")),
              ElementsAre("likely use-after-release 5"));
}

/// The callee makes a term of the caller's one, does Does with it, and the
/// caller gives its own back, makes another and uses the first.
static std::string builtByCallee(llvm::StringRef Does) {
  return ("func @callee(%c: context, %a: ast) -> ast {\nbb0:\n"
          "  use %a in %c @1:1\n  %n = new ast keeps %a in %c @1:1\n" +
          Does + R"ir(
}
func @caller() {
bb0:
  %c = new context counting count 1 @10:1
  %a = new ast in %c @11:1
  retain %a in %c @12:1 "Z3_inc_ref"
  %n = call @callee(%c, %a) @13:1
  release %a in %c @14:1 "Z3_dec_ref"
  $1 = new ast in %c @15:1
  $2 = use %a in %c @16:1
  delete %c @17:1
  ret
}
)ir")
      .str();
}

TEST(Release, ACalleeKeepsWhatItsResultIsMadeOf) {
  EXPECT_THAT(findings(builtByCallee("  retain %n in %c @2:1\n"
                                     "  ret = copy %n @3:1\n  ret\n")),
              IsEmpty());
}

TEST(Release, ACalleeKeepsNothingBySlotsAlone) {
  EXPECT_THAT(findings(builtByCallee("  ret = copy null @3:1\n  ret\n")),
              ElementsAre("certain use-after-release 16"));
}

TEST(Release, OfWhatTheCalleeKeepsInMemoryThatItHandsOut) {
  EXPECT_THAT(findings(R"(
func @keep(%c: context, %e: ast) pointer internal {
bb0:
  %p = alloc heap.0 @1:1
  retain %e in %c @2:1
  %p.*.e = copy %e
  ret = copy %p
  ret
}
func @f() {
bb0:
  %c = new context counting count 1 @4:1
  %e = new ast in %c @5:1
  %p = call @keep(%c, %e) @6:1
  %d = new ast in %c @7:1
  release %p.*.e in %c @8:1
  free %p
  use %e in %c @9:1
  delete %c
  ret
}
)"),
              ElementsAre("certain use-after-release 9"));
}

TEST(Release, AHandleOfUnknownOriginThatTheCalleeHasGivenBack) {
  auto Slots = [](std::string Release) {
    return R"(
func @take(%k, %i) -> ast pointer internal holds %k.*.slots[%i]: ast {
bb0:
  %old = copy %k.*.slots[%i]
  )" + Release +
           R"(
  %k.*.slots[%i] = copy null
  ret = copy %old
  ret
}
func @f(%k, %i) {
bb0:
  %old = call @take(%k, %i) @5:1
  use %old @6:1
  ret
}
)";
  };
  EXPECT_THAT(findings(Slots("release %old @2:1 \"Z3_goal_dec_ref\"")),
              ElementsAre("likely use-after-release 6"));
  EXPECT_THAT(findings(Slots("use %old @2:1")), IsEmpty());
}

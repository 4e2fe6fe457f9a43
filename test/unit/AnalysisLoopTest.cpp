// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects made in loops: what is lost, what grows, what could be reused. Line
// numbers in the IR text are the reader's handle on what is reported.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

TEST(LoopLeak, RetainedAndNeverReleased) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  %s = new solver in %c @3:1
  retain %s in %c @4:1
  $1 = use %s in %c role check @5:1
  end %s @6:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("certain loop-leak 3"));
}

TEST(LoopLeak, OverwrittenInTheNextIteration) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  $1 = new solver in %c @3:1
  %s = copy $1 @3:2
  retain %s in %c @4:1
  havoc %i
  goto bb1
bb3:
  release %s in %c @9:1
  end %s
  ret
}
)"),
              ElementsAre("certain loop-leak 3"));
}

TEST(LoopLeak, ReleasedOnOneWayOnly) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb5
bb2:
  %s = new solver in %c @3:1
  retain %s in %c @4:1
  $1 = use %s in %c role check @5:1
  branch $1 == 1, bb3, bb4
bb3:
  end %s @6:1
  havoc %i
  goto bb1
bb4:
  release %s in %c @7:1
  end %s @8:1
  havoc %i
  goto bb1
bb5:
  ret
}
)"),
              ElementsAre("certain loop-leak 3"));
}

TEST(LoopLeak, ReleasedInEachIterationIsSilent) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n, %f: ast) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  havoc %m
  $9 = copy %m
  %s = new params in %c @3:1
  retain %s in %c @4:1
  use %s in %c @5:1
  release %s in %c @6:1
  end %s @7:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(LoopLeak, LeavingTheLoopIsNoLoopLeak) {
  // Lost once, on the way out: z3-handle-leak's business.
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb5
bb2:
  %s = new params in %c @3:1
  retain %s in %c @4:1
  $1 = use %s in %c @5:1
  branch null $1, bb3, bb4
bb3:
  end %s @6:1
  ret
bb4:
  release %s in %c @7:1
  end %s @8:1
  havoc %i
  goto bb1
bb5:
  ret
}
)"),
              ElementsAre("certain handle-leak 3"));
}

TEST(LoopLeak, GoesWithTheContextOfItsIteration) {
  EXPECT_THAT(findings(R"(
func @f(%n, %t) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  %c = new context counting count 1 @3:1
  use in %c role load_text
  %s = new params in %c @4:1
  retain %s in %c @5:1
  delete %c @6:1
  end %s @7:1
  end %c @7:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(LoopLeak, SmallConstantTripCountIsNoLoop) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) {
bb0:
  goto bb1
bb1: loop @2:3 trip 4
  branch %i < 4, bb2, bb3
bb2:
  %s = new solver in %c @3:1
  retain %s in %c @4:1
  end %s @6:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("certain handle-leak 3"));
}

TEST(LoopLeak, StoredInAnArrayIsNotLost) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n, %a) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  %s = new params in %c @3:1
  retain %s in %c @4:1
  %a.*[*] = copy %s @5:1
  end %s @6:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(LoopLeak, HeapObjectWithoutDelete) {
  // new z3::solver in a loop: the block is lost with what it holds.
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  $1 = alloc heap.1 @3:1
  heap.1 = new solver in %c count 1 @3:5
  %p = copy $1 @3:1
  $2 = use %p.* in %c role check @4:1
  end %p @6:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("certain loop-leak 3"));
}

TEST(LoopGrowth, TermsInAContextThatKeepsThem) {
  EXPECT_THAT(findings(R"(
func @f(%n) {
bb0:
  %c = new context keeping count 1 @1:1
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  use %i in %c @3:1 "Z3_mk_int"
  %k = new ast in %c @3:1 "Z3_mk_int"
  end %k @4:1
  havoc %i
  goto bb1
bb3:
  delete %c @9:1
  ret
}
)"),
              ElementsAre("likely loop-growth 3"));
}

TEST(LoopGrowth, TheSameTermAgainIsNoGrowth) {
  EXPECT_THAT(findings(R"(
func @f(%n) {
bb0:
  %c = new context keeping count 1 @1:1
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  use 1 in %c @3:1 "Z3_mk_int"
  %k = new ast in %c @3:1 "Z3_mk_int"
  end %k @4:1
  havoc %i
  goto bb1
bb3:
  delete %c @9:1
  ret
}
)"),
              IsEmpty());
}

TEST(LoopGrowth, PushWithoutPop) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s: solver, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  use %s in %c role push @3:1
  $1 = use %s in %c role check @4:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("likely loop-growth 3"));
}

TEST(LoopGrowth, PushAndPopIsSilent) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s: solver, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  use %s in %c role push @3:1
  $1 = use %s in %c role check @4:1
  use %s in %c role pop @5:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

namespace {
/// A loop with a solver per iteration; Body stands between making and releasing
/// it.
std::string solverPerIteration(std::string Body, std::string After) {
  return R"(
func @f(%c: context, %x: ast, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb4
bb2:
  %s = new solver in %c @3:1 "Z3_mk_solver"
  retain %s in %c @4:1
)" + Body +
         R"(
  release %s in %c @7:1
  end %s @8:1
)" + After +
         R"(
bb3:
  havoc %i
  goto bb1
bb4:
  ret
}
)";
}
} // namespace

TEST(LoopChurn, SameSetUpInEachIteration) {
  EXPECT_THAT(findings(solverPerIteration(R"(
  use %s, %x in %c role assert @5:1
  $1 = use %s in %c role check @6:1)",
                                          "  goto bb3")),
              ElementsAre("likely loop-churn 3"));
}

TEST(LoopChurn, ConfigurationOfTheIterationIsSilent) {
  EXPECT_THAT(findings(solverPerIteration(R"(
  use %s, %i in %c role configure @5:1
  $1 = use %s in %c role check @6:1)",
                                          "  goto bb3")),
              IsEmpty());
}

TEST(LoopChurn, SearchThatEndsWithTheAnswerIsSilent) {
  EXPECT_THAT(findings(solverPerIteration(R"(
  use %s, %x in %c role assert @5:1
  %r = use %s in %c role check @6:1)",
                                          "  branch %r == 1, bb4, bb3")),
              IsEmpty());
}

TEST(LoopChurn, ContextFilledFromTextIsSilent) {
  EXPECT_THAT(findings(R"(
func @f(%q, %n) {
bb0:
  goto bb1
bb1: loop @2:3
  branch %i < %n, bb2, bb3
bb2:
  %c = new context counting count 1 @3:1
  %s = new solver in %c count 1 @4:1
  use %s in %c role load_text @5:1
  $1 = use %s in %c role check @6:1
  release %s implicit @7:1
  end %s @7:1
  delete %c implicit @7:1
  end %c @7:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(LoopChurn, AMethodThatCountsBesides) {
  auto Method = [](std::string Steps) {
    return R"(
func @fits(%low) this of "Checker" holds %this.*.c: context {
bb0:
  %q = new solver in %this.*.c count 1 @1:1
  use %low in %q role assert @2:1
  $1 = use %q in %q role check @3:1
  release %q implicit
  ret
}
func @walk(%n) this of "Checker" {
bb0:
  goto bb1
bb1: loop @5:1
  branch %n > 0, bb2, bb3
bb2:
  call @fits(%this, %n) @6:1
  havoc %this.*.)" +
           Steps + R"(
  havoc %n plus -1
  goto bb1
bb3:
  ret
}
)";
  };
  EXPECT_THAT(findings(Method("errors plus 1")),
              ElementsAre("likely loop-churn 6"));
  // Another context each time.
  EXPECT_THAT(findings(Method("c")), IsEmpty());
}

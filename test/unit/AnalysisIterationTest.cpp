// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that are run again and again as a whole: callbacks and recursions.
// Line numbers in the IR text are the reader's handle on what is reported.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A walker that calls its callback in a loop.
std::string walked(const char *Callback, const char *Call) {
  return std::string(Callback) + R"(
func @walk(%n, %data) internal {
bb0:
  goto bb1
bb1: loop @100:3
  branch null %n, bb3, bb2
bb2:
  )" + Call +
         R"(
  %n = copy %n.*.next @102:5
  goto bb1
bb3:
  ret
}
)";
}

constexpr char MakesSolver[] = R"(
func @visit(%n, %c: context) internal {
bb0:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  $1 = use %s in %c role check @5:1
  release %s in %c @6:1 implicit
  end %s
  ret
})";

} // namespace

TEST(Callback, MakesItsSolverForEachElement) {
  EXPECT_THAT(
      findings(walked(MakesSolver,
                      "call @visit(%n, %data.*.c) role callback @101:5")),
      ElementsAre("likely loop-churn 3"));
}

TEST(Callback, IsReportedAtTheCallWhereItIsNone) {
  EXPECT_THAT(
      findings(walked(MakesSolver, "call @visit(%n, %data.*.c) @101:5")),
      ElementsAre("likely loop-churn 101"));
}

TEST(Callback, GetsAnotherContextForEachElement) {
  EXPECT_THAT(findings(walked(MakesSolver,
                              "call @visit(%n, %n.*.c) role callback @101:5")),
              IsEmpty());
}

TEST(Callback, LosesAnObjectForEachElement) {
  EXPECT_THAT(
      findings(walked(R"(
func @visit(%n, %c: context) internal {
bb0:
  %a = new ast in %c @3:1
  retain %a in %c @4:1 "Z3_inc_ref"
  end %a @5:1
  ret
})",
                      "call @visit(%n, %data.*.c) role callback @101:5")),
      ElementsAre("certain loop-leak 3"));
}

TEST(Callback, WhoseAnswerEndsTheLoopSearches) {
  EXPECT_THAT(findings(R"(
func @visit(%n, %c: context) internal {
bb0:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  ret = use %s in %c role check @5:1
  release %s in %c @6:1 implicit
  end %s
  ret
}
func @find(%n, %c: context) {
bb0:
  goto bb1
bb1: loop @100:3
  branch null %n, bb3, bb2
bb2:
  $1 = call @visit(%n, %c) role callback @101:5
  %n = copy %n.*.next @102:5
  branch $1 == 1, bb3, bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(Callback, RunOnceIsNoLoop) {
  EXPECT_THAT(findings(std::string(MakesSolver) + R"(
func @once(%n, %c: context) {
bb0:
  call @visit(%n, %c) role callback @101:5
  ret
}
)"),
              IsEmpty());
}

TEST(Callback, OverAFewElementsIsNoLoop) {
  EXPECT_THAT(findings(std::string(MakesSolver) + R"(
func @few(%n, %c: context) {
bb0:
  goto bb1
bb1: loop @100:3 trip 4 perelement
  edges bb2, bb3
bb2:
  call @visit(?, %c) role callback @101:5
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(Callback, AssertsToOneSolver) {
  EXPECT_THAT(
      findings(walked(R"(
func @visit(%n, %s: solver) internal {
bb0:
  use %s, %n.*.term role assert @4:1
  $1 = use %s role check @5:1
  ret
})",
                      "call @visit(%n, %data.*.s) role callback @101:5")),
      ElementsAre("likely loop-growth 4"));
}

TEST(Callback, LeavesAScopeOpen) {
  EXPECT_THAT(
      findings(walked(R"(
func @visit(%n, %s: solver) internal {
bb0:
  use %s role push @3:1
  use %s, %n.*.term role assert @4:1
  $1 = use %s role check @5:1
  branch $1 == 1, bb1, bb2
bb1:
  use %s, 1 role pop @6:1
  ret
bb2:
  ret
})",
                      "call @visit(%n, %data.*.s) role callback @101:5")),
      ElementsAre("likely loop-growth 3"));
}

//===----------------------------------------------------------------------===//
// Recursion
//===----------------------------------------------------------------------===//

TEST(Recursion, MakesItsSolverInEachCall) {
  EXPECT_THAT(findings(R"(
func @down(%n, %c: context) {
bb0:
  branch null %n, bb2, bb1
bb1:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  $1 = use %s in %c role check @5:1
  call @down(%n.*.left, %c) @6:1
  call @down(%n.*.right, %c) @7:1
  release %s in %c @8:1 implicit
  end %s
  ret
bb2:
  ret
}
)"),
              ElementsAre("likely loop-churn 3"));
}

TEST(Recursion, ThatTheAnswerEndsSearches) {
  EXPECT_THAT(findings(R"(
func @down(%n, %c: context) {
bb0:
  branch null %n, bb3, bb1
bb1:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  $1 = use %s in %c role check @5:1
  release %s in %c @8:1 implicit
  end %s
  branch $1 == 1, bb2, bb3
bb2:
  call @down(%n.*.left, %c) @6:1
  ret
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(Recursion, HandsItsSolverDown) {
  EXPECT_THAT(findings(R"(
func @down(%n, %c: context, %above: solver) {
bb0:
  branch null %n, bb2, bb1
bb1:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  $1 = use %s in %c role check @5:1
  call @down(%n.*.left, %c, %s) @6:1
  release %s in %c @8:1 implicit
  end %s
  ret
bb2:
  ret
}
)"),
              IsEmpty());
}

TEST(Recursion, OfTwoFunctions) {
  EXPECT_THAT(findings(R"(
func @row(%n, %c: context) {
bb0:
  branch null %n, bb2, bb1
bb1:
  call @item(%n, %c) @2:1
  call @row(%n.*.next, %c) @2:9
  ret
bb2:
  ret
}
func @item(%n, %c: context) {
bb0:
  %s = new solver in %c count 1 @3:1
  use %s, %n.*.term in %c role assert @4:1
  $1 = use %s in %c role check @5:1
  release %s in %c @6:1 implicit
  end %s
  call @row(%n.*.rows, %c) @7:1
  ret
}
)"),
              ElementsAre("likely loop-churn 3"));
}

/// What is done to the node at hand is told, whatever is done behind it. (Of
/// terms in a context of unknown mode: likely.)
TEST(Recursion, ReleasesATree) {
  EXPECT_THAT(findings(R"(
func @drop(%c: context, %n) internal {
bb0:
  branch null %n, bb2, bb1
bb1:
  call @drop(%c, %n.*.left) @2:1
  call @drop(%c, %n.*.right) @3:1
  release %n.*.term in %c @4:1
  ret
bb2:
  ret
}
func @f(%c: context) {
bb0:
  %root.term = new ast in %c @10:1
  retain %root.term in %c @11:1
  %leaf.term = new ast in %c @12:1
  retain %leaf.term in %c @13:1
  %leaf.left = copy null
  %leaf.right = copy null
  %root.left = addr %leaf
  %root.right = copy null
  $1 = addr %root
  call @drop(%c, $1) @14:1
  use %root.term in %c @15:1
  ret
}
)"),
              ElementsAre("likely use-after-release 15"));
}

TEST(Recursion, MayReleaseWhatIsFurtherDown) {
  // The leaf is neither lost nor surely dead.
  EXPECT_THAT(findings(R"(
func @drop(%c: context, %n) internal {
bb0:
  branch null %n, bb2, bb1
bb1:
  call @drop(%c, %n.*.next) @2:1
  release %n.*.term in %c @4:1
  ret
bb2:
  ret
}
func @f(%c: context) {
bb0:
  %c3.term = new ast in %c @10:1
  retain %c3.term in %c @11:1
  %c3.next = copy null
  %c2.term = new ast in %c @12:1
  retain %c2.term in %c @13:1
  %c2.next = addr %c3
  %c1.term = new ast in %c @14:1
  retain %c1.term in %c @15:1
  %c1.next = addr %c2
  $1 = addr %c1
  call @drop(%c, $1) @16:1
  ret
}
)"),
              IsEmpty());
}

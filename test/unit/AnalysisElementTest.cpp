// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects kept in arrays whose index is not a constant.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A function that makes a solver for each element of an array of its own, then
/// does AfterFill.
std::string fills(llvm::StringRef AfterFill) {
  return (R"(
func @f(%c: context, %n) {
bb0:
  %i = copy 0 @2:1
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  %s[%i] = new solver in %c @4:1
  retain %s[%i] in %c @5:1
  $1 = use %s[%i] in %c role check @6:1
  havoc %i @7:1
  goto bb1
bb3:
  %j = copy 0 @8:1
)" + AfterFill)
      .str();
}

const char *const Gives = R"(
func @give(%c: context, %s, %n) {
bb0:
  goto bb1
bb1: loop @30:3
  branch %i < %n, bb2, bb3
bb2:
  release %s.*[%i] in %c @31:1
  havoc %i
  goto bb1
bb3:
  ret
}
)";

} // namespace

TEST(Elements, NeverReleased) {
  EXPECT_THAT(findings(fills(R"(
  end %s @20:1
  ret
}
)")),
              ElementsAre("certain loop-leak 4"));
}

TEST(Elements, ReadInAnotherLoopAndNeverReleased) {
  EXPECT_THAT(findings(fills(R"(
  goto bb4
bb4: loop @9:3
  branch %j < %n, bb5, bb6
bb5:
  $2 = use %s[%j] in %c role check @10:1
  havoc %j
  goto bb4
bb6:
  end %s @20:1
  ret
}
)")),
              ElementsAre("likely loop-leak 4"));
}

namespace {

/// A loop that fills an array with solvers, and another one.
std::string filledAnd(const char *InFirst, const char *InSecond) {
  return std::string(R"(
func @f(%c: context, %n, %k) {
bb0:
  %i = copy 0
  goto bb1
bb1: loop
  branch %i < %n, bb2, bb3
bb2:
  $0 = new solver in %c @1:1
  %s[%i] = copy $0 @1:1
)") + InFirst +
         R"(
  havoc %i plus 1
  goto bb1
bb3:
  %j = copy 0
  goto bb4
bb4: loop
  branch %j < %n, bb5, bb6
bb5:
)" + InSecond +
         R"(
  havoc %j plus 1
  goto bb4
bb6:
  ret
}
)";
}

} // namespace

TEST(Elements, ALoopOverThemComesToThoseThatAreGone) {
  EXPECT_THAT(findings(filledAnd("", "  use %s[%j] in %c role check @2:1")),
              ElementsAre(testing::HasSubstr("unprotected-use 2")));
  EXPECT_THAT(findings(filledAnd("", "  $1 = copy %s[%j]\n"
                                     "  use $1 in %c role check @2:1")),
              ElementsAre(testing::HasSubstr("unprotected-use 2")));
}

TEST(Elements, ALoopThatReadsOneOfThemMayMeanTheLast) {
  EXPECT_THAT(findings(filledAnd("", "  use %s[%k] in %c role check @2:1")),
              IsEmpty());
}

TEST(Elements, TheOneThatWasJustMadeIsThere) {
  EXPECT_THAT(findings(filledAnd("  use %s[%i] in %c role check @2:1", "")),
              IsEmpty());
}

TEST(Elements, ReleasedInAnotherLoop) {
  EXPECT_THAT(findings(fills(R"(
  goto bb4
bb4: loop @9:3
  branch %j < %n, bb5, bb6
bb5:
  release %s[%j] in %c @10:1
  havoc %j
  goto bb4
bb6:
  end %s @20:1
  ret
}
)")),
              IsEmpty());
}

TEST(Elements, TakenOutAndReleased) {
  EXPECT_THAT(findings(fills(R"(
  goto bb4
bb4: loop @9:3
  branch %j < %n, bb5, bb6
bb5:
  %t = copy %s[%j] @10:1
  release %t in %c @11:1
  end %t
  havoc %j
  goto bb4
bb6:
  end %s @20:1
  ret
}
)")),
              IsEmpty());
}

TEST(Elements, ReleasedByACallee) {
  EXPECT_THAT(findings(Gives + fills(R"(
  $3 = addr %s @10:1
  call @give(%c, $3, %n) @10:2
  end %s @20:1
  ret
}
)")),
              IsEmpty());
}

TEST(Elements, OfAnArrayThatOthersSee) {
  EXPECT_THAT(findings(fills(R"(
  $3 = addr %s @10:1
  call @elsewhere($3) @10:2
  end %s @20:1
  ret
}
)")),
              IsEmpty());
}

TEST(Elements, UsedAfterItsReleaseUnderTheSameIndex) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s, %i) {
bb0:
  release %s.*[%i] in %c @3:1
  $1 = use %s.*[%i] in %c role check @4:1
  ret
}
)"),
              ElementsAre("likely use-after-release 4"));
}

TEST(Elements, AnotherOneIsUsedOnceTheIndexHasChanged) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s, %i) {
bb0:
  release %s.*[%i] in %c @3:1
  havoc %i @4:1
  $1 = use %s.*[%i] in %c role check @5:1
  release %s.*[%i] in %c @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Elements, AConstantIndexIsTheSameElementAsAVariableThatHasItsValue) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s) {
bb0:
  %i = copy 0 @2:1
  release %s.*[%i] in %c @3:1
  $1 = use %s.*[0] in %c role check @4:1
  ret
}
)"),
              ElementsAre("likely use-after-release 4"));
}

TEST(Elements, AFieldOfAnElement) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  %p = alloc heap.1 @2:1
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  %p.*[%i].solver = new solver in %c @4:1
  retain %p.*[%i].solver in %c @5:1
  havoc %i @7:1
  goto bb1
bb3:
  free %p @8:1
  ret
}
)"),
              ElementsAre("certain loop-leak 4"));
}

constexpr char AddAndFill[] = R"(
func @add(%l, %e) {
bb0:
  %l.*.data.*[*] = copy %e @101:1
  ret
}
func @forget(%l, %e) {
bb0:
  %l.*.count = copy %e.count @102:1
  ret
}
func @f(%c: context, %l, %n) {
bb0:
  %e.terms = alloc heap.1 @1:1
  goto bb1
bb1: loop @2:1
  branch %i < %n, bb2, bb3
bb2:
  %e.terms.*[%i] = new ast in %c @3:1
  retain %e.terms.*[%i] in %c @4:1
  havoc %i @5:1
  goto bb1
bb3:
)";

TEST(Elements, AStructThatACalleePutsIntoAnArrayTakesItsHandlesAlong) {
  EXPECT_THAT(findings(std::string(AddAndFill) + R"(
  call @add(%l, %e) @6:1
  end %e
  ret
}
)"),
              IsEmpty());
  EXPECT_THAT(findings(std::string(AddAndFill) + R"(
  call @forget(%l, %e) @6:1
  end %e
  ret
}
)"),
              ElementsAre("certain loop-leak 3"));
}

namespace {

/// A reference that is assigned through: to an element of a container that is
/// not followed, or to a variable.
std::string assignedThrough(const char *Target) {
  return std::string(R"(
func @f(%c: context, %n) {
bb0:
  %s = new solver in %c @1:1 "make"
  retain %s in %c @1:2 "Z3_solver_inc_ref"
  )") + Target +
         R"(
  %r = addr $1 @2:2
  $2 = copy %s @3:1
  retain $2 @3:1
  %r.* = move $2 @3:1
  release %s implicit
  end %s implicit
  end %r implicit
  end $1 implicit
  ret
}
)";
}

} // namespace

TEST(Elements, AssignedThroughAReferenceToOneThatIsNotFollowed) {
  EXPECT_THAT(findings(assignedThrough("$1 = borrow solver @2:1")), IsEmpty());
}

TEST(Elements, AssignedThroughAReferenceToAVariable) {
  EXPECT_THAT(findings(assignedThrough("$1 = copy null @2:1")),
              testing::Not(IsEmpty()));
}

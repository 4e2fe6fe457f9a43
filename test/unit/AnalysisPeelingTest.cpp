// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that run a few times, a constant number.

#include "AnalysisHelper.h"
#include "analysis/Peeling.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// Fills two elements of an array in a loop, then does AfterFill.
std::string fillsTwo(llvm::StringRef AfterFill) {
  return (R"(
func @f(%c: context, %n) {
bb0:
  %i = copy 0 @2:1
  goto bb1
bb1: loop @3:3 trip 2
  branch %i < 2, bb2, bb3
bb2:
  %s[%i] = new solver in %c @4:1
  retain %s[%i] in %c @5:1
  havoc %i plus 1 @7:1
  goto bb1
bb3:
  end %i
)" + AfterFill)
      .str();
}

TEST(Peeling, KnowsEachElement) {
  EXPECT_THAT(findings(fillsTwo(R"(
  release %s[0] in %c @8:1
  release %s[1] in %c @9:1
  ret
})")),
              IsEmpty());
  EXPECT_THAT(findings(fillsTwo(R"(
  release %s[1] in %c @9:1
  ret
})")),
              ElementsAre("certain handle-leak 4"));
  EXPECT_THAT(findings(fillsTwo(R"(
  release %s[0] in %c @8:1
  release %s[1] in %c @9:1
  use %s[0] in %c @10:1
  ret
})")),
              ElementsAre("certain use-after-release 10"));
}

TEST(Peeling, TellsOfOneDefectOnce) {
  EXPECT_THAT(findings(fillsTwo("  ret\n}")),
              ElementsAre("certain handle-leak 4"));
}

/// The first iteration makes it, and the one with this number gives it back.
std::string madeFirst(unsigned GivenBackIn) {
  return R"(
func @f(%c: context) {
bb0:
  %i = copy 0 @2:1
  goto bb1
bb1: loop @3:3 trip 2
  branch %i < 2, bb2, bb7
bb2:
  branch %i == 0, bb3, bb4
bb3:
  %s = new solver in %c @4:1
  retain %s in %c @5:1
  goto bb4
bb4:
  use %s in %c @6:1
  branch %i == )" +
         std::to_string(GivenBackIn) + R"(, bb5, bb6
bb5:
  release %s in %c @7:1
  goto bb6
bb6:
  havoc %i plus 1 @8:1
  goto bb1
bb7:
  ret
})";
}

TEST(Peeling, KnowsTheIteration) {
  EXPECT_THAT(findings(madeFirst(1)), IsEmpty());
  EXPECT_THAT(findings(madeFirst(0)),
              ElementsAre("certain use-after-release 6"));
  EXPECT_THAT(findings(madeFirst(2)), ElementsAre("certain handle-leak 4"));
}

/// Two references, or three, that a counter counts down.
std::string countsDown(llvm::StringRef Retain) {
  return (R"(
func @f(%c: context, %n) {
bb0:
  %s = new solver in %c @2:1
  retain %s in %c @3:1
  %refs = copy 1 @4:1
  branch %n == 1, bb1, bb2
bb1:
  retain %s in %c @5:1
  havoc %refs plus 1 @6:1
  goto bb2
bb2:
)" + Retain + R"(
  goto bb3
bb3: loop @7:3
  branch %refs > 0, bb4, bb5
bb4:
  release %s in %c @8:1
  havoc %refs plus -1 @9:1
  goto bb3
bb5:
  ret
})")
      .str();
}

TEST(Peeling, FollowsACounterOfReferences) {
  EXPECT_THAT(findings(countsDown("")), IsEmpty());
  EXPECT_THAT(findings(countsDown("  retain %s in %c @10:1")),
              ElementsAre("certain handle-leak 2"));
}

TEST(Peeling, LeavesOtherLoopsAlone) {
  using z3tidy::analysis::PeeledFunction;
  auto IsPeeled = [](llvm::StringRef Start, llvm::StringRef Test) {
    z3tidy::ir::Module M = z3tidy::test::parsed(
        ("func @f(%c: context, %n) {\nbb0:\n" + Start + "  goto bb1\n" +
         "bb1: loop @3:3\n  branch " + Test + R"(, bb2, bb3
bb2:
  use %c @4:1
  havoc %i plus 1 @5:1
  goto bb1
bb3:
  ret
})")
            .str());
    return PeeledFunction::of(*M.Functions[0], 4) != nullptr;
  };
  EXPECT_TRUE(IsPeeled("  %i = copy 0\n", "%i < 3"));
  EXPECT_FALSE(IsPeeled("  %i = copy 0\n", "%i < %n"));
  EXPECT_FALSE(IsPeeled("  %i = copy 0\n", "%i < 5"));
  EXPECT_FALSE(IsPeeled("  %i = copy %n\n", "%i < 3"));
  EXPECT_FALSE(IsPeeled("  %i = copy 0\n  %p = addr %i\n", "%i < 3"));
}

} // namespace

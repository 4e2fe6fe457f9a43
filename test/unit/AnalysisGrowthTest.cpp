// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What grows through callees, new names, and terms that assignments forget.
// Line numbers in the IR text are the reader's handle on what is reported.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A loop over queries with this for its body.
std::string loop(const char *Callees, const char *Body,
                 const char *Exit = "goto bb1") {
  return std::string(Callees) + R"(
func @run(%m, %c: context, %s: solver, %n) {
bb0:
  %i = copy 0
  goto bb1
bb1: loop @100:3
  branch %i < %n, bb2, bb3
bb2:
  )" + Body +
         R"(
  havoc %i
  )" + Exit +
         R"(
bb3:
  ret
}
)";
}

constexpr char Ask[] = R"(
func @ask(%m, %v) internal {
bb0:
  $1 = new ast in %m.*.c @3:1
  use %v, $1 in %m.*.c @3:2
  use %m.*.s, %v in %m.*.c role assert @4:1
  ret = use %m.*.s in %m.*.c role check @5:1
  ret
})";

} // namespace

TEST(CalleeGrowth, EachCallAsserts) {
  EXPECT_THAT(findings(loop(Ask, "$1 = call @ask(%m, %i) @101:5")),
              ElementsAre("likely loop-growth 101"));
}

TEST(CalleeGrowth, TheSameEachTime) {
  EXPECT_THAT(findings(loop(Ask, "$1 = call @ask(%m, %n) @101:5")), IsEmpty());
}

TEST(CalleeGrowth, TheAnswerEndsTheLoop) {
  EXPECT_THAT(findings(loop(Ask, "$1 = call @ask(%m, %i) @101:5",
                            "branch $1 == 1, bb3, bb1")),
              IsEmpty());
}

TEST(CalleeGrowth, AnotherCalleePops) {
  EXPECT_THAT(findings(loop((std::string(Ask) + R"(
func @undo(%m) internal {
bb0:
  use %m.*.s, 1 in %m.*.c role pop @7:1
  ret
})")
                                .c_str(),
                            "$1 = call @ask(%m, %i) @101:5\n"
                            "  call @undo(%m) @102:5")),
              IsEmpty());
}

TEST(CalleeGrowth, SomebodyUnknownMayPop) {
  EXPECT_THAT(findings(loop(Ask, "$1 = call @ask(%m, %i) @101:5\n"
                                 "  call @elsewhere(%m.*.s) @102:5")),
              IsEmpty());
}

TEST(CalleeGrowth, ThroughTwoCalls) {
  EXPECT_THAT(findings(loop((std::string(Ask) + R"(
func @serve(%m, %v) internal {
bb0:
  ret = call @ask(%m, %v) @7:1
  ret
})")
                                .c_str(),
                            "$1 = call @serve(%m, %i) @101:5")),
              ElementsAre("likely loop-growth 101"));
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

TEST(Names, OneForEachQuery) {
  EXPECT_THAT(findings(loop("", R"($1 = use %i role text @101:1
  use %i in %c role name @102:1 "named"
  use ? in %c @102:1 "named"
  %x = new ast in %c count 1 @102:1 "named"
  use %s role push @103:1
  use %s, %x role assert @104:1
  $2 = use %s role check @105:1
  use %s, 1 role pop @106:1
  release %x in %c @107:1 implicit
  end %x @107:1)")),
              ElementsAre("likely loop-growth 102"));
}

TEST(Names, OfVariablesThatStay) {
  // Asserted for good: the loop states what it has made.
  EXPECT_THAT(findings(loop("", R"(use %i in %c role name @102:1 "named"
  use ? in %c @102:1 "named"
  %x = new ast in %c count 1 @102:1 "named"
  use %s, %x role assert @104:1
  release %x in %c @107:1 implicit
  end %x @107:1)")),
              IsEmpty());
}

TEST(Names, OfTheSameNumber) {
  EXPECT_THAT(findings(loop("", R"(use %n in %c role name @102:1 "named"
  use ? in %c @102:1 "named"
  %x = new ast in %c count 1 @102:1 "named"
  use %s role push @103:1
  use %s, %x role assert @104:1
  $2 = use %s role check @105:1
  use %s, 1 role pop @106:1
  release %x in %c @107:1 implicit
  end %x @107:1)")),
              IsEmpty());
}

TEST(Names, MadeByACallee) {
  EXPECT_THAT(findings(loop(R"(
func @var(%c: context, %id) -> ast internal {
bb0:
  use %id in %c role name @3:1 "named"
  use ? in %c @3:1 "named"
  ret = new ast in %c count 1 @3:1 "named"
  ret
})",
                            R"(%x = call @var(%c, %i) @102:1
  use %s role push @103:1
  use %s, %x role assert @104:1
  $2 = use %s role check @105:1
  use %s, 1 role pop @106:1
  release %x in %c @107:1 implicit
  end %x @107:1)")),
              ElementsAre("likely loop-growth 102"));
}

TEST(Names, CountedByACallee) {
  EXPECT_THAT(findings(loop(R"(
func @var(%m, %c: context) -> ast internal {
bb0:
  use @next in %c role name @3:1 "named"
  use ? in %c @3:1 "named"
  ret = new ast in %c count 1 @3:1 "named"
  havoc @next
  ret
})",
                            R"(%x = call @var(%m, %c) @102:1
  use %s role push @103:1
  use %s, %x role assert @104:1
  $2 = use %s role check @105:1
  use %s, 1 role pop @106:1
  release %x in %c @107:1 implicit
  end %x @107:1)")),
              ElementsAre("likely loop-growth 102"));
}

//===----------------------------------------------------------------------===//
// Assignments that forget
//===----------------------------------------------------------------------===//

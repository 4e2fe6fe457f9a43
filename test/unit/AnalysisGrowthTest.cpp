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
                 const char *Exit = "goto bb1", const char *After = "") {
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
)" + After +
         R"(
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

// Bounded model checking: all of it goes with the scope around the loop.
TEST(CalleeGrowth, EachCallAssertsIntoAScopeAroundTheLoop) {
  EXPECT_THAT(findings(std::string(Ask) + R"(
func @run(%m, %n) {
bb0:
  use %m.*.s in %m.*.c role push @90:1
  %i = copy 0
  goto bb1
bb1: loop @100:3
  branch %i < %n, bb2, bb3
bb2:
  $1 = call @ask(%m, %i) @101:5
  havoc %i
  goto bb1
bb3:
  use %m.*.s, 1 in %m.*.c role pop @110:1
  ret
}
)"),
              IsEmpty());
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

namespace {

/// Helpers that open and close a scope.
constexpr char Scopes[] = R"(
func @enter(%m) internal {
bb0:
  use %m.*.s in %m.*.c role push @3:1
  ret
}
func @leave(%m) internal {
bb0:
  use %m.*.s, 1 in %m.*.c role pop @4:1
  ret
}
func @balanced(%m) internal {
bb0:
  use %m.*.s in %m.*.c role push @5:1
  use %m.*.s, 1 in %m.*.c role pop @6:1
  ret
})";

/// Each query opens a scope; the two ways on from its answer.
std::string query(const char *Open, const char *Yes, const char *No) {
  return std::string(Scopes) + R"(
func @run(%m, %n) {
bb0:
  %i = copy 0
  goto bb1
bb1: loop @100:3
  branch %i < %n, bb2, bb5
bb2:
  )" + Open +
         R"(
  $1 = use %m.*.s in %m.*.c role check @102:5
  branch $1 == 1, bb3, bb4
bb3:
  )" + Yes +
         R"(
  havoc %i
  goto bb1
bb4:
  )" + No +
         R"(
  havoc %i
  goto bb1
bb5:
  ret
}
)";
}

constexpr char Enter[] = "call @enter(%m) @101:5";
constexpr char Leave[] = "call @leave(%m) @103:5";

} // namespace

TEST(CalleeGrowth, OpensAScopeThatOnePathLeavesOpen) {
  EXPECT_THAT(findings(query(Enter, "", Leave)),
              ElementsAre("likely loop-growth 101"));
}

TEST(CalleeGrowth, OpensAScopeThatAllPathsClose) {
  EXPECT_THAT(findings(query(Enter, Leave, Leave)), IsEmpty());
}

TEST(CalleeGrowth, ClosesAsManyScopesAsThereAre) {
  EXPECT_THAT(findings(std::string(R"(
func @unwind(%m, %k) internal {
bb0:
  goto bb1
bb1: loop @8:3
  branch %k > 0, bb2, bb3
bb2:
  use %m.*.s, 1 in %m.*.c role pop @9:1
  havoc %k
  goto bb1
bb3:
  ret
})") + query(Enter, "call @unwind(%m, ?) @103:5",
             "call @unwind(%m, ?) @103:5")),
              IsEmpty());
}

TEST(CalleeGrowth, ABalancedCalleeClosesNothing) {
  EXPECT_THAT(findings(query("use %m.*.s in %m.*.c role push @101:5",
                             "call @balanced(%m) @103:5", Leave)),
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

TEST(Names, OfWhatTheNextIterationReads) {
  EXPECT_THAT(findings(loop("", R"(use %i in %c role name @102:1 "named"
  use ? in %c @102:1 "named"
  $1 = new ast in %c count 1 @102:1 "named"
  use %s role push @103:1
  use %s, $1, %cur role assert @104:1
  $2 = use %s role check @105:1
  use %s, 1 role pop @106:1
  release %cur in %c @107:1
  %cur = move $1 @108:1)",
                            "goto bb1", "  release %cur in %c @110:1")),
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

TEST(Forgotten, AnotherTermEachTime) {
  EXPECT_THAT(findings(loop("", R"(use %sum, %i in %c @102:1 "plus"
  $1 = new ast keeps %sum in %c count 1 @102:1 "plus"
  use %sum, $1 role forget @102:5
  release %sum in %c @102:5
  %sum = move $1 @102:5)",
                            "goto bb1", "  release %sum in %c @110:1")),
              ElementsAre("likely loop-growth 102"));
}

TEST(Forgotten, TheSameTermEachTime) {
  EXPECT_THAT(findings(loop("", R"(use 1 in %c @102:1 "true"
  $1 = new ast in %c count 1 @102:1 "true"
  use %flag, $1 role forget @102:5
  release %flag in %c @102:5
  %flag = move $1 @102:5)",
                            "goto bb1", "  release %flag in %c @110:1")),
              IsEmpty());
}

TEST(Forgotten, OncePerVariable) {
  EXPECT_THAT(findings(loop("", R"(use %sum, %i in %c @102:1 "plus"
  $1 = new ast keeps %sum in %c count 1 @102:1 "plus"
  use %sum, $1 role forget @102:5
  release %sum in %c @102:5
  %sum = move $1 @102:5
  use %sum, 2 in %c @103:1 "times"
  $2 = new ast keeps %sum in %c count 1 @103:1 "times"
  use %sum, $2 role forget @103:5
  release %sum in %c @103:5
  %sum = move $2 @103:5)",
                            "goto bb1", "  release %sum in %c @110:1")),
              ElementsAre("likely loop-growth 102"));
}

namespace {

/// An iteration whose variable is made by `First` and overwritten by a term
/// that is another one each time.
std::string assigned(const std::string &First) {
  return loop("", (First + R"(
  use %i in %c @102:1 "next"
  %y = new ast in %c count 1 @102:1 "next"
  use %x, %y role forget @103:1 "assign"
  release %x @103:1
  %x = move %y @103:1
  release %x @104:1 implicit
  end %x @104:1 implicit
  end %y @104:1 implicit)")
                      .c_str());
}

} // namespace

TEST(Forgets, AnotherTermEachTime) {
  EXPECT_THAT(findings(assigned(R"(use %i in %c @101:1 "first"
  %x = new ast in %c count 1 @101:1 "first")")),
              ElementsAre("likely loop-growth 103"));
}

TEST(Forgets, TheSameTermEachTime) {
  EXPECT_THAT(findings(assigned(R"(use %n in %c @101:1 "first"
  %x = new ast in %c count 1 @101:1 "first")")),
              IsEmpty());
}

TEST(Forgets, WhatItsContextKeeps) {
  EXPECT_THAT(findings(assigned(R"(use %i in %c @101:1 "truth"
  %x = new ast in %c keeping count 1 @101:1 "truth")")),
              IsEmpty());
}

TEST(Forgets, Null) {
  EXPECT_THAT(findings(assigned("%x = copy null @101:1")), IsEmpty());
}

TEST(Forgets, WhatTheLastIterationHasLeft) {
  EXPECT_THAT(findings(loop("", R"(use %i in %c @102:1 "next"
  %y = new ast in %c count 1 @102:1 "next"
  use %m.*.x, %y role forget @103:1 "assign"
  release %m.*.x @103:1
  %m.*.x = move %y @103:1
  end %y @104:1 implicit)")),
              ElementsAre("likely loop-growth 103"));
}

TEST(Forgets, AnElementOfWhichNothingIsKnown) {
  EXPECT_THAT(findings(loop("", R"(havoc $1 @101:1
  use %i in %c @102:1 "next"
  %y = new ast in %c count 1 @102:1 "next"
  use $1.*.x, %y role forget @103:1 "assign"
  release $1.*.x @103:1
  $1.*.x = move %y @103:1
  end %y @104:1 implicit)")),
              IsEmpty());
}

//===----------------------------------------------------------------------===//
// Terms of a context that keeps all
//===----------------------------------------------------------------------===//

namespace {

std::string filling(const char *Rounds, const char *NextRound) {
  return std::string(R"(
func @run(%cfg, %to, %n, %rounds) {
bb0:
  %c = new context keeping count 1 @1:1
  %r = copy 0
  goto bb1
bb1:)") + Rounds +
         R"(
  branch %r < %rounds, bb2, bb5
bb2:
  %i = copy 0
  goto bb3
bb3: loop @100:3
  branch %i < %n, bb4, )" +
         NextRound + R"(
bb4:
  use %i in %c @101:1 "make"
  %x = new ast in %c @101:1 "make"
  %to.*[%i] = copy %x @102:1
  havoc %i
  goto bb3
bb5:
  delete %c
  ret
bb6:
  havoc %r
  goto bb1
}
)";
}

} // namespace

TEST(KeptTerms, AnArrayIsFilledOnce) {
  EXPECT_THAT(findings(filling("", "bb5")), IsEmpty());
}

TEST(KeptTerms, AnArrayIsFilledInEachRound) {
  EXPECT_THAT(findings(filling(" loop @90:3", "bb6")),
              ElementsAre("likely loop-growth 101"));
}

// A recursion is a loop without a header.
TEST(KeptTerms, AnArrayIsFilledInEachCallOfARecursion) {
  EXPECT_THAT(findings(R"(
func @fill(%to, %n) {
bb0:
  %c = new context keeping count 1 @1:1
  %i = copy 0
  goto bb1
bb1: loop @100:3
  branch %i < %n, bb2, bb3
bb2:
  use %i in %c @101:1 "make"
  %x = new ast in %c @101:1 "make"
  %to.*[%i] = copy %x @102:1
  havoc %i
  goto bb1
bb3:
  delete %c
  $1 = use %n role text @103:1
  branch %n > 0, bb4, bb5
bb4:
  call @fill(%to, $1) @104:1
  goto bb5
bb5:
  ret
}
)"),
              testing::Contains("likely loop-growth 101"));
}

/// A loop over requests, each of which makes a term and leaves it in a
/// container; Next: how the loop goes on, Left: what comes behind the push.
static std::string requests(std::string Next, std::string Keep,
                            std::string Left) {
  return R"ir(
func @f(%c: context, %s: solver, %in, %n) this {
bb0:
  goto bb1
bb1: loop @3:3
  havoc %row
  )ir" +
         Next + R"ir(
bb2:
  use %row in %c @4:1 "z3::context::int_val"
  %t = new ast in %c count 1 @4:1 "z3::context::int_val"
  $1 = use %s in %c role check @5:1
  $2 = copy %t
  retain $2
  )ir" + Keep +
         R"ir(
  %this.*.all."(content)"[*] = move $2 role store @6:3
)ir" + Left +
         R"ir(
  release %t implicit
  end %t implicit
  goto bb1
bb3:
  ret
}
)ir";
}
static const char *const OnRequest = "edges bb2, bb3";
static const char *const Counting = "branch %i < %n, bb2, bb3";
static const char *const Unread = "use $2 role keep @6:3";
static const char *const Read = "use $2, 1 role keep @6:3";

TEST(Growth, TermsThatNobodyReads) {
  EXPECT_THAT(findings(requests(OnRequest, Unread, "")),
              ElementsAre("likely loop-growth 4"));
  // So many as the caller has: the steps of one piece of work.
  EXPECT_THAT(findings(requests(Counting, Unread, "")), IsEmpty());
}

TEST(Growth, AListThatKeepsTermsForOthers) {
  EXPECT_THAT(findings(requests(OnRequest, Unread,
                                "  %this.*.raw = copy %t role store")),
              IsEmpty());
}

TEST(Growth, TermsThatAreReadAndNeverTakenOut) {
  EXPECT_THAT(findings(requests(OnRequest, Read, "")),
              ElementsAre("likely loop-growth 4"));
  // So many as the caller has: it collects them.
  EXPECT_THAT(findings(requests(Counting, Read, "")), IsEmpty());
}

TEST(Growth, ACalleeLeavesATermInTheCallersContainer) {
  EXPECT_THAT(findings(R"ir(
func @ask(%c: context, %n) this internal {
bb0:
  use %n in %c @4:1 "z3::context::int_val"
  %t = new ast in %c count 1 @4:1 "z3::context::int_val"
  $2 = copy %t
  retain $2
  use $2 role keep @6:3
  %this.*.all."(content)"[*] = move $2 role store @6:3
  release %t implicit
  end %t implicit
  ret
}
func @serve(%me, %c: context, %s: solver, %in) {
bb0:
  goto bb1
bb1: loop @13:3
  havoc %row
  edges bb2, bb3
bb2:
  $1 = use %s in %c role check @13:9
  call @ask(%me, %c, %row) @14:1
  goto bb1
bb3:
  ret
}
)ir"),
              ElementsAre("likely loop-growth 14"));
}

TEST(Growth, AVectorOfZ3ThatNobodyReads) {
  auto Pushed = [](std::string Release) {
    return R"ir(
func @f(%c: context, %s: solver, %v: ast_vector) {
bb0:
  goto bb1
bb1: loop @3:3
  havoc %row
  edges bb2, bb3
bb2:
  $1 = use %s in %c role check @3:9
  use %row in %c @4:1 "Z3_mk_int"
  %t = new ast in %c @4:1 "Z3_mk_int"
  retain %t in %c @5:1 "Z3_inc_ref"
  use %t role keep @6:1
  use %v, %t in %c role store @6:1 "Z3_ast_vector_push"
)ir" + Release +
           R"ir(
  goto bb1
bb3:
  ret
}
)ir";
  };
  EXPECT_THAT(findings(Pushed("  release %t in %c @7:1 \"Z3_dec_ref\"")),
              ElementsAre("likely loop-growth 6"));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ways out by exception: what is lost there, and what a callee has done before
// it throws.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function that throws after the lines, or does not.
std::string mayThrow(std::string Lines) {
  return "func @g(%c: context, %s: solver, %b) {\nbb0:\n" + Lines + R"(
  branch null %b, bb1, bb2
bb1:
  throw
bb2:
  ret
}
)";
}
} // namespace

TEST(Exceptions, WhatIsCountedByHandIsLost) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %b) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  edges bb1, unwind bb2 @3:1
bb1:
  release %s in %c @4:1 "Z3_solver_dec_ref"
  end %s
  ret
bb2:
  end %s
  throw
}
)"),
              ElementsAre("likely handle-leak 1"));
}

TEST(Exceptions, WhatAWrapperCountsIsNot) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %b) {
bb0:
  %s = new solver in %c count 1 @1:1 "z3::solver"
  edges bb1, unwind bb2 @3:1
bb1:
  release %s in %c @4:1
  end %s
  ret
bb2:
  end %s
  throw
}
)"),
              IsEmpty());
}

TEST(Exceptions, AnOrdinaryWayIsSurer) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %b) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  edges bb1, unwind bb2 @3:1
bb1:
  end %s @4:1
  ret
bb2:
  end %s
  throw
}
)"),
              ElementsAre("certain handle-leak 1"));
}

TEST(Exceptions, TheCalleeHasReleasedBefore) {
  // The handler of line 3 releases what is released already.
  EXPECT_THAT(findings(mayThrow("  release %s in %c @20:1") + R"(
func @f(%c: context, %b) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  call @g(%c, %s, %b) @3:1
  edges bb1, unwind bb2
bb1:
  end %s
  ret
bb2:
  release %s in %c @4:1
  end %s
  ret
}
)"),
              ElementsAre("certain second-release 4"));
}

TEST(Exceptions, TheCalleeReturnsWithoutThrowing) {
  // It throws where %b is null; here it is not, and nothing is lost.
  EXPECT_THAT(findings(mayThrow("  $1 = use %s in %c @20:1") + R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  call @g(%c, %s, 1) @3:1
  edges bb1, unwind bb2
bb1:
  release %s in %c @4:1
  end %s
  ret
bb2:
  end %s
  throw
}
)"),
              IsEmpty());
}

TEST(Exceptions, AnUnknownCalleeTakesTheHandle) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %b) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  call @elsewhere(%c, %s) @3:1
  edges bb1, unwind bb2
bb1:
  release %s in %c @4:1
  end %s
  ret
bb2:
  end %s
  throw
}
)"),
              IsEmpty());
}

TEST(Memory, ABlockOfTheCalleeIsKnown) {
  // make() puts a solver into a block; the caller loses block and solver.
  std::string Make = R"(
func @make(%c: context) {
bb0:
  ret = alloc heap.0 @20:1
  $1 = new solver in %c @21:1 "Z3_mk_solver"
  retain $1 in %c @22:1 "Z3_solver_inc_ref"
  heap.0.solver = copy $1
  ret
}
)";
  EXPECT_THAT(
      findings(Make + R"(
func @released(%c: context) {
bb0:
  %p = call @make(%c) @1:1
  release %p.*.solver in %c @2:1
  $1 = use %p.*.solver in %c @3:1
  free %p
  end %p
  ret
}
func @dropped(%c: context) {
bb0:
  %p = call @make(%c) @11:1
  free %p @12:1
  end %p
  ret
}
)"),
      ElementsAre("certain use-after-release 3", "certain handle-leak 11"));
}

TEST(Memory, TheBlocksOfTwoCallsDiffer) {
  EXPECT_THAT(findings(R"(
func @make(%c: context) {
bb0:
  ret = alloc heap.0 @20:1
  $1 = new solver in %c @21:1 "Z3_mk_solver"
  retain $1 in %c @22:1 "Z3_solver_inc_ref"
  heap.0.solver = copy $1
  ret
}
func @f(%c: context) {
bb0:
  %p = call @make(%c) @1:1
  %q = call @make(%c) @2:1
  release %p.*.solver in %c @3:1
  $1 = use %q.*.solver in %c @4:1
  release %q.*.solver in %c @5:1
  end %p
  end %q
  ret
}
)"),
              IsEmpty());
}

TEST(Memory, AStructGoesThroughACalleeWhole) {
  // keep() copies a closure, of whose captures it knows nothing.
  EXPECT_THAT(findings(R"(
func @keep(%to, %closure) {
bb0:
  %to.*.action = copy %closure @20:1
  ret
}
func @f(%c: context) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  %l.s = addr %s
  $1 = addr %guard
  call @keep($1, %l) @3:1
  release %guard.action.s.* in %c @4:1
  $2 = use %s in %c @5:1
  end %guard
  end %s
  ret
}
)"),
              ElementsAre("certain use-after-release 5"));
}

TEST(Exceptions, AWayToAbortLosesNoWrapper) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) {
bb0:
  $1 = new sort in %c count 1 @1:1 "z3::expr::get_sort"
  $2 = use $1 in %c @2:1
  branch !null $2, bb1, bb2
bb1:
  release $1 implicit
  ret
bb2:
  unreachable
}
)"),
              IsEmpty());
}

TEST(Exceptions, AConstructorThatThrowsLosesItsMembers) {
  EXPECT_THAT(findings(R"(
func @S(%c: context, %n) this constructor of "S" holds %this.*.s: solver {
bb0:
  %this.*.s = new solver in %c @1:1 "Z3_mk_solver"
  retain %this.*.s in %c @2:1 "Z3_solver_inc_ref"
  branch %n < 0, bb1, bb2
bb1:
  end %this.* implicit
  throw @3:1
bb2:
  ret
}
)"),
              ElementsAre("likely handle-leak 1"));
}

TEST(Exceptions, AConstructorThatGivesBackBeforeItThrowsLosesNothing) {
  EXPECT_THAT(findings(R"(
func @S(%c: context, %n) this constructor of "S" holds %this.*.s: solver {
bb0:
  %this.*.s = new solver in %c @1:1 "Z3_mk_solver"
  retain %this.*.s in %c @2:1 "Z3_solver_inc_ref"
  branch %n < 0, bb1, bb2
bb1:
  release %this.*.s in %c @3:1 "Z3_solver_dec_ref"
  end %this.* implicit
  throw @4:1
bb2:
  ret
}
)"),
              IsEmpty());
}

TEST(Exceptions, WhatAConstructorHasMadeByNewIsLostWithIt) {
  // A wrapper alone is not told of on such a way, but this one ends nowhere.
  EXPECT_THAT(findings(R"(
func @S(%n) this constructor of "S" {
bb0:
  %this.*.c = alloc heap.0 @1:1
  heap.0 = new context counting count 1 @1:5 "z3::context"
  branch %n < 0, bb1, bb2
bb1:
  end %this.* implicit
  throw @2:1
bb2:
  ret
}
func @T(%n) this constructor of "T" {
bb0:
  %this.*.c = new context counting count 1 @11:5 "z3::context"
  branch %n < 0, bb1, bb2
bb1:
  end %this.* implicit
  throw @12:1
bb2:
  ret
}
)"),
              ElementsAre("likely handle-leak 1"));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries: what callees do to the handles of their callers.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

constexpr char OpenAndClose[] = R"(
func @open(%c: context) -> solver {
bb0:
  %s = new solver in %c @101:1
  retain %s in %c @102:1 "Z3_solver_inc_ref"
  ret = copy %s @103:1
  end %s
  ret
}
func @close(%c: context, %s: solver) {
bb0:
  release %s in %c @105:1
  ret
}
)";

TEST(Calls, FactoryAndItsCounterpart) {
  EXPECT_THAT(findings(std::string(OpenAndClose) + R"(
func @f(%c: context) {
bb0:
  %s = call @open(%c) @1:1
  $1 = use %s in %c @2:1
  call @close(%c, %s) @3:1
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, UseAfterTheCalleeReleases) {
  EXPECT_THAT(findings(std::string(OpenAndClose) + R"(
func @f(%c: context) {
bb0:
  %s = call @open(%c) @1:1
  call @close(%c, %s) @2:1
  $1 = use %s in %c @3:1
  end %s
  ret
}
)"),
              ElementsAre("certain use-after-release 3"));
}

TEST(Calls, LeakOfWhatAHelperHandsOver) {
  EXPECT_THAT(findings(std::string(OpenAndClose) + R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @1:1
  branch %i < %n, bb2, bb3
bb2:
  %s = call @open(%c) @2:1
  $1 = use %s in %c @3:1
  end %s @4:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("certain loop-leak 2"));
}

TEST(Calls, OutParameter) {
  EXPECT_THAT(findings(R"(
func @make(%c: context, %out) -> none {
bb0:
  $1 = new params in %c @101:1
  retain $1 in %c @102:1
  %out.* = copy $1 @103:1
  ret = copy 1
  ret
}
func @f(%c: context) {
bb0:
  $1 = addr %s
  $2 = call @make(%c, $1) @1:1
  release %s in %c @2:1
  release %s in %c @3:1
  end %s
  ret
}
)"),
              ElementsAre("certain second-release 3"));
}

TEST(Calls, ResultTellsWhetherTheOutParameterIsSet) {
  EXPECT_THAT(findings(R"(
func @make(%c: context, %out, %fail) -> none {
bb0:
  branch null %fail, bb1, bb2
bb1:
  $1 = new params in %c @101:1
  retain $1 in %c @102:1
  %out.* = copy $1 @103:1
  ret = copy 1
  ret
bb2:
  ret = copy 0
  ret
}
func @f(%c: context, %x) {
bb0:
  $1 = addr %s
  %ok = call @make(%c, $1, %x) @1:1
  branch null %ok, bb1, bb2
bb1:
  end %s
  ret
bb2:
  release %s in %c @2:1
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, ConstructorAndDestructorOfAnOwner) {
  constexpr char Owner[] = R"(
func @ctor(%c: context, %raw: solver) this {
bb0:
  %this.*.s = copy %raw
  %this.*.c = copy %c
  branch null %this.*.s, bb2, bb1
bb1:
  retain %this.*.s in %this.*.c @101:1
  goto bb2
bb2:
  ret
}
func @dtor() this {
bb0:
  branch null %this.*.s, bb2, bb1
bb1:
  release %this.*.s in %this.*.c @102:1
  goto bb2
bb2:
  ret
}
)";
  EXPECT_THAT(findings(std::string(Owner) + R"(
func @f(%c: context, %n) {
bb0:
  $1 = new params in %c @1:1
  %raw = copy $1 @1:1
  $2 = addr %o
  call @ctor($2, %c, $1) @1:2
  use %raw in %c @2:1
  $3 = addr %o
  call @dtor($3) implicit @3:1
  end %o
  $4 = use %raw in %c @4:1
  ret
}
)"),
              ElementsAre("certain use-after-release 4"));
}

TEST(Calls, AssignmentOfAnOwnerReleasesTheOldAndRetainsTheNew) {
  EXPECT_THAT(findings(R"(
func @assign(%b) this {
bb0:
  branch null %this.*.s, bb1, bb2
bb1:
  goto bb3
bb2:
  goto bb3
bb3:
  branch null %this.*.s, bb5, bb4
bb4:
  release %this.*.s in %this.*.c @101:1
  goto bb5
bb5:
  %this.*.s = copy %b.*.s
  branch null %this.*.s, bb7, bb6
bb6:
  retain %this.*.s in %this.*.c @102:1
  goto bb7
bb7:
  ret
}
func @f(%c: context) {
bb0:
  $1 = new params in %c @1:1
  retain $1 in %c @2:1
  %x.s = copy $1
  %x.c = copy %c
  %y.s = copy null
  %y.c = copy %c
  $2 = addr %y
  $3 = addr %x
  call @assign($2, $3) @3:1
  release %x.s in %c @4:1
  use %y.s in %c @5:1
  release %y.s in %c @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, UnknownCalleeMayKeepOrRelease) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @1:1
  branch %i < %n, bb2, bb3
bb2:
  %s = new params in %c @2:1
  retain %s in %c @3:1
  call @elsewhere(%s) @4:1
  end %s @5:1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, WhatACalleeHandsToUnknownCode) {
  constexpr char Caller[] = R"(
func @f(%c: context) {
bb0:
  %b.s = new solver in %c @1:1
  retain %b.s in %c @2:1
  $1 = addr %b @3:1
  call @helper($1) @3:1
  end %b
  ret
}
)";
  EXPECT_THAT(findings(std::string(R"(
func @helper(%p) {
bb0:
  call @keep(%p) @101:1
  ret
}
)") + Caller),
              IsEmpty());
  EXPECT_THAT(findings(std::string(R"(
func @helper(%p) {
bb0:
  escape %p.*.s @101:1
  ret
}
)") + Caller),
              IsEmpty());
  EXPECT_THAT(findings(std::string(R"(
func @helper(%p) {
bb0:
  call @keep(%p.*.count) @101:1
  ret
}
)") + Caller),
              ElementsAre("certain handle-leak 1"));
}

TEST(Calls, CalleeThatNeverReturnsEndsThePath) {
  EXPECT_THAT(findings(R"(
func @die() {
bb0:
  unreachable
}
func @f(%c: context, %n) {
bb0:
  %s = new params in %c @1:1
  retain %s in %c @2:1
  branch null %n, bb1, bb2
bb1:
  call @die() @3:1
  end %s
  ret
bb2:
  release %s in %c @4:1
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, RecursionSettles) {
  EXPECT_THAT(findings(R"(
func @drop(%c: context, %s: solver, %n) {
bb0:
  branch null %n, bb1, bb2
bb1:
  release %s in %c @101:1
  ret
bb2:
  havoc %m
  call @drop(%c, %s, %m) @102:1
  ret
}
func @f(%c: context) {
bb0:
  %s = new solver in %c @1:1
  retain %s in %c @2:1
  call @drop(%c, %s, 5) @3:1
  $1 = use %s in %c @4:1
  ret
}
)"),
              ElementsAre("certain use-after-release 4"));
}

TEST(Calls, ChurnInACallee) {
  EXPECT_THAT(findings(R"(
func @ask(%c: context, %f: ast) -> none {
bb0:
  %s = new solver in %c @101:1
  retain %s in %c @102:1 "Z3_solver_inc_ref"
  use %s, %f in %c role assert @103:1
  $1 = use %s in %c role check @104:1
  ret = copy $1
  release %s in %c @105:1
  end %s
  ret
}
func @f(%c: context, %f: ast, %n) {
bb0:
  goto bb1
bb1: loop @1:1
  branch %i < %n, bb2, bb3
bb2:
  $1 = call @ask(%c, %f) @2:1
  %sum = copy $1
  havoc %i
  goto bb1
bb3:
  ret
}
)"),
              ElementsAre("likely loop-churn 2"));
}

TEST(Calls, AStructIsCopiedWithMembersThatOnlyCalleesSpeakOf) {
  EXPECT_THAT(findings(R"ir(
func @make(%c: context) internal {
bb0:
  $1 = new goal in %c @1:1
  retain $1 in %c @2:1 "Z3_goal_inc_ref"
  ret.s = copy $1
  ret
}
func @drop(%c: context, %q) internal {
bb0:
  release %q.*.s in %c @3:1 "Z3_goal_dec_ref"
  ret
}
func @f(%c: context, %n) {
bb0:
  %best = call @make(%c) @10:1
  goto bb1
bb1: loop @11:3
  branch %i < %n, bb2, bb3
bb2:
  %next = call @make(%c) @12:1
  $0 = addr %best
  call @drop(%c, $0) @13:1
  %best = copy %next @14:1
  end %next
  havoc %i
  goto bb1
bb3:
  $1 = addr %best
  call @drop(%c, $1) @15:1
  end %best
  ret
}
)ir"),
              IsEmpty());
}

/// A callee of sixteen ways: each of four terms of its caller is given back on
/// one half of them. The solver is used on all.
static std::string manyWays() {
  std::string Text = R"(
func @step(%c: context, %e, %out) -> none holds %e.*.s: solver, %e.*.t1: ast, %e.*.t2: ast, %e.*.t3: ast, %e.*.t4: ast {
bb0:
  use %e.*.s in %c @100:1
  goto bb1
)";
  for (int N = 1; N <= 4; ++N) {
    std::string T = std::to_string(N), Block = std::to_string(2 * N - 1),
                Then = std::to_string(2 * N), Next = std::to_string(2 * N + 1);
    Text += "bb" + Block + ":\n  branch null %e.*.f" + T + ", bb" + Next +
            ", bb" + Then + "\nbb" + Then + ":\n  release %e.*.t" + T +
            " in %c @10" + T + ":1\n  goto bb" + Next + "\n";
  }
  return Text + R"(
bb9:
  branch null %e.*.f5, bb10, bb11
bb10:
  ret = copy 0
  ret
bb11:
  $1 = new params in %c @110:1
  retain $1 in %c @111:1
  %out.* = copy $1 @112:1
  ret = copy 1
  ret
}
)";
}

TEST(Calls, OfManyWaysWhatTheyAgreeOnIsKnown) {
  EXPECT_THAT(findings(manyWays() + R"(
func @f(%c: context, %out) {
bb0:
  %b.s = new solver in %c @1:1
  $1 = addr %b @2:1
  call @step(%c, $1, %out) @2:1
  release %b.s in %c @3:1
  end %b
  ret
}
)"),
              ElementsAre("certain wrong-release 3"));
}

TEST(Calls, OfManyWaysNothingIsToldOnWhichTheyDiffer) {
  EXPECT_THAT(findings(manyWays() + R"(
func @f(%c: context, %out) {
bb0:
  %b.t1 = new ast in %c @1:1
  retain %b.t1 in %c @1:1
  $1 = addr %b @2:1
  call @step(%c, $1, %out) @2:1
  use %b.t1 in %c @3:1
  release %b.t1 in %c @4:1
  end %b
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, OfManyWaysTheResultsAreToldApart) {
  EXPECT_THAT(findings(manyWays() + R"(
func @f(%c: context, %b) {
bb0:
  $1 = addr %p @2:1
  %ok = call @step(%c, %b, $1) @2:1
  branch null %ok, bb1, bb2
bb1:
  end %p
  ret
bb2:
  release %p in %c @3:1
  release %p in %c @4:1
  end %p
  ret
}
)"),
              ElementsAre("certain second-release 4"));
}

constexpr char Part[] = R"(
func @part(%c: context, %m: model) -> func_decl {
bb0:
  $1 = borrow func_decl from %m in %c @101:1
  ret = copy $1 @101:1
  ret
}
func @part_of_new(%c: context) -> func_decl {
bb0:
  %m = new model in %c @103:1
  retain %m in %c @103:1
  $1 = borrow func_decl from %m in %c @104:1
  release %m in %c @105:1
  ret = copy $1 @106:1
  end %m
  ret
}
)";

TEST(Calls, WhatACalleeBorrowsDiesWithItsOwner) {
  EXPECT_THAT(findings(std::string(Part) + R"(
func @f(%c: context) {
bb0:
  %m = new model in %c @1:1
  retain %m in %c @1:1
  %d = call @part(%c, %m) @2:1
  use %d in %c @3:1
  release %m in %c @4:1
  use %d in %c @5:1
  end %m
  end %d
  ret
}
)"),
              ElementsAre("likely dangling-handle 5"));
}

TEST(Calls, WhatACalleeBorrowsCanBeRetained) {
  EXPECT_THAT(findings(std::string(Part) + R"(
func @f(%c: context) {
bb0:
  %m = new model in %c @1:1
  retain %m in %c @1:1
  %d = call @part(%c, %m) @2:1
  retain %d in %c @3:1
  release %m in %c @4:1
  use %d in %c @5:1
  release %d in %c @6:1
  end %m
  end %d
  ret
}
)"),
              IsEmpty());
}

TEST(Calls, WhatACalleeBorrowsIsNotItsCallersToRelease) {
  EXPECT_THAT(findings(std::string(Part) + R"(
func @f(%c: context, %m: model) {
bb0:
  %d = call @part(%c, %m) @2:1
  release %d in %c @3:1
  end %d
  ret
}
)"),
              ElementsAre("likely wrong-release 3"));
}

TEST(Calls, WhatACalleeBorrowsOfWhatItReleases) {
  EXPECT_THAT(findings(std::string(Part) + R"(
func @f(%c: context) {
bb0:
  %d = call @part_of_new(%c) @2:1
  use %d in %c @3:1
  end %d
  ret
}
)"),
              ElementsAre("likely dangling-handle 3"));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects kept in containers: `.(content)[*]` is any element.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A function that puts a retained solver into %v in each iteration, then does
/// AfterFill.
std::string fills(llvm::StringRef AfterFill) {
  return (R"ir(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  %s = new solver in %c @4:1
  retain %s in %c @5:1 "Z3_solver_inc_ref"
  %v."(content)"[*] = copy %s @6:1
  end %s
  havoc %i @7:1
  goto bb1
bb3:
)ir" + AfterFill)
      .str();
}

const char *const Each =
    "  release %v.\"(content)\"[*] in %c each @8:1 \"Z3_solver_dec_ref\"\n";

/// A class that keeps handles: one method puts one in, one gives all back.
const char *const Cache = R"ir(
func @put(%c: context, %s: solver) this {
bb0:
  retain %s in %c @30:1 "Z3_solver_inc_ref"
  %this.*.all."(content)"[*] = copy %s @31:1
  ret
}
func @first() -> solver this {
bb0:
  ret = copy %this.*.all."(content)"[*] @35:1
  ret
}
func @clear(%c: context) this {
bb0:
  release %this.*.all."(content)"[*] in %c each @40:1 "Z3_solver_dec_ref"
  end %this.*.all."(content)" @41:1
  ret
}
)ir";

} // namespace

TEST(Containers, DroppedWithWhatItHolds) {
  EXPECT_THAT(findings(fills("  end %v @20:1\n  ret\n}\n")),
              ElementsAre("certain loop-leak 4"));
}

TEST(Containers, ClearedWithWhatItHolds) {
  EXPECT_THAT(findings(fills("  end %v.\"(content)\" @9:1\n"
                             "  end %v @20:1\n  ret\n}\n")),
              ElementsAre("certain loop-leak 4"));
}

TEST(Containers, EachIsReleased) {
  EXPECT_THAT(findings(fills(Each + std::string("  end %v @20:1\n  ret\n}\n"))),
              IsEmpty());
}

TEST(Containers, EachIsReleasedTwice) {
  EXPECT_THAT(
      findings(fills(std::string(Each) +
                     "  release %v.\"(content)\"[*] in %c each @9:1 "
                     "\"Z3_solver_dec_ref\"\n  end %v @20:1\n  ret\n}\n")),
      ElementsAre("certain second-release 9"));
}

TEST(Containers, EmptyAfterItWasCleared) {
  EXPECT_THAT(findings(fills(std::string(Each) + R"ir(
  end %v."(content)" @9:1
  release %v."(content)"[*] in %c each @10:1 "Z3_solver_dec_ref"
  end %v @20:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(Containers, AnElementIsUsedAfterEachWasReleased) {
  EXPECT_THAT(findings(fills("  %x = copy %v.\"(content)\"[0] @7:5\n" +
                             std::string(Each) + R"ir(
  $1 = use %x in %c role check @9:1 "Z3_solver_check"
  end %v @20:1
  ret
}
)ir")),
              ElementsAre("likely use-after-release 9"));
}

TEST(Containers, OneOfSeveralIsReleased) {
  // Which one is not known: nothing can be said of the others.
  EXPECT_THAT(findings(fills(R"ir(
  %x = copy %v."(content)"[*] @8:1
  release %x in %c @8:2 "Z3_solver_dec_ref"
  %y = copy %v."(content)"[*] @9:1
  $1 = use %y in %c role check @9:2 "Z3_solver_check"
  end %v @20:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(Containers, MovedIntoAnother) {
  EXPECT_THAT(findings(fills(R"ir(
  %w."(content)" = move %v."(content)" @8:1
  end %v @9:1
  release %w."(content)"[*] in %c each @10:1 "Z3_solver_dec_ref"
  end %w @20:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(Containers, MovedIntoAnotherThatIsDropped) {
  EXPECT_THAT(findings(fills(R"ir(
  %w."(content)" = move %v."(content)" @8:1
  end %v @9:1
  end %w @20:1
  ret
}
)ir")),
              ElementsAre("certain loop-leak 4"));
}

TEST(Containers, UnknownCodeMayReleaseTheElements) {
  EXPECT_THAT(findings(fills(R"ir(
  $2 = addr %v @8:1
  call @elsewhere($2) @8:2
  end %v @20:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(Containers, TakenFromAnObjectThatIsClearedByItsMethod) {
  EXPECT_THAT(findings(Cache + std::string(R"ir(
func @g(%c: context) {
bb0:
  %s = new solver in %c @50:1
  $1 = addr %cache @51:1
  call @put($1, %c, %s) @51:2
  $2 = call @first($1) @52:1
  call @clear($1, %c) @53:1
  $3 = use $2 in %c role check @54:1 "Z3_solver_check"
  ret
}
)ir")),
              ElementsAre("certain use-after-release 54"));
}

TEST(Containers, ClearedTwiceByItsMethod) {
  EXPECT_THAT(findings(Cache + std::string(R"ir(
func @g(%c: context) {
bb0:
  %s = new solver in %c @50:1
  $1 = addr %cache @51:1
  call @put($1, %c, %s) @51:2
  $2 = call @first($1) @52:1
  $3 = use $2 in %c role check @52:5 "Z3_solver_check"
  call @clear($1, %c) @53:1
  call @clear($1, %c) @54:1
  ret
}
)ir")),
              IsEmpty());
}

TEST(Containers, NeverClearedByItsMethod) {
  EXPECT_THAT(findings(Cache + std::string(R"ir(
func @g(%c: context) {
bb0:
  %s = new solver in %c @50:1
  $1 = addr %cache @51:1
  call @put($1, %c, %s) @51:2
  end %s
  end %cache @55:1
  ret
}
)ir")),
              ElementsAre("certain handle-leak 50"));
}

TEST(Containers, OneThatOnlyGrowsKeepsAModelOfEachIteration) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %n) this {
bb0:
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  $1 = new model in %c count 1 @4:1 "z3::solver::get_model"
  use $1 role keep @4:2
  %this.*.all."(content)"[*] = move $1 @4:3
  havoc %i
  goto bb1
bb3:
  ret
}
)ir"),
              ElementsAre("likely loop-growth 4"));
}

TEST(Containers, OneThatEndsWithTheIterationDoesNotGrow) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @3:3
  branch %i < %n, bb2, bb3
bb2:
  $1 = new model in %c count 1 @4:1 "z3::solver::get_model"
  use $1 role keep @4:2
  %all."(content)"[*] = move $1 @4:3
  release %all."(content)"[*] each implicit
  end %all
  havoc %i
  goto bb1
bb3:
  ret
}
)ir"),
              IsEmpty());
}

// Which one it is that leaves is not known, but it is the one that is asked.
TEST(Containers, OneIsTakenAndReleased) {
  const char *Take = R"ir(
func @f(%c: context, %v) holds %v.*."(content)"[*]: solver {
bb0:
  %s = copy %v.*."(content)"[*] @4:1
  end %v.*."(content)"[*] @5:1
  release %s in %c @6:1 "Z3_solver_dec_ref"
  use %s in %c @7:1 "Z3_solver_check"
  ret
}
)ir";
  EXPECT_THAT(findings(Take),
              ElementsAre("likely use-after-release 7"));
}

// Another one of them may live on.
TEST(Containers, OneIsReleasedAndAnotherAsked) {
  const char *Take = R"ir(
func @f(%c: context, %v) holds %v.*."(content)"[*]: solver {
bb0:
  %s = copy %v.*."(content)"[*] @4:1
  release %s in %c @6:1 "Z3_solver_dec_ref"
  %t = copy %v.*."(content)"[*] @7:1
  use %t in %c @8:1 "Z3_solver_check"
  ret
}
)ir";
  EXPECT_THAT(findings(Take), IsEmpty());
}

// A raw handle of a wrapper that is gone is put into the caller's container.
TEST(Containers, GetsWhatATemporaryCounted) {
  const char *Keep = R"ir(
func @f(%c: context) this holds %this.*.all."(content)"[*]: ast_vector {
bb0:
  $0 = new ast_vector in %c count 1 @4:1 "z3::solver::unsat_core"
  %raw = copy $0 @4:1
  release $0 implicit @4:9
  %this.*.all."(content)"[*] = copy %raw @5:1
  ret
}
)ir";
  EXPECT_THAT(findings(Keep), ElementsAre("certain dangling-handle 4"));
}

/// A loop that fills a container; Then follows behind it.
static std::string filled(llvm::StringRef Then) {
  return (llvm::StringRef(R"ir(
func @f(%c: context, %n, %k) holds %v."(content)"[*]: ast {
bb0:
  goto bb1
bb1: loop @1:1
  branch %i < %n, bb2, bb3
bb2:
  %t = new ast in %c @2:1
  retain %t in %c @3:1
  %v."(content)"[*] = copy %t @4:1
  end %t
  havoc %i plus 1
  goto bb1
bb3:
)ir") + Then +
          R"ir(
  end %v @90:1
  ret
}
)ir")
      .str();
}

TEST(Containers, LostWithItsContainerOnOneWay) {
  EXPECT_THAT(findings(filled(R"ir(
  branch null %k, bb5, bb4
bb4:
  release %v."(content)"[*] in %c each @40:1
  goto bb5
bb5:
)ir")),
              ElementsAre("certain loop-leak 2"));
}

TEST(Containers, HowManyALoopGivesBackIsNotKnown) {
  EXPECT_THAT(findings(filled(R"ir(
  branch %j < %n, bb4, bb5
bb4: loop @4:1
  release %v."(content)"[%j] in %c @40:1
  havoc %j plus 1
  branch %j < %n, bb4, bb5
bb5:
)ir")),
              IsEmpty());
}

TEST(Containers, FoundEmptyItHoldsNothing) {
  EXPECT_THAT(findings(filled(R"ir(
  escape %v."(content)"[*] each implicit
)ir")),
              IsEmpty());
}

// Those of earlier calls become one object when the next one is made.
TEST(Containers, ACalleeReleasesEachOnceAndPutsANewOneIn) {
  EXPECT_THAT(findings(R"ir(
func @learn(%c: context, %v, %full) internal holds %v.*."(content)"[*]: ast {
bb0:
  branch null %full, bb2, bb1
bb1:
  release %v.*."(content)"[*] in %c each @101:1
  end %v.*."(content)" @102:1
  goto bb2
bb2:
  %t = new ast in %c @103:1
  retain %t in %c @104:1
  %v.*."(content)"[*] = copy %t @105:1
  end %t
  ret
}
func @f(%c: context, %n) {
bb0:
  goto bb1
bb1: loop @1:1
  branch %i < %n, bb2, bb3
bb2:
  $1 = addr %v
  call @learn(%c, $1, %x) @2:1
  havoc %x
  havoc %i plus 1
  goto bb1
bb3:
  release %v."(content)"[*] in %c each @3:1
  end %v
  ret
}
)ir"),
              IsEmpty());
}

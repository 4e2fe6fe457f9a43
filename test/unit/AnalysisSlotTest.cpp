// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles of count 0: which calls collect them, and what else keeps them.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function of a context that counts terms, and one of which that is not
/// known.
std::string counting(std::string Lines) {
  return "func @f(%s: solver) {\nbb0:\n"
         "  %c = new context counting count 1\n" +
         Lines + "  delete %c\n  end %c\n  ret\n}\n";
}
std::string unknown(std::string Lines) {
  return "func @f(%c: context, %s: solver) {\nbb0:\n" + Lines + "  ret\n}\n";
}
} // namespace

TEST(Slots, NextTermCollects) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  use %a in %c @3:1
)")),
              ElementsAre("certain unprotected-use 3"));
}

TEST(Slots, RetainingItThenIsTooLate) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  retain %a in %c @3:1
)")),
              ElementsAre("certain unprotected-use 3"));
}

TEST(Slots, RetainedInTime) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  %b = new ast in %c @3:1
  use %a, %b in %c @4:1
  release %a in %c @5:1
)")),
              IsEmpty());
}

TEST(Slots, ReadingDoesNotKeep) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  $1 = use %a in %c @2:1 "Z3_get_ast_hash"
  %b = new ast in %c @3:1
  use %a in %c @4:1
)")),
              ElementsAre("certain unprotected-use 4"));
}

TEST(Slots, TermsAndObjectsHaveASlotEach) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  %p = new params in %c @2:1
  use %a, %p in %c @3:1
)")),
              IsEmpty());
}

TEST(Slots, ObjectsOfAnyKindShareASlot) {
  EXPECT_THAT(findings(unknown(R"(
  %p = new params in %c @1:1
  %t = new tactic in %c @2:1
  use %p in %c @3:1
)")),
              ElementsAre("certain unprotected-use 3"));
}

TEST(Slots, SettingSomethingDoesNotKeepWhatItIsSetOf) {
  EXPECT_THAT(findings(unknown(R"(
  %p = new params in %c @1:1
  use %p in %c role configure @2:1 "Z3_params_set_uint"
  %t = new tactic in %c @3:1
  use %p in %c @4:1
)")),
              ElementsAre("certain unprotected-use 4"));
}

TEST(Slots, TermsOfAContextThatKeepsAll) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context keeping count 1
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  use %a, %b in %c @3:1
  delete %c
  end %c
  ret
})"),
              IsEmpty());
}

TEST(Slots, TermsOfAnUnknownContextArePossible) {
  EXPECT_THAT(findings(unknown(R"(
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  use %a, %b in %c @3:1
)")),
              ElementsAre("possible unprotected-use 3"));
}

TEST(Slots, LikelyWhereTermsAreRetainedByHand) {
  EXPECT_THAT(findings(unknown(R"(
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  retain %b in %c @3:1 "Z3_inc_ref"
  use %a, %b in %c @4:1
  release %b in %c @5:1
)")),
              ElementsAre("likely unprotected-use 4"));
}

TEST(Slots, TwoArgumentsOfOneCall) {
  EXPECT_THAT(findings(counting(R"(
  $1 = new ast in %c @1:1
  $2 = new ast in %c @1:9
  use $1, $2 in %c @2:1
  %d = new ast keeps $1, $2 in %c @2:1
)")),
              ElementsAre("certain unprotected-use 2"));
}

TEST(Slots, AChainIsFine) {
  EXPECT_THAT(findings(counting(R"(
  $1 = new ast in %c @1:1
  use $1 in %c @2:1
  $2 = new ast keeps $1 in %c @2:1
  use $2 in %c @3:1
  %d = new ast keeps $2 in %c @3:1
  use %d in %c @4:1
)")),
              IsEmpty());
}

TEST(Slots, ImmortalAndBorrowed) {
  EXPECT_THAT(findings(counting(R"(
  %i = borrow sort in %c @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  %d = borrow sort from %a in %c @4:1
  %b = new ast in %c @5:1
  use %i, %d in %c @6:1
  release %a in %c @7:1
)")),
              IsEmpty());
}

TEST(Slots, KeptByALivingParent) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  use %a in %c @2:1
  %n = new ast keeps %a in %c @2:1
  retain %n in %c @3:1
  %b = new ast in %c @4:1
  use %a in %c @5:1
  release %n in %c @6:1
)")),
              IsEmpty());
}

TEST(Slots, DiesWithItsParent) {
  EXPECT_THAT(
      findings(counting(R"(
  %a = new ast in %c @1:1
  use %a in %c @2:1
  %n = new ast keeps %a in %c @2:1
  %b = new ast in %c @3:1
  use %a in %c @4:1
  use %n in %c @5:1
)")),
      ElementsAre("certain unprotected-use 4", "certain unprotected-use 5"));
}

TEST(Slots, LivesAfterItsReleaseAsAPart) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  %b = new ast keeps %a in %c @3:1
  retain %b in %c @4:1
  release %a in %c @5:1
  use %a in %c @6:1
  %d = new ast in %c @7:1
  use %a in %c @8:1
  release %b in %c @9:1
)")),
              IsEmpty());
}

TEST(Slots, SecondReleaseOfAPart) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  use %t, %a in %c role assert @4:1
  release %a in %c @5:1
  release %a in %c @6:1
  release %t in %c @7:1
)")),
              ElementsAre("certain second-release 6"));
}

TEST(Slots, APartThatIsRetainedAgain) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  use %t, %a in %c role assert @4:1
  release %a in %c @5:1
  retain %a in %c @6:1
  release %a in %c @7:1
  release %t in %c @8:1
)")),
              IsEmpty());
}

TEST(Slots, DiesAfterItsReleaseWithItsParent) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  %b = new ast keeps %a in %c @3:1
  retain %b in %c @4:1
  release %a in %c @5:1
  release %b in %c @6:1
  use %a in %c @7:1
)")),
              ElementsAre("certain use-after-release 7"));
}

TEST(Slots, DiesAfterItsReleaseThoughASlotHasIt) {
  EXPECT_THAT(findings(counting(R"(
  %v = new ast_vector in %c @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  use %v, %a in %c role store @4:1
  release %a in %c @5:1
  %g = new goal in %c @6:1
  use %a in %c @7:1
)")),
              ElementsAre("certain use-after-release 7"));
}

TEST(Slots, ADeadParentKeepsNothing) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  %b = new ast keeps %a in %c @3:1
  use %b in %c @4:1
  %d = new ast in %c @5:1
  release %a in %c @6:1
  use %a in %c @7:1
)")),
              ElementsAre("certain use-after-release 7"));
}

TEST(Slots, LivesAfterItsReleaseWhereItWasAsserted) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  use %t, %a in %c role assert @4:1
  release %a in %c @5:1
  use %a in %c @6:1
  release %t in %c @7:1
)")),
              IsEmpty());
}

TEST(Slots, DiesWithTheSolverThatItWasAssertedIn) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  use %t, %a in %c role assert @3:1
  %b = new ast in %c @4:1
  use %a in %c @5:1
  release %t in %c @6:1
  use %a in %c @7:1
)")),
              ElementsAre("certain unprotected-use 7"));
}

TEST(Slots, ASolverIsLostAlthoughItsPartIsNot) {
  EXPECT_THAT(findings(unknown(R"(
  %a = new ast in %c @2:1
  retain %a in %c @2:1
  %t = new solver in %c @3:1
  retain %t in %c @3:2 "Z3_solver_inc_ref"
  use %t, %a in %c role assert @4:1
  end %t
  use %a in %c @6:1
  release %a in %c @7:1
)")),
              ElementsAre("certain handle-leak 3"));
}

TEST(Slots, DiesWhenTheSolverIsEmptied) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  use %t, %a in %c role assert @3:1
  %b = new ast in %c @4:1
  use %t in %c role reset @5:1
  use %a in %c @6:1
  release %t in %c @7:1
)")),
              ElementsAre("certain unprotected-use 6"));
}

TEST(Slots, TheAssertionsKeepItToo) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  use %t, %a in %c role assert @3:1
  %v = new ast_vector keeps %t in %c @4:1
  retain %v in %c @5:1
  %b = new ast in %c @6:1
  release %t in %c @7:1
  use %a in %c @8:1
  release %v in %c @9:1
)")),
              IsEmpty());
}

TEST(Slots, ACountedElementKeepsItToo) {
  EXPECT_THAT(findings(counting(R"(
  %v = new ast_vector in %c count 1 @1:1
  %a = new ast in %c @2:1
  use %v, %a in %c role store @3:1
  %b = new ast in %c @4:1
  %e = borrow ast from %v in %c @5:1
  retain %e in %c @6:1
  release %v in %c @7:1
  use %a in %c @8:1
  release %e in %c @9:1
)")),
              IsEmpty());
}

TEST(Slots, LivesAfterItsReleaseWhereACalleeHasPutIt) {
  EXPECT_THAT(findings(R"(func @put(%c: context, %t: solver, %x: ast) {
bb0:
  use %t, %x in %c role assert @1:1
  ret
}
func @f(%c: context, %t: solver) {
bb0:
  %a = new ast in %c @2:1
  retain %a in %c @3:1
  call @put(%c, %t, %a) @4:1
  release %a in %c @5:1
  use %a in %c @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Slots, DiesWithAParentThatNothingNames) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  $1 = new ast keeps %a in %c @2:1
  $2 = new ast keeps $1 in %c @3:1
  use %a in %c @4:1
  %d = new ast in %c @5:1
  use %a in %c @6:1
)")),
              ElementsAre("certain unprotected-use 6"));
}

TEST(Slots, AssertedParentThatNothingNames) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c count 1 @1:1
  %a = new ast in %c @2:1
  $1 = new ast keeps %a in %c @3:1
  use %t, $1 in %c role assert @4:1
  %d = new ast in %c @5:1
  use %a in %c @6:1
  release %t in %c @7:1
)")),
              IsEmpty());
}

TEST(Slots, DiesWithItsReleasedParent) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  use %a in %c @2:1
  %n = new ast keeps %a in %c @2:1
  retain %n in %c @3:1
  release %n in %c @4:1
  use %a in %c @5:1
)")),
              ElementsAre("certain unprotected-use 5"));
}

TEST(Slots, AssertedIsKept) {
  EXPECT_THAT(findings(counting(R"(
  %t = new solver in %c @1:1
  retain %t in %c @1:2
  %a = new ast in %c @1:3
  use %t, %a in %c role assert @2:1 "Z3_solver_assert"
  %b = new ast in %c @3:1
  use %a in %c @4:1
  release %t in %c @5:1
)")),
              IsEmpty());
}

TEST(Slots, ResultsOfOneCallAreKeptTogether) {
  EXPECT_THAT(findings(counting(R"(
  %s1 = new sort in %c @1:1
  %d = new func_decl in %c joined @1:1
  use %s1, %d in %c @2:1
  retain %s1 in %c @3:1
  %b = new ast in %c @4:1
  use %d in %c @5:1
  release %s1 in %c @6:1
)")),
              IsEmpty());
}

TEST(Slots, AResetEmptiesTheSlot) {
  EXPECT_THAT(findings(counting(R"(
  %a = new ast in %c @1:1
  collect trail in %c @2:1
  use %a in %c @3:1
)")),
              ElementsAre("certain unprotected-use 3"));
}

TEST(Slots, ThroughHelpers) {
  EXPECT_THAT(findings(R"(
func @var(%k: context) -> ast {
bb0:
  ret = new ast in %k @101:1
  ret
}
func @f() {
bb0:
  %c = new context counting count 1
  %a = call @var(%c) @1:1
  %b = call @var(%c) @2:1
  use %a in %c @3:1
  use %b in %c @4:1
  delete %c
  end %c
  ret
})"),
              ElementsAre("certain unprotected-use 3"));
}

TEST(Slots, AHelperThatOnlySometimesMakesATerm) {
  EXPECT_THAT(findings(R"(
func @maybe(%k: context, %n) {
bb0:
  branch opaque "odd" (%n), bb1, bb2
bb1:
  $1 = new ast in %k @101:1
  use $1 in %k
  goto bb2
bb2:
  ret
}
func @f(%n) {
bb0:
  %c = new context counting count 1
  %a = new ast in %c @1:1
  retain %a in %c @2:1
  call @maybe(%c, %n) @3:1
  use %a in %c @4:1
  release %a in %c @5:1
  delete %c
  end %c
  ret
})"),
              IsEmpty());
}

TEST(Slots, AHelperReadsItsArgumentFirst) {
  EXPECT_THAT(findings(R"(
func @apply(%k: context, %g: func_decl) -> ast {
bb0:
  use %g in %k @101:1
  ret = new ast keeps %g in %k @101:1
  ret
}
func @f() {
bb0:
  %c = new context counting count 1
  %g = new func_decl in %c @1:1
  %a = call @apply(%c, %g) @2:1
  use %a in %c @3:1
  delete %c
  end %c
  ret
})"),
              IsEmpty());
}

TEST(Slots, BothKindsOfContextInOneFile) {
  EXPECT_THAT(findings(R"(
func @g() {
bb0:
  %c = new context keeping count 1
  delete %c
  %d = new context counting count 1
  delete %d
  end %c
  end %d
  ret
}
func @f(%c: context) {
bb0:
  %a = new ast in %c @1:1
  %b = new ast in %c @2:1
  retain %b in %c @3:1 "Z3_inc_ref"
  use %a in %c @4:1
  release %b in %c @5:1
  ret
})"),
              ElementsAre("possible unprotected-use 4"));
}

namespace {
/// A caller that goes on with a term which a callee was given.
std::string giving(std::string Callee, std::string Lines) {
  return "func @g(%c: context, %v: ast) internal {\nbb0:\n" + Callee +
         "  ret\n}\n" + counting("  %a = new ast in %c @1:1\n" + Lines);
}
} // namespace

TEST(Slots, WhatACalleeReadsItDoesNotKeep) {
  const char *Callee = R"(
  use %v in %c
  %t = new ast in %c
  end %t
)";
  EXPECT_THAT(findings(giving(Callee, R"(
  call @g(%c, %a) @2:1
  use %a in %c @3:1
)")),
              ElementsAre("certain unprotected-use 3"));
  EXPECT_THAT(findings(giving(Callee, R"(
  retain %a in %c
  call @g(%c, %a) @2:1
  use %a in %c @3:1
  release %a in %c
)")),
              IsEmpty());
}

TEST(Slots, WhatACalleeBuildsFromItLivesInTheSlot) {
  const char *Callee = R"(
  use %v in %c
  %t = new ast keeps %v in %c
  end %t
)";
  EXPECT_THAT(findings(giving(Callee, R"(
  call @g(%c, %a) @2:1
  use %a in %c @3:1
)")),
              IsEmpty());
  EXPECT_THAT(findings(giving(Callee, R"(
  call @g(%c, %a) @2:1
  %b = new ast in %c @3:1
  use %a in %c @4:1
)")),
              ElementsAre("certain unprotected-use 4"));
}

namespace {
/// A term that was given back while a vector has it, used once that is gone.
std::string partOf(std::string Mode) {
  return "func @f() {\nbb0:\n  %c = new context " + Mode + R"( count 1
  %v = new ast_vector in %c
  retain %v in %c "Z3_ast_vector_inc_ref"
  %a = new ast in %c @1:1
  retain %a in %c "Z3_inc_ref"
  use %v, %a in %c role store
  release %a in %c "Z3_dec_ref"
  %b = new ast in %c
  release %v in %c "Z3_ast_vector_dec_ref"
  use %a in %c @2:1
  delete %c
  end %c
  ret
}
)";
}
} // namespace

TEST(Slots, PartsStayOnTheTrailOfAContextThatKeepsTerms) {
  EXPECT_THAT(findings(partOf("counting")), testing::Not(IsEmpty()));
  EXPECT_THAT(findings(partOf("keeping")), IsEmpty());
}

TEST(Slots, TheNextOneTakesOverThePartsOfTheLast) {
  EXPECT_THAT(findings(R"(
func @f(%n) {
bb0:
  %c = new context counting count 1
  %y = new ast in %c @1:1
  %i = copy 0
  goto bb1
bb1: loop
  branch %i < %n, bb2, bb3
bb2:
  use %y in %c @2:1
  %f = new ast keeps %y in %c @2:1
  use %f, %y in %c @3:1
  havoc %i plus 1
  goto bb1
bb3:
  use %y in %c @4:1
  delete %c
  end %c
  ret
}
)"),
              IsEmpty());
}

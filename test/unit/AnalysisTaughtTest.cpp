// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions of which the program says what they do: counted by hand,
// and references that are handed over.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
/// A function of a context, and the lines.
std::string body(std::string Lines) {
  return "func @f(%c: context) {\nbb0:\n" + Lines + "\n}\n";
}
} // namespace

TEST(Taught, AReferenceThatComesWithTheResultIsCountedByHand) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  release %s in %c @2:1 "Z3_solver_dec_ref"
  ret)")),
              IsEmpty());
  // Of a wrapper's reference that is wrong.
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 @1:1 "z3::solver"
  release %s in %c @2:1 "Z3_solver_dec_ref"
  release %s in %c implicit
  ret)")),
              ElementsAre("certain wrong-release 2"));
}

TEST(Taught, WhatIsNotGivenBackIsLost) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  use %s taught @2:1 "xx_check"
  end %s @3:1
  ret)")),
              ElementsAre("certain handle-leak 1"));
}

TEST(Taught, UseAfterItsOwnRelease) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  release %s in %c taught @2:1 "xx_solver_free"
  use %s in %c @3:1 "Z3_solver_check"
  ret)")),
              ElementsAre("certain use-after-release 3"));
}

TEST(Taught, ReleaseOfWhatWasNeverCounted) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  release %s in %c taught @2:1 "xx_solver_free"
  ret)")),
              ElementsAre("certain wrong-release 2"));
}

TEST(HandOver, TheObjectLivesOnAndIsNoLeak) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  release %s in %c role hand_over taught @2:1 "xx_pool_add"
  use %s in %c @3:1 "Z3_solver_check"
  end %s @4:1
  ret)")),
              IsEmpty());
}

TEST(HandOver, ItIsNotOursToReleaseAfterwards) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  release %s in %c role hand_over taught @2:1 "xx_pool_add"
  release %s in %c taught @3:1 "xx_solver_free"
  ret)")),
              ElementsAre("certain wrong-release 3"));
  // With a second reference it is.
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  release %s in %c role hand_over taught @3:1 "xx_pool_add"
  release %s in %c taught @4:1 "xx_solver_free"
  ret)")),
              IsEmpty());
}

TEST(HandOver, OfWhatIsDeadOrWasNeverCounted) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solver_new"
  release %s in %c taught @2:1 "xx_solver_free"
  release %s in %c role hand_over taught @3:1 "xx_pool_add"
  ret)")),
              ElementsAre("certain use-after-release 3"));
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  release %s in %c role hand_over taught @2:1 "xx_pool_add"
  ret)")),
              ElementsAre("certain wrong-release 2"));
}

TEST(Taught, ASolverThatItMadeOrUsedMayHaveAnAnswer) {
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c count 1 taught @1:1 "xx_solve"
  use %s in %c role model @2:1 "Z3_solver_get_model"
  release %s in %c @3:1 "Z3_solver_dec_ref"
  ret)")),
              IsEmpty());
  EXPECT_THAT(findings(body(R"(
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  use %s in %c taught role configure @3:1 "xx_run"
  use %s in %c role model @4:1 "Z3_solver_get_model"
  release %s in %c @5:1 "Z3_solver_dec_ref"
  ret)")),
              IsEmpty());
}

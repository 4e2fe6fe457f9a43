// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that are asked for without what promises them.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {
std::string body(std::string Lines) {
  return "func @f(%c: context, %s: solver, %e: ast) {\nbb0:\n" + Lines +
         "\n}\n";
}
/// Check, branch on an answer, and ask for something on both ways.
std::string asked(std::string Check, std::string Test, std::string Role) {
  return body("  $1 = use %s in %c role check @1:1 \"" + Check + "\"\n" +
              "  branch " + Test + ", bb1, bb2\n" +
              "bb1:\n  use %s in %c role " + Role + " @2:1\n  ret\n" +
              "bb2:\n  use %s in %c role " + Role + " @3:1\n  ret");
}
const char *C = "Z3_solver_check", *Cpp = "z3::solver::check";
} // namespace

TEST(Answers, NobodyHasAsked) {
  EXPECT_THAT(findings(body(R"(
  %t = new solver in %c count 1 @1:1
  use %t in %c role model @2:1
  use %s in %c role model @3:1
  release %t in %c
  ret)")),
              ElementsAre("certain unchecked-result 2"));
}

TEST(Answers, ChangedSince) {
  for (const char *Change : {"assert", "push", "pop", "reset", "load_text"})
    EXPECT_THAT(findings(body(std::string(R"(
  $1 = use %s in %c role check @1:1 "Z3_solver_check"
  use %s in %c role )") + Change +
                              R"( @2:1
  use %s in %c role model @3:1
  ret)")),
                ElementsAre("likely unchecked-result 3"))
        << Change;
}

TEST(Answers, AskedAgainAfterTheChange) {
  EXPECT_THAT(findings(body(R"(
  use %s, %e in %c role assert @1:1
  $1 = use %s in %c role check @2:1 "Z3_solver_check"
  use %s in %c role model @3:1
  use %s in %c role refutation @4:1
  ret)")),
              IsEmpty());
}

TEST(Answers, OtherFunctionsMayAsk) {
  EXPECT_THAT(findings(body(R"(
  use %s, %e in %c role assert @1:1
  call @elsewhere(%s) @2:1
  use %s in %c role model @3:1
  ret)")),
              IsEmpty());
}

TEST(Answers, OfTheCApi) {
  EXPECT_THAT(findings(asked(C, "$1 == 1", "model")),
              ElementsAre("likely unchecked-result 3"));
  EXPECT_THAT(findings(asked(C, "$1 == -1", "model")),
              ElementsAre("likely unchecked-result 2"));
  EXPECT_THAT(findings(asked(C, "$1 == 0", "model")), IsEmpty());
  EXPECT_THAT(findings(asked(C, "$1 == 1", "refutation")),
              ElementsAre("likely unchecked-result 2"));
  EXPECT_THAT(findings(asked(C, "$1 == -1", "refutation")),
              ElementsAre("likely unchecked-result 3"));
}

TEST(Answers, OfZ3PlusPlus) {
  EXPECT_THAT(findings(asked(Cpp, "$1 == 0", "model")),
              ElementsAre("likely unchecked-result 2"));
  EXPECT_THAT(findings(asked(Cpp, "$1 == 2", "model")), IsEmpty());
  EXPECT_THAT(findings(asked(Cpp, "$1 == 0", "refutation")),
              ElementsAre("likely unchecked-result 3"));
}

TEST(Answers, NeitherSatNorUnsatMayHaveAModel) {
  EXPECT_THAT(findings(body(R"(
  $1 = use %s in %c role check @1:1 "Z3_solver_check"
  switch $1, 1: bb1, -1: bb2, default: bb1
bb1:
  use %s in %c role model @2:1
  ret
bb2:
  ret)")),
              IsEmpty());
}

/// bb1 is left for bb3 on one more answer.
static std::string askedTwice(std::string First, std::string Second,
                              std::string Role) {
  return body("  $1 = use %s in %c role check @1:1 \"Z3_solver_check\"\n"
              "  branch " +
              First + ", bb1, bb2\nbb1:\n  ret\nbb2:\n  branch " + Second +
              ", bb1, bb3\nbb3:\n  use %s in %c role " + Role +
              " @3:1 \"Z3_get\"\n  ret");
}

TEST(Answers, ACoreWhereTheAnswerMayBeUnknown) {
  EXPECT_THAT(findings(askedTwice("$1 == 1", "$1 == 7", "refutation")),
              ElementsAre("likely unchecked-result 3"));
  EXPECT_THAT(findings(askedTwice("$1 == 1", "$1 == 0", "refutation")),
              IsEmpty());
}

TEST(Answers, AModelWhereTheAnswerMayBeUnknown) {
  std::string Asked = R"(
  $1 = use %s in %c role check @1:1 "Z3_solver_check"
  branch $1 == -1, bb1, bb2
bb1:
  ret
bb2:
  use %s in %c role model @3:1 "Z3_solver_get_model"
  %m = new model in %c role fallible @3:1 "Z3_solver_get_model"
)";
  EXPECT_THAT(findings(body(Asked + R"(
  use %m in %c @4:1
  ret)")),
              ElementsAre("likely unchecked-result 3"));
  EXPECT_THAT(findings(body(Asked + R"(
  branch null %m, bb1, bb3
bb3:
  use %m in %c @4:1
  ret)")),
              IsEmpty());
}

TEST(Answers, NotUnknownInEitherOrder) {
  EXPECT_THAT(findings(askedTwice("$1 == 0", "$1 == 1", "refutation")),
              IsEmpty());
  EXPECT_THAT(findings(askedTwice("$1 == 0", "$1 == -1", "model")), IsEmpty());
  EXPECT_THAT(findings(askedTwice("$1 == -1", "$1 == 0", "model")), IsEmpty());
}

TEST(Answers, AHelperThatAddsLeavesNoAnswer) {
  EXPECT_THAT(findings(R"(
func @change(%c: context, %s: solver, %e: ast) {
bb0:
  use %s, %e in %c role assert @1:1
  ret
}
func @f(%c: context, %s: solver, %e: ast) {
bb0:
  $1 = use %s in %c role check @11:1 "Z3_solver_check"
  call @change(%c, %s, %e) @12:1
  use %s in %c role model @13:1
  ret
}
)"),
              ElementsAre("likely unchecked-result 13"));
}

TEST(Errors, NullWhereNobodyIsCalled) {
  EXPECT_THAT(findings(body(R"(
  use null in %c role handler @1:1
  %t = new tactic in %c role fallible @2:1
  use %t in %c @3:1
  ret)")),
              ElementsAre("likely unchecked-result 3"));
  EXPECT_THAT(findings(body(R"(
  use null in %c role handler @1:1
  %t = new tactic in %c role fallible @2:1
  branch null %t, bb1, bb2
bb1:
  ret
bb2:
  use %t in %c @3:1
  ret)")),
              IsEmpty());
}

TEST(Errors, WithAHandlerOrAnUnknownOne) {
  EXPECT_THAT(findings(body(R"(
  %t = new tactic in %c role fallible @2:1
  use %t in %c @3:1
  use 1 in %c role handler @4:1
  %u = new tactic in %c role fallible @5:1
  use %u in %c @6:1
  ret)")),
              IsEmpty());
}

TEST(Errors, WhatWasParsedIsNotNull) {
  std::string Parse = R"(
  use null in %c role handler @1:1
  %v = new ast_vector in %c role load_text @2:1
)";
  EXPECT_THAT(findings(body(Parse + R"(
  branch null %v, bb1, bb2
bb1:
  ret
bb2:
  $1 = use %v in %c @3:1
  ret)")),
              ElementsAre("likely unchecked-result 3"));
  EXPECT_THAT(findings(body(Parse + R"(
  $1 = use in %c role read_error @3:1
  $2 = use %v in %c @4:1
  ret)")),
              IsEmpty());
}

TEST(Errors, TheCodeIsReadTooLate) {
  EXPECT_THAT(findings(body(R"(
  %v = new ast_vector in %c role load_text @1:1
  retain %v in %c @2:1 "Z3_ast_vector_inc_ref"
  $1 = use in %c role read_error @3:1
  release %v in %c @4:1
  ret)")),
              ElementsAre("likely unchecked-result 3"));
  // The code of the assertion may be what is asked for.
  EXPECT_THAT(findings(body(R"(
  %v = new ast_vector in %c role load_text @1:1
  use %s, %e in %c role assert @2:1
  $1 = use in %c role read_error @3:1
  ret)")),
              IsEmpty());
}

TEST(Answers, NobodyLooksAtIt) {
  auto Ignored = [](std::string Model) {
    return body("  use %s in %c role check @1:1 \"Z3_solver_check\"\n"
                "  use %s in %c role model @2:1 \"" +
                Model + "\"\n  ret");
  };
  EXPECT_THAT(findings(Ignored("Z3_solver_get_model")),
              ElementsAre("likely unchecked-result 2"));
  // z3++ throws.
  EXPECT_THAT(findings(Ignored("z3::solver::get_model")), IsEmpty());
}

/// A callee that asks for a model and, if Use is not empty, does that with it.
static std::string shower(std::string Use) {
  return R"(
func @show(%c: context, %s: solver) internal {
bb0:
  use %s in %c role model @31:1 "Z3_solver_get_model"
  %m = new model in %c role fallible @31:1 "Z3_solver_get_model"
)" + Use +
         "\n}\n";
}
static const char *const UsedAsItIs = "  use %m in %c @32:1\n  ret";
static const char *const HeldAgainstNull =
    "  branch null %m, bb1, bb2\nbb1:\n  ret\nbb2:\n"
    "  use %m in %c @32:1\n  ret";

TEST(Answers, ACalleeAsksWithTheAnswerOfItsCaller) {
  auto Called = [](std::string Test) {
    return body("  $1 = use %s in %c role check @1:1 \"Z3_solver_check\"\n"
                "  branch " +
                Test +
                ", bb1, bb2\nbb1:\n  call @show(%c, %s) @2:1\n  ret\n"
                "bb2:\n  ret");
  };
  EXPECT_THAT(findings(shower(UsedAsItIs) + Called("$1 == 1")), IsEmpty());
  EXPECT_THAT(findings(shower(UsedAsItIs) + Called("$1 == -1")),
              ElementsAre("likely unchecked-result 2"));
  // Unknown promises none, and nobody looks.
  EXPECT_THAT(findings(shower(UsedAsItIs) + Called("$1 == 0")),
              ElementsAre("likely unchecked-result 2"));
  for (const char *Test : {"$1 == -1", "$1 == 0"})
    EXPECT_THAT(findings(shower(HeldAgainstNull) + Called(Test)), IsEmpty());
}

TEST(Answers, ACalleeAsksWhereNothingWasChecked) {
  for (const char *Use : {UsedAsItIs, HeldAgainstNull})
    EXPECT_THAT(findings(shower(Use) + body(R"(
  use %s, %e in %c role assert @1:1
  call @show(%c, %s) @2:1
  ret)")),
                ElementsAre("likely unchecked-result 2"));
}

TEST(Answers, ACalleeThatAsksOnSomeWaysMayKnow) {
  EXPECT_THAT(findings(R"(
func @show(%c: context, %s: solver, %n) internal {
bb0:
  branch opaque "n" (%n), bb1, bb2
bb1:
  use %s in %c role model @31:1 "Z3_solver_get_model"
  ret
bb2:
  ret
}
)" + body(R"(
  use %s, %e in %c role assert @1:1
  call @show(%c, %s, 1) @2:1
  ret)")),
              IsEmpty());
}

TEST(Answers, UsedBeforeTheAnswerIsLookedAt) {
  std::string Asked = R"(
  %r = use %s in %c role check @1:1 "Z3_solver_check"
  use %s in %c role model @2:1 "Z3_solver_get_model"
  %m = new model in %c role fallible @2:1 "Z3_solver_get_model"
)";
  EXPECT_THAT(findings(body(Asked + R"(
  use %m in %c @3:1
  branch %r == 1, bb1, bb1
bb1:
  ret)")),
              ElementsAre("likely unchecked-result 2"));
  EXPECT_THAT(findings(body(Asked + R"(
  branch %r == 1, bb1, bb2
bb1:
  use %m in %c @3:1
  ret
bb2:
  ret)")),
              IsEmpty());
  EXPECT_THAT(findings(body(Asked + R"(
  branch null %m, bb2, bb1
bb1:
  use %m in %c @3:1
  ret
bb2:
  ret)")),
              IsEmpty());
}

TEST(Answers, OfADatalogEngine) {
  auto Queried = [](std::string Test) {
    return "func @f(%c: context, %s: fixedpoint) {\nbb0:\n"
           "  $1 = use %s in %c role check @1:1 \"Z3_fixedpoint_query\"\n"
           "  branch " +
           Test +
           ", bb1, bb2\nbb1:\n"
           "  use %s in %c role derivation @2:1 \"Z3_fixedpoint_get_answer\"\n"
           "  ret\nbb2:\n  ret\n}\n";
  };
  EXPECT_THAT(findings(Queried("$1 == 0")),
              ElementsAre("likely unchecked-result 2"));
  for (const char *Test : {"$1 == 1", "$1 == -1"})
    EXPECT_THAT(findings(Queried(Test)), IsEmpty());
}

TEST(Errors, OfAProgramWithOneContext) {
  auto Program = [](std::string Read) {
    return R"(
func @load(%d) internal holds %d.*.c: context {
bb0:
  %v = new ast_vector in %d.*.c role load_text @10:1
)" + Read + R"(
  $1 = use %v in %d.*.c @12:1
  ret
}
func @main() {
bb0:
  %d.c = new context counting count 1 @21:1 "Z3_mk_context_rc"
  use null in %d.c role handler @22:1
  $0 = addr %d
  call @load($0) @23:1
  delete %d.c @24:1
  ret
}
)";
  };
  EXPECT_THAT(findings(Program("")),
              ElementsAre("likely unchecked-result 12"));
  EXPECT_THAT(findings(Program("  $2 = use in %d.*.c role read_error @11:1")),
              IsEmpty());
}

//===----------------------------------------------------------------------===//
// What a member remembers of an answer
//===----------------------------------------------------------------------===//

namespace {

/// A class that remembers its last answer, and a caller that changes, checks
/// and shows in some order.
std::string remembering(const char *AfterChange, const char *Caller) {
  return std::string(R"ir(
func @change() this holds %this.*.s: solver {
bb0:
  use %this.*.s in %this.*.s role reset @1:1 "z3::solver::reset"
)ir") + AfterChange + R"ir(  ret
}
func @check() this holds %this.*.s: solver {
bb0:
  $0 = use %this.*.s in %this.*.s role check @2:1 "z3::solver::check"
  %this.*.last = copy $0
  ret
}
func @show() this holds %this.*.s: solver {
bb0:
  branch %this.*.last == 1, bb1, bb2
bb1:
  use %this.*.s in %this.*.s role model @3:1 "z3::solver::get_model"
  ret
bb2:
  ret
}
func @run(%n) this {
bb0:
  goto bb1
bb1: loop @10:1
  edges bb2, bb7
)ir" + Caller + R"ir(
bb7:
  ret
}
)ir";
}

const char *const AnyOrder = R"ir(
bb2:
  edges bb3, bb4
bb3:
  call @change(%this) @11:1
  goto bb1
bb4:
  edges bb5, bb6
bb5:
  call @check(%this) @12:1
  goto bb1
bb6:
  call @show(%this) @13:1
  goto bb1
)ir";

const char *const CheckedBefore = R"ir(
bb2:
  call @change(%this) @11:1
  goto bb3
bb3:
  call @check(%this) @12:1
  goto bb4
bb4:
  call @show(%this) @13:1
  goto bb1
bb5:
  goto bb1
bb6:
  goto bb1
)ir";

} // namespace

TEST(Answers, AMemberRemembersOneThatIsOutdated) {
  EXPECT_THAT(findings(remembering("", AnyOrder)),
              ElementsAre("likely unchecked-result 13"));
}

TEST(Answers, AChangeMakesTheMemberForget) {
  EXPECT_THAT(
      findings(remembering("  %this.*.last = copy 2\n", AnyOrder)), IsEmpty());
}

TEST(Answers, WhoShowsHasChecked) {
  EXPECT_THAT(findings(remembering("", CheckedBefore)), IsEmpty());
}

namespace {

/// A method says by a member that the answer was not unsat (or sat), and
/// another one takes the model by that.
std::string deciding(const char *Test) {
  return std::string(R"ir(
func @take() this holds %this.*.s: solver, %this.*.c: context {
bb0:
  $0 = use %this.*.s in %this.*.c role check @1:1 "Z3_solver_check"
  branch )ir") + Test + R"ir(, bb1, bb2
bb1:
  %this.*.ok = copy 1
  ret
bb2:
  %this.*.ok = copy 0
  ret
}
func @inputs() this holds %this.*.s: solver, %this.*.c: context {
bb0:
  branch null %this.*.ok, bb1, bb2
bb1:
  ret
bb2:
  use %this.*.s in %this.*.c role model @3:1 "Z3_solver_get_model"
  %m = new model in %this.*.c role fallible @3:1 "Z3_solver_get_model"
  retain %m in %this.*.c @4:1 "Z3_model_inc_ref"
  $1 = use %m in %this.*.c @5:1 "Z3_model_get_num_consts"
  release %m in %this.*.c "Z3_model_dec_ref"
  ret
}
func @run() this holds %this.*.s: solver, %this.*.c: context {
bb0:
  call @take(%this) @11:1
  call @inputs(%this) @12:1
  ret
}
)ir";
}

} // namespace

TEST(Answers, AMemberTakesOneForDecided) {
  EXPECT_THAT(findings(deciding("$0 != -1")),
              ElementsAre("likely unchecked-result 12"));
  EXPECT_THAT(findings(deciding("$0 == 1")), IsEmpty());
}

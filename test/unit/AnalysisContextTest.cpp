// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contexts that differ, and those that may be one.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using z3tidy::test::findings;

TEST(Mixing, TwoContextsThatAreMadeHere) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = new context counting count 1 @2:1
  %s = new solver in %a count 1 @3:1
  $1 = use %s in %b @4:1
  $2 = use %s in %b @5:1
  release %s in %a @6:1
  delete %b @7:1
  delete %a @8:1
  ret
}
)"),
              ElementsAre("certain context-mixing 4"));
}

TEST(Mixing, AnotherNameOfTheSameContext) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = copy %a
  %s = new solver in %a count 1 @3:1
  $1 = use %s in %b @4:1
  release %s in %a @6:1
  delete %a @8:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, AParameterAgainstALocal) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  $1 = use %s in %c @2:1
  $2 = use %s in %a @3:1
  delete %a @4:1
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Mixing, TwoParametersMayBeOne) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %d: context, %s: solver) {
bb0:
  $1 = use %s in %c @2:1
  $2 = use %s in %d @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, ParametersAreOlderThanALocalContext) {
  EXPECT_THAT(findings(R"(
func @f(%s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  $2 = use %s in %a @3:1
  delete %a @4:1
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Mixing, AContextThatOthersHoldMayBeTheirs) {
  EXPECT_THAT(findings(R"(
func @f(%s: solver) {
bb0:
  %a = new context counting count 1 @1:1
  @shared = copy %a
  $2 = use %s in %a @3:1
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, TwoMembersOfOneObject) {
  EXPECT_THAT(findings(R"(
func @f() this {
bb0:
  %s = new solver in %this.*.a count 1 @1:1
  $1 = use %s in %this.*.b @2:1
  release %s in %this.*.a @3:1
  ret
}
func @g(%p, %q) {
bb0:
  %s = new solver in %p.*.a count 1 @11:1
  $1 = use %s in %q.*.a @12:1
  release %s in %p.*.a @13:1
  ret
}
)"),
              ElementsAre("likely context-mixing 2"));
}

TEST(Mixing, StandsAtTheCallOfWhatMixes) {
  EXPECT_THAT(findings(R"(
func @ask(%c: context, %s: solver) {
bb0:
  $1 = use %s in %c @2:1
  ret
}
func @f() {
bb0:
  %a = new context counting count 1 @11:1
  %b = new context counting count 1 @12:1
  %s = new solver in %a count 1 @13:1
  call @ask(%a, %s) @14:1
  call @ask(%b, %s) @15:1
  release %s in %a @16:1
  delete %b @17:1
  delete %a @18:1
  ret
}
)"),
              ElementsAre("certain context-mixing 15"));
}

TEST(Mixing, ReleasedInAnotherContext) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = new context counting count 1 @2:1
  %s = new ast in %a @3:1
  retain %s in %a @4:1
  release %s in %b @5:1
  delete %b @7:1
  delete %a @8:1
  ret
}
)"),
              ElementsAre("certain wrong-release 5"));
}

TEST(Mixing, WhatCameInByReferenceIsOlderThanALocalContext) {
  EXPECT_THAT(findings(R"(
func @f(%fact) holds %fact.*: ast {
bb0:
  %own = new context counting count 1 @1:1
  %s = new solver in %own count 1 @2:1
  use %s, %fact.* in %s role assert @3:1
  release %s implicit
  delete %own implicit
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Mixing, OfUnknownKindItMayBeANumber) {
  EXPECT_THAT(findings(R"(
func @f(%fact) {
bb0:
  %own = new context counting count 1 @1:1
  %s = new solver in %own count 1 @2:1
  use %s, %fact.* in %s role assert @3:1
  release %s implicit
  delete %own implicit
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, TheContextOfAMemberIsTheCallers) {
  // The callee asserts in the context of its solver, whatever that is.
  constexpr char Callee[] = R"(
func @need(%h, %e) holds %h.*.s: solver, %e.*: ast {
bb0:
  use %h.*.s, %e.* in %h.*.s role assert @1:1
  ret
}
func @f() {
bb0:
  %a = new context counting count 1 @10:1
  %b = new context counting count 1 @11:1
  %h.s = new solver in %a count 1 @12:1
  %x = new ast in CONTEXT count 1 @13:1
  $1 = addr %h
  $2 = addr %x
  call @need($1, $2) @14:1
  release %x implicit
  release %h.s implicit
  delete %b implicit
  delete %a implicit
  ret
}
)";
  std::string Text = Callee;
  size_t At = Text.find("CONTEXT");
  EXPECT_THAT(findings(std::string(Text).replace(At, 7, "%b")),
              ElementsAre("certain context-mixing 14"));
  EXPECT_THAT(findings(std::string(Text).replace(At, 7, "%a")), IsEmpty());
}

TEST(Mixing, AResultBelongsToTheContextOfItsArgument) {
  EXPECT_THAT(findings(R"(
func @negated(%e) -> ast holds %e.*: ast {
bb0:
  ret = new ast keeps %e.* in %e.* count 1 @1:1
  ret
}
func @f() {
bb0:
  %a = new context counting count 1 @10:1
  %b = new context counting count 1 @11:1
  %x = new ast in %a count 1 @12:1
  %s = new solver in %b count 1 @13:1
  $1 = addr %x
  %n = call @negated($1) @14:1
  use %s, %n in %s role assert @15:1
  release %n implicit
  release %s implicit
  release %x implicit
  delete %b implicit
  delete %a implicit
  ret
}
)"),
              ElementsAre("certain context-mixing 15"));
}

TEST(Mixing, WhatIsMadeOfAForeignTermIsNotToldAgain) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %a = new context counting count 1 @1:1
  %b = new context counting count 1 @2:1
  %x = new ast in %a count 1 @3:1
  %s = new solver in %a count 1 @4:1
  use %x in %b @5:1 "Z3_mk_not"
  %n = new ast keeps %x in %b @5:1 "Z3_mk_not"
  use %s, %n in %a role assert @6:1
  release %s implicit
  release %x implicit
  delete %b implicit
  delete %a implicit
  ret
}
)"),
              ElementsAre("certain context-mixing 5"));
}

TEST(Mixing, ACalleeDeletesTheContextLast) {
  // The order in which a summary names what it does is not that of the code.
  EXPECT_THAT(findings(R"(
func @stop(%s) holds %s.*.ctx: context, %s.*.solver: solver {
bb0:
  $1 = use ? in %s.*.ctx @1:1
  release %s.*.solver in %s.*.ctx @2:1 "Z3_solver_dec_ref"
  delete %s.*.ctx @3:1 "Z3_del_context"
  ret
}
func @f() {
bb0:
  %s.ctx = new context counting count 1 @10:1 "Z3_mk_context_rc"
  %s.solver = new solver in %s.ctx @11:1 "Z3_mk_solver"
  retain %s.solver in %s.ctx @12:1 "Z3_solver_inc_ref"
  $1 = addr %s
  call @stop($1) @13:1
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(Mixing, AMemberInTheContextOfAnotherEngine) {
  // What the file puts into a member is of the engine's own context; of which
  // engine the call is, only the caller knows.
  auto Engines = [](std::string Second) {
    return R"(
func @open(%e) internal holds %e.*.c: context, %e.*.g: ast {
bb0:
  $1 = new context counting count 1 @1:1
  %e.*.c = copy $1
  $2 = new ast in %e.*.c @2:1
  %e.*.g = copy $2
  retain %e.*.g in %e.*.c @3:1
  ret
}
func @close(%e) internal holds %e.*.c: context, %e.*.g: ast {
bb0:
  release %e.*.g in %e.*.c
  delete %e.*.c
  ret
}
func @use(%a, %b) internal holds %b.*.g: ast, %a.*.c: context {
bb0:
  %p[0] = copy %b.*.g
  use %p[*] in %a.*.c @5:1
  ret
}
func @main() {
bb0:
  $0 = addr %x
  $1 = addr %y
  call @open($0) @7:1
  call @open($1) @8:1
  call @use($0, )" +
           Second + R"() @9:1
  call @close($0)
  call @close($1)
  ret
}
)";
  };
  EXPECT_THAT(findings(Engines("$1")),
              ElementsAre("certain context-mixing 9"));
  EXPECT_THAT(findings(Engines("$0")), IsEmpty());
}

TEST(Contexts, OfACopiedStruct) {
  // The copy gets a context; what it took over is still of the other one.
  EXPECT_THAT(findings(R"(
func @fork(%from, %to) holds %from.*.init: ast, %to.*.init: ast, %to.*.c: context, %from.*.c: context {
bb0:
  %to.* = copy %from.* @1:1
  %to.*.c = new context counting count 1 @2:1 "Z3_mk_context_rc"
  $1 = use %to.*.init in %to.*.c @3:1 "Z3_simplify"
  ret
}
func @brought(%from, %to) holds %from.*.init: ast, %to.*.init: ast, %to.*.c: context, %from.*.c: context {
bb0:
  %to.* = copy %from.* @11:1
  %to.*.c = new context counting count 1 @12:1 "Z3_mk_context_rc"
  %to.*.init = new ast in %to.*.c @13:1 "Z3_translate"
  $1 = use %to.*.init in %to.*.c @14:1 "Z3_simplify"
  ret
}
func @lazy(%e) holds %e.*.init: ast, %e.*.c: context {
bb0:
  branch null %e.*.c, bb1, bb2
bb1:
  %e.*.c = new context counting count 1 @22:1 "Z3_mk_context_rc"
  goto bb2
bb2:
  $1 = use %e.*.init in %e.*.c @23:1 "Z3_simplify"
  ret
}
)"),
              ElementsAre("likely context-mixing 3"));
}

TEST(Contexts, OfAStructCopiedUnderAnotherName) {
  // Nothing is said of what the members of %from.* are; a part that was copied
  // with the whole; one that only the callee speaks of.
  EXPECT_THAT(findings(R"(
func @named(%from, %to) holds %to.*.init: ast, %to.*.c: context {
bb0:
  %to.* = copy %from.* @1:1
  %to.*.c = new context counting count 1 @2:1 "Z3_mk_context_rc"
  $1 = use %to.*.init in %to.*.c @3:1 "Z3_simplify"
  ret
}
func @on_heap(%from) holds %to.*.init: ast, %to.*.c: context {
bb0:
  %to = alloc heap.0 @11:1
  heap.0 = copy %from.* @12:1
  %to.*.c = new context counting count 1 @13:1 "Z3_mk_context_rc"
  $1 = use %to.*.init in %to.*.c @14:1 "Z3_simplify"
  ret = copy %to
  ret
}
func @start(%e) holds %e.*.init: ast, %e.*.c: context {
bb0:
  $1 = use %e.*.init in %e.*.c @21:1 "Z3_simplify"
  ret
}
func @in_callee(%from, %to) holds %to.*.c: context {
bb0:
  %to.* = copy %from.* @31:1
  %to.*.c = new context counting count 1 @32:1 "Z3_mk_context_rc"
  call @start(%to) @33:1
  ret
}
)"),
              UnorderedElementsAre("likely context-mixing 3",
                                   "likely context-mixing 14",
                                   "likely context-mixing 33"));
}

TEST(Contexts, NewForWhatCameIn) {
  // A struct of one's own; one that had a context; a struct beside another.
  EXPECT_THAT(findings(R"(
func @by_value(%e) holds %e.init: ast, %e.c: context {
bb0:
  %e.c = new context counting count 1 @1:1 "Z3_mk_context_rc"
  $1 = use %e.init in %e.c @2:1 "Z3_simplify"
  ret = copy %e
  ret
}
func @again(%e) holds %e.*.init: ast, %e.*.c: context {
bb0:
  delete %e.*.c @11:1 "Z3_del_context"
  %e.*.c = new context counting count 1 @12:1 "Z3_mk_context_rc"
  $1 = use %e.*.init in %e.*.c @13:1 "Z3_simplify"
  ret
}
func @beside(%from, %to) holds %from.*.init: ast, %to.*.c: context {
bb0:
  %to.*.c = new context counting count 1 @21:1 "Z3_mk_context_rc"
  $1 = use %from.*.init in %to.*.c @22:1 "Z3_simplify"
  ret
}
func @first(%e) holds %e.*.init: ast, %e.*.c: context {
bb0:
  %e.*.c = new context counting count 1 @31:1 "Z3_mk_context_rc"
  $1 = use %e.*.init in %e.*.c @32:1 "Z3_simplify"
  ret
}
func @filled(%e) holds %e.*.init: ast, %e.*.c: context {
bb0:
  delete %e.*.c @41:1 "Z3_del_context"
  %e.*.c = new context counting count 1 @42:1 "Z3_mk_context_rc"
  call @others() @43:1
  $1 = use %e.*.init in %e.*.c @44:1 "Z3_simplify"
  ret
}
)"),
              UnorderedElementsAre("likely context-mixing 2",
                                   "likely context-mixing 13",
                                   "likely context-mixing 22"));
}

TEST(Contexts, OfWhatTheCalleeMakesOfTwoArguments) {
  EXPECT_THAT(findings(R"(
func @both(%a, %b) holds %a.*: ast, %b.*: solver {
bb0:
  use %a.* in %a.* @1:1 "z3::operator!"
  $0 = new ast keeps %a.* in %a.* count 1 @1:1 "z3::operator!"
  use %b.*, $0 in %b.* role assert @2:1 "z3::solver::add"
  release $0 implicit
  ret
}
func @f() {
bb0:
  %c = new context counting count 1 @11:1
  %d = new context counting count 1 @12:1
  %x = new ast in %c count 1 @13:1
  %s = new solver in %d count 1 @14:1
  %t = new solver in %c count 1 @15:1
  $1 = addr %x
  $2 = addr %t
  call @both($1, $2) @16:1
  $3 = addr %s
  call @both($1, $3) @17:1
  release %t implicit
  release %s implicit
  release %x implicit
  delete %d implicit
  delete %c implicit
  ret
}
)"),
              ElementsAre("certain context-mixing 17"));
}

TEST(Contexts, OfElementsThatAreOverwritten) {
  EXPECT_THAT(findings(R"(
func @f(%values, %n) holds %values.*[%i]: ast, %values.*[0]: ast {
bb0:
  %c = new context counting count 1 @1:1 "Z3_mk_context_rc"
  %i = copy 0
  goto bb1
bb1: loop @2:1
  branch %i < %n, bb2, bb3
bb2:
  %values.*[%i] = new ast in %c @3:1 "Z3_mk_int"
  havoc %i plus 1
  goto bb1
bb3:
  use %values.*[0] in %c @4:1 "Z3_ast_to_string"
  ret = copy %c
  ret
}
)"),
              IsEmpty());
}

TEST(Contexts, ReleasedInADeletedContext) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %s: solver) {
bb0:
  delete %c @1:1
  release %s in %c @2:1
  ret
}
)"),
              ElementsAre("likely use-after-release 2"));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program's own wrappers: their counts against counts by hand; and which
// member or global is in the context of which other one.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

// A class whose destructor releases its member, and what it is made of.
constexpr char Wrapper[] = R"(
func @W::W(%c: context, %s: solver) this constructor of "W" {
bb0:
  %this.*.c = copy %c
  %this.*.s = copy %s
  retain %this.*.s in %this.*.c @2:1 "Z3_solver_inc_ref"
  ret
}
func @W::adopt(%c: context, %s: solver) this constructor of "W" @4:1 {
bb0:
  %this.*.c = copy %c
  %this.*.s = copy %s
  ret
}
func @W::letGo() -> solver this of "W" {
bb0:
  ret = copy %this.*.s
  %this.*.s = copy null
  ret
}
func @"W::~W"() this destructor of "W" {
bb0:
  branch null %this.*.s, bb2, bb1
bb1:
  release %this.*.s in %this.*.c @7:1 "Z3_solver_dec_ref"
  goto bb2
bb2:
  ret
}
)";

static std::vector<std::string> withWrapper(const char *Function) {
  return findings(std::string(Wrapper) + Function);
}

TEST(OwnWrapper, CountsBesideAHand) {
  EXPECT_THAT(withWrapper(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  retain %s in %c @11:1 "Z3_solver_inc_ref"
  $1 = addr %w
  call @W::W($1, %c, %s) @12:1
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  end %s
  ret
}
)"),
              ElementsAre("certain wrong-wrap 12"));
}

TEST(OwnWrapper, AndAHandThatLetsGo) {
  EXPECT_THAT(withWrapper(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  retain %s in %c @11:1 "Z3_solver_inc_ref"
  $1 = addr %w
  call @W::W($1, %c, %s) @12:1
  release %s in %c @13:1 "Z3_solver_dec_ref"
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  end %s
  ret
}
)"),
              IsEmpty());
}

TEST(OwnWrapper, AHandGivesAwayItsReference) {
  EXPECT_THAT(withWrapper(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  $1 = addr %w
  call @W::W($1, %c, %s) @12:1
  release %s in %c @13:1 "Z3_solver_dec_ref"
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  ret
}
)"),
              ElementsAre("certain wrong-release 13"));
}

TEST(OwnWrapper, WhatItLetsGoIsTheCallers) {
  constexpr char Lost[] = R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  $1 = addr %w
  call @W::W($1, %c, %s) @12:1
  end %s
  $2 = addr %w
  %raw = call @W::letGo($2) @13:1
  $3 = use %raw in %c @14:1 "Z3_solver_check"
  RELEASE
  $4 = addr %w
  call @"W::~W"($4) implicit
  end %w
  end %raw
  ret
}
)";
  std::string Text = Lost;
  size_t At = Text.find("RELEASE");
  EXPECT_THAT(withWrapper(std::string(Text).replace(At, 7, "").c_str()),
              ElementsAre("certain handle-leak 10"));
  EXPECT_THAT(withWrapper(std::string(Text)
                              .replace(At, 7,
                                       "release %raw in %c @15:1 "
                                       "\"Z3_solver_dec_ref\"")
                              .c_str()),
              IsEmpty());
}

TEST(OwnWrapper, TakesAFreshHandleAsItIs) {
  // Without a class that the lowering told of, the caller is to blame.
  EXPECT_THAT(withWrapper(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  $1 = addr %w
  call @W::adopt($1, %c, %s) @12:1
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  ret
}
)"),
              ElementsAre("certain wrong-wrap 12"));
}

TEST(OwnWrapper, WhichMayBeRetainedLater) {
  EXPECT_THAT(withWrapper(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  $1 = addr %w
  call @W::adopt($1, %c, %s) @12:1
  retain %s in %c @13:1 "Z3_solver_inc_ref"
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  ret
}
)"),
              IsEmpty());
}

TEST(OwnWrapper, OfWhichAllCallersExpectAReferenceIsFaulty) {
  constexpr char Facts[] = R"(
class "W" @1:1 {
  handle s solver @1:9
  destructor user "W::~W" @6:1
  constructor "W::adopt"
}
)";
  constexpr char Fresh[] = R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @10:1 "Z3_mk_solver"
  $1 = addr %w
  call @W::adopt($1, %c, %s) @12:1
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  ret
}
)";
  constexpr char Retained[] = R"(
func @g(%c: context) {
bb0:
  %s = new solver in %c @20:1 "Z3_mk_solver"
  retain %s in %c @21:1 "Z3_solver_inc_ref"
  $1 = addr %w
  call @W::adopt($1, %c, %s) @22:1
  $2 = addr %w
  call @"W::~W"($2) implicit
  end %w
  ret
}
)";
  std::string Text = std::string(Facts) + Wrapper + Fresh;
  EXPECT_THAT(findings(Text), ElementsAre("certain owner-class 4"));
  EXPECT_THAT(findings(Text + Retained), ElementsAre("certain wrong-wrap 12"));
}

TEST(OwnWrapper, OfWhichSeveralShareACounter) {
  // Whether this call is the last is not known.
  EXPECT_THAT(findings(R"(
func @unref(%n) holds %n.*.term: ast {
bb0:
  havoc %n.*.refs less
  branch null %n.*.refs, bb1, bb2
bb1:
  release %n.*.term in %n.*.c @3:1 "Z3_dec_ref"
  goto bb2
bb2:
  ret
}
func @f(%c: context) {
bb0:
  %n.term = new ast in %c @10:1 "Z3_mk_not"
  retain %n.term in %c @11:1 "Z3_inc_ref"
  $1 = addr %n
  call @unref($1) @12:1
  $2 = use %n.term in %c @13:1 "Z3_get_ast_id"
  $3 = addr %n
  call @unref($3) @14:1
  end %n
  ret
}
)"),
              IsEmpty());
}

//===----------------------------------------------------------------------===//
// Contexts of members and globals
//===----------------------------------------------------------------------===//

/// A class with two contexts whose constructor makes the solver in the first,
/// and a method that asserts a term of Context.
static std::string twoContexts(const std::string &Context) {
  return R"(
func @T::T() this constructor of "T" {
bb0:
  %this.*.a = new context counting count 1 @1:1
  %this.*.b = new context counting count 1 @2:1
  %this.*.s = new solver in %this.*.a count 1 @3:1
  ret
}
func @T::run() this of "T" holds %this.*.s: solver {
bb0:
  %x = new ast in %this.*.)" +
         Context + R"( count 1 @10:1
  use %this.*.s, %x in %this.*.s role assert @11:1
  release %x implicit
  ret
}
)";
}

TEST(Relation, AMemberIsInTheContextThatItsConstructorMakesItIn) {
  EXPECT_THAT(findings(twoContexts("b")),
              ElementsAre("likely context-mixing 11"));
  EXPECT_THAT(findings(twoContexts("a")), IsEmpty());
}

TEST(Relation, ButNotIfAMethodMakesItInAnother) {
  EXPECT_THAT(findings(twoContexts("b") + R"(
func @T::restart() this of "T" holds %this.*.s: solver {
bb0:
  release %this.*.s implicit
  %this.*.s = new solver in %this.*.b count 1 @20:1
  ret
}
)"),
              IsEmpty());
}

/// The owner of a context and a plain name for it are one context.
TEST(Relation, ButNotIfTheContextHasTwoNames) {
  constexpr char Class[] = R"(
func @T::T() this constructor of "T" {
bb0:
  %this.*.owner = new context counting count 1 @1:1
  %this.*.c = copy %this.*.owner @2:1
  %this.*.s = new solver in %this.*.owner count 1 @3:1
  ret
}
func @T::run() this of "T" holds %this.*.s: solver {
bb0:
  use %this.*.s in %this.*.c role check @11:1
  ret
}
)";
  EXPECT_THAT(findings(Class), IsEmpty());
}

/// A solver on demand in a context on demand, both behind global pointers.
constexpr char OnDemand[] = R"(
func @context() pointer {
bb0:
  branch null @ctx, bb1, bb2
bb1:
  @ctx = alloc heap.0
  heap.0 = new context counting count 1 @2:1
  goto bb2
bb2:
  ret = copy @ctx
  ret
}
func @solver() pointer {
bb0:
  branch null @s, bb1, bb2
bb1:
  $1 = call @context()
  @s = alloc heap.0
  heap.0 = new solver in $1.* count 1 @6:1
  goto bb2
bb2:
  ret = copy @s
  ret
}
)";

TEST(Relation, AGlobalGoesWithItsContext) {
  EXPECT_THAT(findings(std::string(OnDemand) + R"(
func @unload() holds @s.*: solver, @ctx.*: context {
bb0:
  delete @ctx.* @10:1
  @ctx = copy null
  release @s.* @11:1
  @s = copy null
  ret
}
)"),
              ElementsAre("likely use-after-context 11"));
}

TEST(Relation, AGlobalBeforeItsContext) {
  EXPECT_THAT(findings(std::string(OnDemand) + R"(
func @unload() holds @s.*: solver, @ctx.*: context {
bb0:
  release @s.* @10:1
  @s = copy null
  delete @ctx.* @11:1
  @ctx = copy null
  ret
}
)"),
              IsEmpty());
}

TEST(Relation, AGlobalThatIsOfTwoContexts) {
  const std::string Start = R"(
func @start() {
bb0:
  @ctx = new context counting count 1 @2:1
  @s = new solver in @ctx count 1 @3:1
  ret
}
)";
  const std::string Stop = R"(
func @stop() holds @s: solver, @ctx: context {
bb0:
  delete @ctx @5:1
  @ctx = copy null
  release @s @6:1
  @s = copy null
  ret
}
)";
  const char *Again = R"(
func @again(%other: context) {
bb0:
  @s = new solver in %other count 1 @4:1
  ret
}
)";
  EXPECT_THAT(findings(Start + Stop),
              ElementsAre("likely use-after-context 6"));
  EXPECT_THAT(findings(Start + Again + Stop), IsEmpty());
}

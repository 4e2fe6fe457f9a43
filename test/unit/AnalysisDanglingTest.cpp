// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw handles and strings that are kept beyond what keeps them alive.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

TEST(Dangling, AHandleOfATemporaryIsUsedAfterTheNextTerm) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = new ast in %c count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  $1 = new ast in %c count 1 @3:1
  release $1 implicit @3:1
  use %a in %c @4:1 "Z3_is_app"
  delete %c implicit @5:1
  ret
}
)"),
              ElementsAre("certain dangling-handle 2"));
}

TEST(Dangling, TheSlotKeepsItUntilThen) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = new ast in %c count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  use %a in %c @3:1 "Z3_is_app"
  retain %a in %c @4:1 "Z3_inc_ref"
  $1 = new ast in %c count 1 @5:1
  release $1 implicit @5:1
  use %a in %c @6:1 "Z3_is_app"
  release %a in %c @7:1 "Z3_dec_ref"
  delete %c implicit @8:1
  ret
}
)"),
              IsEmpty());
}

TEST(Dangling, OfAnUnknownContextAnyTermMayCollectIt) {
  EXPECT_THAT(findings(R"(
func @f(%x) internal {
bb0:
  $0 = new ast keeps %x.* in %x.* count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  $1 = new ast keeps %x.* in %x.* count 1 @3:1
  release $1 implicit @3:1
  use %a in %x.* @4:1 "Z3_is_app"
  ret
}
)"),
              ElementsAre("likely dangling-handle 2"));
}

TEST(Dangling, ACalleeThatMakesTermsMayCollectIt) {
  EXPECT_THAT(findings(R"(
func @make(%x) internal {
bb0:
  $0 = new ast keeps %x.* in %x.* count 1 @1:1
  release $0 implicit @1:1
  ret
}
func @f(%x) internal {
bb0:
  $0 = new ast keeps %x.* in %x.* count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  call @make(%x) @3:1
  use %a in %x.* @4:1 "Z3_is_app"
  ret
}
)"),
              ElementsAre("likely dangling-handle 2"));
}

TEST(Dangling, AnotherKindOfObjectDoesNotCollectIt) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = new ast in %c count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  %s = new solver in %c count 1 @3:1
  use %a in %c @4:1 "Z3_is_app"
  release %s implicit @5:1
  delete %c implicit @6:1
  ret
}
)"),
              IsEmpty());
}

TEST(Dangling, WhatTheContextHasForGoodLives) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  $0 = new sort in %c keeping count 1 @2:1
  %a = copy $0 @2:1
  release $0 implicit @2:5
  $1 = new ast in %c count 1 @3:1
  release $1 implicit @3:1
  use %a in %c @4:1 "Z3_get_sort_kind"
  delete %c implicit @5:1
  ret
}
)"),
              IsEmpty());
}

TEST(Dangling, OfAVariableTheUseIsToldOf) {
  EXPECT_THAT(findings(R"(
func @f() {
bb0:
  %c = new context counting count 1 @1:1
  %s = new solver in %c count 1 @2:1
  %a = copy %s @3:1
  release %s implicit @4:1
  end %s implicit
  use %a in %c @5:1 "Z3_solver_push"
  delete %c implicit @6:1
  ret
}
)"),
              ElementsAre("certain use-after-release 5"));
}

TEST(Dangling, AHandleOfALocalIsReturned) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) -> ast internal {
bb0:
  %s = new func_decl in %c count 1 @2:1
  ret = copy %s @3:1
  release %s implicit @4:1
  end %s implicit
  ret @3:1
}
)"),
              ElementsAre("certain dangling-handle 3"));
}

TEST(Dangling, TheCopyOfAWrapperIsReturned) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) internal {
bb0:
  %s = new func_decl in %c count 1 @2:1
  ret = copy %s @3:1
  retain ret @3:1
  release %s implicit @4:1
  end %s implicit
  ret @3:1
}
)"),
              IsEmpty());
}

TEST(Dangling, AHandleOfATemporaryGoesIntoAMember) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) this internal {
bb0:
  $0 = new ast_vector in %c count 1 @2:1
  %this.*.core = copy $0 @2:1
  release $0 implicit @2:5
  ret @3:1
}
)"),
              ElementsAre("certain dangling-handle 2"));
}

TEST(Dangling, AContainerDoesNotKeepAHandle) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) internal {
bb0:
  $0 = new ast in %c count 1 @2:1
  $1 = copy $0 @2:1
  escape $1 role store @3:1
  release $0 implicit @3:5
  ret @4:1
}
)"),
              ElementsAre("certain dangling-handle 3"));
}

TEST(Dangling, AContainerOfWrappersKeepsIt) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) internal {
bb0:
  $0 = new ast in %c count 1 @2:1
  escape $0 @3:1
  $1 = copy $0 @4:1
  escape $1 role store @4:1
  release $0 implicit @4:5
  ret @5:1
}
)"),
              IsEmpty());
}

TEST(Dangling, AStringIsOverwrittenByTheNext) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %d: context) internal {
bb0:
  %a = new string in %c @2:1 "Z3_ast_to_string"
  %o = new string in %d @3:1 "Z3_ast_to_string"
  use %a, %o kind string @4:1 "puts"
  %b = new string in %c @5:1 "Z3_ast_to_string"
  use %b, %o kind string @6:1 "puts"
  use %a kind string @7:1 "puts"
  ret
}
)"),
              ElementsAre("certain dangling-handle 7"));
}

TEST(Dangling, ACalleeOverwritesAString) {
  EXPECT_THAT(findings(R"(
func @log(%c: context) internal {
bb0:
  %a = new string in %c @1:1 "Z3_ast_to_string"
  use %a kind string @1:1 "puts"
  ret
}
func @label(%c: context) internal {
bb0:
  ret = new string in %c @1:1 "Z3_ast_to_string"
  ret
}
func @f(%c: context) internal {
bb0:
  %a = call @label(%c) @3:1
  use %a kind string @4:1 "puts"
  call @log(%c) @5:1
  use %a kind string @6:1 "puts"
  ret
}
)"),
              ElementsAre("certain dangling-handle 6"));
}

TEST(Dangling, AStringIsReturnedWithoutItsContext) {
  EXPECT_THAT(findings(R"(
func @f() internal {
bb0:
  %c = new context counting count 1 @1:1
  ret = new string in %c @2:1 "Z3_solver_to_string"
  delete %c implicit @3:1
  ret @2:1
}
)"),
              ElementsAre("certain dangling-handle 2"));
}

TEST(Dangling, ABorrowedHandleDiesWithItsOwner) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) internal {
bb0:
  %v = new ast_vector in %c @2:1 "Z3_parse_smtlib2_string"
  retain %v in %c @3:1 "Z3_ast_vector_inc_ref"
  %a = borrow ast from %v @4:1 "Z3_ast_vector_get"
  %b = borrow ast from %v @4:9 "Z3_ast_vector_get"
  retain %b in %c @5:1 "Z3_inc_ref"
  release %v in %c @6:1 "Z3_ast_vector_dec_ref"
  use %b in %c @7:1 "Z3_is_app"
  release %b in %c @8:1 "Z3_dec_ref"
  use %a in %c @9:1 "Z3_is_app"
  ret
}
)"),
              ElementsAre("likely dangling-handle 9"));
}

TEST(Dangling, WhatOthersHaveOutlivesTheOwner) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %x: ast) internal {
bb0:
  %v = new ast_vector in %c keeping @2:1 "Z3_solver_get_assertions"
  retain %v in %c @3:1 "Z3_ast_vector_inc_ref"
  %a = borrow ast from %v @4:1 "Z3_ast_vector_get"
  release %v in %c @5:1 "Z3_ast_vector_dec_ref"
  use %a in %c @6:1 "Z3_is_app"
  %n = new ast keeps %x in %c @7:1 "Z3_mk_not"
  retain %n in %c @8:1 "Z3_inc_ref"
  %p = borrow ast from %n @9:1 "Z3_get_app_arg"
  release %n in %c @10:1 "Z3_dec_ref"
  use %p in %c @11:1 "Z3_is_app"
  ret
}
)"),
              IsEmpty());
}

TEST(Dangling, ACallbackKeepsWhatItIsLent) {
  EXPECT_THAT(findings(R"(
func @f(%user, %value: ast) internal {
bb0:
  %value = borrow ast role callback
  %user.*.last = copy %value @3:1
  end %value implicit
  ret @4:1
}
func @g(%user, %value: ast) internal {
bb0:
  %value = borrow ast role callback
  %user.*.last = copy %value @5:1
  retain %user.*.last in %user.*.c @6:1 "Z3_inc_ref"
  end %value implicit
  ret @7:1
}
)"),
              ElementsAre("likely dangling-handle 3"));
}

TEST(Borrowed, FromATermThatACalleeBuiltOfItsOwn) {
  auto Part = [](std::string Params, std::string Args) {
    return "func @make(%c: context" + Params + R"XX() -> ast pointer internal {
bb0:
  %t = new ast in %c @1:1
  retain %t in %c @2:1
  ret = copy %t
  ret
}
func @f(%x: ast) {
bb0:
  %c = new context counting count 1 @4:1
  %t = call @make(%c)XX" +
           Args + R"XX() @5:1
  %p = borrow ast from %t in %c @6:1
  %m = new ast in %c @7:1
  release %t in %c @8:1
  use %p in %c @9:1
  delete %c
  ret
}
)XX";
  };
  EXPECT_THAT(findings(Part("", "")),
              ElementsAre("likely dangling-handle 9"));
  // Of what others have, too: it may live on there.
  EXPECT_THAT(findings(Part(", %x: ast", ", %x")), IsEmpty());
}

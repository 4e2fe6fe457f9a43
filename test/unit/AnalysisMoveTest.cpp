// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a move leaves behind, and wrappers that a function returns.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

TEST(Moved, IsUsed) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) {
bb0:
  %x = new ast in %c count 1 @1:1 "z3::context::int_const"
  %y = move %x @2:1
  $1 = use %x in %c @3:1 "z3::expr::id"
  release %y implicit
  release %x implicit
  ret
}
)"),
              ElementsAre("certain use-after-move 3"));
}

TEST(Moved, IsAssignedOrAskedForFirst) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %b) {
bb0:
  %x = new ast in %c count 1 @1:1 "z3::context::int_const"
  branch null %b, bb2, bb1
bb1:
  %y = move %x @2:1
  goto bb2
bb2:
  branch null %x, bb4, bb3
bb3:
  $1 = use %x in %c @3:1 "z3::expr::id"
  goto bb4
bb4:
  release %x @4:1
  %x = new ast in %c count 1 @5:1 "z3::context::int_const"
  $2 = use %x in %c @6:1 "z3::expr::id"
  release %y implicit
  release %x implicit
  ret
}
)"),
              IsEmpty());
}

TEST(Moved, ByAConstructorOfTheProgram) {
  // Null that nobody has moved anything to is another matter.
  EXPECT_THAT(findings(R"(
func @W::move(%other) this constructor of "W" holds %other.*.s: solver {
bb0:
  %this.*.s = copy %other.*.s
  %other.*.s = copy null
  ret
}
func @W::scopes(%c: context) this of "W" holds %this.*.s: solver {
bb0:
  ret = use %this.*.s in %c @10:1 "Z3_solver_get_num_scopes"
  ret
}
func @f(%c: context) {
bb0:
  %a.s = new solver in %c @1:1 "Z3_mk_solver"
  retain %a.s in %c @2:1 "Z3_solver_inc_ref"
  %n.s = copy null
  $1 = addr %b
  $2 = addr %a
  $3 = addr %n
  call @W::move($1, $2) @3:1
  $4 = call @W::scopes($1, %c) @4:1
  $5 = call @W::scopes($2, %c) @5:1
  $6 = call @W::scopes($3, %c) @6:1
  release %b.s in %c @7:1 "Z3_solver_dec_ref"
  ret
}
)"),
              ElementsAre("certain use-after-move 5"));
}

TEST(Returned, AWrapperWithoutAReference) {
  EXPECT_THAT(findings(R"(
func @bad(%c: context) {
bb0:
  %p = new params in %c @1:1 "Z3_mk_params"
  ret = copy %p role adopt @2:1 "std::shared_ptr"
  ret
}
func @good(%c: context) {
bb0:
  %p = new params in %c @11:1 "Z3_mk_params"
  retain %p in %c @12:1 "Z3_params_inc_ref"
  ret = copy %p role adopt @13:1 "std::shared_ptr"
  ret
}
func @kept(%c: context) {
bb0:
  %p = new params in %c @21:1 "Z3_mk_params"
  ret = copy %p role adopt @22:1 "std::shared_ptr"
  @last = copy %p
  ret
}
)"),
              ElementsAre("likely wrong-wrap 2"));
}

TEST(Returned, AWrapperOfTheProgramBesideACountByHand) {
  EXPECT_THAT(findings(R"(
func @T::T(%a: ast, %c: context) this constructor of "T" {
bb0:
  %this.*.a = copy %a
  %this.*.c = copy %c
  retain %this.*.a in %c @1:1 "Z3_inc_ref"
  ret
}
func @"T::~T"() this destructor of "T" holds %this.*.a: ast {
bb0:
  release %this.*.a in %this.*.c @2:1 "Z3_dec_ref"
  ret
}
func @bad(%c: context) {
bb0:
  %a = new ast in %c @10:1 "Z3_mk_true"
  retain %a in %c @11:1 "Z3_inc_ref"
  $1 = addr ret
  call @T::T($1, %a, %c) @12:1
  end %a
  ret
}
func @good(%c: context) {
bb0:
  %a = new ast in %c @20:1 "Z3_mk_true"
  $1 = addr ret
  call @T::T($1, %a, %c) @22:1
  end %a
  ret
}
)"),
              ElementsAre("certain wrong-wrap 12"));
}

TEST(Silent, WhatAllCallersPass) {
  EXPECT_THAT(findings(R"(
func @load(%c: context, %text) internal {
bb0:
  %v = new ast_vector in %c role load_text @1:1 "Z3_parse_smtlib2_string"
  retain %v in %c @2:1 "Z3_ast_vector_inc_ref"
  $1 = use %v in %c @3:1 "Z3_ast_vector_size"
  release %v in %c @4:1 "Z3_ast_vector_dec_ref"
  ret
}
func @main(%text) {
bb0:
  %c = new context counting count 1 @11:1 "Z3_mk_context_rc"
  use null in %c role handler @12:1 "Z3_set_error_handler"
  call @load(%c, %text) @13:1
  delete %c @14:1 "Z3_del_context"
  ret
}
)"),
              ElementsAre("likely unchecked-result 3"));
}

TEST(Silent, NotIfOneCallerPassesAnother) {
  EXPECT_THAT(findings(R"(
func @failed(%c: context) internal {
bb0:
  ret = use in %c role read_error @5:1 "Z3_get_error_code"
  ret
}
func @load(%c: context, %text) internal {
bb0:
  %v = new ast_vector in %c role load_text @1:1 "Z3_parse_smtlib2_string"
  retain %v in %c @2:1 "Z3_ast_vector_inc_ref"
  $1 = use %v in %c @3:1 "Z3_ast_vector_size"
  release %v in %c @4:1 "Z3_ast_vector_dec_ref"
  ret
}
func @careful(%c: context, %text) internal {
bb0:
  %v = new ast_vector in %c role load_text @6:1 "Z3_parse_smtlib2_string"
  $0 = call @failed(%c) @7:1
  branch !null $0, bb2, bb1
bb1:
  retain %v in %c @8:1 "Z3_ast_vector_inc_ref"
  $1 = use %v in %c @9:1 "Z3_ast_vector_size"
  release %v in %c @10:1 "Z3_ast_vector_dec_ref"
  goto bb2
bb2:
  ret
}
func @other(%c: context, %text) {
bb0:
  call @load(%c, %text) @20:1
  ret
}
func @main(%text) {
bb0:
  %c = new context counting count 1 @11:1 "Z3_mk_context_rc"
  use null in %c role handler @12:1 "Z3_set_error_handler"
  call @load(%c, %text) @13:1
  call @careful(%c, %text) @14:1
  delete %c @15:1 "Z3_del_context"
  ret
}
)"),
              IsEmpty());
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of a caller's containers by names that the caller knows, too: what
// callees do to the last one, or to that of a key.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

/// A table of solvers by key, and functions that look one up and give one back;
/// then Uses, the body of a function with the table and two keys.
std::string table(llvm::StringRef Uses) {
  return (R"ir(
func @find(%m, %key) -> solver pointer holds %m.*."(content)"[%key].second: solver {
bb0:
  ret = copy %m.*."(content)"[%key].second @2:1
  ret
}
func @evict(%c: context, %m, %key) holds %m.*."(content)"[%key].second: solver {
bb0:
  release %m.*."(content)"[%key].second in %c @3:1 "Z3_solver_dec_ref"
  end %m.*."(content)"[%key] @3:2
  ret
}
func @add(%m, %key, %s: solver) {
bb0:
  %m.*."(content)"[%key].second = copy %s role store @4:1
  ret
}
func @uses(%c: context, %m, %k, %other) {
bb0:
)ir" + Uses +
          "  ret\n}\n")
      .str();
}

} // namespace

TEST(CallersElements, IsTheSameForTheSameKey) {
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, %k) @10:1
  call @evict(%c, %m, %k) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("likely use-after-release 12"));
}

TEST(CallersElements, MayBeAnotherForAnotherKey) {
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, %k) @10:1
  call @evict(%c, %m, %other) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
}

TEST(CallersElements, KnowsKeysThatAreSpelledOut) {
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, 7) @10:1
  call @evict(%c, %m, 7) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("likely use-after-release 12"));
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, 7) @10:1
  call @evict(%c, %m, 0) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, @"key 'a'") @10:1
  call @evict(%c, %m, @"key 'a'") @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("likely use-after-release 12"));
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, @"key 'a'") @10:1
  call @evict(%c, %m, @"key 'b'") @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
}

TEST(CallersElements, IsAnotherWhenItsKeyChanges) {
  EXPECT_THAT(findings(table(R"ir(
  %s = call @find(%m, %k) @10:1
  havoc %k @10:2
  call @evict(%c, %m, %k) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
}

TEST(CallersElements, HasWhatWasPutThere) {
  EXPECT_THAT(findings(table(R"ir(
  %s = new solver in %c @9:1
  retain %s in %c @9:2 "Z3_solver_inc_ref"
  call @add(%m, %k, %s) @10:1
  call @evict(%c, %m, %k) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("certain use-after-release 12"));
  EXPECT_THAT(findings(table(R"ir(
  %s = new solver in %c @9:1
  retain %s in %c @9:2 "Z3_solver_inc_ref"
  call @add(%m, %k, %s) @10:1
  call @evict(%c, %m, %other) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              IsEmpty());
}

TEST(CallersElements, IsEvictedOnce) {
  EXPECT_THAT(findings(table(R"ir(
  call @evict(%c, %m, %k) @10:1
  call @evict(%c, %m, %k) @11:1
)ir")),
              IsEmpty());
}

namespace {

/// A stack of solvers; then Uses.
std::string stack(llvm::StringRef Uses) {
  return (R"ir(
func @push(%c: context, %v, %s: solver) {
bb0:
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  %v.*."(content)"[@"key back"] = copy %s role store @2:2
  ret
}
func @top(%v) -> solver pointer holds %v.*."(content)"[@"key back"]: solver {
bb0:
  ret = copy %v.*."(content)"[@"key back"] @3:1
  ret
}
func @pop(%c: context, %v) holds %v.*."(content)"[@"key back"]: solver {
bb0:
  release %v.*."(content)"[@"key back"] in %c @4:1 "Z3_solver_dec_ref"
  end %v.*."(content)"[@"key back"] @4:2
  ret
}
func @forget(%v) {
bb0:
  end %v.*."(content)"[@"key back"] @5:1
  ret
}
func @uses(%c: context, %v) {
bb0:
)ir" + Uses +
          "  ret\n}\n")
      .str();
}

} // namespace

TEST(CallersElements, KnowsTheTopOfAStack) {
  EXPECT_THAT(findings(stack(R"ir(
  %s = call @top(%v) @10:1
  call @pop(%c, %v) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("likely use-after-release 12"));
}

TEST(CallersElements, IsAnotherTopAfterAPop) {
  EXPECT_THAT(findings(stack(R"ir(
  call @pop(%c, %v) @10:1
  %s = call @top(%v) @11:1
  $0 = use %s in %c @12:1 "Z3_solver_get_num_scopes"
  call @pop(%c, %v) @13:1
)ir")),
              IsEmpty());
}

TEST(CallersElements, PopsWhatWasPushedLast) {
  EXPECT_THAT(findings(stack(R"ir(
  %t = call @top(%v) @9:1
  %s = new solver in %c @10:1
  call @push(%c, %v, %s) @11:1
  call @pop(%c, %v) @12:1
  $0 = use %t in %c @13:1 "Z3_solver_get_num_scopes"
  $1 = use %s in %c @14:1 "Z3_solver_get_num_scopes"
)ir")),
              ElementsAre("certain use-after-release 14"));
}

TEST(CallersElements, LosesWhatIsTakenOutUnreleased) {
  EXPECT_THAT(findings(stack(R"ir(
  %s = new solver in %c @10:1
  call @push(%c, %v, %s) @11:1
  call @forget(%v) @12:1
)ir")),
              ElementsAre("certain handle-leak 10"));
}

TEST(CallersElements, IsToldOnceBesideAll) {
  // The second release is of the others: what had the key is one of them no
  // more.
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %m, %key) holds %m.*."(content)"[%key]: solver, %m.*."(content)"[*]: solver {
bb0:
  release %m.*."(content)"[%key] in %c @2:1 "Z3_solver_dec_ref"
  %m.*."(content)"[%key] = copy null @2:2
  release %m.*."(content)"[*] in %c each @3:1 "Z3_solver_dec_ref"
  end %m.*."(content)" @3:2
  ret
}
func @g(%c: context, %m, %k) {
bb0:
  %s = new solver in %c @9:1
  retain %s in %c @9:2 "Z3_solver_inc_ref"
  %m.*."(content)"[%k] = copy %s role store @10:1
  call @f(%c, %m, %k) @11:1
  ret
}
)ir"),
              IsEmpty());
}

TEST(CallersElements, IsAnotherThroughAPointer) {
  EXPECT_THAT(findings(R"ir(
func @f(%c: context, %m) holds %m.*."(content)"[@"key front"].second: solver {
bb0:
  $0 = addr %m.*."(content)"[@"key front"] @2:1
  release $0.*.second in %c @2:2 "Z3_solver_dec_ref"
  end $0.* @3:1
  $1 = addr %m.*."(content)"[@"key front"] @4:1
  release $1.*.second in %c @4:2 "Z3_solver_dec_ref"
  end $1.* @5:1
  ret
}
)ir"),
              IsEmpty());
}

TEST(CallersElements, HasLeftWhateverComesInItsPlace) {
  // A callee that takes the last one out and puts another one in.
  EXPECT_THAT(findings(R"ir(
func @renew(%c: context, %v) holds %v.*."(content)"[@"key back"]: solver {
bb0:
  release %v.*."(content)"[@"key back"] in %c @2:1 "Z3_solver_dec_ref"
  end %v.*."(content)"[@"key back"] @2:2
  %s = new solver in %c @3:1
  retain %s in %c @3:2 "Z3_solver_inc_ref"
  %v.*."(content)"[*] = copy %s role store @3:3
  ret
}
func @uses(%c: context, %v) {
bb0:
  call @renew(%c, %v) @10:1
  call @renew(%c, %v) @11:1
  call @renew(%c, %v) @12:1
  ret
}
)ir"),
              IsEmpty());
}

TEST(CallersElements, WhatIsLeftIsNotWhatHasLeft) {
  EXPECT_THAT(findings(R"ir(
func @close(%c: context, %v, %last) holds %v.*."(content)"[@"key back"]: solver, %v.*."(content)"[*]: solver {
bb0:
  release %v.*."(content)"[@"key back"] in %c @2:1 "Z3_solver_dec_ref"
  end %v.*."(content)"[@"key back"] @2:2
  %last.* = copy %v.*."(content)"[*] @3:1
  ret
}
func @uses(%c: context) {
bb0:
  %s = new solver in %c @8:1
  retain %s in %c @8:2 "Z3_solver_inc_ref"
  %v."(content)"[@"key back"] = copy %s role store @8:3
  $0 = addr %v @9:1
  $1 = addr %l @9:2
  call @close(%c, $0, $1) @9:3
  $2 = use %l in %c @10:1 "Z3_solver_get_num_scopes"
  ret
}
)ir"),
              IsEmpty());
}

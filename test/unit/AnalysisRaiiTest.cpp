// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is rightly counted by hand.

#include "AnalysisHelper.h"

using testing::ElementsAre;
using testing::IsEmpty;
using z3tidy::test::findings;

namespace {

z3tidy::analysis::Options withManualCounts() {
  z3tidy::analysis::Options O;
  O.ManualCounts = true;
  return O;
}

const char Balanced[] = R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  release %s in %c @3:1 "Z3_solver_dec_ref"
  ret
}
)";

} // namespace

TEST(ManualCounts, OnlyIfAskedFor) {
  EXPECT_THAT(findings(Balanced), IsEmpty());
  EXPECT_THAT(findings(Balanced, withManualCounts()),
              ElementsAre("certain manual-count 1"));
}

TEST(ManualCounts, AFaultComesFirst) {
  EXPECT_THAT(findings(R"(
func @f(%c: context, %n) {
bb0:
  %s = new solver in %c @1:1 "Z3_mk_solver"
  retain %s in %c @2:1 "Z3_solver_inc_ref"
  branch %n == 0, bb1, bb2
bb1:
  release %s in %c @3:1 "Z3_solver_dec_ref"
  goto bb2
bb2:
  end %s
  ret
}
)",
                       withManualCounts()),
              ElementsAre("certain handle-leak 1"));
}

TEST(ManualCounts, NotWhatAWrapperCounts) {
  EXPECT_THAT(findings(R"(
func @f(%c: context) {
bb0:
  %s = new solver in %c count 1 @1:1 "z3::solver"
  release %s implicit @3:1
  ret
}
)",
                       withManualCounts()),
              IsEmpty());
}

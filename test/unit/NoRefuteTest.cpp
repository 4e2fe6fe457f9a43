// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a build without Z3 does (-DZ3TIDY_REFUTE=OFF): it refutes nothing.

#include "AnalysisHelper.h"
#include "refute/Z3PathSolver.h"

using namespace z3tidy;
using namespace z3tidy::analysis;

TEST(NoRefute, ThereIsNoSolver) { EXPECT_EQ(refute::threadSolver(), nullptr); }

TEST(NoRefute, FindingsStand) {
  Options O;
  O.Solver = refute::threadSolver();
  ir::Module M = test::parsed(R"(
func @f(%c: context) {
bb0:
  %m = new model in %c @4:1
  retain %m in %c
  %b = use %c
  branch %b == 3, bb2, bb1
bb1:
  release %m in %c
  goto bb2
bb2:
  end %m
  ret
}
)");
  Result R = analyze(M, O);
  ASSERT_EQ(R.Findings.size(), 1U);
  EXPECT_EQ(R.Findings[0].Loc.Line, 4U);
  EXPECT_EQ(R.Stats.PathsChecked, 0U);
}

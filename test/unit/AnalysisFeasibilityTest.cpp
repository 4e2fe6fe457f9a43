// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ways that can't be gone: what the analysis asks a solver, and what it makes
// of the answers. The solver is a stand-in here; RefuteTest.cpp has the real
// one.

#include "AnalysisHelper.h"
#include "analysis/PathSolver.h"

using namespace z3tidy;
using namespace z3tidy::analysis;
using test::findings;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// Gives prepared answers, the last one again and again.
class Prepared : public PathSolver {
public:
  explicit Prepared(std::vector<Answer> Answers)
      : Answers(std::move(Answers)) {}

  Answer check(llvm::ArrayRef<Clause> Clauses,
               std::vector<bool> &Flags) override {
    Flags.clear();
    ++Asked;
    for (const Clause &C : Clauses)
      for (const Literal &L : C)
        if (L.F != Literal::Flag)
          ++Comparisons;
    return Answers[std::min(Asked, Answers.size()) - 1];
  }

  size_t Asked = 0, Comparisons = 0;

private:
  std::vector<Answer> Answers;
};

/// The model is made where %r is 1, and released where %has is not 0.
const char *const LeakUnlessHas = R"(
func @f(%c: context) {
bb0:
  %r = use %c
  branch %r == 1, bb1, bb2
bb1:
  %m = new model in %c @4:1
  retain %m in %c
  %has = copy %r
  goto bb3
bb2:
  %m = copy null
  %has = copy 0
  goto bb3
bb3:
  branch null %has, bb5, bb4
bb4:
  release %m in %c
  goto bb5
bb5:
  end %m
  ret
}
)";

/// A leak behind one test.
const char *const LeakIfNot = R"(
func @f(%c: context, %b) {
bb0:
  %m = new model in %c @4:1
  retain %m in %c
  branch null %b, bb2, bb1
bb1:
  release %m in %c
  goto bb2
bb2:
  end %m
  ret
}
)";

Options with(PathSolver &S) {
  Options O;
  O.Solver = &S;
  return O;
}

} // namespace

TEST(Feasibility, WithoutASolverAllWaysCount) {
  EXPECT_THAT(findings(LeakIfNot), ElementsAre("certain handle-leak 4"));
}

TEST(Feasibility, AWayThatCanBeGoneIsTold) {
  Prepared S({PathSolver::Answer::Possible});
  EXPECT_THAT(findings(LeakIfNot, with(S)),
              ElementsAre("certain handle-leak 4"));
  EXPECT_EQ(S.Asked, 1U);
  EXPECT_GE(S.Comparisons, 1U) << "the test of %b";
}

TEST(Feasibility, WhatIsNotDecidedStands) {
  Prepared S({PathSolver::Answer::Unknown});
  EXPECT_THAT(findings(LeakIfNot, with(S)),
              ElementsAre("likely handle-leak 4"));
}

TEST(Feasibility, OneWayRefutedAnotherIsTried) {
  Prepared S({PathSolver::Answer::Impossible, PathSolver::Answer::Possible});
  // The stand-in does not say which one, so it is not certain any more.
  EXPECT_THAT(findings(LeakIfNot, with(S)),
              ElementsAre("likely handle-leak 4"));
  EXPECT_EQ(S.Asked, 2U);
}

TEST(Feasibility, WithoutAnyWayThereIsNoFinding) {
  Prepared S({PathSolver::Answer::Impossible});
  ir::Module M = test::parsed(LeakIfNot);
  Result R = analyze(M, with(S));
  EXPECT_THAT(R.Findings, IsEmpty());
  EXPECT_EQ(R.Stats.FindingsRefuted, 1U);
  EXPECT_EQ(R.Stats.WitnessesRefuted, 1U);
  EXPECT_EQ(R.Stats.PathsChecked, 2U) << "its own way, then all ways";
}

TEST(Feasibility, AWayWithoutTestsIsNotAsked) {
  Prepared S({PathSolver::Answer::Impossible});
  EXPECT_THAT(findings(R"(
func @f(%c: context) {
bb0:
  %m = new model in %c @4:1
  retain %m in %c
  end %m
  ret
}
)",
                       with(S)),
              ElementsAre("certain handle-leak 4"));
  EXPECT_EQ(S.Asked, 0U);
}

TEST(Feasibility, CopiesAreFollowedWithoutASolver) {
  EXPECT_THAT(findings(LeakUnlessHas), IsEmpty());
}

TEST(Feasibility, WhatIsLessIsNotEqualWithoutASolver) {
  auto Text = [](std::string First) {
    return "func @f(%c: context, %n) {\n"
           "bb0:\n"
           "  %i = use %c\n"
           "  branch " +
           First +
           ", bb1, bb3\n"
           "bb1:\n"
           "  %m = new model in %c @7:1\n"
           "  retain %m in %c\n"
           "  branch %i == %n, bb3, bb2\n"
           "bb2:\n"
           "  release %m in %c\n"
           "  goto bb3\n"
           "bb3:\n"
           "  end %m\n"
           "  ret\n"
           "}\n";
  };
  EXPECT_THAT(findings(Text("%i < %n")), IsEmpty());
  EXPECT_THAT(findings(Text("%i > %n")), IsEmpty());
  EXPECT_THAT(findings(Text("%i <= %n")), ElementsAre("certain handle-leak 7"));
  EXPECT_THAT(findings(Text("%i >= %n")), ElementsAre("certain handle-leak 7"));
}

TEST(Feasibility, BitsOfANumberAreFollowedWithoutASolver) {
  auto Text = [](std::string Set) {
    return "func @f(%c: context) {\n"
           "bb0:\n"
           "  %done = copy 1\n"
           "  %m = new model in %c @7:1\n"
           "  retain %m in %c\n"
           "  " +
           Set +
           "\n"
           "  branch bits %done 4, bb1, bb2\n"
           "bb1:\n"
           "  release %m in %c\n"
           "  goto bb2\n"
           "bb2:\n"
           "  end %m\n"
           "  ret\n"
           "}\n";
  };
  EXPECT_THAT(findings(Text("havoc %done or 4")), IsEmpty());
  EXPECT_THAT(findings(Text("havoc %done or 2")),
              ElementsAre("certain handle-leak 7"));
  EXPECT_THAT(findings(Text("havoc %done and 4")),
              ElementsAre("certain handle-leak 7"));
  EXPECT_THAT(findings(Text("havoc %done")),
              ElementsAre("certain handle-leak 7"));
}

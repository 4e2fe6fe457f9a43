// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conditions of paths, decided by Z3.

#include "AnalysisHelper.h"
#include "refute/Z3PathSolver.h"

#include <thread>

using namespace z3tidy;
using namespace z3tidy::analysis;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

using Answer = PathSolver::Answer;

Options withZ3() {
  Options O;
  O.Solver = refute::threadSolver();
  return O;
}

std::vector<std::string> refuted(llvm::StringRef Text) {
  return test::findings(Text, withZ3());
}

Literal equals(uint32_t V, int64_t N, bool Negated = false) {
  return Literal::compare(Literal::Eq, Term::variable(V), Term::number(N),
                          Negated);
}

/// A model is made if the first test holds and released if the second does;
/// before them %k is 1 where %r is 7 and 2 elsewhere.
std::string twoTests(std::string Before, std::string First, std::string Between,
                     std::string Second) {
  return "func @f(%c: context) {\n"
         "bb0:\n"
         "  %r = use %c\n" +
         Before +
         "  branch %r == 7, bb1, bb2\n"
         "bb1:\n"
         "  %k = copy 1\n"
         "  goto bb3\n"
         "bb2:\n"
         "  %k = copy 2\n"
         "  goto bb3\n"
         "bb3:\n" // %k and %r are joined here
         "  branch " +
         First +
         ", bb4, bb5\n"
         "bb4:\n"
         "  %m = new model in %c @20:1\n"
         "  retain %m in %c\n" +
         Between +
         "  goto bb6\n"
         "bb5:\n" +
         Between +
         "  goto bb6\n"
         "bb6:\n"
         "  branch " +
         Second +
         ", bb7, bb8\n"
         "bb7:\n"
         "  release %m in %c\n"
         "  goto bb8\n"
         "bb8:\n"
         "  end %m\n"
         "  ret\n"
         "}\n";
}

} // namespace

//===----------------------------------------------------------------------===//
// The solver alone
//===----------------------------------------------------------------------===//

class Z3Solver : public testing::Test {
protected:
  PathSolver *S = refute::threadSolver();
  std::vector<bool> Flags;
};

TEST_F(Z3Solver, DecidesNumbers) {
  EXPECT_EQ(S->check({Clause{equals(0, 3)}}, Flags), Answer::Possible);
  EXPECT_EQ(S->check({Clause{equals(0, 3)}, Clause{equals(0, 4)}}, Flags),
            Answer::Impossible);
  // The query before has left nothing behind.
  EXPECT_EQ(S->check({Clause{equals(0, 4)}}, Flags), Answer::Possible);
}

TEST_F(Z3Solver, KnowsOffsetsAndOrder) {
  Term Next = Term::variable(0);
  Next.Offset = 1;
  Clause Less{Literal::compare(Literal::Lt, Next, Term::variable(1))};
  Clause NotLess{Literal::compare(Literal::Lt, Term::variable(0),
                                  Term::variable(1), /*Negated=*/true)};
  EXPECT_EQ(S->check({Less, NotLess}, Flags), Answer::Impossible);
  EXPECT_EQ(S->check({Less}, Flags), Answer::Possible);
}

TEST_F(Z3Solver, TellsWhichFlagsHold) {
  Clause Either{Literal::flag(0), Literal::flag(1)};
  Clause NotFirst{Literal::flag(0, /*Negated=*/true), equals(5, 1)};
  ASSERT_EQ(S->check({Either, NotFirst, Clause{equals(5, 2)}}, Flags),
            Answer::Possible);
  EXPECT_THAT(Flags, ElementsAre(false, true));
}

TEST_F(Z3Solver, AnEmptyClauseIsImpossible) {
  EXPECT_EQ(S->check({Clause()}, Flags), Answer::Impossible);
}

TEST_F(Z3Solver, GivesUpAtItsLimit) {
  // Twelve pigeons in eleven holes.
  refute::Limits Short;
  Short.Steps = 200;
  Answer A = Answer::Possible;
  std::thread([&] {
    std::vector<Clause> Clauses;
    const unsigned Holes = 11;
    auto In = [&](unsigned Pigeon, unsigned Hole) {
      return Pigeon * Holes + Hole;
    };
    for (unsigned P = 0; P <= Holes; ++P) {
      Clause Somewhere;
      for (unsigned H = 0; H < Holes; ++H)
        Somewhere.push_back(Literal::flag(In(P, H)));
      Clauses.push_back(Somewhere);
      for (unsigned Q = 0; Q < P; ++Q)
        for (unsigned H = 0; H < Holes; ++H)
          Clauses.push_back({Literal::flag(In(P, H), /*Negated=*/true),
                             Literal::flag(In(Q, H), /*Negated=*/true)});
    }
    std::vector<bool> Ignored;
    PathSolver *Mine = refute::threadSolver(Short); // each thread has its own
    A = Mine->check(Clauses, Ignored);
    // And goes on.
    EXPECT_EQ(Mine->check({Clause{equals(0, 3)}}, Ignored), Answer::Possible);
  }).join();
  EXPECT_EQ(A, Answer::Unknown);
}

//===----------------------------------------------------------------------===//
// With the analysis
//===----------------------------------------------------------------------===//

TEST_F(Z3Solver, RefutesFlagsThatWereJoined) {
  std::string Text = twoTests("", "%k == 1", "", "%r == 7");
  EXPECT_THAT(test::findings(Text), testing::Contains("certain handle-leak 20"))
      << "else there is nothing to refute";
  EXPECT_THAT(refuted(Text), IsEmpty());
}

TEST_F(Z3Solver, KeepsWhatCanHappen) {
  EXPECT_THAT(refuted(twoTests("", "%k == 1", "", "%r == 8")),
              testing::Contains("certain handle-leak 20"));
  EXPECT_THAT(refuted(twoTests("", "%k == 1", "  %r = use %c\n", "%r == 7")),
              testing::Contains("certain handle-leak 20"));
  EXPECT_THAT(refuted(twoTests("", "%k == 1", "  call @g()\n", "%r == 7")),
              IsEmpty())
      << "nobody else can change %r";
}

TEST_F(Z3Solver, VariablesThatOthersReachMayChange) {
  EXPECT_THAT(refuted(twoTests("  %p = addr %r\n  escape %p\n", "%k == 1",
                               "  call @g()\n", "%r == 7")),
              testing::Contains("certain handle-leak 20"));
}

TEST_F(Z3Solver, CountsStepsOfOne) {
  EXPECT_THAT(refuted(twoTests("", "%k == 1", "  havoc %r plus 1\n", "%r == 8")),
              IsEmpty());
  EXPECT_THAT(refuted(twoTests("", "%k == 1", "  havoc %r plus 1\n", "%r == 9")),
              testing::Contains("certain handle-leak 20"));
}

TEST_F(Z3Solver, OneWayToALossIsLeftWhereTwoHaveMerged) {
  // Without the loss of %t in bb3 with %g, which merges with that without it,
  // only the impossible way would be known.
  const char *Text = R"(
func @f(%c: context, %a) {
bb0:
  %g = copy null
  branch %a < 2, bb1, bb2
bb1:
  %g = new params in %c @10:1
  retain %g in %c
  goto bb2
bb2:
  branch %a == 1, bb3, bb4
bb3:
  %t = new params in %c @20:1
  retain %t in %c
  end %t
  goto bb4
bb4:
  branch !null %g, bb5, bb6
bb5:
  release %g in %c
  goto bb6
bb6:
  end %g
  ret
}
)";
  EXPECT_THAT(refuted(Text), testing::ElementsAre("certain handle-leak 20"));
}

TEST_F(Z3Solver, WhatALoopChangesIsNotKnownAfterIt) {
  // Whether %done is 1 when %r was 7 depends on how often the loop runs.
  const char *Text = R"(
func @f(%c: context) {
bb0:
  %r = use %c
  %n = copy 0
  %m = new model in %c @20:1
  retain %m in %c
  goto bb1
bb1:
  branch %n < %r, bb2, bb3
bb2:
  havoc %n plus 1
  goto bb1
bb3:
  branch %n == 5, bb5, bb4
bb4:
  release %m in %c
  goto bb5
bb5:
  end %m
  ret
}
)";
  EXPECT_THAT(refuted(Text), ElementsAre("likely handle-leak 20"))
      << "five iterations were not gone through one by one";
}

TEST_F(Z3Solver, AnIterationIsNeededWhereTheLoopSaysSo) {
  // Zero iterations would leave %n at 0, but %r is 1 at least.
  const char *Text = R"(
func @f(%c: context) {
bb0:
  %r = use %c
  branch %r < 1, bb6, bb1
bb1:
  %n = copy 0
  %m = new model in %c @20:1
  retain %m in %c
  goto bb2
bb2:
  branch %n < %r, bb3, bb4
bb3:
  havoc %n plus 1
  goto bb2
bb4:
  branch %n == 0, bb6, bb5
bb5:
  release %m in %c
  goto bb6
bb6:
  end %m
  ret
}
)";
  EXPECT_THAT(test::findings(Text), ElementsAre("certain handle-leak 20"));
  // After iterations %n may be anything that is not less than %r.
  EXPECT_THAT(refuted(Text), IsEmpty());
}

TEST_F(Z3Solver, CountingByNothingIsNoCounting) {
  // An iteration is needed, and %n is 0 after it as before.
  const char *Text = R"(
func @f(%c: context) {
bb0:
  %r = use %c
  branch %r < 1, bb6, bb1
bb1:
  %n = copy 0
  %i = copy 0
  %m = new model in %c @20:1
  retain %m in %c
  goto bb2
bb2:
  branch %i < %r, bb3, bb4
bb3:
  havoc %i plus 1
  havoc %n plus 0
  goto bb2
bb4:
  branch %n == 0, bb6, bb5
bb5:
  release %m in %c
  goto bb6
bb6:
  end %m
  ret
}
)";
  EXPECT_THAT(refuted(Text), ElementsAre("likely handle-leak 20"));
}

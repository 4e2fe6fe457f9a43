// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// States: when they merge, what a merge keeps, and the caps.

#include "AnalysisHelper.h"
#include "analysis/State.h"

using namespace z3tidy;
using namespace z3tidy::analysis;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {
State holding(ir::PlaceId P, ObjectId Id, int8_t Count) {
  State S;
  ObjectState O;
  O.Id = Id;
  O.K = ir::Kind::Solver;
  O.Lo = O.Hi = Count;
  S.addObject(O);
  S.set(P, Value::object(Id));
  return S;
}
} // namespace

TEST(States, AgreeOnTypestateAndHolders) {
  EXPECT_TRUE(holding(1, 7, 1).agreesWith(holding(1, 7, 1)));
  EXPECT_FALSE(holding(1, 7, 1).agreesWith(holding(1, 7, 0)));
  EXPECT_FALSE(holding(1, 7, 1).agreesWith(holding(2, 7, 1)));
}

TEST(States, ScalarsDoNotKeepThemApart) {
  State A = holding(1, 7, 1), B = holding(1, 7, 1);
  A.set(5, Value::integer(3));
  B.set(5, Value::integer(4));
  EXPECT_TRUE(A.agreesWith(B));
  EXPECT_TRUE(A.weaken(B));
  EXPECT_EQ(A.find(5)->V.F, Value::Unknown);
  EXPECT_FALSE(A.weaken(B)) << "nothing is left to weaken";
}

TEST(States, FactsSurviveWhereBothHaveThem) {
  State A, B;
  A.setFact(1, true);
  A.setFact(2, true);
  B.setFact(1, true);
  B.setFact(2, false);
  A.weaken(B);
  EXPECT_TRUE(A.fact(1) && *A.fact(1));
  EXPECT_EQ(A.fact(2), nullptr);
}

TEST(States, PastTheCapWhatDiffersIsNotReported) {
  State A = holding(1, 7, 1), B = holding(2, 7, 0);
  A.weakenLossy(B);
  EXPECT_TRUE(A.Lossy);
  EXPECT_TRUE(A.object(7)->Escaped);
  EXPECT_EQ(A.object(7)->Lo, 0);
  EXPECT_EQ(A.object(7)->Hi, 1);
}

namespace {
/// N objects, each released or not under a test of its own: 2^N typestates.
std::string manyChoices(unsigned N) {
  std::string Text = "func @f(%c: context";
  for (unsigned I = 0; I < N; ++I)
    Text += ", %b" + std::to_string(I);
  Text += ") {\nbb0:\n";
  unsigned B = 0;
  auto V = [](unsigned I) { return std::to_string(I); };
  for (unsigned I = 0; I < N; ++I)
    Text +=
        "  %s" + V(I) + " = new params in %c\n  retain %s" + V(I) + " in %c\n";
  for (unsigned I = 0; I < N; ++I) {
    Text += "  branch null %b" + V(I) + ", bb" + V(B + 1) + ", bb" + V(B + 2) +
            "\nbb" + V(B + 1) + ":\n  release %s" + V(I) + " in %c\n  goto bb" +
            V(B + 2) + "\nbb" + V(B + 2) + ":\n";
    B += 2;
  }
  for (unsigned I = 0; I < N; ++I) {
    Text += "  branch null %b" + V(I) + ", bb" + V(B + 2) + ", bb" + V(B + 1) +
            "\nbb" + V(B + 1) + ":\n  release %s" + V(I) + " in %c\n  goto bb" +
            V(B + 2) + "\nbb" + V(B + 2) + ":\n";
    B += 2;
  }
  return Text + "  ret\n}\n";
}
} // namespace

TEST(Caps, FewChoicesAreToldApart) {
  ir::Module M = test::parsed(manyChoices(4));
  Result R = analyze(M, {});
  EXPECT_THAT(R.Findings, IsEmpty());
  EXPECT_EQ(R.Stats.JoinedByCap, 0u);
}

TEST(Caps, PastTheCapNothingWrongIsCertain) {
  ir::Module M = test::parsed(manyChoices(9));
  Result R = analyze(M, {});
  EXPECT_GT(R.Stats.JoinedByCap, 0u);
  for (const Finding &F : R.Findings)
    EXPECT_EQ(F.C, Confidence::Possible);
}

TEST(Caps, GivingUpIsSaidAndSilent) {
  ir::Module M = test::parsed(manyChoices(9));
  Options O;
  O.MaxVisitsPerBlock = 2;
  Result R = analyze(M, O);
  EXPECT_THAT(R.Findings, IsEmpty());
  EXPECT_EQ(R.Stats.GivenUp.size(), 1u);
}

TEST(Caps, LongFunctionsTakeLinearTime) {
  // Not a clock: the visits of blocks grow with their number, not faster.
  auto Visits = [](unsigned N) {
    std::string Text = "func @f(%c: context) {\nbb0:\n";
    for (unsigned I = 0; I < N; ++I)
      Text += "  %s = new params in %c\n  retain %s in %c\n"
              "  release %s in %c\n  havoc %b\n  branch null %b, bb" +
              std::to_string(2 * I + 1) + ", bb" + std::to_string(2 * I + 2) +
              "\nbb" + std::to_string(2 * I + 1) + ":\n  goto bb" +
              std::to_string(2 * I + 2) + "\nbb" + std::to_string(2 * I + 2) +
              ":\n";
    ir::Module M = test::parsed(Text + "  ret\n}\n");
    return analyze(M, {}).Stats.BlockVisits;
  };
  unsigned Small = Visits(100), Large = Visits(1000);
  EXPECT_LE(Large, Small * 11);
}

namespace {
/// A solver is made (phase 0), used (1) and released (2): which phase follows
/// upon each.
std::string phases(const char *Made, const char *Used, const char *Released) {
  return std::string(R"(
func @run(%c: context) {
bb0:
  %s = copy null
  %phase = copy 0
  goto bb1
bb1: loop @1:1
  branch %phase == 3, bb6, bb2
bb2:
  edges [%phase == 0] bb3, [%phase == 1] bb4, [%phase == 2] bb5
bb3:
  $1 = new solver in %c @3:1
  retain $1 in %c @3:1
  %s = copy $1
  %phase = copy )") +
         Made + R"(
  goto bb1
bb4:
  use %s in %c @4:1
  %phase = copy )" +
         Used + R"(
  goto bb1
bb5:
  release %s in %c @5:1
  %phase = copy )" +
         Released + R"(
  goto bb1
bb6:
  ret
}
)";
}
} // namespace

TEST(Phases, InTheirOrder) {
  EXPECT_THAT(test::findings(phases("1", "2", "3")), IsEmpty());
}

TEST(Phases, UseAfterTheRelease) {
  EXPECT_THAT(test::findings(phases("2", "3", "1")),
              ElementsAre("certain use-after-release 4"));
}

TEST(Phases, ReleaseIsLeftOut) {
  EXPECT_THAT(test::findings(phases("1", "3", "3")),
              ElementsAre("certain handle-leak 3"));
}

TEST(Phases, ThatAFunctionChooses) {
  std::string Text = R"(
func @next(%phase) internal {
bb0:
  edges [%phase == 0] bb1, [%phase == 1] bb2, [%phase != 0, %phase != 1] bb3
bb1:
  ret = copy 1
  ret
bb2:
  ret = copy 2
  ret
bb3:
  ret = copy 3
  ret
}
)";
  std::string Next = "%phase = call @next(%phase) @6:1";
  std::string Run = phases("", "", "");
  for (size_t At; (At = Run.find("%phase = copy \n")) != std::string::npos;)
    Run.replace(At, 14, Next);
  EXPECT_THAT(test::findings(Text + Run), IsEmpty());
}

namespace {
/// Six objects, each made under a condition of its own and released under the
/// same; of the first one First says what is done.
std::string manyConditions(std::string First) {
  std::string Text = "func @f(%c: context, %a0, %a1, %a2, %a3, %a4, %a5) {\n";
  int Block = 0;
  auto Branch = [&](std::string N, std::string Then) {
    std::string Next = std::to_string(Block + 2);
    Text += "bb" + std::to_string(Block) + ":\n  branch %a" + N + " == 1, bb" +
            std::to_string(Block + 1) + ", bb" + Next + "\nbb" +
            std::to_string(Block + 1) + ":\n" + Then + "  goto bb" + Next +
            "\n";
    Block += 2;
  };
  for (int N = 0; N < 6; ++N) {
    std::string X = "%x" + std::to_string(N);
    Branch(std::to_string(N), "  " + X + " = new params in %c @" +
                                  std::to_string(N + 1) + ":1\n  retain " + X +
                                  " in %c \"Z3_params_inc_ref\"\n");
  }
  Branch("0", First);
  for (int N = 1; N < 6; ++N)
    Branch(std::to_string(N), "  release %x" + std::to_string(N) + " in %c\n");
  return Text + "bb" + std::to_string(Block) + ":\n  ret\n}\n";
}
} // namespace

TEST(States, PastTheCapEachSiteIsLookedAtAlone) {
  Options Few;
  Few.MaxStates = 12;
  EXPECT_THAT(
      test::findings(manyConditions("  release %x0 in %c @20:1\n"), Few),
      IsEmpty());
  EXPECT_THAT(test::findings(manyConditions("  release %x0 in %c @20:1\n"
                                            "  release %x0 in %c @21:1\n"),
                             Few),
              ElementsAre("certain second-release 21"));
  EXPECT_THAT(test::findings(manyConditions(""), Few),
              ElementsAre("certain handle-leak 1"));
}

TEST(States, ASmallCounterOfALoopKeepsThemApart) {
  // As many releases as references, or fewer where bb4 is left out.
  auto Text = [](std::string OtherWay) {
    return R"(
func @f(%c: context, %k) {
bb0:
  %x = new params in %c @1:1
  retain %x in %c
  %refs = copy 1
  branch %k == 1, bb1, bb2
bb1:
  retain %x in %c
  havoc %refs plus 1
  goto bb2
bb2: loop @5:1
  branch !null %refs, bb3, bb6
bb3:
  %q = use %c
  branch %q == 1, bb4, )" +
           OtherWay + R"(
bb4:
  release %x in %c @2:1
  goto bb5
bb5:
  havoc %refs plus -1
  goto bb2
bb6:
  end %x
  ret
}
)";
  };
  EXPECT_THAT(test::findings(Text("bb4")), IsEmpty());
  EXPECT_THAT(test::findings(Text("bb5")),
              ElementsAre("certain handle-leak 1"));
}

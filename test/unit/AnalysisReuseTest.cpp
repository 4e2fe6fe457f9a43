// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is kept between runs of the analysis: each run says what a run without
// anything kept says, and no function is analyzed again for nothing.

#include "AnalysisHelper.h"
#include "analysis/ResultCache.h"

#include <thread>

using testing::ElementsAre;
using testing::IsEmpty;
using namespace z3tidy;

namespace {

/// A release, a function that calls it and one that has nothing to do with it.
/// Line numbers are those of the source, of which each run may have others.
struct Program {
  std::string Release = "release %a in %c @2:3";
  unsigned Line = 10;    ///< where @user begins
  bool UsesAfter = true; ///< the call of @drop

  std::string text() const {
    auto At = [&](unsigned Offset) {
      return " @" + std::to_string(Line + Offset) + ":3";
    };
    return "func @drop(%c: context, %a: ast) internal @1:1 {\nbb0:\n  " +
           Release + "\n  ret\n}\nfunc @user(%c: context)" + At(0) +
           " {\nbb0:\n  %t = new ast in %c count 0" + At(1) +
           " \"Z3_mk_true\"\n  retain %t in %c" + At(2) +
           "\n  call @drop(%c, %t)" + At(3) +
           (UsesAfter ? "\n  use %t in %c" + At(4) : "") +
           "\n  ret\n}\nfunc @other(%c: context) @50:1 {\nbb0:\n"
           "  %s = new solver in %c count 0 @51:3 \"Z3_mk_solver\"\n"
           "  retain %s in %c @52:3\n  release %s in %c @53:3\n  ret\n}\n";
  }
};

struct Outcome {
  std::vector<std::string> Findings;
  unsigned Reused;
};

Outcome run(const std::string &Text, analysis::ResultCache &Results,
            analysis::Options O = {}) {
  ir::Module M = test::parsed(Text);
  O.Results = &Results;
  Outcome R;
  analysis::Result All = analysis::analyze(M, O);
  R.Reused = All.Stats.Reused;
  for (const analysis::Finding &F : All.Findings)
    R.Findings.push_back(analysis::spelling(F.D).str() + " " +
                         std::to_string(F.Loc.Line) + " for " +
                         std::to_string(F.Path.front().Loc.Line));
  return R;
}

} // namespace

TEST(Reuse, TakesAllThatIsUnchanged) {
  analysis::ResultCache Results;
  Program P;
  P.UsesAfter = false;
  EXPECT_THAT(run(P.text(), Results).Findings, IsEmpty());
  Outcome Second = run(P.text(), Results);
  EXPECT_THAT(Second.Findings, IsEmpty());
  EXPECT_EQ(Second.Reused, 3u);
}

TEST(Reuse, AnEditInTheCalleeChangesTheReportOfTheCaller) {
  analysis::ResultCache Results;
  Program Right, Wrong;
  Right.Release = "use %a in %c @2:3";
  // What is right: @user loses its reference in the end.
  EXPECT_THAT(run(Right.text(), Results).Findings,
              ElementsAre("handle-leak 11 for 11"));
  EXPECT_THAT(run(Wrong.text(), Results).Findings,
              ElementsAre("use-after-release 14 for 11"));
  EXPECT_THAT(run(Right.text(), Results).Findings,
              ElementsAre("handle-leak 11 for 11"));
}

TEST(Reuse, AnEditInTheCalleeOfACleanCallerIsSeen) {
  analysis::ResultCache Results;
  auto Text = [](const char *Body) {
    return std::string("func @drop(%c: context, %a: ast) internal @1:1 {\n"
                       "bb0:\n  ") +
           Body +
           " @2:3\n  ret\n}\nfunc @between(%c: context, %a: ast) internal @5:1 "
           "{\nbb0:\n  call @drop(%c, %a) @6:3\n  ret\n}\n"
           "func @user(%c: context) @10:1 {\nbb0:\n"
           "  %t = new ast in %c count 0 @11:3 \"Z3_mk_true\"\n"
           "  retain %t in %c @12:3\n  call @between(%c, %t) @13:3\n  ret\n}\n";
  };
  EXPECT_THAT(run(Text("release %a in %c"), Results).Findings, IsEmpty());
  Outcome Leaks = run(Text("use %a in %c"), Results);
  EXPECT_THAT(Leaks.Findings, ElementsAre("handle-leak 11 for 11"));
  EXPECT_EQ(Leaks.Reused, 0u); // the edited one and all that call it
  // As before: each key is known, of before the edit.
  Outcome Back = run(Text("release %a in %c"), Results);
  EXPECT_THAT(Back.Findings, IsEmpty());
  EXPECT_EQ(Back.Reused, 3u);
}

TEST(Reuse, ReportsMoveWithTheText) {
  analysis::ResultCache Results;
  Program P;
  EXPECT_THAT(run(P.text(), Results).Findings,
              ElementsAre("use-after-release 14 for 11"));
  P.Line = 20;
  Outcome Moved = run(P.text(), Results);
  EXPECT_THAT(Moved.Findings, ElementsAre("use-after-release 24 for 21"));
  EXPECT_EQ(Moved.Reused, 2u); // the two in which nothing is wrong
}

TEST(Reuse, ACleanFunctionThatMovesIsTheSame) {
  analysis::ResultCache Results;
  Program P;
  P.UsesAfter = false;
  EXPECT_THAT(run(P.text(), Results).Findings, IsEmpty());
  P.Line = 30;
  Outcome Moved = run(P.text(), Results);
  EXPECT_THAT(Moved.Findings, IsEmpty());
  EXPECT_EQ(Moved.Reused, 3u);
}

TEST(Reuse, OptionsAreInTheKey) {
  analysis::ResultCache Results;
  const std::string Text = "func @fill(%c: context, %n) @1:1 {\nbb0:\n"
                           "  %t = new ast in %c count 0 @2:3 \"Z3_mk_true\"\n"
                           "  use %t in %c @3:3\n  ret\n}\n";
  EXPECT_THAT(run(Text, Results).Findings, IsEmpty());
  analysis::Options O;
  O.DefaultMode = ir::ContextMode::Counting;
  EXPECT_EQ(run(Text, Results, O).Reused, 0u);
  EXPECT_EQ(run(Text, Results, O).Reused, 1u);
  EXPECT_EQ(run(Text, Results).Reused, 1u);
}

TEST(Reuse, RecursionsAreKeptAsOne) {
  analysis::ResultCache Results;
  const std::string Text =
      "func @even(%c: context, %n) internal @1:1 {\nbb0:\n"
      "  branch null %n, bb2, bb1\nbb1:\n  call @odd(%c, %n) @2:3\n  goto bb2\n"
      "bb2:\n  ret\n}\n"
      "func @odd(%c: context, %n) internal @5:1 {\nbb0:\n"
      "  %t = new ast in %c count 0 @6:3 \"Z3_mk_true\"\n  retain %t in %c "
      "@7:3\n"
      "  call @even(%c, %n) @8:3\n  release %t in %c @9:3\n  ret\n}\n";
  EXPECT_THAT(run(Text, Results).Findings, IsEmpty());
  EXPECT_EQ(run(Text, Results).Reused, 2u);
  std::string Leaks = Text;
  Leaks.erase(Leaks.find("  release"),
              Leaks.find("  ret\n", Leaks.find("  release")) -
                  Leaks.find("  release"));
  Outcome R = run(Leaks, Results);
  EXPECT_EQ(R.Findings.size(), 1u);
  EXPECT_EQ(R.Reused, 0u);
}

TEST(ResultCache, ForgetsWhatIsNotAskedFor) {
  analysis::ResultCache Results(4000);
  auto Key = [](unsigned I) {
    return std::string(100, 'k') + std::to_string(I);
  };
  uint64_t First = Results.add(Key(0), {})->Number;
  for (unsigned I = 1; I < 200; ++I) {
    Results.add(Key(I), {});
    EXPECT_LE(Results.bytes(), 4000u);
    // Who is asked for stays.
    ASSERT_NE(Results.find(Key(0)), nullptr) << I;
  }
  EXPECT_EQ(Results.find(Key(0))->Number, First);
  EXPECT_EQ(Results.find(Key(1)), nullptr);
  EXPECT_GT(Results.add(Key(1), {})->Number, 200u); // not the number it had
}

TEST(ResultCache, ServesManyThreads) {
  analysis::ResultCache Results(20000);
  Program Right, Wrong;
  Right.Release = "use %a in %c @2:3";
  std::vector<std::thread> Threads;
  for (unsigned T = 0; T < 4; ++T)
    Threads.emplace_back([&, T] {
      for (unsigned I = 0; I < 50; ++I) {
        Program P = (I + T) % 2 ? Right : Wrong;
        P.Line = 10 + I % 7;
        std::string Line = std::to_string(P.Line + ((I + T) % 2 ? 1 : 4)),
                    Made = std::to_string(P.Line + 1);
        EXPECT_THAT(
            run(P.text(), Results).Findings,
            ElementsAre(((I + T) % 2 ? "handle-leak " : "use-after-release ") +
                        Line + " for " + Made));
      }
    });
  for (std::thread &T : Threads)
    T.join();
}

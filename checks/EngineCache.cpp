// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cache, and the totals that `z3-tidy --stats` prints.

#include "checks/EngineCache.h"

#include "checks/Host.h"
#include "refute/Z3PathSolver.h"

#include "llvm/Support/Format.h"

#include <chrono>
#include <memory>
#include <mutex>

using namespace z3tidy;
using namespace z3tidy::checks;

namespace {

struct Analyzed {
  analysis::Options Options;
  analysis::Result Result;
};

struct Unit {
  const clang::ASTContext *Ctx = nullptr;
  std::string ModelFile; ///< as asked for
  bool ProblemsTold = false;
  lower::Lowered Code;
  std::vector<std::unique_ptr<Analyzed>> Runs;
};

struct Totals {
  std::mutex Lock;
  unsigned Units = 0;
  double LoweringMs = 0;
  double AnalysisMs = 0;
  analysis::Statistics Stats;
  std::vector<std::string> SkippedFunctions;
};

thread_local std::unique_ptr<Unit> Current;

Totals &totals() {
  static Totals T;
  return T;
}

class Stopwatch {
public:
  double ms() const {
    return std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now() - Start)
        .count();
  }

private:
  std::chrono::steady_clock::time_point Start =
      std::chrono::steady_clock::now();
};

Unit &unitFor(clang::ASTContext &Ctx, const EngineRequest &Request) {
  if (Current && Current->Ctx == &Ctx &&
      Current->ModelFile == Request.ModelFile)
    return *Current;
  Current = std::make_unique<Unit>();
  Current->Ctx = &Ctx;
  Current->ModelFile = Request.ModelFile;
  Stopwatch Watch;
  Current->Code = lower::lower(Ctx, lower::modelFor(Ctx, Request.ModelFile));

  Totals &T = totals();
  std::lock_guard<std::mutex> Guard(T.Lock);
  ++T.Units;
  T.LoweringMs += Watch.ms();
  T.SkippedFunctions.insert(T.SkippedFunctions.end(),
                            Current->Code.Skipped.begin(),
                            Current->Code.Skipped.end());
  return *Current;
}

void addToTotals(const analysis::Statistics &S, double Ms) {
  Totals &T = totals();
  std::lock_guard<std::mutex> Guard(T.Lock);
  T.AnalysisMs += Ms;
  T.Stats += S;
}

bool answers(const analysis::Options &Options, const EngineRequest &Request) {
  return Options.DefaultMode == Request.AssumeContext &&
         (Options.ManualCounts || !Request.ManualCounts) &&
         (!Request.SmallTripCount ||
          *Request.SmallTripCount == Options.SmallTripCount);
}

} // namespace

bool checks::hasEngineWork(clang::ASTContext &Ctx,
                           const EngineRequest &Request) {
  return lower::usesZ3(Ctx) ||
         lower::usesZ3(Ctx, lower::modelFor(Ctx, Request.ModelFile).get());
}

std::vector<lower::TeachingProblem>
checks::takeTeachingProblems(clang::ASTContext &Ctx,
                             const EngineRequest &Request) {
  Unit &U = unitFor(Ctx, Request);
  if (U.ProblemsTold)
    return {};
  U.ProblemsTold = true;
  std::vector<lower::TeachingProblem> Problems;
  if (U.Code.Model)
    for (const model::Problem &P : U.Code.Model->Problems)
      Problems.push_back({{}, P.At, P.Text});
  Problems.insert(Problems.end(), U.Code.Problems.begin(),
                  U.Code.Problems.end());
  return Problems;
}

EngineView checks::engineFor(clang::ASTContext &Ctx,
                             const EngineRequest &Request) {
  Unit &U = unitFor(Ctx, Request);
  for (const std::unique_ptr<Analyzed> &Run : U.Runs)
    if (answers(Run->Options, Request))
      return {U.Code, Run->Result};

  auto Run = std::make_unique<Analyzed>();
  Run->Options.DefaultMode = Request.AssumeContext;
  Run->Options.ManualCounts = Request.ManualCounts;
  if (Request.SmallTripCount)
    Run->Options.SmallTripCount = *Request.SmallTripCount;
  Run->Options.Solver = refute::threadSolver();
  Run->Options.Results = host() ? host()->Results : nullptr;
  Stopwatch Watch;
  Run->Result = analysis::analyze(U.Code.M, Run->Options);
  addToTotals(Run->Result.Stats, Watch.ms());
  U.Runs.push_back(std::move(Run));
  return {U.Code, U.Runs.back()->Result};
}

void checks::forgetEngine() { Current.reset(); }

void checks::printEngineStatistics(llvm::raw_ostream &OS) {
  Totals &T = totals();
  std::lock_guard<std::mutex> Guard(T.Lock);
  OS << "z3tidy: " << T.Units << " units with Z3, " << T.Stats.Functions
     << " functions, " << T.Stats.Reused << " of them known, "
     << T.Stats.Instructions << " instructions, " << T.Stats.BlockVisits
     << " block visits\n"
     << "z3tidy: lowering " << llvm::format("%.1f", T.LoweringMs)
     << " ms, analysis " << llvm::format("%.1f", T.AnalysisMs) << " ms, "
     << T.Stats.JoinedByCap << " joins by the cap, " << T.Stats.Slices
     << " creation sites looked at alone\n"
     << "z3tidy: refutation " << llvm::format("%.1f", T.Stats.RefuteMs)
     << " ms, " << T.Stats.PathsChecked << " conditions, "
     << T.Stats.WitnessesRefuted << " witnesses refuted, "
     << T.Stats.FindingsRefuted << " findings dropped, " << T.Stats.PathsUnknown
     << " undecided\n";
  for (const std::string &Name : T.SkippedFunctions)
    OS << "z3tidy: not lowered: " << Name << "\n";
  for (const std::string &Name : T.Stats.GivenUp)
    OS << "z3tidy: given up: " << Name << "\n";
}

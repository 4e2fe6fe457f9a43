// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cache, and the totals that `z3-tidy --stats` prints.

#include "checks/EngineCache.h"

#include "checks/Host.h"
#include "refute/Z3PathSolver.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
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
  std::string File;
  std::string ModelFile; ///< as asked for
  bool ProblemsTold = false;
  lower::Lowered Code;
  std::vector<std::unique_ptr<Analyzed>> Runs;
};

struct Totals {
  std::mutex Lock;
  unsigned Units = 0;
  unsigned TakenOver = 0;
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

/// Empty for a buffer that is no file.
std::string mainFile(const clang::ASTContext &Ctx) {
  const clang::SourceManager &SM = Ctx.getSourceManager();
  return SM.getFilename(SM.getLocForStartOfFile(SM.getMainFileID())).str();
}

Unit &unitFor(clang::ASTContext &Ctx, const EngineRequest &Request) {
  if (Current && Current->Ctx == &Ctx &&
      Current->ModelFile == Request.ModelFile)
    return *Current;
  forgetEngine();
  Current = std::make_unique<Unit>();
  Current->Ctx = &Ctx;
  Current->File = mainFile(Ctx);
  Current->ModelFile = Request.ModelFile;
  Stopwatch Watch;
  std::unique_ptr<lower::KeptFunctions> Former;
  if (host() && host()->Files)
    Former = host()->Files->take(Current->File);
  Current->Code = lower::lower(Ctx, lower::modelFor(Ctx, Request.ModelFile),
                               std::move(Former));

  Totals &T = totals();
  std::lock_guard<std::mutex> Guard(T.Lock);
  ++T.Units;
  T.LoweringMs += Watch.ms();
  T.TakenOver += Current->Code.TakenOver;
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

static void analyze(Analyzed &Run, const lower::Lowered &Code) {
  Stopwatch Watch;
  Run.Result = analysis::analyze(Code.M, Run.Options);
  addToTotals(Run.Result.Stats, Watch.ms());
}

static std::unique_ptr<Analyzed> newRun(const lower::Lowered &Code,
                                        const EngineRequest &Request) {
  auto Run = std::make_unique<Analyzed>();
  Run->Options.DefaultMode = Request.AssumeContext;
  Run->Options.ManualCounts = Request.ManualCounts;
  if (Request.SmallTripCount)
    Run->Options.SmallTripCount = *Request.SmallTripCount;
  Run->Options.Solver = refute::threadSolver();
  Run->Options.Results = host() ? host()->Results : nullptr;
  analyze(*Run, Code);
  return Run;
}

EngineView checks::engineFor(clang::ASTContext &Ctx,
                             const EngineRequest &Request) {
  Unit &U = unitFor(Ctx, Request);
  auto It = llvm::find_if(U.Runs, [&](const std::unique_ptr<Analyzed> &Run) {
    return answers(Run->Options, Request);
  });
  if (It == U.Runs.end())
    It = U.Runs.insert(It, newRun(U.Code, Request));
  if (U.Code.renew(
          analysis::functionsIn((*It)->Result.Findings, Request.Level))) {
    // What the others have found is in the places of the former run.
    std::unique_ptr<Analyzed> Run = std::move(*It);
    U.Runs.clear();
    analyze(*Run, U.Code);
    It = U.Runs.insert(U.Runs.end(), std::move(Run));
  }
  return {U.Code, (*It)->Result};
}

void checks::forgetEngine() {
  if (Current && Current->Code.Kept)
    host()->Files->put(Current->File, std::move(Current->Code.Kept));
  Current.reset();
}

void checks::printEngineStatistics(llvm::raw_ostream &OS) {
  Totals &T = totals();
  std::lock_guard<std::mutex> Guard(T.Lock);
  OS << "z3tidy: " << T.Units << " units with Z3, " << T.Stats.Functions
     << " functions, " << T.TakenOver << " of them lowered before, "
     << T.Stats.Reused << " known, " << T.Stats.Instructions
     << " instructions, " << T.Stats.BlockVisits << " block visits\n"
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

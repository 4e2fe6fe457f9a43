// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of the engine (lower, analyze) per translation unit, shared by all
// checks.

#ifndef Z3TIDY_CHECKS_ENGINECACHE_H
#define Z3TIDY_CHECKS_ENGINECACHE_H

#include "analysis/Analysis.h"
#include "lower/Lower.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>

namespace z3tidy::checks {

/// What a check asks of the analysis. A check that does not depend on an option
/// leaves it out and takes the result that another check has asked for.
struct EngineRequest {
  ir::ContextMode AssumeContext = ir::ContextMode::Unknown;
  std::optional<unsigned> SmallTripCount;
  /// The model file; empty: the one that is found upward from the main file.
  std::string ModelFile;
  /// Also what is rightly counted by hand.
  bool ManualCounts = false;
  /// Findings that are less sure are not told.
  analysis::Confidence Level = analysis::Confidence::Possible;
};

/// Borrows from the cache: valid until the next call of engineFor() or
/// forgetEngine().
struct EngineView {
  const lower::Lowered &Code;
  const analysis::Result &Result;
};

/// Whether there is anything for the engine in a translation unit.
bool hasEngineWork(clang::ASTContext &Ctx, const EngineRequest &Request);

/// What is wrong in the model file and in annotations; each is told once for a
/// translation unit.
std::vector<lower::TeachingProblem>
takeTeachingProblems(clang::ASTContext &Ctx, const EngineRequest &Request);

/// The engine's result for a translation unit that uses Z3. Each thread has a
/// cache of its own (clangd parses on several), for one unit at a time.
EngineView engineFor(clang::ASTContext &Ctx, const EngineRequest &Request);

/// Drops what the calling thread has cached. Called when a unit starts and
/// ends, since a later ASTContext may have the address of an earlier one.
void forgetEngine();

/// Prints what the engine did in all units of this process so far.
void printEngineStatistics(llvm::raw_ostream &OS);

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_ENGINECACHE_H

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry of the analysis: a module of Handle IR in, findings out. Property
// simulation per function, bottom-up over the call graph; see docs/analysis.md.

#ifndef Z3TIDY_ANALYSIS_ANALYSIS_H
#define Z3TIDY_ANALYSIS_ANALYSIS_H

#include "analysis/Finding.h"
#include "analysis/FreshArguments.h"
#include "analysis/PathSolver.h"
#include "analysis/SilentContexts.h"
#include "ir/Ir.h"

#include <string>
#include <vector>

namespace z3tidy::analysis {

class ContextRelations;
class ResultCache;

struct Options {
  /// What a context parameter or global is, where nothing shows it.
  ir::ContextMode DefaultMode = ir::ContextMode::Unknown;
  /// The file has classes with destructors; analyze() finds out.
  bool HasDestructors = false;
  /// Also tell of what is rightly counted by hand, where a class could do it.
  bool ManualCounts = false;
  /// Which places hold objects of which context; analyze() finds out.
  const ContextRelations *Relations = nullptr;
  /// By class: its destructor; analyze() finds out.
  const llvm::StringMap<std::string> *Destructors = nullptr;
  /// Models, cores or proofs are asked for in the file; analyze() finds out.
  bool AsksForResults = false;
  /// A whole program without a handler: an exception of z3++ ends it; analyze()
  /// finds out.
  bool NobodyCatches = false;
  /// The file retains terms by hand, as is due where the context counts them;
  /// analyze() finds out.
  bool RetainsTerms = false;
  /// Loops with a constant trip count up to this are no loops
  /// (z3-loop-creation).
  unsigned SmallTripCount = 8;
  /// Parameters that nobody else owns; analyze() finds out.
  const FreshArguments *Fresh = nullptr;
  /// Contexts of which errors call nobody; analyze() finds out.
  const SilentContexts *Silent = nullptr;
  /// States kept apart at a program point; more are joined.
  unsigned MaxStates = 24;
  /// Block visits per function, per block; more: the function is given up on.
  unsigned MaxVisitsPerBlock = 64;
  /// Decides whether the way to a finding can be gone; null: each can. Of the
  /// calling thread alone.
  PathSolver *Solver = nullptr;
  /// What was found out in earlier runs; null: nothing is kept.
  ResultCache *Results = nullptr;
};

struct Statistics {
  unsigned Functions = 0; ///< analyzed
  unsigned Reused = 0;    ///< of Functions: known from an earlier run
  unsigned Instructions = 0;
  unsigned BlockVisits = 0;
  unsigned JoinedByCap = 0; ///< points at which the cap joined states
  unsigned Slices = 0;      ///< runs for one creation site of a capped function
  std::vector<std::string> GivenUp; ///< "name: reason"
  // What Options::Solver was asked.
  unsigned PathsChecked = 0;     ///< queries
  unsigned WitnessesRefuted = 0; ///< ways that can't be gone
  unsigned FindingsRefuted = 0;  ///< findings without any other way
  unsigned PathsUnknown = 0;     ///< not decided: the finding stands
  double RefuteMs = 0;

  Statistics &operator+=(const Statistics &O);
};

struct Result {
  /// Ordered by function, then position; one per defect.
  std::vector<Finding> Findings;
  Statistics Stats;
};

/// Never fails: what it can't do is in Stats.GivenUp.
Result analyze(const ir::Module &M, const Options &O);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_ANALYSIS_H

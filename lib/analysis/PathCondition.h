// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The condition under which a way through a function can be gone: what holds on
// the edges that it takes, over the values that its blocks have computed. Many
// ways at once are one condition, with a flag for each entry of a block.

#ifndef Z3TIDY_ANALYSIS_PATHCONDITION_H
#define Z3TIDY_ANALYSIS_PATHCONDITION_H

#include "analysis/LoopFacts.h"
#include "analysis/PathSolver.h"
#include "analysis/Summary.h"
#include "analysis/SymbolicMemory.h"

#include <map>
#include <set>

namespace z3tidy::analysis {

/// A block on the way, or all earlier iterations of a loop at once.
struct PathStep {
  static constexpr size_t None = ~size_t(0);
  struct Entry {
    size_t From =
        None; ///< index of the step before; None: the function's entry
    unsigned EdgeIndex = 0;
    bool IsEdge = true; ///< false: nothing need hold
  };
  ir::BlockId Block = ir::NoBlock; ///< NoBlock: iterations
  int Loop = -1;                   ///< of iterations
  bool AtHeader = false; ///< the first iteration begins where the loop does
  llvm::SmallVector<Entry, 2> Entries;
};

class PathCondition {
public:
  PathCondition(const ir::Function &F, const Summaries &Known,
                const LoopFacts &Loops)
      : F(F), Known(Known), Loops(Loops), Memory(F) {}

  /// The condition that the last step is reached. Each step comes after those
  /// that lead to it.
  void build(llvm::ArrayRef<PathStep> Steps);

  llvm::ArrayRef<Clause> clauses() const { return Clauses; }
  /// The flag that says that the step is entered this way.
  uint32_t flagOf(size_t Step, size_t Entry) const {
    return EntryFlags[Step][Entry];
  }

private:
  void enter(const PathStep &Step, SymbolicState &S);
  void run(const ir::Block &B, uint32_t Guard, SymbolicState &S);
  void execute(const ir::Instr &I, uint32_t Guard, SymbolicState &S);
  void change(const ir::Instr &I, SymbolicState &S);
  SymbolicValue changed(const ir::Instr &I, SymbolicValue Old);
  void copy(const ir::Instr &I, SymbolicState &S);
  void call(const ir::Instr &I, uint32_t Guard, SymbolicState &S);
  void callUnknown(const ir::Instr &I, SymbolicState &S);
  void require(const ir::Instr &I, const Summary &Callee, const Assumption &A,
               uint32_t Guard, const SymbolicState &S);
  SymbolicValue result(const ir::Instr &I, const Summary &Callee,
                       const SummaryValue &V, uint32_t Guard,
                       const SymbolicState &Before);
  struct Counter {
    int Direction; ///< 1: up, -1: down, 0: no counter
    bool Always;   ///< in each iteration
  };
  std::map<ir::PlaceId, Counter> countersOf(int Loop) const;
  void findPlural();
  void enterLoop(int Loop, uint32_t Guard, SymbolicState S);
  void forgetLoop(const PathStep &Step, uint32_t Guard, SymbolicState &S);
  void assume(const ir::Condition &C, uint32_t Guard, const SymbolicState &S);
  void assumeSaid(const ir::Condition &C, uint32_t Guard,
                  const SymbolicState &S);
  void assumeBits(const ir::Condition &C, Clause Unless,
                  const SymbolicValue &V);
  uint32_t answerFlag(const ir::Condition &C, const SymbolicState &S);

  /// If the flag holds, so does the literal.
  void imply(uint32_t Guard, Literal L);
  void imply(uint32_t Guard, Literal::Form Form, const SymbolicValue &L,
             const SymbolicValue &R, bool Negated = false);
  uint32_t freshFlag() { return NumFlags++; }

  const ir::Function &F;
  const Summaries &Known;
  const LoopFacts &Loops;
  SymbolicMemory Memory;
  llvm::ArrayRef<PathStep> Steps;
  std::set<ir::PlaceId> Plural;     ///< blocks of memory that stand for several
  std::vector<SymbolicState> After; ///< by step
  std::vector<uint32_t> Reached;    ///< by step: its flag
  std::vector<llvm::SmallVector<uint32_t, 2>> EntryFlags;
  std::vector<Clause> Clauses;
  /// By variable that stands for several values: which one by which way.
  std::map<uint32_t, llvm::SmallVector<std::pair<uint32_t, SymbolicValue>, 2>>
      Joined;
  llvm::StringMap<uint32_t> AnswerFlags;
  uint32_t NumFlags = 0;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_PATHCONDITION_H

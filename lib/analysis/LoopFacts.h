// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops of a function with what the loop rules ask about them: is this
// block in a loop that counts, does this value change in it, does an exit
// depend on that answer.

#ifndef Z3TIDY_ANALYSIS_LOOPFACTS_H
#define Z3TIDY_ANALYSIS_LOOPFACTS_H

#include "analysis/Analysis.h"
#include "ir/Ir.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"

#include <map>
#include <memory>
#include <set>

namespace z3tidy::analysis {

class LoopFacts {
public:
  LoopFacts(const ir::Function &F, const Options &O);

  /// The function is run again and again as a whole: one more loop around all
  /// others, in which the arguments differ that Varies says. Before any
  /// question.
  void addWhole(const std::vector<bool> &Varies);
  /// The index of that loop; -1: there is none.
  int whole() const { return Whole; }

  const std::vector<ir::Loop> &loops() const { return Loops; }
  bool contains(int Loop, ir::BlockId B) const;
  /// The index of the innermost loop around the block; -1: none.
  int innermost(ir::BlockId B) const { return Innermost[B]; }
  /// The innermost loop around both blocks that does not run a small constant
  /// number of times; -1: none.
  int countedLoop(ir::BlockId A, ir::BlockId B) const;
  /// Whether each iteration of the loop goes through the block.
  bool isInEachIteration(int Loop, ir::BlockId Block) const;
  ir::Source location(int Loop) const;
  /// The edge From -> To goes back to the header of a loop: its index, or -1.
  int backEdge(ir::BlockId From, ir::BlockId To) const;

  /// Whether what the operand holds can differ between iterations of the loop.
  bool varies(int Loop, const ir::Operand &O) const;
  /// The place itself is another one, and not only a part of it.
  bool changes(int Loop, ir::PlaceId P) const;
  bool varies(int Loop, ir::PlaceId P) const;
  /// The same of an argument of a call, which may be the address of what the
  /// callee looks at.
  bool argumentVaries(int Loop, const ir::Operand &A) const;
  /// What a temporary holds the address of; any other place itself.
  ir::PlaceId addressed(ir::PlaceId P) const;
  /// Whether the loop itself counts on in what the operand is, or in what its
  /// text is put together from.
  bool counts(int Loop, const ir::Operand &A) const;
  /// The places that the operand is, or that its text is put together from.
  llvm::SmallVector<ir::PlaceId, 4> sources(const ir::Operand &A) const;
  /// What the places flow into in the loop (-1: in the function), through what
  /// is made from them.
  llvm::DenseSet<ir::PlaceId> flowsInto(int Loop,
                                        llvm::ArrayRef<ir::PlaceId> From) const;
  /// Whether the instruction reads what has been computed from the place,
  /// anywhere in the function.
  bool comesFrom(ir::PlaceId Source, const ir::Instr &I) const;
  /// Whether the instruction reads what a loop of the function has computed in
  /// a way that is not told (a sum, an element that a range-for names).
  bool isComputedInLoop(const ir::Instr &I) const;
  /// Whether leaving the loop is decided by a value that the given places
  /// flow into (within the loop).
  bool exitDependsOn(int Loop, llvm::ArrayRef<ir::PlaceId> Sources) const;

  /// The call that made the object: its arguments. Null if there is none.
  const ir::Instr *makingUse(const ir::Instr &New) const;
  /// Whether one of the blocks is reached or not by way of what the places
  /// flow into; if that is returned, by way of Results, too: those of the calls
  /// of the function itself.
  bool decides(int Loop, llvm::ArrayRef<ir::PlaceId> Sources,
               const std::set<ir::BlockId> &Targets,
               llvm::ArrayRef<ir::PlaceId> Results) const;

private:
  /// Places, and the places that they are parts of.
  struct PlaceSet {
    llvm::DenseSet<ir::PlaceId> Members, Wholes;
  };
  /// False if it is in the set already.
  bool add(PlaceSet &Set, ir::PlaceId P) const;
  const PlaceSet &varying(int Loop) const;
  llvm::DenseSet<ir::PlaceId> setUpIn(int Loop) const;
  bool reads(const PlaceSet &Set, const ir::Instr &I) const;
  bool feedsItself(int Loop, const ir::Instr &I) const;
  PlaceSet tainted(int Loop, llvm::ArrayRef<ir::PlaceId> Sources) const;
  bool isForeignElement(ir::PlaceId P) const;
  bool touches(const PlaceSet &Set, ir::PlaceId P) const;
  bool dependsOn(const PlaceSet &Set, const ir::Instr &I) const;
  bool dependsOn(const PlaceSet &Set, const ir::Condition &C) const;
  template <typename Fn> void forEachInstr(int Loop, Fn Visit) const;

  const ir::Function &F;
  const Options &Opts;
  std::vector<ir::Loop> Loops;
  std::vector<int> Innermost;
  int Whole = -1;
  std::vector<ir::PlaceId> WholeVaries;
  mutable std::vector<std::unique_ptr<PlaceSet>> Varying; ///< by loop, lazily
  mutable std::map<ir::PlaceId, PlaceSet> Derived;        ///< by source, lazily
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_LOOPFACTS_H

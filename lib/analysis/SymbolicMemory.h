// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What places hold along one way through a function, as terms: numbers, integer
// variables, addresses. Made for conditions of paths (PathCondition.h), so what
// is not known to stay the same gets another name, and never the other way
// round.

#ifndef Z3TIDY_ANALYSIS_SYMBOLICMEMORY_H
#define Z3TIDY_ANALYSIS_SYMBOLICMEMORY_H

#include "analysis/PathSolver.h"
#include "ir/Ir.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <map>

namespace z3tidy::analysis {

struct SymbolicValue {
  enum Form : uint8_t {
    Number,   ///< Offset
    Variable, ///< Id plus Offset
    Address,  ///< of place Id
  } F = Number;
  uint32_t Id = 0;
  int64_t Offset = 0;

  static SymbolicValue number(int64_t N) { return {Number, 0, N}; }
  static SymbolicValue variable(uint32_t V) { return {Variable, V, 0}; }
  static SymbolicValue address(ir::PlaceId P) { return {Address, P, 0}; }
  bool operator==(const SymbolicValue &O) const {
    return F == O.F && Id == O.Id && Offset == O.Offset;
  }
};

/// Names a version of what has no cell of its own; later ones are greater.
using Stamp = uint32_t;

/// What places hold at one point of a way.
struct SymbolicState {
  struct Cell {
    SymbolicValue V;
    Stamp Below = 0; ///< names what is below the place and has no cell
  };
  std::map<ir::PlaceId, Cell> Cells;
  /// Of memory that pointers lead to: when all of it may have changed, and when
  /// what has this name has (by SymbolicMemory::classOf).
  Stamp Outer = 0;
  std::map<uint32_t, Stamp> OuterOf;
};

/// The names of one query, for all states of it.
class SymbolicMemory {
public:
  explicit SymbolicMemory(const ir::Function &F);

  ir::PlaceTable Places; ///< the function's, and those made here

  uint32_t freshVariable() { return NumVariables++; }
  SymbolicValue fresh() { return SymbolicValue::variable(freshVariable()); }

  /// Follows the pointers on the path.
  ir::PlaceId resolve(ir::PlaceId P, const SymbolicState &S);
  SymbolicValue load(ir::PlaceId Resolved, const SymbolicState &S);
  void store(ir::PlaceId Resolved, SymbolicValue V, SymbolicState &S);
  /// Copies what is known of the parts of one place to another one.
  void copyParts(ir::PlaceId From, ir::PlaceId To, SymbolicState &S);
  /// The place and all its parts may hold anything.
  void forget(ir::PlaceId Resolved, SymbolicState &S);
  /// So may all that a pointer or another function can reach.
  void forgetOuter(SymbolicState &S);
  /// Whether a pointer or another function can reach the place.
  bool isOuter(ir::PlaceId P) const;

  Term term(const SymbolicValue &V);
  SymbolicValue eval(const ir::Operand &O, const SymbolicState &S);
  /// One state in which each place holds what it holds in all of them, or a
  /// new variable; Bind is told which one stands for which value of which.
  SymbolicState join(llvm::ArrayRef<const SymbolicState *> States,
                     llvm::function_ref<void(uint32_t Variable, size_t State,
                                             const SymbolicValue &)>
                         Bind);

  /// Variables that are not zero: addresses.
  const std::vector<uint32_t> &nonZero() const { return NonZero; }

private:
  uint32_t classOf(ir::PlaceId P);
  ir::PlaceId rebase(ir::PlaceId P, ir::PlaceId From, ir::PlaceId To);
  void eraseWithin(ir::PlaceId P, SymbolicState &S);

  uint32_t NumVariables = 0;
  Stamp LastStamp = 0;
  llvm::DenseSet<ir::PlaceId> Exposed; ///< variables whose address is taken
  std::map<std::pair<ir::PlaceId, Stamp>, uint32_t> Initial;
  std::map<ir::PlaceId, uint32_t> Addresses;
  std::vector<uint32_t> NonZero;
  llvm::StringMap<uint32_t> Classes;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_SYMBOLICMEMORY_H

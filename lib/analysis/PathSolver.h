// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who decides whether a way through a function can be gone. The analysis states
// the condition in clauses over integers and flags; a host may plug in a solver
// (lib/refute has one that asks Z3). Without one every way counts as possible.

#ifndef Z3TIDY_ANALYSIS_PATHSOLVER_H
#define Z3TIDY_ANALYSIS_PATHSOLVER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>
#include <vector>

namespace z3tidy::analysis {

/// An integer variable plus a number, or a number alone.
struct Term {
  static constexpr uint32_t NoVariable = ~0U;
  uint32_t Variable = NoVariable;
  int64_t Offset = 0;

  static Term number(int64_t N) { return {NoVariable, N}; }
  static Term variable(uint32_t V) { return {V, 0}; }
  bool isNumber() const { return Variable == NoVariable; }
};

struct Literal {
  enum Form : uint8_t {
    Flag, ///< the flag holds
    Eq,   ///< Left == Right
    Lt,   ///< Left < Right
    Le,   ///< Left <= Right
  } F = Flag;
  bool Negated = false;
  uint32_t Number = 0; ///< of the flag
  Term Left, Right;

  static Literal flag(uint32_t N, bool Negated = false) {
    return {Flag, Negated, N, {}, {}};
  }
  static Literal compare(Form F, Term L, Term R, bool Negated = false) {
    return {F, Negated, 0, L, R};
  }
};

/// One of them holds.
using Clause = llvm::SmallVector<Literal, 2>;

class PathSolver {
public:
  enum class Answer : uint8_t { Possible, Impossible, Unknown };

  virtual ~PathSolver() = default;
  /// Whether all clauses can hold. Possible: Flags says which flags do then.
  /// Never fails: what it can't decide in little time is Unknown.
  virtual Answer check(llvm::ArrayRef<Clause> Clauses,
                       std::vector<bool> &Flags) = 0;
};

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_PATHSOLVER_H

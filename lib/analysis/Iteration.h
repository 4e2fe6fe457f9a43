// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that are run again and again as a whole: callbacks that are called
// in a loop, and functions that call themselves. To the loop rules the body of
// such a function is the body of a loop.

#ifndef Z3TIDY_ANALYSIS_ITERATION_H
#define Z3TIDY_ANALYSIS_ITERATION_H

#include "analysis/Analysis.h"
#include "llvm/ADT/ArrayRef.h"

#include <map>

namespace z3tidy::analysis {

struct Iterated {
  enum Form : uint8_t {
    PerElement, ///< a callback
    Recursion,  ///< it calls itself, perhaps by way of others
  } F = PerElement;
  /// What it answers decides whether it is called again: a search.
  bool Ends = false;
  /// By position in a call (the object of a method is first): the argument may
  /// differ from call to call.
  std::vector<bool> Varies;
  /// Recursion: the functions that are part of it.
  std::vector<const ir::Function *> Part;
};

using IteratedFunctions = std::map<const ir::Function *, Iterated>;

/// Parts are the functions that call each other, of those parts that do.
IteratedFunctions
findIterated(const ir::Module &M, const Options &O,
             llvm::ArrayRef<std::vector<const ir::Function *>> Parts);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_ITERATION_H

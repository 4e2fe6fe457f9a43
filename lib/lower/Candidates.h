// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of a file are lowered: those that touch Z3, and those that
// call them.

#ifndef Z3TIDY_LOWER_CANDIDATES_H
#define Z3TIDY_LOWER_CANDIDATES_H

#include "lower/ModuleContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallVector.h"

#include <string>
#include <vector>

namespace z3tidy::lower {

/// A function with a body, and what decides whether it is lowered.
struct Candidate {
  const clang::FunctionDecl *FD = nullptr;
  bool TouchesZ3 = false;
  bool HasErrors = false;
  /// It, or a closure in it, names a member or fills a struct.
  bool NamesFields = false;
  /// Calls or hands on what a pointer to a function leads to: any function of
  /// the file may decide what that is.
  bool FollowsPointers = false;
  /// Calls a function with a body in a precompiled file, which may call any.
  bool CallsPrecompiled = false;
  llvm::SmallVector<const clang::FunctionDecl *, 4> Callees;
};

struct Candidates {
  /// In the order of the file, instantiations and closures included.
  std::vector<Candidate> All;
  /// Of each, who calls it or gives it to somebody to call.
  std::vector<llvm::SmallVector<size_t, 2>> Callers;
};

/// Goes through the file once, and takes down in M what it meets.
Candidates findCandidates(ModuleContext &M);

/// Why a body is left alone; empty if it is not.
std::string obstacle(const Candidate &C);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_CANDIDATES_H

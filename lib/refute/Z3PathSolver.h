// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conditions of paths, decided by Z3.

#ifndef Z3TIDY_REFUTE_Z3PATHSOLVER_H
#define Z3TIDY_REFUTE_Z3PATHSOLVER_H

#include "analysis/PathSolver.h"

namespace z3tidy::refute {

/// What one query may cost. Steps of Z3 are counted, so that the answer does
/// not depend on how busy the machine is (the costliest query of the test
/// programs takes 12,000); the time is a net for what steps miss, and far above
/// what a busy machine takes.
struct Limits {
  unsigned Steps = 200000;
  unsigned Milliseconds = 10000;
};

/// The solver of the calling thread: one context for all its queries, made by
/// the first of them. Null if this build has no Z3.
analysis::PathSolver *threadSolver(Limits L = {});

} // namespace z3tidy::refute

#endif // Z3TIDY_REFUTE_Z3PATHSOLVER_H

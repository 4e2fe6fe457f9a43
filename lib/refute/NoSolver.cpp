// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A build without Z3 refutes nothing.

#include "refute/Z3PathSolver.h"

namespace z3tidy::refute {

analysis::PathSolver *threadSolver(Limits) { return nullptr; }

} // namespace z3tidy::refute

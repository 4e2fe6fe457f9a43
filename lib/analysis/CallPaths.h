// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The callee's places in its caller.

#ifndef Z3TIDY_ANALYSIS_CALLPATHS_H
#define Z3TIDY_ANALYSIS_CALLPATHS_H

#include "analysis/Summary.h"

namespace z3tidy::analysis {

/// The argument for a root of the callee; null for what is no argument.
const ir::Operand *argumentOf(const ir::Instr &Call, const Summary &Callee,
                              ir::PlaceId Root);

/// The path that names the callee's place in the caller, in the caller's table;
/// NoPlace if there is none (the argument is a literal).
ir::PlaceId callerPath(const ir::Instr &Call, const Summary &Callee,
                       ir::PlaceId P, ir::PlaceTable &Caller);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_CALLPATHS_H

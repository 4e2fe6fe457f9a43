// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parameters for which every caller passes a handle that nobody has retained:
// `plan(Z3_mk_solver(c))`. The callee's own references are then all there are.

#ifndef Z3TIDY_ANALYSIS_FRESHARGUMENTS_H
#define Z3TIDY_ANALYSIS_FRESHARGUMENTS_H

#include "ir/Ir.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <set>

namespace z3tidy::analysis {

/// By the function's name: parameters that are always fresh. Functions that
/// others may call are not in it.
using FreshArguments = llvm::StringMap<std::set<ir::PlaceId>>;

FreshArguments freshArguments(const ir::Module &M);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_FRESHARGUMENTS_H

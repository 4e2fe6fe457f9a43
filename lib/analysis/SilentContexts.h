// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inputs that are always a context whose errors call nobody: the module sets no
// other handler than null, and either it is a program that sets it for all of
// its contexts, or all callers are in the module, and each of them has set it.

#ifndef Z3TIDY_ANALYSIS_SILENTCONTEXTS_H
#define Z3TIDY_ANALYSIS_SILENTCONTEXTS_H

#include "ir/Ir.h"
#include "llvm/ADT/StringMap.h"

#include <set>

namespace z3tidy::analysis {

/// By the function's name.
using SilentContexts = llvm::StringMap<std::set<ir::PlaceId>>;

SilentContexts silentContexts(const ir::Module &M);

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_SILENTCONTEXTS_H

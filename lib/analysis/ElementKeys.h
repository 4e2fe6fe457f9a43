// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of elements that are the same in all functions (ir::KeyPrefix).

#ifndef Z3TIDY_ANALYSIS_ELEMENTKEYS_H
#define Z3TIDY_ANALYSIS_ELEMENTKEYS_H

#include "ir/Ir.h"

namespace z3tidy::analysis {

/// A key that is spelled out, or an end of the container.
inline bool isKey(const ir::Place &Index) {
  return Index.F == ir::Place::Global &&
         llvm::StringRef(Index.Name).starts_with(ir::KeyPrefix);
}

/// A key that is spelled out: another one is another element's.
inline bool isSpelledOut(const ir::Place &Index) {
  return isKey(Index) && llvm::StringRef(Index.Name)
                             .drop_front(ir::KeyPrefix.size())
                             .starts_with("'");
}

} // namespace z3tidy::analysis

#endif // Z3TIDY_ANALYSIS_ELEMENTKEYS_H

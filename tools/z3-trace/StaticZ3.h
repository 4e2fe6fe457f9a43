// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether a program has Z3 in itself, where no interposer gets between.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_STATICZ3_H
#define Z3TIDY_TOOLS_Z3_TRACE_STATICZ3_H

#include "llvm/ADT/StringRef.h"

namespace z3trace {

/// False for what is no ELF file, and for a stripped one.
bool hasZ3Inside(llvm::StringRef Program);

} // namespace z3trace

#endif

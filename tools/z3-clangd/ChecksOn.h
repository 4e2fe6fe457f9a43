// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the z3-* checks come on without being named.

#ifndef Z3TIDY_TOOLS_Z3_CLANGD_CHECKSON_H
#define Z3TIDY_TOOLS_Z3_CLANGD_CHECKSON_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace z3tidy::clangd {

/// A value of clang-tidy's `Checks` with z3-* on, unless it says otherwise:
/// - what begins with `-*` starts from nothing, which says nothing of z3-*;
/// - what names some of z3-* has chosen, and what takes some away is kept;
/// - what ends in `-*` wants no check at all.
std::string withOurChecks(llvm::StringRef Checks);

} // namespace z3tidy::clangd

#endif // Z3TIDY_TOOLS_Z3_CLANGD_CHECKSON_H

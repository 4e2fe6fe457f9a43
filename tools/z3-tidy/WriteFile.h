// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that are there whole or not at all.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_WRITEFILE_H
#define Z3TIDY_TOOLS_Z3_TIDY_WRITEFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace z3tidy::tool {

/// Writes beside Path and renames, unless Path is a device or a pipe; "-" is
/// standard output. Returns why it failed, in a line; empty if it did not.
std::string writeFile(llvm::StringRef Path,
                      llvm::function_ref<void(llvm::raw_ostream &)> Write);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_WRITEFILE_H

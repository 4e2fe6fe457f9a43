// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compile commands that were written for another compiler.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H
#define Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H

#include <set>
#include <string>
#include <vector>

namespace z3tidy::tool {

/// A command line (the compiler first) without what clang does not know, which
/// goes into Dropped, and without what makes errors of warnings.
std::vector<std::string> forClang(const std::vector<std::string> &Command,
                                  std::set<std::string> &Dropped);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H

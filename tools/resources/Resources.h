// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where clang's builtin headers are. clang looks beside its own binary, which
// is the program that carries it, so the place must be found and told.

#ifndef Z3TIDY_TOOLS_RESOURCES_RESOURCES_H
#define Z3TIDY_TOOLS_RESOURCES_RESOURCES_H

#include <string>

namespace z3tidy::tool {

/// The folder that has include/stddef.h, found beside this program or beside
/// the shared clang library; empty if nowhere.
std::string resourceDirectory();

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_RESOURCES_RESOURCES_H

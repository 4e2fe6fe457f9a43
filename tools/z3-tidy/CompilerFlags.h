// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compile commands that were written for another compiler.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H
#define Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H

#include <map>
#include <set>
#include <string>
#include <vector>

namespace z3tidy::tool {

/// Makes command lines (the compiler first) into such as clang takes: without
/// what it does not know or refuses, and without what makes errors of warnings.
class FlagFilter {
public:
  std::vector<std::string> forClang(const std::vector<std::string> &Command);

  /// What was left out, without values.
  const std::set<std::string> &dropped() const { return Dropped; }

private:
  std::vector<std::string> withoutUnknown(const std::vector<std::string> &);
  /// What clang says of one set of options holds for all files that have it.
  const std::set<std::string> &refused(const std::vector<std::string> &);

  std::set<std::string> Dropped;
  std::map<std::vector<std::string>, std::set<std::string>> Refused;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_COMPILERFLAGS_H

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ChecksOn.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

std::string z3tidy::clangd::withOurChecks(StringRef Checks) {
  // clang-tidy's own separators are commas and line ends.
  llvm::SmallVector<StringRef, 16> Globs;
  while (!Checks.empty()) {
    StringRef Glob =
        Checks.take_until([](char C) { return C == ',' || C == '\n'; });
    Checks = Checks.drop_front(std::min(Checks.size(), Glob.size() + 1));
    if (Glob = Glob.trim(); !Glob.empty())
      Globs.push_back(Glob);
  }
  // What stands before the last `-*` has no effect.
  auto FromNothing = llvm::find(llvm::reverse(Globs), "-*");
  auto Start = FromNothing.base();
  auto IsOn = [](StringRef Glob) { return !Glob.starts_with("-"); };
  auto IsOurs = [](StringRef Glob) { return Glob.starts_with("z3"); };
  const bool WantsNothing =
      Start != Globs.begin() && std::none_of(Start, Globs.end(), IsOn);
  if (!WantsNothing && std::none_of(Start, Globs.end(), IsOurs))
    Globs.insert(Start, "z3-*");
  return llvm::join(Globs, ",");
}

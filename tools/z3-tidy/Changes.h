// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which lines have changed since a revision, as git has it.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_CHANGES_H
#define Z3TIDY_TOOLS_Z3_TIDY_CHANGES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <utility>
#include <vector>

namespace z3tidy::tool {

class Changes {
public:
  /// What has changed in the work tree that holds Folder, since the branch left
  /// Revision. Returns what is wrong, in a line; empty if nothing is.
  std::string find(llvm::StringRef Revision, llvm::StringRef Folder);

  bool touches(llvm::StringRef File, unsigned FirstLine,
               unsigned LastLine) const;

  /// Those of the source files that have changed, or include, directly or not,
  /// one that has. By the names in their include directives, so that it is
  /// rather one too many.
  std::vector<bool> affects(llvm::ArrayRef<std::string> SourceFiles) const;

  /// Reads the output of `git diff -U0`, whose paths are below Top.
  void read(llvm::StringRef Diff, llvm::StringRef Top);

private:
  /// First and last line; a last before the first: something is gone between
  /// the two.
  using Range = std::pair<unsigned, unsigned>;
  void addWhole(llvm::StringRef File);
  /// git's paths have no links in them, those of a compilation may.
  llvm::StringRef realPath(llvm::StringRef File) const;

  llvm::StringMap<std::vector<Range>> Lines; ///< by real path
  std::vector<std::string> Tracked;          ///< source files of the tree
  mutable llvm::StringMap<std::string> RealPaths;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_CHANGES_H

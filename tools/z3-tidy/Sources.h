// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Source files as text: lines, columns, paths as people want to read them.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_SOURCES_H
#define Z3TIDY_TOOLS_Z3_TIDY_SOURCES_H

#include "Report.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace z3tidy::tool {

class Sources {
public:
  /// Line and column of an offset; only File and Offset if it can't be read.
  Place place(llvm::StringRef File, unsigned Offset);
  /// Without its line end; empty if there is no such line.
  llvm::StringRef line(llvm::StringRef File, unsigned Line);
  unsigned lineCount(llvm::StringRef File);

private:
  struct Text {
    std::string Content;
    std::vector<unsigned> Starts; ///< offset of each line
  };
  const Text &text(llvm::StringRef File);

  llvm::StringMap<Text> Texts;
};

/// Absolute, without "." and "..", below Folder if Path is relative.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Folder = {});

/// Relative to Folder if it lies below, otherwise as it is.
llvm::StringRef shortPath(llvm::StringRef Path, llvm::StringRef Folder);

std::string currentFolder();

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_SOURCES_H

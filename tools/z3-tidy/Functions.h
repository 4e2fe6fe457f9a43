// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions and classes of a translation unit: where they stand, whom they
// call, and which of them a change touches.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_FUNCTIONS_H
#define Z3TIDY_TOOLS_Z3_TIDY_FUNCTIONS_H

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

#include <string>
#include <vector>

namespace z3tidy::tool {

class Changes;

class Functions {
public:
  /// Since: null if nobody asks what has changed.
  explicit Functions(const Changes *Since) : Since(Since) {}

  /// Learns those of a translation unit that are not in system headers.
  void add(clang::ASTContext &Ctx);

  /// The innermost function, or class, at a place; -1 if there is none.
  int at(llvm::StringRef File, unsigned Offset) const;
  llvm::StringRef name(int Index) const;

  /// Whether a change lies in it, in what it calls, or in what calls it.
  bool isTouched(int Index) const;

  /// Only its own lines.
  bool isChanged(int Index) const;

private:
  friend class FunctionCollector;

  struct Function {
    std::string Name, File;
    unsigned Begin, End; ///< offsets
    bool IsChanged = false;
    bool IsTouched = false;
    std::vector<const void *> Callees; ///< canonical declarations
  };
  void spread();

  const Changes *Since;
  std::vector<Function> All;
  llvm::DenseMap<const void *, unsigned> ByDecl;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_FUNCTIONS_H

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of a file a run of lower() may take over from its former run,
// and what it leaves for its next one (KeptFunctions.h says when and why).

#ifndef Z3TIDY_LOWER_TAKEOVER_H
#define Z3TIDY_LOWER_TAKEOVER_H

#include "lower/Candidates.h"
#include "lower/KeptFunctions.h"
#include "lower/SourceParts.h"

#include <memory>
#include <optional>
#include <vector>

namespace z3tidy::lower {

/// Functions are known by their index in Found.All.
class TakeOver {
public:
  /// Chosen: those that are in the module. Former is not null.
  TakeOver(ModuleContext &M, const Candidates &Found,
           llvm::ArrayRef<size_t> Chosen,
           std::unique_ptr<KeptFunctions> Former);

  /// The function as the former run has lowered it; null: it is to be lowered.
  const KeptFunctions::Made *find(size_t Function) const {
    return Taken.empty() ? nullptr : Taken[Function];
  }
  /// Where the next run finds what was lowered; null: nowhere.
  KeptFunctions::Body *place(size_t Function);
  /// When all are lowered.
  std::unique_ptr<KeptFunctions> finish();

private:
  void describe(llvm::ArrayRef<size_t> Chosen);
  bool isSameFile();
  void compare();

  ModuleContext &M;
  const Candidates &Found;
  std::unique_ptr<KeptFunctions> Former, Next;
  std::optional<SourceParts> Parts;               ///< none: nothing is kept
  std::vector<const KeptFunctions::Made *> Taken; ///< empty: nothing
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_TAKEOVER_H

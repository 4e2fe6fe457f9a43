// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports that are known and put off: by content, so that they are known again
// when lines move and files are renamed.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_BASELINE_H
#define Z3TIDY_TOOLS_Z3_TIDY_BASELINE_H

#include "Report.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace z3tidy::tool {

class Baseline {
public:
  /// Returns what is wrong, in a line; empty if nothing is.
  std::string read(llvm::StringRef Path, bool MayBeMissing);

  /// Marks what is known. EnabledChecks and Level (empty: the checks' own) say
  /// what this run could find at all.
  BaselineCounts match(Run &R, llvm::ArrayRef<std::string> EnabledChecks,
                       llvm::StringRef Level);

  /// Writes the reports of the run, and of the old ones those of which it can't
  /// tell; behind match(). All reports are known then.
  std::string update(Run &R, llvm::StringRef Path);

  struct Entry {
    std::string Check, File, Unit, Hash, Nearby, Confidence, Message;
    bool IsTaken = false;     ///< by a report of this run
    bool IsUnmatched = false; ///< this run can't tell
  };

private:
  template <typename Same> void take(Run &R, Same IsSame);

  std::vector<Entry> Entries;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_BASELINE_H

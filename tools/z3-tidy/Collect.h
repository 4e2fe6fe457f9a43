// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what the workers leave to the reports of a run.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_COLLECT_H
#define Z3TIDY_TOOLS_Z3_TIDY_COLLECT_H

#include "Report.h"
#include "Sources.h"
#include "llvm/ADT/StringRef.h"

namespace z3tidy::tool {

/// What one worker has left in files.
struct Leavings {
  std::string Export; ///< clang-tidy's export
  std::string Facts;
  std::string Output; ///< standard output
  std::string Errors; ///< standard error
  int WaitStatus = 0;
};

struct Collected {
  std::vector<Report> Reports;
  std::string Failure; ///< why the file was not analyzed whole; or empty
  /// What is wrong, but not in this file; others may tell the same.
  std::vector<std::string> Complaints;
  std::string Statistics;
};

/// Root: what paths in texts are relative to.
Collected collect(llvm::StringRef Unit, const Leavings &From,
                  llvm::StringRef Root, Sources &Texts);

/// Sorts by place, drops what several files tell of the same header, and counts
/// what has the same hash.
void settle(std::vector<Report> &Reports);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_COLLECT_H

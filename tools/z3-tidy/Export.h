// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang-tidy exports (--export-fixes), as reports.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_EXPORT_H
#define Z3TIDY_TOOLS_Z3_TIDY_EXPORT_H

#include "Report.h"
#include "llvm/ADT/StringRef.h"

namespace z3tidy::tool {

/// A report that is an error of the compiler or of the configuration has
/// IsError. Places have file and offset only. Empty if there is no such file:
/// clang-tidy writes none if there is nothing in it.
struct Exported : Report {
  bool IsError = false;
};

std::vector<Exported> readExport(llvm::StringRef Path);

/// Tells steps and advice apart among the notes of our checks that are not ways
/// out with edits. Our explanations are: the steps of the path, one way out in
/// words, and then ways out with edits.
void sortOutNotes(Report &R);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_EXPORT_H

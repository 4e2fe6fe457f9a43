// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the writers of JSON have in common.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_JSONPARTS_H
#define Z3TIDY_TOOLS_Z3_TIDY_JSONPARTS_H

#include "Report.h"
#include "llvm/Support/JSON.h"

namespace z3tidy::tool {

/// Sources and their paths may be in any encoding, JSON is UTF-8.
inline std::string text(llvm::StringRef S) { return llvm::json::fixUTF8(S); }

/// Words for the first edit of a report.
inline std::string titleOfFix(const Report &R) {
  if (!R.EditTitle.empty())
    return R.EditTitle;
  for (const Note &N : R.Notes)
    if (N.W == Note::Advice)
      return N.Text;
  return "edit of " + R.Check;
}

/// Words for another one, which stand on their own.
inline std::string titleOfFix(const Note &Way) {
  llvm::StringRef Text = Way.Text;
  Text.consume_front("or ");
  return Text.str();
}

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_JSONPARTS_H

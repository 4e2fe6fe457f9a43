// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a finding to what a reader sees: one warning, ordered notes, edits.

#ifndef Z3TIDY_EXPLAIN_EXPLAIN_H
#define Z3TIDY_EXPLAIN_EXPLAIN_H

#include "analysis/Finding.h"
#include "lower/Lower.h"
#include "clang/Basic/Diagnostic.h"

#include <string>
#include <vector>

namespace z3tidy::explain {

struct Message {
  clang::SourceLocation Loc;
  std::string Text; ///< lower-case fragment, names in single quotes
  std::vector<clang::FixItHint> Fixes;
  /// Headers that the fixes need, with their brackets ("<memory>"); the host
  /// adds those that the file does not include yet.
  std::vector<std::string> Includes;
};

/// One warning and its notes. Fixes of the warning are the first choice; each
/// note that carries fixes is an alternative, titled by its text.
struct Explanation {
  Message Warning;
  std::vector<Message> Notes;
  std::string EditTitle; ///< what the warning's fixes do; may be empty
};

/// Never fails: where no edit is surely right, there is none.
Explanation explain(const analysis::Finding &F, const lower::Lowered &L,
                    clang::ASTContext &Ctx);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_EXPLAIN_H

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

/// Classes whose constructors and destructor count their fields by hand, and
/// rightly so, each with the edit that lets z3raii do it. HasFinding says of
/// which classes something else is told: that has to be repaired first.
std::vector<Explanation> manualCountsOfClasses(
    const lower::Lowered &L, clang::ASTContext &Ctx,
    llvm::function_ref<bool(const clang::CXXRecordDecl *)> HasFinding);

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_EXPLAIN_H

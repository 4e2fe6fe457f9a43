// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a move assignment that forgets: the temporary is read as what it
// is, a constant, so that the copy assignment is taken, which releases the old
// term.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

Edit explain::copyAssign(EditContext &C) {
  const auto *Assignment =
      dyn_cast_or_null<CXXOperatorCallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  if (!Assignment || Assignment->getOperator() != OO_Equal ||
      Assignment->getNumArgs() != 2)
    return {};
  const Expr *Source = Assignment->getArg(1);
  const auto *Class = Source->getType()->getAsCXXRecordDecl();
  if (!Class || Source->getBeginLoc().isMacroID() ||
      Source->getEndLoc().isMacroID())
    return {};
  SourceEdits Out = C.edits();
  std::string Text = "static_cast<const " + Class->getQualifiedNameAsString() +
                     " &>(" + Out.text(Source->getSourceRange()) + ")";
  Out.replaceTokens(Source->getSourceRange(), Text);
  return {Out.take(), {}};
}

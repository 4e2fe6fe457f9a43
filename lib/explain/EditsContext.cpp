// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for mixed contexts: the term is translated where it is passed.

#include "explain/Edits.h"

#include "explain/Names.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The argument that names the variable, if it is the only one that does.
static const Expr *argumentNaming(const CallExpr *Call, const VarDecl *Var) {
  const Expr *Found = nullptr;
  for (const Expr *Arg : Call->arguments()) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreParenImpCasts());
    if (!Ref || Ref->getDecl() != Var)
      continue;
    if (Found)
      return nullptr;
    Found = Arg;
  }
  return Found;
}

Edit explain::translateArgument(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const VarDecl *Term = variableOf(*C.F.F, C.F.Holder, C.L);
  const VarDecl *Source = variableOf(*C.F.F, C.F.OwnContext, C.L);
  if (!C.F.CanTranslate || !Call || !Term || !Source ||
      Call->getNumArgs() == 0 || !C.isVariableVisibleAt(Source, Call))
    return {};
  // Raw handles only: what a class makes of the result is its own matter.
  const Expr *Target = Call->getArg(0);
  if (C.M.Types.handleKind(Target->getType()) != ir::Kind::Context ||
      C.M.Types.handleKind(Term->getType()) != ir::Kind::Ast ||
      C.M.Types.handleKind(Source->getType()) != ir::Kind::Context)
    return {};
  const Expr *Arg = argumentNaming(Call, Term);
  if (!Arg)
    return {};
  SourceEdits Out = C.edits();
  std::string Text = "Z3_translate(" + Source->getNameAsString() + ", " +
                     Term->getNameAsString() + ", " +
                     Out.text(Target->getSourceRange()) + ")";
  Out.replaceTokens(Arg->getSourceRange(), Text);
  return {Out.take(), {}};
}

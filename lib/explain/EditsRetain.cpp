// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a handle that is retained although the function that made it has
// handed a reference over: the retain goes. Right where all counts fit without
// it, also those of a variable that takes the handle over.

#include "explain/Edits.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The only retain of the variable, of which one reference is held already.
static const HandleEvent *needlessRetain(const HandleFlow &Flow) {
  const HandleEvent *Found = nullptr;
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    if (E.W != HandleEvent::Retain)
      continue;
    if (Found || !E.IsStatement || Flow.beforeEvent(I) != Held)
      return nullptr;
    Found = &E;
  }
  return Found;
}

/// Whether each reference is given back once, or handed on at Taken.
static bool isBalanced(const HandleFlow &Flow, const Stmt *Taken) {
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    const HandleStates States = Flow.beforeEvent(I);
    const bool IsFine =
        E.W == HandleEvent::Escape ? E.Statement == Taken && !(States & ~Held)
        : E.W == HandleEvent::Release ? !(States & ~(Held | NullOne))
        : E.W == HandleEvent::Assign  ? !(States & (Held | Held2 | Gone))
        : E.W == HandleEvent::Use     ? !(States & (Dead | Unset))
                                      : !(States & Gone);
    if (!IsFine)
      return false;
  }
  return llvm::none_of(
      waysOut(Flow, Flow.scope(), nullptr),
      [&](const WayOut &Way) { return (Way.States & (Held | Held2)) != 0; });
}

/// `state = next;`, where the handle goes to another variable.
static const BinaryOperator *takingOver(const HandleFlow &Flow) {
  const BinaryOperator *Found = nullptr;
  for (const HandleEvent &E : Flow.events()) {
    if (E.W != HandleEvent::Escape)
      continue;
    const auto *Assign = dyn_cast<BinaryOperator>(E.Statement);
    if (Found || !Assign || Assign->getOpcode() != BO_Assign ||
        Assign->getRHS()->IgnoreParenImpCasts() != E.Ref)
      return nullptr;
    Found = Assign;
  }
  return Found;
}

/// The local variable that is declared with what the creation returns.
static const VarDecl *madeVariable(const EditContext &C) {
  const auto *Decl =
      C.creation()
          ? dyn_cast_or_null<DeclStmt>(C.Parents.getParent(C.creation()))
          : nullptr;
  return Decl && Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                                      : nullptr;
}

Edit explain::removeNeedlessRetain(EditContext &C) {
  const VarDecl *Var = madeVariable(C);
  if (!Var || !Var->hasLocalStorage() || C.isTaught() || C.F.Count != 1 ||
      C.M.Types.handleKind(Var->getType()) != C.F.K)
    return {};
  HandleFlow Flow(C.M, C.FD, Var, C.creation(), C.Parents);
  const HandleEvent *Retain =
      Flow.understood() ? needlessRetain(Flow) : nullptr;
  if (!Retain)
    return {};
  HandleFlow Without(C.M, C.FD, Var, C.creation(), C.Parents,
                     Retain->Statement);
  const BinaryOperator *Taken = takingOver(Without);
  if (!Without.understood() || !isBalanced(Without, Taken))
    return {};
  if (Taken) {
    const auto *Ref =
        dyn_cast<DeclRefExpr>(Taken->getLHS()->IgnoreParenImpCasts());
    const auto *To = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!To || !To->isLocalVarDecl() || !To->hasLocalStorage())
      return {};
    HandleFlow OfTo(C.M, C.FD, To, Taken->getRHS()->IgnoreParenCasts(),
                    C.Parents);
    if (!OfTo.understood() || !isBalanced(OfTo, nullptr))
      return {};
  }
  SourceEdits Out = C.edits();
  Out.replace(Retain->Statement, {});
  return {Out.take(), {}};
}

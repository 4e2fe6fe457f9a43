// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From each name of the container up through the expressions around it, until
// what comes of the element is known.

#include "explain/ElementUses.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// All references in the source and in what the compiler adds to it.
static void collect(const Stmt *S, std::vector<const DeclRefExpr *> &All) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    All.push_back(Ref);
  for (const Stmt *Child : S->children())
    collect(Child, All);
}

static bool isWithin(const Stmt *S, const Stmt *Around,
                     const ParentMap &Parents) {
  for (; S; S = Parents.getParent(S))
    if (S == Around)
      return true;
  return false;
}

ElementUses::ElementUses(EditContext &C, const VarDecl *Container,
                         std::vector<const Stmt *> Known, StringRef Field)
    : C(C), Known(std::move(Known)), Field(Field.str()) {
  collect(C.FD->getBody(), All);
  Names.push_back(Container);
  // Names grows meanwhile.
  for (size_t I = 0; OnlyRead && I != Names.size(); ++I)
    follow(Names[I]);
}

void ElementUses::follow(const VarDecl *Name) {
  for (const DeclRefExpr *Ref : All) {
    if (Ref->getDecl() != Name)
      continue;
    if (llvm::any_of(
            Known, [&](const Stmt *S) { return isWithin(Ref, S, C.Parents); }))
      continue;
    OnlyRead &= !Ref->refersToEnclosingVariableOrCapture() && isRead(Ref);
  }
}

bool ElementUses::isNamedIn(const Stmt *S) const {
  return llvm::any_of(variablesIn(S), [&](const VarDecl *Var) {
    return llvm::is_contained(Names, Var);
  });
}

/// Methods of containers and iterators that hand an element on, or a place.
static bool handsOn(StringRef Method) {
  static const llvm::StringSet<> Known = {"data",  "begin",  "end",  "cbegin",
                                          "cend",  "rbegin", "rend", "at",
                                          "front", "back",   "find", "top"};
  return Known.contains(Method);
}

/// Whether a call only reads what it is given; Next is what hands it on.
bool ElementUses::isReadOfCall(const CallExpr *Call, const Expr *E,
                               const Expr *&Next) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
      Method && lower::isSystem(Method) && Method->isInstance() &&
      (isa<CXXMemberCallExpr>(Call) || Call->getArg(0) == E)) {
    const StringRef Name = lower::nameOf(Method);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (Name == "clear" && Member &&
        isa<DeclRefExpr>(
            Member->getImplicitObjectArgument()->IgnoreParenImpCasts())) {
      Clears.push_back(enclosingStatement(Call, C.Parents));
      return true;
    }
    const OverloadedOperatorKind Op =
        Operator ? Operator->getOperator() : OO_None;
    if (handsOn(Name) || Op == OO_Subscript || Op == OO_Star ||
        Op == OO_Arrow || Op == OO_PlusPlus)
      Next = Call;
    return Next || Name == "reserve" || Op == OO_EqualEqual ||
           Op == OO_ExclaimEqual ||
           Call->getType()->isIntegralOrEnumerationType();
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return Operator->isComparisonOp();
  if (lower::nameOf(Callee) == "free" && Call->getNumArgs() == 1)
    return true;
  return onlyReads(C.M, Call, E);
}

bool ElementUses::isRead(const Expr *E) {
  while (true) {
    if (lower::TypeInfo::isNumber(E->getType().getCanonicalType()) &&
        E->isPRValue())
      return true;
    const Stmt *P = C.Parents.getParent(E);
    const Expr *Next = nullptr;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(P)) {
      const auto *Of = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (Of && !Field.empty() && lower::nameOf(Of) != Field)
        return true;
      Next = Member;
    } else if (isa_and_nonnull<CastExpr, ParenExpr, ArraySubscriptExpr,
                               MaterializeTemporaryExpr, ExprWithCleanups>(P)) {
      const auto *Subscript = dyn_cast<ArraySubscriptExpr>(P);
      if (Subscript && Subscript->getIdx() == E)
        return true;
      Next = cast<Expr>(P);
    } else if (const auto *Call = dyn_cast_or_null<CallExpr>(P)) {
      if (!isReadOfCall(Call, E, Next))
        return false;
    } else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P)) {
      if (Unary->getOpcode() == UO_LNot)
        return true;
      if (Unary->getOpcode() != UO_AddrOf && Unary->getOpcode() != UO_Deref)
        return false;
      Next = Unary;
    } else if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P)) {
      return Binary->isComparisonOp() || Binary->isLogicalOp();
    } else if (const auto *Sizeof =
                   dyn_cast_or_null<UnaryExprOrTypeTraitExpr>(P)) {
      return !Sizeof->isArgumentType();
    } else if (const auto *Decl = dyn_cast_or_null<DeclStmt>(P)) {
      const auto *Var = Decl->isSingleDecl()
                            ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                            : nullptr;
      if (!Var || isa<DecompositionDecl>(Var) || !Var->hasLocalStorage())
        return false;
      if (!llvm::is_contained(Names, Var))
        Names.push_back(Var);
      return true;
    } else {
      // A condition, or a value that nobody takes.
      return P && !isa<Expr, ReturnStmt>(P);
    }
    if (!Next)
      return true;
    E = Next;
  }
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a reference to an element of a container that leaves it before
// the reference is used for the last time: `const Node &best = open.top();
// open.pop();`. The variable becomes a copy.

#include "explain/Edits.h"
#include "explain/Names.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The variable that a method of a standard container is called on; null if
/// there is none.
static const ValueDecl *containerOf(const Expr *E, StringRef &Method) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(
      E ? E->IgnoreUnlessSpelledInSource() : nullptr);
  if (!Call || !Call->getMethodDecl() ||
      !lower::isSystem(Call->getMethodDecl()))
    return nullptr;
  Method = lower::nameOf(Call->getMethodDecl());
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object))
    return Ref->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(Object);
  return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? Member->getMemberDecl()
             : nullptr;
}

/// Whether a copy of the class counts all handles that it has: it is one of
/// z3++, or has such members, and no raw handle.
static bool countsCopies(lower::ModuleContext &M, const CXXRecordDecl *Class,
                         unsigned Depth) {
  if (!Class || !Class->hasDefinition() || !Depth)
    return false;
  Class = Class->getDefinition();
  if (lower::inTopNamespace(Class, "z3"))
    return true;
  if (lower::isSystem(Class))
    return lower::nameOf(Class) == "basic_string";
  if (Class->hasUserDeclaredCopyConstructor() || Class->getNumBases() ||
      Class->hasUserDeclaredMoveConstructor() ||
      Class->hasUserDeclaredDestructor() ||
      Class->hasUserDeclaredMoveAssignment())
    return false;
  return llvm::all_of(Class->fields(), [&](const FieldDecl *Field) {
    QualType T = Field->getType();
    return lower::TypeInfo::isNumber(T.getCanonicalType()) ||
           T->isFloatingType() ||
           countsCopies(M, T->getAsCXXRecordDecl(), Depth - 1);
  });
}

Edit explain::copyElement(EditContext &C) {
  const Stmt *Use = statementOf(*C.F.F, C.F.At, C.L);
  const auto *Killing =
      dyn_cast_or_null<Expr>(statementOf(*C.F.F, C.F.Killed, C.L));
  StringRef Removes, Takes;
  const ValueDecl *From = containerOf(Killing, Removes);
  if (!Use || !From ||
      !(Removes == "pop" || Removes == "pop_back" || Removes == "pop_front"))
    return {};
  const VarDecl *Element = nullptr;
  for (const VarDecl *Var : variablesIn(Use))
    if (Var->isLocalVarDecl() && Var->getType()->isLValueReferenceType() &&
        Var->getType()->getPointeeType().isConstQualified() &&
        containerOf(Var->getInit(), Takes) == From)
      Element = Element && Element != Var ? nullptr : Var;
  if (!Element || !(Takes == "top" || Takes == "back" || Takes == "front") ||
      !countsCopies(C.M, Element->getType()->getPointeeCXXRecordDecl(), 3))
    return {};
  const auto Reference = Element->getTypeSourceInfo()
                             ->getTypeLoc()
                             .getAs<LValueReferenceTypeLoc>();
  if (!Reference || Reference.getAmpLoc().isMacroID() ||
      Element->getBeginLoc() > Killing->getBeginLoc())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens({Reference.getAmpLoc(), Reference.getAmpLoc()}, "");
  return {Out.take(), {}};
}

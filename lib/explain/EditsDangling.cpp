// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for what dangles: the variable becomes the object that counts, or a
// string of its own.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// All that a function does with a variable.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  explicit Uses(const VarDecl *Var) : Var(Var) {}

  bool VisitDeclRefExpr(const DeclRefExpr *E) {
    if (E->getDecl() == Var)
      All.push_back(E);
    return true;
  }

  const VarDecl *Var;
  std::vector<const DeclRefExpr *> All;
};

} // namespace

/// The uses of a variable, if each of them is an argument of a call, which
/// takes its value; none at all otherwise.
static std::vector<const DeclRefExpr *> argumentUses(const EditContext &C,
                                                     const VarDecl *Var) {
  Uses U(Var);
  U.TraverseStmt(C.FD->getBody());
  for (const DeclRefExpr *E : U.All) {
    const Stmt *Inner = E;
    const Stmt *Parent = C.Parents.getParent(E);
    bool IsRead = false;
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Parent)) {
      IsRead |= Cast->getCastKind() == CK_LValueToRValue;
      Inner = Parent;
      Parent = C.Parents.getParent(Parent);
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(Parent);
    if (!IsRead || !Call || isa<CXXOperatorCallExpr>(Call) ||
        !llvm::is_contained(Call->arguments(), Inner) ||
        E->getBeginLoc().isMacroID())
      return {};
  }
  return U.All;
}

/// The declaration statement of a variable that is alone in it.
static const DeclStmt *onlyDeclaration(const EditContext &C,
                                       const VarDecl *Var) {
  class Finder : public RecursiveASTVisitor<Finder> {
  public:
    bool VisitDeclStmt(const DeclStmt *S) {
      if (S->isSingleDecl() && S->getSingleDecl() == Var)
        Found = S;
      return true;
    }
    const VarDecl *Var;
    const DeclStmt *Found = nullptr;
  } F;
  F.Var = Var;
  F.TraverseStmt(C.FD->getBody());
  return F.Found;
}

/// The type as it is written, without the name behind it.
static SourceRange typeRange(const VarDecl *Var) {
  const TypeSourceInfo *Info = Var->getTypeSourceInfo();
  SourceRange R = Info ? Info->getTypeLoc().getSourceRange() : SourceRange();
  if (R.isInvalid() || R.getBegin().isMacroID() || R.getEnd().isMacroID())
    return {};
  return {Var->getBeginLoc(), R.getEnd()};
}

/// "z3::expr"; empty for a class that can't be named so.
static std::string className(QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !lower::inTopNamespace(RD, "z3"))
    return {};
  if (isa<ClassTemplateSpecializationDecl>(RD)) {
    QualType Element = lower::templateArgument(T, 0);
    const CXXRecordDecl *Of =
        Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
    return Of ? ("z3::" + lower::nameOf(Of) + "_vector").str() : std::string();
  }
  return ("z3::" + lower::nameOf(RD)).str();
}

Edit explain::keepOwner(EditContext &C) {
  const VarDecl *Var = C.holder();
  if (C.F.Dangles != analysis::Dangling::Temporary || !Var || !Var->hasInit() ||
      Var->getInitStyle() != VarDecl::CInit)
    return {};
  const Expr *Init = Var->getInit()->IgnoreUnlessSpelledInSource();
  std::string Class = className(Init->getType());
  const SourceRange Type = typeRange(Var);
  if (!Init->isPRValue() || Class.empty() || Type.isInvalid() ||
      !onlyDeclaration(C, Var) || argumentUses(C, Var).empty())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, Class);
  return {Out.take(), {}};
}

Edit explain::copyText(EditContext &C) {
  const VarDecl *Var = C.holder();
  if (C.F.K != ir::Kind::String || !Var || !Var->hasInit() || !C.isCpp() ||
      Var->getInitStyle() != VarDecl::CInit || !Var->getType()->isPointerType())
    return {};
  const SourceRange Type = typeRange(Var);
  const std::vector<const DeclRefExpr *> Reads = argumentUses(C, Var);
  if (Type.isInvalid() || !onlyDeclaration(C, Var) || Reads.empty())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, "std::string ");
  // `e.to_string().c_str()`: the string itself.
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(
          Var->getInit()->IgnoreUnlessSpelledInSource())) {
    const Expr *Text = Call->getImplicitObjectArgument();
    Out.replaceTokens(Call->getSourceRange(), Out.text(Text->getSourceRange()));
  }
  for (const DeclRefExpr *E : Reads)
    Out.replaceTokens(E->getSourceRange(), (Var->getName() + ".c_str()").str());
  return {Out.take(), {"<string>"}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A field that keeps the raw handle of a temporary becomes the object of z3++
// that counts it. Right where every object of the class gets one in the field
// when it is made, and the field is only read.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// All that a file does with a field.
class FieldFinder : public lower::ASTVisitor {
public:
  using Base = lower::ASTVisitor;
  explicit FieldFinder(const FieldDecl *Field)
      : Field(Field), Class(cast<CXXRecordDecl>(Field->getParent())) {}

  bool shouldVisitImplicitCode() const override { return true; }
  bool VisitMemberExpr(MemberExpr *E) override {
    Mentions += E->getMemberDecl() == Field;
    return true;
  }
  /// Arguments that are taken by value, and what is compared.
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    for (unsigned I = 0; Callee && I != E->getNumArgs(); ++I)
      Reads += I < Callee->getNumParams() &&
               !Callee->isTemplateInstantiation() && isRead(E->getArg(I));
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isEqualityOp())
      Reads += isRead(E->getLHS()) + isRead(E->getRHS());
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *D) override;
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXConstructorDecl *Made = E->getConstructor();
    Fits &= Made->getParent() != Class || Made->isUserProvided() ||
            Made->isCopyOrMoveConstructor();
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) override {
    const CXXRecordDecl *Of = E->getType()->getAsCXXRecordDecl();
    if (Of == Class && E->isSemanticForm())
      Fits &= Field->getFieldIndex() < E->getNumInits() &&
              give(E->getInit(Field->getFieldIndex()));
    return true;
  }

  /// Whether the field can be the object, as far as was seen.
  bool fits() const { return Fits && Given && Reads == Mentions; }
  const std::string &objectClass() const { return ObjectClass; }

private:
  bool give(const Expr *Value);

  bool isRead(const Expr *E) const;

  const FieldDecl *Field;
  const CXXRecordDecl *Class;
  unsigned Mentions = 0, Reads = 0;
  std::string ObjectClass;
  bool Fits = true, Given = false;
};

} // namespace

bool FieldFinder::isRead(const Expr *E) const {
  const auto *Cast = dyn_cast<ImplicitCastExpr>(E->IgnoreParens());
  const auto *Member =
      Cast && Cast->getCastKind() == CK_LValueToRValue
          ? dyn_cast<MemberExpr>(Cast->getSubExpr()->IgnoreParens())
          : nullptr;
  return Member && Member->getMemberDecl() == Field;
}

/// An object of the one class of z3++.
bool FieldFinder::give(const Expr *Value) {
  const std::string Name = z3ppClassName(
      Value->IgnoreUnlessSpelledInSource()->getType().getNonReferenceType());
  if (Name.empty() || (Given && Name != ObjectClass))
    return false;
  Given = true;
  ObjectClass = Name;
  return true;
}

bool FieldFinder::VisitCXXConstructorDecl(CXXConstructorDecl *D) {
  if (D->getParent() != Class || !D->isUserProvided())
    return true;
  if (!D->isThisDeclarationADefinition()) {
    Fits &= D->hasBody();
    return true;
  }
  const auto *Own =
      llvm::find_if(D->inits(), [&](const CXXCtorInitializer *Init) {
        return Init->getMember() == Field && Init->isWritten();
      });
  Fits &= D->isDelegatingConstructor() ||
          (Own != D->init_end() && give((*Own)->getInit()));
  return true;
}

/// The field that a constructor or a list gives the dangling handle to.
static const FieldDecl *fieldAt(const EditContext &C, const Stmt *At) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(C.FD))
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isWritten() && Init->getMember() &&
          Init->getSourceRange().fullyContains(At->getSourceRange()))
        return Init->getMember();
  for (const Stmt *S = At; S; S = C.Parents.getParent(S)) {
    const auto *List = dyn_cast<InitListExpr>(S);
    const CXXRecordDecl *Class =
        List ? List->getType()->getAsCXXRecordDecl() : nullptr;
    if (!Class)
      continue;
    for (const FieldDecl *Field : Class->fields())
      if (Field->getFieldIndex() < List->getNumInits() &&
          List->getInit(Field->getFieldIndex())
              ->getSourceRange()
              .fullyContains(At->getSourceRange()))
        return Field;
  }
  return nullptr;
}

Edit explain::keepInField(EditContext &C) {
  const Stmt *At = statementOf(*C.F.F, C.F.At, C.L);
  const FieldDecl *Field = C.F.Dangles == analysis::Dangling::Temporary && At
                               ? fieldAt(C, At)
                               : nullptr;
  const auto *Class =
      Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  const TypeSourceInfo *Type = Field ? Field->getTypeSourceInfo() : nullptr;
  if (!Class || !Type || Field->hasInClassInitializer() ||
      C.M.Types.handleKind(Field->getType()) == ir::Kind::None ||
      Class->isTemplated() || isa<ClassTemplateSpecializationDecl>(Class) ||
      Class->isUnion())
    return {};
  // `Z3_sort key, value;` has one type for both.
  for (const FieldDecl *Other : Class->fields())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return {};
  FieldFinder Finder(Field);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  if (!Finder.fits())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type->getTypeLoc().getSourceRange(), Finder.objectClass());
  return {Out.take(), {}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A field that keeps the raw handle of a temporary becomes the object of z3++
// that counts it. Right where every object of the class gets one in the field
// when it is made, and the field is only read.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"
#include "clang/Lex/Lexer.h"

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
      Class->isUnion() || !isOnlyHere(C.M.Ctx, Class) ||
      isMadeByCast(C.M.Ctx, Class))
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

//===----------------------------------------------------------------------===//
// A field that may be null
//===----------------------------------------------------------------------===//

namespace {

/// All that a file does with a field that is null at first and then gets raw
/// handles of temporaries.
class OptionalFinder : public lower::ASTVisitor {
public:
  OptionalFinder(const FieldDecl *Field, const ASTContext &Ctx)
      : Field(Field), Ctx(Ctx) {}

  bool VisitFunctionDecl(FunctionDecl *D) override {
    if (D->doesThisDeclarationHaveABody() && D->getBody())
      checkBody(D->getBody());
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *D) override {
    for (const CXXCtorInitializer *Init : D->inits())
      Fits &= Init->getMember() != Field || !Init->isWritten();
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) override {
    const CXXRecordDecl *Of = E->getType()->getAsCXXRecordDecl();
    const unsigned At = Field->getFieldIndex();
    if (Of && Of == Field->getParent() && E->isSemanticForm())
      Fits &= At >= E->getNumInits() || isa<CXXDefaultInitExpr>(E->getInit(At));
    return true;
  }

  std::string Class;
  std::vector<const MemberExpr *> Reads;
  bool Fits = true;

private:
  void checkBody(const Stmt *Body);
  bool check(const MemberExpr *E, const ParentMap &Parents);

  const FieldDecl *Field;
  const ASTContext &Ctx;
};

} // namespace

void OptionalFinder::checkBody(const Stmt *Body) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitMemberExpr(MemberExpr *E) override {
      if (E->getMemberDecl() == Field)
        Found.push_back(E);
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return true; }
    const FieldDecl *Field = nullptr;
    std::vector<const MemberExpr *> Found;
  } Mentions;
  Mentions.Field = Field;
  Mentions.TraverseStmt(const_cast<Stmt *>(Body));
  if (Mentions.Found.empty())
    return;
  ParentMap Parents(const_cast<Stmt *>(Body));
  for (const MemberExpr *E : Mentions.Found)
    Fits &= check(E, Parents);
}

/// Whether a read stands where the same field has been tested.
static bool isTestedAround(const MemberExpr *E, const ParentMap &Parents,
                           const ASTContext &Ctx) {
  auto Text = [&](const Expr *Of) {
    return Lexer::getSourceText(
        CharSourceRange::getTokenRange(
            Of->IgnoreParenImpCasts()->getSourceRange()),
        Ctx.getSourceManager(), Ctx.getLangOpts());
  };
  const Stmt *Inner = E;
  for (const Stmt *P = Parents.getParent(E); P;
       Inner = P, P = Parents.getParent(P))
    if (const auto *If = dyn_cast<IfStmt>(P))
      if (If->getThen() == Inner && Text(If->getCond()) == Text(E))
        return true;
  return false;
}

bool OptionalFinder::check(const MemberExpr *E, const ParentMap &Parents) {
  if (E->getBeginLoc().isMacroID())
    return false;
  const Stmt *P = Parents.getParent(E);
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P)) {
    const std::string Of = z3ppClassName(Assign->getRHS()
                                             ->IgnoreUnlessSpelledInSource()
                                             ->getType()
                                             .getNonReferenceType());
    if (Assign->getOpcode() != BO_Assign || Assign->getLHS() != E ||
        Of.empty() || (!Class.empty() && Of != Class))
      return false;
    Class = Of;
    return true;
  }
  while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  if (const auto *If = dyn_cast_or_null<IfStmt>(P))
    return If->getCond()->IgnoreParenImpCasts() == E;
  const auto *Call = dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Callee->isTemplateInstantiation() || Callee->isVariadic() ||
      isa<CXXOperatorCallExpr>(Call) || !isTestedAround(E, Parents, Ctx))
    return false;
  Reads.push_back(E);
  return true;
}

Edit explain::keepOptionally(EditContext &C) {
  const Stmt *At = C.F.Dangles == analysis::Dangling::Temporary
                       ? statementOf(*C.F.F, C.F.At, C.L)
                       : nullptr;
  const FieldDecl *Field = nullptr;
  for (const Stmt *S = At; S && !Field; S = C.Parents.getParent(S))
    if (const auto *Assign = dyn_cast<BinaryOperator>(S))
      if (const auto *Member = dyn_cast<MemberExpr>(Assign->getLHS()))
        Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  const auto *Class =
      Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Class || !C.canUseRaii() || !Field->getInClassInitializer() ||
      !Field->getInClassInitializer()->isNullPointerConstant(
          C.M.Ctx, Expr::NPC_ValueDependentIsNotNull) ||
      C.M.Types.handleKind(Field->getType()) == ir::Kind::None ||
      Class->isTemplated() || isa<ClassTemplateSpecializationDecl>(Class) ||
      Class->isUnion() || !isOnlyHere(C.M.Ctx, Class) ||
      isMadeByCast(C.M.Ctx, Class))
    return {};
  for (const FieldDecl *Other : Class->fields())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return {};
  OptionalFinder Finder(Field, C.M.Ctx);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  if (!Finder.Fits || Finder.Class.empty())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens({Field->getBeginLoc(), Field->getEndLoc()},
                    "std::optional<" + Finder.Class + "> " +
                        Field->getNameAsString());
  for (const MemberExpr *Read : Finder.Reads)
    Out.insertBeforeToken(Read->getBeginLoc(), "*");
  return {Out.take(), {"<optional>"}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function returns, what a field holds, and what is moved, become
// objects that own. Right where all of the file that names them can be seen,
// and reads them by value only.

#include "explain/OwnerEdits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

//===----------------------------------------------------------------------===//
// A returned handle
//===----------------------------------------------------------------------===//

namespace {

/// What the file does with a function, and with variables that get its result.
class ResultFinder : public lower::ASTVisitor {
public:
  explicit ResultFinder(const FunctionDecl *FD) : FD(FD->getCanonicalDecl()) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override;
  bool VisitCallExpr(CallExpr *E) override;
  bool VisitDeclStmt(DeclStmt *S) override;
  bool VisitFunctionDecl(FunctionDecl *D) override {
    Declarations += D->getCanonicalDecl() == FD;
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    if (E->getCallOperator()->getCanonicalDecl() == FD)
      Closure = E;
    return true;
  }

  /// Whether each mention of the function is a call whose result goes to a
  /// variable or an argument; and each of such a variable is an argument.
  bool fits() const;

  std::vector<const VarDecl *> Variables;
  const LambdaExpr *Closure = nullptr;
  const VarDecl *ClosureVariable = nullptr;

private:
  const CallExpr *callOf(const Expr *E) const {
    const auto *Call =
        E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
    return Call && Call->getDirectCallee() &&
                   Call->getDirectCallee()->getCanonicalDecl() == FD
               ? Call
               : nullptr;
  }

  const FunctionDecl *FD;
  unsigned Declarations = 0, Mentions = 0, Calls = 0, Taken = 0;
  std::vector<const ValueDecl *> Named, Read;
};

} // namespace

bool ResultFinder::VisitDeclRefExpr(DeclRefExpr *E) {
  Mentions += E->getDecl()->getCanonicalDecl() == FD;
  Named.push_back(E->getDecl());
  return true;
}

bool ResultFinder::VisitCallExpr(CallExpr *E) {
  Calls += callOf(E) == E;
  const FunctionDecl *Callee = E->getDirectCallee();
  const bool IsMember = isa<CXXOperatorCallExpr>(E);
  for (unsigned I = 0; Callee && I != E->getNumArgs(); ++I) {
    const unsigned Param = IsMember && isa<CXXMethodDecl>(Callee) ? I - 1 : I;
    if (Param >= Callee->getNumParams() || Callee->isTemplateInstantiation() ||
        !Callee->getParamDecl(Param)->getType()->isPointerType())
      continue;
    Taken += callOf(E->getArg(I)) != nullptr;
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E->getArg(I)->IgnoreParens());
    if (Cast && Cast->getCastKind() == CK_LValueToRValue)
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
        Read.push_back(Ref->getDecl());
  }
  return true;
}

bool ResultFinder::VisitDeclStmt(DeclStmt *S) {
  const auto *Var =
      S->isSingleDecl() ? dyn_cast<VarDecl>(S->getSingleDecl()) : nullptr;
  if (!Var || !Var->hasInit())
    return true;
  const auto *Lambda =
      dyn_cast<LambdaExpr>(Var->getInit()->IgnoreUnlessSpelledInSource());
  if (Lambda && Lambda->getCallOperator()->getCanonicalDecl() == FD)
    ClosureVariable = Var;
  if (callOf(Var->getInit()) && Var->isLocalVarDecl() &&
      Var->hasLocalStorage() && !Var->getType().isConstQualified()) {
    Variables.push_back(Var);
    ++Taken;
  }
  return true;
}

bool ResultFinder::fits() const {
  auto Count = [](const std::vector<const ValueDecl *> &In,
                  const ValueDecl *Var) { return llvm::count(In, Var); };
  for (const VarDecl *Var : Variables)
    if (Count(Named, Var) != Count(Read, Var))
      return false;
  // A closure is named by its variable, and its operator by each call.
  const bool IsClosure = Closure != nullptr;
  if (IsClosure &&
      (!ClosureVariable || Count(Named, ClosureVariable) != int(Calls)))
    return false;
  return Calls && Mentions == Calls && Taken == Calls &&
         (IsClosure || Declarations == 1);
}

/// The class of z3++ of which all returned objects are; empty if there is none.
static std::string returnedClass(const FunctionDecl *FD) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitReturnStmt(ReturnStmt *S) override {
      const Expr *Value = S->getRetValue();
      const std::string Of =
          Value ? z3ppClassName(Value->IgnoreUnlessSpelledInSource()
                                    ->getType()
                                    .getNonReferenceType())
                : std::string();
      Fits &= !Of.empty() && (Class.empty() || Class == Of);
      Class = Of;
      return true;
    }
    bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
    std::string Class;
    bool Fits = true;
  } Finder;
  Finder.TraverseStmt(FD->getBody());
  return Finder.Fits ? Finder.Class : std::string();
}

static SourceRange returnTypeRange(const FunctionDecl *FD) {
  const TypeSourceInfo *Info = FD->getTypeSourceInfo();
  const auto Proto =
      Info ? Info->getTypeLoc().IgnoreParens().getAs<FunctionProtoTypeLoc>()
           : FunctionProtoTypeLoc();
  return Proto ? Proto.getReturnLoc().getSourceRange() : SourceRange();
}

Edit explain::returnOwner(EditContext &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.FD);
  const bool IsClosure = Method && Method->getParent()->isLambda();
  const std::string Class = returnedClass(C.FD);
  const SourceRange Type = returnTypeRange(C.FD);
  if (C.F.Dangles != analysis::Dangling::Variable || Class.empty() ||
      Type.isInvalid() || (Method && !IsClosure) ||
      (!IsClosure && C.FD->isExternallyVisible()) ||
      C.M.Types.handleKind(C.FD->getReturnType()) == ir::Kind::None)
    return {};
  ResultFinder Finder(C.FD);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  if (!Finder.fits() || (IsClosure && !Finder.Closure->hasExplicitResultType()))
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, Class);
  for (const VarDecl *Var : Finder.Variables)
    Out.replaceTokens(Var->getTypeSourceInfo()->getTypeLoc().getSourceRange(),
                      Class);
  return {Out.take(), {}};
}

//===----------------------------------------------------------------------===//
// A text in a field
//===----------------------------------------------------------------------===//

namespace {

/// All that a file does with a field that points to a text.
class TextFieldFinder : public lower::ASTVisitor {
public:
  TextFieldFinder(lower::ModuleContext &M, const FieldDecl *Field)
      : M(M), Field(Field) {}

  bool VisitMemberExpr(MemberExpr *E) override {
    Mentions += E->getMemberDecl() == Field;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    // A string can't be null.
    const auto *Text = dyn_cast<CallExpr>(E->getRHS()->IgnoreParenImpCasts());
    Writes += E->getOpcode() == BO_Assign && memberIn(E->getLHS()) && Text &&
              Text->getDirectCallee() &&
              M.effectOf(Text->getDirectCallee()).Known;
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    // Who keeps the pointer is not known of others.
    const FunctionDecl *Callee = E->getDirectCallee();
    const bool OnlyReads = Callee && lower::isSystem(Callee) &&
                           !Callee->getReturnType()->isPointerType();
    for (const Expr *Arg : E->arguments()) {
      const auto *Cast = dyn_cast<ImplicitCastExpr>(Arg->IgnoreParens());
      if (OnlyReads && Cast && Cast->getCastKind() == CK_LValueToRValue)
        if (const MemberExpr *Read = memberIn(Cast->getSubExpr()))
          Reads.push_back(Read);
    }
    // Bytes are copied.
    if (Callee && lower::nameOf(Callee).starts_with("mem"))
      for (const Expr *Arg : E->arguments())
        Fits &= Arg->IgnoreParenCasts()->getType()->getPointeeType().isNull() ||
                !Arg->IgnoreParenCasts()
                     ->getType()
                     ->getPointeeType()
                     ->isRecordType();
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *D) override {
    for (const CXXCtorInitializer *Init : D->inits())
      Fits &= Init->getMember() != Field || !Init->isWritten();
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) override {
    Fits &= E->getType()->getAsCXXRecordDecl() != Field->getParent() ||
            E->getNumInits() == 0;
    return true;
  }

  bool fits() const {
    return Fits && Writes && Writes + Reads.size() == Mentions;
  }

  std::vector<const MemberExpr *> Reads;

private:
  const MemberExpr *memberIn(const Expr *E) const {
    const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParens());
    return Member && Member->getMemberDecl() == Field ? Member : nullptr;
  }

  lower::ModuleContext &M;
  const FieldDecl *Field;
  unsigned Mentions = 0, Writes = 0;
  bool Fits = true;
};

} // namespace

/// "P.Sort": the field of the variable; null for any other place.
static const FieldDecl *fieldNamed(const EditContext &C, StringRef Place) {
  StringRef Root, Name;
  std::tie(Root, Name) = Place.split(Place.contains("->") ? "->" : ".");
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitVarDecl(VarDecl *D) override {
      if (D->getIdentifier() && D->getName() == Root) {
        ++Count;
        Found = D;
      }
      return true;
    }
    StringRef Root;
    const VarDecl *Found = nullptr;
    unsigned Count = 0;
  } Finder;
  Finder.Root = Root;
  Finder.TraverseDecl(const_cast<FunctionDecl *>(C.FD));
  if (Finder.Count != 1)
    return nullptr;
  QualType T = Finder.Found->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return nullptr;
  for (const FieldDecl *Field : Class->getDefinition()->fields())
    if (Field->getIdentifier() && Field->getName() == Name)
      return Field;
  return nullptr;
}

Edit explain::stringField(EditContext &C) {
  if (C.F.Dangles != analysis::Dangling::Overwritten || !C.isCpp())
    return {};
  const FieldDecl *Field = fieldNamed(C, placeName(*C.F.F, C.F.Holder, C.L));
  const auto *Class =
      Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  const TypeSourceInfo *Type = Field ? Field->getTypeSourceInfo() : nullptr;
  if (!Class || !Type || !Field->getType()->isPointerType() ||
      !Field->getType()->getPointeeType()->isCharType() ||
      Class->isTemplated() || isa<ClassTemplateSpecializationDecl>(Class) ||
      Class->isUnion() || !isOnlyHere(C.M.Ctx, Class) ||
      isMadeByCast(C.M.Ctx, Class))
    return {};
  for (const FieldDecl *Other : Class->fields())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return {};
  TextFieldFinder Finder(C.M, Field);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  if (!Finder.fits())
    return {};
  SourceEdits Out = C.edits();
  // With `= nullptr`, if it has one.
  Out.replaceTokens({Field->getBeginLoc(), Field->getEndLoc()},
                    "std::string " + Field->getNameAsString());
  for (const MemberExpr *Read : Finder.Reads)
    Out.insertBehindToken(Read->getEndLoc(), ".c_str()");
  return {Out.take(), {"<string>"}};
}

//===----------------------------------------------------------------------===//
// A move
//===----------------------------------------------------------------------===//

Edit explain::copyMoved(EditContext &C) {
  const VarDecl *Var = C.holder();
  const Stmt *Killing = statementOf(*C.F.F, C.F.Killed, C.L);
  if (!Var || !Killing || z3ppClassName(Var->getType()).empty() ||
      Var->getType().isConstQualified())
    return {};
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      const auto *Ref =
          E->getNumArgs() == 1
              ? dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreParenImpCasts())
              : nullptr;
      if (Callee && lower::nameOf(Callee) == "move" &&
          lower::isSystem(Callee) && Ref && Ref->getDecl() == Var)
        Found.push_back(E);
      return true;
    }
    const VarDecl *Var = nullptr;
    std::vector<const CallExpr *> Found;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(
      const_cast<Stmt *>(enclosingStatement(Killing, C.Parents)));
  if (Finder.Found.size() != 1)
    return {};
  // What takes it must take a constant, too: another object is made of it.
  const CallExpr *Move = Finder.Found.front();
  const auto *Made =
      dyn_cast_or_null<CXXConstructExpr>(C.Parents.getParent(Move));
  if (!Made || !C.M.Ctx.hasSameUnqualifiedType(Made->getType(), Var->getType()))
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Move->getSourceRange(), Var->getNameAsString());
  return {Out.take(), {}};
}

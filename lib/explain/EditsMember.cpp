// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a solver of z3++ that a method makes for each call: it becomes a
// member of the class, and each call runs between push and pop. Right where the
// solver is made of the object's own context, nothing of it leaves the method,
// and the method is not run again meanwhile.

#include "explain/Changes.h"
#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 4;

namespace {

/// Whether a piece of source may run a method, as far as calls can be followed.
class ReachFinder : public lower::ASTVisitor {
public:
  ReachFinder(lower::ModuleContext &M, const FunctionDecl *Target,
              unsigned Depth)
      : M(M), Target(Target), Depth(Depth) {}

  bool VisitCallExpr(CallExpr *E) override;

  bool May = false;

private:
  lower::ModuleContext &M;
  const FunctionDecl *Target;
  unsigned Depth;
};

class MemberMaker {
public:
  explicit MemberMaker(EditContext &C) : C(C) {}
  Edit run();

private:
  bool findMethod();
  bool findVariable();
  bool classFits() const;
  bool isMadeOfMembers() const;
  bool usesAreScoped() const;
  bool memberIsFree() const;
  bool popBefore(const ReturnStmt *Return, SourceEdits &Out) const;
  bool addField(SourceEdits &Out) const;

  EditContext &C;
  const CXXMethodDecl *Method = nullptr;
  const CompoundStmt *Body = nullptr;
  const VarDecl *Var = nullptr;
  const DeclStmt *Decl = nullptr;
  std::unique_ptr<ParentMap> Parents;
};

/// Whether anybody in the file catches what is thrown: the scope would be open
/// then.
class TryFinder : public lower::ASTVisitor {
public:
  bool VisitCXXTryStmt(CXXTryStmt *) override { return !(Found = true); }
  bool Found = false;
};

} // namespace

bool ReachFinder::VisitCallExpr(CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee)
    return !(May = true);
  if (Callee->getCanonicalDecl() == Target->getCanonicalDecl())
    return !(May = true);
  // A std::function may run anything.
  if (lower::isSystem(Callee)) {
    May |= isa<CXXOperatorCallExpr>(E) &&
           cast<CXXOperatorCallExpr>(E)->getOperator() == OO_Call;
    return !May;
  }
  if (M.effectOf(Callee).Known || lower::inTopNamespace(Callee, "z3"))
    return true;
  const auto *Of = dyn_cast<CXXMethodDecl>(Callee);
  if (!Depth || !Callee->hasBody(Definition) || (Of && Of->isVirtual()))
    return !(May = true);
  ReachFinder Inner(M, Target, Depth - 1);
  Inner.TraverseStmt(Definition->getBody());
  May |= Inner.May;
  return !May;
}

static bool isPlainMethod(const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  return Class && !Method->isStatic() && !Method->isConst() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
         !Class->isLambda() && !Class->isUnion() && !Class->isTemplated() &&
         !isa<ClassTemplateSpecializationDecl>(Class) &&
         !Method->isTemplated() && !Method->isTemplateInstantiation() &&
         !lower::isSystem(Class);
}

/// The method itself, or one that the loop calls.
bool MemberMaker::findMethod() {
  Method = dyn_cast<CXXMethodDecl>(C.FD);
  if (C.F.LoopHeader != ir::NoBlock) {
    const auto *Call = dyn_cast_or_null<CallExpr>(C.creation());
    Method = Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee())
                  : nullptr;
  }
  const FunctionDecl *Definition = nullptr;
  if (!isPlainMethod(Method) || !Method->hasBody(Definition))
    return false;
  Method = cast<CXXMethodDecl>(Definition);
  Body = dyn_cast<CompoundStmt>(Method->getBody());
  Parents = std::make_unique<ParentMap>(Method->getBody());
  return Body;
}

/// The only solver that the method makes, in its outermost block.
bool MemberMaker::findVariable() {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitVarDecl(VarDecl *D) override {
      lower::OwnerClass Owner = M->Types.owner(D->getType());
      if (Owner && Owner.K == K && !D->getType()->isReferenceType())
        Found.push_back(D);
      return true;
    }
    lower::ModuleContext *M = nullptr;
    ir::Kind K = ir::Kind::None;
    std::vector<const VarDecl *> Found;
  } Finder;
  Finder.M = &C.M;
  Finder.K = C.F.K;
  Finder.TraverseStmt(const_cast<CompoundStmt *>(Body));
  Var = Finder.Found.size() == 1 ? Finder.Found.front() : nullptr;
  lower::OwnerClass Owner =
      Var ? C.M.Types.owner(Var->getType()) : lower::OwnerClass();
  if (!Owner || Owner.Raii || !Var->hasInit() || Var->isStaticLocal() ||
      (Owner.K != ir::Kind::Solver && Owner.K != ir::Kind::Optimize) ||
      z3ppClassName(Var->getType()).empty() ||
      Var->getInitStyle() != VarDecl::CallInit)
    return false;
  Decl = declarationIn(Body, Var);
  return Decl && Decl->isSingleDecl();
}

/// Whether an object of the class must not outlive its context anyway: it has
/// other parts that hang on it, or the context itself.
bool MemberMaker::classFits() const {
  auto Hangs = [&](QualType T) {
    if (lower::OwnerClass Owner = C.M.Types.owner(T))
      return !T->isReferenceType();
    QualType Element = lower::templateArgument(T, 0);
    return !T->isReferenceType() && !Element.isNull() &&
           bool(C.M.Types.owner(Element));
  };
  return llvm::any_of(Method->getParent()->fields(),
                      [&](const FieldDecl *F) { return Hangs(F->getType()); });
}

/// `(Ctx, z3::solver::simple())`: members that are contexts, and constants.
bool MemberMaker::isMadeOfMembers() const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      const auto *Of = dyn_cast<VarDecl>(E->getDecl());
      Fits &= !Of || Of->getType().isConstQualified();
      return true;
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
      lower::OwnerClass Owner =
          Field ? M->Types.owner(Field->getType().getNonReferenceType())
                : lower::OwnerClass();
      Fits &= Owner && Owner.K == ir::Kind::Context &&
              isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts());
      return true;
    }
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      Fits &= Callee && lower::nameOf(Callee) == "simple";
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return Fits = false; }
    lower::ModuleContext *M = nullptr;
    bool Fits = true;
  } Finder;
  Finder.M = &C.M;
  Finder.TraverseStmt(const_cast<Expr *>(Var->getInit()));
  return Finder.Fits;
}

bool MemberMaker::usesAreScoped() const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      if (E->getDecl() == Var)
        Uses.push_back(E);
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return Other = true; }
    bool VisitGotoStmt(GotoStmt *) override { return Other = true; }
    bool VisitCXXThrowExpr(CXXThrowExpr *) override { return Other = true; }
    const VarDecl *Var = nullptr;
    std::vector<const DeclRefExpr *> Uses;
    bool Other = false;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(const_cast<CompoundStmt *>(Body));
  return !Finder.Other &&
         llvm::all_of(Finder.Uses, [&](const DeclRefExpr *Ref) {
           return isScopedUse(methodOf(Ref, *Parents));
         });
}

/// Whether the name of the variable can be the member's.
bool MemberMaker::memberIsFree() const {
  const CXXRecordDecl *Class = Method->getParent();
  if (Class->getNumBases())
    return false;
  for (const clang::Decl *D : Class->decls())
    if (const auto *Named = dyn_cast<NamedDecl>(D))
      if (Named->getIdentifier() && Named->getName() == Var->getName())
        return false;
  return lower::lookUp(C.M.Ctx, Var->getName()).empty();
}

/// What is returned is computed first, if the solver is asked for it.
bool MemberMaker::popBefore(const ReturnStmt *Return, SourceEdits &Out) const {
  const std::string Pop = Var->getNameAsString() + ".pop();";
  const Expr *Value = Return->getRetValue();
  if (!Value || !llvm::is_contained(variablesIn(Value), Var)) {
    Out.insertBefore(Return, {Pop});
    return true;
  }
  QualType T = Method->getReturnType();
  const SourceRange Type = Method->getReturnTypeSourceRange();
  if (!lower::TypeInfo::isNumber(T.getCanonicalType()) ||
      T->isUndeducedType() || Type.isInvalid() || !isNameFree(Method, "result"))
    return false;
  Out.replaceByScope(Return, {Out.text(Type) + " result = " +
                                  Out.text(Value->getSourceRange()) + ";",
                              Pop, "return result;"});
  return true;
}

/// Behind the last field, since it is made of fields.
bool MemberMaker::addField(SourceEdits &Out) const {
  const FieldDecl *Last = nullptr;
  for (const FieldDecl *Field : Method->getParent()->fields())
    Last = Field;
  const auto *Made =
      dyn_cast<CXXConstructExpr>(Var->getInit()->IgnoreUnlessSpelledInSource());
  if (!Last || !Made || !Made->getParenOrBraceRange().isValid())
    return false;
  const SourceLocation Behind = Lexer::findLocationAfterToken(
      Last->getEndLoc(), tok::semi, C.M.Ctx.getSourceManager(),
      C.M.Ctx.getLangOpts(), /*SkipTrailingWhitespaceAndNewLine=*/false);
  const std::string Type =
      Out.text(Var->getTypeSourceInfo()->getTypeLoc().getSourceRange());
  std::string Arguments = Out.text(Made->getParenOrBraceRange());
  if (Behind.isInvalid() || Arguments.size() < 2)
    return false;
  Arguments = Arguments.substr(1, Arguments.size() - 2);
  Out.insertBeforeToken(Behind, "\n" + Out.indentation(Last->getBeginLoc()) +
                                    Type + " " + Var->getNameAsString() + "{" +
                                    Arguments + "};");
  return true;
}

Edit MemberMaker::run() {
  if (!findMethod() || !findVariable() || !classFits() || !isMadeOfMembers() ||
      !usesAreScoped() || !memberIsFree())
    return {};
  ReachFinder Reach(C.M, Method, MaxDepth);
  Reach.TraverseStmt(const_cast<CompoundStmt *>(Body));
  TryFinder Tries;
  for (clang::Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Tries.TraverseDecl(D);
  if (Reach.May || Tries.Found)
    return {};

  SourceEdits Out(C.M.Ctx, *Parents, C.Anchor);
  Out.replace(Decl, {Var->getNameAsString() + ".push();"});
  for (const WayOut &Way : jumpsOutOf(Body, Body->getBeginLoc())) {
    if (Way.Jump->getBeginLoc() < Decl->getEndLoc())
      continue;
    const auto *Return = dyn_cast<ReturnStmt>(Way.Jump);
    if (!Return || !popBefore(Return, Out))
      return {};
  }
  if (!isa<ReturnStmt>(Body->body_back()))
    Out.insertAtEnd(Body, {Var->getNameAsString() + ".pop();"});
  if (!addField(Out))
    return {};
  return {Out.take(), {}};
}

Edit explain::makeMember(EditContext &C) { return MemberMaker(C).run(); }

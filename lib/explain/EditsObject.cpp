// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hoist of an object of the program that has a solver: it is made before
// the loop. Right where each method that the loop calls leaves the object as it
// has found it: what it asserts it asserts between push and pop, and fields are
// only read.

#include "explain/Changes.h"
#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

static bool isSolver(ir::Kind K) {
  return K == ir::Kind::Solver || K == ir::Kind::Optimize;
}

namespace {

/// What the constructors and the destructor of a class do: nothing that anybody
/// could see, as far as they call Z3 only.
class QuietFinder : public lower::ASTVisitor {
public:
  explicit QuietFinder(lower::ModuleContext &M) : M(M) {}

  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    Quiet &= Callee && (M.effectOf(Callee).Known || inZ3pp(Callee) ||
                        (Method && inZ3pp(Method->getParent())));
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    Quiet &= inZ3pp(E->getConstructor()->getParent()) ||
             E->getConstructor()->isTrivial();
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    const auto *Var = dyn_cast<VarDecl>(E->getDecl());
    Quiet &= !Var || Var->isLocalVarDeclOrParm() ||
             Var->getType().isConstQualified();
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return Quiet = false; }
  bool VisitCXXThrowExpr(CXXThrowExpr *) override { return Quiet = false; }
  bool VisitLambdaExpr(LambdaExpr *) override { return Quiet = false; }

  bool Quiet = true;

private:
  static bool inZ3pp(const Decl *D) { return lower::inTopNamespace(D, "z3"); }

  lower::ModuleContext &M;
};

/// What a method does to the fields of its object.
class BalanceFinder : public lower::ASTVisitor {
public:
  BalanceFinder(lower::ModuleContext &M, const Stmt *Body)
      : M(M), Body(cast<CompoundStmt>(Body)),
        Parents(const_cast<Stmt *>(Body)) {
    Changes.TraverseStmt(const_cast<Stmt *>(Body));
    TraverseStmt(const_cast<Stmt *>(Body));
  }
  bool VisitMemberExpr(MemberExpr *E) override;
  bool VisitCXXThisExpr(CXXThisExpr *E) override {
    Fits &= isa_and_nonnull<MemberExpr>(Parents.getParent(E));
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *) override { return Fits = false; }
  bool VisitCXXTryStmt(CXXTryStmt *) override { return Fits = false; }

  bool leavesAsFound() const;

private:
  bool isReadOnly(const FieldDecl *Field) const;

  lower::ModuleContext &M;
  const CompoundStmt *Body;
  ParentMap Parents;
  ChangeFinder Changes;
  bool Fits = true;
  std::vector<const Stmt *> Uses; ///< statements that use the solver
  std::vector<const Stmt *> Pushes, Pops;
};

} // namespace

/// A number, or an object of z3++ that is never assigned: others may change by
/// their methods.
bool BalanceFinder::isReadOnly(const FieldDecl *Field) const {
  QualType T = Field->getType().getNonReferenceType();
  const bool IsFixed = lower::TypeInfo::isNumber(T.getCanonicalType()) ||
                       M.Types.handleKind(T) != ir::Kind::None ||
                       M.Types.owner(T);
  return IsFixed && !Changes.Changed.contains(Field);
}

bool BalanceFinder::VisitMemberExpr(MemberExpr *E) {
  if (!isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()))
    return true;
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  // A method of its own, or a static member.
  if (!Field) {
    Fits = false;
    return true;
  }
  lower::OwnerClass Owner = M.Types.owner(Field->getType());
  if (!Owner || !isSolver(Owner.K)) {
    Fits &= isReadOnly(Field);
    return true;
  }
  const Stmt *P = Parents.getParent(E);
  while (P && isa<ImplicitCastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  const auto *Member = dyn_cast_or_null<MemberExpr>(P);
  const auto *Call =
      Member ? dyn_cast_or_null<CXXMemberCallExpr>(Parents.getParent(Member))
             : nullptr;
  const StringRef Name =
      Call ? lower::nameOf(Member->getMemberDecl()) : StringRef();
  Fits &= Call && isScopedUse(Name);
  const Stmt *S = E;
  while (S && Parents.getParent(S) != Body)
    S = Parents.getParent(S);
  Uses.push_back(S);
  if (Name == "push" || Name == "pop") {
    Fits &= S == Call && (Name == "push" || Call->getNumArgs() == 0 ||
                          isa<CXXDefaultArgExpr>(Call->getArg(0)));
    (Name == "push" ? Pushes : Pops).push_back(S);
  }
  return true;
}

/// All that is done to the solver is done between one push and one pop, which
/// nobody passes by.
bool BalanceFinder::leavesAsFound() const {
  if (!Fits || Uses.empty())
    return Fits;
  if (Pushes.size() != 1 || Pops.size() != 1)
    return false;
  const SourceLocation From = Pushes.front()->getBeginLoc(),
                       To = Pops.front()->getEndLoc();
  auto IsBetween = [&](const Stmt *S) {
    return S && From <= S->getBeginLoc() && S->getEndLoc() <= To;
  };
  return llvm::all_of(Uses, IsBetween) &&
         llvm::none_of(jumpsOutOf(Body, Body->getBeginLoc()),
                       [&](const WayOut &Way) { return IsBetween(Way.Jump); });
}

namespace {

class ObjectHoister {
public:
  explicit ObjectHoister(EditContext &C)
      : C(C), Loop(C.loop()),
        Body(dyn_cast_or_null<CompoundStmt>(bodyOf(Loop))) {}
  Edit run();

private:
  bool findDeclaration();
  const CXXRecordDecl *classOf(const Expr *Init) const;
  bool isQuiet() const;
  bool isSteady() const;
  bool usesLeaveAsFound() const;
  bool isInOtherLoop() const;

  EditContext &C;
  const Stmt *Loop;
  const CompoundStmt *Body;
  const DeclStmt *Decl = nullptr;
  const VarDecl *Var = nullptr;
  const CXXRecordDecl *Class = nullptr; ///< that the object really is
};

} // namespace

static const CXXRecordDecl *ownClass(QualType T) {
  const CXXRecordDecl *RD = T.getNonReferenceType()->getAsCXXRecordDecl();
  RD = RD ? RD->getDefinition() : nullptr;
  return RD && !lower::isSystem(RD) && !lower::inTopNamespace(RD, "z3") &&
                 !lower::inTopNamespace(RD, "z3raii") && !RD->isUnion() &&
                 !RD->isLambda() && !isa<ClassTemplateSpecializationDecl>(RD)
             ? RD
             : nullptr;
}

/// The class in `std::make_unique<Class>(…)`, also if the result is turned into
/// a pointer to its base.
static const CXXRecordDecl *madeUnique(const Expr *Init) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      ++Calls;
      Found = E;
      return true;
    }
    unsigned Calls = 0;
    const CallExpr *Found = nullptr;
  } Finder;
  Finder.TraverseStmt(const_cast<Expr *>(Init));
  const FunctionDecl *Callee =
      Finder.Calls == 1 ? Finder.Found->getDirectCallee() : nullptr;
  if (!Callee || lower::nameOf(Callee) != "make_unique" ||
      !lower::isSystem(Callee))
    return nullptr;
  QualType Made = lower::templateArgument(Finder.Found->getType(), 0);
  return Made.isNull() ? nullptr : ownClass(Made);
}

/// What the object is that an initializer makes; also through a function of the
/// file that does nothing else.
const CXXRecordDecl *ObjectHoister::classOf(const Expr *Init) const {
  Init = Init->IgnoreUnlessSpelledInSource();
  if (isa<CXXConstructExpr>(Init))
    return ownClass(Init->getType());
  if (const CXXRecordDecl *Made = madeUnique(Init))
    return Made;
  const auto *Call = dyn_cast<CallExpr>(Init);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee || isa<CXXMethodDecl>(Callee) || !Callee->hasBody(Definition))
    return nullptr;
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return = Block && Block->size() == 1
                           ? dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  return Return && Return->getRetValue() ? madeUnique(Return->getRetValue())
                                         : nullptr;
}

bool ObjectHoister::findDeclaration() {
  const Stmt *S = C.creation();
  while (S && C.Parents.getParent(S) != Body)
    S = C.Parents.getParent(S);
  Decl = dyn_cast_or_null<DeclStmt>(S);
  Var = Decl && Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                                     : nullptr;
  Class = Var && Var->hasInit() && Var->hasLocalStorage() &&
                  !Var->getType()->isReferenceType()
              ? classOf(Var->getInit())
              : nullptr;
  return Class;
}

bool ObjectHoister::isQuiet() const {
  QuietFinder Finder(C.M);
  for (const CXXRecordDecl *RD = Class; RD;) {
    for (const CXXConstructorDecl *Ctor : RD->ctors()) {
      if (!Ctor->isUserProvided())
        continue;
      const FunctionDecl *Definition = nullptr;
      if (!Ctor->hasBody(Definition))
        return false;
      Finder.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    }
    if (const CXXDestructorDecl *Dtor = RD->getDestructor())
      if (Dtor->isUserProvided())
        return false;
    if (RD->getNumBases() > 1)
      return false;
    RD = RD->getNumBases() ? ownClass(RD->bases_begin()->getType()) : nullptr;
  }
  return Finder.Quiet;
}

/// Whether what it is made of is the same for all iterations.
bool ObjectHoister::isSteady() const {
  ChangeFinder Changes;
  Changes.TraverseStmt(const_cast<Stmt *>(Loop));
  if (Changes.HasGoto || !C.isVisibleAt(Var->getInit(), Loop, Var))
    return false;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      const auto *V = dyn_cast<VarDecl>(E->getDecl());
      if (!V)
        return true;
      QualType T = V->getType().getNonReferenceType();
      const bool IsFixed = lower::TypeInfo::isNumber(T.getCanonicalType()) ||
                           M->Types.handleKind(T) != ir::Kind::None ||
                           M->Types.owner(T);
      Steady &= IsFixed && !Changes->Changed.contains(V) &&
                (V->isLocalVarDeclOrParm() || T.isConstQualified());
      return true;
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      Steady &= isa<CXXMethodDecl>(E->getMemberDecl());
      return true;
    }
    bool VisitCXXThisExpr(CXXThisExpr *) override { return Steady = false; }
    bool VisitLambdaExpr(LambdaExpr *) override { return Steady = false; }
    bool VisitUnaryOperator(UnaryOperator *E) override {
      Steady &= !E->isIncrementDecrementOp();
      return true;
    }
    bool VisitCallExpr(CallExpr *) override {
      ++Calls;
      return true;
    }
    lower::ModuleContext *M = nullptr;
    const ChangeFinder *Changes = nullptr;
    unsigned Calls = 0;
    bool Steady = true;
  } Finder;
  Finder.M = &C.M;
  Finder.Changes = &Changes;
  Finder.TraverseStmt(const_cast<Expr *>(Var->getInit()));
  const bool IsCall =
      isa<CallExpr>(Var->getInit()->IgnoreUnlessSpelledInSource());
  return Finder.Steady && Finder.Calls <= (IsCall ? 1 : 0);
}

bool ObjectHoister::usesLeaveAsFound() const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      if (E->getDecl() == Var)
        Uses.push_back(E);
      // Outside of the loop, the name may be another's.
      NameTaken |= E->getDecl() != Var && E->getDecl()->getIdentifier() &&
                   E->getDecl()->getName() == Var->getName();
      return true;
    }
    bool VisitNamedDecl(NamedDecl *D) override {
      NameTaken |=
          D != Var && D->getIdentifier() && D->getName() == Var->getName();
      return true;
    }
    bool VisitCXXTryStmt(CXXTryStmt *) override { return HasTry = true; }
    const VarDecl *Var = nullptr;
    std::vector<const DeclRefExpr *> Uses;
    bool NameTaken = false, HasTry = false;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseDecl(const_cast<FunctionDecl *>(C.FD));
  return !Finder.NameTaken && !Finder.HasTry &&
         llvm::all_of(Finder.Uses, [&](const DeclRefExpr *Ref) {
           const Stmt *P = C.Parents.getParent(Ref);
           while (P &&
                  (isa<ImplicitCastExpr, ParenExpr>(P) ||
                   (isa<CXXOperatorCallExpr>(P) &&
                    cast<CXXOperatorCallExpr>(P)->getOperator() == OO_Arrow)))
             P = C.Parents.getParent(P);
           const auto *Member = dyn_cast_or_null<MemberExpr>(P);
           const auto *Call = Member ? dyn_cast_or_null<CXXMemberCallExpr>(
                                           C.Parents.getParent(Member))
                                     : nullptr;
           CXXMethodDecl *Called = Call ? Call->getMethodDecl() : nullptr;
           const FunctionDecl *Definition = nullptr;
           if (Called && Called->isVirtual())
             Called = Called->getCorrespondingMethodInClass(Class);
           return !Ref->refersToEnclosingVariableOrCapture() && Called &&
                  !lower::isSystem(Called) && Called->hasBody(Definition) &&
                  isa<CompoundStmt>(Definition->getBody()) &&
                  BalanceFinder(C.M, Definition->getBody()).leavesAsFound();
         });
}

/// Of a loop around it, each round would make it anew.
bool ObjectHoister::isInOtherLoop() const {
  for (const Stmt *S = C.Parents.getParent(Loop); S; S = C.Parents.getParent(S))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      return true;
  return false;
}

Edit ObjectHoister::run() {
  if (!Body || !isa_and_nonnull<CompoundStmt>(C.Parents.getParent(Loop)) ||
      isInOtherLoop() || !findDeclaration() || !isQuiet() || !isSteady() ||
      !usesLeaveAsFound())
    return {};
  SourceEdits Out = C.edits();
  Out.declareBefore(Loop, {Out.text(Decl->getSourceRange())});
  Out.replace(Decl, {});
  return {Out.take(), {}};
}

Edit explain::hoistObject(EditContext &C) { return ObjectHoister(C).run(); }

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who holds a context by a shared pointer does so to be able to be the last
// one. Whether some object is the last one is not known in general; but where a
// function makes the context, keeps it in a variable and returns an object with
// a share of it, that object is.

#include "lower/SharedContexts.h"

#include "lower/ASTVisitor.h"
#include "lower/HeldObjects.h"
#include "lower/Scope.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::lower;

namespace {

/// A class with a member before the pointer that keeps its context.
struct Holder {
  const FieldDecl *Member = nullptr, *Context = nullptr;
  const Expr *Filled = nullptr; ///< with an object of that context
  bool IsLast = false;
  bool Emptied = false;
};

using Holders = llvm::MapVector<const CXXRecordDecl *, Holder>;

/// What an argument is, behind copies and moves: a variable or a member.
const ValueDecl *namedBy(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 8; ++Steps) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      E = Made->getNumArgs() == 1 ? Made->getArg(0) : nullptr;
    else if (const auto *Temp = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temp->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && Call->getDirectCallee() && Call->getNumArgs() == 1 &&
             nameOf(Call->getDirectCallee()) == "move")
      E = Call->getArg(0);
    else if (const auto *M = dyn_cast<MemberExpr>(E))
      return M->getMemberDecl();
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    else
      return nullptr;
  }
  return nullptr;
}

/// Whether the expression names one of the two, or a variable that was
/// initialised so.
bool isMadeWith(const Stmt *S, const ValueDecl *One, const ValueDecl *Other,
                unsigned Depth = 0) {
  if (!S || Depth > 40 || translates(S))
    return false;
  if (const auto *M = dyn_cast<MemberExpr>(S);
      M && (M->getMemberDecl() == One || M->getMemberDecl() == Other))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (Ref->getDecl() == One || Ref->getDecl() == Other)
      return true;
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && Var->hasInit())
      return isMadeWith(Var->getInit(), One, Other, Depth + 8);
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isMadeWith(Child, One, Other, Depth + 1);
  });
}

bool makesContext(const Stmt *S, const lower::TypeInfo &Types) {
  if (!S)
    return false;
  QualType T;
  if (const auto *New = dyn_cast<CXXNewExpr>(S))
    T = New->getAllocatedType();
  else if (const auto *Call = dyn_cast<CallExpr>(S);
           Call && Call->getDirectCallee() &&
           nameOf(Call->getDirectCallee()) == "make_shared")
    T = templateArgument(Call->getType(), 0);
  if (!T.isNull() && Types.owner(T).K == ir::Kind::Context)
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return makesContext(Child, Types);
  });
}

class Walk : public ASTVisitor {
public:
  Walk(Holders &Found, const lower::TypeInfo &Types)
      : Found(Found), Types(Types) {}

  /// A share that lives as long as the program: no other one is the last.
  bool LivesOn = false;

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXConstructorDecl *Ctor = E->getConstructor();
    const FunctionDecl *Definition = nullptr;
    Holder *H = holder(Ctor->getParent());
    if (!H || !Ctor->hasBody(Definition))
      return true;
    const Expr *ForMember = nullptr, *ForContext = nullptr;
    for (const CXXCtorInitializer *Init :
         cast<CXXConstructorDecl>(Definition)->inits()) {
      if (Init->getAnyMember() == H->Member)
        ForMember = Init->getInit();
      if (Init->getAnyMember() == H->Context)
        ForContext = Init->getInit();
    }
    const auto *Share = dyn_cast_or_null<ParmVarDecl>(namedBy(ForContext));
    if (!Share || !ForMember)
      return true;
    if (isMadeWith(ForMember, Share, H->Context)) {
      H->Filled = E;
      return true;
    }
    unsigned Index = Share->getFunctionScopeIndex();
    if (Index >= E->getNumArgs())
      return true;
    for (unsigned I = 0; I < E->getNumArgs(); ++I)
      if (I != Index && I < Definition->getNumParams() &&
          isMadeWith(ForMember, Definition->getParamDecl(I), nullptr))
        noteFilled(*H, E, E->getArg(I), E->getArg(Index));
    return true;
  }

  bool VisitInitListExpr(InitListExpr *E) override {
    const CXXRecordDecl *RD = E->getType()->getAsCXXRecordDecl();
    Holder *H = RD ? holder(RD) : nullptr;
    if (InitListExpr *Semantic = E->getSemanticForm())
      E = Semantic;
    if (!H || H->Context->getFieldIndex() >= E->getNumInits() ||
        RD->getNumBases() > 0)
      return true;
    noteFilled(*H, E, E->getInit(H->Member->getFieldIndex()),
               E->getInit(H->Context->getFieldIndex()));
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *FD) override {
    if (!FD->doesThisDeclarationHaveABody())
      return true;
    for (auto &[RD, H] : Found)
      if (holds(FD->getReturnType(), RD))
        H.IsLast |= makesShare(FD->getBody(), RD);
    if (FD->isMain())
      LivesOn |= makesShare(FD->getBody(), nullptr);
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) override {
    if (!VD->hasLocalStorage() && !VD->getType()->isDependentType())
      LivesOn |= sharesContext(VD->getType(), nullptr);
    return true;
  }

  /// A member that is moved away, or emptied by hand.
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    StringRef Name = Callee ? nameOf(Callee) : StringRef();
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
      if (Name == "reset" || Name == "clear" || Name == "swap" ||
          Name == "release")
        empty(namedBy(Method->getImplicitObjectArgument()));
    } else if (Name == "move" || Name == "swap" || Name == "exchange") {
      for (const Expr *Arg : Call->arguments())
        empty(namedBy(Arg));
    }
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Op) override {
    if (Op->getOperator() == OO_Equal)
      if (const ValueDecl *D = namedBy(Op->getArg(0));
          isa_and_nonnull<FieldDecl>(D))
        empty(D);
    return true;
  }

private:
  Holder *holder(const CXXRecordDecl *RD) {
    auto It = Found.find(RD->getCanonicalDecl());
    return It == Found.end() ? nullptr : &It->second;
  }

  void noteFilled(Holder &H, const Expr *E, const Expr *Member,
                  const Expr *Context) {
    const ValueDecl *Share = namedBy(Context);
    if (!Share)
      return;
    // (`Formula(A.Ctx, A.Term)`: both of the same object.)
    const ValueDecl *Beside = Share == H.Context ? H.Member : nullptr;
    if (isMadeWith(Member, Share, Beside) && !H.Filled)
      H.Filled = E;
  }

  void empty(const ValueDecl *D) {
    for (auto &[RD, H] : Found)
      H.Emptied |= D && (D == H.Member || D == H.Context);
  }

  static bool holds(QualType T, const CXXRecordDecl *RD, unsigned Depth = 0) {
    const CXXRecordDecl *Of = T->getAsCXXRecordDecl();
    if (!Of || Depth > 3)
      return false;
    if (Of->getCanonicalDecl() == RD)
      return true;
    for (unsigned N = 0; inTopNamespace(Of, "std"); ++N) {
      QualType Inner = templateArgument(T, N);
      if (Inner.isNull())
        break;
      if (holds(Inner, RD, Depth + 1))
        return true;
    }
    return false;
  }

  /// A shared pointer to a context, or an object of another class with one.
  bool sharesContext(QualType T, const CXXRecordDecl *But) const {
    if (isSharedContext(Types, T))
      return true;
    const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
    return RD && RD->hasDefinition() && !isSystem(RD) &&
           RD->getCanonicalDecl() != But &&
           !Found.count(RD->getCanonicalDecl()) &&
           llvm::any_of(RD->getDefinition()->fields(),
                        [&](const FieldDecl *FD) {
                          return isSharedContext(Types, FD->getType());
                        });
  }

  /// The class makes the context that it has a share of.
  bool makesContextOf(const CXXRecordDecl *RD) const {
    RD = RD->getDefinition();
    for (const FieldDecl *FD : RD->fields())
      if (FD->hasInClassInitializer() &&
          makesContext(FD->getInClassInitializer(), Types))
        return true;
    for (const CXXConstructorDecl *Ctor : RD->ctors())
      for (const CXXCtorInitializer *Init : Ctor->inits())
        if (makesContext(Init->getInit(), Types))
          return true;
    return false;
  }

  /// Whether a variable of the body is the first share of a context.
  bool makesShare(const Stmt *S, const CXXRecordDecl *But) const {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Decls->decls())
        if (const auto *VD = dyn_cast<VarDecl>(D);
            VD && VD->hasLocalStorage() && sharesContext(VD->getType(), But) &&
            (isSharedContext(Types, VD->getType())
                 ? makesContext(VD->getInit(), Types)
                 : makesContextOf(VD->getType()->getAsCXXRecordDecl())))
          return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) {
      return makesShare(Child, But);
    });
  }

  Holders &Found;
  const lower::TypeInfo &Types;
};

class Classes {
public:
  Classes(const HeldObjects &Held, const lower::TypeInfo &Types, Holders &Found)
      : Held(Held), Types(Types), Found(Found) {}

  void add(const CXXRecordDecl *RD) {
    if (RD->isUnion() || RD->isInvalidDecl() || RD->hasUserDeclaredDestructor())
      return;
    const FieldDecl *Early = nullptr;
    for (const FieldDecl *FD : RD->fields()) {
      if (!Early && Held.holdsObjects(FD->getType()))
        Early = FD;
      if (Early && isSharedContext(Types, FD->getType()))
        Found[RD->getCanonicalDecl()] = {Early, FD, nullptr, false, false};
    }
  }

private:
  const HeldObjects &Held;
  const lower::TypeInfo &Types;
  Holders &Found;
};

} // namespace

std::vector<EarlyMember> lower::membersOfLastHolders(ASTContext &Ctx,
                                                     const HeldObjects &Held,
                                                     const TypeInfo &Types) {
  Holders Found;
  Classes Search(Held, Types, Found);
  forEachClass(Ctx, [&](const CXXRecordDecl *RD) { Search.add(RD); });
  if (Found.empty())
    return {};
  Walk W(Found, Types);
  W.TraverseDecl(Ctx.getTranslationUnitDecl());
  std::vector<EarlyMember> Result;
  for (const auto &[RD, H] : Found)
    if (H.Filled && H.IsLast && !H.Emptied && !W.LivesOn)
      Result.push_back({H.Member, H.Context, H.Filled,
                        Held.isOfOwnClass(H.Member->getType())});
  return Result;
}

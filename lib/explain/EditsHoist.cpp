// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hoist: what is made in each iteration is made once, before the loop, and
// each iteration runs between push and pop.

#include "explain/Changes.h"
#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 4;

namespace {

class Hoister {
public:
  Hoister(EditContext &C, const VarDecl *Var, const DeclStmt *Decl)
      : C(C), Var(Var), Decl(Decl), Loop(C.loop()),
        Body(dyn_cast_or_null<CompoundStmt>(bodyOf(Loop))), Out(C.edits()),
        Name(Var->getNameAsString()) {}

  Edit raw(const HandleFlow &Flow);
  Edit wrapped();
  std::string declaration();

private:
  bool fits();
  bool isInvariant(const Stmt *S) const;
  bool isSimpleMaker(const Expr *Init) const;
  std::string textOf(const Stmt *S) { return Out.text(S->getSourceRange()); }

  // Raw handles.
  bool collectSetup(const HandleFlow &Flow);
  bool usesAreScoped(const HandleFlow &Flow) const;
  bool inRaii(const HandleFlow &Flow) const;
  Edit rawByHand(const HandleFlow &Flow);
  Edit rawInRaii(const HandleFlow &Flow);
  const Stmt *behind(const Stmt *S) const;
  bool endsLoopNormally(const HandleFlow &Flow) const;

  EditContext &C;
  const VarDecl *Var;
  const DeclStmt *Decl;
  const Stmt *Loop;
  const CompoundStmt *Body;
  SourceEdits Out;
  const std::string Name;
  ChangeFinder Changes;
  /// Statements right behind the declaration that belong to making the object.
  std::vector<const Stmt *> Setup;
};

} // namespace

bool Hoister::isInvariant(const Stmt *S) const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      return note(E->getDecl());
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      return note(E->getMemberDecl());
    }
    bool note(const ValueDecl *D) {
      const auto *V = dyn_cast<VarDecl>(D);
      Varies |= D != Self && Changes->Changed.contains(D);
      // Another function may change what is not local.
      Varies |=
          V && !V->isLocalVarDeclOrParm() && !V->getType().isConstQualified();
      return true;
    }
    const ChangeFinder *Changes = nullptr;
    const VarDecl *Self = nullptr;
    bool Varies = false;
  } Finder;
  Finder.Changes = &Changes;
  Finder.Self = Var;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return !Finder.Varies && C.isVisibleAt(S, Loop, Var);
}

/// Only calls of which making a solver consists.
bool Hoister::isSimpleMaker(const Expr *Init) const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      StringRef Name = Callee ? lower::nameOf(Callee) : StringRef();
      Other |= !Name.starts_with("Z3_mk_") && Name != "simple" &&
               !(Callee && isa<CXXConversionDecl>(Callee));
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return Other = true; }
    bool VisitUnaryOperator(UnaryOperator *E) override {
      Other |= E->isIncrementDecrementOp();
      return true;
    }
    bool VisitBinaryOperator(BinaryOperator *E) override {
      Other |= E->isAssignmentOp();
      return true;
    }
    bool Other = false;
  } Finder;
  Finder.TraverseStmt(const_cast<Expr *>(Init));
  return !Finder.Other;
}

bool Hoister::fits() {
  if (!Body || !Decl || !Decl->isSingleDecl() || !Var->hasInit() ||
      C.Parents.getParent(Decl) != Body ||
      !isa_and_nonnull<CompoundStmt>(C.Parents.getParent(Loop)) ||
      !isNameFree(C.FD, Name, Var) || !isSimpleMaker(Var->getInit()))
    return false;
  Changes.TraverseStmt(const_cast<Stmt *>(Loop));
  return !Changes.HasGoto && isInvariant(Var->getInit());
}

const Stmt *Hoister::behind(const Stmt *S) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(S));
  if (!Block)
    return nullptr;
  const auto *At = llvm::find(Block->body(), S);
  return At + 1 == Block->body_end() ? nullptr : At[1];
}

//===----------------------------------------------------------------------===//
// Raw handles
//===----------------------------------------------------------------------===//

static StringRef apiName(const CallExpr *Call) {
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee ? lower::nameOf(Callee) : StringRef();
}

/// The retain, and parameters set right behind it.
bool Hoister::collectSetup(const HandleFlow &Flow) {
  const Stmt *S = behind(Decl);
  const HandleEvent *Retain = S ? Flow.eventOf(S) : nullptr;
  if (!Retain || Retain->W != HandleEvent::Retain || !Retain->IsStatement)
    return false;
  Setup.push_back(S);
  for (S = behind(S); S; S = behind(S)) {
    const HandleEvent *Set = Flow.eventOf(S);
    if (!Set || !Set->IsStatement || !Set->Call ||
        !apiName(Set->Call).ends_with("_set_params") || !isInvariant(S))
      break;
    Setup.push_back(S);
  }
  return true;
}

/// Whether a call leaves nothing behind its scope in the object: one of the
/// API, or of a function of this file that makes such calls only.
static bool isScopedCall(const CallExpr *Call, const DeclRefExpr *Object,
                         StringRef Prefix, unsigned Depth) {
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  StringRef Name = apiName(Call);
  if (Name.consume_front(Prefix))
    return isScopedUse(Name);
  if (!Callee || !Depth || isa<CXXMethodDecl>(Callee) ||
      !Callee->hasBody(Definition))
    return false;
  const auto At = llvm::find_if(Call->arguments(), [&](const Expr *Arg) {
    return Arg->IgnoreParenImpCasts() == Object;
  });
  const unsigned Index = std::distance(Call->arg_begin(), At);
  if (Index >= Definition->getNumParams())
    return false;

  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      for (const Expr *Arg : E->arguments())
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreParenImpCasts()))
          if (Ref->getDecl() == Param) {
            ++Passed;
            Scoped &= isScopedCall(E, Ref, Prefix, Depth);
          }
      return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      Named += E->getDecl() == Param;
      return true;
    }
    const ParmVarDecl *Param = nullptr;
    StringRef Prefix;
    unsigned Depth = 0, Named = 0, Passed = 0;
    bool Scoped = true;
  } Finder;
  Finder.Param = Definition->getParamDecl(Index);
  Finder.Prefix = Prefix;
  Finder.Depth = Depth - 1;
  Finder.TraverseStmt(Definition->getBody());
  return Finder.Scoped && Finder.Named == Finder.Passed;
}

bool Hoister::usesAreScoped(const HandleFlow &Flow) const {
  const std::string Prefix = "Z3_" + ir::spelling(Flow.kind()).str() + "_";
  unsigned Retains = 0;
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    if (llvm::is_contained(Setup, E.Statement)) {
      Retains += E.W == HandleEvent::Retain;
      continue;
    }
    switch (E.W) {
    case HandleEvent::Assign:
      if (E.Ref)
        return false;
      break;
    case HandleEvent::Use: {
      if (!isScopedCall(E.Call, E.Ref, Prefix, MaxDepth))
        return false;
      break;
    }
    case HandleEvent::Release:
      if (!E.IsStatement || Flow.beforeEvent(I) != Held)
        return false;
      break;
    default:
      return false;
    }
  }
  return Retains == 1;
}

/// Whether control can come behind the loop.
bool Hoister::endsLoopNormally(const HandleFlow &Flow) const {
  const auto *For = dyn_cast<ForStmt>(Loop);
  if (!For || For->getCond())
    return true;
  return llvm::any_of(waysOut(Flow, Body, Loop),
                      [](const WayOut &Way) { return Way.To == WayOut::Loop; });
}

Edit Hoister::rawByHand(const HandleFlow &Flow) {
  const std::string Kind = ir::spelling(Flow.kind()).str();
  const std::string Context = Out.text(Flow.context()->getSourceRange());
  const std::string Args = "(" + Context + ", " + Name;
  const std::string Push = "Z3_" + Kind + "_push" + Args + ");";
  const std::string Pop = "Z3_" + Kind + "_pop" + Args +
                          (Flow.kind() == ir::Kind::Solver ? ", 1);" : ");");
  const std::string Release = C.releaseCall(Flow, Out) + ";";

  std::vector<std::string> Before = {textOf(Decl)};
  for (const Stmt *S : Setup) {
    Before.push_back(textOf(S) + ";");
    Out.replace(S, {});
  }
  Out.declareBefore(Loop, Before);
  Out.replace(Decl, {Push});

  llvm::SmallPtrSet<const Stmt *, 4> KeptBefore;
  for (const HandleEvent &E : Flow.events()) {
    if (E.W != HandleEvent::Release)
      continue;
    const Stmt *Next = behind(E.Statement);
    if (isa_and_nonnull<ReturnStmt>(Next))
      KeptBefore.insert(Next);
    else
      Out.replace(E.Statement, {Pop});
  }
  for (const WayOut &Way : waysOut(Flow, Body, Loop)) {
    if (Way.To == WayOut::Elsewhere)
      return {};
    if (Way.To == WayOut::Function) {
      // From here on the object lives in the whole loop.
      if (!KeptBefore.contains(Way.Jump))
        insertBeforeJump(Way.Jump, {Release}, Flow, C, Out);
      continue;
    }
    bool MayHold = Way.States & Held;
    if (Way.To == WayOut::Loop || !MayHold)
      continue;
    if (Way.States != Held)
      return {};
    if (Way.Jump)
      Out.insertBefore(Way.Jump, {Pop});
    else
      Out.insertAtEnd(Body, {Pop});
  }
  if (endsLoopNormally(Flow))
    Out.insertBehind(Loop, {Release});
  return {Out.take(), {}};
}

/// Whether a z3raii::solver can stand for the raw handle.
bool Hoister::inRaii(const HandleFlow &Flow) const {
  if (!C.canUseRaii() || Flow.kind() != ir::Kind::Solver)
    return false;
  for (const HandleEvent &E : Flow.events()) {
    if (E.W != HandleEvent::Release)
      continue;
    // Early releases would leave the solver empty for the next iteration.
    const Stmt *Next = behind(E.Statement);
    if (Next && !isa<ReturnStmt, BreakStmt, ContinueStmt>(Next))
      return false;
  }
  return true;
}

Edit Hoister::rawInRaii(const HandleFlow &Flow) {
  const std::string Context = Out.text(Flow.context()->getSourceRange());
  std::string Scope = freshName(C, "scope");
  if (Scope.empty())
    Scope = freshName(C, Name + "_scope");
  if (Scope.empty())
    return {};

  std::vector<std::string> Before = {
      "z3raii::solver " + Name + " = z3raii::solver::share(" + Context + ", " +
      Out.text(Var->getInit()->getSourceRange()) + ");"};
  Out.replace(Setup.front(), {});
  for (const Stmt *S : llvm::drop_begin(Setup)) {
    Before.push_back(textOf(S) + ";");
    Out.replace(S, {});
  }
  Out.declareBefore(Loop, Before);
  Out.replace(Decl, {"z3raii::solver_scope " + Scope + "(" + Context + ", " +
                     Name + ");"});
  for (const HandleEvent &E : Flow.events())
    if (E.W == HandleEvent::Release)
      Out.replace(E.Statement, {});
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

Edit Hoister::raw(const HandleFlow &Flow) {
  if ((Flow.kind() != ir::Kind::Solver && Flow.kind() != ir::Kind::Optimize) ||
      !fits() || !Flow.context() || !isInvariant(Flow.context()) ||
      !collectSetup(Flow) || !usesAreScoped(Flow))
    return {};
  for (const Stmt *Deletion : Flow.contextDeletions())
    if (Deletion->getBeginLoc() >= Loop->getBeginLoc() &&
        Deletion->getEndLoc() <= Loop->getEndLoc())
      return {};
  return inRaii(Flow) ? rawInRaii(Flow) : rawByHand(Flow);
}

//===----------------------------------------------------------------------===//
// z3++
//===----------------------------------------------------------------------===//

/// How the object is declared; where `solver &s = *new solver(c);` stood, too.
/// Empty if it is made by something else.
std::string Hoister::declaration() {
  const Expr *Init = Var->getInit()->IgnoreUnlessSpelledInSource();
  if (isa<CXXConstructExpr>(Init))
    return textOf(Decl);
  const auto *Deref = dyn_cast<UnaryOperator>(Init);
  const auto *New =
      Deref && Deref->getOpcode() == UO_Deref
          ? dyn_cast<CXXNewExpr>(
                Deref->getSubExpr()->IgnoreUnlessSpelledInSource())
          : nullptr;
  const SourceRange Arguments = New ? New->getDirectInitRange() : SourceRange();
  if (!New || New->isArray() || New->getNumPlacementArgs() ||
      Arguments.isInvalid() || !Var->getType()->isLValueReferenceType())
    return {};
  PrintingPolicy Policy = C.M.Ctx.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  return New->getAllocatedType().getUnqualifiedType().getAsString(Policy) +
         " " + Name + Out.text(Arguments) + ";";
}

Edit Hoister::wrapped() {
  const std::string Declaration = declaration();
  if (!fits() || Declaration.empty())
    return {};
  // Settings right behind the declaration go with it.
  auto IsSetting = [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    const auto *Call =
        E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreUnlessSpelledInSource())
          : nullptr;
    const auto *Object =
        Call ? dyn_cast<DeclRefExpr>(
                   Call->getImplicitObjectArgument()->IgnoreParenImpCasts())
             : nullptr;
    return Object && Object->getDecl() == Var &&
           lower::nameOf(Call->getMethodDecl()) == "set" && isInvariant(S);
  };
  for (const Stmt *S = behind(Decl); S && IsSetting(S); S = behind(S))
    Setup.push_back(S);

  for (const DeclRefExpr *Ref : referencesTo(Var, C.FD->getBody())) {
    bool InSetup =
        llvm::is_contained(Setup, enclosingStatement(Ref, C.Parents));
    if (!InSetup && (Ref->refersToEnclosingVariableOrCapture() ||
                     !(isScopedUse(methodOf(Ref, C.Parents)) ||
                       isScopedArgument(Ref, C.Parents))))
      return {};
  }

  std::vector<std::string> Before = {Declaration};
  for (const Stmt *S : Setup) {
    Before.push_back(textOf(S) + ";");
    Out.replace(S, {});
  }
  Out.declareBefore(Loop, Before);
  Out.replace(Decl, {Name + ".push();"});
  // Who leaves the loop lets the solver go; who goes round pops.
  for (const WayOut &Way : jumpsOutOf(Body, Body->getBeginLoc()))
    if (Way.To == WayOut::Iteration &&
        Way.Jump->getBeginLoc() > Decl->getEndLoc())
      Out.insertBefore(Way.Jump, {Name + ".pop();"});
  if (!isa<ReturnStmt, BreakStmt, ContinueStmt>(Body->body_back()))
    Out.insertAtEnd(Body, {Name + ".pop();"});
  return {Out.take(), {}};
}

Edit explain::hoist(EditContext &C) {
  const VarDecl *Var = C.holder();
  const DeclStmt *Decl = Var ? declarationIn(bodyOf(C.loop()), Var) : nullptr;
  lower::OwnerClass Owner =
      Var ? C.M.Types.owner(Var->getType().getNonReferenceType())
          : lower::OwnerClass();
  const bool IsReusable =
      Owner && !Owner.Raii &&
      (Owner.K == ir::Kind::Solver || Owner.K == ir::Kind::Optimize);
  const bool IsContext = Owner && !Owner.Raii && Owner.K == ir::Kind::Context;
  if (IsContext && Decl)
    return hoistContext(C, Var, Decl);
  if (!Decl) {
    if (Var && (IsReusable || IsContext) && C.F.PerElement)
      if (Edit Closure = hoistFromClosure(C, Var))
        return Closure;
    if (Edit Object = hoistObject(C))
      return Object;
    return makeMember(C);
  }
  Hoister H(C, Var, Decl);
  if (const HandleFlow *Flow = C.flow())
    return H.raw(*Flow);
  return IsReusable ? H.wrapped() : hoistObject(C);
}

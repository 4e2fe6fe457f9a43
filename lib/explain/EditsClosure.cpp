// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hoist out of a closure that is run for each element: the object is made
// in the function around, and each run is between push and pop.

#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"

#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// Who runs a closure at once, one element after the other.
static bool runsAtOnce(const FunctionDecl *FD) {
  static const llvm::StringSet<> Names = {
      "for_each", "transform", "count_if",  "any_of",    "all_of",
      "none_of",  "find_if",   "remove_if", "partition", "copy_if"};
  if (!FD)
    return false;
  if (lower::isSystem(FD))
    return Names.contains(lower::nameOf(FD));
  // A function of the file that only calls what it is given, or hands it on to
  // itself.
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition))
    return false;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      const auto *Param = dyn_cast<ParmVarDecl>(E->getDecl());
      Named += Param && isFunction(Param);
      return true;
    }
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      const bool IsOperator = isa<CXXOperatorCallExpr>(E);
      // A template hands it on to another instance of itself.
      const bool IsItself =
          Callee &&
          (Callee->getCanonicalDecl() == Self->getCanonicalDecl() ||
           (Self->getPrimaryTemplate() &&
            Callee->getPrimaryTemplate() == Self->getPrimaryTemplate()));
      for (unsigned I = 0; I != E->getNumArgs(); ++I) {
        const auto *Ref =
            dyn_cast<DeclRefExpr>(E->getArg(I)->IgnoreParenImpCasts());
        const auto *Param =
            Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
        Run += Param && isFunction(Param) && (IsItself || (IsOperator && !I));
      }
      return true;
    }
    static bool isFunction(const ParmVarDecl *Param) {
      const auto *Class =
          Param->getType().getNonReferenceType()->getAsCXXRecordDecl();
      return Class && (Class->isLambda() || lower::nameOf(Class) == "function");
    }
    const FunctionDecl *Self = nullptr;
    unsigned Named = 0, Run = 0;
  } Finder;
  Finder.Self = Definition;
  Finder.TraverseStmt(Definition->getBody());
  return Finder.Run && Finder.Run == Finder.Named;
}

namespace {

class ClosureFinder : public lower::ASTVisitor {
public:
  bool VisitLambdaExpr(LambdaExpr *E) override {
    if (E->getCallOperator() == Operator)
      Found = E;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    References.push_back(E);
    return true;
  }
  const FunctionDecl *Operator = nullptr;
  const LambdaExpr *Found = nullptr;
  std::vector<const DeclRefExpr *> References;
};

class ClosureHoister {
public:
  ClosureHoister(EditContext &C, const VarDecl *Var) : C(C), Var(Var) {}
  Edit run();

private:
  bool findClosure();
  bool capturesNothing() const;
  bool findContext();
  bool isRunAtOnce(const ParentMap &Outside) const;
  bool fits() const;
  bool pushInBody(SourceEdits &Out);
  bool madeOfCaptures(const Stmt *Place, const ParentMap &Outside) const;

  EditContext &C;
  const VarDecl *Var;
  const FunctionDecl *Outer = nullptr;
  ClosureFinder Finder;
  const CompoundStmt *Body = nullptr;
  const DeclStmt *Decl = nullptr;
  ContextHoist Context;
};

} // namespace

bool ClosureHoister::findClosure() {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.FD);
  Outer = Method && Method->getParent()->isLambda()
              ? dyn_cast<FunctionDecl>(Method->getParent()->getDeclContext())
              : nullptr;
  if (!Outer || !Outer->hasBody() || Outer->isTemplated() ||
      Outer->isTemplateInstantiation())
    return false;
  Finder.Operator = C.FD;
  Finder.TraverseStmt(Outer->getBody());
  Body = dyn_cast<CompoundStmt>(C.FD->getBody());
  Decl = declarationIn(Body, Var);
  // A closure that captures nothing so far may capture all.
  return Finder.Found && Body && Decl && Decl->isSingleDecl() &&
         (Finder.Found->getCaptureDefault() == LCD_ByRef || capturesNothing());
}

bool ClosureHoister::capturesNothing() const {
  return Finder.Found->getCaptureDefault() == LCD_None &&
         Finder.Found->capture_begin() == Finder.Found->capture_end();
}

/// A context, and the solver in it, instead of the solver alone.
bool ClosureHoister::findContext() {
  if (z3ppClassName(Var->getType()) != "z3::context")
    return !capturesNothing();
  if (!Context.fits(C, Var, Decl, Body))
    return false;
  Var = Context.Solver;
  Decl = Context.SolverDecl;
  return true;
}

/// Whether the closure only goes to who runs it at once.
bool ClosureHoister::isRunAtOnce(const ParentMap &Outside) const {
  auto GoesTo = [&](const Stmt *E) {
    const Stmt *P = Outside.getParent(E);
    while (P && !isa<CallExpr, DeclStmt, CompoundStmt, LambdaExpr>(P))
      P = Outside.getParent(P);
    return P;
  };
  const Stmt *To = GoesTo(Finder.Found);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(To))
    return runsAtOnce(Call->getDirectCallee());
  const auto *Named = dyn_cast_or_null<DeclStmt>(To);
  const auto *Closure = Named && Named->isSingleDecl()
                            ? dyn_cast<VarDecl>(Named->getSingleDecl())
                            : nullptr;
  if (!Closure || !Closure->getType()->getAsCXXRecordDecl() ||
      !Closure->getType()->getAsCXXRecordDecl()->isLambda())
    return false;
  return llvm::all_of(Finder.References, [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl() != Closure)
      return true;
    const auto *Call = dyn_cast_or_null<CallExpr>(GoesTo(Ref));
    return !Ref->refersToEnclosingVariableOrCapture() && Call &&
           runsAtOnce(Call->getDirectCallee());
  });
}

/// Whether all that the object is made of is there before the closure, and
/// nothing in the closure changes it.
bool ClosureHoister::madeOfCaptures(const Stmt *Place,
                                    const ParentMap &Outside) const {
  for (const VarDecl *Of : variablesIn(Var->getInit())) {
    if (!Of->isLocalVarDecl() && !isa<ParmVarDecl>(Of))
      return false;
    if (Of->getDeclContext() == C.FD ||
        !(Of->getBeginLoc() < Place->getBeginLoc()))
      return false;
    // Of a context there is only the one; other values may change.
    if (!C.M.Types.owner(Of->getType().getNonReferenceType()))
      return false;
  }
  return true;
}

bool ClosureHoister::fits() const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      if (E->getDecl() == Var)
        Uses.push_back(E);
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return Other = true; }
    bool VisitCXXTryStmt(CXXTryStmt *) override { return Other = true; }
    bool VisitGotoStmt(GotoStmt *) override { return Other = true; }
    const VarDecl *Var = nullptr;
    std::vector<const DeclRefExpr *> Uses;
    bool Other = false;
  } InBody;
  InBody.Var = Var;
  InBody.TraverseStmt(const_cast<CompoundStmt *>(Body));
  return !InBody.Other &&
         llvm::all_of(InBody.Uses, [&](const DeclRefExpr *Ref) {
           return isScopedUse(methodOf(Ref, C.Parents));
         });
}

Edit ClosureHoister::run() {
  if (!findClosure() || !findContext() || !fits())
    return {};
  ParentMap Outside(Outer->getBody());
  const Stmt *Place = enclosingStatement(Finder.Found, Outside);
  while (Place && !isa_and_nonnull<CompoundStmt>(Outside.getParent(Place)))
    Place = Outside.getParent(Place);
  if (!Place || !isRunAtOnce(Outside) ||
      (!Context.Context && !madeOfCaptures(Place, Outside)))
    return {};
  for (const Stmt *S = Place; S; S = Outside.getParent(S))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      return {};
  for (const VarDecl *Moved : {Var, Context.Context})
    for (const DeclRefExpr *Ref : Finder.References)
      if (Moved && Ref->getDecl() != Moved && Ref->getDecl()->getIdentifier() &&
          Ref->getDecl()->getName() == Moved->getName())
        return {};

  SourceEdits Out = C.edits();
  SourceEdits Before(C.M.Ctx, Outside, C.Anchor);
  Before.declareBefore(
      Place, Context.Context
                 ? Context.declarations(Out)
                 : std::vector<std::string>{Out.text(Decl->getSourceRange())});
  if (capturesNothing())
    Before.replaceTokens(Finder.Found->getIntroducerRange(), "[&]");
  if (Context.Context)
    Out.replace(Context.ContextDecl, {});
  if (Var && !pushInBody(Out))
    return {};
  Edit Result{Before.take(), {}};
  std::vector<FixItHint> Inside = Out.take();
  if (!Result || Inside.empty())
    return {};
  Result.Fixes.insert(Result.Fixes.end(), Inside.begin(), Inside.end());
  return Result;
}

/// Each run of the closure is a scope of the solver.
bool ClosureHoister::pushInBody(SourceEdits &Out) {
  const std::string Name = Var->getNameAsString();
  Out.replace(Decl, {Name + ".push();"});
  const std::string Pop = Name + ".pop();";
  for (const WayOut &Way : jumpsOutOf(Body, Body->getBeginLoc())) {
    if (Way.Jump->getBeginLoc() < Decl->getEndLoc())
      continue;
    const auto *Return = dyn_cast<ReturnStmt>(Way.Jump);
    if (!Return)
      return false;
    insertBeforeReturn(
        Return, {Pop},
        llvm::is_contained(variablesIn(Return->getRetValue()), Var), C, Out);
  }
  if (!isa<ReturnStmt>(Body->body_back()))
    Out.insertAtEnd(Body, {Pop});
  return true;
}

Edit explain::hoistFromClosure(EditContext &C, const VarDecl *Var) {
  return ClosureHoister(C, Var).run();
}

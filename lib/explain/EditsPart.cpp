// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a handle in a field of a local struct, or of what a local
// variable points to: the release before the way out on which it is lost, or
// before the struct is freed. Right where control comes from the creation to
// there without another release, in one block.

#include "explain/Changes.h"
#include "explain/Edits.h"
#include "explain/Names.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

class PartReleaser {
public:
  explicit PartReleaser(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findPlace();
  void findFilled();
  bool findCreation();
  bool findContext();
  bool isPlace(const Expr *E);
  const Stmt *lossAt(ir::InstrId At) const;
  bool isRead(const Expr *E);
  bool isClear(const Stmt *Loss);

  EditContext &C;
  SourceEdits Out;
  /// "q->core", of the variable q.
  std::string Place;
  const VarDecl *Root = nullptr;
  const Expr *Context = nullptr;
  /// The statement of the block behind which the handle is there.
  const CompoundStmt *Block = nullptr;
  const Stmt *Making = nullptr;
};

/// All expressions of a piece of source.
template <class Fn> class ExprVisitor : public lower::ASTVisitor {
public:
  explicit ExprVisitor(Fn F) : F(F) {}
  bool VisitStmt(Stmt *S) override {
    if (const auto *E = dyn_cast<Expr>(S))
      F(E);
    return true;
  }
  Fn F;
};

template <class Fn> void forEachExpr(const Stmt *S, Fn F) {
  ExprVisitor<Fn> V(F);
  V.TraverseStmt(const_cast<Stmt *>(S));
}

} // namespace

bool PartReleaser::findPlace() {
  if (C.isTaught() || !ir::isCounted(C.F.K) || C.F.LoopHeader != ir::NoBlock ||
      C.F.Count != 1 || C.isCpp())
    return false;
  if (C.F.Holder == ir::NoPlace) {
    findFilled();
  } else {
    Place = placeName(*C.F.F, C.F.Holder, C.L);
    Root = variableOf(*C.F.F, C.F.F->rootOf(C.F.Holder), C.L);
  }
  return Root && Root->isLocalVarDecl() && Root->hasLocalStorage() &&
         Place != Root->getName() && llvm::all_of(Place, [](char Ch) {
           return llvm::isAlnum(Ch) || Ch == '_' || Ch == '.' || Ch == '-' ||
                  Ch == '>';
         });
}

/// "s.goal" of `make(c, &s.goal)`, if the call gets one place of the kind only.
void PartReleaser::findFilled() {
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  for (unsigned I = 0; Make && I != Make->getNumArgs(); ++I) {
    const auto *Address =
        dyn_cast<UnaryOperator>(Make->getArg(I)->IgnoreParenCasts());
    const auto *Member =
        Address && Address->getOpcode() == UO_AddrOf
            ? dyn_cast<MemberExpr>(Address->getSubExpr()->IgnoreParens())
            : nullptr;
    if (!Member || C.M.Types.handleKind(Member->getType()) != C.F.K)
      continue;
    const auto *Of =
        dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
    if (!Of || Root) {
      Root = nullptr;
      return;
    }
    Root = dyn_cast<VarDecl>(Of->getDecl());
    Place = Out.text(Member->getSourceRange());
  }
}

bool PartReleaser::isPlace(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  return isa<MemberExpr>(E) && !E->getBeginLoc().isMacroID() &&
         Out.text(E->getSourceRange()) == Place;
}

/// `q->core = make(c);`, or `if (!make(c, &q->core)) return;`.
bool PartReleaser::findCreation() {
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  if (!Make)
    return false;
  Making = enclosingStatement(Make, C.Parents);
  const auto *Assign = dyn_cast<BinaryOperator>(Making);
  if (Assign && Assign->isAssignmentOp()) {
    if (Assign->getOpcode() != BO_Assign || !isPlace(Assign->getLHS()) ||
        Assign->getRHS()->IgnoreParenImpCasts() != Make)
      return false;
  } else {
    const bool IsGiven = llvm::any_of(Make->arguments(), [&](const Expr *Arg) {
      const auto *Address = dyn_cast<UnaryOperator>(Arg->IgnoreParenCasts());
      return Address && Address->getOpcode() == UO_AddrOf &&
             isPlace(Address->getSubExpr());
    });
    const auto *If = dyn_cast_or_null<IfStmt>(C.Parents.getParent(Making));
    if (!IsGiven || !If || If->getCond() != Making || If->getElse())
      return false;
    const Stmt *Last = If->getThen();
    while (const auto *Inner = dyn_cast_or_null<CompoundStmt>(Last))
      Last = Inner->body_empty() ? nullptr : Inner->body_back();
    if (!isa_and_nonnull<ReturnStmt>(Last))
      return false;
    Making = If;
  }
  Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Making));
  return Block != nullptr;
}

/// As the creation spells it.
bool PartReleaser::findContext() {
  for (const Expr *Arg : cast<CallExpr>(C.creation())->arguments())
    if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
      if (Context || !isPlainExpression(Arg))
        return false;
      Context = Arg;
    }
  if (!Context)
    return false;
  ChangeFinder Changes;
  Changes.TraverseStmt(const_cast<CompoundStmt *>(Block));
  return !Changes.HasGoto &&
         llvm::none_of(variablesIn(Context), [&](const VarDecl *Var) {
           return Changes.Changed.contains(Var);
         });
}

/// The return, or the `free(q);`, at which the handle is lost; null for
/// anything else.
const Stmt *PartReleaser::lossAt(ir::InstrId At) const {
  const Stmt *S = statementOf(*C.F.F, At, C.L);
  // Variables end where the function is left, without a statement.
  for (const analysis::Step &Step : C.F.Path)
    if (!S && Step.W == analysis::Step::Lost && Step.At == At)
      for (const WayOut &Way :
           jumpsOutOf(cast<CompoundStmt>(C.FD->getBody()), SourceLocation()))
        if (Way.Jump->getBeginLoc() == locationOf(Step.Loc))
          S = Way.Jump;
  if (isa_and_nonnull<ReturnStmt>(S))
    return S;
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const auto *Freed =
      Callee && lower::nameOf(Callee) == "free" && Call->getNumArgs() == 1
          ? dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  return Freed && Freed->getDecl() == Root ? S : nullptr;
}

/// Whether an appearance of the handle does no more than read or retain it.
bool PartReleaser::isRead(const Expr *E) {
  const Stmt *P = C.Parents.getParentIgnoreParenImpCasts(const_cast<Expr *>(E));
  while (isa_and_nonnull<CallExpr>(P) &&
         underlyingHandle(cast<CallExpr>(P)) != P)
    P = C.Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(P));
  if (const auto *Call = dyn_cast_or_null<CallExpr>(P)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && C.M.effectOf(Callee).Known &&
           C.M.effectOf(Callee).Count != model::CountEffect::Release;
  }
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(P);
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(P);
  return (Binary && (Binary->isComparisonOp() || Binary->isLogicalOp())) ||
         (Unary && Unary->getOpcode() == UO_LNot) || isa_and_nonnull<IfStmt>(P);
}

/// Whether it is surely held at the loss: between the creation and there it is
/// read only, and nobody else gets the struct.
bool PartReleaser::isClear(const Stmt *Loss) {
  bool Reached = false, Clear = true;
  for (const Stmt *S = Loss; S && !Reached; S = C.Parents.getParent(S))
    Reached = C.Parents.getParent(S) == Block;
  if (!Reached || Loss->getBeginLoc() < Making->getEndLoc())
    return false;
  forEachExpr(Block, [&](const Expr *E) {
    const SourceLocation At = E->getBeginLoc();
    if (At < Making->getEndLoc() || At > Loss->getEndLoc())
      return;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (isa<MemberExpr>(E) && isPlace(E))
      Clear &= isRead(E);
    else if (Ref && Ref->getDecl() == Root)
      Clear &=
          isa_and_nonnull<MemberExpr>(C.Parents.getParentIgnoreParenImpCasts(
              const_cast<DeclRefExpr *>(Ref))) ||
          (isa<CallExpr>(Loss) && At >= Loss->getBeginLoc());
  });
  return Clear;
}

Edit PartReleaser::run() {
  if (!findPlace() || !findCreation() || !findContext() || C.F.Lost.empty())
    return {};
  const std::string Line =
      countingCall(model::releaseFunction(C.F.K), C.F.K,
                   Out.text(Context->getSourceRange()), Place) +
      ";";
  std::vector<const Stmt *> Done;
  for (ir::InstrId At : C.F.Lost) {
    const Stmt *Loss = lossAt(At);
    if (!Loss || !isClear(Loss) || !C.isVariableVisibleAt(Root, Loss) ||
        !C.isVisibleAt(Context, Loss))
      return {};
    if (llvm::is_contained(Done, Loss))
      continue;
    Done.push_back(Loss);
    const auto *Return = dyn_cast<ReturnStmt>(Loss);
    if (!Return)
      Out.insertBefore(Loss, {Line});
    else
      insertBeforeReturn(
          Return, {Line},
          llvm::is_contained(variablesIn(Return->getRetValue()), Root), C, Out);
  }
  return {Out.take(), {}};
}

Edit explain::releasePart(EditContext &C) { return PartReleaser(C).run(); }

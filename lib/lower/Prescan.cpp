// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Prescan.h"
#include "lower/ClangCompat.h"
#include "lower/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace z3tidy::lower {

using namespace clang;

const Expr *builder(const Expr *E) {
  while (E) {
    E = E->IgnoreParens();
    if (const auto *X = dyn_cast<FullExpr>(E))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXBindTemporaryExpr>(E))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXDefaultInitExpr>(E))
      E = X->getExpr();
    else if (const auto *X = dyn_cast<CastExpr>(E);
             X && X->getType()->isRecordType() &&
             X->getSubExpr()->getType()->isRecordType())
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<CastExpr>(E);
             X && (X->getCastKind() == CK_ConstructorConversion ||
                   X->getCastKind() == CK_UserDefinedConversion))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = X->getReplacement();
    else if (const auto *X = dyn_cast<CXXStdInitializerListExpr>(E))
      return X;
    else
      return E;
  }
  return E;
}

class Prescan : public ConstStmtVisitor<Prescan> {
public:
  explicit Prescan(Plan &P) : P(P) {}

  void scan(const Stmt *S) {
    if (S)
      Visit(S);
  }
  void build(const Expr *E, Destination D);

  void VisitStmt(const Stmt *S) {
    for (const Stmt *Child : S->children())
      scan(Child);
  }

  // Scopes --------------------------------------------------------------------
  void VisitCompoundStmt(const CompoundStmt *S) { block(S); }
  void VisitForStmt(const ForStmt *S) {
    P.Loops.push_back(S);
    block(S);
  }
  void VisitIfStmt(const IfStmt *S) { block(S); }
  void VisitWhileStmt(const WhileStmt *S) {
    P.Loops.push_back(S);
    block(S);
  }
  void VisitDoStmt(const DoStmt *S) { block(S); }
  void VisitSwitchCase(const SwitchCase *S) { block(S); }
  void VisitSwitchStmt(const SwitchStmt *S) { scoped(S); }
  void VisitCXXForRangeStmt(const CXXForRangeStmt *S);
  void VisitCXXCatchStmt(const CXXCatchStmt *S) { scoped(S); }
  void VisitCXXTryStmt(const CXXTryStmt *S);
  void enterTry(const CXXTryStmt *S);
  void VisitDeclStmt(const DeclStmt *S);
  void VisitStmtExpr(const StmtExpr *E) {
    const CompoundStmt *Body = E->getSubStmt();
    const auto *Last =
        Body->body_empty() ? nullptr : dyn_cast<Expr>(Body->body_back());
    const auto *Named =
        Last ? dyn_cast<DeclRefExpr>(Last->IgnoreParenImpCasts()) : nullptr;
    bool IsOfBlock =
        Named && llvm::any_of(Body->body(), [&](const Stmt *S) {
          const auto *D = dyn_cast<DeclStmt>(S);
          return D && llvm::is_contained(D->decls(), Named->getDecl());
        });
    if (IsOfBlock)
      P.BlockResults.insert(Last->IgnoreParens());
    VisitStmt(E);
  }

  // Results -------------------------------------------------------------------
  /// `m.emplace(k, v).first`: whether it is new makes no difference.
  void VisitMemberExpr(const MemberExpr *E) {
    if (nameOf(E->getMemberDecl()) == "first")
      P.Discarded.insert(builder(E->getBase()->IgnoreImplicit()));
    VisitStmt(E);
  }

  // Points --------------------------------------------------------------------
  void VisitCXXThrowExpr(const CXXThrowExpr *E) {
    // What leaves the function, leaves it in one way or the other.
    if (!Try && E->getSubExpr() && E->getSubExpr()->getType()->isRecordType())
      build(E->getSubExpr(), {Destination::Return});
    point(E);
  }
  void VisitCallExpr(const CallExpr *E) { point(E); }
  void VisitCXXConstructExpr(const CXXConstructExpr *E) { point(E); }

  // Destinations --------------------------------------------------------------
  void VisitReturnStmt(const ReturnStmt *S);
  void VisitCXXNewExpr(const CXXNewExpr *E);
  void VisitLambdaExpr(const LambdaExpr *E);
  void VisitInitListExpr(const InitListExpr *E);
  void VisitCXXParenListInitExpr(const CXXParenListInitExpr *E);
  void VisitAbstractConditionalOperator(const AbstractConditionalOperator *E);
  void VisitConditionalOperator(const ConditionalOperator *E) {
    VisitAbstractConditionalOperator(E);
  }
  void VisitBinaryConditionalOperator(const BinaryConditionalOperator *E) {
    VisitAbstractConditionalOperator(E);
  }
  void VisitCXXDefaultInitExpr(const CXXDefaultInitExpr *E) {
    scan(E->getExpr());
  }
  void VisitOpaqueValueExpr(const OpaqueValueExpr *) {}

  // Cursors -------------------------------------------------------------------
  void VisitUnaryOperator(const UnaryOperator *E) {
    if (E->isIncrementDecrementOp())
      moves(E->getSubExpr(), /*ByConstant=*/true);
    VisitStmt(E);
  }
  void VisitCompoundAssignOperator(const CompoundAssignOperator *E) {
    moves(E->getLHS(), /*ByConstant=*/false);
    VisitStmt(E);
  }
  void VisitImplicitCastExpr(const ImplicitCastExpr *E) {
    if (E->getCastKind() == CK_LValueToRValue)
      Fine.insert(E->getSubExpr()->IgnoreParens());
    VisitStmt(E);
  }
  void VisitDeclRefExpr(const DeclRefExpr *E) {
    if (const auto *VD = dyn_cast<VarDecl>(E->getDecl());
        VD && VD->getType()->isPointerType() && !Fine.count(E))
      P.Strayed.insert(VD);
  }

private:
  void point(const Stmt *S) {
    P.Points[S] = {Scope, Try};
    VisitStmt(S);
  }
  void moves(const Expr *E, bool ByConstant) {
    if (const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParens()))
      if (const auto *VD = dyn_cast<VarDecl>(R->getDecl());
          VD && VD->getType()->isPointerType()) {
        P.Cursors.insert(VD);
        if (ByConstant)
          Fine.insert(R);
      }
  }
  void scoped(const Stmt *S) {
    const ScopeNode *Outer = Scope;
    VisitStmt(S);
    Scope = Outer;
  }
  /// A statement of which those expressions that are its children are
  /// statements, or tests.
  void block(const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (const auto *E = dyn_cast_or_null<Expr>(Child))
        P.Discarded.insert(builder(E));
    scoped(S);
  }
  void buildFields(const Expr *E, ArrayRef<const Expr *> Inits);

  Plan &P;
  const ScopeNode *Scope = nullptr;
  const TryRegion *Try = nullptr;
  /// Names of variables that are read, or moved on by constants.
  llvm::SmallPtrSet<const Expr *, 16> Fine;
};

//===----------------------------------------------------------------------===//
// Scopes
//===----------------------------------------------------------------------===//

void Prescan::VisitDeclStmt(const DeclStmt *S) {
  for (const Decl *D : S->decls()) {
    const auto *VD = dyn_cast<VarDecl>(D);
    if (!VD)
      continue;
    if (const Expr *Init = VD->getInit()) {
      if (!VD->getType()->isReferenceType())
        build(Init, {Destination::Variable, 0, VD});
      scan(Init);
    }
    if (VD->hasLocalStorage()) {
      P.Scopes.push_back({VD, Scope});
      Scope = &P.Scopes.back();
    }
    if (const auto *DD = dyn_cast<DecompositionDecl>(VD))
      for (const BindingDecl *B : DD->bindings())
        if (const VarDecl *Holding = B->getHoldingVar())
          scan(Holding->getInit());
  }
}

void Prescan::VisitCXXForRangeStmt(const CXXForRangeStmt *S) {
  P.Loops.push_back(S);
  if (const auto *E = dyn_cast<Expr>(S->getBody()))
    P.Discarded.insert(builder(E));
  const ScopeNode *Outer = Scope;
  scan(S->getInit());
  scan(S->getRangeStmt());
  scan(S->getBeginStmt());
  scan(S->getEndStmt());
  for (const DeclStmt *Bound : {S->getBeginStmt(), S->getEndStmt()})
    if (Bound)
      P.Ranges[cast<VarDecl>(Bound->getSingleDecl())] = S;
  scan(S->getCond());
  scan(S->getInc());
  scan(S->getLoopVarStmt());
  scan(S->getBody());
  Scope = Outer;
}

void Prescan::enterTry(const CXXTryStmt *S) {
  P.Points[S] = {Scope, Try};
  P.Regions.push_back({S, Scope, Try});
  Try = &P.Regions.back();
  P.Tries[S] = Try;
}

void Prescan::VisitCXXTryStmt(const CXXTryStmt *S) {
  if (!P.Tries.count(S)) // else: of a constructor, around its initialisers too
    enterTry(S);
  scan(S->getTryBlock());
  Try = Try->Outer;
  for (unsigned I = 0; I < S->getNumHandlers(); ++I)
    scan(S->getHandler(I));
}

//===----------------------------------------------------------------------===//
// Destinations
//===----------------------------------------------------------------------===//

const Expr *elidedSource(const CXXConstructExpr *E) {
  if (!E->isElidable() || E->getNumArgs() == 0 ||
      !E->getConstructor()->isCopyOrMoveConstructor())
    return nullptr;
  const Expr *Arg = E->getArg(0)->IgnoreParens();
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Arg))
    Arg = Cast->getSubExpr()->IgnoreParens();
  const auto *M = dyn_cast<MaterializeTemporaryExpr>(Arg);
  return M ? M->getSubExpr() : nullptr;
}

void Prescan::build(const Expr *E, Destination D) {
  E = builder(E);
  if (!E)
    return;
  QualType T = E->getType();
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    if (const Expr *Source = elidedSource(C)) {
      P.Elided.insert(C);
      build(Source, D);
      return;
    }
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E);
      C && T->isRecordType() && E->isPRValue()) {
    build(C->getTrueExpr(), D);
    build(C->getFalseExpr(), D);
  } else if (const auto *B = dyn_cast<BinaryOperator>(E);
             B && B->getOpcode() == BO_Comma) {
    build(B->getRHS(), D);
    return;
  } else if (const auto *SE = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = SE->getSubStmt();
    if (!Body->body_empty())
      if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
        build(Last, D);
    return;
  } else if (const auto *L = dyn_cast<InitListExpr>(E);
             L && L->isTransparent()) {
    build(L->getInit(0), D);
    return;
  }
  P.Destinations.try_emplace(E, D);
}

void Prescan::VisitReturnStmt(const ReturnStmt *S) {
  if (const Expr *E = S->getRetValue(); E && E->isPRValue())
    build(E, {Destination::Return});
  VisitStmt(S);
}

void Prescan::VisitCXXNewExpr(const CXXNewExpr *E) {
  if (const Expr *Init = E->getInitializer()) {
    Destination D{Destination::New};
    D.NewExpr = E;
    build(Init, D);
  }
  VisitStmt(E);
}

void Prescan::VisitLambdaExpr(const LambdaExpr *E) {
  unsigned Index = 0;
  for (const Expr *Init : E->capture_inits()) {
    if (Init) {
      if (Init->isPRValue()) {
        Destination D{Destination::Capture, Index};
        D.Outer = E;
        build(Init, D);
      }
      scan(Init);
    }
    ++Index;
  }
}

void Prescan::buildFields(const Expr *E, ArrayRef<const Expr *> Inits) {
  QualType T = E->getType();
  Destination D;
  D.Outer = E;
  if (T->isArrayType()) {
    D.F = Destination::Element;
    for (const Expr *Init : Inits) {
      if (Init)
        build(Init, D);
      ++D.Index;
    }
    return;
  }
  const RecordDecl *RD = T->getAsRecordDecl();
  if (!RD)
    return;
  unsigned I = 0;
  D.F = Destination::Same;
  if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
    for (unsigned B = 0; B < CXX->getNumBases() && I < Inits.size(); ++B)
      build(Inits[I++], D);
  D.F = Destination::Field;
  if (const auto *L = dyn_cast<InitListExpr>(E);
      L && RD->isUnion() && L->getInitializedFieldInUnion()) {
    D.FieldDecl = L->getInitializedFieldInUnion();
    if (I < Inits.size())
      build(Inits[I], D);
    return;
  }
  for (const FieldDecl *F : RD->fields()) {
    if (F->isBitField() && !F->getDeclName())
      continue;
    if (I >= Inits.size())
      return;
    D.FieldDecl = F;
    if (const Expr *Init = Inits[I++])
      build(Init, D);
  }
}

void Prescan::VisitInitListExpr(const InitListExpr *E) {
  if (const InitListExpr *Semantic = E->getSemanticForm())
    E = Semantic;
  if (!E->isTransparent()) {
    SmallVector<const Expr *, 8> Inits(E->inits().begin(), E->inits().end());
    buildFields(E, Inits);
  }
  for (const Expr *Init : E->inits())
    scan(Init);
}

void Prescan::VisitCXXParenListInitExpr(const CXXParenListInitExpr *E) {
  SmallVector<const Expr *, 8> Inits(E->getInitExprs().begin(),
                                     E->getInitExprs().end());
  buildFields(E, Inits);
  VisitStmt(E);
}

void Prescan::VisitAbstractConditionalOperator(
    const AbstractConditionalOperator *E) {
  if (!E->getType()->isVoidType()) {
    P.ArmOf[E->getTrueExpr()->IgnoreParens()] = E;
    P.ArmOf[E->getFalseExpr()->IgnoreParens()] = E;
    if (E->isPRValue() && E->getType()->isRecordType() &&
        !P.Destinations.count(E)) {
      Destination D{Destination::Same};
      D.Outer = E;
      build(E->getTrueExpr(), D);
      build(E->getFalseExpr(), D);
    }
  }
  VisitStmt(E);
}

Plan prescan(const FunctionDecl *FD) {
  Plan P;
  Prescan S(P);
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD)) {
    if (const auto *Whole = dyn_cast_or_null<CXXTryStmt>(FD->getBody()))
      S.enterTry(Whole);
    for (const CXXCtorInitializer *Init : Ctor->inits()) {
      Destination D{Destination::Member};
      D.Init = Init;
      if (Init->getInit()) {
        S.build(Init->getInit(), D);
        S.scan(Init->getInit());
      }
    }
  }
  S.scan(FD->getBody());
  return P;
}

} // namespace z3tidy::lower

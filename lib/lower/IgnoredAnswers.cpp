// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/IgnoredAnswers.h"

#include "lower/ASTVisitor.h"
#include "lower/NameSwitch.h"
#include "lower/Types.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace z3tidy::lower {

using namespace clang;

bool isPrinting(const CallExpr *Call) {
  const FunctionDecl *FD = Call->getDirectCallee();
  if (!FD || !isSystem(FD))
    return false;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call))
    return Op->getOperator() == OO_LessLess;
  if (nameOf(FD).empty())
    return FD->getOverloadedOperator() == OO_LessLess;
  return NameSwitch<bool>(nameOf(FD))
      .Cases({"printf", "fprintf", "dprintf", "syslog"}, true)
      .Default(false);
}

bool isAnswer(QualType T) {
  const auto *ET = T.isNull() ? nullptr : T->getAs<EnumType>();
  if (!ET)
    return false;
  const NamedDecl *Name = ET->getDecl();
  if (const TypedefNameDecl *Typedef =
          ET->getDecl()->getTypedefNameForAnonDecl())
    Name = Typedef;
  return nameOf(Name) == "Z3_lbool" || nameOf(Name) == "check_result";
}

namespace {

class Finder : public ASTVisitor {
public:
  bool VisitCompoundStmt(CompoundStmt *S) override {
    for (const Stmt *Child : S->body())
      drop(Child);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override {
    drop(S->getThen());
    drop(S->getElse());
    return true;
  }
  bool VisitForStmt(ForStmt *S) override {
    drop(S->getInc());
    drop(S->getBody());
    return true;
  }
  bool VisitWhileStmt(WhileStmt *S) override {
    drop(S->getBody());
    return true;
  }
  bool VisitVarDecl(VarDecl *VD) override {
    if (VD->isLocalVarDecl() && VD->getInit())
      if (const auto *Call =
              dyn_cast<CallExpr>(VD->getInit()->IgnoreImpCasts()))
        Variables[VD] = Call;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *R) override {
    ++Reads[R->getDecl()];
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    if (isPrinting(Call))
      for (const Expr *Arg : Call->arguments())
        if (const auto *R = dyn_cast<DeclRefExpr>(Arg->IgnoreParenCasts()))
          ++Prints[R->getDecl()];
    return true;
  }

  llvm::DenseSet<const Expr *> result() {
    for (auto [VD, Call] : Variables)
      if (Reads.lookup(VD) == Prints.lookup(VD))
        Dropped.insert(Call);
    return std::move(Dropped);
  }

private:
  void drop(const Stmt *S) {
    const auto *E = dyn_cast_or_null<Expr>(S);
    const auto *Call =
        dyn_cast_or_null<CallExpr>(E ? E->IgnoreParenCasts() : nullptr);
    if (Call)
      Dropped.insert(Call);
  }

  llvm::DenseSet<const Expr *> Dropped;
  llvm::DenseMap<const VarDecl *, const CallExpr *> Variables;
  llvm::DenseMap<const ValueDecl *, unsigned> Reads, Prints;
};

} // namespace

llvm::DenseSet<const Expr *> ignoredResults(const FunctionDecl *FD) {
  Finder F;
  if (FD->getBody())
    F.TraverseStmt(FD->getBody());
  return F.result();
}

} // namespace z3tidy::lower

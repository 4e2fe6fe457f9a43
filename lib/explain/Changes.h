// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables and fields a piece of source changes, as far as it names
// them: for edits that let something run less often, or later.

#ifndef Z3TIDY_EXPLAIN_CHANGES_H
#define Z3TIDY_EXPLAIN_CHANGES_H

#include "lower/ASTVisitor.h"

namespace z3tidy::explain {

class ChangeFinder : public lower::ASTVisitor {
public:
  bool VisitUnaryOperator(clang::UnaryOperator *E) override {
    if (E->isIncrementDecrementOp() || E->getOpcode() == clang::UO_AddrOf)
      changed(E->getSubExpr());
    return true;
  }
  bool VisitBinaryOperator(clang::BinaryOperator *E) override {
    if (E->isAssignmentOp())
      changed(E->getLHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(clang::CXXOperatorCallExpr *E) override {
    if (E->isAssignmentOp())
      changed(E->getArg(0));
    return true;
  }
  bool VisitVarDecl(clang::VarDecl *D) override {
    Changed.insert(D);
    return true;
  }
  bool VisitGotoStmt(clang::GotoStmt *) override { return HasGoto = true; }
  bool VisitIndirectGotoStmt(clang::IndirectGotoStmt *) override {
    return HasGoto = true;
  }

  llvm::SmallPtrSet<const clang::ValueDecl *, 16> Changed;
  bool HasGoto = false;

private:
  void changed(const clang::Expr *E) {
    E = E->IgnoreParenCasts();
    if (const auto *Ref = clang::dyn_cast<clang::DeclRefExpr>(E))
      Changed.insert(Ref->getDecl());
    else if (const auto *Member = clang::dyn_cast<clang::MemberExpr>(E))
      Changed.insert(Member->getMemberDecl());
  }
};

} // namespace z3tidy::explain

#endif // Z3TIDY_EXPLAIN_CHANGES_H

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/ASTVisitor.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace z3tidy::lower;

namespace {

/// clang's walk, which asks an ASTVisitor at each step.
class Walk : public RecursiveASTVisitor<Walk> {
public:
  using Base = RecursiveASTVisitor<Walk>;

  explicit Walk(ASTVisitor &V) : V(V) {}

  bool TraverseDecl(Decl *D) { return V.TraverseDecl(D); }
  bool TraverseTypeLoc(TypeLoc T, bool = true) { return V.TraverseTypeLoc(T); }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    return V.TraverseConstructorInitializer(Init);
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *S) {
    return V.TraverseCXXForRangeStmt(S);
  }
  bool TraverseCXXTryStmt(CXXTryStmt *S) { return V.TraverseCXXTryStmt(S); }
  bool TraverseDoStmt(DoStmt *S) { return V.TraverseDoStmt(S); }
  bool TraverseForStmt(ForStmt *S) { return V.TraverseForStmt(S); }
  bool TraverseLambdaExpr(LambdaExpr *E) { return V.TraverseLambdaExpr(E); }
  bool TraverseSwitchStmt(SwitchStmt *S) { return V.TraverseSwitchStmt(S); }
  bool TraverseWhileStmt(WhileStmt *S) { return V.TraverseWhileStmt(S); }

  bool VisitStmt(Stmt *S) { return V.VisitStmt(S); }
  bool VisitDecl(Decl *D) { return V.VisitDecl(D); }
#define STMT(CLASS, PARENT)                                                    \
  bool Visit##CLASS(CLASS *S) { return V.Visit##CLASS(S); }
#include "clang/AST/StmtNodes.inc"
#define DECL(CLASS, PARENT)                                                    \
  bool Visit##CLASS##Decl(CLASS##Decl *D) { return V.Visit##CLASS##Decl(D); }
#include "clang/AST/DeclNodes.inc"

  bool shouldVisitTemplateInstantiations() const {
    return V.shouldVisitTemplateInstantiations();
  }
  bool shouldVisitImplicitCode() const { return V.shouldVisitImplicitCode(); }
  bool shouldWalkTypesOfTypeLocs() const {
    return V.shouldWalkTypesOfTypeLocs();
  }

private:
  ASTVisitor &V;
};

} // namespace

bool ASTVisitor::TraverseStmt(Stmt *S) { return Walk(*this).TraverseStmt(S); }

// What a visitor does not do in its own way goes on with clang's.
bool ASTVisitor::TraverseDecl(Decl *D) {
  return Walk(*this).Base::TraverseDecl(D);
}
bool ASTVisitor::TraverseTypeLoc(TypeLoc T) {
  return Walk(*this).Base::TraverseTypeLoc(T);
}
bool ASTVisitor::TraverseConstructorInitializer(CXXCtorInitializer *Init) {
  return Walk(*this).Base::TraverseConstructorInitializer(Init);
}
bool ASTVisitor::TraverseCXXForRangeStmt(CXXForRangeStmt *S) {
  return Walk(*this).Base::TraverseCXXForRangeStmt(S);
}
bool ASTVisitor::TraverseCXXTryStmt(CXXTryStmt *S) {
  return Walk(*this).Base::TraverseCXXTryStmt(S);
}
bool ASTVisitor::TraverseDoStmt(DoStmt *S) {
  return Walk(*this).Base::TraverseDoStmt(S);
}
bool ASTVisitor::TraverseForStmt(ForStmt *S) {
  return Walk(*this).Base::TraverseForStmt(S);
}
bool ASTVisitor::TraverseLambdaExpr(LambdaExpr *E) {
  return Walk(*this).Base::TraverseLambdaExpr(E);
}
bool ASTVisitor::TraverseSwitchStmt(SwitchStmt *S) {
  return Walk(*this).Base::TraverseSwitchStmt(S);
}
bool ASTVisitor::TraverseWhileStmt(WhileStmt *S) {
  return Walk(*this).Base::TraverseWhileStmt(S);
}

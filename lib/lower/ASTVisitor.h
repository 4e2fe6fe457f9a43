// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A visitor of clang's AST with virtual functions. clang's own is a template
// that costs a compiler ten seconds for each class that is made from it; here
// that is paid once, in ASTVisitor.cpp. (Since 20 clang has such a class, too.)

#ifndef Z3TIDY_LOWER_ASTVISITOR_H
#define Z3TIDY_LOWER_ASTVISITOR_H

#include "llvm/Support/Compiler.h"

namespace clang {
class CXXCtorInitializer;
class Decl;
class Stmt;
class TypeLoc;
#define STMT(CLASS, PARENT) class CLASS;
#include "clang/AST/StmtNodes.inc"
#define DECL(CLASS, PARENT) class CLASS##Decl;
#include "clang/AST/DeclNodes.inc"
} // namespace clang

namespace z3tidy::lower {

/// Goes through statements and declarations as clang's RecursiveASTVisitor
/// does, in the same order. Every function returns false to end the walk.
/// Hidden: the tables of its functions, of which each visitor has one, would
/// cost a plugin's loader twenty milliseconds.
class LLVM_LIBRARY_VISIBILITY ASTVisitor {
public:
  virtual ~ASTVisitor() = default;

  /// Walks a statement and all below it; nothing for null.
  bool TraverseStmt(clang::Stmt *S);

  virtual bool TraverseDecl(clang::Decl *D);
  virtual bool TraverseTypeLoc(clang::TypeLoc T);
  virtual bool TraverseConstructorInitializer(clang::CXXCtorInitializer *Init);
  // Of statements only these: one that may be nested in its own kind by the
  // thousand, as operators and calls are, must not be walked by recursion.
  virtual bool TraverseCXXForRangeStmt(clang::CXXForRangeStmt *S);
  virtual bool TraverseCXXTryStmt(clang::CXXTryStmt *S);
  virtual bool TraverseDoStmt(clang::DoStmt *S);
  virtual bool TraverseForStmt(clang::ForStmt *S);
  virtual bool TraverseLambdaExpr(clang::LambdaExpr *E);
  virtual bool TraverseSwitchStmt(clang::SwitchStmt *S);
  virtual bool TraverseWhileStmt(clang::WhileStmt *S);

  virtual bool VisitStmt(clang::Stmt *) { return true; }
  virtual bool VisitDecl(clang::Decl *) { return true; }
#define STMT(CLASS, PARENT)                                                    \
  virtual bool Visit##CLASS(clang::CLASS *) { return true; }
#include "clang/AST/StmtNodes.inc"
#define DECL(CLASS, PARENT)                                                    \
  virtual bool Visit##CLASS##Decl(clang::CLASS##Decl *) { return true; }
#include "clang/AST/DeclNodes.inc"

  virtual bool shouldVisitTemplateInstantiations() const { return false; }
  virtual bool shouldVisitImplicitCode() const { return false; }
  virtual bool shouldWalkTypesOfTypeLocs() const { return true; }
};

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_ASTVISITOR_H

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From call to call, as far as there are bodies to look into.

#include "explain/Effects.h"

#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;
using model::CountEffect;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 4;

namespace {

class EffectFinder : public lower::ASTVisitor, public Effects {
public:
  EffectFinder(lower::ModuleContext &M, unsigned Depth) : M(M), Depth(Depth) {}

  bool VisitCallExpr(CallExpr *E) override;
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXRecordDecl *Class = E->getConstructor()->getParent();
    Visible |= !lower::isSystem(Class) && !E->getConstructor()->isImplicit() &&
               !M.Types.owner(E->getType());
    MayThrow |= !E->getConstructor()->isTrivial();
    return true;
  }
  /// Another handle in a field or behind a pointer.
  bool VisitBinaryOperator(BinaryOperator *E) override {
    Counts |= E->isAssignmentOp() && !isa<DeclRefExpr>(E->getLHS()) &&
              M.Types.handleKind(E->getLHS()->getType()) != ir::Kind::None;
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *) override {
    return Visible = MayThrow = true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) override {
    return Jumps = MayThrow = true;
  }
  bool VisitReturnStmt(ReturnStmt *) override { return Jumps = true; }
  bool VisitBreakStmt(BreakStmt *) override { return Jumps = true; }
  bool VisitContinueStmt(ContinueStmt *) override { return Jumps = true; }
  bool VisitGotoStmt(GotoStmt *) override { return Jumps = true; }
  bool VisitIndirectGotoStmt(IndirectGotoStmt *) override {
    return Jumps = true;
  }
  // Control comes in there, too.
  bool VisitSwitchCase(SwitchCase *) override { return Jumps = true; }
  bool VisitLabelStmt(LabelStmt *) override { return Jumps = true; }
  bool VisitLambdaExpr(LambdaExpr *) override { return Visible = true; }
  bool VisitStmtExpr(StmtExpr *) override { return Visible = Jumps = true; }

private:
  lower::ModuleContext &M;
  unsigned Depth;
};

/// Whether a function, and those that it calls, may write a field.
class FieldWriteFinder : public lower::ASTVisitor {
public:
  FieldWriteFinder(lower::ModuleContext &M, const FieldDecl *Field,
                   unsigned Depth)
      : M(M), Field(Field), Depth(Depth) {}

  bool VisitBinaryOperator(BinaryOperator *E) override {
    return E->isAssignmentOp() ? note(E->getLHS()) : true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    return E->isIncrementDecrementOp() || E->getOpcode() == UO_AddrOf
               ? note(E->getSubExpr())
               : true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    const FunctionDecl *Definition = nullptr;
    if (Callee && M.effectOf(Callee).Known)
      return true;
    if (!Callee || !Depth || !Callee->hasBody(Definition))
      return !(Writes = true);
    FieldWriteFinder Inner(M, Field, Depth - 1);
    Inner.TraverseStmt(Definition->getBody());
    Writes |= Inner.Writes;
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *) override { return !(Writes = true); }

  bool Writes = false;

private:
  /// The field itself, or the whole that it is a part of.
  bool note(const Expr *E) {
    const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParens());
    Writes |= E->getType()->isRecordType() ||
              (Member && Member->getMemberDecl() == Field);
    return true;
  }

  lower::ModuleContext &M;
  const FieldDecl *Field;
  unsigned Depth;
};

} // namespace

/// Functions of the C library, and methods of its containers and pointers, that
/// touch nothing that others see but memory that they are given.
static bool isQuiet(const FunctionDecl *FD) {
  static const llvm::StringSet<> Names = {
      "free",   "malloc", "calloc",   "realloc", "memcpy", "memmove", "memset",
      "memcmp", "strlen", "strcmp",   "strncmp", "strcpy", "strncpy", "strdup",
      "strchr", "strstr", "snprintf", "back",    "front",  "at",      "size",
      "empty",  "begin",  "end",      "data",    "get",    "c_str",   "find",
      "count",  "move",   "first",    "second",  "erase"};
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  return Names.contains(lower::nameOf(FD)) ||
         FD->getOverloadedOperator() == OO_EqualEqual ||
         FD->getOverloadedOperator() == OO_ExclaimEqual ||
         (Method && (Method->getOverloadedOperator() == OO_Subscript ||
                     Method->getOverloadedOperator() == OO_Star ||
                     Method->getOverloadedOperator() == OO_Arrow));
}

/// Whether a call hands a function on, which its callee may run.
static bool passesFunction(const CallExpr *E) {
  return llvm::any_of(E->arguments(), [](const Expr *Arg) {
    QualType T = Arg->getType().getNonReferenceType();
    return T->isFunctionPointerType() || T->isFunctionType() ||
           (T->getAsCXXRecordDecl() && T->getAsCXXRecordDecl()->isLambda());
  });
}

bool EffectFinder::VisitCallExpr(CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  if (!Callee) {
    Visible = Counts = MayThrow = true;
    return true;
  }
  ReadsError |= lower::nameOf(Callee).starts_with("Z3_get_error");
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (Effect.Known) {
    Counts |= Effect.Count != CountEffect::None;
    DeletesContext |=
        lower::nameOf(Callee) == model::releaseFunction(ir::Kind::Context);
    return true;
  }
  const auto *Proto = Callee->getType()->getAs<FunctionProtoType>();
  const bool IsNothrow = Proto && Proto->isNothrow();
  // z3++ and z3raii do what the C API does.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    if (M.Types.owner(lower::compat::recordType(M.Ctx, Method->getParent()))) {
      MayThrow |= !IsNothrow;
      return true;
    }
  const FunctionDecl *Definition = nullptr;
  if (lower::isSystem(Callee)) {
    Visible |= !isQuiet(Callee);
    MayThrow |= !Callee->isExternC() && !IsNothrow;
    Counts |= !Callee->isExternC() && !isQuiet(Callee);
    if (passesFunction(E))
      Visible = Counts = true;
    return true;
  }
  if (Depth == 0 || !Callee->hasBody(Definition)) {
    Visible = Counts = true;
    MayThrow |= !IsNothrow;
    return true;
  }
  EffectFinder Inner(M, Depth - 1);
  Inner.TraverseStmt(Definition->getBody());
  Visible |= Inner.Visible;
  Counts |= Inner.Counts;
  ReadsError |= Inner.ReadsError;
  DeletesContext |= Inner.DeletesContext;
  MayThrow |= Inner.MayThrow && !IsNothrow;
  return true;
}

Effects explain::effectsOf(lower::ModuleContext &M, const Stmt *S) {
  EffectFinder Finder(M, MaxDepth);
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return Finder;
}

bool explain::mayWrite(lower::ModuleContext &M, const Stmt *S,
                       const FieldDecl *Field) {
  FieldWriteFinder Finder(M, Field, MaxDepth);
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return Finder.Writes;
}

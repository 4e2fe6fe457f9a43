// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for handles in an array of a struct, whose memory is freed alone on
// some way: the file has a function that gives back all elements and frees the
// array, and that is called instead.

#include "explain/Edits.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The field that `free(v.items)` or `free(v->items)` frees, of a variable;
/// null for any other statement.
static const MemberExpr *freedMember(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || lower::nameOf(Callee) != "free" || Call->getNumArgs() != 1)
    return nullptr;
  const auto *Member =
      dyn_cast<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts());
  return Member && isa<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? Member
             : nullptr;
}

namespace {

/// What a function does besides releasing in loops and freeing.
class BodyOfFree : public lower::ASTVisitor {
public:
  BodyOfFree(lower::ModuleContext &M, const ValueDecl *Field)
      : M(M), Field(Field) {}

  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    const model::CallEffect *Effect = Callee ? &M.effectOf(Callee) : nullptr;
    if (const MemberExpr *Freed = freedMember(E)) {
      Frees += Freed->getMemberDecl() == Field;
      Other |= Freed->getMemberDecl() != Field;
    } else if (Effect && Effect->Known &&
               (Effect->Count == model::CountEffect::Release ||
                Effect->Count == model::CountEffect::Delete)) {
      Releases |= Loops > 0;
    } else {
      Other |= !Effect || !Effect->Known || underlyingHandle(E) == E;
    }
    return true;
  }
  bool TraverseForStmt(ForStmt *S) override {
    return inLoop([&] { return ASTVisitor::TraverseForStmt(S); });
  }
  bool TraverseWhileStmt(WhileStmt *S) override {
    return inLoop([&] { return ASTVisitor::TraverseWhileStmt(S); });
  }
  bool VisitReturnStmt(ReturnStmt *) override { return Other = true; }
  bool VisitGotoStmt(GotoStmt *) override { return Other = true; }

  /// All elements are given back, and the array is freed once.
  bool isWhole() const { return Frees == 1 && Releases && !Other; }

private:
  template <class Fn> bool inLoop(Fn Walk) {
    ++Loops;
    const bool Go = Walk();
    --Loops;
    return Go;
  }

  lower::ModuleContext &M;
  const ValueDecl *Field;
  unsigned Loops = 0, Frees = 0;
  bool Releases = false, Other = false;
};

} // namespace

/// The one function of the file that takes a pointer to the struct and gives
/// back the field; null if there is none, or several.
static const FunctionDecl *ownFunction(EditContext &C, const FieldDecl *Field) {
  const FunctionDecl *Found = nullptr;
  for (const Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls()) {
    const auto *FD = dyn_cast<FunctionDecl>(D);
    if (!FD || !FD->doesThisDeclarationHaveABody() || FD->getNumParams() != 1 ||
        !FD->getReturnType()->isVoidType() ||
        FD->getBeginLoc() > C.FD->getBeginLoc())
      continue;
    const QualType Pointee = FD->getParamDecl(0)->getType()->getPointeeType();
    if (Pointee.isNull() || Pointee->getAsRecordDecl() != Field->getParent())
      continue;
    BodyOfFree Body(C.M, Field);
    Body.TraverseStmt(FD->getBody());
    if (!Body.isWhole())
      continue;
    if (Found)
      return nullptr;
    Found = FD;
  }
  return Found;
}

/// The statement that frees the array, where an instruction loses what is in
/// it.
static const MemberExpr *freedAt(const EditContext &C, ir::InstrId At,
                                 const Stmt *&Statement) {
  const Stmt *S = statementOf(*C.F.F, At, C.L);
  if (const MemberExpr *Member = freedMember(S)) {
    Statement = S;
    return Member;
  }
  return nullptr;
}

Edit explain::freeByOwnFunction(EditContext &C) {
  SourceEdits Out = C.edits();
  std::vector<const Stmt *> Done;
  for (ir::InstrId At : C.F.Lost) {
    const Stmt *Statement = nullptr;
    const MemberExpr *Member = freedAt(C, At, Statement);
    const auto *Field =
        Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    const FunctionDecl *Own = Field ? ownFunction(C, Field) : nullptr;
    if (!Own || Own->getCanonicalDecl() == C.FD->getCanonicalDecl())
      return {};
    if (llvm::is_contained(Done, Statement))
      continue;
    Done.push_back(Statement);
    const std::string Of = Out.text(Member->getBase()->getSourceRange());
    Out.replaceTokens(Statement->getSourceRange(),
                      Own->getNameAsString() +
                          (Member->isArrow() ? "(" : "(&") + Of + ")");
  }
  if (Done.empty())
    return {};
  return {Out.take(), {}};
}

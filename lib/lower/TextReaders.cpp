// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that touch no handle are not lowered; but a text of Z3 that is kept
// in a member of a struct may be read there (`log(&change)`).

#include "lower/TextReaders.h"
#include "lower/ASTVisitor.h"
#include "lower/ModuleContext.h"
#include "lower/Types.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::lower {

using namespace clang;

bool isTextPointer(QualType T) {
  return !T.isNull() && T->isPointerType() &&
         T->getPointeeType()->isAnyCharacterType();
}

bool isTextView(QualType T) {
  return !T.isNull() && isStd(T.getNonReferenceType(), "basic_string_view");
}

namespace {

/// Functions that hand the struct on are followed so far.
constexpr unsigned MaxDepth = 3;

class Finder : public ASTVisitor {
public:
  Finder(const ParmVarDecl *Param, unsigned Depth)
      : Param(Param), Depth(Depth) {}

  llvm::SmallVector<const FieldDecl *, 2> Read;

  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *FD = E->getDirectCallee();
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
    unsigned Skipped = Op && isa_and_nonnull<CXXMethodDecl>(FD) ? 1 : 0;
    for (unsigned I = 0; I < E->getNumArgs(); ++I) {
      noteRead(E->getArg(I));
      if (FD && I >= Skipped && I - Skipped < FD->getNumParams() &&
          isStruct(E->getArg(I)))
        follow(FD, FD->getParamDecl(I - Skipped));
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
        Call && FD && isStruct(Call->getImplicitObjectArgument()))
      follow(FD, nullptr);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    for (const Expr *Arg : E->arguments())
      noteRead(Arg);
    return true;
  }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) override {
    noteRead(E->getBase());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (E->getOpcode() == UO_Deref)
      noteRead(E->getSubExpr());
    return true;
  }

private:
  bool isStruct(const Expr *E) const {
    E = E->IgnoreParenImpCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E);
        U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref))
      E = U->getSubExpr()->IgnoreParenImpCasts();
    if (!Param)
      return isa<CXXThisExpr>(E);
    const auto *R = dyn_cast<DeclRefExpr>(E);
    return R && R->getDecl() == Param;
  }
  void noteRead(const Expr *E) {
    const auto *M = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
    if (M && isTextPointer(M->getType()) && isStruct(M->getBase()))
      note(dyn_cast<FieldDecl>(M->getMemberDecl()));
  }
  void note(const FieldDecl *Field) {
    if (Field && !llvm::is_contained(Read, Field))
      Read.push_back(Field);
  }
  void follow(const FunctionDecl *FD, const ParmVarDecl *As) {
    const FunctionDecl *Body = nullptr;
    if (Depth >= MaxDepth || !FD->hasBody(Body))
      return;
    Finder Inner(As ? Body->getParamDecl(As->getFunctionScopeIndex()) : nullptr,
                 Depth + 1);
    Inner.TraverseStmt(Body->getBody());
    for (const FieldDecl *Field : Inner.Read)
      note(Field);
  }

  const ParmVarDecl *Param;
  unsigned Depth;
};

} // namespace

llvm::SmallVector<const FieldDecl *, 2> textsReadBy(const FunctionDecl *FD,
                                                    const ParmVarDecl *Param) {
  Finder F(Param, 0);
  if (FD->getBody())
    F.TraverseStmt(FD->getBody());
  return std::move(F.Read);
}

llvm::ArrayRef<const FieldDecl *>
ModuleContext::textsReadBy(const FunctionDecl *FD, const ParmVarDecl *Param) {
  auto [It, IsNew] = TextsRead.try_emplace({FD, Param});
  if (IsNew)
    It->second = lower::textsReadBy(FD, Param);
  return It->second;
}

} // namespace z3tidy::lower

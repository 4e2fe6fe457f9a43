// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/FunctionTables.h"

#include "lower/ASTVisitor.h"
#include "lower/Types.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::lower {

using namespace clang;

namespace {

class Taken : public ASTVisitor {
public:
  using Table =
      llvm::DenseMap<const Type *, llvm::SmallVector<const FunctionDecl *, 4>>;
  explicit Taken(Table &Found) : Found(Found) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }
  bool VisitCallExpr(CallExpr *Call) override {
    Called.insert(Call->getCallee()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    const auto *FD = dyn_cast<FunctionDecl>(Ref->getDecl());
    if (!FD || Called.count(Ref) || FD->getType()->isDependentType())
      return true;
    auto &Same = Found[FD->getType().getCanonicalType().getTypePtr()];
    if (!llvm::is_contained(Same, FD->getCanonicalDecl()))
      Same.push_back(FD->getCanonicalDecl());
    return true;
  }

private:
  Table &Found;
  llvm::DenseSet<const Expr *> Called;
};

} // namespace

llvm::ArrayRef<const FunctionDecl *> FunctionTables::of(QualType Pointer) {
  if (!Searched) {
    Searched = true;
    Taken(Found).TraverseDecl(Ctx.getTranslationUnitDecl());
  }
  QualType T = Pointer.getCanonicalType();
  if (const auto *P = T->getAs<PointerType>())
    T = P->getPointeeType().getCanonicalType();
  auto It = Found.find(T.getTypePtr());
  if (It == Found.end())
    return {};
  return It->second;
}

} // namespace z3tidy::lower

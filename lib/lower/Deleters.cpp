// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Deleters.h"

#include "lower/ASTVisitor.h"
#include "lower/Types.h"
#include "clang/AST/ExprCXX.h"

namespace z3tidy::lower {

using namespace clang;

const FunctionDecl *functionOf(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 16; ++Steps) {
    E = E->IgnoreParenCasts();
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return Lambda->getCallOperator();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (const auto *FD = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return FD;
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      E = Var && !isa<ParmVarDecl>(Var) ? Var->getInit() : nullptr;
    } else if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
    } else if (const auto *Temp = dyn_cast<MaterializeTemporaryExpr>(E)) {
      E = Temp->getSubExpr();
    } else if (const auto *Temp = dyn_cast<CXXBindTemporaryExpr>(E)) {
      E = Temp->getSubExpr();
    } else if (const auto *Addr = dyn_cast<UnaryOperator>(E)) {
      E = Addr->getSubExpr(); // &f, and +[] {}
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
               Call &&
               isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl())) {
      E = Call->getImplicitObjectArgument();
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
      const CXXRecordDecl *RD = Made->getConstructor()->getParent();
      bool Wraps = inTopNamespace(RD, "std") && nameOf(RD) == "function";
      bool Copies = Made->getConstructor()->isCopyOrMoveConstructor();
      E = Made->getNumArgs() > 0 && (Wraps || Copies) ? Made->getArg(0)
                                                      : nullptr;
      if (!E) // a functor of the program
        for (const CXXMethodDecl *Method : RD->methods())
          if (Method->getOverloadedOperator() == OO_Call)
            return Method;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The parameter that is deleted.
static const ParmVarDecl *deleted(const FunctionDecl *FD) {
  return FD->getNumParams() ? FD->getParamDecl(FD->getNumParams() - 1)
                            : nullptr;
}

static bool releases(const Stmt *S, const ParmVarDecl *Param, unsigned Depth) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Call->getNumArgs() > 0) {
      const auto *Last = dyn_cast<DeclRefExpr>(
          Call->getArg(Call->getNumArgs() - 1)->IgnoreParenCasts());
      if (Last && Last->getDecl() == Param && Depth < 3 &&
          releasesParameter(Callee, Depth + 1))
        return true;
    }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return releases(Child, Param, Depth);
  });
}

bool releasesParameter(const FunctionDecl *FD, unsigned Depth) {
  llvm::StringRef Name = nameOf(FD);
  if (Name.starts_with("Z3_"))
    return Name.ends_with("dec_ref") || Name.starts_with("Z3_del_");
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition))
    return false;
  const ParmVarDecl *Param = deleted(Definition);
  return Param && releases(Definition->getBody(), Param, Depth);
}

namespace {

class Constructions : public ASTVisitor {
public:
  explicit Constructions(
      llvm::DenseMap<const Type *, const FunctionDecl *> &Found)
      : Found(Found) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool shouldVisitImplicitCode() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXRecordDecl *RD = E->getConstructor()->getParent();
    if (!inTopNamespace(RD, "std") || nameOf(RD) != "unique_ptr" ||
        E->getNumArgs() != 2)
      return true;
    const Type *T = E->getType().getCanonicalType().getTypePtr();
    const FunctionDecl *FD = functionOf(E->getArg(1));
    auto [It, New] = Found.try_emplace(T, FD);
    if (!New && It->second != FD)
      It->second = nullptr;
    return true;
  }

private:
  llvm::DenseMap<const Type *, const FunctionDecl *> &Found;
};

} // namespace

void Deleters::search() {
  Searched = true;
  Constructions(Found).TraverseDecl(Ctx.getTranslationUnitDecl());
}

const CXXRecordDecl *deleterClass(QualType Pointer) {
  QualType Deleter = templateArgument(Pointer, 1);
  const CXXRecordDecl *RD =
      Deleter.isNull() ? nullptr : Deleter->getAsCXXRecordDecl();
  return RD ? RD->getDefinition() : nullptr;
}

bool hasReleasingDeleter(QualType Pointer) {
  const CXXRecordDecl *RD = deleterClass(Pointer);
  return RD && llvm::any_of(RD->methods(), [](const CXXMethodDecl *Method) {
           return Method->getOverloadedOperator() == OO_Call &&
                  releasesParameter(Method);
         });
}

const FunctionDecl *Deleters::of(QualType Pointer) {
  if (!Searched)
    search();
  return Found.lookup(
      Pointer.getCanonicalType().getUnqualifiedType().getTypePtr());
}

} // namespace z3tidy::lower

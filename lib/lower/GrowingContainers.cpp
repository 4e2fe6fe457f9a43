// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers of the file that only grow: elements are put in, the newest may be
// looked at, and that is all. What is read, walked over, handed out or cleared
// anywhere is wanted there, and is none of them.

#include "lower/ModuleContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

namespace z3tidy::lower {

using namespace clang;

namespace {

enum class Access : uint8_t { Other, Adds, LooksAtNewest };

} // namespace

static Access accessOf(const CXXMethodDecl *MD) {
  return llvm::StringSwitch<Access>(nameOf(MD))
      .Cases("push_back", "emplace_back", "push_front", "emplace_front",
             Access::Adds)
      .Cases("push", "emplace", Access::Adds)
      .Cases("size", "empty", "back", "top", "reserve", Access::LooksAtNewest)
      .Default(Access::Other);
}

/// The variable or field that an expression names.
static const ValueDecl *namedBy(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    return R->getDecl();
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl();
  return nullptr;
}

namespace {

class AccessFinder : public RecursiveASTVisitor<AccessFinder> {
public:
  llvm::DenseSet<const ValueDecl *> Grow, Wanted;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    const Expr *Object = E->getImplicitObjectArgument();
    const CXXMethodDecl *MD = E->getMethodDecl();
    const ValueDecl *D = Object && MD ? namedBy(Object) : nullptr;
    if (!D || !inTopNamespace(MD, "std"))
      return true;
    Access A = accessOf(MD);
    if (A == Access::Other)
      return true;
    Fine.insert(Object->IgnoreParenImpCasts());
    if (A == Access::Adds)
      Grow.insert(D);
    return true;
  }
  bool VisitForStmt(ForStmt *S) { return noteBound(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return noteBound(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) { return noteBound(S->getCond()); }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return note(E, E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return note(E, E->getMemberDecl()); }

private:
  bool note(const Expr *E, const ValueDecl *D) {
    if (!Fine.count(E))
      Wanted.insert(D);
    return true;
  }

  /// `while (v.size() < n)`: what is in it says when to stop.
  bool noteBound(const Stmt *Condition) {
    if (!Condition)
      return true;
    if (const auto *E = dyn_cast<CXXMemberCallExpr>(Condition))
      if (const ValueDecl *D = namedBy(E->getImplicitObjectArgument()))
        Wanted.insert(D);
    for (const Stmt *Child : Condition->children())
      noteBound(Child);
    return true;
  }

  llvm::DenseSet<const Expr *> Fine; ///< visited before what is below them
};

} // namespace

bool ModuleContext::onlyGrows(const Expr *Container) {
  const ValueDecl *D = namedBy(Container);
  const SourceManager &SM = Ctx.getSourceManager();
  if (!D || !SM.isInMainFile(SM.getExpansionLoc(D->getLocation())) ||
      isa<ParmVarDecl>(D) || D->getType()->isReferenceType())
    return false;
  // Others may read what is not private to the file.
  if (const auto *VD = dyn_cast<VarDecl>(D); VD && VD->isExternallyVisible())
    return false;
  if (!Growing) {
    AccessFinder Finder;
    for (Decl *Top : Ctx.getTranslationUnitDecl()->decls())
      if (SM.isInMainFile(SM.getExpansionLoc(Top->getLocation())))
        Finder.TraverseDecl(Top);
    Growing.emplace();
    for (const ValueDecl *Found : Finder.Grow)
      if (!Finder.Wanted.count(Found))
        Growing->insert(Found);
  }
  return Growing->count(D);
}

} // namespace z3tidy::lower

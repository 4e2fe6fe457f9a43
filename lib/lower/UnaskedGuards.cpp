// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/UnaskedGuards.h"

#include "lower/ASTVisitor.h"
#include "lower/Scope.h"
#include "lower/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace z3tidy::lower {

namespace {

/// Where a handler writes an error down.
using Record = llvm::SmallPtrSet<const Decl *, 2>;

bool isApi(const FunctionDecl *FD, StringRef Prefix) {
  return FD && nameOf(FD).starts_with(Prefix);
}

const ValueDecl *named(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return M->getMemberDecl();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  return nullptr;
}

/// Whether the body writes variables or members and does nothing else; which.
bool onlyRecords(const Stmt *S, Record &Into) {
  if (!S)
    return true;
  if (isa<CallExpr, CXXThrowExpr, CXXConstructExpr, GotoStmt>(S))
    return false;
  if (const auto *Op = dyn_cast<BinaryOperator>(S); Op && Op->isAssignmentOp())
    if (const ValueDecl *D = named(Op->getLHS()))
      Into.insert(D->getCanonicalDecl());
  if (const auto *Op = dyn_cast<UnaryOperator>(S);
      Op && Op->isIncrementDecrementOp())
    if (const ValueDecl *D = named(Op->getSubExpr()))
      Into.insert(D->getCanonicalDecl());
  return llvm::all_of(S->children(), [&](const Stmt *Child) {
    return onlyRecords(Child, Into);
  });
}

/// The handler that the body sets, if it is a function of the file.
const FunctionDecl *handlerSetIn(const Stmt *S) {
  if (!S)
    return nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S);
      Call && Call->getNumArgs() == 2 &&
      isApi(Call->getDirectCallee(), "Z3_set_error_handler")) {
    const Expr *E = Call->getArg(1)->IgnoreParenCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(E))
      E = Address->getSubExpr()->IgnoreParenCasts();
    return dyn_cast_or_null<FunctionDecl>(named(E));
  }
  for (const Stmt *Child : S->children())
    if (const FunctionDecl *FD = handlerSetIn(Child))
      return FD;
  return nullptr;
}

/// Whether the code reads the record or the error code, or may do so where it
/// is not seen.
bool mayAsk(const Stmt *S, const Record &Written, unsigned Depth = 0) {
  if (!S)
    return false;
  if (const auto *E = dyn_cast<Expr>(S))
    if (isa<MemberExpr, DeclRefExpr>(E))
      if (const ValueDecl *D = named(E);
          D && Written.count(cast<Decl>(D)->getCanonicalDecl()))
        return true;
  const FunctionDecl *Callee = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    Callee = Call->getDirectCallee();
    if (!Callee || isApi(Callee, "Z3_get_error"))
      return true;
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(S)) {
    Callee = Made->getConstructor();
  }
  if (Callee && !isApi(Callee, "Z3_") && !isSystem(Callee)) {
    const FunctionDecl *Definition = nullptr;
    const bool IsImplicit = Callee->isImplicit() || Callee->isDefaulted();
    if (!IsImplicit && (!Callee->hasBody(Definition) || Depth > 3 ||
                        mayAsk(Definition->getBody(), Written, Depth + 1)))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return mayAsk(Child, Written, Depth);
  });
}

/// One function: its guards, what it names, and its calls of the API.
class Walk : public ASTVisitor {
public:
  bool VisitVarDecl(VarDecl *VD) override {
    if (VD->isLocalVarDecl() && VD->hasLocalStorage())
      Locals.push_back(VD);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    ++Named[E->getDecl()];
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (isApi(E->getDirectCallee(), "Z3_"))
      Calls.push_back(E);
    return true;
  }

  std::vector<const VarDecl *> Locals;
  std::vector<const CallExpr *> Calls; ///< in the order of the source
  llvm::DenseMap<const ValueDecl *, unsigned> Named;
};

/// A call that makes a term of what it is given, which may not fit.
const CallExpr *makesTerm(const Expr *E) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  if (!Call || !isApi(Call->getDirectCallee(), "Z3_mk_"))
    return nullptr;
  // What is made of texts and numbers alone does not fail.
  for (const Expr *Arg : llvm::drop_begin(Call->arguments())) {
    QualType T = Arg->IgnoreParenImpCasts()->getType();
    if (const auto *Typedef = T->getAs<TypedefType>();
        Typedef && nameOf(Typedef->getDecl()) == "Z3_ast")
      return Call;
  }
  return nullptr;
}

class Search {
public:
  explicit Search(ASTContext &Ctx) : Ctx(Ctx) {}

  void search(Decl *D) {
    if (isSystem(D))
      return;
    if (auto *FD = dyn_cast<FunctionDecl>(D);
        FD && FD->doesThisDeclarationHaveABody() && !FD->isDependentContext())
      check(FD);
    if (isa<NamespaceDecl, LinkageSpecDecl, CXXRecordDecl>(D))
      for (Decl *Inner : cast<DeclContext>(D)->decls())
        search(Inner);
  }

  std::vector<UnaskedGuard> Found;

private:
  void check(FunctionDecl *FD) {
    Walk W;
    W.TraverseStmt(FD->getBody());
    for (const VarDecl *VD : W.Locals)
      if (Record Written; !W.Named.count(VD) && isGuard(VD, Written) &&
                          !mayAskBeside(FD->getBody(), VD, Written))
        report(VD, W);
  }

  /// A local object whose constructor sets a handler that only records, and
  /// whose destructor does not look.
  static bool isGuard(const VarDecl *VD, Record &Written) {
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(
        VD->getInit() ? VD->getInit()->IgnoreImplicit() : nullptr);
    const FunctionDecl *Ctor = nullptr, *Handler = nullptr, *Dtor = nullptr;
    if (!Made || !Made->getConstructor()->hasBody(Ctor) || isSystem(Ctor))
      return false;
    const FunctionDecl *Set = handlerSetIn(Ctor->getBody());
    if (!Set || !Set->hasBody(Handler) ||
        !onlyRecords(Handler->getBody(), Written) || Written.empty())
      return false;
    const CXXRecordDecl *RD = Made->getConstructor()->getParent();
    const CXXDestructorDecl *D = RD->getDestructor();
    return !D || !D->isUserProvided() ||
           (D->hasBody(Dtor) && !mayAsk(Dtor->getBody(), Written));
  }

  /// The function, but for the guard's own construction.
  static bool mayAskBeside(const Stmt *S, const VarDecl *Guard,
                           const Record &Written) {
    if (!S)
      return false;
    if (const auto *Decls = dyn_cast<DeclStmt>(S);
        Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == Guard)
      return false;
    if (isa<CompoundStmt>(S))
      return llvm::any_of(S->children(), [&](const Stmt *Child) {
        return mayAskBeside(Child, Guard, Written);
      });
    return mayAsk(S, Written);
  }

  void report(const VarDecl *Guard, const Walk &W) {
    const SourceManager &SM = Ctx.getSourceManager();
    for (const CallExpr *Use : W.Calls) {
      StringRef Name = nameOf(Use->getDirectCallee());
      if (Name.ends_with("_ref") ||
          !SM.isBeforeInTranslationUnit(Guard->getLocation(),
                                        Use->getBeginLoc()))
        continue;
      for (const Expr *Arg : Use->arguments())
        if (const CallExpr *Fallible = untested(Arg, W))
          return Found.push_back({Guard, Use, Fallible});
    }
  }

  /// What gave the argument: a call, directly or by a variable that is only
  /// passed to the API.
  static const CallExpr *untested(const Expr *Arg, const Walk &W) {
    if (const CallExpr *Call = makesTerm(Arg))
      return Call;
    const auto *VD = dyn_cast_or_null<VarDecl>(named(Arg));
    const CallExpr *Call = VD && VD->isLocalVarDecl() && VD->hasInit()
                               ? makesTerm(VD->getInit())
                               : nullptr;
    if (!Call)
      return nullptr;
    unsigned Passed = 0;
    for (const CallExpr *Other : W.Calls)
      for (const Expr *A : Other->arguments())
        Passed += named(A) == VD;
    return Passed == W.Named.lookup(VD) ? Call : nullptr;
  }

  ASTContext &Ctx;
};

} // namespace

std::vector<UnaskedGuard> unaskedGuards(ASTContext &Ctx) {
  if (!Ctx.getLangOpts().CPlusPlus)
    return {};
  Search S(Ctx);
  for (Decl *D : declarationsAskedFor(Ctx))
    S.search(D);
  return std::move(S.Found);
}

} // namespace z3tidy::lower

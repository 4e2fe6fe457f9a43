// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers of the file that are never emptied: of the standard library, and
// Z3's vectors of terms. Of some nobody ever asks for an element but the
// newest: they only grow. What is handed out or cleared anywhere is neither.

#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"
#include "lower/ModuleContext.h"
#include "lower/NameSwitch.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

namespace {

enum class Access : uint8_t { Other, Adds, AddsIfDropped, Looks, Reads };

} // namespace

static Access accessOf(llvm::StringRef Method) {
  return NameSwitch<Access>(Method)
      .Cases({"push_back", "emplace_back", "push_front", "emplace_front"},
             Access::Adds)
      .Case("push", Access::Adds)
      // Their result says whether there was such an element already.
      .Cases({"emplace", "insert", "try_emplace", "insert_or_assign"},
             Access::AddsIfDropped)
      .Cases({"size", "empty", "back", "top", "reserve"}, Access::Looks)
      .Cases({"find", "count", "contains", "at", "front"}, Access::Reads)
      .Cases({"begin", "end", "cbegin", "cend", "rbegin", "rend"},
             Access::Reads)
      .Cases({"equal_range", "lower_bound", "upper_bound"}, Access::Reads)
      .Default(Access::Other);
}

/// What a function of the C API does to the vector of terms that it gets.
static Access accessOfApi(llvm::StringRef Function) {
  return NameSwitch<Access>(Function)
      .Case("Z3_ast_vector_push", Access::Adds)
      .Cases({"Z3_ast_vector_size", "Z3_ast_vector_inc_ref",
              "Z3_ast_vector_dec_ref"},
             Access::Looks)
      .Case("Z3_ast_vector_get", Access::Reads)
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

class AccessFinder : public ASTVisitor {
public:
  GrowingContainers Found;

  bool TraverseDecl(Decl *D) override {
    bool IsFunction = D && (D->getKind() == Decl::Function ||
                            D->getKind() == Decl::CXXMethod);
    return IsFunction ? inFunction(cast<FunctionDecl>(D))
                      : ASTVisitor::TraverseDecl(D);
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
    const Expr *Object = E->getImplicitObjectArgument();
    const CXXMethodDecl *MD = E->getMethodDecl();
    if (!Object || !MD ||
        (!inTopNamespace(MD, "std") && !isVectorOfTerms(MD->getParent())))
      return true;
    Access A = accessOf(nameOf(MD));
    if (A == Access::AddsIfDropped)
      A = Dropped.count(E) ? Access::Adds : Access::Other;
    note(Object, A);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *FD = E->getDirectCallee();
    if (FD && E->getNumArgs() > 1 && nameOf(FD).starts_with("Z3_ast_vector_"))
      note(E->getArg(1), accessOfApi(nameOf(FD)));
    return true;
  }
  /// `v = Z3_mk_ast_vector(c)`: made once, it is new; made again, emptied.
  bool VisitBinaryOperator(BinaryOperator *E) override {
    const auto *Call = dyn_cast<CallExpr>(E->getRHS()->IgnoreParenImpCasts());
    const FunctionDecl *FD = Call ? Call->getDirectCallee() : nullptr;
    const ValueDecl *D = namedBy(E->getLHS());
    if (E->getOpcode() == BO_Assign && D && FD &&
        nameOf(FD) == "Z3_mk_ast_vector" && Made.insert(D).second)
      Fine.insert(E->getLHS()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    const VarDecl *Element = S->getLoopVariable();
    QualType T = Element ? Element->getType() : QualType();
    if (!T.isNull() &&
        (!T->isReferenceType() || T->getPointeeType().isConstQualified()))
      note(S->getRangeInit(), Access::Reads);
    return drop(S->getBody());
  }
  bool VisitCompoundStmt(CompoundStmt *S) override {
    for (const Stmt *Child : S->body())
      drop(Child);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override {
    return drop(S->getThen()) && drop(S->getElse());
  }
  bool VisitForStmt(ForStmt *S) override {
    return drop(S->getBody()) && noteBound(S->getCond());
  }
  bool VisitWhileStmt(WhileStmt *S) override {
    return drop(S->getBody()) && noteBound(S->getCond());
  }
  bool VisitDoStmt(DoStmt *S) override {
    return drop(S->getBody()) && noteBound(S->getCond());
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    return noteName(E, E->getDecl());
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    return noteName(E, E->getMemberDecl());
  }

private:
  static bool isVectorOfTerms(const CXXRecordDecl *RD) {
    return inTopNamespace(RD, "z3") && nameOf(RD) == "ast_vector_tpl";
  }

  bool inFunction(FunctionDecl *FD) {
    llvm::DenseSet<const ValueDecl *> Outer = std::move(AddedHere);
    llvm::DenseSet<const ValueDecl *> OuterRead = std::move(ReadHere);
    AddedHere.clear();
    ReadHere.clear();
    bool Result = ASTVisitor::TraverseDecl(FD);
    // Who looks before it adds may have found what it looked for.
    for (const ValueDecl *D : AddedHere)
      if (ReadHere.count(D))
        Found.Emptied.insert(D);
    AddedHere = std::move(Outer);
    ReadHere = std::move(OuterRead);
    return Result;
  }

  void note(const Expr *Container, Access A) {
    const ValueDecl *D = namedBy(Container);
    if (!D || A == Access::Other || A == Access::AddsIfDropped)
      return;
    Fine.insert(Container->IgnoreParenImpCasts());
    if (A == Access::Adds) {
      Found.Growing.insert(D);
      AddedHere.insert(D);
    } else if (A == Access::Reads) {
      Found.Read.insert(D);
      ReadHere.insert(D);
    }
  }

  bool noteName(const Expr *E, const ValueDecl *D) {
    if (!Fine.count(E))
      Found.Emptied.insert(D);
    return true;
  }

  /// `while (v.size() < n)`: what is in it says when to stop.
  bool noteBound(const Stmt *Condition) {
    if (!Condition)
      return true;
    if (const auto *E = dyn_cast<CXXMemberCallExpr>(Condition))
      if (const ValueDecl *D = namedBy(E->getImplicitObjectArgument()))
        Found.Emptied.insert(D);
    for (const Stmt *Child : Condition->children())
      noteBound(Child);
    return true;
  }

  /// Nobody looks at the value of the statement.
  bool drop(const Stmt *S) {
    if (const auto *E = dyn_cast_or_null<Expr>(S)) {
      E = E->IgnoreImplicit();
      Dropped.insert(E);
    }
    return true;
  }

  llvm::DenseSet<const Expr *> Fine; ///< visited before what is below them
  llvm::DenseSet<const Expr *> Dropped;
  llvm::DenseSet<const ValueDecl *> Made;
  llvm::DenseSet<const ValueDecl *> AddedHere, ReadHere; ///< in this function
};

} // namespace

Keeping ModuleContext::keepingOf(const Expr *Container) {
  const ValueDecl *D = namedBy(Container);
  const SourceManager &SM = Ctx.getSourceManager();
  if (!D || !SM.isInMainFile(SM.getExpansionLoc(D->getLocation())) ||
      isa<ParmVarDecl>(D) || D->getType()->isReferenceType())
    return Keeping::No;
  // Others may read what is not private to the file.
  if (const auto *VD = dyn_cast<VarDecl>(D); VD && VD->isExternallyVisible())
    return Keeping::No;
  const GrowingContainers &Found =
      containersOf(dyn_cast<FunctionDecl>(D->getDeclContext()));
  if (!Found.Growing.count(D) || Found.Emptied.count(D))
    return Keeping::No;
  return Found.Read.count(D) ? Keeping::Read : Keeping::Unread;
}

/// The containers of a function; null: those of the file that are in none.
const GrowingContainers &
ModuleContext::containersOf(const FunctionDecl *Function) {
  if (!Function)
    FactsAskedFor |= FileContainers;
  auto [It, IsNew] = Containers.try_emplace(Function);
  if (!IsNew)
    return It->second;
  AccessFinder Finder;
  const SourceManager &SM = Ctx.getSourceManager();
  if (Function)
    Finder.TraverseDecl(const_cast<FunctionDecl *>(Function));
  else // (Nothing of a precompiled file, as an editor makes of the headers.)
    for (Decl *Top : Ctx.getTranslationUnitDecl()->noload_decls())
      if (SM.isInMainFile(SM.getExpansionLoc(Top->getLocation())))
        Finder.TraverseDecl(Top);
  return It->second = std::move(Finder.Found);
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hoist of a z3::context that is made anew: it is made before the loop,
// with the solver in it, if there is one. Right where all that is made in the
// context are terms, which z3++ counts, and constants of names that the source
// says.

#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"

#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 4;

/// What makes a term or a sort, which is the same each time, and leaves nothing
/// else in the context.
static bool onlyMakesTerm(StringRef Method) {
  static const llvm::StringSet<> Names = {
      "bool_const", "int_const",  "real_const",  "bv_const",   "string_const",
      "constant",   "bool_val",   "int_val",     "real_val",   "bv_val",
      "string_val", "num_val",    "bool_sort",   "int_sort",   "real_sort",
      "bv_sort",    "seq_sort",   "string_sort", "array_sort", "re_sort",
      "function",   "int_symbol", "str_symbol"};
  return Names.contains(Method);
}

namespace {

class TermFinder : public lower::ASTVisitor {
public:
  explicit TermFinder(unsigned Depth) : Depth(Depth) {}

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
    const CXXMethodDecl *Method = E->getMethodDecl();
    if (Method && z3ppClassName(E->getObjectType()) == "z3::context" &&
        !isa<CXXConversionDecl>(Method))
      Fits &= onlyMakesTerm(lower::nameOf(Method));
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    const FunctionDecl *Definition = nullptr;
    if (!Callee)
      return Fits = false;
    // Of the C API, what it keeps is not looked up here.
    Fits &= !lower::nameOf(Callee).starts_with("Z3_");
    if (lower::isSystem(Callee) || lower::inTopNamespace(Callee, "z3") || !Fits)
      return Fits;
    if (!Depth || !Callee->hasBody(Definition))
      return Fits = !getsTerms(E);
    TermFinder Inner(Depth - 1);
    Inner.TraverseStmt(Definition->getBody());
    return Fits = Inner.Fits;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXRecordDecl *Class = E->getConstructor()->getParent();
    const FunctionDecl *Definition = nullptr;
    if (lower::isSystem(Class) || lower::inTopNamespace(Class, "z3") ||
        !E->getConstructor()->isUserProvided())
      return true;
    if (!Depth || !E->getConstructor()->hasBody(Definition))
      return Fits = false;
    TermFinder Inner(Depth - 1);
    Inner.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    return Fits &= Inner.Fits;
  }
  bool VisitLambdaExpr(LambdaExpr *) override { return Fits = false; }

  bool Fits = true;

private:
  static bool getsTerms(const CallExpr *E) {
    return llvm::any_of(E->arguments(), [](const Expr *Arg) {
      QualType T = Arg->getType().getNonReferenceType();
      return T->isPointerType() || T->isRecordType();
    });
  }

  unsigned Depth;
};

} // namespace

/// `z3::context c;`
static bool isPlainContext(const VarDecl *Var) {
  const auto *Made = Var && Var->hasInit()
                         ? dyn_cast<CXXConstructExpr>(
                               Var->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  return Made && z3ppClassName(Var->getType()) == "z3::context" &&
         Made->getNumArgs() == 0;
}

bool ContextHoist::findSolver(const CompoundStmt *Body) {
  for (const Stmt *S : Body->body()) {
    const auto *Declared = dyn_cast<DeclStmt>(S);
    if (!Declared)
      continue;
    for (const clang::Decl *D : Declared->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      const std::string Class =
          Var ? z3ppClassName(Var->getType()) : std::string();
      // What is made anew in each iteration would be told of next.
      if (Class == "z3::fixedpoint" ||
          (Class == "z3::context" && Var != Context))
        return false;
      if (Class != "z3::solver" && Class != "z3::optimize")
        continue;
      if (Solver || !Declared->isSingleDecl() || !Var->hasInit())
        return false;
      Solver = Var;
      SolverDecl = Declared;
    }
  }
  return true;
}

/// `z3::solver::simple()` says how, and has no content.
static bool isSimpleTag(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->isEmpty() && lower::inTopNamespace(Class, "z3");
}

/// Whether the solver is made of the context and constants.
bool ContextHoist::isMadeOfContext() const {
  const auto *Made = dyn_cast<CXXConstructExpr>(
      Solver->getInit()->IgnoreUnlessSpelledInSource());
  return Made && llvm::all_of(Made->arguments(), [&](const Expr *Arg) {
           const Expr *E = Arg->IgnoreUnlessSpelledInSource();
           const auto *Ref = dyn_cast<DeclRefExpr>(E);
           return (Ref && Ref->getDecl() == Context) ||
                  isa<CXXDefaultArgExpr>(Arg) ||
                  isa<StringLiteral, CXXBoolLiteralExpr>(E) ||
                  isSimpleTag(E->getType());
         });
}

/// Whether the solver, and all terms, can be left to a scope of each iteration.
bool ContextHoist::fits(EditContext &C, const VarDecl *Var,
                        const DeclStmt *Decl, const CompoundStmt *Body) {
  Context = Var;
  ContextDecl = Decl;
  if (!isPlainContext(Var) || !Decl->isSingleDecl())
    return false;
  TermFinder Terms(MaxDepth);
  for (const Stmt *S : Body->body())
    if (S != Decl)
      Terms.TraverseStmt(const_cast<Stmt *>(S));
  if (!Terms.Fits || !findSolver(Body) || (Solver && !isMadeOfContext()))
    return false;
  if (!Solver)
    return true;
  return llvm::all_of(referencesTo(Solver, C.FD->getBody()),
                      [&](const DeclRefExpr *Ref) {
                        return !Ref->refersToEnclosingVariableOrCapture() &&
                               (isScopedUse(methodOf(Ref, C.Parents)) ||
                                isScopedArgument(Ref, C.Parents));
                      });
}

std::vector<std::string> ContextHoist::declarations(SourceEdits &Out) const {
  std::vector<std::string> Lines = {Out.text(ContextDecl->getSourceRange())};
  if (Solver)
    Lines.push_back(Out.text(SolverDecl->getSourceRange()));
  return Lines;
}

Edit explain::hoistContext(EditContext &C, const VarDecl *Var,
                           const DeclStmt *Decl) {
  const Stmt *Loop = C.loop();
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(Loop));
  ContextHoist H;
  if (!Body || C.Parents.getParent(Decl) != Body ||
      !isa_and_nonnull<CompoundStmt>(C.Parents.getParent(Loop)) ||
      !H.fits(C, Var, Decl, Body) || !isNameFree(C.FD, Var->getName(), Var) ||
      (H.Solver && !isNameFree(C.FD, H.Solver->getName(), H.Solver)))
    return {};
  // Of a loop around it, each round would make it anew.
  for (const Stmt *S = C.Parents.getParent(Loop); S; S = C.Parents.getParent(S))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      return {};
  SourceEdits Out = C.edits();
  Out.declareBefore(Loop, H.declarations(Out));
  Out.replace(Decl, {});
  if (!H.Solver)
    return {Out.take(), {}};
  const std::string Name = H.Solver->getNameAsString();
  Out.replace(H.SolverDecl, {Name + ".push();"});
  for (const WayOut &Way : jumpsOutOf(Body, Body->getBeginLoc())) {
    if (Way.To == WayOut::Elsewhere)
      return {};
    if (Way.To == WayOut::Iteration &&
        Way.Jump->getBeginLoc() > H.SolverDecl->getEndLoc())
      Out.insertBefore(Way.Jump, {Name + ".pop();"});
  }
  if (!isa<ReturnStmt, BreakStmt, ContinueStmt>(Body->body_back()))
    Out.insertAtEnd(Body, {Name + ".pop();"});
  return {Out.take(), {}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for a handle that one variable, or one function, gives up while another
// still has it: the other variable takes the reference over; the function that
// releases leaves null behind.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// Calls of the API that release something.
class ReleaseFinder : public lower::ASTVisitor {
public:
  explicit ReleaseFinder(lower::ModuleContext &M) : M(M) {}
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (Callee && M.effectOf(Callee).Count == model::CountEffect::Release)
      Found.push_back(E);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *) override { return HasClosure = true; }

  lower::ModuleContext &M;
  std::vector<const CallExpr *> Found;
  bool HasClosure = false;
};

} // namespace

static const VarDecl *variableNamedBy(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(underlyingHandle(E));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

Edit explain::handOver(EditContext &C) {
  const auto *Kill =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.Killed, C.L));
  const FunctionDecl *Callee = Kill ? Kill->getDirectCallee() : nullptr;
  if (!Callee || C.isTaught() ||
      C.M.effectOf(Callee).Count != model::CountEffect::Release)
    return {};
  const VarDecl *From =
      variableNamedBy(Kill->getArg(C.M.effectOf(Callee).CountArg));
  const auto *Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Kill));
  if (!From || !Block)
    return {};
  // `last = m;` right before or behind the release.
  const auto *At = llvm::find(Block->body(), Kill);
  const BinaryOperator *Copy = nullptr;
  for (const Stmt *Near : {At != Block->body_begin() ? At[-1] : nullptr,
                           At + 1 != Block->body_end() ? At[1] : nullptr}) {
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(Near);
    if (Assign && Assign->getOpcode() == BO_Assign &&
        variableNamedBy(Assign->getRHS()) == From)
      Copy = Assign;
  }
  const VarDecl *To = Copy ? variableNamedBy(Copy->getLHS()) : nullptr;
  if (!To || !To->isLocalVarDecl() || !To->hasLocalStorage() || To == From)
    return {};
  // The one that is released has its reference by then, for sure.
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  HandleFlow OfFrom(C.M, C.FD, From, C.creation(), C.Parents, Kill);
  HandleFlow OfTo(C.M, C.FD, To, Copy->getRHS()->IgnoreParenCasts(), C.Parents);
  if (!OfFrom.understood() || !OfTo.understood() || OfTo.retained())
    return {};
  for (size_t I = 0; I != OfFrom.events().size(); ++I) {
    const HandleEvent &E = OfFrom.events()[I];
    if (E.Statement == Kill && OfFrom.beforeEvent(I) != Gone &&
        OfFrom.beforeEvent(I) != Held)
      return {};
    // No other use behind it: the new owner may let it go.
    if (E.Ref && E.Statement != Copy && E.Statement != Kill &&
        SM.isBeforeInTranslationUnit(
            std::max(Kill->getEndLoc(), Copy->getEndLoc()),
            E.Ref->getBeginLoc()) &&
        E.W != HandleEvent::Assign)
      return {};
  }
  for (const HandleEvent &E : OfTo.events())
    if (E.W == HandleEvent::Release || E.W == HandleEvent::Escape ||
        (E.W == HandleEvent::Assign && E.Ref && E.Statement != Copy))
      return {};
  SourceEdits Out = C.edits();
  const std::string Context = Out.text(Kill->getArg(0)->getSourceRange());
  if (!isPlainExpression(Kill->getArg(0)) ||
      !C.isVisibleAt(Kill->getArg(0), OfTo.declaration()))
    return {};
  return releaseHandedOver(C, OfTo, Kill,
                           countingCall(model::releaseFunction(OfTo.kind()),
                                        OfTo.kind(), Context,
                                        To->getNameAsString()));
}

/// How the place that a release in a function empties is written there: a field
/// of the object, or what a parameter points to; empty for others.
static std::string emptiedPlace(const FunctionDecl *FD, const CallExpr *Release,
                                int Index, const SourceManager &SM,
                                const LangOptions &Options) {
  const Expr *E = underlyingHandle(Release->getArg(Index));
  // `Z3_solver old = this->solver;` stands for the field.
  if (const auto *Var = variableNamedBy(E))
    if (Var->isLocalVarDecl() && Var->hasInit() && Var->hasLocalStorage())
      E = Var->getInit()->IgnoreParenCasts();
  E = E->IgnoreParenCasts();
  const Expr *Base = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    Base = Member->getBase()->IgnoreParenImpCasts();
  else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    Base = Unary->getOpcode() == UO_Deref
               ? Unary->getSubExpr()->IgnoreParenImpCasts()
               : nullptr;
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Base);
  if (!Base || E->getType().isConstQualified() ||
      !(isa<CXXThisExpr>(Base) || (Ref && isa<ParmVarDecl>(Ref->getDecl()))))
    return {};
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD);
      Method && Method->isConst())
    return {};
  if (E->getBeginLoc().isMacroID() || E->getEndLoc().isMacroID())
    return {};
  return Lexer::getSourceText(
             CharSourceRange::getTokenRange(E->getSourceRange()), SM, Options)
      .str();
}

/// Whether a call is made only where the place is not null, by a test right
/// around it.
static bool isTestedForNull(const CallExpr *Release, const ParentMap &Parents) {
  const Stmt *P = Parents.getParent(Release);
  if (isa_and_nonnull<CompoundStmt>(P))
    P = Parents.getParent(P);
  const auto *If = dyn_cast_or_null<IfStmt>(P);
  const Expr *Tested = If ? If->getCond()->IgnoreParenImpCasts() : nullptr;
  return Tested &&
         (Tested->getType()->isPointerType() || isa<BinaryOperator>(Tested)) &&
         !isa<CallExpr>(Tested);
}

Edit explain::forgetInCallee(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.Killed, C.L));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  if (!Callee || C.isTaught() || lower::isSystem(Callee) ||
      !Callee->hasBody(Definition) || Definition->isTemplated() ||
      Definition->isTemplateInstantiation() ||
      SM.getFileID(SM.getExpansionLoc(Definition->getBeginLoc())) !=
          SM.getFileID(C.Anchor))
    return {};
  ReleaseFinder Finder(C.M);
  Finder.TraverseStmt(Definition->getBody());
  if (Finder.Found.size() != 1 || Finder.HasClosure)
    return {};
  const CallExpr *Release = Finder.Found.front();
  const int Index = C.M.effectOf(Release->getDirectCallee()).CountArg;
  ParentMap Parents(Definition->getBody());
  const std::string Place = Index < 0 ? std::string()
                                      : emptiedPlace(Definition, Release, Index,
                                                     SM, C.M.Ctx.getLangOpts());
  if (Place.empty() || Release->getBeginLoc().isMacroID())
    return {};
  // The second release: in the same function again, or in this one.
  const Stmt *Second = statementOf(*C.F.F, C.F.At, C.L);
  const auto *SecondCall = dyn_cast_or_null<CallExpr>(Second);
  if (!SecondCall || !SecondCall->getDirectCallee())
    return {};
  const bool Again = SecondCall->getDirectCallee()->getCanonicalDecl() ==
                     Callee->getCanonicalDecl();
  const bool IsApi = C.M.effectOf(SecondCall->getDirectCallee()).Count ==
                     model::CountEffect::Release;
  const bool Tested = Again ? isTestedForNull(Release, Parents)
                            : IsApi && isTestedForNull(SecondCall, C.Parents);
  const bool NullIsFine =
      (Again || IsApi) && !model::releaseOfNullCrashes(C.F.K);
  if (!Tested && !NullIsFine)
    return {};
  // Nothing behind the release may want the handle.
  for (const Stmt *S = Release; S; S = Parents.getParent(S)) {
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(S));
    if (!Block)
      continue;
    const auto *Behind = llvm::find(Block->body(), S) + 1;
    for (; Behind != Block->body_end(); ++Behind)
      if (!isa<ReturnStmt>(*Behind) || cast<ReturnStmt>(*Behind)->getRetValue())
        return {};
  }
  SourceEdits Out(C.M.Ctx, Parents, C.Anchor);
  const std::string Line = Place + " = " + nullText(C) + ";";
  if (isInBlock(Release, Parents))
    Out.insertBehind(Release, {Line});
  else
    Out.replace(Release, {Out.text(Release->getSourceRange()) + ";", Line});
  return {Out.take(), {}};
}

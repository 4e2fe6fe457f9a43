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

//===----------------------------------------------------------------------===//
// All elements
//===----------------------------------------------------------------------===//

namespace {

/// What a piece of source names of one or two fields.
class FieldFinder : public lower::ASTVisitor {
public:
  FieldFinder(const FieldDecl *Elements, const FieldDecl *Count)
      : Elements(Elements), Count(Count) {}
  bool VisitMemberExpr(MemberExpr *E) override {
    OfElements += E->getMemberDecl() == Elements;
    if (E->getMemberDecl() == Count ||
        (!Count && E->getMemberDecl() == Elements))
      Counts.push_back(E);
    return true;
  }
  const FieldDecl *Elements, *Count;
  unsigned OfElements = 0;
  std::vector<const MemberExpr *> Counts;
};

/// A loop over all elements of a field that does nothing but give each back.
struct ReleaseLoop {
  const Stmt *Loop = nullptr;
  const FieldDecl *Elements = nullptr;
  const FieldDecl *Count = nullptr; ///< null for a container
  std::string Emptying;
};

} // namespace

static const FieldDecl *fieldIn(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
  return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

static std::string textAt(const Stmt *S, const EditContext &C) {
  return Lexer::getSourceText(
             CharSourceRange::getTokenRange(S->getSourceRange()),
             C.M.Ctx.getSourceManager(), C.M.Ctx.getLangOpts())
      .str();
}

/// `for (Z3_ast a : Terms) …`, of a sequence of the standard library.
static ReleaseLoop ofContainer(const EditContext &C, const CXXForRangeStmt *For,
                               const Expr *Released) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Released);
  const Expr *Range = For->getRangeInit()->IgnoreParenImpCasts();
  const CXXRecordDecl *Class = Range->getType()->getAsCXXRecordDecl();
  const FieldDecl *Field = fieldIn(Range);
  if (!Ref || Ref->getDecl() != For->getLoopVariable() || !Field || !Class ||
      !lower::inTopNamespace(Class, "std") ||
      !(lower::nameOf(Class) == "vector" || lower::nameOf(Class) == "deque" ||
        lower::nameOf(Class) == "list" || lower::nameOf(Class) == "set"))
    return {};
  return {For, Field, nullptr, textAt(Range, C) + ".clear();"};
}

/// `for (i = 0; i < q->n; i++) Z3_dec_ref(q->c, q->terms[i]);`
static ReleaseLoop ofArray(const EditContext &C, const ForStmt *For,
                           const Expr *Released) {
  const auto *Element = dyn_cast<ArraySubscriptExpr>(Released);
  const auto *Cond = dyn_cast_or_null<BinaryOperator>(For->getCond());
  const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
  const auto *Index = Init && Init->isSingleDecl()
                          ? dyn_cast<VarDecl>(Init->getSingleDecl())
                          : nullptr;
  const auto *At =
      Element ? dyn_cast<DeclRefExpr>(Element->getIdx()->IgnoreParenImpCasts())
              : nullptr;
  const FieldDecl *Elements = Element ? fieldIn(Element->getBase()) : nullptr;
  const FieldDecl *Count =
      Cond && Cond->getOpcode() == BO_LT ? fieldIn(Cond->getRHS()) : nullptr;
  if (!Index || !Index->hasInit() || !At || At->getDecl() != Index ||
      !Elements || !Count ||
      !Index->getInit()->isIntegerConstantExpr(C.M.Ctx) ||
      Index->getInit()->EvaluateKnownConstInt(C.M.Ctx) != 0)
    return {};
  return {For, Elements, Count,
          textAt(Cond->getRHS()->IgnoreParenImpCasts(), C) + " = 0;"};
}

static ReleaseLoop releaseLoopAround(EditContext &C, const CallExpr *Release,
                                     const ParentMap &Parents) {
  const int At = C.M.effectOf(Release->getDirectCallee()).CountArg;
  const Expr *Released =
      At < 0 ? nullptr : underlyingHandle(Release->getArg(At));
  const Stmt *P = Parents.getParent(Release);
  for (; P && isa<CompoundStmt, IfStmt>(P); P = Parents.getParent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    // What is null there is nothing to give back.
    if (If && (If->getElse() || !Released ||
               textAt(If->getCond(), C) != textAt(Released, C)))
      return {};
  }
  if (!Released || !P)
    return {};
  // None of them is passed by.
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(P));
  if (Body && !jumpsOutOf(Body, Body->getBeginLoc()).empty())
    return {};
  if (const auto *For = dyn_cast<CXXForRangeStmt>(P))
    return ofContainer(C, For, Released);
  if (const auto *For = dyn_cast<ForStmt>(P))
    return ofArray(C, For, Released);
  return {};
}

/// Whether nothing in the file asks how many elements there are but to go over
/// them, or where it adds one.
static bool isCountedForElementsOnly(EditContext &C, const ReleaseLoop &L,
                                     const FunctionDecl *Releasing) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitFunctionDecl(FunctionDecl *D) override {
      if (D->doesThisDeclarationHaveABody() && D != Releasing && D->getBody())
        check(D->getBody());
      return true;
    }
    void check(const Stmt *Body) {
      FieldFinder Names(L->Elements, L->Count);
      Names.TraverseStmt(const_cast<Stmt *>(Body));
      ParentMap Parents(const_cast<Stmt *>(Body));
      for (const MemberExpr *E : Names.Counts)
        Fits &=
            L->Count ? isBesideElements(E, Parents) : !asksForSize(E, Parents);
    }
    bool isBesideElements(const MemberExpr *E, const ParentMap &Parents) {
      // It is written, or the statement names the elements, too.
      const Stmt *S = enclosingStatement(E, Parents);
      const auto *Assign = dyn_cast<BinaryOperator>(S);
      if (Assign && Assign->getOpcode() == BO_Assign && Assign->getLHS() == E)
        return true;
      if (isa_and_nonnull<ForStmt, WhileStmt>(Parents.getParent(S)))
        S = Parents.getParent(S);
      FieldFinder Beside(L->Elements, L->Count);
      Beside.TraverseStmt(const_cast<Stmt *>(S));
      return Beside.OfElements != 0;
    }
    static bool asksForSize(const MemberExpr *E, const ParentMap &Parents) {
      const Stmt *P =
          Parents.getParentIgnoreParenImpCasts(const_cast<MemberExpr *>(E));
      const auto *Method = dyn_cast_or_null<MemberExpr>(P);
      const StringRef Name =
          Method ? lower::nameOf(Method->getMemberDecl()) : StringRef();
      return Name == "size" || Name == "empty";
    }
    const ReleaseLoop *L = nullptr;
    const FunctionDecl *Releasing = nullptr;
    bool Fits = true;
  } Finder;
  Finder.L = &L;
  Finder.Releasing = Releasing;
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  return Finder.Fits;
}

/// The function that gives back all elements forgets them, too: it runs, or
/// they are given back, once more.
static Edit emptyAll(EditContext &C, const FunctionDecl *Definition,
                     llvm::ArrayRef<const CallExpr *> Releases) {
  ParentMap Parents(Definition->getBody());
  ReleaseLoop Found;
  for (const CallExpr *Release : Releases)
    if (ReleaseLoop L = releaseLoopAround(C, Release, Parents); L.Loop) {
      if (Found.Loop)
        return {};
      Found = L;
    }
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  if (!Found.Loop || !isInBlock(Found.Loop, Parents) ||
      Found.Loop->getBeginLoc().isMacroID() || (Method && Method->isConst()))
    return {};
  // Behind the loop nothing is asked of them.
  FieldFinder Names(Found.Elements, Found.Count);
  Names.TraverseStmt(Definition->getBody());
  for (const MemberExpr *E : Names.Counts)
    if (E->getBeginLoc() > Found.Loop->getEndLoc())
      return {};
  if (!isCountedForElementsOnly(C, Found, Definition))
    return {};
  SourceEdits Out(C.M.Ctx, Parents, C.Anchor);
  Out.insertBehind(Found.Loop, {Found.Emptying});
  return {Out.take(), {}};
}

/// The definition of a function of the file that is called where a finding
/// names a call; null if it can't be edited.
static const FunctionDecl *editableCallee(EditContext &C, ir::InstrId At) {
  const auto *Call = dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, At, C.L));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  return Callee && !lower::isSystem(Callee) && Callee->hasBody(Definition) &&
                 !Definition->isTemplated() &&
                 !Definition->isTemplateInstantiation() &&
                 SM.getFileID(SM.getExpansionLoc(Definition->getBeginLoc())) ==
                     SM.getFileID(C.Anchor)
             ? Definition
             : nullptr;
}

Edit explain::emptyInCallee(EditContext &C) {
  for (ir::InstrId At : {C.F.Killed, C.F.At}) {
    const FunctionDecl *Definition = editableCallee(C, At);
    if (!Definition || C.isTaught())
      continue;
    ReleaseFinder Finder(C.M);
    Finder.TraverseStmt(Definition->getBody());
    if (Finder.HasClosure)
      continue;
    if (Edit Emptied = emptyAll(C, Definition, Finder.Found))
      return Emptied;
  }
  return {};
}

Edit explain::forgetInCallee(EditContext &C) {
  const FunctionDecl *Definition = editableCallee(C, C.F.Killed);
  if (!Definition || C.isTaught())
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
                                                     C.M.Ctx.getSourceManager(),
                                                     C.M.Ctx.getLangOpts());
  if (Place.empty() || Release->getBeginLoc().isMacroID())
    return {};
  // The second release: in the same function again, or in this one.
  const Stmt *Second = statementOf(*C.F.F, C.F.At, C.L);
  const auto *SecondCall = dyn_cast_or_null<CallExpr>(Second);
  if (!SecondCall || !SecondCall->getDirectCallee())
    return {};
  const bool Again = SecondCall->getDirectCallee()->getCanonicalDecl() ==
                     Definition->getCanonicalDecl();
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

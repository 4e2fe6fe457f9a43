// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for counts that can't be right: a release of what is not ours, or in
// the wrong way; a wrapper that counts what is counted by hand, or that gives
// back what it never got.

#include "explain/Changes.h"
#include "explain/Edits.h"
#include "explain/Effects.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;
using analysis::Mismatch;

/// The call of the API that releases, where the finding stands; null if the
/// finding stands elsewhere.
static const CallExpr *wrongRelease(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && C.M.effectOf(Callee).Count == model::CountEffect::Release
             ? Call
             : nullptr;
}

/// The argument of a call that is its context; null unless there is one.
static const Expr *contextArgument(EditContext &C, const CallExpr *Call) {
  const Expr *Found = nullptr;
  for (const Expr *Arg : Call->arguments())
    if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
      if (Found)
        return nullptr;
      Found = Arg;
    }
  return Found;
}

namespace {

/// How often each variable is named.
class NameCounter : public lower::ASTVisitor {
public:
  explicit NameCounter(const Stmt *S) { TraverseStmt(const_cast<Stmt *>(S)); }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    ++Count[E->getDecl()];
    return true;
  }
  llvm::DenseMap<const ValueDecl *, unsigned> Count;
};

} // namespace

/// Whether all local variables in a piece of source are named elsewhere, too:
/// else they would be unused without it.
static bool isNamedElsewhere(const EditContext &C, const Stmt *S) {
  NameCounter All(C.FD->getBody()), Here(S);
  return llvm::all_of(Here.Count, [&](const auto &Named) {
    const auto *Var = dyn_cast<VarDecl>(Named.first);
    const bool IsInside = Var && Var->getBeginLoc() >= S->getBeginLoc() &&
                          Var->getEndLoc() <= S->getEndLoc();
    return !Var || !Var->isLocalVarDecl() || IsInside ||
           All.Count.lookup(Var) > Named.second;
  });
}

/// Whether all that a variable gets is borrowed, and the function retains it
/// nowhere.
static bool isOnlyBorrowed(EditContext &C, const HandleFlow &Flow) {
  return llvm::all_of(Flow.events(), [&](const HandleEvent &E) {
    if (E.W != HandleEvent::Assign || !E.Value)
      return E.W != HandleEvent::Retain;
    const auto *Call = dyn_cast<CallExpr>(underlyingHandle(E.Value));
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && C.M.effectOf(Callee).Known &&
           C.M.effectOf(Callee).R == model::Result::Borrowed;
  });
}

/// `for (…) { Z3_ast f = borrowed(c, i); Z3_dec_ref(c, f); }`: the loop that
/// does nothing but the release; null if it does anything else.
static const Stmt *loopOfRelease(EditContext &C, const CallExpr *Call,
                                 const HandleFlow &Flow) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Call));
  const auto *Loop =
      Body ? dyn_cast_or_null<ForStmt>(C.Parents.getParent(Body)) : nullptr;
  const auto *Init =
      Loop ? dyn_cast_or_null<DeclStmt>(Loop->getInit()) : nullptr;
  if (!Init || Body->size() != 2 || Body->body_front() != Flow.declaration() ||
      !Flow.declaration()->isSingleDecl() || Body->body_back() != Call ||
      !Loop->getCond() || Loop->getCond()->HasSideEffects(C.M.Ctx) ||
      !isNamedElsewhere(C, Loop) || !isInBlock(Loop, C.Parents))
    return nullptr;
  const auto *Made = dyn_cast_or_null<CallExpr>(
      Flow.variable()->getInit() ? underlyingHandle(Flow.variable()->getInit())
                                 : nullptr);
  return Made && Made->getDirectCallee() &&
                 C.M.effectOf(Made->getDirectCallee()).R ==
                     model::Result::Borrowed
             ? Loop
             : nullptr;
}

/// The release goes, where nothing of the handle is ours on any way to it.
static Edit removeRelease(EditContext &C) {
  const CallExpr *Call = wrongRelease(C);
  const HandleFlow *Flow = C.flow();
  if (!Call || !Flow)
    return {};
  const Stmt *Whole = loopOfRelease(C, Call, *Flow);
  if (!Whole && !isNamedElsewhere(C, Call))
    return {};
  if (!Whole)
    Whole = Call;
  for (size_t I = 0; I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if (E.W != HandleEvent::Release || E.Call != Call)
      continue;
    const HandleStates States = Flow->beforeEvent(I);
    const bool IsOurs = !States || (States & ~(Fresh | NullOne));
    if (!E.IsStatement || (IsOurs && !isOnlyBorrowed(C, *Flow)) ||
        !isa<CompoundStmt>(C.Parents.getParent(E.Statement)))
      return {};
    SourceEdits Out = C.edits();
    Out.replace(Whole, {});
    return {Out.take(), {}};
  }
  return {};
}

/// `z3::goal g(c, Z3_mk_goal(…)); … Z3_goal_dec_ref(c, g);`
static Edit leaveToWrapper(EditContext &C) {
  const CallExpr *Call = wrongRelease(C);
  if (!Call || !isa<CompoundStmt>(C.Parents.getParent(Call)) ||
      !isNamedElsewhere(C, Call))
    return {};
  const int At = C.M.effectOf(Call->getDirectCallee()).CountArg;
  const std::vector<const VarDecl *> Released =
      At >= 0 ? variablesIn(Call->getArg(At)) : std::vector<const VarDecl *>();
  if (Released.size() != 1 || !Released.front()->isLocalVarDecl() ||
      !Released.front()->getType()->getAsCXXRecordDecl() ||
      !Released.front()->getInit())
    return {};
  // It is the wrapper's alone: no other name may have retained it.
  for (const VarDecl *Var : variablesIn(Released.front()->getInit()))
    if (C.M.Types.handleKind(Var->getType()) == C.F.K)
      return {};
  SourceEdits Out = C.edits();
  Out.replace(Call, {});
  return {Out.take(), {}};
}

/// The release in the context that the object belongs to.
static Edit releaseInOwnContext(EditContext &C) {
  const CallExpr *Call = wrongRelease(C);
  const Expr *Foreign = Call ? contextArgument(C, Call) : nullptr;
  const VarDecl *Own = variableOf(*C.F.F, C.F.OwnContext, C.L);
  const bool IsDeleted = llvm::any_of(C.F.Path, [](const analysis::Step &S) {
    return S.W == analysis::Step::ContextDeleted;
  });
  if (!Foreign || !Own || IsDeleted || !C.isVariableVisibleAt(Own, Call) ||
      !C.M.Ctx.hasSameUnqualifiedType(Own->getType(), Foreign->getType()))
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Foreign->getSourceRange(), Own->getName());
  return {Out.take(), {}};
}

/// `Z3_dec_ref(c, (Z3_ast)goal);`: the function of its own kind.
static Edit releaseByOwnKind(EditContext &C) {
  const CallExpr *Call = wrongRelease(C);
  const Expr *Context = Call ? contextArgument(C, Call) : nullptr;
  const int At = Call ? C.M.effectOf(Call->getDirectCallee()).CountArg : -1;
  if (!Context || At < 0)
    return {};
  const Expr *Handle = Call->getArg(At)->IgnoreParenCasts();
  const ir::Kind K = C.M.Types.handleKind(Handle->getType());
  if (K != C.F.K || !ir::isCounted(K))
    return {};
  SourceEdits Out = C.edits();
  const std::string Right = countingCall(
      model::releaseFunction(K), K, Out.argumentText(Context->getSourceRange()),
      Out.argumentText(Handle->getSourceRange()));
  // A macro that is right for other kinds stays as it is.
  if (Call->getBeginLoc().isMacroID())
    Out.replaceExpansion(Call, Right + ";");
  else
    Out.replaceTokens(Call->getSourceRange(), Right);
  return {Out.take(), {}};
}

/// Whether a statement is reached only behind another one: that one stands in a
/// block around it, before it.
static bool isBehind(const Stmt *S, const Stmt *Other,
                     const ParentMap &Parents) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(Other));
  if (!Block || isa_and_nonnull<SwitchStmt>(Parents.getParent(Block)))
    return false;
  for (; S; S = Parents.getParent(S))
    if (Parents.getParent(S) == Block)
      return llvm::find(Block->body(), Other) < llvm::find(Block->body(), S);
  return false;
}

/// The release of what others own by then, on all ways to it.
static Edit removeReleaseOfTaken(EditContext &C) {
  if (Edit Removed = removeSecondRelease(C))
    return Removed;
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const VarDecl *Var = C.holder();
  const Stmt *Taking = nullptr;
  for (const analysis::Step &S : C.F.Path)
    if (S.W == analysis::Step::Released && S.F == C.F.F)
      Taking = statementOf(*C.F.F, S.At, C.L);
  ChangeFinder Changes;
  Changes.TraverseStmt(C.FD->getBody());
  // It is the same handle all the time.
  if (!Call || !Var || !Var->hasInit() || argumentUses(C, Var).empty() ||
      !Taking || Changes.HasGoto)
    return {};
  const Stmt *Before = enclosingStatement(Taking, C.Parents);
  if (!Call->getType()->isVoidType() ||
      enclosingStatement(Call, C.Parents) != Call ||
      !llvm::is_contained(variablesIn(Before), Var) ||
      !llvm::is_contained(variablesIn(Call), Var) ||
      !isBehind(Call, Before, C.Parents) || !isNamedElsewhere(C, Call))
    return {};
  // A test that decides about nothing else goes, too.
  const Stmt *Whole = Call;
  const auto *If = dyn_cast_or_null<IfStmt>(C.Parents.getParent(Call));
  if (If && If->getThen() == Call && !If->getElse() && !If->getInit() &&
      !If->getCond()->HasSideEffects(C.M.Ctx) && isNamedElsewhere(C, If) &&
      isInBlock(If, C.Parents))
    Whole = If;
  SourceEdits Out = C.edits();
  Out.replace(Whole, {});
  return {Out.take(), {}};
}

Edit explain::correctRelease(EditContext &C) {
  if (C.F.M == Mismatch::HandedOver)
    return removeReleaseOfTaken(C);
  if (C.isTaught())
    return {};
  switch (C.F.M) {
  case Mismatch::Borrowed:
    return removeRelease(C);
  case Mismatch::NotCounted: {
    Edit Retained = protect(C);
    return Retained ? Retained : removeRelease(C);
  }
  case Mismatch::OfWrapper:
    return leaveToWrapper(C);
  case Mismatch::OtherContext:
    return releaseInOwnContext(C);
  case Mismatch::OtherKind:
    return releaseByOwnKind(C);
  default:
    return {};
  }
}

//===----------------------------------------------------------------------===//
// Wrappers
//===----------------------------------------------------------------------===//

namespace {

/// A statement that gives a raw handle to a wrapper.
class Wrapping {
public:
  explicit Wrapping(EditContext &C);

  Edit retainBefore();
  Edit leaveCountToWrapper();

private:
  Edit removeRetain();
  Edit releaseBehind();
  Edit releaseWrapped();
  /// What counts a handle, in the context that it is made in.
  std::string counting(StringRef Function, const Expr *Context,
                       const std::string &Handle);

  EditContext &C;
  SourceEdits Out;
  const Stmt *Statement = nullptr;
  const CompoundStmt *Block = nullptr;
  /// The variable with the raw handle; null if it comes from a call.
  const VarDecl *Raw = nullptr;
  std::unique_ptr<HandleFlow> Flow;
};

} // namespace

Wrapping::Wrapping(EditContext &C) : C(C), Out(C.edits()) {
  const Stmt *Wrap = statementOf(*C.F.F, C.F.At, C.L);
  if (!Wrap || C.isTaught() || !ir::isCounted(C.F.K))
    return;
  Statement = enclosingStatement(Wrap, C.Parents);
  Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Statement));
  NameCounter Names(Statement);
  for (const auto &[D, Count] : Names.Count) {
    const auto *Var = dyn_cast<VarDecl>(D);
    // What a closure names itself is another one's.
    if (!Var || C.M.Types.handleKind(Var->getType()) != C.F.K ||
        Var->getDeclContext() != C.FD)
      continue;
    if (Raw || Count != 1 || !Var->isLocalVarDecl()) {
      Block = nullptr;
      return;
    }
    Raw = Var;
  }
  if (Raw && Raw->getType()->isPointerType())
    Flow =
        std::make_unique<HandleFlow>(C.M, C.FD, Raw, C.creation(), C.Parents);
  if (Flow && !Flow->understood())
    Flow.reset();
}

std::string Wrapping::counting(StringRef Function, const Expr *Context,
                               const std::string &Handle) {
  return countingCall(Function, C.F.K, Out.text(Context->getSourceRange()),
                      Handle) +
         ";";
}

/// The reference that the wrapper gives back is taken before it gets the
/// handle.
Edit Wrapping::retainBefore() {
  if (!Block || !Flow || !Flow->context() || Flow->before(Statement) != Fresh ||
      Flow->retained() || !C.isVisibleAt(Flow->context(), Statement) ||
      effectsOf(C.M, Block).ReadsError)
    return {};
  Out.insertBefore(Statement,
                   {counting(model::retainFunction(C.F.K), Flow->context(),
                             Raw->getNameAsString())});
  return {Out.take(), {}};
}

/// `Z3_inc_ref(c, t);` right before the wrapper takes its own reference.
Edit Wrapping::removeRetain() {
  const HandleEvent *Retain = nullptr;
  for (const HandleEvent &E : Flow->events()) {
    if (E.W == HandleEvent::Release || (Retain && E.W == HandleEvent::Retain))
      return {};
    if (E.W == HandleEvent::Retain)
      Retain = &E;
  }
  const auto *At = llvm::find(Block->body(), Statement);
  if (!Retain || !Retain->IsStatement || At == Block->body_begin() ||
      At[-1] != Retain->Statement || Flow->before(Retain->Statement) != Fresh ||
      !isNamedElsewhere(C, Retain->Statement))
    return {};
  Out.replace(Retain->Statement, {});
  return {Out.take(), {}};
}

/// `Z3_ast t = make(c); z3::expr e(c, t);`: what make() has counted is given
/// back when the wrapper has it.
Edit Wrapping::releaseBehind() {
  if (!Flow->context() || Flow->before(Statement) != Held ||
      !C.isVisibleAt(Flow->context(), Statement))
    return {};
  // A wrapper that is no variable may be gone where the statement ends.
  const SourceLocation LastUse =
      isa<DeclStmt>(Statement) ? Block->getEndLoc() : Statement->getEndLoc();
  for (const HandleEvent &E : Flow->events())
    if (E.W == HandleEvent::Retain || E.W == HandleEvent::Release ||
        (E.Ref && E.Ref->getBeginLoc() > LastUse))
      return {};
  Out.insertBehind(Statement,
                   {counting(model::releaseFunction(C.F.K), Flow->context(),
                             Raw->getNameAsString())});
  return {Out.take(), {}};
}

/// `z3::solver s(c, make(c));`: the same by the wrapper's own handle.
Edit Wrapping::releaseWrapped() {
  const auto *Decl = dyn_cast<DeclStmt>(Statement);
  const auto *Wrapper = Decl && Decl->isSingleDecl()
                            ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                            : nullptr;
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  if (!Wrapper || !Make || !Make->getDirectCallee() ||
      C.M.effectOf(Make->getDirectCallee()).Known ||
      z3ppClassName(Wrapper->getType()).empty())
    return {};
  const Expr *Context = contextArgument(C, Make);
  const Stmt *P =
      C.Parents.getParentIgnoreParenImpCasts(const_cast<CallExpr *>(Make));
  if (!Context || !isPlainExpression(Context) ||
      !isa_and_nonnull<CXXConstructExpr>(P) ||
      C.Parents.getParent(P) != Statement)
    return {};
  Out.insertBehind(Statement, {counting(model::releaseFunction(C.F.K), Context,
                                        Wrapper->getNameAsString())});
  return {Out.take(), {}};
}

Edit Wrapping::leaveCountToWrapper() {
  if (!Block || effectsOf(C.M, Block).ReadsError)
    return {};
  if (!Raw)
    return releaseWrapped();
  if (!Flow)
    return {};
  Edit Removed = removeRetain();
  return Removed ? Removed : releaseBehind();
}

/// What a statement assigns, and to what: of `Model a = own(c, m);` the call,
/// and "a".
static std::pair<const Expr *, std::string> assignmentIn(const Stmt *S,
                                                         SourceEdits &Out) {
  if (const auto *Decl = dyn_cast<DeclStmt>(S)) {
    const auto *Var = Decl->isSingleDecl()
                          ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                          : nullptr;
    return Var ? std::pair(Var->getInit(), Var->getNameAsString())
               : std::pair<const Expr *, std::string>();
  }
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(S))
    S = Cleanups->getSubExpr();
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(S);
  if (!Op || Op->getOperator() != OO_Equal || !isPlainExpression(Op->getArg(0)))
    return {};
  return {Op->getArg(1), Out.text(Op->getArg(0)->getSourceRange())};
}

/// `a = own(c, m); b = own(c, m);`: the second shared pointer is a copy of the
/// first one.
Edit explain::copyPointer(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const Stmt *Whole = Call ? enclosingStatement(Call, C.Parents) : nullptr;
  const auto *Block =
      Whole ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Whole))
            : nullptr;
  const auto *At = Block ? llvm::find(Block->body(), Whole) : nullptr;
  if (!At || At == Block->body_begin() ||
      C.M.Types.stdClass(Call->getType()) != lower::StdClass::SharedPtr)
    return {};
  SourceEdits Out = C.edits();
  // The statement right before does the same.
  auto [First, Name] = assignmentIn(At[-1], Out);
  if (!First || !assignmentIn(Whole, Out).first ||
      Out.text(First->getSourceRange()) != Out.text(Call->getSourceRange()))
    return {};
  Out.replaceTokens(Call->getSourceRange(), Name);
  return {Out.take(), {}};
}

Edit explain::correctWrapping(EditContext &C) {
  return C.F.M == Mismatch::HeldByHand ? Wrapping(C).leaveCountToWrapper()
                                       : Wrapping(C).retainBefore();
}

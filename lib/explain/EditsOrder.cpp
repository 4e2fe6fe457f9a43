// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for a dead handle: the release goes behind the last use, a second
// release goes away.

#include "explain/Edits.h"
#include "explain/Effects.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// A release that stands as a statement in a block, and what comes behind it.
struct ReleaseStatement {
  const Stmt *S = nullptr;
  const CompoundStmt *Block = nullptr;
  size_t Index = 0; ///< in Block
  explicit operator bool() const { return Block; }
};

/// What is done to some variables in a piece of source.
class MentionFinder : public lower::ASTVisitor {
public:
  MentionFinder(lower::ModuleContext &M, const ParentMap &Parents,
                std::vector<const VarDecl *> Vars)
      : M(M), Parents(Parents), Vars(std::move(Vars)) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    const auto *Var = dyn_cast<VarDecl>(E->getDecl());
    if (!llvm::is_contained(Vars, Var))
      return true;
    Mentioned = true;
    Unclear |= E->refersToEnclosingVariableOrCapture() || changes(E);
    Counted |= isCounted(E);
    return true;
  }

  bool Mentioned = false;
  bool Unclear = false; ///< assigned, its address taken
  bool Counted = false; ///< retained, released

private:
  const Stmt *useOf(const DeclRefExpr *E) const;
  bool changes(const DeclRefExpr *E) const;
  bool isCounted(const DeclRefExpr *E) const;

  lower::ModuleContext &M;
  const ParentMap &Parents;
  std::vector<const VarDecl *> Vars;
};

} // namespace

const Stmt *MentionFinder::useOf(const DeclRefExpr *E) const {
  const Stmt *P = Parents.getParent(E);
  while (P && isa<CastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  return P;
}

bool MentionFinder::changes(const DeclRefExpr *E) const {
  const Stmt *P = useOf(E);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->getOpcode() == UO_AddrOf || Unary->isIncrementDecrementOp();
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P))
    return Binary->isAssignmentOp() &&
           Binary->getLHS()->IgnoreParenCasts() == E;
  return false;
}

bool MentionFinder::isCounted(const DeclRefExpr *E) const {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(useOf(E)))
    if (const FunctionDecl *Callee = Call->getDirectCallee()) {
      const model::CallEffect &Effect = M.effectOf(Callee);
      return Effect.Count != model::CountEffect::None && Effect.CountArg >= 0 &&
             Call->getArg(Effect.CountArg)->IgnoreParenCasts() == E &&
             M.Types.handleKind(E->getType()) != ir::Kind::None;
    }
  return false;
}

static ReleaseStatement releaseStatement(const EditContext &C,
                                         const Stmt *Call) {
  if (!Call)
    return {};
  const Stmt *S = enclosingStatement(Call, C.Parents);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(S));
  const auto *E = dyn_cast<Expr>(S);
  if (!Block || !E || !isa<CallExpr>(E->IgnoreParenImpCasts()))
    return {};
  return {
      S, Block,
      static_cast<size_t>(llvm::find(Block->body(), S) - Block->body_begin())};
}

/// The variable whose handle a call gives back; null if it is none.
static const VarDecl *releasedVariable(lower::ModuleContext &M, const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenImpCasts()) : nullptr;
  const Expr *Handle = nullptr;
  if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call)) {
    Handle = Member->getImplicitObjectArgument();
  } else if (Call && Call->getDirectCallee()) {
    const model::CallEffect &Effect = M.effectOf(Call->getDirectCallee());
    if (Effect.CountArg >= 0 && (Effect.Count == model::CountEffect::Release ||
                                 Effect.Count == model::CountEffect::Delete))
      Handle = Call->getArg(Effect.CountArg);
  }
  const auto *Ref =
      Handle ? dyn_cast<DeclRefExpr>(underlyingHandle(Handle)) : nullptr;
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// The loop around a statement that the variable is declared outside of; null
/// if there is none.
static const Stmt *loopAround(const Stmt *S, const VarDecl *Var,
                              const ParentMap &Parents) {
  for (const Stmt *P = Parents.getParent(S); P; P = Parents.getParent(P)) {
    if (P->getBeginLoc() <= Var->getBeginLoc() &&
        Var->getBeginLoc() <= P->getEndLoc())
      return nullptr;
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P))
      return P;
  }
  return nullptr;
}

namespace {

class ReleaseMover {
public:
  ReleaseMover(EditContext &C, ReleaseStatement R, const VarDecl *Released)
      : C(C), R(R), Released(Released), Out(C.edits()) {
    Vars.push_back(Released);
    if (const VarDecl *Holder = C.holder())
      if (Holder != Released)
        Vars.push_back(Holder);
  }

  Edit run();

private:
  bool findLastUse();
  bool usedElsewhere() const;
  MentionFinder mentionsIn(const Stmt *S) const {
    MentionFinder Finder(C.M, C.Parents, Vars);
    Finder.TraverseStmt(const_cast<Stmt *>(S));
    return Finder;
  }
  bool copyToJumps();

  EditContext &C;
  ReleaseStatement R;
  const VarDecl *Released;
  std::vector<const VarDecl *> Vars;
  SourceEdits Out;
  size_t Last = 0; ///< index in the block of the last use
};

} // namespace

/// Whether a variable is an object of which more may be asked than whether it
/// holds something: a container has another size behind the release.
static bool isAskable(lower::ModuleContext &M, const VarDecl *Var) {
  const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
  const bool IsPointer = Class && lower::inTopNamespace(Class, "std") &&
                         lower::nameOf(Class).ends_with("_ptr");
  return Class && !IsPointer && !M.Types.owner(Var->getType());
}

bool ReleaseMover::findLastUse() {
  const bool IsObject = isAskable(C.M, Released);
  const bool IsContext =
      C.M.Types.handleKind(Released->getType()) == ir::Kind::Context;
  for (size_t I = R.Index + 1; I != R.Block->size(); ++I) {
    MentionFinder Found = mentionsIn(R.Block->body_begin()[I]);
    if (!Found.Mentioned)
      continue;
    if (IsObject && !referencesTo(Released, R.Block->body_begin()[I]).empty())
      return false;
    // Releases of what is in the context count as its uses.
    if (Found.Unclear || (Found.Counted && !IsContext))
      return false;
    Last = I;
  }
  return Last > R.Index && !hasEntry(R.Block, R.Index + 1, Last);
}

/// Whether the handle that the release leaves dead is mentioned behind the
/// block, or before the release in a loop that comes round.
bool ReleaseMover::usedElsewhere() const {
  const bool InLoop = llvm::any_of(Vars, [&](const VarDecl *Var) {
    return loopAround(R.S, Var, C.Parents) != nullptr;
  });
  if (InLoop)
    return true;
  // Where the states are known, a mention on another way (in the other branch)
  // is none of ours.
  const HandleFlow *Flow = C.flow();
  if (Flow && Flow->variable() == Released && Vars.size() == 1) {
    for (size_t I = 0; I != Flow->events().size(); ++I) {
      const HandleEvent &E = Flow->events()[I];
      if (E.Ref && E.Ref->getBeginLoc() > R.Block->getEndLoc() &&
          (Flow->beforeEvent(I) & ~(Unset | NullOne | Fresh | Held | Held2)))
        return true;
    }
    return false;
  }
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      Found |= llvm::is_contained(*Vars, E->getDecl()) &&
               SM->isBeforeInTranslationUnit(
                   End, SM->getExpansionLoc(E->getBeginLoc()));
      return true;
    }
    const SourceManager *SM = nullptr;
    const std::vector<const VarDecl *> *Vars = nullptr;
    SourceLocation End;
    bool Found = false;
  } Finder;
  Finder.SM = &C.M.Ctx.getSourceManager();
  Finder.Vars = &Vars;
  Finder.End = R.Block->getEndLoc();
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found;
}

/// Ways out between the release and the last use get a release of their own.
bool ReleaseMover::copyToJumps() {
  std::string Line = Out.text(R.S->getSourceRange()) + ";";
  const HandleFlow *Flow = C.flow();
  SourceLocation Begin = R.S->getEndLoc();
  SourceLocation End = R.Block->body_begin()[Last]->getEndLoc();

  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitStmt(Stmt *S) override {
      if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt,
              CXXThrowExpr>(S))
        Found.push_back(S);
      return true;
    }
    std::vector<const Stmt *> Found;
  } Finder;
  for (size_t I = R.Index + 1; I <= Last; ++I)
    Finder.TraverseStmt(R.Block->body_begin()[I]);
  if (Finder.Found.empty())
    return true;
  if (!Flow || Flow->variable() != Released)
    return false;
  std::vector<WayOut> Ways = waysOut(*Flow, R.Block, nullptr);
  for (const Stmt *Jump : Finder.Found) {
    auto Way =
        llvm::find_if(Ways, [&](const WayOut &W) { return W.Jump == Jump; });
    if (Way == Ways.end())
      continue; // stays in the block
    if (Way->States != Dead || Jump->getBeginLoc() < Begin ||
        Jump->getEndLoc() > End)
      return false;
    insertBeforeJump(Jump, {Line}, *Flow, C, Out);
  }
  return true;
}

Edit ReleaseMover::run() {
  if (usedElsewhere() || !findLastUse() || !copyToJumps())
    return {};
  const Stmt *LastUse = R.Block->body_begin()[Last];
  std::string Line = Out.text(R.S->getSourceRange()) + ";";
  Out.replace(R.S, {});
  if (!isa<ReturnStmt>(LastUse))
    Out.insertBehind(LastUse, {Line});
  return {Out.take(), {}};
}

/// A release in a loop, of an object that was made before it: behind the loop.
static Edit moveBehindLoop(EditContext &C, ReleaseStatement R,
                           const VarDecl *Released) {
  const HandleFlow *Flow = C.flow();
  const Stmt *Loop = loopAround(R.S, Released, C.Parents);
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(Loop));
  if (!Flow || Flow->variable() != Released || Body != R.Block ||
      !isInBlock(Loop, C.Parents) || loopAround(Loop, Released, C.Parents))
    return {};
  for (const HandleEvent &E : Flow->events()) {
    if (!E.Ref)
      continue;
    bool Inside = E.Ref->getBeginLoc() >= Loop->getBeginLoc() &&
                  E.Ref->getEndLoc() <= Loop->getEndLoc();
    if (!Inside && E.Ref->getBeginLoc() > Loop->getEndLoc())
      return {};
    if (Inside && E.W != HandleEvent::Use && E.W != HandleEvent::Test &&
        E.Statement != R.S)
      return {};
  }
  if (Flow->before(Loop) != Held)
    return {};
  SourceEdits Out = C.edits();
  std::string Line = Out.text(R.S->getSourceRange()) + ";";
  for (const WayOut &Way : waysOut(*Flow, Body, Loop)) {
    if (Way.To == WayOut::Elsewhere)
      return {};
    if (Way.To == WayOut::Function)
      insertBeforeJump(Way.Jump, {Line}, *Flow, C, Out);
  }
  Out.replace(R.S, {});
  Out.insertBehind(Loop, {Line});
  return {Out.take(), {}};
}

Edit explain::moveRelease(EditContext &C) {
  ReleaseStatement R =
      releaseStatement(C, statementOf(*C.F.F, C.F.Killed, C.L));
  const VarDecl *Released = R ? releasedVariable(C.M, R.S) : nullptr;
  if (!Released || !Released->isLocalVarDecl())
    return {};
  if (loopAround(R.S, Released, C.Parents))
    return moveBehindLoop(C, R, Released);
  return ReleaseMover(C, R, Released).run();
}

/// Whether a use relies on the first of two releases not being the last one.
static bool isUsedWhenDead(const HandleFlow &Flow) {
  for (size_t I = 0; I != Flow.events().size(); ++I)
    if (Flow.events()[I].W == HandleEvent::Use && (Flow.beforeEvent(I) & Dead))
      return true;
  return false;
}

/// The release by hand goes where the end of the scope releases, too; what else
/// its statement does must not go with it.
static Edit removeReleaseBeforeEnd(EditContext &C) {
  const Stmt *Call = statementOf(*C.F.F, C.F.At, C.L);
  ReleaseStatement Early = releaseStatement(C, Call);
  if (!Early || Early.S != Call || !cast<Expr>(Call)->getType()->isVoidType() ||
      effectsOf(C.M, Call).Visible)
    return {};
  SourceEdits Out = C.edits();
  Out.replace(Early.S, {});
  return {Out.take(), {}};
}

Edit explain::removeSecondRelease(EditContext &C) {
  ReleaseStatement Second =
      releaseStatement(C, statementOf(*C.F.F, C.F.At, C.L));
  const HandleFlow *Flow = C.flow();
  if (C.F.AtEnd)
    return removeReleaseBeforeEnd(C);
  if (Flow && isUsedWhenDead(*Flow))
    return {};
  if (!Second || !Flow || releasedVariable(C.M, Second.S) != Flow->variable())
    return {};
  SourceEdits Out = C.edits();
  for (size_t I = 0; I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if (E.W == HandleEvent::Release && E.Statement == Second.S &&
        Flow->beforeEvent(I) == Dead) {
      Out.replace(Second.S, {});
      return {Out.take(), {}};
    }
  }
  return {};
}

/// The statement of a block that a macro makes, and that does nothing but
/// release the variable; null for any other.
static const Stmt *expandedRelease(const EditContext &C, const HandleFlow &Flow,
                                   const Stmt *Release) {
  const Stmt *Whole = nullptr;
  for (const Stmt *S = Release; S && !Whole; S = C.Parents.getParent(S)) {
    if (!S->getBeginLoc().isMacroID())
      return nullptr;
    const Stmt *P = C.Parents.getParent(S);
    if (isa_and_nonnull<CompoundStmt>(P) && !P->getBeginLoc().isMacroID())
      Whole = S;
  }
  if (!Whole)
    return nullptr;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      // `Z3_sort_to_ast(c, s)` in there.
      ++Calls;
      Casts += underlyingHandle(E) != E;
      return true;
    }
    bool VisitBinaryOperator(BinaryOperator *E) override {
      Changes |= E->isAssignmentOp();
      return true;
    }
    bool VisitUnaryOperator(UnaryOperator *E) override {
      Changes |= E->isIncrementDecrementOp();
      return true;
    }
    bool VisitVarDecl(VarDecl *) override { return Changes = true; }
    unsigned Calls = 0, Casts = 0;
    bool Changes = false;
  } Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Whole));
  return Finder.Calls - Finder.Casts == 1 && !Finder.Changes &&
                 !effectsOf(const_cast<EditContext &>(C).M, Whole).Jumps
             ? Whole
             : nullptr;
}

Edit explain::removeExpandedRelease(EditContext &C) {
  const Stmt *Call = statementOf(*C.F.F, C.F.At, C.L);
  const HandleFlow *Flow = C.flow();
  if (!Call || !Flow || isUsedWhenDead(*Flow) || C.isTaught())
    return {};
  const Stmt *Whole = expandedRelease(C, *Flow, Call);
  if (!Whole || Flow->before(Whole) != Dead)
    return {};
  SourceEdits Out = C.edits();
  Out.replaceExpansion(Whole, "");
  return {Out.take(), {}};
}

Edit explain::setNullBehindRelease(EditContext &C) {
  ReleaseStatement First =
      releaseStatement(C, statementOf(*C.F.F, C.F.Killed, C.L));
  const HandleFlow *Flow = C.flow();
  if (!First || !Flow || releasedVariable(C.M, First.S) != Flow->variable() ||
      Flow->variable()->getType().isConstQualified() ||
      model::releaseOfNullCrashes(Flow->kind()))
    return {};
  // Who sees the dead handle must take a null one as well.
  for (size_t I = 0; I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if ((Flow->beforeEvent(I) & Dead) && E.W != HandleEvent::Release &&
        E.W != HandleEvent::Test && E.W != HandleEvent::Assign)
      return {};
  }
  SourceEdits Out = C.edits();
  Out.insertBehind(First.S, {Flow->variable()->getNameAsString() + " = " +
                             nullText(C) + ";"});
  return {Out.take(), {}};
}

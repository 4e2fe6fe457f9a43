// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The missing release of a leak: inserted where the handle dies. Where it is
// held on one way to there and released or unset on another, null says which. A
// release that comes too early is taken away first, and the handle is then such
// a leak.

#include "explain/Edits.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// Inserts releases of one variable.
class ReleaseInserter {
public:
  ReleaseInserter(EditContext &C, const HandleFlow &Flow)
      : C(C), Flow(Flow), Out(C.edits()), Call(C.releaseCall(Flow, Out)) {}
  ReleaseInserter(EditContext &C, const HandleFlow &Flow, std::string Call)
      : C(C), Flow(Flow), Out(C.edits()), Call(std::move(Call)) {}

  Edit run();
  /// With TooEarly, a release, taken away: the flow is the one without it.
  Edit runWithout(const Stmt *TooEarly);
  /// With one that another variable has had, taken away.
  Edit runInsteadOf(const Stmt *TooEarly);

private:
  const CompoundStmt *region() const;
  bool livesIn(const CompoundStmt *Block) const;
  std::vector<std::string> releaseLines(HandleStates States);
  void beforeOverwrites();
  void makeFirst(const HandleEvent &E, std::vector<std::string> Lines);
  bool isReleasedByOtherName() const;
  void beforeWaysOut(const CompoundStmt *Block);
  void tellByNull();
  void setNullBehindReleases();
  bool mayReleaseAt(const Stmt *Place) const;
  bool lendsToOthers() const;

  EditContext &C;
  const HandleFlow &Flow;
  SourceEdits Out;
  const std::string Call;
  bool Inserted = false;
  bool NeedsNull = false; ///< behind each release
  bool NeedsInit = false; ///< at the declaration
};

} // namespace

/// Whether the variable is declared outside of a block and all that happens to
/// it happens in there, from an assignment on: then it could be declared there.
bool ReleaseInserter::livesIn(const CompoundStmt *Block) const {
  const bool IsLoop = isa_and_nonnull<WhileStmt>(C.loop());
  const HandleEvent *First = nullptr, *InBlock = nullptr;
  for (const HandleEvent &E : Flow.events()) {
    if (!E.Ref)
      continue; // the declaration
    if (!First && E.W == HandleEvent::Assign && IsLoop &&
        C.Parents.getParent(E.Statement) == C.loop() && E.Call) {
      First = InBlock = &E; // `while (make(&v))`
      continue;
    }
    if (E.Ref->getBeginLoc() < Block->getBeginLoc() ||
        E.Ref->getBeginLoc() > Block->getEndLoc())
      return false;
    if (!First)
      First = &E;
  }
  return InBlock ||
         (First && First->W == HandleEvent::Assign && First->IsStatement &&
          C.Parents.getParent(First->Statement) == Block);
}

/// The block at whose ways out the object dies.
const CompoundStmt *ReleaseInserter::region() const {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOf(C.loop()));
  if (Body && Body != Flow.scope() && livesIn(Body))
    return Body;
  return Flow.scope();
}

/// A handle that lives as long as the object must not be in a variable that
/// lives longer.
bool ReleaseInserter::lendsToOthers() const {
  const CompoundStmt *Block = region();
  for (const HandleEvent &E : Flow.events()) {
    if (!E.Lends)
      continue;
    const Stmt *P =
        C.Parents.getParentIgnoreParenImpCasts(const_cast<CallExpr *>(E.Call));
    if (isa_and_nonnull<CallExpr>(P))
      continue; // read at once
    // In a block within, a variable ends even earlier.
    const auto *Decl = dyn_cast_or_null<DeclStmt>(P);
    const Stmt *Around = Decl;
    while (Around && Around != Block)
      Around = C.Parents.getParent(Around);
    if (!Around)
      return true;
  }
  return false;
}

/// Whether the names in the release mean there what they mean here.
bool ReleaseInserter::mayReleaseAt(const Stmt *Place) const {
  return C.isVariableVisibleAt(Flow.variable(), Place) &&
         (!Flow.context() || C.isVisibleAt(Flow.context(), Place));
}

/// What gives the object back in these states; nothing where there is none.
std::vector<std::string> ReleaseInserter::releaseLines(HandleStates States) {
  if (!(States & (Held | Held2)))
    return {};
  // Not ours on some way: not to be told apart here.
  if (States & ~(Held | NullOne | Dead | Unset)) {
    Out.invalidate();
    return {};
  }
  Inserted = true;
  NeedsNull |= (States & Dead) != 0;
  NeedsInit |= (States & Unset) != 0;
  bool MayBeNull = States & ~Held;
  if (MayBeNull && model::releaseOfNullCrashes(Flow.kind()))
    return {"if (" + Flow.variable()->getNameAsString() + ") " + Call + ";"};
  return {Call + ";"};
}

/// `x = next(x);`: the new one is made before the old one is released.
void ReleaseInserter::makeFirst(const HandleEvent &E,
                                std::vector<std::string> Lines) {
  const std::string Name = Flow.variable()->getNameAsString();
  std::string Next = freshName(C, "next");
  if (Next.empty())
    Next = freshName(C, "made");
  // A fresh object would not live until it is retained.
  const auto *Call = dyn_cast<CallExpr>(E.Value->IgnoreParenImpCasts());
  const bool IsFresh = !Call || !Call->getDirectCallee() ||
                       C.M.effectOf(Call->getDirectCallee()).Known;
  // In a loop the finding of what the call returns has this edit.
  const bool IsOther = C.F.D == analysis::Defect::HandleLeak;
  if (Next.empty() || E.Call || IsFresh || IsOther || isReleasedByOtherName()) {
    Out.invalidate();
    return;
  }
  std::string Type =
      Flow.variable()->getType().getUnqualifiedType().getAsString(
          C.M.Ctx.getPrintingPolicy());
  Lines.insert(Lines.begin(), Type + " " + Next + " = " +
                                  Out.text(E.Value->getSourceRange()) + ";");
  Lines.push_back(Name + " = " + Next + ";");
  Out.replaceByScope(E.Statement, Lines);
}

/// Whether a variable that the handle was taken from is released in the
/// function: that may be the same reference.
bool ReleaseInserter::isReleasedByOtherName() const {
  std::vector<const VarDecl *> Sources;
  for (const HandleEvent &E : Flow.events())
    if (E.W == HandleEvent::Assign && E.Value &&
        !isa<CallExpr>(E.Value->IgnoreParenImpCasts()))
      llvm::append_range(Sources, variablesIn(E.Value));
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      const model::CallEffect *Effect = Callee ? &M->effectOf(Callee) : nullptr;
      const bool Counts =
          !Effect ||
          (Effect->Known ? Effect->Count == model::CountEffect::Release
                         : !lower::isSystem(Callee));
      for (const Expr *Arg : E->arguments())
        for (const VarDecl *Var : variablesIn(Arg))
          Found |= Counts &&
                   M->Types.handleKind(Var->getType()) != ir::Kind::Context &&
                   llvm::is_contained(*Sources, Var);
      return true;
    }
    lower::ModuleContext *M = nullptr;
    const std::vector<const VarDecl *> *Sources = nullptr;
    bool Found = false;
  } Finder;
  Finder.M = &C.M;
  Finder.Sources = &Sources;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found;
}

void ReleaseInserter::beforeOverwrites() {
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    if (E.W != HandleEvent::Assign || !E.Ref)
      continue;
    std::vector<std::string> Lines = releaseLines(Flow.beforeEvent(I));
    if (Lines.empty())
      continue;
    bool NeedsOld =
        E.Value && llvm::is_contained(variablesIn(E.Value), Flow.variable());
    if (!E.IsStatement || !mayReleaseAt(E.Statement)) {
      Out.invalidate();
      return;
    }
    if (NeedsOld)
      makeFirst(E, Lines);
    else
      Out.insertBefore(E.Statement, Lines);
  }
}

void ReleaseInserter::beforeWaysOut(const CompoundStmt *Block) {
  for (const WayOut &Way : waysOut(Flow, Block, C.loop())) {
    std::vector<std::string> Lines = releaseLines(Way.States);
    if (Lines.empty())
      continue;
    const Stmt *Place = Way.Jump              ? Way.Jump
                        : Block->body_empty() ? nullptr
                                              : Block->body_back();
    if (!Place || !mayReleaseAt(Place)) {
      Out.invalidate();
      return;
    }
    if (Way.Jump)
      insertBeforeJump(Way.Jump, Lines, Flow, C, Out);
    else
      Out.insertAtEnd(Block, Lines);
  }
}

void ReleaseInserter::setNullBehindReleases() {
  const std::string Line =
      Flow.variable()->getNameAsString() + " = " + nullText(C) + ";";
  for (const HandleEvent &E : Flow.events()) {
    if (E.W != HandleEvent::Release)
      continue;
    if (!E.IsStatement) {
      Out.invalidate();
      return;
    }
    const auto *Block =
        dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(E.Statement));
    const auto *At = Block ? llvm::find(Block->body(), E.Statement) : nullptr;
    bool Leaves =
        Block && (At + 1 == Block->body_end() ? Block == Flow.scope()
                                              : isa<ReturnStmt>(At[1]));
    if (!Leaves)
      Out.replace(E.Statement,
                  {Out.text(E.Statement->getSourceRange()) + ";", Line});
  }
}

/// The variable is null whenever it holds nothing.
void ReleaseInserter::tellByNull() {
  const VarDecl *Var = Flow.variable();
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent::What W = Flow.events()[I].W;
    const HandleStates Never = W == HandleEvent::Retain ? Held | Held2 | Gone
                               : W == HandleEvent::Release
                                   ? Held2 | Gone | Fresh
                                   : HandleStates(Gone);
    if (W == HandleEvent::Escape || (Flow.beforeEvent(I) & Never))
      Out.invalidate();
  }
  // A goto that passes the declaration by passes its null by, too.
  if (Var->getType().isConstQualified() ||
      isJumpedOver(C.FD->getBody(), Flow.declaration()->getEndLoc(),
                   C.FD->getBody()->getEndLoc()))
    Out.invalidate();
  if (NeedsNull)
    setNullBehindReleases();
  if (NeedsInit && !Var->hasInit())
    Out.insertBehindToken(Var->getLocation(), " = " + nullText(C));
}

Edit ReleaseInserter::run() {
  if (Call.empty() || lendsToOthers() || isReleasedByOtherName())
    return {};
  const CompoundStmt *Block = region();
  if (Block == Flow.scope())
    beforeOverwrites();
  beforeWaysOut(Block);
  if (NeedsNull || NeedsInit)
    tellByNull();
  if (!Inserted)
    return {};
  return {Out.take(), {}};
}

Edit ReleaseInserter::runWithout(const Stmt *TooEarly) {
  if (Call.empty() || lendsToOthers())
    return {};
  // Nothing else may be wrong with the handle.
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    const HandleStates States = Flow.beforeEvent(I);
    bool Needs = E.W == HandleEvent::Use || E.W == HandleEvent::Release;
    if (E.Statement != TooEarly && (States & (Dead | Gone | Held2)))
      return {};
    if (E.Statement != TooEarly && Needs && (States & (Unset | Fresh)))
      return {};
  }
  Out.replace(TooEarly, {});
  beforeOverwrites();
  beforeWaysOut(Flow.scope());
  const bool IsReleased =
      Inserted || llvm::any_of(Flow.events(), [&](const HandleEvent &E) {
        return E.W == HandleEvent::Release && E.Statement != TooEarly;
      });
  if (NeedsNull || NeedsInit || !IsReleased)
    return {};
  return {Out.take(), {}};
}

Edit ReleaseInserter::runInsteadOf(const Stmt *TooEarly) {
  if (Call.empty() || lendsToOthers())
    return {};
  Out.replace(TooEarly, {});
  beforeOverwrites();
  beforeWaysOut(Flow.scope());
  if (NeedsNull || NeedsInit)
    tellByNull();
  if (!Inserted)
    return {};
  return {Out.take(), {}};
}

Edit explain::releaseHandedOver(EditContext &C, const HandleFlow &Flow,
                                const Stmt *TooEarly, std::string Call) {
  return ReleaseInserter(C, Flow, std::move(Call)).runInsteadOf(TooEarly);
}

/// Whether a scope of the object is open at a statement, as far as the order of
/// the source tells: who uses the object further would find it there.
static bool hasOpenScope(const HandleFlow &Flow, const Stmt *At) {
  int Open = 0;
  for (const HandleEvent &E : Flow.events()) {
    const FunctionDecl *Callee = E.Call ? E.Call->getDirectCallee() : nullptr;
    if (!Callee || E.Call->getBeginLoc() > At->getBeginLoc())
      continue;
    Open += lower::nameOf(Callee).ends_with("_push");
    Open -= lower::nameOf(Callee).ends_with("_pop");
  }
  return Open > 0;
}

Edit explain::retractRelease(EditContext &C) {
  const HandleFlow *Flow = C.flow();
  const Stmt *Killing = statementOf(*C.F.F, C.F.Killed, C.L);
  const HandleEvent *Release =
      Flow && Killing ? Flow->eventOf(Killing) : nullptr;
  if (!Release || Release->W != HandleEvent::Release || !Release->IsStatement ||
      hasOpenScope(*Flow, Release->Statement))
    return {};
  HandleFlow Without(C.M, C.FD, Flow->variable(), C.creation(), C.Parents,
                     Release->Statement);
  if (!Without.understood())
    return {};
  return ReleaseInserter(C, Without).runWithout(Release->Statement);
}

Edit explain::insertReleases(EditContext &C) {
  const HandleFlow *Flow = C.flow();
  if (Flow)
    if (Edit OfHolder = ReleaseInserter(C, *Flow).run())
      return OfHolder;
  // What has let it go, as `Z3_solver s = wrapper.release();` does, has made it
  // for the one who has it last.
  const VarDecl *Last = C.lastHolder();
  if (!Last || !Last->hasInit() || C.F.LoopHeader != ir::NoBlock ||
      C.F.Count != 1 ||
      !isa<CXXMemberCallExpr>(Last->getInit()->IgnoreUnlessSpelledInSource()))
    return {};
  HandleFlow OfLast(C.M, C.FD, Last,
                    Last->getInit()->IgnoreUnlessSpelledInSource(), C.Parents);
  return OfLast.understood() ? ReleaseInserter(C, OfLast).run() : Edit();
}

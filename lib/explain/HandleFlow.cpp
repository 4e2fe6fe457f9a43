// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The states of one variable through the structure of a function.

#include "explain/HandleFlow.h"

#include "explain/Effects.h"
#include "lower/ASTVisitor.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtObjC.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// Rounds over a function until the states at its labels stay the same: each
/// adds a state, of which there are seven.
static constexpr unsigned MaxRounds = 16;

HandleFlow::HandleFlow(lower::ModuleContext &M, const FunctionDecl *FD,
                       const VarDecl *Var, const Stmt *Creation,
                       const ParentMap &Parents, const Stmt *Without,
                       unsigned Depth)
    : M(M), FD(FD), Var(Var), Creation(Creation), Parents(Parents),
      Without(Without), Depth(Depth), K(M.Types.handleKind(Var->getType())) {
  collect(FD->getBody());
  findContext();
  if (!Scope || !Var->hasLocalStorage() || K == ir::Kind::None)
    Understood = false;
  for (unsigned Round = 0; Understood; ++Round) {
    Changed = false;
    run(FD->getBody(), Unset);
    if (!Changed)
      return;
    if (Round == MaxRounds)
      Understood = false;
  }
}

HandleStates HandleFlow::before(const Stmt *S) const {
  auto Found = Before.find(S);
  return Found == Before.end() ? 0 : Found->second;
}

HandleStates HandleFlow::atJump(const Stmt *S) const {
  auto Found = AtJump.find(S);
  return Found == AtJump.end() ? 0 : Found->second;
}

HandleStates HandleFlow::beforeEvent(size_t I) const {
  auto Found = BeforeEvent.find(I);
  return Found == BeforeEvent.end() ? 0 : Found->second;
}

HandleStates HandleFlow::atEnd(const CompoundStmt *Block) const {
  auto Found = AtEnd.find(Block);
  return Found == AtEnd.end() ? 0 : Found->second;
}

/// Bits of From become To in the result, if they are in In.
static HandleStates moved(HandleStates In, HandleStates From, HandleStates To) {
  return (In & From) ? ((In & ~From) | To) : In;
}

/// What it returns is ours: the creation is a call of it.
bool HandleFlow::isMaker(const FunctionDecl *FD) const {
  const auto *Call = dyn_cast_or_null<CallExpr>(Creation);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getCanonicalDecl() == FD->getCanonicalDecl();
}

HandleStates explain::handedOverBy(lower::ModuleContext &M,
                                   const FunctionDecl *FD, ir::Kind K,
                                   unsigned Depth) {
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (!Depth || !FD->hasBody(Definition) || lower::isSystem(FD) ||
      Definition->isTemplated() || (Method && Method->isVirtual()))
    return 0;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitReturnStmt(ReturnStmt *S) override {
      Found.push_back(S);
      return true;
    }
    bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
    std::vector<const ReturnStmt *> Found;
  } Finder;
  Finder.TraverseStmt(Definition->getBody());
  ParentMap OfCallee(Definition->getBody());
  HandleStates All = 0;
  for (const ReturnStmt *Return : Finder.Found) {
    const Expr *Value = Return->getRetValue();
    if (Value && Value->isNullPointerConstant(
                     M.Ctx, Expr::NPC_ValueDependentIsNotNull)) {
      All |= NullOne;
      continue;
    }
    const auto *Ref =
        Value ? dyn_cast<DeclRefExpr>(Value->IgnoreParenCasts()) : nullptr;
    const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Local || !Local->isLocalVarDecl() || !Local->hasLocalStorage() ||
        M.Types.handleKind(Local->getType()) != K)
      return 0;
    HandleFlow Inner(M, Definition, Local, nullptr, OfCallee, nullptr,
                     Depth - 1);
    const HandleStates States =
        Inner.understood() ? Inner.before(Return) : HandleStates(Gone);
    if (States & ~(Held | NullOne))
      return 0;
    All |= States;
  }
  return (All & Held) ? All : HandleStates(0);
}

/// The same of a call, looked up once.
HandleStates HandleFlow::returnedBy(const FunctionDecl *Callee) const {
  auto [Known, IsNew] = Returned.try_emplace(Callee->getCanonicalDecl(), 0);
  if (IsNew && Callee->getCanonicalDecl() != FD->getCanonicalDecl())
    Known->second = handedOverBy(M, Callee, K, Depth);
  return Known->second;
}

/// Whether a retain comes before the variable gets another value.
bool HandleFlow::isRetainedNext(const HandleEvent &E) const {
  size_t I = 0;
  while (I != Events.size() && Events[I].Ref != E.Ref)
    ++I;
  for (++I; I < Events.size() && Events[I].W != HandleEvent::Assign; ++I)
    if (Events[I].W == HandleEvent::Retain)
      return true;
  return false;
}

HandleStates HandleFlow::created(const HandleEvent &E) const {
  const Expr *Value = E.Value;
  if (!Value)
    return Unset;
  Value = Value->IgnoreParenCasts();
  if (Value->isNullPointerConstant(M.Ctx, Expr::NPC_ValueDependentIsNotNull))
    return NullOne;
  if (Value == Creation)
    if (!isa<CallExpr>(Value))
      return Held; // handed over by another variable
  const auto *Call = dyn_cast<CallExpr>(Value);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee) // a reference to another one's object is as good as a new one's
    return !Call && isRetainedNext(E) ? Fresh : Gone;
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (E.Call) // through the address of the variable
    return Effect.Known || isRetainedNext(E) ? Fresh : Held;
  if (const lower::Taught *Said = M.Lessons.of(Callee); Said && Said->Describes)
    return Said->Result == model::ResultEffect::Owned    ? Held
           : Said->Result == model::ResultEffect::Unsaid ? Gone
                                                         : Fresh;
  if (!Effect.Known)
    if (HandleStates States = returnedBy(Callee))
      return States;
  if (!Effect.Known)
    return isMaker(Callee) && !isRetainedNext(E) ? Held
           : Retained                            ? Fresh
                                                 : Gone;
  switch (Effect.R) {
  case model::Result::Fresh:
  case model::Result::Borrowed:
  case model::Result::Immortal:
    return Fresh;
  case model::Result::Owned:
    return Held;
  default:
    return Gone;
  }
}

HandleStates HandleFlow::applied(const HandleEvent &E, HandleStates In) const {
  HandleStates Out = 0;
  switch (E.W) {
  case HandleEvent::Assign:
    return created(E);
  case HandleEvent::Retain:
    if (Without && E.Statement == Without)
      return In;
    // From the top, so that no state moves twice.
    Out = moved(In, Held, Held2);
    Out = (In & Fresh) ? ((Out & ~Fresh) | Held) : Out;
    return moved(Out, Unset | Dead, Gone);
  case HandleEvent::Release:
    if (Without && E.Statement == Without)
      return In;
    Out = moved(In, Held | Fresh, Dead);
    Out = (In & Held2) ? ((Out & ~Held2) | Held) : Out;
    return moved(Out, Unset, Gone);
  case HandleEvent::Escape:
    return moved(In, Unset | Fresh | Held | Held2 | Dead, Gone);
  case HandleEvent::Use:
  case HandleEvent::Test:
    return In;
  }
  return In;
}

/// A call at the top of a statement that never comes back.
bool HandleFlow::endsProcess(const Stmt *S) const {
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && M.neverReturns(Callee);
}

/// Whether the statement deletes the context that the object is in, by itself
/// or in a function of the file that is given what the context is in.
bool HandleFlow::deletesContext(const Stmt *S) const {
  if (!Context || K == ir::Kind::Context)
    return false;
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee &&
      lower::nameOf(Callee) == model::releaseFunction(ir::Kind::Context))
    return variablesIn(Call->getArg(0)) == variablesIn(Context);
  const std::vector<const VarDecl *> Here = variablesIn(S);
  if (llvm::none_of(variablesIn(Context), [&](const VarDecl *Of) {
        return llvm::is_contained(Here, Of);
      }))
    return false;
  auto [Known, IsNew] = DeletingStatements.try_emplace(S, false);
  if (IsNew)
    Known->second = effectsOf(M, S).DeletesContext;
  return Known->second;
}

/// Whether a statement is a call that retains or releases the variable, which
/// never throws.
bool HandleFlow::onlyCounts(const Stmt *S) const {
  auto Found = EventsIn.find(S);
  return Found != EventsIn.end() && llvm::all_of(Found->second, [&](size_t I) {
           const HandleEvent &E = Events[I];
           return E.IsStatement &&
                  (E.W == HandleEvent::Retain || E.W == HandleEvent::Release);
         });
}

HandleStates HandleFlow::runPlain(const Stmt *S, HandleStates In) {
  if (!S || !In)
    return In;
  const HandleStates Start = In;
  auto Found = EventsIn.find(S);
  if (Found != EventsIn.end())
    for (size_t I : Found->second) {
      BeforeEvent[I] |= In;
      In = applied(Events[I], In);
    }
  // A release does not throw, so its statement throws before it or not at all.
  if (!Throwing.empty())
    Throwing.back() |= onlyCounts(S) ? HandleStates(0) : Start | In;
  if (deletesContext(S)) {
    if (S->getBeginLoc() >= Scope->getBeginLoc() &&
        S->getEndLoc() <= Scope->getEndLoc() &&
        !llvm::is_contained(Deletions, S))
      Deletions.push_back(S);
    In = moved(In, Fresh | Held | Held2 | Dead, Gone);
  }
  return endsProcess(S) ? 0 : In;
}

HandleStates HandleFlow::narrowed(const Expr *Cond, bool Truth,
                                  HandleStates In) {
  if (!Cond)
    return Truth ? In : 0;
  bool Constant;
  if (!Cond->isValueDependent() &&
      Cond->EvaluateAsBooleanCondition(Constant, M.Ctx))
    return Constant == Truth ? In : 0;
  if (Answer && Cond == Answer)
    return Truth == FailsWhen ? moved(In, Fresh | Held, Unset) : In;
  Cond = Cond->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Cond))
    if (Not->getOpcode() == UO_LNot)
      return narrowed(Not->getSubExpr(), !Truth, In);
  const Expr *Tested = Cond;
  bool NullWhen = false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(Cond)) {
    bool Both = Binary->getOpcode() == BO_LAnd ? Truth : !Truth;
    if (Binary->isLogicalOp())
      return Both ? narrowed(Binary->getRHS(), Truth,
                             narrowed(Binary->getLHS(), Truth, In))
                  : In;
    if (!Binary->isEqualityOp() && Binary->getOpcode() != BO_Assign)
      return In;
    auto IsNull = [&](const Expr *E) {
      return E->isNullPointerConstant(M.Ctx, Expr::NPC_ValueDependentIsNotNull);
    };
    if (Binary->isEqualityOp()) {
      Tested = IsNull(Binary->getRHS())   ? Binary->getLHS()
               : IsNull(Binary->getLHS()) ? Binary->getRHS()
                                          : nullptr;
      NullWhen = Binary->getOpcode() == BO_EQ;
    }
  }
  Tested = Tested ? Tested->IgnoreParenCasts() : nullptr;
  // `(v = make(c)) != NULL`
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Tested))
    if (Assign->getOpcode() == BO_Assign)
      Tested = Assign->getLHS()->IgnoreParens();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Tested);
  if (!Ref || Ref->getDecl() != Var)
    return In;
  return Truth == NullWhen ? In & (NullOne | Unset | Gone) : In & ~NullOne;
}

/// A part of a condition that is always evaluated as a whole.
HandleFlow::Split HandleFlow::runPart(const Expr *Part, const Expr *Cond,
                                      HandleStates In) {
  const HandleStates Start = In;
  for (size_t I : EventsIn[Cond]) {
    const Expr *Ref = Events[I].Ref;
    if (!Ref || Ref->getBeginLoc() < Part->getBeginLoc() ||
        Ref->getEndLoc() > Part->getEndLoc())
      continue;
    BeforeEvent[I] |= In;
    In = applied(Events[I], In);
  }
  if (!Throwing.empty())
    Throwing.back() |= Start | In;
  return {narrowed(Part, true, In), narrowed(Part, false, In)};
}

/// Part by part, where one that may not be evaluated assigns the variable.
HandleFlow::Split HandleFlow::runCondition(const Expr *Cond, HandleStates In) {
  if (!Cond)
    return {In, 0};
  if (!llvm::is_contained(SplitConditions, Cond)) {
    In = runPlain(Cond, In);
    return {narrowed(Cond, true, In), narrowed(Cond, false, In)};
  }
  auto Run = [&](auto &&Self, const Expr *Part, HandleStates S) -> Split {
    const auto *Binary = dyn_cast<BinaryOperator>(Part->IgnoreParenImpCasts());
    if (!S || !Binary || !Binary->isLogicalOp())
      return S ? runPart(Part, Cond, S) : Split{0, 0};
    const Split Left = Self(Self, Binary->getLHS(), S);
    const bool Both = Binary->getOpcode() == BO_LAnd;
    const Split Right = Self(Self, Binary->getRHS(), Both ? Left.Yes : Left.No);
    return Both ? Split{Right.Yes, HandleStates(Left.No | Right.No)}
                : Split{HandleStates(Left.Yes | Right.Yes), Right.No};
  };
  return Run(Run, Cond, In);
}

HandleStates HandleFlow::runBlock(const CompoundStmt *Block, HandleStates In) {
  if (Block == Scope)
    TargetsOutside = Targets.size();
  for (const Stmt *S : Block->body())
    In = run(S, In);
  AtEnd[Block] |= In;
  return Block == Scope && In ? HandleStates(Unset) : In;
}

HandleStates HandleFlow::runIf(const IfStmt *If, HandleStates In) {
  In = runPlain(If->getInit(), In);
  In = runPlain(If->getConditionVariableDeclStmt(), In);
  const Split Tested = runCondition(If->getCond(), In);
  HandleStates Yes = run(If->getThen(), Tested.Yes);
  HandleStates No = Tested.No;
  return Yes | (If->getElse() ? run(If->getElse(), No) : No);
}

HandleStates HandleFlow::runLoop(const LoopParts &L, HandleStates In) {
  HandleStates Head = In, Exit = 0, Previous = 0;
  while (Head != Previous) {
    Previous = Head;
    HandleStates S = Head;
    Exit = 0;
    auto TestCondition = [&] {
      const Split Tested = runCondition(L.Cond, S);
      Exit |= Tested.No;
      S = Tested.Yes;
    };
    if (L.TestFirst)
      TestCondition();
    if (L.Uncounted)
      Exit |= S;
    Targets.push_back({});
    S = run(L.Body, S);
    Jumps J = Targets.back();
    Targets.pop_back();
    S |= J.Continue;
    Exit |= J.Break;
    if (!L.TestFirst)
      TestCondition();
    S = runPlain(L.Inc, S);
    Head |= S;
  }
  return Exit;
}

HandleStates HandleFlow::runSwitch(const SwitchStmt *S, HandleStates In) {
  In = runPlain(S->getInit(), In);
  In = runPlain(S->getConditionVariableDeclStmt(), In);
  In = runPlain(S->getCond(), In);
  bool HasDefault = false;
  for (const SwitchCase *C = S->getSwitchCaseList(); C;
       C = C->getNextSwitchCase())
    HasDefault |= isa<DefaultStmt>(C);
  Jumps Target;
  Target.SwitchEntry = In;
  Target.IsSwitch = true;
  Targets.push_back(Target);
  // Nothing runs before the first label.
  HandleStates Out = run(S->getBody(), 0);
  Target = Targets.back();
  Targets.pop_back();
  return Out | Target.Break | (HasDefault ? 0 : In);
}

/// The handlers see every state in which something in the block may throw.
HandleStates HandleFlow::runTry(const CXXTryStmt *Try, HandleStates In) {
  Throwing.push_back(0);
  HandleStates Out = run(Try->getTryBlock(), In);
  HandleStates Thrown = Throwing.back();
  Throwing.pop_back();
  // Of a variable that was declared in the block nothing is left.
  bool DeclaredInside =
      Scope && Try->getTryBlock()->getBeginLoc() <= Scope->getBeginLoc() &&
      Scope->getEndLoc() <= Try->getTryBlock()->getEndLoc();
  if (DeclaredInside && Thrown)
    Thrown = Unset;
  for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
    Out |= run(Try->getHandler(I)->getHandlerBlock(), Thrown);
  // What no handler takes goes on to the `try` around.
  if (!Throwing.empty())
    Throwing.back() |= Thrown;
  return Out;
}

size_t HandleFlow::continueTarget() const {
  size_t I = Targets.size();
  while (I > 0 && Targets[I - 1].IsSwitch)
    --I;
  return I - 1;
}

/// Whether a goto goes back to before the declaration, or out of its block.
bool HandleFlow::leavesScope(const GotoStmt *Goto) const {
  const LabelStmt *Label = Goto->getLabel()->getStmt();
  return !Label || Label->getBeginLoc() < Declaration->getBeginLoc() ||
         Label->getBeginLoc() > Scope->getEndLoc();
}

HandleStates HandleFlow::runJump(const Stmt *S, HandleStates In) {
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    In = runPlain(Return, In);
  else if (isa<CXXThrowExpr>(S))
    In = runPlain(S, In);
  AtJump[S] |= In;
  if (!In)
    return 0;
  // Out of its scope the variable is none; when it comes back, it is a new one.
  auto Arriving = [&](size_t Target) {
    return Target < TargetsOutside ? HandleStates(Unset) : In;
  };
  if (isa<BreakStmt>(S) && !Targets.empty()) {
    Targets.back().Break |= Arriving(Targets.size() - 1);
  } else if (isa<ContinueStmt>(S) && continueTarget() < Targets.size()) {
    Targets[continueTarget()].Continue |= Arriving(continueTarget());
  } else if (const auto *Goto = dyn_cast<GotoStmt>(S)) {
    HandleStates &Label = AtLabel[Goto->getLabel()];
    HandleStates New = leavesScope(Goto) ? HandleStates(Unset) : In;
    Changed |= (Label | New) != Label;
    Label |= New;
  }
  return 0;
}

HandleStates HandleFlow::run(const Stmt *S, HandleStates In) {
  if (!S)
    return In;
  Before[S] |= In;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return runBlock(Block, In);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return runIf(If, In);
  if (const auto *While = dyn_cast<WhileStmt>(S)) {
    In = runPlain(While->getConditionVariableDeclStmt(), In);
    return runLoop({While->getCond(), nullptr, While->getBody(), true}, In);
  }
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return runLoop({Do->getCond(), nullptr, Do->getBody(), false}, In);
  if (const auto *For = dyn_cast<ForStmt>(S)) {
    In = run(For->getInit(), In);
    return runLoop({For->getCond(), For->getInc(), For->getBody(), true}, In);
  }
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S)) {
    In = runPlain(For->getRangeStmt(), In);
    LoopParts L{nullptr, nullptr, For->getBody(), true};
    L.Uncounted = true;
    return runLoop(L, In);
  }
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return runSwitch(Switch, In);
  if (const auto *Case = dyn_cast<SwitchCase>(S)) {
    for (auto It = Targets.rbegin(); It != Targets.rend(); ++It)
      if (It->IsSwitch)
        return run(Case->getSubStmt(), In | It->SwitchEntry);
    return run(Case->getSubStmt(), In);
  }
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return run(Label->getSubStmt(), In | AtLabel[Label->getDecl()]);
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    return run(Attributed->getSubStmt(), In);
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return runTry(Try, In);
  // A throw stands in the cleanups of what it throws.
  if (const auto *Full = dyn_cast<FullExpr>(S))
    if (isa<CXXThrowExpr>(Full->getSubExpr())) {
      AtJump[Full->getSubExpr()] |= runPlain(S, In);
      return 0;
    }
  if (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S))
    return runJump(S, In);
  if (isa<Expr, DeclStmt, NullStmt>(S))
    return runPlain(S, In);
  // Assembler, coroutines: not followed where the variable is.
  if (Scope && S->getBeginLoc() >= Scope->getBeginLoc() &&
      S->getEndLoc() <= Scope->getEndLoc())
    Understood = false;
  for (const Stmt *Child : S->children())
    In = run(Child, In);
  return In;
}

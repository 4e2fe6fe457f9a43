// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks, edges, loops and the ways out of a function.

#include "lower/FunctionLowering.h"
#include "lower/ClangCompat.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Condition;
using ir::Op;

FunctionLowering::FunctionLowering(ModuleContext &M, const FunctionDecl *FD,
                                   ir::Function &F, FunctionMap &Map,
                                   const CallbackBindings &Bound)
    : M(M), Ctx(M.Ctx), Types(M.Types), FD(FD), F(F), Map(Map), Bound(Bound) {}

bool FunctionLowering::run(std::string &Why) {
  M.neverReturns(FD); // callers will ask; that may need the graph, too
  std::unique_ptr<CFG> G = M.takeGraph(FD);
  if (!G) {
    Why = "clang has no control-flow graph for it";
    return false;
  }
  P = prescan(FD);
  findReleaseLoops();
  declareSignature();
  mapBlocks(*G);
  borrowLentParameters();
  for (const CFGBlock *B : Order)
    lowerBlock(*B);
  if (auto It = Entries.find(CfgExit); It != Entries.end()) {
    continueIn(It->second);
    leaveByReturn(SourceRange(FD->getBody()->getEndLoc()));
  }
  noteLoops(*G);
  return true;
}

//===----------------------------------------------------------------------===//
// Signature
//===----------------------------------------------------------------------===//

void FunctionLowering::declareSignature() {
  const SourceManager &SM = Ctx.getSourceManager();
  PrintingPolicy Policy(Ctx.getLangOpts());
  Policy.SuppressUnwrittenScope = true;
  compat::leaveOutLocations(Policy);
  llvm::raw_string_ostream OS(F.Display);
  FD->printQualifiedName(OS, Policy);
  OS.flush();
  F.File = SM.getFilename(SM.getExpansionLoc(FD->getBody()->getBeginLoc()));
  F.Loc = M.source(FD->getSourceRange());
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  bool IsLambda = Method && Method->getParent()->isLambda();
  if (IsLambda) {
    F.Display = "lambda";
  } else if (Method) {
    llvm::raw_string_ostream ClassName(F.Class);
    Method->getParent()->getNameForDiagnostic(ClassName, Policy,
                                              /*Qualified=*/true);
  }
  F.HasThis = Method && Method->isInstance();
  F.IsConstructor = isa<CXXConstructorDecl>(FD);
  F.IsDestructor = isa<CXXDestructorDecl>(FD);
  F.Internal = !FD->isExternallyVisible() || IsLambda;
  QualType R = FD->getReturnType();
  if (OwnerClass O = Types.owner(R))
    F.ReturnKind = O.K;
  else
    F.ReturnKind = Types.managedKind(R);
  F.ReturnsPointer = R->isPointerType();
  Map.Decl = FD;
  if (IsLambda) {
    llvm::DenseMap<const ValueDecl *, FieldDecl *> Fields;
    FieldDecl *This = nullptr;
    compat::captureFields(Method->getParent(), Fields, This);
    for (auto [VD, Field] : Fields)
      Captures[VD] = Field;
    ThisCapture = This;
  }
  unsigned Position = 0;
  for (const ParmVarDecl *Param : FD->parameters()) {
    ir::Param IrParam;
    std::string Name = nameOf(Param).str();
    if (Name.empty())
      Name = "arg" + std::to_string(Position);
    while (!UsedNames.insert(Name).second)
      Name += "_";
    IrParam.Name = Name;
    if (OwnerClass O = Types.owner(Param->getType());
        O && !TypeInfo::isPassedByAddress(Param->getType()))
      IrParam.K = O.K;
    else
      IrParam.K = Types.managedKind(Param->getType());
    IrParam.P = F.root(Place::Param, Name, Position++);
    F.Params.push_back(IrParam);
    VarPlaces[Param] = IrParam.P;
    Map.Vars[IrParam.P] = Param;
    if (Param->getType()->isReferenceType() ||
        TypeInfo::isPassedByAddress(Param->getType()))
      noteKind(F.deref(IrParam.P), Param->getType().getNonReferenceType());
  }
}

//===----------------------------------------------------------------------===//
// From clang's blocks to ours
//===----------------------------------------------------------------------===//

/// A block that only leads on: no use to keep it.
static const CFGBlock *onlySuccessor(const CFGBlock &B) {
  if (!B.empty() || B.getLabel() || B.succ_size() != 1)
    return nullptr;
  const Stmt *T = B.getTerminatorStmt();
  if (T && !isa<BreakStmt, ContinueStmt, GotoStmt>(T))
    return nullptr;
  return *B.succ_begin();
}

/// Appends what is reached from Root and not in Seen, in reverse post-order.
static void appendReachable(const CFGBlock *Root,
                            llvm::DenseSet<const CFGBlock *> &Seen,
                            std::vector<const CFGBlock *> &Order) {
  if (!Seen.insert(Root).second)
    return;
  std::vector<const CFGBlock *> PostOrder;
  using Position = CFGBlock::const_succ_reverse_iterator;
  std::vector<std::pair<const CFGBlock *, Position>> Stack;
  Stack.push_back({Root, Root->succ_rbegin()});
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    if (Next == B->succ_rend()) {
      PostOrder.push_back(B);
      Stack.pop_back();
      continue;
    }
    const CFGBlock *To = (Next++)->getReachableBlock();
    if (To && Seen.insert(To).second)
      Stack.push_back({To, To->succ_rbegin()});
  }
  Order.insert(Order.end(), PostOrder.rbegin(), PostOrder.rend());
}

void FunctionLowering::mapBlocks(const CFG &G) {
  CfgExit = &G.getExit();
  llvm::DenseSet<const CFGBlock *> Seen;
  appendReachable(&G.getEntry(), Seen, Order);
  // Handlers that only calls lead to are not reachable in clang's graph.
  for (const CFGBlock *B : G.try_blocks()) {
    TryBlocks[B->getTerminatorStmt()] = B;
    appendReachable(B, Seen, Order);
  }
  findFunctionHandlers();
  for (const CFGBlock *B : Order) {
    if (B == CfgExit ||
        (onlySuccessor(*B) && !isKept(*B) && B != &G.getEntry()))
      continue;
    Entries[B] = newBlock();
  }
  F.Entry = entryOf(&G.getEntry());
  for (const CFGBlock *B : Order)
    for (const CFGElement &E : *B) {
      if (auto S = E.getAs<CFGStmt>())
        if (const auto *L = dyn_cast<BinaryOperator>(S->getStmt());
            L && L->isLogicalOp())
          LogicalMerges[B] = L;
      if (auto S = E.getAs<CFGStmt>())
        if (const auto *T = dyn_cast<CXXBindTemporaryExpr>(S->getStmt()))
          Temporaries.insert(T);
      if (auto T = E.getAs<CFGTemporaryDtor>())
        DestroyedLater.insert(T->getBindTemporaryExpr());
    }
  continueIn(F.Entry);
  for (const CFGBlock *B : Order)
    if (B->getTerminator().isValid() &&
        B->getTerminator().isTemporaryDtorsBranch())
      if (const auto *E =
              dyn_cast<CXXBindTemporaryExpr>(B->getTerminatorStmt())) {
        PlaceId Flag = newTemp();
        Flags[E] = Flag;
        if (const CXXBindTemporaryExpr *Other = madeWith(E, *B))
          Flags[Other] = Flag;
        emitCopy(Flag, Operand::integer(0), nullptr);
      }
}

/// The branch asks whether a temporary was made. That of a default argument is
/// no element of the graph: one that is destroyed with it is, and tells as
/// well.
const CXXBindTemporaryExpr *
FunctionLowering::madeWith(const CXXBindTemporaryExpr *E, const CFGBlock &B) {
  if (Temporaries.count(E) || B.succ_empty() || !*B.succ_begin())
    return nullptr;
  for (const CFGElement &Element : **B.succ_begin())
    if (auto Dtor = Element.getAs<CFGTemporaryDtor>())
      if (Temporaries.count(Dtor->getBindTemporaryExpr()))
        return Dtor->getBindTemporaryExpr();
  return nullptr;
}

ir::BlockId FunctionLowering::entryOf(const CFGBlock *B) {
  for (unsigned Steps = 0; Steps < 64; ++Steps) {
    auto It = Entries.find(B);
    if (It != Entries.end())
      return It->second;
    if (B == CfgExit) // most ways out are blocks of their own
      return Entries[B] = newBlock();
    const CFGBlock *Next = onlySuccessor(*B);
    if (!Next)
      break;
    B = Next;
  }
  return ir::NoBlock;
}

ir::BlockId FunctionLowering::newBlock() { return F.addBlock().Id; }

void FunctionLowering::lowerBlock(const CFGBlock &B) {
  auto It = Entries.find(&B);
  if (It == Entries.end())
    return;
  continueIn(It->second);
  CurCfgBlock = &B;
  Ended = false;
  for (const CFGElement &E : compat::elements(B, Ctx.getSourceManager())) {
    lowerElement(E);
    if (Ended)
      return;
  }
  finishBlock(B);
}

void FunctionLowering::lowerElement(const CFGElement &E) {
  if (const VarDecl *VD = compat::cleanedUp(E))
    cleanupVariable(VD);
  switch (E.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall: {
    const Stmt *S = E.castAs<CFGStmt>().getStmt();
    Visit(S);
    if (const auto *X = dyn_cast<Expr>(S); X && !Ended)
      visitResult(X);
    return;
  }
  case CFGElement::Initializer:
    lowerInitializer(E.castAs<CFGInitializer>().getInitializer());
    noteConstructed(E.castAs<CFGInitializer>().getInitializer());
    return;
  case CFGElement::AutomaticObjectDtor: {
    auto D = E.castAs<CFGAutomaticObjDtor>();
    destroyVariable(D.getVarDecl(), nullptr);
    return;
  }
  case CFGElement::LifetimeEnds:
    endVariable(E.castAs<CFGLifetimeEnds>().getVarDecl());
    return;
  case CFGElement::NewAllocator:
    if (const CXXNewExpr *New = E.castAs<CFGNewAllocator>().getAllocatorExpr();
        New->getNumPlacementArgs() == 0)
      allocate(New);
    return;
  case CFGElement::TemporaryDtor:
    destroyTemporary(E.castAs<CFGTemporaryDtor>().getBindTemporaryExpr());
    return;
  case CFGElement::MemberDtor: {
    const FieldDecl *Field = E.castAs<CFGMemberDtor>().getFieldDecl();
    PlaceId This = F.deref(F.root(Place::This, ""));
    destroy(fieldOf(This, Field), Field->getType(), nullptr);
    return;
  }
  case CFGElement::BaseDtor:
    destroy(F.deref(F.root(Place::This, "")),
            E.castAs<CFGBaseDtor>().getBaseSpecifier()->getType(), nullptr);
    return;
  default:
    // DeleteDtor: `delete` does it itself.
    return;
  }
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

void FunctionLowering::addEdge(BlockId From, BlockId To,
                               llvm::ArrayRef<Condition> Holds, bool Unwind) {
  ir::Block &B = F.Blocks[From];
  if (To == ir::NoBlock)
    return;
  B.How = ir::Exit::Edges;
  ir::Edge E;
  E.To = To;
  E.Unwind = Unwind;
  for (const Condition &C : Holds)
    if (C.F != Condition::True)
      E.Holds.push_back(C);
  B.Edges.push_back(std::move(E));
}

void FunctionLowering::jump(BlockId To) { addEdge(Cur, To); }

void FunctionLowering::branch(const Condition &C, BlockId Yes, BlockId No) {
  addEdge(Cur, Yes, C);
  addEdge(Cur, No, C.negated());
}

void FunctionLowering::leave(ir::Exit How, SourceRange R) {
  F.Blocks[Cur].How = How;
  F.Blocks[Cur].ExitLoc = M.source(R);
  Ended = true;
}

/// The base's constructor has told others of an object of a class that it knows
/// nothing of: they find the rest of it now, with what it owns.
void FunctionLowering::showToBase() {
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD);
  if (!Ctor)
    return;
  for (const CXXCtorInitializer *Init : Ctor->inits()) {
    const Expr *E = Init->isBaseInitializer() ? Init->getInit() : nullptr;
    const auto *Base =
        dyn_cast_or_null<CXXConstructExpr>(E ? E->IgnoreImplicit() : nullptr);
    if (!Base || !M.handsOutThis(Base->getConstructor()))
      continue;
    ir::Instr &I = emit(Op::Escape, nullptr);
    I.Args.push_back(Operand::place(F.root(Place::This, "")));
    I.Implicit = true;
    return;
  }
}

void FunctionLowering::leaveByReturn(SourceRange R) {
  showToBase();
  for (const ir::Param &Param : F.Params) {
    ir::Instr &I = emit(Op::End, nullptr);
    I.Args.push_back(Operand::place(Param.P));
    I.Implicit = true;
  }
  leave(ir::Exit::Return, R);
}

/// The successors that clang did not find to be impossible, in their order;
/// null for the others.
static llvm::SmallVector<const CFGBlock *, 4> successors(const CFGBlock &B) {
  llvm::SmallVector<const CFGBlock *, 4> Result;
  for (const CFGBlock::AdjacentBlock &A : B.succs())
    Result.push_back(A.isReachable() ? A.getReachableBlock() : nullptr);
  return Result;
}

void FunctionLowering::finishBlock(const CFGBlock &B) {
  if (B.hasNoReturnElement())
    return leave(ir::Exit::Unreachable, SourceRange());
  if (finishReleaseLoop(B))
    return;
  llvm::SmallVector<const CFGBlock *, 4> Next = successors(B);
  const Stmt *T = B.getTerminatorStmt();
  if (const auto *S = dyn_cast_or_null<SwitchStmt>(T))
    return finishSwitch(B, S);
  if (const auto *S = dyn_cast_or_null<CXXTryStmt>(T))
    return finishTry(B, S);
  llvm::erase(Next, nullptr);
  if (Next.size() == 1) {
    const Stmt *Last = nullptr;
    for (const CFGElement &E : B)
      if (auto S = E.getAs<CFGStmt>())
        Last = S->getStmt();
    setLogicalValue(B, Next[0]);
    if (Next[0] == CfgExit && FunctionHandlers.count(&B))
      return throwOut(nullptr);
    if (Next[0] == CfgExit)
      return leaveByReturn(isa_and_nonnull<ReturnStmt>(Last)
                               ? Last->getSourceRange()
                               : SourceRange(FD->getBody()->getEndLoc()));
    return jump(entryOf(Next[0]));
  }
  if (B.succ_size() != 2 || !T || Next.size() != 2) {
    // asm goto, indirect goto; or no way on at all.
    for (const CFGBlock *To : Next)
      addEdge(Cur, entryOf(To));
    return;
  }
  if (B.getTerminator().isTemporaryDtorsBranch()) {
    Condition C;
    if (const auto *E = dyn_cast<CXXBindTemporaryExpr>(T))
      if (auto It = Flags.find(E); It != Flags.end())
        C = truthOf(Operand::place(It->second));
    return finishBranch(B, C, nullptr);
  }
  if (const auto *S = dyn_cast<DeclStmt>(T)) {
    // The initialiser of a static: done already, or done now.
    Condition C;
    if (S->isSingleDecl())
      if (const auto *VD = dyn_cast<VarDecl>(S->getSingleDecl()))
        C = truthOf(Operand::place(
            F.root(Place::Global, (M.globalName(VD) + " is made").str())));
    return finishBranch(B, C, nullptr);
  }
  const Expr *E = branchCondition(B);
  Condition C = E ? conditionOf(E) : Condition();
  finishBranch(B, C, T);
}

void FunctionLowering::finishBranch(const CFGBlock &B, const Condition &C,
                                    const Stmt *Terminator) {
  llvm::SmallVector<const CFGBlock *, 4> Next = successors(B);
  BlockId From = Cur;
  const auto *Logical = dyn_cast_or_null<BinaryOperator>(Terminator);
  const Expr *Tested = Terminator ? branchCondition(B) : nullptr;
  for (unsigned Side = 0; Side < 2; ++Side) {
    Condition Holds = Side == 0 ? C : C.negated();
    if (C.F == Condition::True)
      Holds = Condition();
    BlockId To = entryOf(Next[Side]);
    // The edge by which a && b is decided early: it is 0 then.
    if (auto It = LogicalMerges.find(Next[Side]);
        Logical && It != LogicalMerges.end()) {
      BlockId Between = newBlock();
      addEdge(From, Between, Holds);
      continueIn(Between);
      emitCopy(targetOf(It->second), Operand::integer(Side == 0), It->second);
      jump(To);
      continue;
    }
    if (auto Empty = Tested ? emptyContents(Tested, Side == 0)
                            : llvm::SmallVector<PlaceId, 1>();
        !Empty.empty()) {
      BlockId Between = newBlock();
      addEdge(From, Between, Holds);
      continueIn(Between);
      for (PlaceId P : Empty) {
        ir::Instr &I = emitOn(ir::Op::Escape, Operand::place(P), Terminator);
        I.Each = 1;
        I.Implicit = true;
      }
      jump(To);
      continue;
    }
    addEdge(From, To, Holds);
  }
}

void FunctionLowering::setLogicalValue(const CFGBlock &From,
                                       const CFGBlock *To) {
  auto It = LogicalMerges.find(To);
  if (It == LogicalMerges.end())
    return;
  const BinaryOperator *L = It->second;
  const Expr *RHS = L->getRHS()->IgnoreParens();
  if (!Values.count(RHS) && !isa<BinaryOperator>(RHS))
    return; // another way into the block
  PlaceId Target = targetOf(L);
  Operand Truth = truthValue(RHS, Target);
  if (!Truth.isPlace() || Truth.P != Target)
    emitCopy(Target, Truth, L);
}

void FunctionLowering::finishSwitch(const CFGBlock &B, const SwitchStmt *S) {
  Value V = valueOf(S->getCond());
  BlockId From = Cur;
  Operand Subject = V.F == Value::Scalar ? V.Op : Operand::unknown();
  Condition Base;
  if (Subject.isPlace()) {
    Base.F = Condition::Eq;
    Base.Left = Subject.P;
  }
  llvm::SmallVector<Condition, 8> NoneOf;
  const CFGBlock *Default = nullptr;
  for (const CFGBlock *To : successors(B)) {
    if (!To)
      continue;
    const auto *Case = dyn_cast_or_null<CaseStmt>(To->getLabel());
    if (!Case) {
      Default = To;
      continue;
    }
    Condition C = Base;
    auto Low = constantOf(Case->getLHS());
    if (!Low || Case->getRHS())
      C = Condition();
    else if (C.F == Condition::Eq)
      C.Right = Operand::integer(*Low);
    addEdge(From, entryOf(To), C);
    if (C.F == Condition::Eq)
      NoneOf.push_back(C.negated());
  }
  if (!Default)
    return;
  addEdge(From, entryOf(Default), NoneOf);
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void FunctionLowering::noteLoops(const CFG &G) {
  for (const CFGBlock *B : G) {
    const Stmt *Loop = B->getLoopTarget();
    if (!Loop || B->succ_size() == 0 || ReleaseLoops.count(Loop))
      continue;
    const CFGBlock *Head = *B->succ_begin();
    BlockId Header = Head ? entryOf(Head) : ir::NoBlock;
    if (Header == ir::NoBlock || F.LoopNotes.count(Header))
      continue;
    ir::LoopNote &Note = F.LoopNotes[Header];
    Note.Loc = M.source(Loop->getSourceRange());
    Note.TripCount = tripCount(Loop);
    Map.Loops[Header] = Loop;
  }
}

namespace {

/// Whether a statement writes to a variable, or lets others do it.
class WritesTo : public ConstStmtVisitor<WritesTo, bool> {
public:
  explicit WritesTo(const VarDecl *VD) : VD(VD) {}
  bool VisitStmt(const Stmt *S) {
    for (const Stmt *Child : S->children())
      if (Child && Visit(Child))
        return true;
    return false;
  }
  bool isIt(const Expr *E) const {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    return R && R->getDecl() == VD;
  }
  bool VisitBinaryOperator(const BinaryOperator *E) {
    return (E->isAssignmentOp() && isIt(E->getLHS())) || VisitStmt(E);
  }
  bool VisitUnaryOperator(const UnaryOperator *E) {
    bool Writes = E->isIncrementDecrementOp() || E->getOpcode() == UO_AddrOf;
    return (Writes && isIt(E->getSubExpr())) || VisitStmt(E);
  }
  bool VisitCallExpr(const CallExpr *E) {
    // By reference: an argument that is not read.
    for (const Expr *A : E->arguments())
      if (A->isGLValue() && isIt(A))
        return true;
    return VisitStmt(E);
  }
  bool VisitLambdaExpr(const LambdaExpr *E) {
    for (const LambdaCapture &C : E->captures())
      if (C.capturesVariable() && C.getCapturedVar() == VD &&
          C.getCaptureKind() == LCK_ByRef)
        return true;
    return false;
  }

private:
  const VarDecl *VD;
};

} // namespace

/// The step of `i++`, `i += 2` …; 0 if it is none.
static int64_t stepOf(const Expr *Inc, const VarDecl *VD,
                      const ASTContext &Ctx) {
  Inc = Inc->IgnoreParenImpCasts();
  auto IsIt = [&](const Expr *E) {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return R && R->getDecl() == VD;
  };
  if (const auto *U = dyn_cast<UnaryOperator>(Inc))
    if (U->isIncrementDecrementOp() && IsIt(U->getSubExpr()))
      return U->isIncrementOp() ? 1 : -1;
  const auto *B = dyn_cast<BinaryOperator>(Inc);
  if (!B || !IsIt(B->getLHS()))
    return 0;
  Expr::EvalResult R;
  if (B->getRHS()->isValueDependent() || !B->getRHS()->EvaluateAsInt(R, Ctx))
    return 0;
  int64_t N = R.Val.getInt().getExtValue();
  return B->getOpcode() == BO_AddAssign   ? N
         : B->getOpcode() == BO_SubAssign ? -N
                                          : 0;
}

/// Iterations of `for (i = First; i OP Bound; i += Step)`.
static uint64_t iterations(int64_t First, BinaryOperatorKind Op, int64_t Bound,
                           int64_t Step) {
  if (Op == BO_LE)
    Bound += 1;
  else if (Op == BO_GE)
    Bound -= 1;
  if (Step > 0 && (Op == BO_LT || Op == BO_LE || Op == BO_NE) && Bound > First)
    return (Bound - First + Step - 1) / Step;
  if (Step < 0 && (Op == BO_GT || Op == BO_GE || Op == BO_NE) && Bound < First)
    return (First - Bound - Step - 1) / -Step;
  return 0;
}

unsigned FunctionLowering::tripCount(const Stmt *Loop) {
  if (const auto *R = dyn_cast<CXXForRangeStmt>(Loop)) {
    const Expr *Range = R->getRangeInit();
    auto Size =
        Range ? compat::constantArraySize(Ctx, Range->getType()) : std::nullopt;
    if (const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
            Range ? Range->getType()->getAsCXXRecordDecl() : nullptr);
        Spec && nameOf(Spec) == "array" && inTopNamespace(Spec, "std"))
      Size = Spec->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
    if (Range && !Size)
      if (const auto *L = dyn_cast<CXXStdInitializerListExpr>(
              Range->IgnoreUnlessSpelledInSource()))
        Size = compat::constantArraySize(
            Ctx, L->getSubExpr()->IgnoreUnlessSpelledInSource()->getType());
    return Size ? std::min<uint64_t>(*Size, 1u << 30) : 0;
  }
  const auto *L = dyn_cast<ForStmt>(Loop);
  if (!L || !L->getInit() || !L->getCond() || !L->getInc())
    return 0;
  const VarDecl *VD = nullptr;
  const Expr *First = nullptr;
  if (const auto *DS = dyn_cast<DeclStmt>(L->getInit());
      DS && DS->isSingleDecl()) {
    VD = dyn_cast<VarDecl>(DS->getSingleDecl());
    First = VD ? VD->getInit() : nullptr;
  } else if (const auto *B = dyn_cast<BinaryOperator>(L->getInit());
             B && B->getOpcode() == BO_Assign) {
    if (const auto *R =
            dyn_cast<DeclRefExpr>(B->getLHS()->IgnoreParenImpCasts()))
      VD = dyn_cast<VarDecl>(R->getDecl());
    First = B->getRHS();
  }
  const auto *Cond =
      dyn_cast<BinaryOperator>(L->getCond()->IgnoreParenImpCasts());
  if (!VD || !First || !Cond || !VD->hasLocalStorage() ||
      !VD->getType()->isIntegerType() || !Cond->isComparisonOp())
    return 0;
  const auto *Left =
      dyn_cast<DeclRefExpr>(Cond->getLHS()->IgnoreParenImpCasts());
  if (!Left || Left->getDecl() != VD)
    return 0;
  auto Start = constantOf(First), Bound = constantOf(Cond->getRHS());
  int64_t Step = stepOf(L->getInc(), VD, Ctx);
  if (!Start || !Bound || Step == 0 || WritesTo(VD).Visit(L->getBody()))
    return 0;
  return std::min<uint64_t>(iterations(*Start, Cond->getOpcode(), *Bound, Step),
                            1u << 30);
}

} // namespace z3tidy::lower

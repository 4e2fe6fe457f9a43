// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables: their declaration, destruction and end of scope; exceptions.

#include "lower/ClangCompat.h"
#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void FunctionLowering::VisitDeclStmt(const DeclStmt *S) {
  for (const Decl *D : S->decls())
    if (const auto *VD = dyn_cast<VarDecl>(D))
      declareVariable(VD, S);
}

void FunctionLowering::declareVariable(const VarDecl *VD, const Stmt *S) {
  if (VD->hasExternalStorage() || VD->isInvalidDecl())
    return;
  PlaceId Place = placeOf(VD);
  QualType T = VD->getType();
  const Expr *Init = VD->getInit();
  if (Init && EachVariables.count(VD))
    if (PlaceId Element = objectOf(Init->IgnoreParenImpCasts());
        Element != ir::NoPlace && !F.place(Element).isRoot()) {
      Bindings[VD] = Value::object(Element);
      if (const auto *D = dyn_cast<DecompositionDecl>(VD))
        declareBindings(D, Element);
      return;
    }
  if (T->isReferenceType()) {
    if (Init) {
      if (const auto *E = dyn_cast<ExprWithCleanups>(Init->IgnoreParens()))
        Init = E->getSubExpr();
      Value V = valueOf(Init);
      if (V.F == Value::ContextOf)
        Bindings[VD] = V; // another name for it
      else if (V.F == Value::Unknown)
        emitHavoc(Place, S);
      else
        emitAddress(Place, V.P, S);
      if (VD->hasLocalStorage())
        Extended[VD] = Init;
    }
  } else if (Init && P.Cursors.count(VD)) {
    assignValue(Place, cursorValue(VD, valueOf(Init)), S);
    startCursor(VD, S);
  } else if (Init) {
    initialize(Place, T, Init, S);
  }
  if (VD->isStaticLocal() && Init)
    emitCopy(F.root(Place::Global, (M.globalName(VD) + " is made").str()),
             Operand::integer(1), S);
  if (const auto *D = dyn_cast<DecompositionDecl>(VD))
    declareBindings(D, referredBy(D));
}

void FunctionLowering::declareBindings(const DecompositionDecl *D,
                                       PlaceId Whole) {
  unsigned Index = 0;
  for (const BindingDecl *B : D->bindings()) {
    const Expr *E = B->getBinding();
    PlaceId Member =
        Whole == ir::NoPlace
            ? Whole
            : memberOfTuple(Whole, D->getType().getNonReferenceType(), Index);
    if (Member != ir::NoPlace) {
      Bindings[B] = Value::object(Member);
    } else if (const VarDecl *Holding = B->getHoldingVar()) {
      // The program's own get<I>: an element that somebody else owns.
      QualType T = Holding->getType().getNonReferenceType();
      PlaceId Temp = newTemp();
      OwnerClass O = Types.owner(T);
      ir::Kind K = O ? O.K : Types.managedKind(T);
      if (K != ir::Kind::None) {
        ir::Instr &I = emit(Op::Borrow, nullptr);
        I.Dst = Temp;
        I.K = K;
        Bindings[B] = {Value::Element, {}, Temp};
      } else {
        emitHavoc(Temp, nullptr);
        Bindings[B] = Value::object(Temp);
      }
    } else if (const auto *M = dyn_cast_or_null<MemberExpr>(
                   E ? E->IgnoreParenImpCasts() : nullptr)) {
      if (const auto *Field = dyn_cast<FieldDecl>(M->getMemberDecl());
          Field && Whole != ir::NoPlace)
        Bindings[B] = Value::object(fieldOf(Whole, Field));
    } else if (isa_and_nonnull<ArraySubscriptExpr>(E ? E->IgnoreParenImpCasts()
                                                     : nullptr) &&
               Whole != ir::NoPlace) {
      Bindings[B] = Value::object(F.step(Whole, Place::Index, "", Index));
    }
    ++Index;
  }
}

void FunctionLowering::lowerInitializer(const CXXCtorInitializer *Init) {
  PlaceId This = F.deref(F.root(Place::This, ""));
  const Expr *E = Init->getInit();
  if (!E)
    return;
  if (!Init->isAnyMemberInitializer())
    return; // a base or the class itself: constructed in place
  const FieldDecl *Field = Init->getAnyMember();
  PlaceId Target = fieldOf(This, Field);
  if (Field->getType()->isReferenceType()) {
    const Expr *Inner = builder(E);
    emitAddress(Target, referent(valueOf(Inner ? Inner : E)), E);
    return;
  }
  initialize(Target, Field->getType(), E, E);
}

void FunctionLowering::VisitReturnStmt(const ReturnStmt *S) {
  const Expr *E = S->getRetValue();
  QualType T = FD->getReturnType();
  if (!E || T->isVoidType())
    return;
  PlaceId Ret = F.root(Place::Ret, "");
  if (TypeInfo::isNumber(T))
    escapePointerIn(E, S);
  if (!T->isReferenceType())
    return initialize(Ret, T, E, S);
  emitAddress(Ret, referent(valueOf(E)), S);
}

void FunctionLowering::VisitGCCAsmStmt(const GCCAsmStmt *S) {
  for (unsigned I = 0; I < S->getNumOutputs(); ++I)
    if (PlaceId Place = objectOf(S->getOutputExpr(I)); Place != ir::NoPlace)
      emitHavoc(Place, S);
}

//===----------------------------------------------------------------------===//
// Ends
//===----------------------------------------------------------------------===//

/// The temporary that lives as long as the reference that E initialises.
static const MaterializeTemporaryExpr *extendedBy(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return M->getExtendingDecl() ? M : nullptr;
    if (const auto *X = dyn_cast<CastExpr>(E))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<MemberExpr>(E); X && !X->isArrow())
      E = X->getBase();
    else
      return nullptr;
  }
}

void FunctionLowering::destroyVariable(const VarDecl *VD, const Stmt *At) {
  if (VD->getType()->isReferenceType()) {
    auto It = Extended.find(VD);
    if (It == Extended.end())
      return;
    if (const MaterializeTemporaryExpr *Temp = extendedBy(It->second))
      if (PlaceId Place = objectOf(Temp); Place != ir::NoPlace)
        destroy(Place, Temp->getType(), At);
    return;
  }
  destroy(placeOf(VD), VD->getType(), At);
}

void FunctionLowering::endVariable(const VarDecl *VD) {
  if (!VD->hasLocalStorage() || !VarPlaces.count(VD))
    return;
  ir::Instr &I = emit(Op::End, nullptr);
  I.Args.push_back(Operand::place(placeOf(VD)));
  I.Implicit = true;
}

/// Whether the object is built in the place of a variable, a result, a member:
/// clang's graph ends it as a temporary of the initialiser all the same (before
/// C++17 also where the copy out of the temporary is elided).
bool FunctionLowering::isPartOfAnother(const Expr *E) {
  E = builder(E);
  while (const auto *Copy = dyn_cast<CXXConstructExpr>(E))
    if (const Expr *Source = elidedSource(Copy))
      E = builder(Source);
    else
      break;
  auto D = P.Destinations.find(E);
  while (D != P.Destinations.end() && D->second.F == Destination::Same)
    D = P.Destinations.find(builder(D->second.Outer));
  if (D == P.Destinations.end())
    return false;
  return D->second.F != Destination::Temporary;
}

void FunctionLowering::destroyTemporary(const CXXBindTemporaryExpr *E) {
  llvm::erase_if(LiveTemps, [&](const LiveTemp &L) { return L.E == E; });
  endText(E);
  if (isPartOfAnother(E))
    return;
  PlaceId Place = objectOf(E);
  if (Place == ir::NoPlace)
    return;
  destroy(Place, E->getType(), E);
  if (auto It = Flags.find(E); It != Flags.end())
    emitCopy(It->second, Operand::integer(0), nullptr);
}

/// __attribute__((cleanup(f))): f(&variable) at the end of its scope.
void FunctionLowering::cleanupVariable(const VarDecl *VD) {
  const auto *A = VD->getAttr<CleanupAttr>();
  if (!A || !Types.reaches(VD->getType()))
    return;
  PlaceId Address = addressTemp(placeOf(VD), nullptr);
  llvm::StringRef Name = M.moduleName(A->getFunctionDecl());
  ir::Instr &I = emit(Op::Call, nullptr);
  I.Callee = Name.empty() ? calleeName(A->getFunctionDecl()) : Name.str();
  I.Args.push_back(Operand::place(Address));
  I.Implicit = true;
}

//===----------------------------------------------------------------------===//
// Exceptions
//===----------------------------------------------------------------------===//

void FunctionLowering::unwindScopes(const ScopeNode *From, const ScopeNode *To,
                                    const Stmt *At) {
  for (; From && From != To; From = From->Outer) {
    if (!VarPlaces.count(From->Var))
      continue;
    if (hasDestruction(From->Var->getType()) || Extended.count(From->Var))
      destroyVariable(From->Var, At);
    endVariable(From->Var);
  }
}

void FunctionLowering::destroyLiveTemps(const Stmt *At) {
  for (const LiveTemp &L : llvm::reverse(LiveTemps))
    if (!Flags.count(L.E) || L.Block == CurCfgBlock)
      if (PlaceId Place = objectOf(L.E); Place != ir::NoPlace)
        destroy(Place, L.E->getType(), At);
}

void FunctionLowering::leaveByThrow(const ScopePoint &From, const Stmt *At) {
  unwindScopes(From.Scope, From.Try ? From.Try->Scope : nullptr, At);
  BlockId Handlers = ir::NoBlock;
  if (From.Try)
    if (const CFGBlock *B = TryBlocks.lookup(From.Try->Try))
      Handlers = entryOf(B);
  bool LeavesBody = !From.Try || From.Try->Try == functionTryOf(FD);
  bool InHandler = !From.Try && FunctionHandlers.count(CurCfgBlock);
  if (LeavesBody && !InHandler)
    destroyConstructed(At);
  if (Handlers != ir::NoBlock) {
    addEdge(Cur, Handlers, {}, /*Unwind=*/true);
    return;
  }
  throwOut(At);
}

/// Out of the function by exception, after all that is in scope was destroyed.
void FunctionLowering::throwOut(const Stmt *At) {
  if (isa<CXXConstructorDecl>(FD))
    forgetUnfinished();
  for (const ir::Param &Param : F.Params) {
    ir::Instr &I = emit(Op::End, nullptr);
    I.Args.push_back(Operand::place(Param.P));
    I.Implicit = true;
  }
  F.Blocks[Cur].How = ModuleContext::letsNothingOut(FD) ? ir::Exit::Unreachable
                                                        : ir::Exit::Throw;
  F.Blocks[Cur].ExitLoc = M.source(At ? At->getSourceRange() : SourceRange());
}

ir::BlockId FunctionLowering::cleanupOf(const ScopePoint &From) {
  auto [It, New] = Cleanups.try_emplace({From.Scope, From.Try}, ir::NoBlock);
  if (!New)
    return It->second;
  BlockId Here = Cur, Cleanup = newBlock();
  It->second = Cleanup;
  continueIn(Cleanup);
  leaveByThrow(From, nullptr);
  continueIn(Here);
  return Cleanup;
}

void FunctionLowering::VisitCXXThrowExpr(const CXXThrowExpr *E) {
  destroyLiveTemps(E);
  leaveByThrow(P.Points.lookup(E), E);
  Ended = true;
}

void FunctionLowering::mayUnwindAt(const Stmt *Call, const FunctionDecl *Callee,
                                   bool Done) {
  if (Ended || !M.mayThrow(Callee))
    return;
  ScopePoint Point = P.Points.lookup(Call);
  if (!Point.Try && ModuleContext::letsNothingOut(FD))
    return;
  if (!Point.Try && !CountsByHand) {
    ThrowsEarly = true;
    return;
  }
  // The exception is not that of a call before this one.
  if (!Done && !F.Blocks[Cur].Instrs.empty() &&
      F.Blocks[Cur].Instrs.back().O == Op::Call) {
    BlockId Own = newBlock();
    jump(Own);
    continueIn(Own);
  }
  BlockId From = Cur, Next = newBlock(), Unwind = cleanupOf(Point);
  if (!LiveTemps.empty()) {
    BlockId Scopes = Unwind;
    Unwind = newBlock();
    continueIn(Unwind);
    destroyLiveTemps(nullptr);
    jump(Scopes);
  }
  addEdge(From, Next);
  addEdge(From, Unwind, {}, /*Unwind=*/true);
  F.Blocks[From].ExitLoc = M.source(Call->getSourceRange());
  continueIn(Next);
}

/// Which handlers the block behind a try block leads to.
void FunctionLowering::finishTry(const CFGBlock &B, const CXXTryStmt *S) {
  Thrown Left = thrownIn(M, S->getTryBlock());
  for (unsigned I = 0; I < S->getNumHandlers(); ++I)
    Left.takeCaught(S->getHandler(I));
  BlockId Here = Cur;
  for (const CFGBlock::AdjacentBlock &A : B.succs()) {
    const CFGBlock *To = A.getReachableBlock();
    if (To && isa_and_nonnull<CXXCatchStmt>(To->getLabel()))
      addEdge(Here, entryOf(To), {}, /*Unwind=*/true);
  }
  if (!Left.any())
    return;
  BlockId Out = newBlock();
  addEdge(Here, Out, {}, /*Unwind=*/true);
  continueIn(Out);
  leaveByThrow(P.Points.lookup(S), S);
}

} // namespace z3tidy::lower

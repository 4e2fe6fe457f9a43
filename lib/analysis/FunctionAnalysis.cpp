// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The fixpoint: states flow over edges until no block sees a new one.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::BlockId;
using ir::PlaceId;

/// Reverse post-order numbers; unreachable blocks come last.
static std::vector<unsigned> reversePostOrder(const ir::Function &F) {
  std::vector<unsigned> Number(F.Blocks.size(), F.Blocks.size());
  std::vector<std::pair<BlockId, unsigned>> Stack;
  std::vector<bool> Seen(F.Blocks.size());
  unsigned Next = F.Blocks.size();
  if (F.Blocks.empty())
    return Number;
  Stack.push_back({F.Entry, 0});
  Seen[F.Entry] = true;
  while (!Stack.empty()) {
    auto &[B, EdgeIndex] = Stack.back();
    if (EdgeIndex == F.Blocks[B].Edges.size()) {
      Number[B] = --Next;
      Stack.pop_back();
      continue;
    }
    BlockId To = F.Blocks[B].Edges[EdgeIndex++].To;
    if (!Seen[To]) {
      Seen[To] = true;
      Stack.push_back({To, 0});
    }
  }
  return Number;
}

static llvm::DenseSet<PlaceId> handlesRead(const ir::Function &F) {
  llvm::DenseSet<PlaceId> Read;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs)
      if ((I.O == ir::Op::Use && I.K != ir::Kind::String &&
           I.R != ir::Role::Name && I.R != ir::Role::Text &&
           I.R != ir::Role::Forget) ||
          I.O == ir::Op::Retain || I.O == ir::Op::Release)
        for (const ir::Operand &A : I.Args)
          if (A.isPlace())
            Read.insert(A.P);
  return Read;
}

/// Temporaries that stand for elements of containers that are not followed:
/// what is assigned through a reference to one is kept there.
static llvm::DenseSet<PlaceId> unknownElements(const ir::Function &F) {
  llvm::DenseSet<PlaceId> Found;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs)
      if (I.O == ir::Op::Borrow && I.Dst != ir::NoPlace && I.Args.empty() &&
          I.Context == ir::NoPlace && I.R == ir::Role::None &&
          F.place(I.Dst).F == ir::Place::Temp)
        Found.insert(I.Dst);
  return Found;
}

/// Whether callers are told which numbers an input is not: that makes more
/// cases, and is left out where there are many tests.
static bool tellsUnequal(const ir::Function &F) {
  constexpr size_t MaxTests = 6;
  std::set<std::pair<PlaceId, int64_t>> Tests;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Edge &E : B.Edges)
      for (const ir::Condition &C : E.Holds)
        if (C.F == ir::Condition::Eq && C.Right.F == ir::Operand::Int)
          Tests.insert({C.Left, C.Right.Value});
  if (Tests.size() <= MaxTests)
    return true;
  return llvm::all_of(F.Blocks, [](const ir::Block &B) {
    return llvm::all_of(B.Instrs, [](const ir::Instr &I) {
      return I.O == ir::Op::Copy || I.O == ir::Op::End;
    });
  });
}

FunctionAnalysis::FunctionAnalysis(const ir::Function &F,
                                   const Summaries &Known, const Options &O,
                                   Statistics &Stats)
    : F(F), Known(Known), Opts(O), Stats(Stats), Loops(F, O), Control(F, Loops),
      Live(F), Places(F.Places), HandlesRead(handlesRead(F)),
      UnknownElements(unknownElements(F)), TellsUnequal(tellsUnequal(F)),
      In(F.Blocks.size()), Order(reversePostOrder(F)) {
  for (PlaceId P = 0; P < F.numPlaces(); ++P)
    if (F.place(P).F == ir::Place::At)
      Indices.insert(F.place(P).Number);
}

State FunctionAnalysis::entryState() {
  State S;
  // Parameters hold their objects from the start; null is possible.
  for (const ir::Param &P : F.Params)
    if (ir::isManaged(P.K)) {
      ObjectState &O = fresh({ObjectName::Input, P.P}, P.K, Origin::Input, S);
      if (Opts.Fresh)
        if (auto It = Opts.Fresh->find(F.Name); It != Opts.Fresh->end())
          O.Unowned = It->second.count(P.P);
      S.set(P.P, Value::object(O.Id, /*MaybeNull=*/true), /*Assigned=*/false);
    }
  if (Self != ir::NoPlace) {
    PlaceId This = Places.root(ir::Place::This, "");
    S.set(This, Value::address(Places.step(This, ir::Place::Deref)));
    S.set(Self, S.find(This)->V);
  }
  return S;
}

void FunctionAnalysis::noteCap() {
  Capped = true;
  GaveUp |= Followed != ir::NoInstr; // nothing is gained
  ++Stats.JoinedByCap;
}

bool FunctionAnalysis::run() {
  if (F.Blocks.empty())
    return true;
  findUnwindBlocks();
  findDoomedBlocks();
  merge(F.Entry, entryState());
  while (!Worklist.empty() && !GaveUp) {
    BlockId B = Worklist.begin()->second;
    Worklist.erase(Worklist.begin());
    BlockStates &Here = In[B];
    // States may be added to Here while its pending ones are processed.
    for (size_t I = 0; I < Here.Seen.size() && !GaveUp; ++I) {
      if (!Here.Pending[I])
        continue;
      Here.Pending[I] = false;
      ++Visits;
      if (++Here.Visits > Opts.MaxVisitsPerBlock && OnlyUnwinds[B]) {
        ThrowsUnknown = true; // the ordinary ways out are followed all the same
        continue;
      }
      if (Here.Visits > Opts.MaxVisitsPerBlock) {
        GaveUp = true;
        Reason = "more than " + std::to_string(Opts.MaxVisitsPerBlock) +
                 " visits of one block";
        break;
      }
      process(B, Here.Seen[I]);
    }
  }
  Stats.BlockVisits += Visits;
  if (GaveUp) {
    Capped = true;
    Found.clear();
    Stats.GivenUp.push_back((F.Display.empty() ? F.Name : F.Display) + ": " +
                            Reason);
    return false;
  }
  dropRefuted();
  checkGrowth();
  checkChurn();
  return true;
}

/// Blocks that no way leads from to a return: the cleanup of exceptions.
void FunctionAnalysis::findUnwindBlocks() {
  const auto Before = ir::predecessors(F);
  std::vector<BlockId> Work;
  OnlyUnwinds.assign(F.Blocks.size(), true);
  for (const ir::Block &B : F.Blocks)
    if (B.How == ir::Exit::Return)
      Work.push_back(B.Id);
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    if (!OnlyUnwinds[B])
      continue;
    OnlyUnwinds[B] = false;
    Work.insert(Work.end(), Before[B].begin(), Before[B].end());
  }
}

bool FunctionAnalysis::endsInThrowingCall(const ir::Block &B) {
  if (B.Instrs.empty() || B.Instrs.back().O != ir::Op::Call)
    return false;
  auto Unwinds = [](const ir::Edge &E) { return E.Unwind; };
  return llvm::any_of(B.Edges, Unwinds) && !llvm::all_of(B.Edges, Unwinds);
}

void FunctionAnalysis::process(BlockId B, State S) {
  S.Unwound |= OnlyUnwinds[B];
  States Current;
  Current.push_back(std::move(S));
  for (const ir::Instr &I : F.Blocks[B].Instrs) {
    States Next;
    for (State &L : Current)
      transfer(I, std::move(L), Next);
    for (State &N : Next) {
      forgetDead(I, N);
      if (Followed != ir::NoInstr)
        forgetOthers(N);
    }
    Current = std::move(Next);
    if (Current.size() > Opts.MaxStates) {
      for (size_t K = Opts.MaxStates; K < Current.size(); ++K)
        Current[Opts.MaxStates - 1].weakenLossy(Current[K]);
      Current.resize(Opts.MaxStates);
      noteCap();
    }
  }
  for (State &L : Current)
    leaveBlock(B, std::move(L));
}

void FunctionAnalysis::leaveBlock(BlockId B, State S) {
  const ir::Block &Block = F.Blocks[B];
  switch (Block.How) {
  case ir::Exit::Edges:
    for (unsigned I = 0; I < Block.Edges.size(); ++I)
      flowTo(B, I, S);
    return;
  case ir::Exit::Return:
  case ir::Exit::Throw:
    leaveFunction(Block, std::move(S));
    return;
  case ir::Exit::Unreachable:
    return;
  }
}

void FunctionAnalysis::flowTo(BlockId From, unsigned EdgeIndex, State S) {
  const ir::Block &Block = F.Blocks[From];
  const ir::Edge &E = Block.Edges[EdgeIndex];
  if (endsInThrowingCall(Block) && E.Unwind != S.Throwing)
    return;
  S.Throwing = false;
  S.Unwound |= E.Unwind || OnlyUnwinds[E.To];
  for (const ir::Condition &C : E.Holds)
    if (!assume(C, S))
      return;
  TraceNode N{};
  N.From = From;
  N.To = E.To;
  N.EdgeIndex = EdgeIndex;
  if (Block.Edges.size() > 1) {
    N.W = TraceNode::Branch;
    Arena.append(S, N);
  }
  if (int Loop = Loops.backEdge(From, E.To); Loop >= 0) {
    noteOpenScopes(Loop, S);
    noteLasting(Loop, S);
    N.W = TraceNode::Iteration;
    Arena.append(S, N);
  } else if (Peeled && Peeled->roundOf(From, E.To)) {
    N.W = TraceNode::Iteration;
    Arena.append(S, N);
  }
  if (!Doomed[E.To])
    forgetDeadInto(E.To, Block, S);
  merge(E.To, std::move(S));
}

/// Functions of up to this many blocks keep what their paths assume of the
/// inputs apart. They are the ones whose summaries matter most (the members of
/// an owner class), and `if (node && context)` must not become "perhaps".
constexpr size_t MaxBlocksForAssumptions = 80;
constexpr size_t MaxAssumptions = 10;

/// Up to so many states of a block differ in control variables alone.
constexpr size_t MaxApart = 16;

/// The state to merge with; the number of states if there is none.
size_t FunctionAnalysis::agreeing(llvm::ArrayRef<State> Seen,
                                  const State &S) const {
  size_t Found = Seen.size();
  for (size_t I = 0; I < Seen.size(); ++I) {
    if (!Seen[I].agreesWith(S) ||
        (Seen.size() < MaxApart && Control.differ(Seen[I], S)))
      continue;
    if (Seen[I].Assumed == S.Assumed)
      return I;
    if (Found == Seen.size())
      Found = I;
  }
  // One site alone makes no summary.
  bool KeepApart = F.Blocks.size() <= MaxBlocksForAssumptions &&
                   Seen.size() < MaxAssumptions && Followed == ir::NoInstr;
  return KeepApart ? Seen.size() : Found;
}

/// A block that does not settle goes on with one state, which can only get
/// weaker: what differs between its states is not reported with confidence.
void FunctionAnalysis::joinAll(BlockStates &At) {
  if (At.Seen.size() < 2)
    return;
  noteCap();
  for (size_t I = 1; I < At.Seen.size(); ++I) {
    const TraceNode *Other = At.Seen[I].Trace;
    At.Seen.front().Trace->addWay({Other, Other, 0, /*IsAlias=*/true});
    At.Seen.front().weakenLossy(At.Seen[I]);
  }
  At.Seen.resize(1);
  At.Pending.assign(1, true);
}

void FunctionAnalysis::merge(BlockId B, State S) {
  BlockStates &There = In[B];
  auto Schedule = [&](size_t I) {
    There.Pending[I] = true;
    Worklist.insert({Order[B], B});
  };
  if (There.Visits > Opts.MaxVisitsPerBlock / 2) {
    joinAll(There);
    There.Seen.front().Trace->addWay(TraceNode::wayTo(S.Trace));
    if (There.Seen.front().weakenLossy(S))
      Schedule(0);
    return;
  }
  if (size_t I = agreeing(There.Seen, S); I < There.Seen.size()) {
    There.Seen[I].Trace->addWay(TraceNode::wayTo(S.Trace));
    if (There.Seen[I].weaken(S))
      Schedule(I);
    return;
  }
  if (There.Seen.size() < Opts.MaxStates) {
    TraceNode N{};
    N.W = TraceNode::Entered;
    N.To = B;
    Arena.append(S, N);
    There.Seen.push_back(std::move(S));
    There.Pending.push_back(true);
    Schedule(There.Seen.size() - 1);
    return;
  }
  noteCap();
  There.Seen.back().Trace->addWay(TraceNode::wayTo(S.Trace));
  if (There.Seen.back().weakenLossy(S))
    Schedule(There.Seen.size() - 1);
}

/// What a caller can see after the return: everything but variables of this
/// call.
static bool isOwnVariable(const ir::Place &Root) {
  return Root.F == ir::Place::Local || Root.F == ir::Place::Temp ||
         Root.F == ir::Place::Param || Root.F == ir::Place::This;
}

void FunctionAnalysis::noteLeaving(ir::InstrId Site, PlaceId Holder) {
  SiteFacts &Facts = Sites[Site];
  Facts.Leaves = true;
  // A singleton that its function makes the first time it is asked.
  Facts.InGlobal |= F.instr(Site).O == ir::Op::Call &&
                    Places[Places.rootOf(Holder)].F == ir::Place::Global &&
                    !isSummaryElement(Holder);
}

void FunctionAnalysis::leaveFunction(const ir::Block &B, State S) {
  Now = ir::NoInstr;
  bool Dropped = false;
  bool Throws = B.How == ir::Exit::Throw;
  if (Throws) // what is thrown stands where a result would
    checkLeavingObjects(B, S);
  S.Unwound |= Throws;
  foldOwnNames(S);
  forgetAllNames(S);
  doubtToldTwice(S);
  for (const Cell &C : S.Cells)
    if (ObjectState *O = S.object(C.V.object()); O && isHeld(C.P) && !isOne(*O))
      O->Many |= O->From == Origin::Made;
  for (size_t I = S.Cells.size(); I-- > 0;) {
    PlaceId P = S.Cells[I].P;
    PlaceId Top = Places.rootOf(P);
    bool NeverReturned = Throws && isInResult(P);
    if (!NeverReturned && (!isOwnVariable(Places[Top]) || throughInput(P)))
      continue;
    Dropped |= S.Cells[I].V.leadsOn();
    if (throughOwnPointer(P, Top))
      escape(S, S.Cells[I].V); // stays where the pointer leads
    S.erase(P);
  }
  checkLeavingWrappers(S);
  if (Dropped)
    collectGarbage(B.Instrs.empty() ? nullptr : &B.Instrs.back(), S,
                   ir::NoPlace, B.ExitLoc);
  reportLostFor(S, B.ExitLoc);
  if (!Throws) {
    checkGivenUp(S, B.ExitLoc);
    checkLeavingObjects(B, S);
  }
  checkLeavingRaw(B, S);
  if (int Whole = Loops.whole(); Whole >= 0 && !Throws)
    noteOpenScopes(Whole, S);
  for (const Cell &C : S.Cells)
    if (C.V.isObject())
      if (ir::InstrId Site = siteOf(C.V.object()); Site != ir::NoInstr)
        noteLeaving(Site, C.P);
  std::vector<State> &Here = Throws ? ThrowExits : Exits;
  if (size_t I = agreeing(Here, S); I < Here.size()) {
    Here[I].weaken(S);
    return;
  }
  Here.push_back(std::move(S));
}

//===----------------------------------------------------------------------===//
// Object names
//===----------------------------------------------------------------------===//

ObjectId FunctionAnalysis::objectId(ObjectName N) {
  auto [It, New] = ObjectIds.try_emplace(N, ObjectNames.size());
  if (New)
    ObjectNames.push_back(N);
  return It->second;
}

ObjectState &FunctionAnalysis::fresh(ObjectName N, ir::Kind K, Origin From,
                                     State &S) {
  ObjectState O;
  O.Id = objectId(N);
  O.K = K;
  O.From = From;
  return S.addObject(O);
}

void FunctionAnalysis::age(ObjectName Newest, State &S) {
  ObjectId NewId = objectId(Newest);
  const ObjectState *Old = S.object(NewId);
  if (!Old)
    return;
  ObjectName OlderName = Newest;
  OlderName.Older = true;
  ObjectState Moved = *Old;
  Moved.Id = objectId(OlderName);
  if (const ObjectState *Before = S.object(Moved.Id)) {
    Moved.Many = true;
    Moved.Lo = std::min(Moved.Lo, Before->Lo);
    Moved.Hi = std::max(Moved.Hi, Before->Hi);
    Moved.Escaped |= Before->Escaped;
    if (Moved.L != Before->L)
      Moved.L = Life::Unsure;
    Moved.Used |= Before->Used;
    Moved.Element |= Before->Element;
  }
  S.eraseObject(NewId);
  S.addObject(Moved);
  for (Cell &C : S.Cells)
    if (C.V.object() == NewId)
      C.V.N = Moved.Id;
  for (ObjectState &O : S.Objects)
    for (ObjectId *Link : {&O.Context, &O.Trail, &O.LastObject, &O.KeptBy})
      if (*Link == NewId)
        *Link = Moved.Id;
  TraceNode N{};
  N.W = TraceNode::Aged;
  N.O = NewId;
  Arena.append(S, N);
}

ir::InstrId FunctionAnalysis::siteOf(ObjectId O) const {
  const ObjectName &N = ObjectNames[O];
  return N.F == ObjectName::Site ? N.N : ir::NoInstr;
}

} // namespace z3tidy::analysis

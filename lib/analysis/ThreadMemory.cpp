// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ThreadMemory.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::Place;
using ir::PlaceId;

/// Bounds on what is unfolded: chains of calls, all frames, steps of a path.
constexpr unsigned MaxDepth = 12;
constexpr size_t MaxFrames = 2000;
constexpr size_t MaxThreads = 48; ///< by where they are started
constexpr size_t MaxLocs = 60000;
constexpr unsigned MaxSteps = 6;
constexpr unsigned MaxRounds = 30;

//===----------------------------------------------------------------------===//
// Frames
//===----------------------------------------------------------------------===//

FrameId ThreadMemory::addFrame(const ir::Function &F, FrameId Parent,
                               ir::InstrId Site, unsigned Thread) {
  Frame New;
  New.F = &F;
  New.Parent = Parent;
  New.Site = Site;
  New.Thread = Thread;
  New.Depth = Frames.empty() ? 0 : Frames[Parent].Depth + 1;
  Frames.push_back(New);
  return Frames.size() - 1;
}

bool ThreadMemory::unfold(FrameId F) {
  if (Frames.size() > MaxFrames || Threads.size() > MaxThreads)
    return false;
  const ir::Function &Fn = *Frames[F].F;
  for (const ir::Block &B : Fn.Blocks)
    for (const Instr &I : B.Instrs) {
      bool Spawns = startsThread(I);
      if (I.O != Op::Call && I.O != Op::Spawn)
        continue;
      unsigned Thread = Frames[F].Thread;
      if (Spawns) {
        analysis::Thread New;
        New.Starter = F;
        New.Spawn = I.Id;
        New.Parent = Thread;
        Token T;
        T.IsThread = true;
        T.Thread = Threads.size();
        New.Token = newToken(T);
        Thread = Threads.size();
        Spawned[{F, I.Id}] = Thread;
        Threads.push_back(New);
      }
      const ir::Function *Callee = M.find(I.Callee);
      if (!Callee || Frames[F].Depth >= MaxDepth)
        continue;
      bool Recursive = false;
      for (FrameId Up = F; !Recursive; Up = Frames[Up].Parent) {
        Recursive = Frames[Up].F == Callee;
        if (Up == Frames[Up].Parent)
          break;
      }
      if (Recursive)
        continue;
      FrameId New = addFrame(*Callee, F, I.Id, Thread);
      Frames[F].Callees[I.Id] = New;
      if (Spawns)
        Threads[Thread].Body = New;
      if (!unfold(New))
        return false;
    }
  return true;
}

/// Callees come after their callers.
void ThreadMemory::markPlain() {
  for (FrameId F = Frames.size(); F-- > 0;) {
    for (const ir::Block &B : Frames[F].F->Blocks)
      for (const Instr &I : B.Instrs)
        if (I.O == Op::Spawn || I.O == Op::Sync || I.O == Op::Flow ||
            I.O == Op::Move || (I.O == Op::New && I.K == ir::Kind::Context))
          Frames[F].Plain = false;
    if (!Frames[F].Plain)
      Frames[Frames[F].Parent].Plain = false;
  }
}

bool ThreadMemory::isWithin(unsigned Inner, unsigned Outer) const {
  for (; Inner != Outer; Inner = Threads[Inner].Parent)
    if (Inner == 0)
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

TokenId ThreadMemory::newToken(Token T) {
  Tokens.push_back(T);
  return Tokens.size() - 1;
}

static bool isHeap(const ir::Function &F, PlaceId P) {
  return F.place(P).F == Place::Heap;
}

LocId ThreadMemory::addLoc(Place::Form Step, LocId Parent, bool Input) {
  Loc L;
  L.Step = Step;
  L.Input = Input;
  L.Parent = Parent == ~0U ? Locs.size() : Parent;
  Locs.push_back(std::move(L));
  return Locs.size() - 1;
}

LocId ThreadMemory::root(FrameId F, PlaceId P) {
  const Place &Root = Frames[F].F->place(P);
  if (Root.F == Place::Global) {
    bool Own = llvm::StringRef(Root.Name).starts_with(ir::ThreadLocalPrefix);
    auto [It, New] =
        Globals.try_emplace({Own ? Frames[F].Thread : 0, Root.Name}, 0);
    if (New) {
      It->second = addLoc(Place::Global, ~0U, /*Input=*/true);
      if (Own)
        Locs[It->second].Owner = Frames[F].Thread;
    }
    return It->second;
  }
  auto [It, New] = Roots.try_emplace({F, P}, 0);
  if (New) {
    bool Given = Root.F == Place::Param || Root.F == Place::This;
    It->second =
        addLoc(Root.F, ~0U, (F == 0 && Given) || Root.F == Place::Heap);
  }
  return It->second;
}

LocId ThreadMemory::child(LocId L, Place::Form Step, const std::string &Name) {
  if (Step == Place::Index || Step == Place::At)
    Step = Place::Any;
  auto It = Locs[L].Children.find({Step, Name});
  if (It != Locs[L].Children.end())
    return It->second;
  LocId New = addLoc(Step, L, Locs[L].Input);
  Locs[L].Children[{Step, Name}] = New;
  return New;
}

/// What nothing in the file has let point somewhere points to something of its
/// own.
void ThreadMemory::guessPointee(LocId L) {
  if (Locs[L].Leads.empty() && GuessInputs && Locs[L].Input)
    lead(L, child(L, Place::Deref, ""));
}

std::set<LocId> ThreadMemory::resolve(FrameId F, PlaceId P) {
  const Place &Node = Frames[F].F->place(P);
  if (Node.isRoot())
    return {root(F, P)};
  std::set<LocId> Out;
  for (LocId Base : resolve(F, Node.Parent)) {
    if (Locs.size() > MaxLocs)
      return {};
    if (Node.F != Place::Deref) {
      Out.insert(child(Base, Node.F, Node.Name));
      continue;
    }
    guessPointee(Base);
    Out.insert(Locs[Base].Leads.begin(), Locs[Base].Leads.end());
  }
  return Out;
}

bool ThreadMemory::isPart(LocId Part, LocId Whole) const {
  while (Part != Whole) {
    if (Locs[Part].Parent == Part)
      return false;
    Part = Locs[Part].Parent;
  }
  return true;
}

bool ThreadMemory::isElement(LocId L) const {
  for (;; L = Locs[L].Parent) {
    if (Locs[L].Step == Place::Any)
      return true;
    if (Locs[L].Parent == L)
      return false;
  }
}

LocId ThreadMemory::rootOf(LocId L) const {
  while (Locs[L].Parent != L)
    L = Locs[L].Parent;
  return L;
}

bool ThreadMemory::isInGlobal(LocId L) const {
  return Locs[rootOf(L)].Step == Place::Global;
}

/// What is at L, made there by nothing that is known.
Token ThreadMemory::tokenAt(LocId L) const {
  Token T;
  T.Plural = isElement(L);
  const std::optional<unsigned> Owner = Locs[rootOf(L)].Owner;
  T.IsThreadLocal = Owner.has_value();
  T.Thread = Owner.value_or(0);
  return T;
}

bool ThreadMemory::variableAt(FrameId F, PlaceId P, LocId &Found) {
  std::set<LocId> At = resolve(F, P);
  if (At.size() != 1 || isElement(*At.begin()))
    return false;
  Found = *At.begin();
  return true;
}

bool ThreadMemory::contextAt(FrameId F, PlaceId P, TokenId &Found) {
  std::set<TokenId> All;
  for (LocId L : resolve(F, P))
    for (TokenId T : Locs[L].Holds)
      if (!Tokens[T].IsThread)
        All.insert(T);
  if (All.size() != 1)
    return false;
  Found = *All.begin();
  return true;
}

std::set<unsigned> ThreadMemory::threadsAt(FrameId F, PlaceId P) {
  std::set<unsigned> All;
  for (LocId L : resolve(F, P))
    for (TokenId T : Locs[L].Holds)
      if (Tokens[T].IsThread)
        All.insert(Tokens[T].Thread);
  return All;
}

bool ThreadMemory::madeBy(FrameId F, ir::InstrId I, TokenId &Found) const {
  auto It = Made.find({F, I});
  if (It == Made.end())
    return false;
  Found = It->second;
  return true;
}

//===----------------------------------------------------------------------===//
// What holds what
//===----------------------------------------------------------------------===//

/// All that From holds, and its parts, To may hold too.
void ThreadMemory::flow(LocId To, LocId From, unsigned Depth) {
  if (To == From || Depth > MaxSteps || Locs.size() > MaxLocs)
    return;
  guessPointee(From);
  for (LocId L : std::set<LocId>(Locs[From].Leads))
    lead(To, L);
  for (TokenId T : std::set<TokenId>(Locs[From].Holds))
    hold(To, T);
  auto Children = Locs[From].Children;
  for (auto &[Step, L] : Children)
    if (Step.first != Place::Deref)
      flow(child(To, Place::Form(Step.first), Step.second), L, Depth + 1);
}

void ThreadMemory::bind(FrameId Caller, const Instr &I, FrameId Callee) {
  const ir::Function &F = *Frames[Callee].F;
  auto Pass = [&](PlaceId Param, size_t N) {
    if (N < I.Args.size() && I.Args[N].isPlace())
      for (LocId From : resolve(Caller, I.Args[N].P))
        flow(root(Callee, Param), From);
  };
  for (PlaceId P = 0; F.HasThis && P < F.numPlaces(); ++P)
    if (F.place(P).F == Place::This)
      Pass(P, 0);
  for (size_t N = 0; N < F.Params.size(); ++N)
    Pass(F.Params[N].P, N + F.HasThis);
  if (I.O != Op::Call || I.Dst == ir::NoPlace)
    return;
  for (PlaceId P = 0; P < F.numPlaces(); ++P)
    if (F.place(P).F == Place::Ret)
      for (LocId To : resolve(Caller, I.Dst))
        flow(To, root(Callee, P));
}

/// A context is known by the instruction that makes it; a variable of the whole
/// program by its name.
void ThreadMemory::makeContext(FrameId F, const Instr &I) {
  if (I.Dst == ir::NoPlace)
    return;
  for (LocId L : resolve(F, I.Dst)) {
    if (isInGlobal(L)) {
      auto [It, New] = ByLoc.try_emplace(L, 0);
      if (New) {
        It->second = newToken(tokenAt(L));
        Tokens.back().Made = F;
        Tokens.back().Named = I.Dst;
      }
      hold(L, It->second);
      continue;
    }
    auto [It, New] = Made.try_emplace({F, I.Id}, 0);
    if (New) {
      Token T;
      T.Thread = Frames[F].Thread;
      T.Made = F;
      T.At = I.Id;
      T.Named = I.Dst;
      It->second = newToken(T);
    }
    Tokens[It->second].Plural |= isElement(L);
    hold(L, It->second);
  }
}

/// What the function that all starts from calls it.
PlaceId ThreadMemory::placeInRoot(LocId L) {
  for (PlaceId P = 0; P < Frames[0].F->numPlaces(); ++P)
    if (resolve(0, P) == std::set<LocId>{L})
      return P;
  return ir::NoPlace;
}

/// What nothing in the file has set is one unknown context.
void ThreadMemory::noteInputs(FrameId F, const Instr &I) {
  auto Note = [&](PlaceId P) {
    for (LocId L : resolve(F, P)) {
      if (!Locs[L].Holds.empty() || !Locs[L].Input)
        continue;
      auto [It, New] = ByLoc.try_emplace(L, 0);
      if (New) {
        Token T = tokenAt(L);
        T.Made = F;
        T.Named = P;
        if (PlaceId InRoot = placeInRoot(L); InRoot != ir::NoPlace) {
          T.Made = 0;
          T.Named = InRoot;
        }
        if (auto A = Allocated.find(L); A != Allocated.end()) {
          std::tie(T.Made, T.At) = A->second;
          T.Thread = Frames[T.Made].Thread;
          T.Named = ir::NoPlace;
          Made[A->second] = Tokens.size();
        }
        It->second = newToken(T);
      }
      hold(L, It->second);
    }
  };
  if (I.Context != ir::NoPlace)
    return Note(I.Context);
  if (I.O == Op::Use || I.O == Op::Retain || I.O == Op::Release ||
      I.O == Op::Delete)
    for (const ir::Operand &A : I.Args)
      if (A.isPlace())
        Note(A.P);
}

void ThreadMemory::apply(FrameId F, const Instr &I) {
  auto Each = [&](PlaceId To, PlaceId From) {
    for (LocId A : resolve(F, To))
      for (LocId B : resolve(F, From))
        flow(A, B);
  };
  auto Contexts = [&](PlaceId To, PlaceId From) {
    for (LocId A : resolve(F, To))
      for (LocId B : resolve(F, From))
        for (TokenId T : std::set<TokenId>(Locs[B].Holds))
          if (!Tokens[T].IsThread)
            hold(A, T);
  };
  auto Addresses = [&](PlaceId To, PlaceId Of) {
    for (LocId A : resolve(F, To))
      for (LocId B : resolve(F, Of))
        lead(A, B);
  };
  if (GuessInputs)
    noteInputs(F, I);
  bool HasArg = !I.Args.empty() && I.Args[0].isPlace();
  switch (I.O) {
  case Op::New:
    if (I.K == ir::Kind::Context)
      return makeContext(F, I);
    if (I.Dst != ir::NoPlace && I.Context != ir::NoPlace)
      Contexts(I.Dst, I.Context);
    return;
  case Op::Borrow:
    if (I.Dst != ir::NoPlace && I.Context != ir::NoPlace)
      Contexts(I.Dst, I.Context);
    else if (I.Dst != ir::NoPlace && HasArg)
      Contexts(I.Dst, I.Args[0].P);
    return;
  case Op::Copy:
  case Op::Move:
    if (HasArg)
      Each(I.Dst, I.Args[0].P);
    return;
  case Op::Addr:
  case Op::Alloc:
    return Addresses(I.Dst, I.Args[0].P);
  case Op::Flow:
    if (I.R != ir::Role::Reach)
      return Each(I.Dst, I.Args[0].P);
    if (isHeap(*Frames[F].F, I.Args[0].P))
      Allocated[root(F, I.Args[0].P)] = {F, I.Id};
    return Addresses(I.Dst, I.Args[0].P);
  case Op::Spawn:
    if (I.Dst != ir::NoPlace)
      for (LocId L : resolve(F, I.Dst))
        hold(L, Threads[spawnedAt(F, I.Id)].Token);
    [[fallthrough]];
  case Op::Call:
    if (auto It = Frames[F].Callees.find(I.Id); It != Frames[F].Callees.end())
      bind(F, I, It->second);
    return;
  default:
    return;
  }
}

void ThreadMemory::settle() {
  Grew = true;
  for (unsigned Round = 0; Grew && Round < MaxRounds; ++Round) {
    Grew = false;
    for (FrameId F = 0; F < Frames.size(); ++F)
      for (const ir::Block &B : Frames[F].F->Blocks)
        for (const Instr &I : B.Instrs)
          apply(F, I);
  }
}

bool ThreadMemory::build(const ir::Function &Root) {
  Thread Main;
  Threads.push_back(Main);
  addFrame(Root, 0, ir::NoInstr, 0);
  if (!unfold(0))
    return false;
  markPlain();
  settle();
  GuessInputs = true;
  settle();
  for (FrameId F = 0; F < Frames.size(); ++F)
    for (const ir::Block &B : Frames[F].F->Blocks)
      for (const Instr &I : B.Instrs)
        if (I.R == ir::Role::DeferReleases && I.Context != ir::NoPlace) {
          TokenId T;
          if (contextAt(F, I.Context, T))
            Deferring.insert(T);
          else
            AllDefer = true;
        }
  return Locs.size() <= MaxLocs;
}

} // namespace z3tidy::analysis

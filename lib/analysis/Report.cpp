// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings while the states are at hand: what is wrong, how sure it is, and the
// way there.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::PlaceId;

std::pair<Finding *, bool>
FunctionAnalysis::report(Defect D, ir::InstrId At, ir::Source Loc,
                         const State &S, const ObjectState &O, Confidence C) {
  ir::InstrId Site = siteOf(O.Id);
  auto [It, New] = FoundIndex.try_emplace(keyOf(D, At, Site), Found.size());
  noteWitness(It->second, S, O, C);
  if (!New) {
    Finding &Before = Found[It->second];
    Before.C = std::max(Before.C, C);
    return {&Before, false};
  }
  Finding R;
  R.D = D;
  R.C = C;
  R.K = O.K;
  R.At = At;
  R.Loc = Loc;
  R.Made = Site;
  R.Killed = O.DiedAt;
  witness(R, S, O);
  Found.push_back(std::move(R));
  return {&Found.back(), true};
}

Confidence FunctionAnalysis::confidenceIn(const ObjectState &O,
                                          const State &S) {
  if (O.Escaped)
    return Confidence::Possible;
  return O.From == Origin::Made && !S.Lossy ? Confidence::Certain
                                            : Confidence::Likely;
}

/// One report per defect: a use of what is dead is one, whatever object it is
/// on which path; a leak is one for each creation.
FunctionAnalysis::FindingKey FunctionAnalysis::keyOf(Defect D, ir::InstrId At,
                                                     ir::InstrId Site) {
  switch (D) {
  case Defect::UseAfterRelease:
  case Defect::UseAfterMove:
  case Defect::SecondRelease:
  case Defect::UseAfterContext:
    return {Defect::UseAfterRelease, At, ir::NoInstr};
  case Defect::ContextMixing:
  case Defect::UncheckedResult:
  case Defect::DanglingHandle:
    return {D, At, ir::NoInstr};
  default:
    return {D, At, Site};
  }
}

/// Which rule a use or release of this dead object breaks.
static Defect defectOf(const ObjectState &O, const Instr &I, bool IsRelease) {
  if (O.Gone != ir::NoInstr || O.K == ir::Kind::String ||
      O.How == Death::OwnerGone)
    return Defect::DanglingHandle;
  switch (O.How) {
  case Death::ContextDeleted:
    return I.Implicit ? Defect::OutlivesContext : Defect::UseAfterContext;
  case Death::Collected:
    return Defect::UnprotectedUse;
  default:
    return IsRelease ? Defect::SecondRelease : Defect::UseAfterRelease;
  }
}

/// Whether the source says that something is given back: here, or by a call.
/// (Which of a class's own members is wrong is a matter of the owner's class.)
static bool isWritten(const Instr &First, const Instr &AtEnd) {
  bool ByCall = First.O == ir::Op::Call && !First.Implicit && First.Loc.Line;
  return First.isByHand() || (ByCall && AtEnd.O != ir::Op::Call);
}

/// The argument that the object is, else the one that it may be an element of.
PlaceId FunctionAnalysis::argumentWith(const Instr &I, State &S, ObjectId Id) {
  for (const ir::Operand &A : I.Args)
    if (A.isPlace() && peek(A, S).object() == Id)
      return A.P;
  for (const ir::Operand &A : I.Args)
    if (A.isPlace() && isVaryingElement(A.P))
      return A.P;
  return ir::NoPlace;
}

void FunctionAnalysis::reportUse(const Instr &I, State &S, ObjectId Id,
                                 bool IsRelease, bool HandOver, bool OfEach) {
  ObjectState &O = *S.object(Id);
  // A wrapper's destructor that comes second is a matter of the owner's class.
  bool OwnersFault =
      I.Implicit && I.O == ir::Op::Release && O.How == Death::Released;
  if (!OwnersFault) {
    Confidence C = Confidence::Certain;
    bool UnknownMode = isPerhapsKept(O, S);
    if (O.From != Origin::Made || UnknownMode || S.Lossy || HandOver ||
        O.K == ir::Kind::None)
      C = Confidence::Likely;
    bool PerhapsKept = O.How == Death::Collected && UnknownMode;
    // A loop over all elements may leave out the one that is gone.
    bool AnyElement = IsRelease && O.Element && !OfEach &&
                      I.Args[0].isPlace() && isVaryingElement(I.Args[0].P);
    Defect D = defectOf(O, I, IsRelease);
    PerhapsKept &= D != Defect::DanglingHandle && !Opts.RetainsTerms;
    if (O.Escaped || AnyElement || PerhapsKept)
      C = Confidence::Possible;
    if (D == Defect::DanglingHandle) {
      reportDangling(I, S, Id, C);
      return;
    }
    if (D == Defect::OutlivesContext) {
      reportOutliving(I, S, Id, C);
      return;
    }
    // What a guard does at the end of a scope is nowhere to be seen: the
    // release before it is.
    bool AtEnd = D == Defect::SecondRelease && I.Implicit && !I.Loc.Line &&
                 O.DiedAt != ir::NoInstr && isWritten(F.instr(O.DiedAt), I);
    const Instr &At = AtEnd ? F.instr(O.DiedAt) : I;
    auto [R, New] = report(D, At.Id, At.Loc, S, O, C);
    if (New) {
      R->Holder = namedHolder(S, Id);
      if (R->Holder == ir::NoPlace)
        R->Holder = argumentWith(I, S, Id);
      R->AtEnd = AtEnd;
      addStep(*R, Step::Used, I.Id);
    }
  }
  // What follows from it is not told again.
  ObjectId Context = O.How == Death::ContextDeleted ? O.Context : Id;
  for (ObjectState &Other : S.Objects)
    if (Other.Id == Id || Other.Id == Context ||
        (Other.Context == Context && Other.How == Death::ContextDeleted)) {
      Other.L = Life::Unsure;
      Other.Escaped = true;
    }
}

/// The end of a container, or of what has one.
bool FunctionAnalysis::endsContainer(const Instr &I) const {
  if (I.O != ir::Op::End)
    return false;
  for (PlaceId P = 0; P < F.numPlaces(); ++P)
    if (isContent(P) && Places.isWithin(P, I.Args[0].P))
      return true;
  return false;
}

void FunctionAnalysis::reportLost(const Instr *I, ir::Source Loc,
                                  const State &S, const ObjectState &O,
                                  PlaceId Holder, const State *AtExit) {
  ir::InstrId Site = siteOf(O.Id);
  if (Site == ir::NoInstr)
    return;
  // On the way of an exception only what the source counts itself is told of:
  // wrappers end there, though the lowering may not say so of all.
  if (S.Unwound && !O.ByHand && !(I && isUnfinished(*I) && isOnHeap(Site)))
    return;
  Sites[Site].Lost = true;
  ir::BlockId MadeIn = F.position(Site).first;
  int Loop = I ? Loops.countedLoop(MadeIn, F.position(I->Id).first) : -1;
  if (Loop < 0 && O.Element && (O.Many || name(O.Id).Older))
    Loop = Loops.countedLoop(MadeIn, MadeIn); // one of those of the iterations
  if (Loop >= 0 && O.Context != NoObject && isMadeIn(O.Context, Loop))
    return; // goes with the context of its iteration
  bool KeptAnyway = ir::family(O.K) == ir::Family::Ast &&
                    modeOf(O.Context, S) == ir::ContextMode::Keeping;
  if (KeptAnyway)
    return; // the context keeps all its terms: growth, not a lost count
  if (O.WrappedAt != ir::NoInstr && Loop < 0 && !O.Many) {
    // What is lost is the count by hand.
    reportMismatch(Defect::WrongWrap, Mismatch::HeldByHand, O.WrappedAt, S, O,
                   S.Lossy || S.Unwound ? Confidence::Likely
                                        : Confidence::Certain);
    return;
  }
  Defect D = Loop >= 0 ? Defect::LoopLeak : Defect::HandleLeak;
  // In a context that keeps all terms the reference would cost nothing.
  bool MayBeKept = D == Defect::HandleLeak && isPerhapsKept(O, S);
  Confidence C = S.Lossy || O.Many || S.Unwound || MayBeKept
                     ? Confidence::Likely
                     : Confidence::Certain;
  auto [R, New] = report(D, Site, F.instr(Site).Loc, S, O, C);
  if (New) {
    R->ByException = S.Unwound;
  } else if (R->ByException && !S.Unwound) {
    // An ordinary way tells more than that of an exception.
    R->Path.clear();
    witness(*R, S, O);
    R->ByException = false;
    New = true;
  }
  ir::InstrId LostAt = I ? I->Id : ir::NoInstr;
  noteLoss(*R, LostAt, lossLocation(I, Loc));
  // States that have lost it in different places may have merged since: the
  // exit knows of all their ways.
  if (AtExit) {
    noteWitness(R - Found.data(), *AtExit, O, C, /*AtExit=*/true);
    noteLoss(*R, LostAt, lossLocation(I, Loc));
  }
  if (std::find(R->Lost.begin(), R->Lost.end(), LostAt) == R->Lost.end())
    R->Lost.push_back(LostAt);
  R->OnlyElements &= O.Element;
  R->WithContainer |= O.Element && I && endsContainer(*I);
  if (!New)
    return;
  R->OnlyElements = O.Element;
  R->Count = O.Lo;
  R->Holder = Holder < F.numPlaces() ? Holder : holderOf(F.instr(Site));
  if (Loop >= 0)
    addLoop(*R, Loop);
  addStep(*R, Step::Lost, LostAt);
  R->Path.back().Count = O.Lo;
  R->Path.back().Where = R->Holder;
  R->Path.back().Loc = lossLocation(I, Loc);
}

void FunctionAnalysis::addLoop(Finding &R, int Loop) {
  R.LoopHeader = Loops.loops()[Loop].Header;
  R.InRecursion = isIterated(Loop, Iterated::Recursion);
  R.PerElement = isIterated(Loop, Iterated::PerElement);
  R.LoopLoc = Loops.location(Loop);
}

void FunctionAnalysis::addStep(Finding &R, Step::What W, ir::InstrId At) {
  Step New;
  New.W = W;
  New.F = &F;
  New.At = At;
  if (At != ir::NoInstr)
    New.Loc = F.instr(At).Loc;
  R.Path.push_back(std::move(New));
}

//===----------------------------------------------------------------------===//
// Holders
//===----------------------------------------------------------------------===//

static bool isVariable(const ir::PlaceTable &Places, PlaceId P) {
  ir::Place::Form Root = Places[Places.rootOf(P)].F;
  return Root != ir::Place::Temp && Root != ir::Place::Heap &&
         Root != ir::Place::Ret;
}

/// The variable that a new object goes to first: itself the destination, or
/// the first copy of the temporary.
PlaceId FunctionAnalysis::holderOf(const Instr &New) const {
  if (New.Dst == ir::NoPlace || isVariable(Places, New.Dst))
    return New.Dst;
  auto [B, N] = F.position(New.Id);
  for (const Instr &I : llvm::ArrayRef(F.Blocks[B].Instrs).drop_front(N + 1))
    if ((I.O == ir::Op::Copy || I.O == ir::Op::Move) && I.Args[0].isPlace() &&
        I.Args[0].P == New.Dst && isVariable(Places, I.Dst))
      return I.Dst;
  return ir::NoPlace;
}

/// A place of the source that holds the object now.
PlaceId FunctionAnalysis::namedHolder(const State &S, ObjectId O) const {
  // A handle says more than an untyped pointer, a variable than an element.
  auto Weight = [&](PlaceId P) {
    return 2 * !isVaryingElement(P) + (kindOf(P) != ir::Kind::None);
  };
  PlaceId Found = ir::NoPlace;
  for (const Cell &C : S.Cells)
    if (C.V.object() == O && C.P < F.numPlaces() && isVariable(Places, C.P) &&
        (Found == ir::NoPlace || Weight(C.P) > Weight(Found)))
      Found = C.P;
  return Found;
}

//===----------------------------------------------------------------------===//
// Witnesses
//===----------------------------------------------------------------------===//

void FunctionAnalysis::witness(Finding &R, const State &S, const ObjectState &O,
                               const ChosenWays &Chosen) {
  auto Before = [&](const TraceNode *N) {
    auto It = Chosen.find(N);
    return It == Chosen.end() ? N->Up : It->second;
  };
  ObjectName Name = name(O.Id);
  ObjectName Newest = Name;
  Newest.Older = false;
  ObjectId NewestId = objectId(Newest);
  ObjectId Tracked = O.Id;
  std::vector<Step> Backwards;
  auto Add = [&](Step::What W, const TraceNode &N) {
    Step New;
    New.W = W;
    New.F = &F;
    New.At = N.At;
    New.Count = N.Count;
    if (N.At != ir::NoInstr) {
      New.Loc = F.instr(N.At).Loc;
      const Instr &I = F.instr(N.At);
      if (I.O == ir::Op::Call) {
        New.Text = calleeDisplay(I);
        if (W == Step::Released)
          New.W = Step::CalleeReleases;
      }
    }
    Backwards.push_back(std::move(New));
  };
  for (const TraceNode *N = S.Trace; N; N = Before(N)) {
    switch (N->W) {
    case TraceNode::Made:
      if (N->O != Tracked || Tracked != NewestId)
        continue;
      Add(Step::Made, *N);
      N = nullptr;
      break;
    case TraceNode::Retained:
      if (N->O == Tracked)
        Add(Step::Retained, *N);
      break;
    case TraceNode::Released:
      if (N->O == Tracked)
        Add(Step::Released, *N);
      break;
    case TraceNode::Collected:
      if (N->O == Tracked)
        Add(Step::Collected, *N);
      break;
    case TraceNode::ContextDeleted:
      if (O.How == Death::ContextDeleted && N->O == O.Context)
        Add(Step::ContextDeleted, *N);
      break;
    case TraceNode::Aged:
      if (N->O == NewestId && Tracked != NewestId)
        Tracked = NewestId;
      break;
    case TraceNode::Iteration:
      addIteration(Backwards, *N);
      break;
    case TraceNode::Branch:
      addBranch(Backwards, *N);
      break;
    case TraceNode::Entered:
      break;
    }
    if (!N)
      break;
  }
  R.Path.assign(Backwards.rbegin(), Backwards.rend());
  keepTellingBranches(R);
}

std::string FunctionAnalysis::calleeDisplay(const Instr &I) const {
  auto It = Known.find(I.Callee);
  if (It != Known.end() && It->second.F && !It->second.F->Display.empty())
    return It->second.F->Display;
  return I.Callee;
}

void FunctionAnalysis::addIteration(std::vector<Step> &Backwards,
                                    const TraceNode &N) {
  Step New;
  New.W = Step::Iteration;
  New.F = &F;
  int Loop = Loops.backEdge(N.From, N.To);
  New.Loc = Loop >= 0 ? Loops.location(Loop)
                      : Peeled->roundOf(N.From, N.To).value_or(ir::Source());
  if (!Backwards.empty() && Backwards.back().W == Step::Iteration &&
      Backwards.back().Loc.Line == New.Loc.Line)
    return;
  Backwards.push_back(std::move(New));
}

void FunctionAnalysis::addBranch(std::vector<Step> &Backwards,
                                 const TraceNode &N) {
  const ir::Block &B = F.Blocks[N.From];
  bool Unwinds = B.Edges[N.EdgeIndex].Unwind;
  if (!Unwinds &&
      llvm::any_of(B.Edges, [](const ir::Edge &E) { return E.Unwind; }))
    return; // a call that does not throw decides nothing
  Step New;
  New.W = Unwinds ? Step::Throws : Step::Branch;
  New.F = &F;
  New.Loc = B.ExitLoc;
  if (Unwinds) {
    Backwards.push_back(std::move(New));
    return;
  }
  if (B.Edges.size() == 2)
    New.Text = N.EdgeIndex == 0 ? "true" : "false";
  Backwards.push_back(std::move(New));
}

/// Of the branches taken, a reader wants the last one before the object is
/// lost; a use needs none.
void FunctionAnalysis::keepTellingBranches(Finding &R) {
  bool Kept = R.D != Defect::LoopLeak && R.D != Defect::HandleLeak;
  for (size_t I = R.Path.size(); I-- > 0;) {
    if (R.Path[I].W != Step::Branch)
      continue;
    if (Kept)
      R.Path.erase(R.Path.begin() + I);
    Kept = true;
  }
}

/// How many elements an array has and how often a loop over it runs is not
/// known. So elements count as lost only where nothing gives any of them back.
/// Whether no way leads to where it is lost from where any element was given
/// back or got into other hands, or would have been, had the loop run.
bool FunctionAnalysis::isLostBeforeAnyGoes(const Finding &R,
                                           const SiteFacts &Site) const {
  const ir::InstrId LostAt = R.Lost.front();
  if (LostAt == ir::NoInstr)
    return false;
  const ir::BlockId MadeIn = F.position(R.Made).first;
  std::vector<bool> Reached(F.Blocks.size());
  llvm::SmallVector<ir::BlockId, 8> Work;
  for (const std::set<ir::InstrId> *Goes : {&Site.Releases, &Site.Escapes})
    for (ir::InstrId I : *Goes) {
      Work.push_back(F.position(I).first);
      for (size_t L = 0; L < Loops.loops().size(); ++L)
        if (Loops.contains(L, Work.back()) && !Loops.contains(L, MadeIn))
          Work.push_back(Loops.loops()[L].Header);
    }
  while (!Work.empty()) {
    ir::BlockId B = Work.pop_back_val();
    if (Reached[B])
      continue;
    Reached[B] = true;
    for (const ir::Edge &E : F.Blocks[B].Edges)
      Work.push_back(E.To);
  }
  return !Reached[F.position(LostAt).first];
}

void FunctionAnalysis::dropDoubtfulElements() {
  // What was borrowed, and retained, may be given back after it was borrowed
  // once more.
  auto IsReleasedByAnotherName = [&](const ir::Instr &Made) {
    return Made.O == ir::Op::Borrow &&
           llvm::any_of(Sites, [&](const auto &Other) {
             const ir::Instr &I = F.instr(Other.first);
             return I.O == ir::Op::Borrow && I.Id != Made.Id && I.K == Made.K &&
                    !Other.second.Releases.empty();
           });
  };
  auto IsDoubtful = [&](const Finding &R) {
    auto It = Sites.find(R.Made);
    if (R.Lost.empty() || It == Sites.end())
      return false;
    const SiteFacts &Site = It->second;
    if (IsReleasedByAnotherName(F.instr(R.Made)))
      return true;
    // However many there are: none of them was given back on this way.
    if ((R.WithContainer && !Site.Doubted) || isLostBeforeAnyGoes(R, Site))
      return false;
    // One object, lost from a variable: what another way puts into an array
    // is not this one.
    ir::BlockId MadeIn = F.position(R.Made).first;
    bool OnlyOne = Loops.innermost(MadeIn) < 0;
    if (!R.OnlyElements && (OnlyOne || !Site.AmongElements))
      return Site.GivenBackAsElement;
    return Site.Leaves || Site.Doubted || !Site.Releases.empty();
  };
  Found.erase(std::remove_if(Found.begin(), Found.end(), IsDoubtful),
              Found.end());
}

std::vector<Finding> FunctionAnalysis::findings() {
  dropLeaksToldOf();
  dropDoubtfulElements();
  for (Finding &R : Found) {
    R.F = &F;
    if (R.Made == ir::NoInstr)
      continue;
    auto It = Sites.find(R.Made);
    if (It != Sites.end())
      R.Releases.assign(It->second.Releases.begin(), It->second.Releases.end());
    // Without any release elsewhere, no branch decides.
    if (R.Releases.empty())
      R.Path.erase(
          std::remove_if(R.Path.begin(), R.Path.end(),
                         [](const Step &S) { return S.W == Step::Branch; }),
          R.Path.end());
  }
  llvm::sort(Found, isBefore);
  keepFirstUses();
  keepOneForVariable();
  return std::move(Found);
}

/// What one release has killed is told of at its first use alone, also where
/// other paths come to other uses.
void FunctionAnalysis::keepFirstUses() {
  std::set<std::pair<Defect, ir::InstrId>> Told;
  Found.erase(std::remove_if(Found.begin(), Found.end(),
                             [&](const Finding &R) {
                               return (R.D == Defect::UseAfterRelease ||
                                       R.Dangles == Dangling::OwnerGone ||
                                       R.Dangles == Dangling::Overwritten) &&
                                      R.Killed != ir::NoInstr &&
                                      !Told.insert({R.D, R.Killed}).second;
                             }),
              Found.end());
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which lost objects are leaks. A counted object goes with its context, so what
// is lost outside of a loop is judged where the function is left: it is a leak
// if the context lives on.

#include "analysis/FunctionAnalysis.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;

/// Whether a reference of an object is this function's to give back.
bool FunctionAnalysis::isOwnedHere(const ObjectState &O) {
  bool ByHandToo = O.WrappedAt != ir::NoInstr && O.Lo - O.Wrappers >= 1;
  // What others own, too, and a reference was taken to.
  bool IsRetained = O.From != Origin::Made && O.From != Origin::Input &&
                    O.ByHand && O.Wrappers == 0 && !O.Many;
  return (O.From == Origin::Made || IsRetained) && O.L == Life::Alive &&
         O.Lo >= 1 && !O.Escaped && (!O.Wrapped || ByHandToo);
}

/// Nothing holds the object any more. True: that is kept in mind until the fate
/// of its context is known.
bool FunctionAnalysis::lose(const Instr *I, ir::Source Loc, const State &S,
                            ObjectState &O, ir::PlaceId Holder) {
  if (O.Lost)
    return S.object(O.Context) != nullptr;
  if (I && Doomed[F.position(I->Id).first])
    return false;
  ir::InstrId Site = siteOf(O.Id);
  bool InLoop =
      I && Site != ir::NoInstr &&
      Loops.countedLoop(F.position(Site).first, F.position(I->Id).first) >= 0;
  if (!InLoop && O.WrappedAt == ir::NoInstr && endsProgram(I))
    return false;
  // A count by hand beside a wrapper's is wrong wherever the context goes.
  if (InLoop || O.WrappedAt != ir::NoInstr || O.Context == NoObject ||
      !ir::isCounted(O.K) || !S.object(O.Context)) {
    reportLost(I, Loc, S, O, Holder);
    return false;
  }
  O.Lost = true;
  O.LostAt = I ? I->Id : ir::NoInstr;
  O.LostTrace = S.Trace;
  return true;
}

/// The function is left: what was lost is a leak if its context is still there.
void FunctionAnalysis::reportLostFor(State &S, ir::Source Loc) {
  for (size_t N = S.Objects.size(); N-- > 0;) {
    const ObjectState O = S.Objects[N];
    if (!O.Lost)
      continue;
    const ObjectState *C = S.object(O.Context);
    bool Counts = C && C->L != Life::Dead && !C->Lost && F.Name != "main";
    if (Counts && isOwnedHere(O)) {
      State There;
      There.Objects = S.Objects;
      There.Lossy = S.Lossy;
      There.Unwound = S.Unwound;
      There.Trace = O.LostTrace;
      reportLost(O.LostAt == ir::NoInstr ? nullptr : &F.instr(O.LostAt), Loc,
                 There, O, ir::NoPlace, &S);
    }
    S.Objects.erase(S.Objects.begin() + N);
  }
}

/// A wrapper that came in gives up its reference to a variable of ours.
void FunctionAnalysis::noteGivenUp(const Instr &I, ObjectId Id, State &S) {
  if (I.Dst == ir::NoPlace || Places[I.Dst].F != ir::Place::Local || I.Implicit)
    return;
  const ObjectState *O = S.object(Id);
  if (O && O->From == Origin::Input && !O->Many && !O->Element)
    GivenUp[O->Id] = I.Id;
}

/// The function is left, and nothing has what a wrapper has given up: it was
/// looked at, and neither given back nor handed on.
void FunctionAnalysis::checkGivenUp(State &S, ir::Source Loc) {
  for (auto [Id, At] : GivenUp) {
    const ObjectState *O = S.object(Id);
    if (!O || O->L != Life::Alive || O->Lo != 0 || O->Hi != 0 || O->Escaped ||
        O->Taken || O->Many || !O->Used || !ir::isCounted(O->K))
      continue;
    const ObjectState *C = S.object(O->Context);
    const bool IsHeld = llvm::any_of(
        S.Cells, [&, Id = Id](const Cell &X) { return X.V.object() == Id; });
    const bool IsNull = llvm::is_contained(
        S.Assumed, Assumption{Assumption::Null, name(Id).N, 0});
    if (IsHeld || IsNull || (C && C->L == Life::Dead))
      continue;
    auto [R, New] = report(Defect::HandleLeak, At, F.instr(At).Loc, S, *O,
                           Confidence::Likely);
    if (!New)
      continue;
    R->Count = 1;
    R->Holder = F.instr(At).Dst;
    addStep(*R, Step::Lost, ir::NoInstr);
    R->Path.back().Count = 1;
    R->Path.back().Where = R->Holder;
    R->Path.back().Loc = Loc;
  }
}

/// The end of an object whose constructor is left by an exception.
bool FunctionAnalysis::isUnfinished(const Instr &I) const {
  if (I.O != ir::Op::End || !F.IsConstructor)
    return false;
  const ir::Place &P = Places[I.Args[0].P];
  return P.F == ir::Place::Deref && Places[P.Parent].F == ir::Place::This;
}

/// Made by `new`, and nobody has said that somebody else deletes it.
bool FunctionAnalysis::isOnHeap(ir::InstrId Site) const {
  ir::PlaceId Dst = F.instr(Site).Dst;
  return Dst != ir::NoPlace && Places[Places.rootOf(Dst)].F == ir::Place::Heap;
}

/// What main still holds when it returns goes with the process.
bool FunctionAnalysis::endsProgram(const Instr *I) const {
  return F.Name == "main" && (!I || I->O == ir::Op::End || I->Implicit);
}

/// Blocks all ways from which end in a call that does not return: an assertion
/// that fails, a message and exit.
void FunctionAnalysis::findDoomedBlocks() {
  const auto Before = ir::predecessors(F);
  std::vector<size_t> WaysOut; // that are not known to be doomed
  std::vector<ir::BlockId> Work;
  Doomed.assign(F.Blocks.size(), false);
  for (const ir::Block &B : F.Blocks) {
    WaysOut.push_back(B.Edges.size());
    if (B.How == ir::Exit::Unreachable)
      Work.push_back(B.Id);
  }
  while (!Work.empty()) {
    ir::BlockId B = Work.back();
    Work.pop_back();
    Doomed[B] = true;
    for (ir::BlockId P : Before[B])
      if (--WaysOut[P] == 0 && F.Blocks[P].How == ir::Exit::Edges)
        Work.push_back(P);
  }
}

/// Where a reader sees the loss: of the end of a scope, the way out behind it.
ir::Source FunctionAnalysis::lossLocation(const Instr *I,
                                          ir::Source Otherwise) const {
  if (!I)
    return Otherwise;
  if (I->Loc.Line || I->Loc.Begin)
    return I->Loc;
  const ir::Block *B = &F.Blocks[F.position(I->Id).first];
  for (unsigned Steps = 0; Steps < 8; ++Steps) {
    if (B->ExitLoc.Line || B->ExitLoc.Begin)
      return B->ExitLoc;
    if (B->Edges.size() != 1)
      break;
    B = &F.Blocks[B->Edges[0].To];
    // What comes first there stands behind the scope.
    for (const Instr &Next : B->Instrs)
      if (Next.Loc.Line || Next.Loc.Begin)
        return Otherwise;
  }
  return Otherwise;
}

/// A leak in each iteration that also shows where the loop is left is one
/// defect, and so is a release that comes too early on one path and not at all
/// on another.
void FunctionAnalysis::dropLeaksToldOf() {
  std::set<ir::InstrId> ReleasedWrongly;
  for (const Finding &R : Found)
    if (R.D == Defect::UseAfterRelease || R.D == Defect::SecondRelease)
      ReleasedWrongly.insert(R.Made);
  auto IsTold = [&](const Finding &R) {
    return R.D == Defect::HandleLeak &&
           (ReleasedWrongly.count(R.Made) ||
            FoundIndex.count(keyOf(Defect::LoopLeak, R.At, R.Made)));
  };
  Found.erase(std::remove_if(Found.begin(), Found.end(), IsTold), Found.end());
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects that are still there when their context is gone: wrappers that are
// destroyed after it, and wrappers that leave the function in which it ends.
// Raw handles are another rule's matter: nothing touches them by itself. But
// who returns one hands it over.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// What the destructor I works on: the variable with the object in it.
PlaceId FunctionAnalysis::destroyedVariable(const Instr &I, State &S) {
  if (I.Args.empty() || !I.Args[0].isPlace())
    return ir::NoPlace;
  PlaceId P = I.Args[0].P;
  if (I.O == ir::Op::Call) {
    Value V = eval(I.Args[0], S);
    if (!V.isAddress())
      return ir::NoPlace;
    P = V.N;
  }
  PlaceId Root = Places.rootOf(P);
  Place::Form Form = Places[Root].F;
  return Root < F.numPlaces() && (Form == Place::Local || Form == Place::Param)
             ? Root
             : ir::NoPlace;
}

/// What the first argument names; of an address that is made for the call, the
/// place itself.
PlaceId FunctionAnalysis::addressed(const Instr &I) const {
  PlaceId P = I.Args[0].P;
  auto [B, N] = F.position(I.Id);
  const auto &Instrs = F.Blocks[B].Instrs;
  if (I.O == ir::Op::Call && N > 0 && Instrs[N - 1].O == ir::Op::Addr &&
      Instrs[N - 1].Dst == P)
    return Instrs[N - 1].Args[0].P;
  return P;
}

/// Whether object and context end with one variable: the order of its members
/// is a matter of its class, and what a destructor does in which order its
/// summary does not tell.
bool FunctionAnalysis::isWithContext(const Instr &I, const ObjectState &O,
                                     PlaceId Holder) const {
  if (O.DiedAt == ir::NoInstr || O.DiedAt == I.Id)
    return true;
  const Instr &Deletion = F.instr(O.DiedAt);
  if (Deletion.Args.empty() || !Deletion.Args[0].isPlace() || I.Args.empty() ||
      !I.Args[0].isPlace())
    return false;
  PlaceId Ended = Places.rootOf(addressed(Deletion));
  return Ended == Holder || Ended == Places.rootOf(I.Args[0].P);
}

/// A context behind a pointer that others may have taken over (moved into a
/// container, say) is perhaps not deleted. What a variable holds surely is.
bool FunctionAnalysis::isContextSurelyDead(const ObjectState &O,
                                           const State &S) const {
  const Instr &Deletion = F.instr(O.DiedAt);
  if (!Deletion.Args.empty() && Deletion.Args[0].isPlace() &&
      Deletion.O == ir::Op::Delete && Places[Deletion.Args[0].P].isRoot() &&
      Deletion.Implicit)
    return true;
  const ObjectState *Context = S.object(O.Context);
  return Context && !Context->Escaped;
}

void FunctionAnalysis::reportOutliving(const Instr &I, State &S, ObjectId Id,
                                       Confidence C) {
  ObjectState &O = *S.object(Id);
  PlaceId Holder = destroyedVariable(I, S);
  if (O.DiedAt != ir::NoInstr && !isContextSurelyDead(O, S))
    C = Confidence::Possible;
  // An order that is wrong is so on an ordinary way, too.
  if (!S.Unwound && !isWithContext(I, O, Holder)) {
    auto [R, New] = report(Defect::OutlivesContext, I.Id, I.Loc, S, O, C);
    if (New) {
      R->Holder = Holder;
      tellContext(*R, O, S);
    }
  }
  O.L = Life::Unsure; // what follows from it is not told again
  O.Escaped = true;
}

/// Where the object and its context are made, and where the context goes.
void FunctionAnalysis::tellContext(Finding &R, const ObjectState &O,
                                   const State &S) {
  llvm::erase_if(R.Path, [](const Step &T) {
    return T.W != Step::Made && T.W != Step::ContextDeleted;
  });
  ir::InstrId Site = O.Context == NoObject ? ir::NoInstr : siteOf(O.Context);
  if (Site == ir::NoInstr)
    return;
  R.OwnContext = holderOf(F.instr(Site));
  addStep(R, Step::OwnContext, Site);
  std::rotate(R.Path.begin(), R.Path.end() - 1, R.Path.end());
}

/// The place by which the caller reaches what the cell holds: the cell's own,
/// or the pointer to it. What a global pointer leads to is perhaps never
/// destroyed.
PlaceId FunctionAnalysis::visibleHolder(const Cell &C, const State &S) const {
  PlaceId Root = Places.rootOf(C.P);
  if (Places[Root].F != Place::Heap)
    return isOutput(C.P) ? C.P : ir::NoPlace;
  for (const Cell &Pointer : S.Cells)
    if (Pointer.V.isAddress() && Places.rootOf(Pointer.V.N) == Root &&
        isOutput(Pointer.P) &&
        Places[Places.rootOf(Pointer.P)].F != Place::Global)
      return Pointer.P;
  return ir::NoPlace;
}

/// Whether the place is the result, and callers in other files may get it. (Of
/// a function of this file alone, who uses the result is told of.)
bool FunctionAnalysis::isHandedOut(PlaceId Holder) const {
  return Places[Holder].F == Place::Ret && F.ReturnKind != ir::Kind::None &&
         !F.Internal;
}

void FunctionAnalysis::checkLeavingObjects(const ir::Block &B, State &S) {
  // A throw that is written; what only passes by has its own report.
  bool Throws = B.How == ir::Exit::Throw && B.ExitLoc.Line;
  if (!Throws && (B.How != ir::Exit::Return || S.Unwound))
    return;
  llvm::SmallVector<ObjectId, 4> Told;
  for (const Cell &C : S.Cells) {
    ObjectState *O = S.object(C.V.object());
    if (!O || O->L != Life::Dead || O->How != Death::ContextDeleted ||
        O->From != Origin::Made || O->Many)
      continue;
    PlaceId Holder = visibleHolder(C, S);
    if (Holder == ir::NoPlace)
      continue;
    const bool IsRaw = O->Wrappers == 0 && !O->Wrapped;
    if (IsRaw && (Throws || O->K == ir::Kind::String || !isHandedOut(Holder)))
      continue;
    auto Stored =
        StoredAt.find({Holder, Holder == C.P ? C.V.object() : NoObject});
    if (Stored == StoredAt.end())
      continue;
    bool Returned = isInResult(Holder);
    if (Throws && !Returned)
      continue;
    const Instr &At = F.instr(Stored->second);
    bool Doubtful = O->Escaped || !isContextSurelyDead(*O, S);
    // Perhaps nobody uses a handle that is returned.
    Confidence Sure = Doubtful           ? Confidence::Possible
                      : S.Lossy || IsRaw ? Confidence::Likely
                                         : Confidence::Certain;
    auto [R, New] = report(Defect::OutlivesContext, At.Id,
                           Returned ? B.ExitLoc : At.Loc, S, *O, Sure);
    if (New) {
      R->Holder = Holder < F.numPlaces() && !Returned ? Holder : ir::NoPlace;
      R->Leaves = Throws     ? Leaving::Thrown
                  : Returned ? Leaving::Returned
                             : Leaving::Stored;
      if (R->Leaves == Leaving::Stored)
        addStep(*R, Step::Stored, At.Id);
      tellContext(*R, *O, S);
    }
    Told.append({O->Id, O->Context});
  }
  for (ObjectId Id : Told) // and not again in the callers
    if (ObjectState *O = S.object(Id)) {
      O->L = Life::Unsure;
      O->Escaped = true;
      if (O->How == Death::ContextDeleted)
        O->Context = NoObject; // nor that it is one of another context
    }
}

/// A variable lives too long once, however many ways out there are.
void FunctionAnalysis::keepOneForVariable() {
  std::set<PlaceId> Told;
  llvm::erase_if(Found, [&](const Finding &R) {
    return R.D == Defect::OutlivesContext && R.Holder != ir::NoPlace &&
           F.instr(R.At).Implicit && !Told.insert(R.Holder).second;
  });
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts that can't be right: what a release takes although nobody here has it
// to give, and references that a wrapper and a hand both think are theirs.
//
// Of the references that are owned, those that a wrapper counts (it gives them
// back itself) are told from those that are counted by hand, by a call of Z3.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

void FunctionAnalysis::noteWrapperCount(ObjectState &O, int By) {
  O.Wrappers = std::clamp(O.Wrappers + By, -3, 3);
}

/// A wrapper is about to count what a hand counts already.
void FunctionAnalysis::noteSecondCount(const Instr &I, ObjectState &O) {
  if (!O.Many && O.L == Life::Alive && O.WrappedAt == ir::NoInstr &&
      O.Lo - O.Wrappers >= 1)
    O.WrappedAt = I.Id;
}

/// Which objects the wrappers count is taken down before the count changes.
void FunctionAnalysis::noteWrapper(const Instr &I, ObjectState &O) {
  if (I.isByHand() || O.Many)
    return;
  noteSecondCount(I, O);
  noteWrapperCount(O, 1);
}

/// The two kinds have one count and one pair of functions.
static bool countAlike(ir::Kind A, ir::Kind B) {
  return A == B ||
         (ir::family(A) == ir::Family::Ast && ir::family(B) == ir::Family::Ast);
}

/// Whether another handle that was borrowed in the same way is retained here:
/// who asks twice for the sort of a term gets the same sort.
bool FunctionAnalysis::isRetainedTwin(const ObjectState &O,
                                      const State &S) const {
  ir::InstrId Site = siteOf(O.Id);
  bool IsHeld = llvm::any_of(S.Cells, [&](const Cell &C) {
    return C.V.object() == O.Id && Places[Places.rootOf(C.P)].F != Place::Temp;
  });
  if (Site == ir::NoInstr || !IsHeld)
    return true; // asked for in the release itself: the other may be elsewhere
  llvm::SmallSet<ir::PlaceId, 4> Twins;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if ((I.O == ir::Op::Borrow || I.O == ir::Op::Call) && I.Id != Site &&
          I.Dst != ir::NoPlace && I.Callee == F.instr(Site).Callee)
        Twins.insert(I.Dst);
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (I.O == ir::Op::Retain && I.Args[0].isPlace() &&
          Twins.count(I.Args[0].P))
        return true;
  return false;
}

/// Whether the place that was released from is written next: an owner whose
/// handle is taken away.
bool FunctionAnalysis::isForgottenNext(const Instr &I) const {
  if (I.O != ir::Op::Release || !I.Args[0].isPlace() ||
      Places[I.Args[0].P].F != Place::Field)
    return false;
  auto [B, N] = F.position(I.Id);
  return llvm::any_of(
      llvm::ArrayRef(F.Blocks[B].Instrs).drop_front(N + 1),
      [&](const Instr &Next) { return Next.Dst == I.Args[0].P; });
}

/// What is wrong with giving back N references by hand.
Mismatch FunctionAnalysis::mismatchOf(const Instr &I, const ObjectState &O,
                                      int N, const State &S) const {
  bool Collected = O.L == Life::Dead && O.How == Death::Collected;
  // Of several that are only borrowed any is the wrong one.
  if ((O.Many && !isOnlyBorrowed(O)) || (O.L != Life::Alive && !Collected))
    return Mismatch::None;
  if (O.Taken && O.From != Origin::Borrowed &&
      O.Hi - N < (O.From == Origin::Made ? 0 : -1))
    return Mismatch::HandedOver;
  if (O.From == Origin::Made && O.Hi - N < 0)
    return Mismatch::NotCounted;
  if (O.From == Origin::Borrowed && O.Hi - N < 0)
    return isRetainedTwin(O, S) ? Mismatch::None : Mismatch::Borrowed;
  bool Raw = I.isByHand() || I.O == ir::Op::Call;
  if (Raw && !isForgottenNext(I) && O.Wrappers > 0 && O.From != Origin::Input &&
      O.Hi - O.Wrappers - N < 0)
    return Mismatch::OfWrapper;
  return Mismatch::None;
}

bool FunctionAnalysis::isOfDestructor(const Instr &I) const {
  if (I.Implicit)
    return true;
  auto It = Known.find(I.Callee);
  return I.O == ir::Op::Call && It != Known.end() && It->second.F &&
         (It->second.F->IsDestructor || It->second.F->IsConstructor);
}

bool FunctionAnalysis::checkRelease(const Instr &I, State &S, ObjectId Id,
                                    int N) {
  ObjectState *O = S.object(Id);
  if (!O || isOfDestructor(I))
    return false;
  if (O->L == Life::Alive && O->Fresh && O->DiedAt != ir::NoInstr) {
    O->L = Life::Dead; // given back before, and only kept as a part since
    O->How = Death::Released;
  }
  bool WrongKind = I.O == ir::Op::Release && I.K != ir::Kind::None &&
                   O->K != ir::Kind::None && !countAlike(I.K, O->K);
  Mismatch M = WrongKind ? Mismatch::OtherKind : mismatchOf(I, *O, N, S);
  if (M == Mismatch::None)
    return false;
  Confidence C = Confidence::Certain;
  if (M == Mismatch::Borrowed || S.Lossy)
    C = Confidence::Likely;
  if (O->Escaped && M != Mismatch::OtherKind)
    C = Confidence::Possible;
  reportMismatch(Defect::WrongRelease, M, I.Id, S, *O, C);
  O->Escaped = true; // what follows from it is not told again
  O->L = Life::Unsure;
  return true;
}

/// A reference of ours belongs to others from here on: the object lives at
/// least as long as they want it to.
void FunctionAnalysis::handOver(const Instr &I, State &S, ObjectId Id) {
  if (ir::InstrId Site = siteOf(Id); Site != ir::NoInstr) {
    Sites[Site].Leaves = true;
    Sites[Site].Releases.insert(I.Id);
  }
  ObjectState *O = S.object(Id);
  if (O->L == Life::Dead)
    return reportUse(I, S, Id, /*IsRelease=*/false);
  if (O->Many) {
    O->Escaped = true; // one of several
    return;
  }
  O->Lo = std::max(O->Lo - 1, -3);
  O->Hi = std::max(O->Hi - 1, -3);
  O->Taken = O->Kept = true;
  O->Fresh = false;
  TraceNode N{};
  N.W = TraceNode::Released;
  N.At = I.Id;
  N.O = Id;
  N.Count = O->Lo;
  Arena.append(S, N);
}

void FunctionAnalysis::reportMismatch(Defect D, Mismatch M, ir::InstrId At,
                                      const State &S, const ObjectState &O,
                                      Confidence C) {
  auto [R, New] = report(D, At, F.instr(At).Loc, S, O, C);
  if (!New)
    return;
  R->M = M;
  R->Killed = ir::NoInstr;
  // What a wrapper is given, and not the wrapper.
  const Instr &I = F.instr(At);
  if (I.R == ir::Role::Adopt && Places[I.Args[0].P].F == Place::Local)
    R->Holder = I.Args[0].P;
  else if (auto From = AdoptedFrom.find(At); From != AdoptedFrom.end())
    R->Holder = From->second;
  else
    R->Holder = namedHolder(S, O.Id);
}

/// Whether a wrapper that takes over a reference gets none.
static bool lacksReference(const ObjectState &O) {
  return O.L == Life::Alive && !O.Many && O.Hi - O.Wrappers < 1 &&
         (O.From == Origin::Made || O.From == Origin::Borrowed);
}

/// A wrapper took the object over in a callee. Where it has no reference to
/// give, it may get one yet.
void FunctionAnalysis::takeOver(const Instr &I, State &S, ObjectState &O) {
  if (lacksReference(O)) {
    O.AdoptedAt = I.Id;
    AdoptedFrom.try_emplace(I.Id, argumentWith(I, S, O.Id));
  }
  noteWrapperCount(O, 1);
}

/// A wrapper took the object over although it holds no reference to give.
void FunctionAnalysis::adopt(const Instr &I, State &S) {
  ObjectId Id = objectAt(I.Args[0], S, I.K);
  ObjectState *O = S.object(Id);
  if (!O)
    return;
  // A smart pointer has a deleter of the program's own: it may be right by the
  // time that this one is called.
  if (llvm::StringRef(I.Callee).starts_with("std::"))
    return takeOver(I, S, *O);
  if (lacksReference(*O)) {
    reportMismatch(Defect::WrongWrap, Mismatch::NotCounted, I.Id, S, *O,
                   confidenceIn(*O, S));
    O->Escaped = true;
    O->L = Life::Unsure;
  }
  noteWrapperCount(*O, 1);
}

/// What holds the object if that is one thing alone, else NoPlace.
PlaceId FunctionAnalysis::onlyHolder(const ObjectState &O,
                                     const State &S) const {
  PlaceId Holder = ir::NoPlace;
  for (const Cell &C : S.Cells) {
    if (C.V.object() != O.Id)
      continue;
    if (Holder != ir::NoPlace)
      return ir::NoPlace;
    Holder = C.P;
  }
  return Holder;
}

/// Two wrappers, and one reference for both.
void FunctionAnalysis::checkSharedReference(const State &S, ObjectState &O) {
  if (O.AdoptedAt == ir::NoInstr || O.Many || O.Hi < 1 || O.Wrappers <= O.Hi)
    return;
  reportMismatch(Defect::WrongWrap, Mismatch::NotCounted, O.AdoptedAt, S, O,
                 Confidence::Likely);
  O.Escaped = true;
}

/// The object leaves in a wrapper and is counted by hand besides: nobody else
/// can give that reference back.
void FunctionAnalysis::checkHeldByHand(const State &S, ObjectState &O,
                                       PlaceId Holder) {
  // The result may be a wrapper of the program's own, or be in one. A container
  // of wrappers knows nothing of a count by hand.
  if (!isInResult(Holder) &&
      !(isContentElement(Holder) && throughInput(Holder)))
    return;
  reportMismatch(Defect::WrongWrap, Mismatch::HeldByHand, O.WrappedAt, S, O,
                 S.Lossy ? Confidence::Likely : Confidence::Certain);
  O.Lo = O.Hi = O.Wrappers;
}

/// The object leaves in a wrapper, which will give back what it has never got.
void FunctionAnalysis::checkNotCounted(const State &S, ObjectState &O,
                                       PlaceId Holder) {
  bool InSmartPointer = F.instr(O.AdoptedAt).R == ir::Role::Adopt;
  if (!isInResult(Holder) && !(InSmartPointer && throughInput(Holder)))
    return;
  // Who gets it may retain it yet, however odd that is.
  reportMismatch(Defect::WrongWrap, Mismatch::NotCounted, O.AdoptedAt, S, O,
                 Confidence::Likely);
  O.Escaped = true;
}

bool FunctionAnalysis::isInResult(PlaceId P) const {
  return Places[Places.rootOf(P)].F == Place::Ret;
}

void FunctionAnalysis::checkLeavingWrappers(State &S) {
  for (ObjectState &O : S.Objects) {
    if (O.Escaped || O.L != Life::Alive || O.From != Origin::Made)
      continue;
    PlaceId Holder = onlyHolder(O, S);
    if (Holder == ir::NoPlace)
      checkSharedReference(S, O);
    else if (O.WrappedAt != ir::NoInstr && O.Wrappers == 1 && O.Lo >= 2)
      checkHeldByHand(S, O, Holder);
    else if (O.AdoptedAt != ir::NoInstr && !O.Many && O.Hi == 0)
      checkNotCounted(S, O, Holder);
  }
}

} // namespace z3tidy::analysis

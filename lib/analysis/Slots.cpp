// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What keeps a handle of count 0 alive: the two slots of its context, each with
// room for one result, and the objects that it was built into.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;

/// The slot that keeps a new object of this kind.
ir::Slot FunctionAnalysis::slotFor(ir::Kind K) {
  return ir::family(K) == ir::Family::Ast ? ir::Slot::Trail
                                          : ir::Slot::LastObject;
}

/// The slot holds O from now on (NoObject: something else); what it held has
/// lost it.
void FunctionAnalysis::occupySlot(const Instr &I, State &S, ObjectId Context,
                                  ir::Slot Which, ObjectId O) {
  ObjectState *C = S.object(Context);
  if (!C || Which == ir::Slot::None)
    return;
  bool IsTrail = Which == ir::Slot::Trail;
  (IsTrail ? C->WroteTrail : C->WroteLastObject) = true;
  ObjectId &Slot = IsTrail ? C->Trail : C->LastObject;
  ObjectId Former = Slot;
  Slot = O;
  if (Former != O && Former != NoObject)
    collectFresh(I, S, Former);
}

/// The object that the call has made the last time is one of several as soon as
/// it makes the next. If the slot alone keeps it, it is gone like those before
/// it, not perhaps.
void FunctionAnalysis::collectFormer(const Instr &I, State &S,
                                     ObjectId Context) {
  const ObjectState *C = S.object(Context);
  if (!C || !ir::isCounted(I.K) || I.Joined)
    return;
  const ir::Slot Which = slotFor(I.K);
  const ObjectId Former = objectId({ObjectName::Site, I.Id});
  if ((Which == ir::Slot::Trail ? C->Trail : C->LastObject) != Former)
    return;
  // Unless it becomes a part of the next, or the next takes over its parts.
  auto IsOrHas = [&](ObjectId Part) {
    for (unsigned Steps = 0; Steps < 8 && S.object(Part); ++Steps) {
      if (Part == Former)
        return true;
      Part = S.object(Part)->KeptBy;
    }
    return S.object(Part) != nullptr;
  };
  for (const ir::Operand &A : I.Args) {
    llvm::SmallVector<ObjectId, 4> Parts{peek(A, S).object()};
    addElements(A, S, Parts);
    if (llvm::any_of(Parts, IsOrHas) || (A.isPlace() && isVaryingElement(A.P)))
      return;
  }
  occupySlot(I, S, Context, Which, NoObject);
}

/// A further result of the call that has written the slot: it is part of the
/// first one, or kept beside it.
void FunctionAnalysis::keepWithSlot(State &S, ObjectId Context, ir::Slot Which,
                                    ObjectId O) {
  const ObjectState *C = S.object(Context);
  ObjectState *Joined = S.object(O);
  if (!C || !Joined)
    return;
  Joined->KeptBy = Which == ir::Slot::Trail ? C->Trail : C->LastObject;
  Joined->Kept = Joined->KeptBy == NoObject;
}

/// Whether what is put into it is a part of it.
static bool holdsTerms(const ObjectState &O) {
  return O.K == ir::Kind::AstVector || O.K == ir::Kind::Solver ||
         O.K == ir::Kind::Goal;
}

static ir::Kind asTerm(ir::Kind K) {
  return K == ir::Kind::App ? ir::Kind::Ast : K;
}

/// What may be among the elements of an array, if the operand is one as a
/// whole.
void FunctionAnalysis::addElements(const ir::Operand &A, State &S,
                                   llvm::SmallVectorImpl<ObjectId> &Found) {
  if (!A.isPlace() || Places[A.P].F != ir::Place::Any || isContentElement(A.P))
    return;
  ir::PlaceId Array = resolve(Places[A.P].Parent, S);
  for (const Cell &C : S.Cells)
    if (ir::PlaceId Element = isHeld(C.P) ? Places[C.P].Parent : C.P;
        Array != ir::NoPlace && Places[Element].Parent == Array &&
        Places[Element].isElement() && C.V.isObject() &&
        !llvm::is_contained(Found, C.V.object()))
      Found.push_back(C.V.object());
}

/// The new object has these for parts, as long as it lives. That matters of a
/// part that is counted too: it lives on when its count is given back.
void FunctionAnalysis::keepArguments(const Instr &I, State &S,
                                     ObjectId Parent) {
  auto [B, N] = F.position(I.Id);
  if (N > 0 && MixedUses.count(F.Blocks[B].Instrs[N - 1].Id))
    S.object(Parent)->Mixed = true;
  for (const ir::Operand &A : I.Args) {
    llvm::SmallVector<ObjectId, 4> Parts;
    objectsAt(I, A, S, ir::Kind::None, Parts);
    addElements(A, S, Parts);
    for (ObjectId Id : Parts) {
      ObjectState *Part = S.object(Id);
      if (Part && holdsTerms(*Part) && I.K != ir::Kind::Stats)
        shareParts(S, Id, ir::Kind::None);
      if (Part && Part->Mixed) // what is wrong with it is told
        S.object(Parent)->Mixed = true;
      if (!Part || Id == Parent || !(Part->Fresh || Part->isCountedTerm()))
        continue;
      Part->Kept |= Part->KeptBy != NoObject && Part->KeptBy != Parent;
      Part->KeptBy = Parent;
    }
  }
}

/// A call that makes no object puts the argument A into its first one.
void FunctionAnalysis::keepInFirst(const Instr &I, const ir::Operand &A,
                                   State &S, ObjectState &Part) {
  bool Puts = I.R == ir::Role::Store || I.R == ir::Role::Assert;
  if (&A == I.Args.begin() || !Puts) {
    Part.Kept |= Part.Fresh && isKeptBy(I, A);
    return;
  }
  const ObjectState *Owner = S.object(peek(I.Args.front(), S).object());
  bool IsFollowed =
      Owner && holdsTerms(*Owner) && Owner->L == Life::Alive &&
      (Owner->From == Origin::Made || Owner->From == Origin::Input) &&
      !Owner->Many && Part.From != Origin::Borrowed;
  bool Another = Part.KeptBy != NoObject && Owner && Part.KeptBy != Owner->Id;
  Part.Kept |= !IsFollowed || Another;
  if (IsFollowed)
    Part.KeptBy = Owner->Id;
}

/// Something else has parts of the owner from here on (of this kind; none: of
/// any): assertions, subgoals, a model, a count of an element.
void FunctionAnalysis::shareParts(State &S, ObjectId Owner, ir::Kind K) {
  if (!S.object(Owner))
    return;
  for (ObjectState &Part : S.Objects) {
    if (Part.From != Origin::Made ||
        (K != ir::Kind::None && asTerm(Part.K) != asTerm(K)))
      continue;
    const ObjectState *Parent = S.object(Part.KeptBy);
    for (unsigned Steps = 0; Parent && Steps < 8; ++Steps) {
      if (Parent->Id == Owner)
        Part.Kept = true;
      Parent = S.object(Parent->KeptBy);
    }
  }
}

/// Whether something keeps the term although its count has been given back.
bool FunctionAnalysis::isPartOfLiving(const ObjectState &O, const State &S) {
  if (O.From == Origin::Borrowed || O.Escaped || O.Lo != O.Hi ||
      ir::family(O.K) != ir::Family::Ast)
    return false;
  const ObjectState *Parent = S.object(O.KeptBy);
  return O.Kept || (Parent && Parent->L == Life::Alive);
}

/// Whether a call that makes no object keeps this argument: a setter, but not
/// what it sets something of, nor one that only asks.
bool FunctionAnalysis::isKeptBy(const Instr &I, const ir::Operand &A) const {
  if (&A == &I.Args.front() || I.R == ir::Role::Check)
    return false;
  if (I.R != ir::Role::None)
    return true;
  if (I.Dst != ir::NoPlace)
    return false;
  auto [B, N] = F.position(I.Id);
  const auto &Instrs = F.Blocks[B].Instrs;
  return N + 1 == Instrs.size() || Instrs[N + 1].Callee != I.Callee;
}

/// The trail of a context that does not count terms keeps them all.
bool FunctionAnalysis::staysOnTrail(const ObjectState &O,
                                    const State &S) const {
  return ir::family(O.K) == ir::Family::Ast &&
         modeOf(O.Context, S) == ir::ContextMode::Keeping;
}

/// Nothing is left that keeps an object of count 0.
void FunctionAnalysis::collectFresh(const Instr &I, State &S, ObjectId Id) {
  ObjectState *O = S.object(Id);
  if (!O || O->L != Life::Alive || !O->Fresh || O->Kept || O->Escaped ||
      O->Hi > 0 || staysOnTrail(*O, S))
    return;
  if (const ObjectState *Parent = S.object(O->KeptBy);
      Parent && Parent->L != Life::Dead)
    return;
  const bool WasReleased = O->DiedAt != ir::NoInstr; // while it was a part
  end(I, S, *O, WasReleased ? Death::Released : Death::Collected);
  loseParent(I, S, Id);
}

/// Whether only what it is a part of has kept it since its release.
static bool isGivenBack(const ObjectState &O) {
  return O.L == Life::Alive && O.Fresh && O.DiedAt != ir::NoInstr && !O.Kept &&
         !O.Escaped && O.Hi <= 0;
}

/// A parent has died or been emptied, and its parts die with it.
void FunctionAnalysis::loseParent(const Instr &I, State &S, ObjectId Parent) {
  llvm::SmallVector<ObjectId, 4> Parts;
  llvm::SmallSet<ObjectId, 4> InSlots;
  for (const ObjectState &O : S.Objects) {
    if (O.KeptBy == Parent && O.From != Origin::Borrowed)
      Parts.push_back(O.Id);
    InSlots.insert(O.Trail);
    InSlots.insert(O.LastObject);
  }
  for (ObjectId Part : Parts) {
    ObjectState &O = *S.object(Part);
    O.KeptBy = NoObject;
    if (!InSlots.count(Part)) {
      collectFresh(I, S, Part);
    } else if (isGivenBack(O) && !staysOnTrail(O, S)) {
      O.L = Life::Dead; // a slot is no holder
      O.How = Death::Released;
    }
  }
  loseOwner(I, S, Parent);
}

/// Nothing names the parent any more, but it may live on: what keeps it, keeps
/// its parts.
void FunctionAnalysis::forgetParent(State &S, const ObjectState &Parent) {
  for (ObjectState &O : S.Objects) {
    if (O.KeptBy != Parent.Id || O.Id == Parent.Id)
      continue;
    O.KeptBy = Parent.KeptBy;
    O.Kept |= Parent.KeptBy == NoObject && Parent.L != Life::Dead;
  }
}

/// What a callee has done to the slots of a context. InSlot: what the unseen
/// term that it has left in the slot for terms was built from.
void FunctionAnalysis::writeSlots(const Instr &I, State &S, ObjectId Context,
                                  const Effect &E, const SummaryCase &Case,
                                  llvm::ArrayRef<ObjectId> InSlot) {
  auto Write = [&](const Effect::SlotWrite &W, ir::Slot Which) {
    if (!W.Written)
      return;
    ObjectId New = W.New < 0
                       ? NoObject
                       : objectId({ObjectName::Site, I.Id, Case.nameOf(W.New)});
    if (New == NoObject && Which == ir::Slot::Trail && !InSlot.empty()) {
      New = InSlot.front(); // stands for it
      for (ObjectId Other : InSlot.drop_front())
        if (ObjectState *O = S.object(Other))
          O->Kept = true;
    }
    occupySlot(I, S, Context, Which, New);
  };
  Write(E.Trail, ir::Slot::Trail);
  Write(E.LastObject, ir::Slot::LastObject);
}

} // namespace z3tidy::analysis

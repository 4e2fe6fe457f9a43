// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What containers of the program hold. `v.(content)[*]` is any element of v;
// the objects that this function has put in are told apart by what made them
// (Elements.cpp), what was in it at entry is one member that stands for all.
//
// What is done to *each* element is done to all of these objects, so that it
// may kill them; what is done to one of several ends what can be said of them.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

bool FunctionAnalysis::isContent(PlaceId P) const {
  return P != ir::NoPlace && Places[P].F == Place::Field &&
         Places[P].Name == ir::ContentField;
}

/// Whether P is an element of a container, or a part of one.
bool FunctionAnalysis::isContentElement(PlaceId P) const {
  PlaceId Element = P == ir::NoPlace ? P : outermostElement(P);
  return Element != ir::NoPlace && isContent(Places[Element].Parent);
}

/// The objects that were put among the elements, dead ones too. False: there
/// may be others.
bool FunctionAnalysis::objectsIn(const State &S, PlaceId Summary,
                                 llvm::SmallVectorImpl<ObjectId> &Found) {
  bool All = true;
  for (const Cell &C : S.Cells) {
    if (Places[C.P].Parent != Summary || !isHeld(C.P))
      continue;
    if (!S.object(C.V.object()))
      All = false;
    else if (!llvm::is_contained(Found, C.V.object()))
      Found.push_back(C.V.object());
  }
  return All;
}

/// The same with what is there under a name.
bool FunctionAnalysis::allIn(const State &S, PlaceId Summary,
                             llvm::SmallVectorImpl<ObjectId> &Found) {
  bool All = objectsIn(S, Summary, Found);
  for (const Cell &C : S.Cells) {
    const ObjectState *O = S.object(C.V.object());
    if (!O || isHeld(C.P) || !isContentElement(C.P) || isSummaryElement(C.P) ||
        summaryOf(C.P) != Summary || llvm::is_contained(Found, O->Id))
      continue;
    // Of what came from elsewhere nobody knows who else has it.
    if (O->From != Origin::Foreign || O->L == Life::Alive)
      Found.push_back(O->Id);
  }
  return All;
}

/// Whether the object is one: of a loop that fills the container there may be
/// others, which other states know of.
bool FunctionAnalysis::isOne(const ObjectState &O) const {
  ir::InstrId Site = siteOf(O.Id);
  return !O.Many && !name(O.Id).Older &&
         (Site == ir::NoInstr || Loops.innermost(F.position(Site).first) < 0);
}

/// Whether the container, or what it is a part of, was written to as a whole by
/// something that is not followed.
bool FunctionAnalysis::isUnknown(const State &S, PlaceId Element) const {
  for (PlaceId P = Element; !Places[P].isRoot();) {
    if (Places[P].F == Place::Deref)
      return false;
    P = Places[P].Parent;
    if (const Cell *C = S.find(P);
        C && (C->V.isSymbol() || C->V.F == Value::Unknown))
      return true;
  }
  return false;
}

void FunctionAnalysis::dropDead(State &S, PlaceId Summary) {
  for (size_t N = S.Cells.size(); N-- > 0;) {
    const Cell &C = S.Cells[N];
    const ObjectState *O = S.object(C.V.object());
    bool IsGone = O && (O->L == Life::Dead || O->DiedAt != ir::NoInstr);
    if (isHeld(C.P) && Places[C.P].Parent == Summary && IsGone)
      S.Cells.erase(S.Cells.begin() + N);
  }
}

/// Something that is not followed is among the elements.
void FunctionAnalysis::storeOther(State &S, PlaceId Summary) {
  S.set(heldStep(Summary, ~0U), Value::unknown());
}

/// Whether the object stands for some of those that this function has put in.
bool FunctionAnalysis::isMember(const ObjectState &O) const {
  const ObjectName &Name = name(O.Id);
  return O.Many && Name.F == ObjectName::Cell && isContentElement(Name.N);
}

/// Borrowed here, and never retained.
bool FunctionAnalysis::isOnlyBorrowed(const ObjectState &O) const {
  return O.From == Origin::Borrowed && O.L == Life::Alive && O.Hi <= 0 &&
         !O.Escaped && siteOf(O.Id) != ir::NoInstr;
}

/// Where all that this function has put in is only borrowed: one of it.
ObjectId FunctionAnalysis::borrowedElement(const State &S, ObjectId Member) {
  const ObjectState *M = S.object(Member);
  if (!M || !isMember(*M) || M->L != Life::Alive)
    return NoObject;
  const PlaceId Summary = name(Member).N;
  llvm::SmallVector<ObjectId, 4> Held;
  bool All = allIn(S, Summary, Held) && !isUnknown(S, Summary);
  All &= llvm::all_of(
      Held, [&](ObjectId Id) { return isOnlyBorrowed(*S.object(Id)); });
  return All && !Held.empty() ? Held.front() : NoObject;
}

/// The one object that stands for some element, of which is not known which.
/// It dies only with all of them.
ObjectId FunctionAnalysis::memberOf(State &S, PlaceId Summary) {
  bool Given = isInput(Summary, S);
  ObjectName Name{Given ? ObjectName::Input : ObjectName::Cell, Summary};
  ObjectId Id = objectId(Name);
  const ObjectState *Known = S.object(Id);
  if (Known && (Given || Known->L != Life::Dead))
    return Id;
  if (Known)
    forgetFormer(S, Id);
  ObjectState &O =
      fresh(Name, ir::Kind::None, Given ? Origin::Input : Origin::Borrowed, S);
  O.Many = true;
  O.Element = true;
  return Id;
}

/// What a read of some element gives.
Value FunctionAnalysis::takeMember(State &S, PlaceId Summary) {
  if (isInput(Summary, S))
    return Value::object(memberOf(S, Summary), /*MaybeNull=*/true);
  llvm::SmallVector<ObjectId, 4> Held, Alive;
  bool All = objectsIn(S, Summary, Held) && !isUnknown(S, Summary);
  for (ObjectId O : Held)
    if (S.object(O)->L != Life::Dead)
      Alive.push_back(O);
  if (!All || Held.empty())
    return Value::unknown();
  if (Alive.empty())
    return Value::object(Held.front(), /*MaybeNull=*/true);
  if (Held.size() == 1 && isOne(*S.object(Alive.front())))
    return Value::object(Alive.front(), /*MaybeNull=*/true);
  ObjectId Member = memberOf(S, Summary);
  S.object(Member)->K = S.object(Alive.front())->K;
  return Value::object(Member, /*MaybeNull=*/true);
}

/// What was put among the elements may be in other hands.
void FunctionAnalysis::escapeHeld(State &S, PlaceId Summary) {
  llvm::SmallVector<ObjectId, 4> Held;
  objectsIn(S, Summary, Held);
  for (ObjectId O : Held) {
    if (ir::InstrId Site = siteOf(O); Site != ir::NoInstr)
      Sites[Site].Doubted = true;
    escape(S, Value::object(O));
  }
}

/// The program has found the container empty: what this way still has in it was
/// taken out.
void FunctionAnalysis::knowEmpty(State &S, PlaceId Summary) {
  llvm::SmallVector<ObjectId, 4> Held;
  objectsIn(S, Summary, Held);
  for (ObjectId O : Held)
    S.object(O)->Escaped = true;
}

/// One of several was retained or released: which one is not known.
void FunctionAnalysis::doubtMembers(State &S, ObjectId Member) {
  S.object(Member)->Escaped = true;
  const ObjectName Name = name(Member);
  if (Name.F == ObjectName::Site || !isContentElement(Name.N))
    return;
  escapeHeld(S, Name.N);
}

/// A variable that holds one of several, of which something is given back: it
/// is known by itself from here on, and the others are doubtful.
ObjectId FunctionAnalysis::pickMember(const Instr &I, State &S, ObjectId Id) {
  const ObjectState *Member = S.object(Id);
  PlaceId Variable =
      I.Args[0].isPlace() ? resolve(I.Args[0].P, S) : ir::NoPlace;
  if (!Member || !Member->Many || Member->L != Life::Alive ||
      siteOf(Id) != ir::NoInstr || Variable == ir::NoPlace ||
      outermostElement(Variable) != ir::NoPlace || isOfCaller(Variable))
    return Id;
  const ir::Kind K = Member->K;
  const ObjectId Context = Member->Context;
  const bool Kept = Member->Kept;
  doubtMembers(S, Id);
  ObjectName Name{ObjectName::Cell, Variable};
  ObjectId Picked = objectId(Name);
  if (S.object(Picked))
    forgetFormer(S, Picked);
  ObjectState &O = fresh(Name, K, Origin::Foreign, S);
  O.Context = Context;
  O.Kept = Kept;
  S.set(Variable, Value::object(Picked));
  return Picked;
}

/// Who may be meant by each element of P.
void FunctionAnalysis::eachOf(State &S, PlaceId P,
                              llvm::SmallVectorImpl<ObjectId> &Found) {
  PlaceId Summary = summaryOf(P);
  joinNamed(S, Summary);
  allIn(S, Summary, Found);
  if (isInput(Summary, S))
    Found.push_back(memberOf(S, Summary));
  // What lies among the elements of two containers is not all in this one.
  llvm::erase_if(Found, [&](ObjectId O) {
    bool Elsewhere = llvm::any_of(S.Cells, [&](const Cell &C) {
      return C.V.object() == O && isHeld(C.P) && Places[C.P].Parent != Summary;
    });
    if (Elsewhere)
      escape(S, Value::object(O));
    return Elsewhere;
  });
}

/// After something was done to each element: the one that stands for some is
/// dead if all are.
void FunctionAnalysis::settleMember(const Instr &I, State &S, PlaceId Summary) {
  ObjectId Id = objectId({ObjectName::Cell, Summary});
  ObjectState *O = S.object(Id);
  if (!O || O->L != Life::Alive)
    return;
  llvm::SmallVector<ObjectId, 4> Held;
  bool All = allIn(S, Summary, Held);
  bool AnyDead = false;
  for (ObjectId H : Held) {
    AnyDead |= S.object(H)->L != Life::Alive;
    All &= S.object(H)->L == Life::Dead;
  }
  if (!AnyDead)
    return;
  O->L = All ? Life::Dead : Life::Unsure;
  O->How = Death::Released;
  O->DiedAt = I.Id;
}

/// False: the operand is no element.
bool FunctionAnalysis::releaseEach(const Instr &I, State &S) {
  PlaceId At = resolve(I.Args[0].P, S);
  if (At == ir::NoPlace || outermostElement(At) == ir::NoPlace)
    return false;
  const PlaceId Summary = summaryOf(At);
  if (varyingSteps(At) > I.Each) { // all elements of some containers
    foldAliases(S, Summary);
    doubtElements(S, Summary);
    return true;
  }
  llvm::SmallVector<ObjectId, 4> Found;
  eachOf(S, At, Found);
  for (ObjectId Id : Found) {
    if (ObjectState *O = S.object(Id); O->K == ir::Kind::None)
      O->K = I.K;
    learnContext(I, S, Id);
    if (I.O == ir::Op::Delete) {
      deleteObject(I, S, Id, /*OfEach=*/true);
      continue;
    }
    if (!I.isByHand())
      noteWrapperCount(*S.object(Id), -1);
    addReferences(I, S, Id, -1, -1, /*OfEach=*/true);
  }
  settleMember(I, S, Summary);
  return true;
}

/// The container is empty from here on.
void FunctionAnalysis::emptyContent(const Instr &I, State &S, PlaceId Content) {
  if (varyingSteps(Content) > I.Each)
    return escapeElements(S, summaryOf(Content)); // some of several
  leavePointees(S, Content);
  foldContent(S, Content);
  noteChanged(S, Content);
  bool HeldLinks = false;
  forgetPointees(S, Content);
  eraseWithin(S, Content, HeldLinks);
  if (isOfCaller(Content))
    S.set(Content, Value::integer(1));
  if (HeldLinks)
    collectGarbage(&I, S, Content);
}

/// Some element has left the container: one that is dead, if any is.
void FunctionAnalysis::loseElement(const Instr &I, State &S, PlaceId Element) {
  foldAliases(S, Element);
  PlaceId Content = Places[outermostElement(Element)].Parent;
  bool HeldLinks = false;
  std::vector<PlaceId> Held;
  std::set<ObjectId> Inside;
  for (const Cell &C : S.Cells)
    if (isHeld(C.P) && Places.isWithin(C.P, Content)) {
      Held.push_back(C.P);
      Inside.insert(C.V.object());
    }
  for (PlaceId P : Held) {
    const ObjectState *O = S.object(S.find(P)->V.object());
    bool Only = Inside.size() == 1 && O && isOne(*O);
    if (!O || (O->L == Life::Alive && !Only))
      continue;
    HeldLinks = true;
    S.erase(P);
  }
  if (HeldLinks)
    collectGarbage(&I, S, Content);
}

/// All elements are known by the summary alone.
void FunctionAnalysis::foldContent(State &S, PlaceId Content) {
  foldAliases(S, Places.step(Content, Place::Any));
}

/// `to.(content) = move from.(content)`, or a copy of it.
void FunctionAnalysis::copyContent(const Instr &I, State &S, PlaceId From,
                                   PlaceId To) {
  foldContent(S, From);
  PlaceId Any = Places.step(From, Place::Any);
  bool Unknown = isInput(Any, S) || isUnknown(S, Any);
  std::vector<Cell> Moved;
  for (const Cell &C : S.Cells)
    if (C.P != From && Places.isWithin(C.P, From) &&
        !throughOwnPointer(C.P, From))
      Moved.push_back(C);
  bool Moves = I.O == ir::Op::Move;
  // A swap of what callers have: they are not told which of it is where then.
  const Cell *Before = To == ir::NoPlace ? nullptr : S.find(To);
  if (Moves && Unknown && isOfCaller(From) && To != ir::NoPlace &&
      (Places[Places.rootOf(To)].F == ir::Place::Temp ||
       (Before && Before->V.F == Value::Unknown)))
    Touched.insert(From);
  for (const Cell &C : Moved)
    if (Unknown || C.V.isAddress())
      escape(S, C.V);
  if (Moves) {
    bool HeldLinks = false;
    for (const Cell &C : Moved) // held on the way
      S.set(Places.root(Place::Temp, "in flight", C.P), C.V);
    eraseWithin(S, From, HeldLinks);
    if (isOfCaller(From))
      S.set(From, Unknown ? Value::unknown() : Value::integer(1));
  }
  if (To == ir::NoPlace) {
    for (const Cell &C : Moved)
      escape(S, C.V);
  } else {
    emptyContent(I, S, To);
    for (const Cell &C : Moved) {
      PlaceId P = rebase(C.P, From, To);
      if (isHeld(P))
        storeElement(S, Places[P].Parent, C.V);
      else
        S.set(P, C.V, C.Assigned);
    }
    if (Unknown)
      storeOther(S, Places.step(To, Place::Any));
  }
  bool HeldOnTheWay = false;
  for (const Cell &C : Moved)
    if (Moves)
      eraseWithin(S, Places.root(Place::Temp, "in flight", C.P), HeldOnTheWay);
  if (HeldOnTheWay)
    collectGarbage(&I, S, ir::NoPlace);
}

/// What a callee has done to the content of a container as a whole, or has put
/// into it. False: the path is nothing of the kind.
bool FunctionAnalysis::storeContent(const Instr &I, State &S, PlaceId Path,
                                    Value V) {
  bool IsElement = isHeld(Path);
  if (!IsElement && !isContent(Path))
    return false;
  PlaceId At = resolve(IsElement ? Places[Path].Parent : Path, S);
  if (At == ir::NoPlace) {
    escape(S, V);
    return true;
  }
  if (IsElement) {
    PlaceId Summary = summaryOf(At);
    dropDead(S, Summary); // the callee may have written over it
    storeElement(S, Summary, V, /*FromCallee=*/true);
    return true;
  }
  bool Emptied = V.F == Value::Int;
  if (!Emptied)
    escapeElements(S, At);
  emptyContent(I, S, At);
  if (!Emptied) {
    storeOther(S, Places.step(At, Place::Any));
    if (isOfCaller(At))
      S.set(At, Value::unknown());
  }
  return true;
}

/// The parts of a struct that becomes an element.
void FunctionAnalysis::storeParts(const Instr &I, State &S, PlaceId From,
                                  PlaceId To) {
  std::vector<Cell> Parts;
  for (const Cell &C : S.Cells)
    if (C.P != From && Places.isWithin(C.P, From) &&
        !throughOwnPointer(C.P, From))
      Parts.push_back(C);
  for (const Cell &C : Parts)
    if (PlaceId P = rebase(C.P, From, To); C.V.leadsOn())
      storeElement(S, isHeld(P) ? Places[P].Parent : P, C.V);
  if (I.O != ir::Op::Move)
    return;
  for (const Cell &C : Parts)
    S.erase(C.P);
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of containers that the source names: `v.back()`, `m[key]`, `*found`.
//
// What came in with a container, or is one of several in it, is one object that
// stands for all. An element with a name is an object of its own as long as the
// name is valid: what is done to it is known of it, and makes the others
// doubtful. It is one of the others again when its name goes.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// Holds what an element held that has left its container, for those who still
/// point to it.
constexpr llvm::StringLiteral LeftElement = " element that left";

bool FunctionAnalysis::isNamedElement(const State &S, ObjectId Id) const {
  const ObjectState *O = S.object(Id);
  if (!O || O->From != Origin::Foreign)
    return false;
  const ObjectName Name = name(Id);
  return Name.F == ObjectName::Cell && isContentElement(Name.N) &&
         !isSummaryElement(Name.N);
}

/// Whether the cell is the one that its object has its name from.
bool FunctionAnalysis::isName(const State &S, const Cell &C) const {
  return isNamedElement(S, C.V.object()) && name(C.V.object()).N == C.P;
}

/// Nothing was done to the object by this function that the others do not know.
bool FunctionAnalysis::isUntouched(const ObjectState &O) {
  return O.L == Life::Alive && O.Lo == 0 && O.Hi == 0 && O.KeptBy == NoObject &&
         !O.Taken && O.OpenScope == ir::NoInstr;
}

/// One of the elements that Member stands for, which is a handle.
Value FunctionAnalysis::nameElement(State &S, PlaceId At, Value Member,
                                    ir::Kind K) {
  const ObjectState *M = S.object(Member.object());
  if (At == ir::NoPlace || !M || !M->Many || M->L != Life::Alive ||
      siteOf(M->Id) != ir::NoInstr || !isContentElement(At) ||
      isSummaryElement(At))
    return Member;
  if (M->K != ir::Kind::None)
    K = M->K;
  else if (K == ir::Kind::None)
    K = kindOf(At);
  if (K == ir::Kind::None)
    return Member;
  ObjectId Context = M->Context;
  ObjectName Name{ObjectName::Cell, At};
  ObjectId Id = objectId(Name);
  if (S.object(Id)) {
    joinOthers(S, Id);
    if (S.object(Id))
      forgetFormer(S, Id);
  }
  fresh(Name, K, Origin::Foreign, S).Context = Context;
  Value V = Value::object(Id, /*MaybeNull=*/true);
  S.set(At, V, /*Assigned=*/false);
  return V;
}

/// The element has no name any more.
void FunctionAnalysis::joinOthers(State &S, ObjectId Id) {
  const ObjectState *O = S.object(Id);
  if (O->L == Life::Dead)
    return; // who has it still has what is dead
  PlaceId Summary = summaryOf(name(Id).N);
  if (!isUntouched(*O))
    return escape(S, Value::object(Id));
  const bool Used = O->Used, Escaped = O->Escaped;
  const ir::InstrId KeptRaw = O->KeptRaw;
  ObjectId Member = takeMember(S, Summary).object();
  if (!S.object(Member) || !S.object(Member)->Many)
    return escape(S, Value::object(Id));
  ObjectState &M = *S.object(Member);
  M.Used |= Used;
  M.Escaped |= Escaped;
  if (M.KeptRaw == ir::NoInstr)
    M.KeptRaw = KeptRaw;
  for (bool MaybeNull : {false, true})
    S.replace(Value::object(Id, MaybeNull), Value::object(Member, MaybeNull));
  S.eraseObject(Id);
}

/// An element with a name is counted: which of the others it was is not known.
void FunctionAnalysis::doubtOthers(State &S, ObjectId Id) {
  if (isNamedElement(S, Id))
    doubtElements(S, summaryOf(name(Id).N));
}

/// Something is done to some of the elements.
void FunctionAnalysis::doubtElements(State &S, PlaceId Summary) {
  if (isInput(Summary, S))
    memberOf(S, Summary);
  for (ObjectName::Form Form : {ObjectName::Input, ObjectName::Cell})
    if (ObjectState *Member = S.object(objectId({Form, Summary})))
      Member->Escaped = true;
  escapeHeld(S, Summary);
}

/// Who points to an element by this name points to some element from now on.
void FunctionAnalysis::generalizePointers(
    State &S, llvm::function_ref<bool(PlaceId)> LosesName) {
  for (Cell &C : S.Cells)
    if (C.V.isAddress() && LosesName(C.V.N))
      C.V.N = summaryOf(C.V.N);
}

/// Elements have come or changed: a name may be another one's.
void FunctionAnalysis::generalizeWithin(State &S, PlaceId Element) {
  PlaceId Content = Places[outermostElement(Element)].Parent;
  generalizePointers(S, [&](PlaceId P) {
    PlaceId Other = outermostElement(P);
    return Other != ir::NoPlace && Places[Other].F == Place::At &&
           Places[Other].Parent == Content;
  });
}

/// Names that are not spoken any more, of elements that nobody else has or
/// points to.
void FunctionAnalysis::forgetNames(
    State &S, llvm::function_ref<bool(PlaceId)> IsForgotten) {
  if (Indices.empty())
    return;
  for (size_t N = S.Cells.size(); N-- > 0;) {
    const Cell C = S.Cells[N];
    bool Goes = false;
    Places.forEachIndex(C.P, [&](PlaceId I) { Goes |= IsForgotten(I); });
    auto IsSpoken = [&](const Cell &Other) {
      return (Other.P != C.P && Other.V.object() == C.V.object()) ||
             (Other.V.isAddress() && Places.isWithin(C.P, Other.V.N));
    };
    if (!Goes || !isName(S, C) || llvm::any_of(S.Cells, IsSpoken))
      continue;
    S.erase(C.P);
    joinOthers(S, C.V.object());
  }
}

/// At the end of the function the caller is to know of elements, not of names.
void FunctionAnalysis::forgetAllNames(State &S) {
  llvm::SmallVector<ObjectId, 4> Named;
  for (const ObjectState &O : S.Objects)
    if (isNamedElement(S, O.Id))
      Named.push_back(O.Id);
  for (ObjectId Id : Named)
    joinOthers(S, Id);
}

/// All that is within Root goes: who points there still sees what it was.
void FunctionAnalysis::leavePointees(State &S, PlaceId Root) {
  std::vector<Cell> Pointers;
  std::set<PlaceId> Pointees;
  for (const Cell &C : S.Cells)
    if (C.V.isAddress() && Places.isWithin(C.V.N, Root) &&
        !throughOwnPointer(C.V.N, Root) && !Places.isWithin(C.P, Root)) {
      Pointers.push_back(C);
      Pointees.insert(C.V.N);
    }
  auto Left = [&](PlaceId P) {
    return Places.root(Place::Heap, OlderBlock.str() + LeftElement.str(), P);
  };
  for (PlaceId P : Pointees) {
    S.replace(Value::address(Left(P)), Value::unknown());
    bool HeldLinks = false;
    eraseWithin(S, Left(P), HeldLinks);
  }
  for (const Cell &C : Pointers) {
    PlaceId P = C.V.N;
    std::vector<std::pair<PlaceId, Value>> Held{{Left(P), load(P, S)}};
    PlaceId Named = Places.findStep(C.P, Place::Deref);
    collectFields(P, Left(P), Named == ir::NoPlace ? P : Named, S, Held);
    for (auto &[To, V] : Held)
      if (V.leadsOn() || V.FromCaller)
        S.set(To, V);
    S.set(C.P, Value::address(Left(P)), C.Assigned);
  }
}

/// The element that has this name leaves its container.
void FunctionAnalysis::takeOut(const Instr &I, State &S, PlaceId Element) {
  foldAliases(S, Element);
  leavePointees(S, Element);
  const bool IsCallers = isInput(Element, S);
  bool IsKnown = IsCallers || llvm::any_of(S.Cells, [&](const Cell &C) {
                   return Places.isWithin(C.P, Element) && !isLeft(C.P);
                 });
  bool HeldLinks = false;
  eraseWithin(S, Element, HeldLinks);
  noteChanged(S, Places[outermostElement(Element)].Parent);
  if (IsCallers)
    noteLeft(S, Element);
  if (!IsKnown)
    loseElement(I, S, Element);
  else if (HeldLinks)
    collectGarbage(&I, S, Element);
}

} // namespace z3tidy::analysis

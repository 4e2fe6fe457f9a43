// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of the caller's containers that have a name in the caller, too: the
// last one, that of a key which was spelled out or passed.
//
// Until the function changes the container, such an element is an input like
// any member: `%map.*.(content)[%key]`. What is done to it is told to the
// caller by that path, and so is that it has left. What comes into a container
// by name is told so, too.

#include "analysis/ElementKeys.h"
#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

/// The field of a content that says that elements have come or gone, and that
/// of an element which has left.
constexpr llvm::StringLiteral Changed = "(changed)", Left = "(left)";

/// Whether the two can't be the same element: keys that are spelled out.
bool FunctionAnalysis::areDifferentKeys(PlaceId A, PlaceId B) const {
  return A != B && isSpelledOut(Places[A]) && isSpelledOut(Places[B]);
}

/// Whether the caller knows the name: it is that of a key everywhere, or what a
/// parameter came in with.
bool FunctionAnalysis::isCallersKey(PlaceId Index, const State &S) const {
  if (isKey(Places[Index]))
    return true;
  const Cell *C = S.find(Index);
  return Places[Index].F == Place::Param && (!C || !C->Assigned);
}

/// Whether each element on the path has a name that the caller knows.
bool FunctionAnalysis::isNamedByCaller(PlaceId P, const State &S) const {
  bool Named = false;
  for (; !Places[P].isRoot(); P = Places[P].Parent) {
    if (Places[P].F != Place::At)
      continue;
    if (!isContent(Places[P].Parent) || !isCallersKey(Places[P].Number, S))
      return false;
    Named = true;
  }
  return Named;
}

/// Whether P is an element of a container that is as it came in, by a name that
/// the caller knows.
bool FunctionAnalysis::isCallersElement(PlaceId P, const State &S) const {
  const Place &Node = Places[P];
  return isContent(Node.Parent) &&
         (Node.F == Place::Index || isCallersKey(Node.Number, S)) &&
         !S.find(Places.findStep(Node.Parent, Place::Field, Changed));
}

/// Whether At is an element by a name of the caller's, and nothing was done to
/// all elements or to some that were not told apart.
bool FunctionAnalysis::isGivenByName(PlaceId At, State &S) {
  if (!isContentElement(At) || isSummaryElement(At) || !isInput(At, S))
    return false;
  const ObjectState *Others =
      S.object(objectId({ObjectName::Input, summaryOf(At)}));
  return !Others || (isUntouched(*Others) && !Others->Escaped);
}

/// Elements come into the container, or leave it: who has a name after that may
/// have another element.
void FunctionAnalysis::noteChanged(State &S, PlaceId Content) {
  if (isOfCaller(Content))
    S.set(Places.step(Content, Place::Field, Changed), Value::integer(1));
}

/// A new element gets this name, which another one may have had.
void FunctionAnalysis::addElement(State &S, PlaceId At) {
  const PlaceId Element = outermostElement(At);
  generalizeWithin(S, At);
  foldAliases(S, At);
  foldWithin(S, Element);
  noteChanged(S, Places[Element].Parent);
}

/// The caller's element has left its container.
void FunctionAnalysis::noteLeft(State &S, PlaceId Element) {
  S.set(Places.step(Element, Place::Field, Left), Value::integer(1));
}

/// Whether an assignment to this place says that an element has left, or that
/// its container has changed.
bool FunctionAnalysis::isLeft(const Place &Node) {
  return Node.F == Place::Field && Node.Name == Left;
}
bool FunctionAnalysis::isChanged(PlaceId P) const {
  return Places[P].F == Place::Field && Places[P].Name == Changed;
}

/// The callee has taken an element out, on all ways or (IsSure is false) on
/// some.
void FunctionAnalysis::loseCallers(const ir::Instr &I, State &S,
                                   PlaceId Element, bool IsSure) {
  PlaceId At = resolve(Element, S);
  if (At == ir::NoPlace || !isContentElement(At))
    return;
  if (!IsSure)
    escapeWithin(S, At);
  else if (Places[At].F == Place::Any)
    loseElement(I, S, At);
  else
    takeOut(I, S, At);
}

bool FunctionAnalysis::isCallersName(ObjectId Id) const {
  const ObjectName &Name = name(Id);
  return Name.F == ObjectName::Input && isContentElement(Name.N) &&
         !isSummaryElement(Name.N);
}

/// Something is done to each element: those that were not put there by this
/// function are one.
void FunctionAnalysis::joinNamed(State &S, PlaceId Summary) {
  fold(S, [&](PlaceId P) {
    return isContentElement(P) && !isSummaryElement(P) &&
           isName(S, *S.find(P)) && summaryOf(P) == Summary;
  });
  llvm::SmallVector<ObjectId, 4> Named;
  for (const ObjectState &O : S.Objects)
    if (isCallersName(O.Id) && summaryOf(name(O.Id).N) == Summary)
      Named.push_back(O.Id);
  for (ObjectId Id : Named)
    joinOthers(S, Id);
}

/// What was done to an element by its name and to all of them as well is not
/// told twice.
void FunctionAnalysis::doubtToldTwice(State &S) {
  for (ObjectState &O : S.Objects) {
    if (!isCallersName(O.Id) || (O.Lo == 0 && O.Hi == 0 && O.L == Life::Alive))
      continue;
    const ObjectState *All =
        S.object(objectId({ObjectName::Input, summaryOf(name(O.Id).N)}));
    if (!All || isUntouched(*All))
      continue;
    O.Lo = O.Hi = 0;
    O.L = Life::Unsure;
    O.Escaped = true;
  }
}

/// Elements that the function has only read, and nobody has any more, need no
/// name.
void FunctionAnalysis::forgetReadElements(State &S) {
  llvm::SmallVector<ObjectId, 4> Named;
  for (const ObjectState &O : S.Objects)
    if (isCallersName(O.Id))
      Named.push_back(O.Id);
  for (ObjectId Id : Named) {
    const PlaceId At = name(Id).N;
    bool IsSpoken = llvm::any_of(S.Cells, [&](const Cell &C) {
      return (C.P != At && C.V.object() == Id) ||
             (C.V.isAddress() && Places.isWithin(At, C.V.N));
    });
    if (IsSpoken || !isUntouched(*S.object(Id)))
      continue;
    S.erase(At);
    joinOthers(S, Id);
  }
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a move has left behind: null, with the knowledge where it went. Whoever
// uses it gives Z3 a null handle.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// The value that a place has after what it held was moved away.
Value FunctionAnalysis::movedAway(const Instr &I, PlaceId From,
                                  const Value &Held) {
  Value Left = Value::null();
  if (From == ir::NoPlace || I.R == ir::Role::Detach)
    return Left;
  Left.Moved = Held.F == Value::Null ? Held.Moved : true;
  if (Left.Moved && Held.F != Value::Null)
    MovedAt[From] = {I.Id, From};
  return Left;
}

/// A callee stores null where it has taken an object from: a move constructor
/// or assignment of the program's own.
void FunctionAnalysis::noteMovedByCallee(const Instr &I, PlaceId Callees,
                                         PlaceId Path, bool IsHandle,
                                         const SummaryCase &Case,
                                         llvm::ArrayRef<Value> Inputs, Value &V,
                                         State &S) {
  if (V.F != Value::Null)
    return;
  for (size_t N = 0; N < Case.Stores.size(); ++N)
    if (Case.Stores[N].V == SummaryValue{SummaryValue::Input, Callees} &&
        Case.Stores[N].P != Callees &&
        (Inputs[N].isObject() || (Inputs[N].isSymbol() && IsHandle))) {
      V = movedAway(I, resolve(Path, S), Inputs[N]);
      return;
    }
}

/// A copy of what a move has left behind is as null as that.
void FunctionAnalysis::noteMovedCopy(PlaceId From, PlaceId To, const Value &V) {
  if (V.F != Value::Null || !V.Moved || From == ir::NoPlace ||
      To == ir::NoPlace)
    return;
  if (auto Move = MovedAt.find(From); Move != MovedAt.end())
    MovedAt[To] = Move->second;
}

/// The place whose handle, or whose pointer to the handle, was moved away.
PlaceId FunctionAnalysis::movedHolder(PlaceId P, State &S) {
  auto IsMoved = [&](PlaceId At) {
    const Cell *C = At == ir::NoPlace ? nullptr : S.find(At);
    return C && C->V.F == Value::Null && C->V.Moved && MovedAt.count(At);
  };
  PlaceId At = resolve(P, S);
  if (IsMoved(At))
    return At;
  if (Places[P].F != Place::Deref)
    return ir::NoPlace;
  At = resolve(Places[P].Parent, S);
  return IsMoved(At) ? At : ir::NoPlace;
}

/// Reports a use of what was moved away: a null handle is given to Z3.
void FunctionAnalysis::checkMoved(const Instr &I, PlaceId P, State &S) {
  PlaceId At = I.Implicit ? ir::NoPlace : movedHolder(P, S);
  if (At == ir::NoPlace)
    return;
  ObjectState Gone;
  Gone.Id = objectId({ObjectName::Cell, At});
  Gone.K = kindOf(P);
  Gone.DiedAt = MovedAt[At].At;
  At = MovedAt[At].From;
  auto [R, New] = report(Defect::UseAfterMove, I.Id, I.Loc, S, Gone,
                         S.Lossy ? Confidence::Likely : Confidence::Certain);
  if (!New)
    return;
  // Of a member that the function does not speak of, what it is a part of.
  while (At >= F.numPlaces())
    At = Places[At].Parent;
  R->Holder = At;
  addStep(*R, Step::MovedAway, Gone.DiedAt);
  addStep(*R, Step::Used, I.Id);
}

} // namespace z3tidy::analysis

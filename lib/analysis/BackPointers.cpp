// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes that lead back: `n->prev->next = n->next` takes n out of its list, and
// where n is the first one, `list->first` is another node after it, under a
// name that the path `n->prev->next` does not say. So the pointer that has led
// to a node is unknown after a write through a pointer in it.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

/// The last pointer that a path goes through; NoPlace for none.
static PlaceId pointerOn(const ir::PlaceTable &Places, PlaceId P) {
  while (P != ir::NoPlace && Places[P].F != Place::Deref)
    P = Places[P].isRoot() ? ir::NoPlace : Places[P].Parent;
  return P == ir::NoPlace ? P : Places[P].Parent;
}

/// What is written through a pointer that was found in a node (`n->prev->next =
/// x`, `child->parent->first = x`) may be the very pointer that led to the node
/// (`list->first`, if n is that): the path to this pointer.
PlaceId FunctionAnalysis::wayBackTo(PlaceId Written) const {
  return pointerOn(Places, pointerOn(Places, Written));
}

/// Whether a value that is written there may be a pointer: what it is read from
/// is used as one, or a pointer leads there.
static bool mayBePointer(const ir::PlaceTable &Places, PlaceId Written,
                         PlaceId Source) {
  return Places.findStep(Source, Place::Deref) != ir::NoPlace ||
         Places[Written].F == Place::Deref;
}

void FunctionAnalysis::forgetWay(const ir::Instr &I, State &S, PlaceId Way) {
  constexpr unsigned OfWays = 1U << 24; // apart from what I itself gives
  if (Way == ir::NoPlace || (Way = resolve(Way, S)) == ir::NoPlace)
    return;
  const Value Led = load(Way, S);
  auto Forget = [&](PlaceId P) {
    if (P != ir::NoPlace && !Places[P].isRoot())
      store(&I, S, P, Value::symbol(freshSymbol(I, OfWays + P, S)));
  };
  // A variable that holds the node, or the node's own address in what is
  // around it: what it was read from.
  if (Led.isAddress())
    return Forget(pointerOn(Places, Led.N));
  const PlaceId Source = Led.isSymbol() ? SymbolPlaces[Led.N] : ir::NoPlace;
  for (PlaceId P : {Way, Source})
    if (P != ir::NoPlace && load(P, S) == Led)
      Forget(P);
}

void FunctionAnalysis::forgetWayTo(const ir::Instr &I, State &S, Value V) {
  if (V.F == Value::Null || V.isAddress() ||
      mayBePointer(Places, I.Dst, I.Args[0].P))
    forgetWay(I, S, wayBackTo(I.Dst));
}

/// The same of what a callee writes in any of its cases: a list's first node
/// may have a null pointer there, and the caller does not see which case it is.
void FunctionAnalysis::forgetWays(const ir::Instr &I, const Summary &Callee,
                                  const State &Before,
                                  llvm::MutableArrayRef<State> After) {
  llvm::SmallVector<PlaceId, 2> Ways;
  for (const SummaryCase &Case : Callee.Cases)
    for (const SummaryStore &Store : Case.Stores) {
      const bool IsPointer =
          Store.V.F == SummaryValue::Null ||
          Store.V.F == SummaryValue::Address ||
          (Store.V.F == SummaryValue::Input &&
           mayBePointer(*Callee.Places, Store.P, PlaceId(Store.V.N)));
      const PlaceId Path =
          IsPointer ? toCallerPath(I, Callee, Store.P) : ir::NoPlace;
      const PlaceId Way = Path == ir::NoPlace ? Path : wayBackTo(Path);
      if (Way != ir::NoPlace && !llvm::is_contained(Ways, Way))
        Ways.push_back(Way);
    }
  if (Ways.empty())
    return;
  State Copy = Before; // to look something up may give it a name
  for (PlaceId Way : Ways) {
    const PlaceId At = resolve(Way, Copy);
    if (At == ir::NoPlace)
      continue;
    const Value Was = load(At, Copy);
    for (State &S : After)
      if (load(At, S) == Was) // else it was written to
        forgetWay(I, S, Way);
  }
}

} // namespace z3tidy::analysis

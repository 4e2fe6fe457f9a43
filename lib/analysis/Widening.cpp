// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Widening.h"

#include "analysis/FunctionAnalysis.h"
#include "analysis/SummaryCases.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

PlaceId farPointer(const ir::PlaceTable &Places, PlaceId P) {
  llvm::SmallVector<PlaceId, 8> Path;
  for (; P != ir::NoPlace; P = Places[P].Parent)
    Path.push_back(P);
  unsigned Pointers = 0;
  for (PlaceId Step : llvm::reverse(Path))
    if (Places[Step].F == Place::Deref && ++Pointers == 2)
      return Places[Step].Parent;
  return ir::NoPlace;
}

/// The caller is not told of this place: what it gets is not its alone.
static void forget(const SummaryStore &Store, SummaryCase &Case) {
  if (Store.V.F == SummaryValue::New)
    Case.News[Store.V.N].Escaped = true;
}

void widen(SummaryCase &Case, const ir::PlaceTable &Places,
           std::set<PlaceId> &Far) {
  auto IsFar = [&](PlaceId P) {
    return P != ir::NoPlace && farPointer(Places, P) != ir::NoPlace;
  };
  llvm::erase_if(Case.Requires,
                 [&](const Assumption &A) { return IsFar(A.P); });
  llvm::erase_if(Case.Effects, [&](const Effect &E) {
    PlaceId Pointer = farPointer(Places, E.P);
    if (Pointer == ir::NoPlace)
      return false;
    if (E.Lo || E.Hi || E.Escaped || E.Deleted)
      Far.insert(Pointer);
    return true;
  });
  for (Effect &E : Case.Effects)
    if (IsFar(E.Context))
      E.Context = ir::NoPlace;
  llvm::erase_if(Case.Stores, [&](const SummaryStore &S) {
    PlaceId Pointer = farPointer(Places, S.P);
    if (Pointer == ir::NoPlace)
      return false;
    Far.insert(Pointer);
    forget(S, Case);
    return true;
  });
  for (SummaryStore &S : Case.Stores) {
    bool Names = S.V.F == SummaryValue::Input || S.V.F == SummaryValue::Address;
    if (Names && IsFar(PlaceId(S.V.N)))
      S.V = {S.V.F == SummaryValue::Address ? SummaryValue::NonNull
                                            : SummaryValue::Unknown,
             0};
  }
  for (NewObject &N : Case.News) {
    if (IsFar(N.ContextPlace))
      N.ContextPlace = ir::NoPlace;
    if (IsFar(N.OwnerPlace)) {
      N.OwnerPlace = ir::NoPlace;
      N.Escaped = true;
    }
  }
}

/// Of a call of the recursion that this function is part of: what is done to
/// places that are far for this function becomes blurred. A recursion does much
/// the same to each node, and each node would double the states.
Summary FunctionAnalysis::nearby(const ir::Instr &I, const Summary &Callee,
                                 State &S) {
  Summary Near = Callee;
  std::set<PlaceId> Far(Near.Blurred.begin(), Near.Blurred.end());
  // The callee's pointer through which its place is far for us.
  auto Pointer = [&](PlaceId P) {
    PlaceId Path = toCallerPath(I, Callee, P);
    Path = Path == ir::NoPlace ? Path : resolve(Path, S);
    if (Path == ir::NoPlace || !throughInput(Path) ||
        farPointer(Places, Path) == ir::NoPlace)
      return ir::NoPlace;
    PlaceId Nearest = P;
    for (PlaceId Q = P; Q != ir::NoPlace; Q = (*Callee.Places)[Q].Parent)
      if ((*Callee.Places)[Q].F == Place::Deref)
        Nearest = (*Callee.Places)[Q].Parent;
    return Nearest;
  };
  for (SummaryCase &Case : Near.Cases) {
    llvm::erase_if(Case.Requires, [&](const Assumption &A) {
      return Pointer(A.P) != ir::NoPlace;
    });
    llvm::erase_if(Case.Effects, [&](const Effect &E) {
      PlaceId P = Pointer(E.P);
      if (P != ir::NoPlace && (E.Lo || E.Hi || E.Escaped || E.Deleted))
        Far.insert(P);
      return P != ir::NoPlace;
    });
    llvm::erase_if(Case.Stores, [&](const SummaryStore &Store) {
      PlaceId P = Pointer(Store.P);
      if (P == ir::NoPlace)
        return false;
      Far.insert(P);
      forget(Store, Case);
      return true;
    });
  }
  mergeCases(Near.Cases);
  Near.Blurred.assign(Far.begin(), Far.end());
  return Near;
}

/// Anything may have been done behind the pointer.
void FunctionAnalysis::blur(const ir::Instr &I, PlaceId Pointer, State &S) {
  PlaceId At = resolve(Pointer, S);
  if (At == ir::NoPlace)
    return;
  Value V = load(At, S);
  escape(S, V);
  PlaceId Block = ir::NoPlace;
  if (V.isAddress())
    Block = V.N;
  else if (V.isSymbol() && SymbolPlaces[V.N] != ir::NoPlace)
    Block = Places.step(SymbolPlaces[V.N], Place::Deref);
  if (Block == ir::NoPlace)
    return;
  if (throughInput(Block)) {
    PlaceId Pointer = farPointer(Places, Block);
    Blurred.insert(Pointer == ir::NoPlace ? Places[Block].Parent : Pointer);
  }
  llvm::SmallVector<PlaceId, 8> Written;
  for (const Cell &C : S.Cells)
    if (Places.isWithin(C.P, Block))
      Written.push_back(C.P);
  forgetHeld(I, S, Written);
}

} // namespace z3tidy::analysis

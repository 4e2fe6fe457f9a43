// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One creation site at a time. A function whose objects come and go under many
// independent conditions has more states than are kept apart; with the objects
// of one site alone it has few (as ESP does it for all). What is made elsewhere
// is only null or not then, so that nothing is told of it.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

/// More sites than this in one function are not looked at one by one.
constexpr size_t MaxSlices = 40;

std::vector<ir::InstrId> FunctionAnalysis::slices() const {
  std::vector<ir::InstrId> Found;
  if (!Capped)
    return Found;
  for (const auto &[Site, Facts] : Sites)
    if (Facts.ByHand && Facts.K != ir::Kind::Context &&
        Found.size() < MaxSlices)
      Found.push_back(Site);
  return Found;
}

bool FunctionAnalysis::isFollowed(const ObjectState &O) const {
  return O.K == ir::Kind::Context || siteOf(O.Id) == Followed;
}

void FunctionAnalysis::forgetOthers(State &S) {
  if (llvm::all_of(S.Objects,
                   [&](const ObjectState &O) { return isFollowed(O); }))
    return;
  llvm::SmallVector<Cell, 8> Others;
  for (const Cell &C : S.Cells)
    if (const ObjectState *O = S.object(C.V.object()); O && !isFollowed(*O))
      Others.push_back(C);
  for (ObjectState &O : S.Objects) {
    auto Loses = [&](ObjectId &Link) {
      const ObjectState *To = S.object(Link);
      if (!To || isFollowed(*To))
        return false;
      Link = NoObject;
      return true;
    };
    O.Kept |= Loses(O.KeptBy); // by what, is not known any more
    Loses(O.Trail);
    Loses(O.LastObject);
    Loses(O.UsedIn);
  }
  llvm::erase_if(S.Objects,
                 [&](const ObjectState &O) { return !isFollowed(O); });
  for (const Cell &C : Others) {
    if (!C.Assigned) { // as at entry
      S.erase(C.P);
      continue;
    }
    S.set(C.P, Value::unknown());
    if (C.V.MaybeNull)
      continue;
    Value V = Value::symbol(joinedSymbol(C.P, S));
    S.set(C.P, V);
    assumeNonNull(V, true, S);
  }
}

} // namespace z3tidy::analysis

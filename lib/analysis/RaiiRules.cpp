// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/RaiiRules.h"

#include <map>
#include <set>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;

namespace {

/// What a function does by hand to one variable.
struct Counted {
  ir::InstrId Made = ir::NoInstr; ///< the first that gives it a value
  ir::Kind K = ir::Kind::None;
  std::vector<ir::InstrId> Retains, Releases;
};

} // namespace

static Step stepOf(Step::What W, const ir::Function &F, ir::InstrId At) {
  Step S{};
  S.W = W;
  S.F = &F;
  S.At = At;
  S.Loc = F.instr(At).Loc;
  S.Count = W == Step::Retained;
  return S;
}

static std::map<PlaceId, Counted> countedIn(const ir::Function &F) {
  std::map<PlaceId, Counted> All;
  auto IsLocal = [&](PlaceId P) {
    return P != ir::NoPlace && F.place(P).F == ir::Place::Local;
  };
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      if (I.isThreadFact() || I.O == Op::End)
        continue;
      if (IsLocal(I.Dst)) {
        Counted &C = All[I.Dst];
        if (C.Made == ir::NoInstr)
          C.Made = I.Id;
        if (I.O == Op::New || I.O == Op::Borrow)
          C.K = I.K;
      }
      bool Changes =
          I.O == Op::Retain || I.O == Op::Release || I.O == Op::Delete;
      if (!Changes || !I.isByHand() || I.Args.empty() || !I.Args[0].isPlace() ||
          !IsLocal(I.Args[0].P))
        continue;
      Counted &C = All[I.Args[0].P];
      (I.O == Op::Retain ? C.Retains : C.Releases).push_back(I.Id);
    }
  return All;
}

std::vector<Finding> findManualCounts(const ir::Module &M,
                                      const std::vector<Finding> &Wrong) {
  std::set<std::pair<const ir::Function *, PlaceId>> Holders;
  std::set<std::pair<const ir::Function *, ir::InstrId>> Sites;
  for (const Finding &R : Wrong) {
    Holders.insert({R.F, R.Holder});
    Sites.insert({R.F, R.Made});
  }
  std::vector<Finding> Found;
  for (const auto &F : M.Functions)
    for (const auto &[P, C] : countedIn(*F)) {
      if (C.Releases.empty() || C.Retains.empty() || C.Made == ir::NoInstr ||
          Holders.count({F.get(), P}) || Sites.count({F.get(), C.Made}))
        continue;
      Finding R{};
      R.D = Defect::ManualCount;
      R.C = Confidence::Certain;
      R.F = F.get();
      R.K = C.K;
      R.At = R.Made = C.Made;
      R.Loc = F->instr(C.Made).Loc;
      R.Holder = P;
      R.Releases = C.Releases;
      for (ir::InstrId I : C.Retains)
        R.Path.push_back(stepOf(Step::Retained, *F, I));
      for (ir::InstrId I : C.Releases)
        R.Path.push_back(stepOf(Step::Released, *F, I));
      Found.push_back(std::move(R));
    }
  return Found;
}

} // namespace z3tidy::analysis

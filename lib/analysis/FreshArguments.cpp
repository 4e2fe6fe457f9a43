// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A look at the calls alone: the argument is a temporary that an API call of
// count 0 has made, and nothing else speaks of it.

#include "analysis/FreshArguments.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::PlaceId;

/// The temporaries of the function that hold a fresh handle and are read once.
static std::set<PlaceId> freshTemporaries(const ir::Function &F) {
  std::set<PlaceId> Fresh;
  std::map<PlaceId, unsigned> Writes, Reads;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      if (I.Dst != ir::NoPlace)
        ++Writes[I.Dst];
      for (const ir::Operand &A : I.Args)
        if (A.isPlace())
          ++Reads[A.P];
      bool Made = I.O == ir::Op::New && I.Count == 0 && ir::isCounted(I.K) &&
                  ir::family(I.K) == ir::Family::Object;
      if (Made && I.Dst != ir::NoPlace && F.place(I.Dst).F == ir::Place::Temp)
        Fresh.insert(I.Dst);
    }
  for (auto It = Fresh.begin(); It != Fresh.end();)
    It = Writes[*It] == 1 && Reads[*It] == 1 ? std::next(It) : Fresh.erase(It);
  return Fresh;
}

FreshArguments freshArguments(const ir::Module &M) {
  FreshArguments All;
  llvm::StringMap<std::set<PlaceId>> Others; // some caller passes another one
  for (const auto &Caller : M.Functions) {
    const std::set<PlaceId> Fresh = freshTemporaries(*Caller);
    for (const ir::Block &B : Caller->Blocks)
      for (const Instr &I : B.Instrs) {
        const ir::Function *Callee =
            I.O == ir::Op::Call ? M.find(I.Callee) : nullptr;
        if (!Callee || !Callee->Internal)
          continue;
        for (size_t N = 0; N < Callee->Params.size(); ++N) {
          size_t Index = N + Callee->HasThis;
          bool IsFresh = Index < I.Args.size() && I.Args[Index].isPlace() &&
                         Fresh.count(I.Args[Index].P);
          (IsFresh ? All : Others)[Callee->Name].insert(Callee->Params[N].P);
        }
      }
  }
  for (auto &Entry : All)
    for (PlaceId P : Others[Entry.first()])
      Entry.second.erase(P);
  return All;
}

} // namespace z3tidy::analysis

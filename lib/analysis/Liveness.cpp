// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Liveness, root by root. Nearly all live within one block, so one pass over
// the instructions does most, and only those that cross blocks are searched
// backwards.

#include "analysis/Liveness.h"

#include "analysis/ElementKeys.h"

namespace z3tidy::analysis {

using ir::BlockId;
using ir::PlaceId;

/// Entries of all live ranges together, past which further roots count as live
/// everywhere: a bound on memory for functions of a hundred thousand
/// statements.
constexpr size_t MaxEntries = 4'000'000;

static bool isTracked(const ir::Place &Root) {
  return Root.F == ir::Place::Temp || Root.F == ir::Place::Local ||
         Root.F == ir::Place::Param || isKey(Root);
}

static void conditionPlaces(const ir::Condition &C,
                            llvm::SmallVectorImpl<PlaceId> &Out) {
  if (C.Left != ir::NoPlace)
    Out.push_back(C.Left);
  if (C.Right.isPlace())
    Out.push_back(C.Right.P);
  Out.append(C.Deps.begin(), C.Deps.end());
}

static bool throughPointer(const ir::Function &F, PlaceId P) {
  for (; !F.place(P).isRoot(); P = F.place(P).Parent)
    if (F.place(P).F == ir::Place::Deref)
      return true;
  return false;
}

Liveness::Accesses Liveness::collect(const ir::Function &F) {
  Accesses All;
  auto Note = [&](PlaceId P, BlockId B, ir::InstrId I, bool Writes) {
    PlaceId Root = P == ir::NoPlace ? P : F.rootOf(P);
    if (Root != ir::NoPlace && isTracked(F.place(Root)))
      All[Root].push_back({B, I, Writes && P == Root});
    if (P != ir::NoPlace)
      F.Places.forEachIndex(P, [&](PlaceId Index) {
        if (isTracked(F.place(Index)))
          All[Index].push_back({B, I, false});
      });
  };
  for (const ir::Block &B : F.Blocks) {
    for (const ir::Instr &I : B.Instrs) {
      if (I.isThreadFact())
        continue;
      if (I.O == ir::Op::End) { // of what a pointer leads to: it is read
        if (PlaceId P = I.Args[0].P; throughPointer(F, P))
          Note(P, B.Id, I.Id, false);
        continue;
      }
      for (const ir::Operand &A : I.Args) {
        if (!A.isPlace())
          continue;
        if (I.O == ir::Op::Addr)
          Pinned.insert(F.rootOf(A.P));
        if (I.C != ir::Change::Any)
          Note(A.P, B.Id, I.Id, false); // the new number follows from the old
        Note(A.P, B.Id, I.Id, I.O == ir::Op::Havoc);
      }
      Note(I.Context, B.Id, I.Id, false);
      Note(I.Dst, B.Id, I.Id, true);
    }
    llvm::SmallVector<PlaceId, 4> Read;
    for (const ir::Edge &E : B.Edges)
      for (const ir::Condition &C : E.Holds)
        conditionPlaces(C, Read);
    for (PlaceId P : Read)
      Note(P, B.Id, ir::NoInstr, false);
  }
  return All;
}

Liveness::Liveness(const ir::Function &F) {
  Accesses All = collect(F);
  const Predecessors Before = ir::predecessors(F);
  for (auto &[Root, List] : All)
    if (!Pinned.count(Root) && LiveIn.size() < MaxEntries)
      trace(Root, List, Before);
}

void Liveness::trace(PlaceId Root, llvm::ArrayRef<Access> List,
                     const Predecessors &Before) {
  Tracked.insert(Root);
  llvm::DenseMap<BlockId, bool> ReadsFirst;
  for (const Access &A : List)
    ReadsFirst.try_emplace(A.B, !A.Writes);
  llvm::SmallVector<BlockId, 8> Work;
  for (auto [B, Reads] : ReadsFirst)
    if (Reads && LiveIn.insert({B, Root}).second)
      Work.push_back(B);
  llvm::DenseSet<BlockId> LiveOut;
  while (!Work.empty()) {
    BlockId B = Work.pop_back_val();
    for (BlockId P : Before[B]) {
      LiveOut.insert(P);
      auto It = ReadsFirst.find(P);
      bool Written = It != ReadsFirst.end() && !It->second;
      if (!Written && LiveIn.insert({P, Root}).second)
        Work.push_back(P);
    }
  }
  for (size_t I = 0; I < List.size(); ++I) {
    bool LastInBlock = I + 1 == List.size() || List[I + 1].B != List[I].B;
    if (LastInBlock && List[I].I != ir::NoInstr && !LiveOut.count(List[I].B))
      Ending[List[I].I].push_back(Root);
  }
}

} // namespace z3tidy::analysis

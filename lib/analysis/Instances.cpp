// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Instances.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::Place;
using ir::PlaceId;

/// The last instruction before I in its block that writes the place.
static const Instr *writerBefore(const ir::Function &F, const Instr &I,
                                 PlaceId P) {
  auto [B, N] = F.position(I.Id);
  for (; N > 0; --N)
    if (const Instr &Before = F.Blocks[B].Instrs[N - 1]; Before.Dst == P)
      return &Before;
  return nullptr;
}

/// A block of memory that a global keeps from here on, or that the function
/// hands out: `static Engine *one = new Engine`, `return *new Engine`.
static bool isKept(const ir::Function &F, PlaceId Heap) {
  llvm::SmallVector<PlaceId, 4> Pointers;
  auto Leads = [&](const ir::Operand &A) {
    return A.isPlace() && llvm::is_contained(Pointers, A.P);
  };
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      bool Gets = (I.O == Op::Alloc && I.Args[0].P == Heap) ||
                  ((I.O == Op::Copy || I.O == Op::Move) && Leads(I.Args[0]));
      if (!Gets || I.Dst == ir::NoPlace)
        continue;
      Place::Form Root = F.place(F.rootOf(I.Dst)).F;
      if (Root == Place::Global)
        return true;
      Pointers.push_back(I.Dst);
    }
  return false;
}

bool hasEndingObjects(const ir::Module &M, const ir::Class &C) {
  for (const auto &F : M.Functions)
    for (const ir::Block &B : F->Blocks)
      for (const Instr &I : B.Instrs) {
        if (I.O != Op::Call || !llvm::is_contained(C.Constructors, I.Callee) ||
            I.Args.empty() || !I.Args[0].isPlace())
          continue;
        const Instr *Address = writerBefore(*F, I, I.Args[0].P);
        if (!Address || Address->O != Op::Addr)
          continue;
        PlaceId Root = F->rootOf(Address->Args[0].P);
        switch (F->place(Root).F) {
        case Place::Local:
        case Place::Temp:
          return true;
        case Place::Heap:
          if (!isKept(*F, Root))
            return true;
          break;
        default:
          break;
        }
      }
  return false;
}

bool isGivenBackOutside(const ir::Module &M, const ir::Class &C,
                        llvm::StringRef Field) {
  for (const auto &F : M.Functions) {
    if (F->Class == C.Name)
      continue;
    for (const ir::Block &B : F->Blocks)
      for (const Instr &I : B.Instrs)
        if ((I.O == Op::Delete || I.O == Op::Release || I.O == Op::Escape) &&
            llvm::any_of(I.Args, [&](const ir::Operand &A) {
              return A.isPlace() && F->place(A.P).F == Place::Field &&
                     F->place(A.P).Name == Field;
            }))
          return true;
  }
  return false;
}

} // namespace z3tidy::analysis

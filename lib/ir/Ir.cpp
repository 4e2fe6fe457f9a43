// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of a function: places, blocks, instructions.

#include "ir/Ir.h"
#include "ir/Names.h"

#include <cassert>

namespace z3tidy::ir {

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

PlaceId Function::root(Place::Form F, llvm::StringRef Name, unsigned Number) {
  assert(F <= Place::Heap && "a step is no root");
  auto [It, New] = PlaceIds.try_emplace(
      PlaceKey(NoPlace, F, Name.str(), Number), Places.size());
  if (New)
    Places.push_back({F, NoPlace, Name.str(), Number});
  return It->second;
}

PlaceId Function::step(PlaceId Parent, Place::Form F, llvm::StringRef Name,
                       unsigned Number) {
  assert(F > Place::Heap && "a root is no step");
  assert(Parent < Places.size() && "unknown parent");
  auto [It, New] = PlaceIds.try_emplace(PlaceKey(Parent, F, Name.str(), Number),
                                        Places.size());
  if (New)
    Places.push_back({F, Parent, Name.str(), Number});
  return It->second;
}

PlaceId Function::rootOf(PlaceId P) const {
  while (!Places[P].isRoot())
    P = Places[P].Parent;
  return P;
}

bool Function::isWithin(PlaceId P, PlaceId Prefix) const {
  // A parent is always older than its children.
  while (P != Prefix) {
    if (P == NoPlace || P < Prefix || Places[P].isRoot())
      return false;
    P = Places[P].Parent;
  }
  return P != NoPlace;
}

static std::string strOf(const Place &P) {
  switch (P.F) {
  case Place::Local:
  case Place::Param:
    return "%" + quotedName(P.Name);
  case Place::Global:
    return "@" + quotedName(P.Name);
  case Place::This:
    return "%this";
  case Place::Temp:
    return "$" + std::to_string(P.Number);
  case Place::Ret:
    return "ret";
  case Place::Heap:
    return "heap." + std::to_string(P.Number);
  case Place::Field:
    return "." + quotedName(P.Name);
  case Place::Deref:
    return ".*";
  case Place::Index:
    return "[" + std::to_string(P.Number) + "]";
  case Place::Any:
    return "[*]";
  }
  return {};
}

std::string Function::str(PlaceId P) const {
  if (P == NoPlace)
    return "?";
  llvm::SmallVector<PlaceId, 8> Path{P};
  while (!Places[Path.back()].isRoot())
    Path.push_back(Places[Path.back()].Parent);
  std::string S;
  while (!Path.empty())
    S += strOf(Places[Path.pop_back_val()]);
  return S;
}

//===----------------------------------------------------------------------===//
// Blocks and instructions
//===----------------------------------------------------------------------===//

Block &Function::addBlock() {
  Block &B = Blocks.emplace_back();
  B.Id = Blocks.size() - 1;
  return B;
}

Instr &Function::append(BlockId B, Instr I) {
  assert(B < Blocks.size() && "unknown block");
  std::vector<Instr> &Instrs = Blocks[B].Instrs;
  I.Id = NumInstrs++;
  Index.push_back({B, static_cast<unsigned>(Instrs.size())});
  Instrs.push_back(std::move(I));
  return Instrs.back();
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

Function &Module::add(std::string Name) {
  assert(!ByName.count(Name) && "two functions of one name");
  Functions.push_back(std::make_unique<Function>(std::move(Name)));
  Function &F = *Functions.back();
  ByName[F.Name] = &F;
  return F;
}

const Function *Module::find(llvm::StringRef Name) const {
  return ByName.lookup(Name);
}

} // namespace z3tidy::ir

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

PlaceId PlaceTable::add(Place New) {
  PlaceId Id = Nodes.size();
  PlaceId Parent = New.Parent;
  Nodes.push_back(std::move(New));
  NewestChild.push_back(NoPlace);
  Sibling.push_back(NoPlace);
  if (Parent != NoPlace) {
    Sibling[Id] = NewestChild[Parent];
    NewestChild[Parent] = Id;
  }
  return Id;
}

PlaceId PlaceTable::root(Place::Form F, llvm::StringRef Name, unsigned Number) {
  assert(F <= Place::Heap && "a step is no root");
  PlaceId &Id =
      Name.empty()
          ? NumberedRoots.try_emplace({F, Number}, NoPlace).first->second
          : NamedRoots.try_emplace({F, Name.str(), Number}, NoPlace)
                .first->second;
  if (Id == NoPlace)
    Id = add({F, NoPlace, Name.str(), Number});
  return Id;
}

PlaceId PlaceTable::step(PlaceId Parent, Place::Form F, llvm::StringRef Name,
                         unsigned Number) {
  assert(F > Place::Heap && "a root is no step");
  assert(Parent < Nodes.size() && "unknown parent");
  PlaceId Found = findStep(Parent, F, Name, Number);
  return Found != NoPlace ? Found : add({F, Parent, Name.str(), Number});
}

/// Whether the one name is of what is around a member of the other name.
static bool isAround(llvm::StringRef Around, llvm::StringRef Member) {
  return Around.consume_front(AroundField) && Around.consume_back(")") &&
         Around == Member;
}

PlaceId PlaceTable::findStep(PlaceId Parent, Place::Form F,
                             llvm::StringRef Name, unsigned Number) const {
  // From a member to what is around it, and back.
  const Place &Here = Nodes[Parent];
  if (F == Place::Field && Here.F == Place::Field &&
      (isAround(Name, Here.Name) || isAround(Here.Name, Name)))
    return Here.Parent;
  for (PlaceId P = NewestChild[Parent]; P != NoPlace; P = Sibling[P])
    if (Nodes[P].F == F && Nodes[P].Number == Number && Nodes[P].Name == Name)
      return P;
  return NoPlace;
}

unsigned PlaceTable::depth(PlaceId P) const {
  unsigned Depth = 0;
  for (; !Nodes[P].isRoot(); P = Nodes[P].Parent)
    ++Depth;
  return Depth;
}

PlaceId PlaceTable::rootOf(PlaceId P) const {
  while (!Nodes[P].isRoot())
    P = Nodes[P].Parent;
  return P;
}

bool PlaceTable::isWithin(PlaceId P, PlaceId Prefix) const {
  // A parent is always older than its children.
  while (P != Prefix) {
    if (P == NoPlace || P < Prefix || Nodes[P].isRoot())
      return false;
    P = Nodes[P].Parent;
  }
  return P != NoPlace;
}

static std::string strOf(const Place &P) {
  switch (P.F) {
  case Place::Local:
  case Place::Param:
    // The word is taken by the pointer.
    return "%" + (P.Name == "this" ? quoted(P.Name) : quotedName(P.Name));
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
  case Place::At:
    return {}; // PlaceTable::str: only the table knows the variable
  case Place::Any:
    return "[*]";
  }
  return {};
}

void PlaceTable::forEachIndex(PlaceId P,
                              llvm::function_ref<void(PlaceId)> Visit) const {
  for (; !Nodes[P].isRoot(); P = Nodes[P].Parent)
    if (Nodes[P].F == Place::At)
      Visit(Nodes[P].Number);
}

std::string PlaceTable::str(PlaceId P) const {
  if (P == NoPlace)
    return "?";
  llvm::SmallVector<PlaceId, 8> Path{P};
  while (!Nodes[Path.back()].isRoot())
    Path.push_back(Nodes[Path.back()].Parent);
  std::string S;
  while (!Path.empty()) {
    const Place &Node = Nodes[Path.pop_back_val()];
    S += Node.F == Place::At ? "[" + str(Node.Number) + "]" : strOf(Node);
  }
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
  share(std::make_shared<Function>(std::move(Name)));
  return *Functions.back();
}

void Module::share(std::shared_ptr<Function> F) {
  assert(!ByName.count(F->Name) && "two functions of one name");
  ByName[F->Name] = F.get();
  Functions.push_back(std::move(F));
}

void Module::replace(Function New) {
  Function *Old = ByName.lookup(New.Name);
  assert(Old && "no function of that name");
  *Old = std::move(New);
}

const Function *Module::find(llvm::StringRef Name) const {
  return ByName.lookup(Name);
}

std::vector<llvm::SmallVector<BlockId, 2>> predecessors(const Function &F) {
  std::vector<llvm::SmallVector<BlockId, 2>> Before(F.Blocks.size());
  for (const Block &B : F.Blocks)
    for (const Edge &E : B.Edges)
      Before[E.To].push_back(B.Id);
  return Before;
}

} // namespace z3tidy::ir

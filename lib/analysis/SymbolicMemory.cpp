// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cells are kept for what was written; everything else has a name that it keeps
// until a write may have changed it.

#include "analysis/SymbolicMemory.h"

#include <algorithm>
#include <set>

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

/// The root of what the value of a variable points to.
constexpr llvm::StringLiteral Pointee = "*";

SymbolicMemory::SymbolicMemory(const ir::Function &F) : Places(F.Places) {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs)
      if (I.O == ir::Op::Addr)
        Exposed.insert(Places.rootOf(I.Args[0].P));
}

bool SymbolicMemory::isOuter(PlaceId P) const {
  PlaceId Root = Places.rootOf(P);
  Place::Form F = Places[Root].F;
  return F == Place::Global || F == Place::Heap || Exposed.count(Root);
}

/// Writes to a member are taken to leave members of other names alone.
uint32_t SymbolicMemory::classOf(PlaceId P) {
  const Place &Node = Places[P];
  if (Node.F != Place::Field)
    return 0;
  return Classes.try_emplace(Node.Name, Classes.size() + 1).first->second;
}

PlaceId SymbolicMemory::resolve(PlaceId P, const SymbolicState &S) {
  const Place Node = Places[P];
  if (Node.isRoot())
    return P;
  PlaceId Parent = resolve(Node.Parent, S);
  if (Node.F == Place::Deref) {
    SymbolicValue V = load(Parent, S);
    if (V.F == SymbolicValue::Address)
      return V.Id;
    bool Named = V.F == SymbolicValue::Variable && V.Offset == 0;
    return Places.root(Place::Heap, Pointee, Named ? V.Id : freshVariable());
  }
  if (Node.F == Place::At) {
    SymbolicValue Index = load(Node.Number, S);
    if (Index.F == SymbolicValue::Number && Index.Offset >= 0)
      return Places.step(Parent, Place::Index, "", Index.Offset);
    return Places.step(Parent, Place::Any);
  }
  return Places.step(Parent, Node.F, Node.Name, Node.Number);
}

SymbolicValue SymbolicMemory::load(PlaceId P, const SymbolicState &S) {
  Stamp Version = 0;
  for (PlaceId Q = P;; Q = Places[Q].Parent) {
    if (Places[Q].F == Place::Any)
      return fresh(); // some element, another one each time
    if (auto It = S.Cells.find(Q); It != S.Cells.end()) {
      if (Q == P)
        return It->second.V;
      Version = std::max(Version, It->second.Below);
    }
    if (Places[Q].isRoot())
      break;
  }
  if (isOuter(P)) {
    Version = std::max(Version, S.Outer);
    if (auto It = S.OuterOf.find(classOf(P)); It != S.OuterOf.end())
      Version = std::max(Version, It->second);
  }
  auto [It, New] = Initial.try_emplace({P, Version}, NumVariables);
  if (New)
    ++NumVariables;
  return SymbolicValue::variable(It->second);
}

void SymbolicMemory::eraseWithin(PlaceId P, SymbolicState &S) {
  for (auto It = S.Cells.begin(); It != S.Cells.end();)
    It = Places.isWithin(It->first, P) ? S.Cells.erase(It) : std::next(It);
}

void SymbolicMemory::store(PlaceId P, SymbolicValue V, SymbolicState &S) {
  // Of an array one element, we do not know which.
  for (PlaceId Q = P; !Places[Q].isRoot(); Q = Places[Q].Parent)
    if (Places[Q].F == Place::Any)
      return forget(Places[Q].Parent, S);
  if (isOuter(P)) {
    // Another pointer may lead here too.
    uint32_t Class = classOf(P);
    PlaceId Root = Places.rootOf(P);
    for (auto It = S.Cells.begin(); It != S.Cells.end();) {
      bool Same = isOuter(It->first) && Places.rootOf(It->first) != Root &&
                  classOf(It->first) == Class;
      It = Same ? S.Cells.erase(It) : std::next(It);
    }
    S.OuterOf[Class] = ++LastStamp;
  }
  eraseWithin(P, S);
  S.Cells[P] = {V, ++LastStamp};
}

void SymbolicMemory::forget(PlaceId P, SymbolicState &S) {
  store(P, fresh(), S);
}

void SymbolicMemory::forgetOuter(SymbolicState &S) {
  for (auto It = S.Cells.begin(); It != S.Cells.end();)
    It = isOuter(It->first) ? S.Cells.erase(It) : std::next(It);
  S.OuterOf.clear();
  S.Outer = ++LastStamp;
}

PlaceId SymbolicMemory::rebase(PlaceId P, PlaceId From, PlaceId To) {
  if (P == From)
    return To;
  const Place Node = Places[P];
  return Places.step(rebase(Node.Parent, From, To), Node.F, Node.Name,
                     Node.Number);
}

void SymbolicMemory::copyParts(PlaceId From, PlaceId To, SymbolicState &S) {
  std::vector<std::pair<PlaceId, SymbolicValue>> Parts;
  for (const auto &[P, Cell] : S.Cells)
    if (P != From && Places.isWithin(P, From))
      Parts.push_back({P, Cell.V});
  for (const auto &[P, V] : Parts)
    S.Cells[rebase(P, From, To)] = {V, ++LastStamp};
}

Term SymbolicMemory::term(const SymbolicValue &V) {
  switch (V.F) {
  case SymbolicValue::Number:
    return Term::number(V.Offset);
  case SymbolicValue::Variable:
    return {V.Id, V.Offset};
  case SymbolicValue::Address:
    break;
  }
  auto [It, New] = Addresses.try_emplace(V.Id, NumVariables);
  if (New)
    NonZero.push_back(NumVariables++);
  return Term::variable(It->second);
}

SymbolicValue SymbolicMemory::eval(const ir::Operand &O,
                                   const SymbolicState &S) {
  switch (O.F) {
  case ir::Operand::Null:
    return SymbolicValue::number(0);
  case ir::Operand::Int:
    return SymbolicValue::number(O.Value);
  case ir::Operand::PlaceValue:
    return load(resolve(O.P, S), S);
  case ir::Operand::Unknown:
    break;
  }
  return fresh();
}

SymbolicState SymbolicMemory::join(
    llvm::ArrayRef<const SymbolicState *> States,
    llvm::function_ref<void(uint32_t, size_t, const SymbolicValue &)> Bind) {
  SymbolicState J;
  auto JoinStamp = [&](auto Of) {
    Stamp First = Of(*States.front());
    for (const SymbolicState *S : States)
      if (Of(*S) != First)
        return ++LastStamp;
    return First;
  };
  J.Outer = JoinStamp([](const SymbolicState &S) { return S.Outer; });
  std::set<PlaceId> Written;
  std::set<uint32_t> WrittenClasses;
  for (const SymbolicState *S : States) {
    for (const auto &[P, Cell] : S->Cells)
      Written.insert(P);
    for (const auto &[Class, At] : S->OuterOf)
      WrittenClasses.insert(Class);
  }
  for (uint32_t Class : WrittenClasses)
    J.OuterOf[Class] = JoinStamp([&](const SymbolicState &S) {
      auto It = S.OuterOf.find(Class);
      return It == S.OuterOf.end() ? Stamp(0) : It->second;
    });
  for (PlaceId P : Written) {
    std::vector<SymbolicValue> Values;
    for (const SymbolicState *S : States)
      Values.push_back(load(P, *S));
    SymbolicState::Cell C;
    C.Below = JoinStamp([&](const SymbolicState &S) {
      auto It = S.Cells.find(P);
      return It == S.Cells.end() ? Stamp(0) : It->second.Below;
    });
    C.V = Values.front();
    if (!std::all_of(Values.begin(), Values.end(),
                     [&](const SymbolicValue &V) { return V == C.V; })) {
      C.V = fresh();
      for (size_t N = 0; N < Values.size(); ++N)
        Bind(C.V.Id, N, Values[N]);
    }
    J.Cells[P] = C;
  }
  return J;
}

} // namespace z3tidy::analysis

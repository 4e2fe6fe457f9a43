// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops, and what changes in them. A value varies if it may differ between two
// iterations; what is computed from values that do not vary does not vary
// either, and a term that is built from such values is the same term again.

#include "analysis/LoopFacts.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::BlockId;
using ir::Instr;
using ir::Op;
using ir::PlaceId;

LoopFacts::LoopFacts(const ir::Function &F, const Options &O)
    : F(F), Opts(O), Loops(ir::findLoops(F)),
      Innermost(ir::innermostLoops(F, Loops)), Varying(Loops.size()) {}

bool LoopFacts::contains(int Loop, BlockId B) const {
  for (int L = Innermost[B]; L >= 0; L = Loops[L].Parent)
    if (L == Loop)
      return true;
  return false;
}

int LoopFacts::countedLoop(BlockId A, BlockId B) const {
  for (int L = Innermost[A]; L >= 0; L = Loops[L].Parent) {
    if (!contains(L, B))
      continue;
    auto Note = F.LoopNotes.find(Loops[L].Header);
    unsigned Trips = Note == F.LoopNotes.end() ? 0 : Note->second.TripCount;
    if (Trips == 0 || Trips > Opts.SmallTripCount)
      return L;
  }
  return -1;
}

ir::Source LoopFacts::location(int Loop) const {
  BlockId Header = Loops[Loop].Header;
  auto Note = F.LoopNotes.find(Header);
  if (Note != F.LoopNotes.end())
    return Note->second.Loc;
  // A loop made of gotos: where its first instruction stands.
  const ir::Block &B = F.Blocks[Header];
  return B.Instrs.empty() ? B.ExitLoc : B.Instrs.front().Loc;
}

int LoopFacts::backEdge(BlockId From, BlockId To) const {
  for (int L = Innermost[From]; L >= 0; L = Loops[L].Parent)
    if (Loops[L].Header == To)
      return L;
  return -1;
}

template <typename Fn> void LoopFacts::forEachInstr(int Loop, Fn Visit) const {
  for (BlockId B : Loops[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs)
      Visit(I);
}

/// Whether the set has this place, one that contains it, or a part of it.
bool LoopFacts::touches(const PlaceSet &Set, PlaceId P) const {
  for (PlaceId Q = P; Q != ir::NoPlace; Q = F.place(Q).Parent)
    if (Set.count(Q))
      return true;
  if (F.place(P).F == ir::Place::Any)
    P = F.place(P).Parent;
  for (PlaceId Q : Set)
    if (F.isWithin(Q, P))
      return true;
  return false;
}

/// Whether the operand is an element, or all elements, of an array that is not
/// the function's own: the index may change.
bool LoopFacts::isForeignElement(PlaceId P) const {
  bool Any = false;
  for (; !F.place(P).isRoot(); P = F.place(P).Parent) {
    Any |= F.place(P).F == ir::Place::Any;
    if (Any && F.place(P).F == ir::Place::Deref)
      return true;
  }
  return Any && F.place(P).F != ir::Place::Local;
}

bool LoopFacts::dependsOn(const PlaceSet &Set, const Instr &I) const {
  for (const ir::Operand &A : I.Args)
    if (A.F == ir::Operand::Unknown ||
        (A.isPlace() && (touches(Set, A.P) || isForeignElement(A.P))))
      return true;
  return false;
}

bool LoopFacts::dependsOn(const PlaceSet &Set, const ir::Condition &C) const {
  if (C.Left != ir::NoPlace && touches(Set, C.Left))
    return true;
  if (C.Right.isPlace() && touches(Set, C.Right.P))
    return true;
  for (PlaceId D : C.Deps)
    if (touches(Set, D))
      return true;
  return false;
}

/// Kinds whose new object has no content but what it is made from.
static bool isMadeFromArguments(ir::Kind K) {
  return ir::family(K) == ir::Family::Ast || K == ir::Kind::Tactic ||
         K == ir::Kind::Probe || K == ir::Kind::Params ||
         K == ir::Kind::Config || K == ir::Kind::Simplifier;
}

const LoopFacts::PlaceSet &LoopFacts::varying(int Loop) const {
  if (Varying[Loop])
    return *Varying[Loop];
  auto Set = std::make_unique<PlaceSet>();
  llvm::DenseMap<PlaceId, unsigned> Writes;
  forEachInstr(Loop, [&](const Instr &I) {
    if (I.Dst != ir::NoPlace && I.O != Op::Addr)
      ++Writes[I.Dst];
  });
  bool Grew = true;
  auto Add = [&](PlaceId P) {
    Grew |= P != ir::NoPlace && Set->insert(P).second;
  };
  while (Grew) {
    Grew = false;
    const Instr *Before = nullptr;
    forEachInstr(Loop, [&](const Instr &I) {
      const Instr *Made = Before;
      Before = &I;
      switch (I.O) {
      case Op::Havoc:
        return Add(I.Args[0].P);
      case Op::New: {
        // The arguments of the call stand in the use before it.
        bool Same = isMadeFromArguments(I.K) && I.R != ir::Role::FreshName;
        if (!Same ||
            (Made && Made->O == Op::Use && Made->Callee == I.Callee &&
             dependsOn(*Set, *Made)) ||
            dependsOn(*Set, I))
          Add(I.Dst);
        return;
      }
      case Op::Use:
        // A result, and params or a config that is set to what varies.
        if (dependsOn(*Set, I)) {
          Add(I.Dst);
          if (I.R != ir::Role::Check && !I.Args.empty() &&
              I.Args[0].isPlace() &&
              F.place(F.rootOf(I.Args[0].P)).F != ir::Place::Param)
            for (const ir::Operand &A : I.Args)
              if (A.isPlace() && isSetUpHere(Loop, A.P))
                Add(A.P);
        } else if (I.R == ir::Role::Check || I.Args.empty()) {
          Add(I.Dst);
        }
        return;
      case Op::Call:
        if (I.Args.empty() || dependsOn(*Set, I))
          Add(I.Dst);
        return;
      case Op::Borrow:
        // An element of a container: which one may change.
        if (I.Args.empty() && I.Context == ir::NoPlace)
          return Add(I.Dst);
        [[fallthrough]];
      case Op::Copy:
      case Op::Move:
        if (dependsOn(*Set, I) || Writes[I.Dst] > 1)
          Add(I.Dst);
        return;
      default:
        return;
      }
    });
  }
  Varying[Loop] = std::move(Set);
  return *Varying[Loop];
}

/// Whether the place is params or a config that the loop makes itself.
bool LoopFacts::isSetUpHere(int Loop, PlaceId P) const {
  bool Found = false;
  llvm::SmallVector<PlaceId, 2> Names{P};
  forEachInstr(Loop, [&](const Instr &I) {
    if (I.O == Op::Copy && I.Dst == P && I.Args[0].isPlace())
      Names.push_back(I.Args[0].P);
    if (I.O == Op::New && (I.K == ir::Kind::Params || I.K == ir::Kind::Config))
      Found |= std::find(Names.begin(), Names.end(), I.Dst) != Names.end();
  });
  if (Found)
    return true;
  // The temporary may come before its copy.
  forEachInstr(Loop, [&](const Instr &I) {
    if (I.O == Op::New && (I.K == ir::Kind::Params || I.K == ir::Kind::Config))
      Found |= std::find(Names.begin(), Names.end(), I.Dst) != Names.end();
  });
  return Found;
}

bool LoopFacts::varies(int Loop, PlaceId P) const {
  return P != ir::NoPlace && (touches(varying(Loop), P) || isForeignElement(P));
}

bool LoopFacts::varies(int Loop, const ir::Operand &O) const {
  return O.isPlace() ? varies(Loop, O.P) : O.F == ir::Operand::Unknown;
}

bool LoopFacts::exitDependsOn(int Loop, llvm::ArrayRef<PlaceId> Sources) const {
  PlaceSet Tainted;
  for (PlaceId P : Sources)
    if (P != ir::NoPlace)
      Tainted.insert(P);
  if (Tainted.empty())
    return false;
  bool Grew = true, Tested = false;
  while (Grew) {
    Grew = false;
    forEachInstr(Loop, [&](const Instr &I) {
      if (I.Dst == ir::NoPlace || Tainted.count(I.Dst))
        return;
      // A flag that is set to a constant under a tainted test carries it on.
      bool Flag = Tested && I.O == Op::Copy && !I.Args[0].isPlace();
      if (Flag || (I.O != Op::New && dependsOn(Tainted, I))) {
        Tainted.insert(I.Dst);
        Grew = true;
      }
    });
    for (BlockId B : Loops[Loop].Blocks)
      for (const ir::Edge &E : F.Blocks[B].Edges)
        for (const ir::Condition &C : E.Holds)
          if (!Tested && dependsOn(Tainted, C))
            Grew = Tested = true;
  }
  for (BlockId B : Loops[Loop].Blocks) {
    bool Leaves = false, Depends = false;
    for (const ir::Edge &E : F.Blocks[B].Edges) {
      Leaves |= !contains(Loop, E.To);
      for (const ir::Condition &C : E.Holds)
        Depends |= dependsOn(Tainted, C);
    }
    if (Leaves && Depends)
      return true;
  }
  return false;
}

} // namespace z3tidy::analysis

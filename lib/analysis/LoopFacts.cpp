// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops, and what changes in them. A value varies if it may differ between two
// iterations; what is computed from values that do not vary does not vary
// either, and a term that is built from such values is the same term again.

#include "analysis/LoopFacts.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::BlockId;
using ir::Instr;
using ir::Op;
using ir::PlaceId;

LoopFacts::LoopFacts(const ir::Function &F, const Options &O)
    : F(F), Opts(O), Loops(ir::findLoops(F)),
      Innermost(ir::innermostLoops(F, Loops)), Varying(Loops.size()) {}

void LoopFacts::addWhole(const std::vector<bool> &Varies) {
  Whole = Loops.size();
  for (ir::Loop &L : Loops) {
    if (L.Parent < 0)
      L.Parent = Whole;
    ++L.Depth;
  }
  for (int &L : Innermost)
    if (L < 0)
      L = Whole;
  ir::Loop New;
  New.Id = Whole;
  for (const ir::Block &B : F.Blocks)
    New.Blocks.push_back(B.Id);
  Loops.push_back(std::move(New));
  Varying.resize(Loops.size());
  for (size_t N = 0; N < Varies.size(); ++N)
    if (Varies[N] && N >= F.HasThis && N - F.HasThis < F.Params.size())
      WholeVaries.push_back(F.Params[N - F.HasThis].P);
  // An index that is computed from parameters: `(%n - 1)`.
  for (PlaceId P = 0; P < F.numPlaces(); ++P)
    if (F.place(P).F == ir::Place::Local &&
        llvm::StringRef(F.place(P).Name).starts_with("("))
      WholeVaries.push_back(P);
}

bool LoopFacts::contains(int Loop, BlockId B) const {
  for (int L = Innermost[B]; L >= 0; L = Loops[L].Parent)
    if (L == Loop)
      return true;
  return false;
}

bool LoopFacts::isInEachIteration(int Loop, BlockId Block) const {
  const BlockId Header = Loops[Loop].Header;
  llvm::SmallVector<BlockId, 8> Work{Header};
  llvm::DenseSet<BlockId> Seen;
  while (!Work.empty()) {
    BlockId B = Work.pop_back_val();
    if (B == Block || !Seen.insert(B).second)
      continue;
    for (const ir::Edge &E : F.Blocks[B].Edges) {
      if (E.To == Header)
        return false;
      if (contains(Loop, E.To))
        Work.push_back(E.To);
    }
  }
  return true;
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
  if (Loop == Whole)
    return F.Loc;
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
      if (!I.isThreadFact())
        Visit(I);
}

bool LoopFacts::add(PlaceSet &Set, PlaceId P) const {
  if (P == ir::NoPlace || !Set.Members.insert(P).second)
    return false;
  for (; P != ir::NoPlace && Set.Wholes.insert(P).second;)
    P = F.place(P).Parent;
  return true;
}

/// Whether the set has this place, one that contains it, or a part of it.
bool LoopFacts::touches(const PlaceSet &Set, PlaceId P) const {
  for (PlaceId Q = P; Q != ir::NoPlace; Q = F.place(Q).Parent) {
    const ir::Place &Node = F.place(Q);
    if (Set.Members.count(Q))
      return true;
    // Another element, or another element of the same name.
    if (Node.F == ir::Place::At &&
        (Set.Members.count(Node.Number) || Set.Wholes.count(Node.Parent)))
      return true;
  }
  if (F.place(P).F == ir::Place::Any)
    P = F.place(P).Parent;
  return Set.Wholes.count(P);
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
  const llvm::DenseSet<PlaceId> SetUp = setUpIn(Loop);
  bool Grew = true;
  auto Add = [&](PlaceId P) { Grew |= add(*Set, P); };
  if (Loop == Whole)
    for (PlaceId P : WholeVaries)
      Add(P);
  while (Grew) {
    Grew = false;
    forEachInstr(Loop, [&](const Instr &I) {
      switch (I.O) {
      case Op::Havoc:
        return Add(I.Args[0].P);
      case Op::New: {
        bool Same = isMadeFromArguments(I.K) && I.R != ir::Role::FreshName;
        const Instr *Made = makingUse(I);
        if (!Same || (Made && dependsOn(*Set, *Made)) || dependsOn(*Set, I))
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
              if (A.isPlace() && SetUp.count(A.P))
                Add(A.P);
        } else if (I.R == ir::Role::Check || I.Args.empty() || I.Taught) {
          Add(I.Dst);
        }
        return;
      case Op::Addr:
        // A reference to what a pointer leads to that moves on.
        for (PlaceId P = I.Args[0].P; P != ir::NoPlace; P = F.place(P).Parent)
          if (Set->Members.count(P))
            return Add(I.Dst);
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
        if (dependsOn(*Set, I) || Writes[I.Dst] > 1 || feedsItself(Loop, I))
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

bool LoopFacts::reads(const PlaceSet &Set, const Instr &I) const {
  return llvm::any_of(I.Args, [&](const ir::Operand &A) {
    return A.isPlace() && touches(Set, A.P);
  });
}

/// Larger loops are not looked at for it.
constexpr size_t MaxBlocksToFeed = 64;

/// Whether the loop goes on from what it has stored here the last time round:
/// `n = n->next`.
bool LoopFacts::feedsItself(int Loop, const Instr &I) const {
  if (I.Args.empty() || !I.Args[0].isPlace() || I.Dst == ir::NoPlace ||
      F.place(F.rootOf(I.Dst)).F == ir::Place::Temp)
    return false;
  PlaceSet Fed;
  add(Fed, I.Dst);
  if (touches(Fed, I.Args[0].P))
    return true;
  if (Loops[Loop].Blocks.size() > MaxBlocksToFeed)
    return false;
  for (bool Grew = true; Grew;) {
    Grew = false;
    forEachInstr(Loop, [&](const Instr &J) {
      const Instr *Made = J.O == Op::New ? makingUse(J) : nullptr;
      bool Carries = J.O == Op::Copy || J.O == Op::Move || J.O == Op::New;
      if (Carries && (reads(Fed, J) || (Made && reads(Fed, *Made))))
        Grew |= add(Fed, J.Dst);
    });
  }
  return touches(Fed, I.Args[0].P);
}

/// Params and configs that the loop makes itself, and copies of them.
llvm::DenseSet<PlaceId> LoopFacts::setUpIn(int Loop) const {
  llvm::DenseSet<PlaceId> Made, Copies;
  forEachInstr(Loop, [&](const Instr &I) {
    if (I.O == Op::New && (I.K == ir::Kind::Params || I.K == ir::Kind::Config))
      Made.insert(I.Dst);
  });
  forEachInstr(Loop, [&](const Instr &I) {
    if (I.O == Op::Copy && I.Args[0].isPlace() && Made.count(I.Args[0].P))
      Copies.insert(I.Dst);
  });
  Made.insert(Copies.begin(), Copies.end());
  return Made;
}

const Instr *LoopFacts::makingUse(const Instr &New) const {
  auto [B, N] = F.position(New.Id);
  const std::vector<Instr> &Instrs = F.Blocks[B].Instrs;
  while (N-- > 0) {
    const Instr &I = Instrs[N];
    if (I.O == Op::Use && I.Callee == New.Callee &&
        I.Loc.Begin == New.Loc.Begin && I.Loc.Line == New.Loc.Line)
      return &I;
    if (I.O != Op::Collect && I.O != Op::New)
      break;
  }
  return nullptr;
}

bool LoopFacts::varies(int Loop, PlaceId P) const {
  return P != ir::NoPlace && (touches(varying(Loop), P) || isForeignElement(P));
}

bool LoopFacts::changes(int Loop, PlaceId P) const {
  return varying(Loop).Members.count(P) || isForeignElement(P);
}

bool LoopFacts::varies(int Loop, const ir::Operand &O) const {
  return O.isPlace() ? varies(Loop, O.P) : O.F == ir::Operand::Unknown;
}

bool LoopFacts::argumentVaries(int Loop, const ir::Operand &A) const {
  if (varies(Loop, A))
    return true;
  return A.isPlace() && varies(Loop, addressed(A.P));
}

PlaceId LoopFacts::addressed(PlaceId P) const {
  if (F.place(P).F == ir::Place::Temp)
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        if (I.O == Op::Addr && I.Dst == P)
          return I.Args[0].P;
  return P;
}

llvm::SmallVector<PlaceId, 4> LoopFacts::sources(const ir::Operand &A) const {
  llvm::SmallVector<PlaceId, 4> Work, Found;
  llvm::DenseSet<PlaceId> Seen;
  if (A.isPlace())
    Work.push_back(A.P);
  while (!Work.empty()) {
    PlaceId P = Work.pop_back_val();
    if (!Seen.insert(P).second)
      continue;
    if (F.place(P).F != ir::Place::Temp) {
      Found.push_back(P);
      continue;
    }
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        if (I.Dst == P && (I.O == Op::Addr || I.O == Op::Copy ||
                           (I.O == Op::Use && I.R == ir::Role::Text)))
          for (const ir::Operand &From : I.Args)
            if (From.isPlace())
              Work.push_back(From.P);
  }
  return Found;
}

bool LoopFacts::counts(int Loop, const ir::Operand &A) const {
  for (PlaceId P : sources(A)) {
    bool Counted = false;
    forEachInstr(Loop, [&](const Instr &I) {
      Counted |= I.O == Op::Havoc && I.Args[0].P == P;
    });
    if (Counted)
      return true;
  }
  return false;
}

llvm::DenseSet<PlaceId>
LoopFacts::flowsInto(int Loop, llvm::ArrayRef<PlaceId> From) const {
  PlaceSet Set;
  for (PlaceId P : From)
    add(Set, P);
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const ir::Block &B : F.Blocks)
      if (Loop < 0 || contains(Loop, B.Id))
        for (const Instr &J : B.Instrs) {
          const Instr *Made = J.O == Op::New ? makingUse(J) : nullptr;
          bool Answer = J.R == ir::Role::Check;
          if (J.Dst != ir::NoPlace && !Answer &&
              (reads(Set, J) || (Made && reads(Set, *Made))))
            Grew |= add(Set, J.Dst);
        }
  }
  return std::move(Set.Members);
}

bool LoopFacts::comesFrom(PlaceId Source, const Instr &I) const {
  PlaceSet &Set = Derived[Source];
  auto Reads = [&](const Instr &J) {
    return llvm::any_of(J.Args, [&](const ir::Operand &A) {
      return A.isPlace() && touches(Set, A.P);
    });
  };
  if (Set.Members.empty()) {
    add(Set, Source);
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (const ir::Block &B : F.Blocks)
        for (const Instr &J : B.Instrs) {
          const Instr *Made = J.O == Op::New ? makingUse(J) : nullptr;
          if (J.Dst != ir::NoPlace && J.O != Op::Addr &&
              (Reads(J) || (Made && Reads(*Made))))
            Grew |= add(Set, J.Dst);
        }
    }
  }
  return Reads(I);
}

bool LoopFacts::isComputedInLoop(const Instr &I) const {
  llvm::SmallVector<PlaceId, 8> Computed;
  for (const ir::Block &B : F.Blocks)
    if (Innermost[B.Id] >= 0)
      for (const Instr &J : B.Instrs)
        if (J.O == Op::Havoc && J.C == ir::Change::Any)
          Computed.push_back(J.Args[0].P);
  const llvm::DenseSet<PlaceId> Set = flowsInto(/*Loop=*/-1, Computed);
  return llvm::any_of(I.Args, [&](const ir::Operand &A) {
    return A.isPlace() && Set.count(A.P);
  });
}

/// What the places flow into within the loop.
LoopFacts::PlaceSet LoopFacts::tainted(int Loop,
                                       llvm::ArrayRef<PlaceId> Sources) const {
  PlaceSet Tainted;
  for (PlaceId P : Sources)
    add(Tainted, P);
  if (Tainted.Members.empty())
    return Tainted;
  bool Grew = true, Tested = false;
  std::set<BlockId> Behind; ///< a tainted test
  while (Grew) {
    Grew = false;
    forEachInstr(Loop, [&](const Instr &I) {
      if (I.Dst == ir::NoPlace || Tainted.Members.count(I.Dst))
        return;
      // A flag that is set to a constant under a tainted test carries it on,
      // and so does a number that is set right behind one: `if (found) hit =
      // k`.
      bool Flag =
          I.O == Op::Copy &&
          (I.Args[0].isPlace() ? Behind.count(F.position(I.Id).first) != 0
                               : Tested);
      if (Flag || (I.O != Op::New && dependsOn(Tainted, I))) {
        add(Tainted, I.Dst);
        Grew = true;
      }
    });
    for (BlockId B : Loops[Loop].Blocks)
      for (const ir::Edge &E : F.Blocks[B].Edges)
        for (const ir::Condition &C : E.Holds)
          if (dependsOn(Tainted, C)) {
            Grew |= !Tested;
            Tested = true;
            Grew |= Behind.insert(E.To).second;
          }
  }
  return Tainted;
}

bool LoopFacts::decides(int Loop, llvm::ArrayRef<PlaceId> Sources,
                        const std::set<BlockId> &Targets,
                        llvm::ArrayRef<PlaceId> Results) const {
  PlaceSet Tainted = tainted(Loop, Sources);
  if (llvm::any_of(Tainted.Members, [&](PlaceId P) {
        return F.place(F.rootOf(P)).F == ir::Place::Ret;
      })) {
    llvm::SmallVector<PlaceId, 8> All(Sources.begin(), Sources.end());
    All.append(Results.begin(), Results.end());
    Tainted = tainted(Loop, All);
  }
  auto Reached = [&](BlockId From) {
    std::set<BlockId> Seen, Found;
    llvm::SmallVector<BlockId, 16> Work{From};
    while (!Work.empty()) {
      BlockId B = Work.pop_back_val();
      if (!Seen.insert(B).second)
        continue;
      if (Targets.count(B))
        Found.insert(B);
      for (const ir::Edge &E : F.Blocks[B].Edges)
        Work.push_back(E.To);
    }
    return Found;
  };
  for (BlockId B : Loops[Loop].Blocks) {
    const ir::Block &Block = F.Blocks[B];
    bool Depends = llvm::any_of(Block.Edges, [&](const ir::Edge &E) {
      return llvm::any_of(E.Holds, [&](const ir::Condition &C) {
        return dependsOn(Tainted, C);
      });
    });
    if (!Depends)
      continue;
    const std::set<BlockId> First = Reached(Block.Edges[0].To);
    for (const ir::Edge &E : Block.Edges)
      if (Reached(E.To) != First)
        return true;
  }
  return false;
}

bool LoopFacts::exitDependsOn(int Loop, llvm::ArrayRef<PlaceId> Sources) const {
  const PlaceSet Tainted = tainted(Loop, Sources);
  if (Tainted.Members.empty())
    return false;
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

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Iteration.h"

#include "analysis/LoopFacts.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Function;
using ir::Instr;
using ir::Op;
using ir::PlaceId;

namespace {

/// Whether a call hands on what the function got in this position itself.
class PassedOn {
public:
  explicit PassedOn(const Function &F) : F(F) {
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs) {
        if (I.Dst != ir::NoPlace)
          Written.insert(I.Dst);
        if (I.O == Op::Havoc)
          Written.insert(I.Args[0].P);
        if (I.O == Op::Addr)
          Addresses[I.Dst] = I.Args[0].P;
      }
  }

  bool operator()(const ir::Operand &A, size_t Position) const {
    if (!A.isPlace())
      return A.F == ir::Operand::Null || A.F == ir::Operand::Int;
    PlaceId P = A.P;
    // `T &r` handed on: the address of what it refers to.
    if (auto It = Addresses.find(P); It != Addresses.end()) {
      if (F.place(It->second).F != ir::Place::Deref)
        return false;
      P = F.place(It->second).Parent;
    }
    if (Written.count(P))
      return false;
    if (F.place(P).F == ir::Place::This)
      return Position == 0;
    if (F.place(P).F != ir::Place::Param)
      return false;
    size_t N = Position - F.HasThis;
    return N < F.Params.size() && F.Params[N].P == P;
  }

private:
  const Function &F;
  llvm::DenseSet<PlaceId> Written;
  llvm::DenseMap<PlaceId, PlaceId> Addresses;
};

class Finder {
public:
  Finder(const ir::Module &M, const Options &O) : M(M), Opts(O) {}

  void addRecursion(const std::vector<const Function *> &Part) {
    for (const Function *F : Part) {
      Iterated &I = Found[F];
      I.F = Iterated::Recursion;
      I.Part = Part;
      I.Varies.resize(F->HasThis + F->Params.size());
    }
    for (const Function *F : Part) {
      PassedOn Same(*F);
      for (const ir::Block &B : F->Blocks)
        for (const Instr &I : B.Instrs) {
          const Function *Callee = I.O == Op::Call ? M.find(I.Callee) : nullptr;
          if (!Callee || !llvm::is_contained(Part, Callee))
            continue;
          Iterated &There = Found[Callee];
          for (size_t N = 0; N < There.Varies.size(); ++N)
            There.Varies[N] =
                There.Varies[N] || N >= I.Args.size() || !Same(I.Args[N], N);
        }
    }
  }

  /// Callbacks of callbacks, too: until there are no more.
  void addCallbacks() {
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (const auto &F : M.Functions)
        if (hasCallbacks(*F))
          Grew |= addCallbacksOf(*F);
    }
  }

  IteratedFunctions Found;

private:
  static bool hasCallbacks(const Function &F) {
    return llvm::any_of(F.Blocks, [](const ir::Block &B) {
      return llvm::any_of(B.Instrs, [](const Instr &I) {
        return I.O == Op::Call && I.R == ir::Role::Callback;
      });
    });
  }

  bool addCallbacksOf(const Function &F) {
    bool Grew = false;
    LoopFacts Loops(F, Opts);
    if (auto It = Found.find(&F); It != Found.end())
      Loops.addWhole(It->second.Varies);
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs) {
        if (I.O != Op::Call || I.R != ir::Role::Callback)
          continue;
        const Function *Callee = M.find(I.Callee);
        int Loop = Loops.countedLoop(B.Id, B.Id);
        if (Callee && Callee != &F && Loop >= 0)
          Grew |= add(*Callee, I, Loop, Loops);
      }
    return Grew;
  }

  bool add(const Function &Callee, const Instr &I, int Loop,
           const LoopFacts &Loops) {
    auto [It, Grew] = Found.try_emplace(&Callee);
    Iterated &There = It->second;
    if (There.F == Iterated::Recursion)
      return false;
    There.Varies.resize(Callee.HasThis + Callee.Params.size());
    for (size_t N = Callee.HasThis; N < There.Varies.size(); ++N) {
      bool Varies = N >= I.Args.size() || Loops.argumentVaries(Loop, I.Args[N]);
      Grew |= Varies && !There.Varies[N];
      There.Varies[N] = There.Varies[N] || Varies;
    }
    bool Ends = I.Dst != ir::NoPlace && Loops.exitDependsOn(Loop, I.Dst);
    Grew |= Ends && !There.Ends;
    There.Ends |= Ends;
    return Grew;
  }

  const ir::Module &M;
  const Options &Opts;
};

} // namespace

IteratedFunctions
findIterated(const ir::Module &M, const Options &O,
             llvm::ArrayRef<std::vector<const Function *>> Parts) {
  Finder F(M, O);
  for (const auto &Part : Parts)
    F.addRecursion(Part);
  F.addCallbacks();
  return std::move(F.Found);
}

} // namespace z3tidy::analysis

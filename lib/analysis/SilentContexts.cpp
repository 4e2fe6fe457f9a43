// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/SilentContexts.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::PlaceId;

namespace {

class Search {
public:
  explicit Search(const ir::Module &M) : M(M) {}

  SilentContexts run() {
    if (!onlyNullHandlers())
      return {};
    if (isProgramOfSilentContexts())
      return allContexts();
    // Parameters that some caller passes a context to; those to which one
    // passes another are taken out until nothing changes.
    for (const auto &Caller : M.Functions)
      eachPassed(*Caller, [&](const ir::Function &Callee, PlaceId Param,
                              PlaceId) { All[Callee.Name].insert(Param); });
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const auto &Caller : M.Functions)
        eachPassed(*Caller, [&](const ir::Function &Callee, PlaceId Param,
                                PlaceId Passed) {
          if (!isSilent(*Caller, Passed))
            Changed |= All[Callee.Name].erase(Param) > 0;
        });
    }
    return std::move(All);
  }

private:
  template <typename Fn> static void eachInstr(const ir::Function &F, Fn Do) {
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs)
        Do(I);
  }

  static bool setsNull(const Instr &I) {
    return I.Args.size() == 1 && I.Args[0].F == ir::Operand::Null;
  }

  bool onlyNullHandlers() {
    bool Only = true;
    for (const auto &F : M.Functions)
      eachInstr(*F, [&, F = F.get()](const Instr &I) {
        if (I.R != ir::Role::Handler)
          return;
        Only &= setsNull(I);
        if (I.Context != ir::NoPlace)
          Set[F->Name].insert(I.Context);
      });
    return Only && !Set.empty();
  }

  /// A whole program, with one context, or one in each of the functions that
  /// make contexts, and they set the handler.
  bool isProgramOfSilentContexts() const {
    size_t Made = 0;
    bool SetWhereMade = true, OfApi = true;
    std::set<llvm::StringRef> Called{"main"};
    for (const auto &F : M.Functions)
      eachInstr(*F, [&](const Instr &I) {
        if (I.O == ir::Op::Call || I.O == ir::Op::Spawn)
          Called.insert(I.Callee);
      });
    // What only other files call, they may give another context.
    for (const auto &F : M.Functions)
      if (!F->Internal && !Called.count(F->Name))
        return false;
    for (const auto &F : M.Functions)
      eachInstr(*F, [&, F = F.get()](const Instr &I) {
        if (I.O != ir::Op::New || I.K != ir::Kind::Context)
          return;
        ++Made;
        SetWhereMade &= Set.count(F->Name);
        OfApi &= I.isByHand();
      });
    return M.find("main") && OfApi && Made > 0 && (Made == 1 || SetWhereMade);
  }

  SilentContexts allContexts() const {
    SilentContexts Places;
    for (const auto &F : M.Functions)
      eachInstr(*F, [&, F = F.get()](const Instr &I) {
        if (I.Context != ir::NoPlace)
          Places[F->Name].insert(I.Context);
      });
    return Places;
  }

  /// The contexts that a function passes to those of which it is known who
  /// calls them.
  template <typename Fn>
  void eachPassed(const ir::Function &Caller, Fn Do) const {
    eachInstr(Caller, [&](const Instr &I) {
      const ir::Function *Callee = I.O == ir::Op::Call || I.O == ir::Op::Spawn
                                       ? M.find(I.Callee)
                                       : nullptr;
      if (!Callee || !Callee->Internal)
        return;
      for (size_t N = 0; N < Callee->Params.size(); ++N)
        if (Callee->Params[N].K == ir::Kind::Context) {
          size_t At = N + Callee->HasThis;
          bool Named = At < I.Args.size() && I.Args[At].isPlace();
          Do(*Callee, Callee->Params[N].P, Named ? I.Args[At].P : ir::NoPlace);
        }
    });
  }

  bool isSilent(const ir::Function &F, PlaceId P) const {
    auto Here = Set.find(F.Name);
    if (Here != Set.end() && Here->second.count(P))
      return true;
    auto Passed = All.find(F.Name);
    return Passed != All.end() && Passed->second.count(P);
  }

  const ir::Module &M;
  SilentContexts Set; ///< where a function itself sets the handler
  SilentContexts All;
};

} // namespace

SilentContexts silentContexts(const ir::Module &M) { return Search(M).run(); }

} // namespace z3tidy::analysis

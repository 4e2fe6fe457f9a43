// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What grows without being counted: terms in a context that keeps all of them,
// scopes that stay open, assertions that are never popped. Run once, after the
// fixpoint, on the graph and on what the fixpoint has noted. Names are in
// NameRules.cpp.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;
using ir::Role;

void FunctionAnalysis::checkGrowth() {
  std::set<std::pair<Growth, int>> Told; // one report per loop and cause
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      int Loop = Loops.countedLoop(B.Id, B.Id);
      // A recursion over data of the program ends with the data.
      if (Loop >= 0 && isIterated(Loop, Iterated::Recursion))
        continue;
      if (Loop >= 0 && I.O == Op::Call &&
          Told.insert({Growth::KeptTerms, Loop}).second &&
          !checkGrowthOfCallee(I, Loop))
        Told.erase({Growth::KeptTerms, Loop});
      if (Loop < 0 || I.O != Op::New)
        continue;
      auto Site = Sites.find(I.Id);
      if (Site == Sites.end())
        continue;
      if (I.R == Role::FreshName) {
        Confidence C =
            Site->second.Leaves ? Confidence::Possible : Confidence::Likely;
        reportGrowth(Growth::FreshNames, Loop, I, C);
        continue;
      }
      const Instr *Use = Loops.makingUse(I);
      bool Varies = Use && std::any_of(Use->Args.begin(), Use->Args.end(),
                                       [&](const ir::Operand &A) {
                                         return Loops.varies(Loop, A);
                                       });
      if (Site->second.InKeeping && Varies && !fillsElements(Loop, I) &&
          Told.insert({Growth::KeptTerms, Loop}).second)
        reportGrowth(Growth::KeptTerms, Loop, I, Confidence::Likely);
    }
  checkKept();
  checkAssertions();
  checkOpenScopes();
  checkNames();
  checkForgotten();
}

/// A loop that fills an array, once: the terms are there to stay.
bool FunctionAnalysis::fillsElements(int Loop, const Instr &New) const {
  if (int Outer = Loops.loops()[Loop].Parent; Outer >= 0) {
    ir::BlockId Header = Loops.loops()[Outer].Header; // the whole has none
    if (Outer == Loops.whole() || Loops.countedLoop(Header, Header) >= 0)
      return false;
  }
  llvm::SmallVector<PlaceId, 2> Holders{New.Dst};
  auto [Block, N] = F.position(New.Id);
  for (const Instr &I : llvm::ArrayRef(F.Blocks[Block].Instrs).drop_front(N)) {
    if (I.O != Op::Copy || I.Dst == ir::NoPlace || !I.Args[0].isPlace() ||
        !llvm::is_contained(Holders, I.Args[0].P))
      continue;
    if (F.place(I.Dst).F == ir::Place::At && Loops.varies(Loop, I.Dst))
      return true;
    Holders.push_back(I.Dst);
  }
  return false;
}

/// The scalars that terms are made from; a handle that differs is made from a
/// scalar that does.
std::vector<KeptTerm> FunctionAnalysis::keptTerms() const {
  std::vector<KeptTerm> Terms;
  std::set<std::pair<PlaceId, unsigned>> Told;
  for (const auto &[Id, Site] : Sites) {
    const Instr &I = F.instr(Id);
    const Instr *Use = I.O == Op::New ? Loops.makingUse(I) : nullptr;
    if (!Use || ir::family(I.K) != ir::Family::Ast)
      continue;
    for (ObjectId Context : Site.Contexts) {
      if (name(Context).F != ObjectName::Input)
        continue;
      PlaceId Held = name(Context).N;
      for (size_t N = 0; N < F.Params.size(); ++N) {
        const ir::Param &P = F.Params[N];
        unsigned Argument = N + F.HasThis;
        if (!ir::isManaged(P.K) && F.rootOf(P.P) != Places.rootOf(Held) &&
            Loops.comesFrom(P.P, *Use) && Told.insert({Held, Argument}).second)
          Terms.push_back({Held, Argument});
      }
    }
  }
  return Terms;
}

bool FunctionAnalysis::checkGrowthOfCallee(const Instr &I, int Loop) {
  auto Site = Sites.find(I.Id);
  auto Callee = Known.find(I.Callee);
  if (Site == Sites.end() || !Site->second.InKeeping || Callee == Known.end() ||
      I.R == Role::Callback)
    return false;
  for (const KeptTerm &T : Callee->second.Terms)
    if (T.Argument < I.Args.size() && Loops.varies(Loop, I.Args[T.Argument])) {
      reportGrowth(Growth::KeptTerms, Loop, I, Confidence::Likely);
      return true;
    }
  return false;
}

/// One pass over the uses for all loops: a function may have thousands.
std::map<int, FunctionAnalysis::LoopUses>
FunctionAnalysis::usesByLoop(ObjectId Id) const {
  std::map<int, LoopUses> ByLoop;
  auto Note = [&](const Instr &I, const SolverUse &Does) {
    ir::BlockId B = F.position(I.Id).first;
    // Of a callback, the assertion stands there.
    if (int Loop = Loops.countedLoop(B, B);
        Does.Asserts && Loop >= 0 && I.R != Role::Callback)
      ByLoop[Loop].Asserts.push_back(&I);
    if (!Does.Asks && !Does.Scopes)
      return;
    for (int L = Loops.innermost(B); L >= 0; L = Loops.loops()[L].Parent) {
      ByLoop[L].Scoped |= Does.Scopes;
      ByLoop[L].Pops |= Does.Pops;
      ByLoop[L].Asks |= Does.Asks;
      if (Does.Asks)
        ByLoop[L].Answers.push_back(I.Dst);
    }
  };
  if (auto It = ObjectUses.find(Id); It != ObjectUses.end())
    for (ir::InstrId U : It->second)
      Note(F.instr(U), usedDirectly(F.instr(U)));
  if (auto It = CallUses.find(Id); It != CallUses.end())
    for (const auto &[U, Does] : It->second)
      Note(F.instr(U), Does);
  return ByLoop;
}

SolverUse FunctionAnalysis::usedDirectly(const Instr &I) {
  SolverUse Does;
  Does.Asserts = I.R == Role::Assert;
  Does.Asks = I.R == Role::Check;
  Does.Pops = I.R == Role::Pop || I.R == Role::Reset || I.Taught; // perhaps
  Does.Scopes = I.R == Role::Push || Does.Pops;
  return Does;
}

/// Whether what the instruction asserts can differ between iterations.
bool FunctionAnalysis::assertsOther(int Loop, const Instr &I,
                                    ObjectId Id) const {
  if (I.O != Op::Call)
    return llvm::any_of(
        I.Args, [&](const ir::Operand &A) { return Loops.varies(Loop, A); });
  const SolverUse &Does = CallUses.find(Id)->second.find(I.Id)->second;
  return llvm::any_of(Does.Arguments, [&](unsigned N) {
    return N < I.Args.size() && Loops.argumentVaries(Loop, I.Args[N]);
  });
}

/// A solver from outside of the loop that is asked in each iteration, gets one
/// assertion more each time, and whose answer does not end the loop.
/// What the loop asserts goes with a scope that was opened before it: a problem
/// that is put together step by step (bounded model checking).
bool FunctionAnalysis::isInScopeAround(ObjectId O, int Loop) const {
  return llvm::any_of(OpenScopes, [&](const auto &Open) {
    auto [Push, Round, Id] = Open;
    return Id == O && Round == Loop &&
           !Loops.contains(Loop, F.position(Push).first);
  });
}

void FunctionAnalysis::checkAssertions() {
  std::set<ObjectId> Solvers;
  for (const auto &[Id, Uses] : ObjectUses)
    Solvers.insert(Id);
  for (const auto &[Id, Uses] : CallUses)
    Solvers.insert(Id);
  for (ObjectId Id : Solvers)
    for (const auto &[Loop, Does] : usesByLoop(Id)) {
      if (Does.Asserts.empty() || !Does.Asks || Does.Scoped ||
          isIterated(Loop, Iterated::Recursion) || isSearch(Loop) ||
          isMadeIn(Id, Loop) || isReleasedIn(Id, Loop) ||
          isInScopeAround(Id, Loop))
        continue;
      auto Other =
          llvm::find_if(Does.Asserts, [&, Loop = Loop](const Instr *I) {
            return assertsOther(Loop, *I, Id);
          });
      if (Other != Does.Asserts.end() &&
          !Loops.exitDependsOn(Loop, Does.Answers))
        reportGrowth(Growth::Assertions, Loop, **Other, Confidence::Likely);
    }
}

/// What a call of this function does to the solvers that its caller can reach.
std::vector<SolverUse> FunctionAnalysis::solverUses() const {
  std::map<ObjectId, SolverUse> ByObject;
  auto Add = [&](ObjectId Id, const Instr &I, const SolverUse &Does) {
    if (name(Id).F != ObjectName::Input ||
        !(Does.Asserts || Does.Asks || Does.Scopes))
      return;
    SolverUse &U = ByObject[Id];
    U.P = name(Id).N;
    U.Asserts |= Does.Asserts;
    U.Asks |= Does.Asks;
    U.Scopes |= Does.Scopes;
    U.Pops |= Does.Pops;
    if (!Does.Asserts)
      return;
    const bool Computed = !F.Params.empty() && Loops.isComputedInLoop(I);
    for (size_t N = 0; N < F.Params.size(); ++N) {
      unsigned Argument = N + F.HasThis;
      if (!llvm::is_contained(U.Arguments, Argument) &&
          F.Params[N].P != Places.rootOf(U.P) &&
          (Computed || Loops.comesFrom(F.Params[N].P, I)))
        U.Arguments.push_back(Argument);
    }
  };
  for (const auto &[Id, Uses] : ObjectUses)
    for (ir::InstrId U : Uses)
      Add(Id, F.instr(U), usedDirectly(F.instr(U)));
  for (const auto &[Id, Uses] : CallUses)
    for (const auto &[U, Does] : Uses)
      Add(Id, F.instr(U), Does);
  std::vector<SolverUse> Result;
  for (auto &[Id, U] : ByObject)
    Result.push_back(std::move(U));
  return Result;
}

bool FunctionAnalysis::isMadeIn(ObjectId O, int Loop) const {
  ir::InstrId Site = siteOf(O);
  return Site != ir::NoInstr && Loops.contains(Loop, F.position(Site).first);
}

void FunctionAnalysis::noteOpenScopes(int Loop, const State &S) {
  for (const ObjectState &O : S.Objects)
    if (O.OpenScope != ir::NoInstr && !O.Escaped && !isMadeIn(O.Id, Loop))
      OpenScopes.insert({O.OpenScope, Loop, O.Id});
}

void FunctionAnalysis::checkOpenScopes() {
  for (auto [Push, Loop, Id] : OpenScopes) {
    auto B = F.position(Push).first;
    // A callback's is told there.
    if (F.instr(Push).R == Role::Callback || !Loops.contains(Loop, B) ||
        Loops.countedLoop(B, B) < 0 || isIterated(Loop, Iterated::Recursion) ||
        !isAsked(Id, Loop) || popsElsewhere(Loop) ||
        popsWithoutPush(Loop, Push) || descends(Id, Loop) ||
        isReleasedIn(Id, Loop))
      continue;
    reportGrowth(Growth::Scopes, Loop, F.instr(Push), Confidence::Likely);
  }
}

/// Whether the loop asks the solver: else it only sets it up.
bool FunctionAnalysis::isAsked(ObjectId O, int Loop) const {
  const std::map<int, LoopUses> ByLoop = usesByLoop(O);
  auto It = ByLoop.find(Loop);
  return It != ByLoop.end() && It->second.Asks;
}

bool FunctionAnalysis::isReleasedIn(ObjectId O, int Loop) const {
  auto Site = Sites.find(siteOf(O));
  return Site != Sites.end() &&
         std::any_of(Site->second.Releases.begin(), Site->second.Releases.end(),
                     [&](ir::InstrId R) {
                       return Loops.contains(Loop, F.position(R).first);
                     });
}

/// A loop that never pops and ends with an answer goes down a path: each step
/// stands on the ones before it.
bool FunctionAnalysis::descends(ObjectId O, int Loop) const {
  const std::map<int, LoopUses> ByLoop = usesByLoop(O);
  auto It = ByLoop.find(Loop);
  return It != ByLoop.end() && !It->second.Pops &&
         Loops.exitDependsOn(Loop, It->second.Answers);
}

bool FunctionAnalysis::pops(const Instr &I) const {
  if (usedDirectly(I).Pops)
    return true;
  auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
  return Callee != Known.end() &&
         llvm::any_of(Callee->second.Solvers,
                      [](const SolverUse &U) { return U.Pops; });
}

/// Whether an iteration may close a scope that it has not opened: that of an
/// earlier one, as in a search, or in what runs the commands of a text.
bool FunctionAnalysis::popsWithoutPush(int Loop, ir::InstrId Push) const {
  const ir::BlockId Opens = F.position(Push).first;
  const ir::BlockId Header = Loops.loops()[Loop].Header;
  std::set<ir::BlockId> Seen;
  llvm::SmallVector<ir::BlockId, 16> Work{Loop == Loops.whole() ? F.Entry
                                                                : Header};
  while (!Work.empty()) {
    ir::BlockId B = Work.pop_back_val();
    if (!Loops.contains(Loop, B) || !Seen.insert(B).second)
      continue;
    for (const Instr &I : F.Blocks[B].Instrs) {
      if (I.Id == Push)
        break;
      if (pops(I))
        return true;
    }
    if (B != Opens)
      for (const ir::Edge &E : F.Blocks[B].Edges)
        Work.push_back(E.To);
  }
  return false;
}

/// Scopes that one loop opens may be closed after it, or by another.
bool FunctionAnalysis::popsElsewhere(int Loop) const {
  for (const ir::Block &B : F.Blocks)
    if (!Loops.contains(Loop, B.Id) &&
        llvm::any_of(B.Instrs, [&](const Instr &I) { return pops(I); }))
      return true;
  return false;
}

void FunctionAnalysis::reportGrowth(Growth G, int Loop, const Instr &I,
                                    Confidence C) {
  if (FoundIndex.count({Defect::LoopGrowth, I.Id, ir::NoInstr}))
    return;
  Finding R;
  R.D = Defect::LoopGrowth;
  R.C = C;
  R.G = G;
  R.K = I.O == Op::New           ? I.K
        : G == Growth::Container ? ir::Kind::Ast
                                 : ir::Kind::Solver;
  R.At = I.Id;
  R.Loc = I.Loc;
  R.Made = I.O == Op::New ? I.Id : ir::NoInstr;
  R.Holder = I.O == Op::Call ? ir::NoPlace : holderOf(I);
  addLoop(R, Loop);
  FoundIndex[{Defect::LoopGrowth, I.Id, ir::NoInstr}] = Found.size();
  Found.push_back(std::move(R));
}

} // namespace z3tidy::analysis

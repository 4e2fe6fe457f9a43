// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names that are new in each iteration, and terms that an assignment forgets.
//
// A name that is put together from a counter of a loop is one more entry of the
// symbol table for ever. That is the price of as many variables as the program
// needs, and a defect where each is used for one query only: where the loop
// asks a solver in each iteration, and nothing that is made from the name is
// there in the next one. Another query could have had the same name.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;
using ir::Role;

bool FunctionAnalysis::makesNewNames(int Loop, const Instr &I) const {
  if (I.O == Op::Use && I.R == Role::Name)
    return llvm::any_of(
        I.Args, [&](const ir::Operand &A) { return Loops.counts(Loop, A); });
  auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
  return Callee != Known.end() && I.R != Role::Callback &&
         llvm::any_of(Callee->second.Names, [&](int N) {
           return N < 0 ||
                  (size_t(N) < I.Args.size() && Loops.counts(Loop, I.Args[N]));
         });
}

bool FunctionAnalysis::asksInLoop(int Loop) const {
  return llvm::any_of(Loops.loops()[Loop].Blocks, [&](ir::BlockId B) {
    return llvm::any_of(F.Blocks[B].Instrs, [&](const Instr &I) {
      auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
      return I.R == Role::Check ||
             (Callee != Known.end() && Callee->second.Asks);
    });
  });
}

/// Whether what is asserted in the loop (-1: in the function) is popped there.
bool FunctionAnalysis::isScopedIn(int Loop) const {
  for (const ir::Block &B : F.Blocks)
    if (Loop < 0 || Loops.contains(Loop, B.Id))
      for (const Instr &I : B.Instrs) {
        if (I.R == Role::Pop || I.R == Role::Reset)
          return true;
        auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
        if (Callee != Known.end() &&
            llvm::any_of(Callee->second.Solvers,
                         [](const SolverUse &U) { return U.Scopes; }))
          return true;
      }
  return false;
}

/// Whether an instruction that gets a term may keep it past the iteration.
bool FunctionAnalysis::leavesIteration(int Loop, const Instr &J) const {
  if (J.O == Op::Escape)
    return true;
  if (J.O == Op::Call) {
    auto Callee = Known.find(J.Callee);
    return Callee == Known.end() || !Callee->second.Known;
  }
  if (J.R != Role::Assert && J.R != Role::Store)
    return false;
  // Into an object of this iteration it may go.
  for (const auto &[Id, Uses] : ObjectUses)
    if (Uses.count(J.Id) && ir::family(F.instr(J.Id).K) != ir::Family::Ast &&
        Loop >= 0 && isMadeIn(Id, Loop) && siteOf(Id) != ir::NoInstr &&
        ir::family(F.instr(siteOf(Id)).K) == ir::Family::Object)
      return false;
  return J.R == Role::Store || !isScopedIn(Loop);
}

/// Whether something that is made from the name is there in the next iteration
/// of the loop (-1: after the call).
bool FunctionAnalysis::nameOutlives(int Loop, const Instr &I) const {
  auto [Block, At] = F.position(I.Id);
  llvm::SmallVector<PlaceId, 4> Made;
  for (const Instr &J : llvm::ArrayRef(F.Blocks[Block].Instrs).drop_front(At)) {
    if (J.Loc.Begin != I.Loc.Begin || J.Loc.Line != I.Loc.Line ||
        J.Loc.Column != I.Loc.Column)
      break;
    if (J.Dst != ir::NoPlace)
      Made.push_back(J.Dst);
  }
  const llvm::DenseSet<PlaceId> Flows = Loops.flowsInto(Loop, Made);
  llvm::DenseSet<PlaceId> Ended, Roots;
  for (PlaceId P : Flows)
    Roots.insert(F.rootOf(P));
  for (const ir::Block &B : F.Blocks)
    if (Loop < 0 || Loops.contains(Loop, B.Id))
      for (const Instr &J : B.Instrs) {
        if (J.O == Op::End)
          Ended.insert(J.Args[0].P);
        bool Reads = llvm::any_of(J.Args, [&](const ir::Operand &A) {
          return A.isPlace() && Flows.count(A.P);
        });
        if (Reads && leavesIteration(Loop, J))
          return true;
      }
  return llvm::any_of(Roots, [&](PlaceId Root) {
    switch (F.place(Root).F) {
    case ir::Place::Temp:
    case ir::Place::Ret:
      return false;
    case ir::Place::Local:
      return Loop >= 0 && !Ended.count(Root);
    default:
      return true;
    }
  });
}

void FunctionAnalysis::checkNames() {
  std::set<int> Told; // one report per loop
  for (const ir::Block &B : F.Blocks) {
    int Loop = Loops.countedLoop(B.Id, B.Id);
    if (Loop < 0 || Loop != Loops.innermost(B.Id) || Told.count(Loop) ||
        isIterated(Loop, Iterated::Recursion) || isSearch(Loop))
      continue;
    for (const Instr &I : B.Instrs) {
      if (!makesNewNames(Loop, I) || !asksInLoop(Loop) || nameOutlives(Loop, I))
        continue;
      std::vector<PlaceId> Answers;
      for (ir::BlockId In : Loops.loops()[Loop].Blocks)
        for (const Instr &J : F.Blocks[In].Instrs)
          if (J.R == Role::Check || J.O == Op::Call)
            Answers.push_back(J.Dst);
      if (Loops.exitDependsOn(Loop, Answers) || !Told.insert(Loop).second)
        continue;
      reportGrowth(Growth::FreshNames, Loop, I, Confidence::Likely);
    }
  }
}

/// For loops around a call: what makes its names differ.
std::vector<int> FunctionAnalysis::newNames() const {
  std::set<int> Found;
  llvm::DenseSet<PlaceId> Counted;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (I.O == Op::Havoc)
        Counted.insert(I.Args[0].P);
  auto Look = [&](const Instr &I, const ir::Operand &A, bool InLoop) {
    for (PlaceId P : Loops.sources(A)) {
      PlaceId Root = F.rootOf(P);
      if (F.place(Root).F == ir::Place::Param) {
        if (!InLoop)
          Found.insert(argumentIndex(Root));
        continue;
      }
      // A counter that lives on and is stepped in each call.
      bool LivesOn = F.place(Root).F == ir::Place::This ||
                     F.place(Root).F == ir::Place::Global;
      if (LivesOn && Counted.count(P))
        Found.insert(-1);
    }
  };
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
      bool Names = I.O == Op::Use && I.R == Role::Name;
      // In a loop of its own, what varies there is told of there; a counter
      // that lives on goes on from call to call.
      bool InLoop = Loops.countedLoop(B.Id, B.Id) >= 0;
      if ((!Names && (Callee == Known.end() || Callee->second.Names.empty())) ||
          nameOutlives(-1, I))
        continue;
      if (Names) {
        for (const ir::Operand &A : I.Args)
          Look(I, A, InLoop);
        continue;
      }
      for (int N : Callee->second.Names)
        if (N < 0)
          Found.insert(N);
        else if (size_t(N) < I.Args.size())
          Look(I, I.Args[N], InLoop);
    }
  return {Found.begin(), Found.end()};
}

//===----------------------------------------------------------------------===//
// Assignments that forget
//===----------------------------------------------------------------------===//

/// What the assignment forgets, by where it was made (NoInstr: it came in).
/// Null and what its context keeps anyway are no loss; of what others have put
/// there nothing is known (`if (find(key, e)) return e; e = make(key);`).
void FunctionAnalysis::noteForgotten(const Instr &I, State &S) {
  llvm::SmallVector<ObjectId, 4> Old;
  objectsAt(I, I.Args[0], S, ir::Kind::None, Old);
  for (ObjectId Id : Old) {
    const ObjectState &O = *S.object(Id);
    if (O.Mode != ir::ContextMode::Keeping && O.From != Origin::Foreign)
      ForgottenFrom[I.Id].insert(siteOf(Id));
  }
}

/// The same term again is one term that has more references.
bool FunctionAnalysis::makesOther(int Loop, ir::InstrId Site) const {
  const Instr &I = F.instr(Site);
  const Instr *Use = I.O == Op::New ? Loops.makingUse(I) : nullptr;
  return !Use || llvm::any_of(Use->Args, [&](const ir::Operand &A) {
    return Loops.varies(Loop, A);
  });
}

/// The move assignment of z3++ 4.8.11 and 4.8.12 leaves the old term counted.
void FunctionAnalysis::checkForgotten() {
  std::set<std::pair<int, PlaceId>> Told; // one report per loop and variable
  for (const auto &[Id, From] : ForgottenFrom) {
    const Instr &I = F.instr(Id);
    ir::BlockId B = F.position(Id).first;
    int Loop = Loops.countedLoop(B, B);
    if (Loop < 0 || !Loops.varies(Loop, I.Args[0].P))
      continue;
    bool Grows = llvm::any_of(From, [&](ir::InstrId Site) {
      return Site == ir::NoInstr || makesOther(Loop, Site);
    });
    if (Grows && Told.insert({Loop, I.Args[0].P}).second)
      reportGrowth(Growth::Forgotten, Loop, I, Confidence::Likely);
  }
}

} // namespace z3tidy::analysis

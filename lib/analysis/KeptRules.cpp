// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each iteration of a loop puts into a container that is never emptied.
// Models, solvers and their like are of no use there if nobody reads them. A
// list of terms may be there to keep them alive for others, or have the steps
// of one piece of work: terms count where the container has the only reference
// that is left, and each iteration asks a question and leaves its terms behind.

#include "analysis/CallPaths.h"
#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;
using ir::Role;

/// Where an object goes into a container that is never emptied.
struct FunctionAnalysis::Keeping {
  const Instr &I;    ///< says so
  const Instr &Into; ///< the next one, which does it
  PlaceId Container;
  bool IsRead; ///< elements are looked at somewhere

  /// A vector of Z3's; else one of the standard library.
  bool isOfApi() const { return Into.O == Op::Use; }
};

template <typename Fn> void FunctionAnalysis::forEachKeeping(Fn Visit) const {
  for (const ir::Block &B : F.Blocks)
    for (size_t N = 0; N + 1 < B.Instrs.size(); ++N) {
      const Instr &I = B.Instrs[N], &Into = B.Instrs[N + 1];
      if (I.R != Role::Keep)
        continue;
      PlaceId To = Into.Dst;
      if (Into.O == Op::Use && !Into.Args.empty() && Into.Args[0].isPlace())
        To = Into.Args[0].P;
      // One of this function's own is bounded by the run of the function.
      if (To != ir::NoPlace && F.place(F.rootOf(To)).F != ir::Place::Local)
        Visit(Keeping{I, Into, To, /*IsRead=*/I.Args.size() > 1});
    }
}

/// Whether the term that is made at New is in the container alone after this
/// iteration: the function gives its own reference back, and puts the handle
/// nowhere else.
bool FunctionAnalysis::isLeftTo(const Keeping &K, const Instr &New) const {
  const SiteFacts &Site = Sites.find(New.Id)->second;
  if (Site.Releases.empty() || (K.isOfApi() && Site.Leaves))
    return false;
  std::set<PlaceId> Names{New.Dst};
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (const ir::Block &B : F.Blocks)
      for (const Instr &I : B.Instrs) {
        bool Reads = llvm::any_of(I.Args, [&](const ir::Operand &A) {
          return A.isPlace() && Names.count(A.P);
        });
        if (!Reads || &I == &K.Into)
          continue;
        if (I.O == Op::Escape)
          return false;
        if (I.O != Op::Copy && I.O != Op::Move)
          continue;
        ir::Place::Form Root = F.place(F.rootOf(I.Dst)).F;
        if (I.R == Role::Store ||
            (Root != ir::Place::Temp && Root != ir::Place::Local))
          return false;
        Grew |= Names.insert(I.Dst).second;
      }
  }
  return true;
}

/// Each iteration asks something, and what it is told does not end the loop;
/// when that ends is not known here before.
bool FunctionAnalysis::servesRequests(int Loop) const {
  std::vector<PlaceId> Answers;
  std::set<PlaceId> Got; ///< from what is not followed, or from calls
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs) {
      auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
      bool Asks = Callee != Known.end() && Callee->second.Asks;
      if (I.R == Role::Check || Asks)
        Answers.push_back(I.Dst);
      else if (I.O == Op::Call || (I.O == Op::Havoc && I.C == ir::Change::Any))
        Got.insert(I.O == Op::Call ? I.Dst : I.Args[0].P);
    }
  if (Answers.empty() || isSearch(Loop) || Loops.exitDependsOn(Loop, Answers))
    return false;
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const ir::Edge &E : F.Blocks[B].Edges)
      if (!Loops.contains(Loop, E.To) && !E.Unwind) {
        if (llvm::any_of(E.Holds, [&](const ir::Condition &C) {
              return C.Left != ir::NoPlace && !Got.count(C.Left);
            }))
          return false; // a counter, a list that is gone through
        if (E.Holds.empty() && endsRange(E.To))
          return false;
      }
  return true;
}

/// Whether a range-for is left here.
bool FunctionAnalysis::endsRange(ir::BlockId B) const {
  return llvm::any_of(F.Blocks[B].Instrs, [&](const Instr &I) {
    return I.O == Op::End &&
           llvm::StringRef(F.place(I.Args[0].P).Name).starts_with("__range");
  });
}

void FunctionAnalysis::checkKept() {
  forEachKeeping([&](const Keeping &K) {
    ir::BlockId At = F.position(K.I.Id).first;
    for (const auto &[Id, Site] : Sites) {
      const Instr &New = F.instr(Id);
      if (!Site.UsedBy.count(K.I.Id) || New.O != Op::New)
        continue;
      int Loop = Loops.countedLoop(F.position(Id).first, At);
      if (Loop < 0 || isIterated(Loop, Iterated::Recursion))
        continue;
      bool IsTerm = ir::family(Site.K) == ir::Family::Ast;
      const Instr *Use = IsTerm ? Loops.makingUse(New) : nullptr;
      bool Varies = Use && llvm::any_of(Use->Args, [&](const ir::Operand &A) {
                      return Loops.varies(Loop, A);
                    });
      if (IsTerm ? !Varies || !isLeftTo(K, New) : K.IsRead)
        continue;
      if (!IsTerm || servesRequests(Loop))
        reportGrowth(Growth::Container, Loop, K.isOfApi() ? K.Into : New,
                     Confidence::Likely);
    }
  });
  for (const ir::Block &B : F.Blocks)
    if (int Loop = Loops.countedLoop(B.Id, B.Id); Loop >= 0)
      for (const Instr &I : B.Instrs)
        if (I.O == Op::Call)
          checkKeptByCallee(I, Loop);
}

/// A call in the loop leaves a term behind in a container from outside of it.
void FunctionAnalysis::checkKeptByCallee(const Instr &I, int Loop) {
  auto Callee = Known.find(I.Callee);
  if (Callee == Known.end() || I.R == Role::Callback || isOfRecursion(I) ||
      isIterated(Loop, Iterated::Recursion))
    return;
  for (const LeftTerm &T : Callee->second.Left) {
    PlaceId Path = callerPath(I, Callee->second, T.Container, Places);
    if (Path == ir::NoPlace ||
        llvm::none_of(T.Arguments,
                      [&](unsigned N) {
                        return N < I.Args.size() &&
                               Loops.argumentVaries(Loop, I.Args[N]);
                      }) ||
        !servesRequests(Loop))
      continue;
    reportGrowth(Growth::Container, Loop, I, Confidence::Likely);
    return;
  }
}

/// What a call of this function leaves behind in containers of its caller.
std::vector<LeftTerm> FunctionAnalysis::leftTerms() const {
  std::vector<LeftTerm> Left;
  forEachKeeping([&](const Keeping &K) {
    ir::BlockId At = F.position(K.I.Id).first;
    for (const auto &[Id, Site] : Sites) {
      const Instr &New = F.instr(Id);
      const Instr *Use = New.O == Op::New ? Loops.makingUse(New) : nullptr;
      if (!Use || !Site.UsedBy.count(K.I.Id) ||
          ir::family(Site.K) != ir::Family::Ast || !isLeftTo(K, New) ||
          Loops.countedLoop(F.position(Id).first, At) >= 0)
        continue;
      LeftTerm T{K.Container, {}};
      for (size_t N = 0; N < F.Params.size(); ++N)
        if (Loops.comesFrom(F.Params[N].P, *Use))
          T.Arguments.push_back(N + F.HasThis);
      if (!T.Arguments.empty())
        Left.push_back(std::move(T));
    }
  });
  return Left;
}

} // namespace z3tidy::analysis

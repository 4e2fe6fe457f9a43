// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop rules that counts do not show: what grows without being counted, and
// what is made anew although it could be reused. Run once, after the fixpoint,
// on the graph and on what the fixpoint has noted of each creation site.

#include "analysis/FunctionAnalysis.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;
using ir::Role;

//===----------------------------------------------------------------------===//
// Growth
//===----------------------------------------------------------------------===//

void FunctionAnalysis::checkGrowth() {
  std::set<std::pair<Growth, int>> Told; // one report per loop and cause
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      int Loop = Loops.countedLoop(B.Id, B.Id);
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
      if (Site->second.InKeeping && Varies &&
          Told.insert({Growth::KeptTerms, Loop}).second)
        reportGrowth(Growth::KeptTerms, Loop, I, Confidence::Likely);
    }
  checkAssertions();
  checkOpenScopes();
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
  if (Site == Sites.end() || !Site->second.InKeeping || Callee == Known.end())
    return false;
  for (const KeptTerm &T : Callee->second.Terms)
    if (T.Argument < I.Args.size() && Loops.varies(Loop, I.Args[T.Argument])) {
      reportGrowth(Growth::KeptTerms, Loop, I, Confidence::Likely);
      return true;
    }
  return false;
}

namespace {

/// What one loop, with those inside of it, does to a solver.
struct LoopUses {
  const Instr *FirstAssert = nullptr; ///< with this as the innermost loop
  std::vector<PlaceId> Answers;
  bool Scoped = false;
};

} // namespace

/// A solver from outside of the loop that is asked in each iteration, gets one
/// assertion more each time, and whose answer does not end the loop.
void FunctionAnalysis::checkAssertions() {
  for (auto &[Id, Uses] : ObjectUses) {
    // One pass over the uses for all loops: a function may have thousands.
    std::map<int, LoopUses> ByLoop;
    for (ir::InstrId U : Uses) {
      const Instr &I = F.instr(U);
      ir::BlockId B = F.position(U).first;
      if (I.R == Role::Assert)
        if (int Loop = Loops.countedLoop(B, B); Loop >= 0)
          if (const Instr *&First = ByLoop[Loop].FirstAssert; !First)
            First = &I;
      bool Scopes = I.R == Role::Push || I.R == Role::Pop ||
                    I.R == Role::Reset || I.O == Op::Call;
      if (!Scopes && I.R != Role::Check)
        continue;
      for (int L = Loops.innermost(B); L >= 0; L = Loops.loops()[L].Parent) {
        ByLoop[L].Scoped |= Scopes;
        if (I.R == Role::Check)
          ByLoop[L].Answers.push_back(I.Dst);
      }
    }
    for (const auto &[Loop, Does] : ByLoop) {
      if (!Does.FirstAssert || Does.Answers.empty() || Does.Scoped ||
          isMadeIn(Id, Loop) || isReleasedIn(Id, Loop))
        continue;
      bool Varies = std::any_of(Does.FirstAssert->Args.begin(),
                                Does.FirstAssert->Args.end(),
                                [&, Loop = Loop](const ir::Operand &A) {
                                  return Loops.varies(Loop, A);
                                });
      if (Varies && !Loops.exitDependsOn(Loop, Does.Answers))
        reportGrowth(Growth::Assertions, Loop, *Does.FirstAssert,
                     Confidence::Likely);
    }
  }
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
    if (!Loops.contains(Loop, B) || Loops.countedLoop(B, B) < 0 ||
        !isAsked(Id, Loop) || popsElsewhere(Loop) || descends(Id, Loop) ||
        isReleasedIn(Id, Loop))
      continue;
    reportGrowth(Growth::Scopes, Loop, F.instr(Push), Confidence::Likely);
  }
}

/// Whether the loop asks the solver: else it only sets it up.
bool FunctionAnalysis::isAsked(ObjectId O, int Loop) const {
  auto It = ObjectUses.find(O);
  return It != ObjectUses.end() &&
         std::any_of(It->second.begin(), It->second.end(), [&](ir::InstrId U) {
           return F.instr(U).R == Role::Check &&
                  Loops.contains(Loop, F.position(U).first);
         });
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
  std::vector<PlaceId> Answers;
  for (ir::InstrId U : ObjectUses.find(O)->second) {
    const Instr &I = F.instr(U);
    if (!Loops.contains(Loop, F.position(U).first))
      continue;
    if (I.R == Role::Pop || I.R == Role::Reset)
      return false;
    if (I.R == Role::Check)
      Answers.push_back(I.Dst);
  }
  return Loops.exitDependsOn(Loop, Answers);
}

/// Scopes that one loop opens may be closed after it, or by another.
bool FunctionAnalysis::popsElsewhere(int Loop) const {
  for (const ir::Block &B : F.Blocks)
    if (!Loops.contains(Loop, B.Id))
      for (const Instr &I : B.Instrs)
        if (I.R == Role::Pop || I.R == Role::Reset)
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
  R.K = I.O == Op::New ? I.K : ir::Kind::Solver;
  R.At = I.Id;
  R.Loc = I.Loc;
  R.Made = I.O == Op::New ? I.Id : ir::NoInstr;
  R.Holder = holderOf(I);
  addLoop(R, Loop);
  FoundIndex[{Defect::LoopGrowth, I.Id, ir::NoInstr}] = Found.size();
  Found.push_back(std::move(R));
}

//===----------------------------------------------------------------------===//
// Churn
//===----------------------------------------------------------------------===//

/// What costs milliseconds to make (z3-handle-rules.md 2.5).
static bool isDear(ir::Kind K) {
  return K == ir::Kind::Context || K == ir::Kind::Solver ||
         K == ir::Kind::Optimize || K == ir::Kind::Fixedpoint;
}

void FunctionAnalysis::noteSite(ir::InstrId Call, ir::Kind K,
                                ObjectId Context) {
  SiteFacts &Site = Sites[Call];
  if (Site.K == ir::Kind::None || (isDear(K) && Site.K != ir::Kind::Context))
    Site.K = K;
  if (Context != NoObject && siteOf(Context) != Call)
    Site.Contexts.insert(Context);
}

/// Whether all that sets the object up is the same in each iteration, and its
/// content is not a text that only its own context or solver can hold.
bool FunctionAnalysis::isReusable(const Instr &New, int Loop) const {
  const SiteFacts &Site = Sites.find(New.Id)->second;
  auto Varies = [&](const Instr &I) {
    return std::any_of(I.Args.begin(), I.Args.end(), [&](const ir::Operand &A) {
      return !(A.isPlace() && holds(A.P, New.Id)) && Loops.varies(Loop, A);
    });
  };
  if (Site.K != ir::Kind::Context && New.Context != ir::NoPlace &&
      Loops.varies(Loop, New.Context))
    return false;
  for (ObjectId C : Site.Contexts)
    if (isMadeIn(C, Loop))
      return false;
  const Instr *Use = New.O == Op::Call ? &New : Loops.makingUse(New);
  if (Use && Varies(*Use))
    return false;
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs) {
      bool Mine = isUseOf(I, New.Id);
      // A text declares names of its own: a context for each keeps them apart.
      if (I.R == Role::LoadText && Site.K == ir::Kind::Context)
        return false;
      if (Mine && I.R == Role::Configure && Varies(I))
        return false;
    }
  return true;
}

bool FunctionAnalysis::isUseOf(const Instr &I, ir::InstrId Site) const {
  auto It = Sites.find(Site);
  return It != Sites.end() && It->second.UsedBy.count(I.Id);
}

bool FunctionAnalysis::holds(PlaceId P, ir::InstrId Site) const {
  auto It = Sites.find(Site);
  return It != Sites.end() && It->second.Holders.count(P);
}

/// A search that ends with the answer, or a retry, is no loop over queries.
bool FunctionAnalysis::answerEnds(int Loop, ir::InstrId Site,
                                  ir::Kind K) const {
  std::vector<PlaceId> Answers;
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs)
      if ((I.R == Role::Check || I.O == Op::Call) &&
          (K == ir::Kind::Context || isUseOf(I, Site)))
        Answers.push_back(I.Dst);
  return Loops.exitDependsOn(Loop, Answers);
}

void FunctionAnalysis::checkChurn() {
  for (const ir::Block &B : F.Blocks) {
    int Loop = Loops.countedLoop(B.Id, B.Id);
    if (Loop < 0)
      continue;
    for (const Instr &I : B.Instrs) {
      auto Site = Sites.find(I.Id);
      if (Site != Sites.end() && isDear(Site->second.K) && isChurn(I, Loop))
        reportChurn(I, Site->second.K, Loop);
      else if (I.O == Op::Call)
        checkChurnOfCallee(I, Loop);
    }
  }
}

bool FunctionAnalysis::isChurn(const Instr &I, int Loop) const {
  auto It = Sites.find(I.Id);
  if (It == Sites.end())
    return false;
  const SiteFacts &Site = It->second;
  if (Site.Leaves || Site.Lost || Site.Releases.empty())
    return false;
  // Releases on the ways out of the loop stand outside of it.
  bool AnyInLoop = std::any_of(
      Site.Releases.begin(), Site.Releases.end(),
      [&](ir::InstrId R) { return Loops.contains(Loop, F.position(R).first); });
  return AnyInLoop && isReusable(I, Loop) && !answerEnds(Loop, I.Id, Site.K);
}

void FunctionAnalysis::checkChurnOfCallee(const Instr &I, int Loop) {
  // The creation to report stands in the callback, not here.
  auto Note = F.LoopNotes.find(Loops.loops()[Loop].Header);
  if (Note != F.LoopNotes.end() && Note->second.PerElement)
    return;
  auto It = Known.find(I.Callee);
  if (It == Known.end() || !It->second.Known)
    return;
  for (const DearObject &D : It->second.Dear) {
    bool ContextVaries = D.ContextArgument >= 0 &&
                         size_t(D.ContextArgument) < I.Args.size() &&
                         Loops.varies(Loop, I.Args[D.ContextArgument]);
    PlaceId Result[] = {I.Dst};
    if (ContextVaries || Loops.exitDependsOn(Loop, Result))
      continue;
    reportChurn(I, D.K, Loop);
    return;
  }
}

void FunctionAnalysis::reportChurn(const Instr &I, ir::Kind K, int Loop) {
  Finding R;
  R.D = Defect::LoopChurn;
  R.C = Confidence::Likely;
  R.K = K;
  R.At = I.Id;
  R.Loc = I.Loc;
  R.Made = I.Id;
  R.Holder = holderOf(I);
  addLoop(R, Loop);
  Found.push_back(std::move(R));
}

/// What a function makes and gives up again in each call, for loops around the
/// call.
std::vector<DearObject> FunctionAnalysis::dearObjects() const {
  std::vector<DearObject> Dear;
  for (const auto &[Id, Site] : Sites) {
    const Instr &I = F.instr(Id);
    if (I.O != Op::New || !isDear(I.K) || Site.Leaves || Site.Lost ||
        Site.Releases.empty())
      continue;
    bool SetUp =
        std::any_of(Site.UsedBy.begin(), Site.UsedBy.end(), [&](ir::InstrId U) {
          Role R = F.instr(U).R;
          return R == Role::Configure ||
                 (R == Role::LoadText && I.K == ir::Kind::Context);
        });
    if (SetUp)
      continue;
    DearObject D;
    D.K = I.K;
    if (I.Context != ir::NoPlace)
      D.ContextArgument = argumentIndex(F.rootOf(I.Context));
    bool OwnContext = I.K != ir::Kind::Context && D.ContextArgument < 0 &&
                      F.place(F.rootOf(I.Context)).F != ir::Place::Global;
    if (!OwnContext)
      Dear.push_back(D);
  }
  return Dear;
}

int FunctionAnalysis::argumentIndex(PlaceId Root) const {
  if (F.place(Root).F == ir::Place::This)
    return 0;
  for (size_t N = 0; N < F.Params.size(); ++N)
    if (F.Params[N].P == Root)
      return N + F.HasThis;
  return -1;
}

} // namespace z3tidy::analysis

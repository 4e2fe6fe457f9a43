// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is released properly but made anew although it could be reused. Run
// once, after the fixpoint, on the graph and on what the fixpoint has noted of
// each creation site.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;
using ir::Role;

/// Where an object's context comes from, if not from an argument.
constexpr int GlobalContext = -1, OwnContext = -2;

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

/// A temporary of which no instruction says what is in it.
static bool isNeverWritten(const ir::Function &F, PlaceId Temp) {
  return F.place(Temp).F == ir::Place::Temp &&
         llvm::none_of(F.Blocks, [&](const ir::Block &B) {
           return llvm::any_of(B.Instrs, [&](const Instr &I) {
             return I.Dst != ir::NoPlace && F.rootOf(I.Dst) == Temp;
           });
         });
}

/// Whether all that sets the object up is the same in each iteration, and its
/// content is not a text that only its own context or solver can hold.
/// The context is a member of the element that a range-for is at: each may have
/// its own.
bool FunctionAnalysis::isContextOfElement(int Loop, PlaceId Context) const {
  if (Context == ir::NoPlace || F.place(Context).F != ir::Place::Deref ||
      F.place(F.place(Context).Parent).F != ir::Place::Field)
    return false;
  const PlaceId Element = F.rootOf(Context);
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs)
      if (I.Dst == Element && !I.Args.empty() && I.Args[0].isPlace() &&
          llvm::StringRef(F.place(F.rootOf(I.Args[0].P)).Name)
              .starts_with("__begin"))
        return true;
  return false;
}

bool FunctionAnalysis::isReusable(const Instr &New, int Loop) const {
  const SiteFacts &Site = Sites.find(New.Id)->second;
  if (New.R == Role::Configure)
    return false; // whether it can be set back is for its library to say
  auto Varies = [&](const Instr &I) {
    return std::any_of(I.Args.begin(), I.Args.end(), [&](const ir::Operand &A) {
      return !(A.isPlace() && holds(A.P, New.Id)) && Loops.varies(Loop, A);
    });
  };
  if (Site.K != ir::Kind::Context && New.Context != ir::NoPlace &&
      contextArgument(Site, New) != GlobalContext &&
      Loops.varies(Loop, New.Context))
    return false;
  if (isContextOfElement(Loop, New.Context))
    return false;
  for (ObjectId C : Site.Contexts)
    if (isMadeIn(C, Loop) && !isSingleton(C))
      return false;
  const Instr *Use = New.O == Op::Call ? &New : Loops.makingUse(New);
  if (Use && Varies(*Use))
    return false;
  // A context of an object that gets something for itself that is not followed.
  if (New.O == Op::Call && Site.K == ir::Kind::Context &&
      llvm::any_of(New.Args, [&](const ir::Operand &A) {
        return A.isPlace() && isNeverWritten(F, Loops.addressed(A.P));
      }))
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

bool FunctionAnalysis::isSingleton(ObjectId O) const {
  auto Site = Sites.find(siteOf(O));
  return Site != Sites.end() && Site->second.InGlobal;
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
      if ((I.R == Role::Check || I.O == Op::Call || I.Taught) &&
          (K == ir::Kind::Context || isUseOf(I, Site)))
        Answers.push_back(I.Dst);
  if (isIterated(Loop, Iterated::Recursion))
    return isSpunOn(Site) || recursionDependsOn(Answers);
  return isSearch(Loop) || Loops.exitDependsOn(Loop, Answers);
}

/// The callback's result decides whether there is another iteration.
bool FunctionAnalysis::isSearch(int Loop) const {
  return isIterated(Loop, Iterated::PerElement) && Iteration->Ends;
}

bool FunctionAnalysis::isIterated(int Loop, Iterated::Form Form) const {
  return Iteration && Loop == Loops.whole() && Iteration->F == Form;
}

bool FunctionAnalysis::isOfRecursion(const Instr &I) const {
  return I.O == Op::Call && Iteration && Iteration->F == Iterated::Recursion &&
         llvm::any_of(Iteration->Part, [&](const ir::Function *G) {
           return G->Name == I.Callee;
         });
}

/// The object goes on into the calls that it was made in.
bool FunctionAnalysis::isSpunOn(ir::InstrId Site) const {
  const PlaceId Made = F.instr(Site).Dst;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      if (!isOfRecursion(I))
        continue;
      if (isUseOf(I, Site))
        return true;
      for (const ir::Operand &A : I.Args)
        if (A.isPlace())
          if (PlaceId P = Loops.addressed(A.P);
              P == Made || holds(P, Site) || holds(A.P, Site))
            return true;
    }
  return false;
}

bool FunctionAnalysis::recursionDependsOn(
    llvm::ArrayRef<PlaceId> Answers) const {
  std::set<ir::BlockId> Calls;
  llvm::SmallVector<PlaceId, 4> Results;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (isOfRecursion(I)) {
        Calls.insert(B.Id);
        Results.push_back(I.Dst);
      }
  return Loops.decides(Loops.whole(), Answers, Calls, Results);
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

/// Whether it is made because of an answer in the loop, or every so many
/// iterations: a new start.
static bool isNewStart(const ir::Function &F, const LoopFacts &Loops,
                       const Instr &I, int Loop) {
  llvm::DenseSet<PlaceId> Answers;
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &Each : F.Blocks[B].Instrs)
      if (Each.R == Role::Check && Each.Dst != ir::NoPlace)
        Answers.insert(Each.Dst);
  auto IsReason = [&](const ir::Condition &C) {
    if (C.F == ir::Condition::Opaque)
      return llvm::StringRef(C.Text).contains('%'); // `n % 1000 == 0`
    return C.Left != ir::NoPlace && Answers.count(C.Left) != 0;
  };
  const auto Before = ir::predecessors(F);
  ir::BlockId B = F.position(I.Id).first;
  for (unsigned Steps = 0; Steps < 8 && Before[B].size() == 1; ++Steps) {
    ir::BlockId From = Before[B].front();
    if (!Loops.contains(Loop, From))
      return false;
    for (const ir::Edge &E : F.Blocks[From].Edges)
      if (E.To == B && llvm::any_of(E.Holds, IsReason))
        return true;
    B = From;
  }
  return false;
}

/// The loop goes round with these.
void FunctionAnalysis::noteLasting(int Loop, const State &S) {
  for (const ObjectState &O : S.Objects)
    if (auto It = Sites.find(siteOf(O.Id));
        It != Sites.end() && O.L != Life::Dead && isDear(O.K))
      It->second.Outlasts.insert(Loop);
}

bool FunctionAnalysis::isChurn(const Instr &I, int Loop) const {
  auto It = Sites.find(I.Id);
  if (It == Sites.end())
    return false;
  const SiteFacts &Site = It->second;
  if (Site.Leaves || Site.Lost || Site.AmongElements || Site.Releases.empty())
    return false;
  // Releases on the ways out of the loop stand outside of it.
  bool AnyInLoop = std::any_of(
      Site.Releases.begin(), Site.Releases.end(),
      [&](ir::InstrId R) { return Loops.contains(Loop, F.position(R).first); });
  // A new one takes the place of the last now and then: it is reused between.
  if (Site.Outlasts.count(Loop) &&
      !Loops.isInEachIteration(Loop, F.position(I.Id).first))
    return false;
  return AnyInLoop && isReusable(I, Loop) && !answerEnds(Loop, I.Id, Site.K) &&
         !isNewStart(F, Loops, I, Loop) &&
         (Loop == Loops.whole() || runsAgain(I.Id));
}

/// Whether the callee's place differs between iterations: the argument that it
/// is reached from, or something on the way. What else is behind the argument
/// does not matter (`++this->Errors`).
bool FunctionAnalysis::pathVaries(int Loop, const ir::Operand &Argument,
                                  const ir::PlaceTable &Callee,
                                  PlaceId P) const {
  if (P == ir::NoPlace || !Loops.varies(Loop, Argument))
    return Loops.varies(Loop, Argument);
  if (!Argument.isPlace())
    return true;
  std::vector<ir::Place> Steps;
  for (; !Callee[P].isRoot(); P = Callee[P].Parent)
    Steps.push_back(Callee[P]);
  PlaceId At = Loops.addressed(Argument.P);
  if (At != Argument.P && !Steps.empty()) {
    if (Loops.changes(Loop, Argument.P) && Loops.changes(Loop, At))
      return true;
    Steps.pop_back(); // through the address
  }
  for (; !Steps.empty(); Steps.pop_back()) {
    if (Loops.changes(Loop, At))
      return true;
    const ir::Place &Next = Steps.back();
    At = F.Places.findStep(At, Next.F, Next.Name, Next.Number);
    if (At == ir::NoPlace)
      return false; // nothing here speaks of it
  }
  return Loops.varies(Loop, At);
}

/// Whether the variable is constructed in the loop, with a context of its own.
static bool bringsContext(const ir::Function &F, const Summaries &Known,
                          const LoopFacts &Loops, int Loop, PlaceId Variable) {
  auto MakesContext = [](const SummaryCase &C) {
    return llvm::any_of(C.News, [](const NewObject &Made) {
      return Made.K == ir::Kind::Context;
    });
  };
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs) {
      auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
      if (Callee != Known.end() && Callee->second.Known &&
          Callee->second.F->IsConstructor && !I.Args.empty() &&
          I.Args[0].isPlace() && Loops.addressed(I.Args[0].P) == Variable &&
          llvm::any_of(Callee->second.Cases, MakesContext))
        return true;
    }
  return false;
}

void FunctionAnalysis::checkChurnOfCallee(const Instr &I, int Loop) {
  // The creation to report stands in the callback, or in a call of this
  // recursion, not here.
  if (I.R == Role::Callback || isOfRecursion(I))
    return;
  auto It = Known.find(I.Callee);
  if (It == Known.end() || !It->second.Known)
    return;
  for (const DearObject &D : It->second.Dear) {
    const ir::Operand *From =
        D.ContextArgument >= 0 && size_t(D.ContextArgument) < I.Args.size()
            ? &I.Args[D.ContextArgument]
            : nullptr;
    bool ContextVaries =
        From && (pathVaries(Loop, *From, *It->second.Places, D.Context) ||
                 (From->isPlace() && bringsContext(F, Known, Loops, Loop,
                                                   Loops.addressed(From->P))));
    PlaceId Result[] = {I.Dst};
    bool Ends = isIterated(Loop, Iterated::Recursion)
                    ? recursionDependsOn(Result)
                    : isSearch(Loop) || Loops.exitDependsOn(Loop, Result);
    if (ContextVaries || Ends)
      continue;
    reportChurn(I, D.K, Loop);
    Found.back().Holder = ir::NoPlace; // the callee has it
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
        Site.Releases.empty() || I.R == Role::Configure)
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
    if (I.K != ir::Kind::Context)
      D.ContextArgument = contextArgument(Site, I);
    if (Site.Contexts.size() == 1 && D.ContextArgument >= 0)
      D.Context = name(*Site.Contexts.begin()).N;
    if (D.ContextArgument != OwnContext)
      Dear.push_back(D);
  }
  addDearOfCallees(Dear);
  return Dear;
}

/// What a callee makes in each call, this function does.
void FunctionAnalysis::addDearOfCallees(std::vector<DearObject> &Dear) const {
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs) {
      auto Callee = I.O == Op::Call ? Known.find(I.Callee) : Known.end();
      // In a loop of its own it is told of there.
      if (Callee == Known.end() || I.R == Role::Callback || isOfRecursion(I) ||
          Loops.countedLoop(B.Id, B.Id) >= 0)
        continue;
      for (DearObject D : Callee->second.Dear) {
        if (D.ContextArgument >= 0) {
          const ir::Operand *A = size_t(D.ContextArgument) < I.Args.size()
                                     ? &I.Args[D.ContextArgument]
                                     : nullptr;
          PlaceId From =
              A && A->isPlace() ? Loops.addressed(A->P) : ir::NoPlace;
          if (From == ir::NoPlace)
            continue;
          D.ContextArgument = argumentIndex(F.rootOf(From));
          D.Context = ir::NoPlace;
          if (D.ContextArgument < 0 &&
              F.place(F.rootOf(From)).F != ir::Place::Global)
            continue;
        }
        if (llvm::none_of(Dear, [&](const DearObject &E) {
              return E.K == D.K && E.ContextArgument == D.ContextArgument;
            }))
          Dear.push_back(D);
      }
    }
}

/// The argument that an object's context comes from, GlobalContext or
/// OwnContext.
int FunctionAnalysis::contextArgument(const SiteFacts &Site,
                                      const Instr &New) const {
  auto Of = [&](PlaceId Root) {
    int N = argumentIndex(Root);
    if (N >= 0)
      return N;
    return Places[Root].F == ir::Place::Global ? GlobalContext : OwnContext;
  };
  if (Site.Contexts.empty())
    return New.Context == ir::NoPlace ? OwnContext
                                      : Of(Places.rootOf(New.Context));
  std::set<int> Found;
  for (ObjectId C : Site.Contexts)
    Found.insert(name(C).F == ObjectName::Input ? Of(Places.rootOf(name(C).N))
                 : isSingleton(C)               ? GlobalContext
                                                : OwnContext);
  return Found.size() == 1 ? *Found.begin() : OwnContext;
}

int FunctionAnalysis::argumentIndex(PlaceId Root) const {
  if (Places[Root].F == ir::Place::This)
    return 0;
  for (size_t N = 0; N < F.Params.size(); ++N)
    if (F.Params[N].P == Root)
      return N + F.HasThis;
  return -1;
}

} // namespace z3tidy::analysis

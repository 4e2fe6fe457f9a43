// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions in the order of the call graph, callees first.

#include "analysis/Analysis.h"

#include "analysis/ContextRelations.h"
#include "analysis/ForgottenElements.h"
#include "analysis/FunctionAnalysis.h"
#include "analysis/Iteration.h"
#include "analysis/OwnerRules.h"
#include "analysis/Peeling.h"
#include "analysis/RaiiRules.h"
#include "analysis/ResultCache.h"
#include "analysis/ThreadRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace z3tidy::analysis {

namespace {

/// Strongly connected parts of the call graph, callees before callers
/// (Tarjan, with a stack of its own: call chains may be long).
class CallGraph {
public:
  explicit CallGraph(const ir::Module &M) : Callees(M.Functions.size()) {
    llvm::StringMap<size_t> Index;
    for (size_t I = 0; I < M.Functions.size(); ++I) {
      Index[M.Functions[I]->Name] = I;
      if (M.Functions[I]->IsDestructor)
        Destructors.push_back(I);
    }
    for (size_t I = 0; I < M.Functions.size(); ++I)
      for (const ir::Block &B : M.Functions[I]->Blocks)
        for (const ir::Instr &Instr : B.Instrs)
          if (Instr.O == ir::Op::Call)
            if (auto It = Index.find(Instr.Callee); It != Index.end())
              Callees[I].push_back(It->second);
  }

  std::vector<std::vector<size_t>> parts() {
    Number.assign(Callees.size(), 0);
    Low = Number;
    OnStack.assign(Callees.size(), false);
    // Destructors first: they say what the other methods of a class own.
    for (size_t I : Destructors)
      if (!Number[I])
        visit(I);
    for (size_t I = 0; I < Callees.size(); ++I)
      if (!Number[I])
        visit(I);
    return std::move(Parts);
  }

  llvm::ArrayRef<size_t> callees(size_t F) const { return Callees[F]; }
  bool callsItself(size_t F) const { return llvm::is_contained(Callees[F], F); }

private:
  void visit(size_t Start) {
    std::vector<std::pair<size_t, size_t>> Work{{Start, 0}};
    enter(Start);
    while (!Work.empty()) {
      auto &[F, Next] = Work.back();
      if (Next < Callees[F].size()) {
        size_t To = Callees[F][Next++];
        if (!Number[To]) {
          enter(To);
          Work.push_back({To, 0});
        } else if (OnStack[To]) {
          Low[F] = std::min(Low[F], Number[To]);
        }
        continue;
      }
      size_t Done = F;
      Work.pop_back();
      if (!Work.empty())
        Low[Work.back().first] = std::min(Low[Work.back().first], Low[Done]);
      if (Low[Done] == Number[Done])
        close(Done);
    }
  }

  void enter(size_t F) {
    Number[F] = Low[F] = ++Counter;
    Stack.push_back(F);
    OnStack[F] = true;
  }

  void close(size_t Root) {
    Parts.emplace_back();
    size_t F;
    do {
      F = Stack.back();
      Stack.pop_back();
      OnStack[F] = false;
      Parts.back().push_back(F);
    } while (F != Root);
    llvm::sort(Parts.back());
  }

  std::vector<std::vector<size_t>> Callees;
  std::vector<size_t> Destructors;
  std::vector<unsigned> Number, Low;
  std::vector<bool> OnStack;
  std::vector<size_t> Stack;
  unsigned Counter = 0;
  std::vector<std::vector<size_t>> Parts;
};

/// If all contexts that the file makes are of one kind, so are those that it
/// is given.
ir::ContextMode modeOfFile(const ir::Module &M) {
  bool Counting = false, Keeping = false;
  for (const auto &F : M.Functions)
    for (const ir::Block &B : F->Blocks)
      for (const ir::Instr &I : B.Instrs)
        if (I.O == ir::Op::New && I.K == ir::Kind::Context) {
          Counting |= I.Mode == ir::ContextMode::Counting;
          Keeping |= I.Mode == ir::ContextMode::Keeping;
        }
  if (Counting == Keeping)
    return ir::ContextMode::Unknown;
  return Counting ? ir::ContextMode::Counting : ir::ContextMode::Keeping;
}

/// Where none are, what a solver has answered does not matter.
bool asksForResults(const ir::Module &M) {
  for (const auto &F : M.Functions)
    for (const ir::Block &B : F->Blocks)
      for (const ir::Instr &I : B.Instrs)
        if (I.R == ir::Role::Model || I.R == ir::Role::Refutation ||
            I.R == ir::Role::Derivation)
          return true;
  return false;
}

/// Whether some function goes on after an exception.
bool catchesAnything(const ir::Module &M) {
  for (const auto &F : M.Functions) {
    std::vector<ir::BlockId> Work;
    std::vector<bool> Seen(F->Blocks.size());
    auto GoTo = [&](ir::BlockId B) {
      if (!Seen[B])
        Work.push_back(B);
      Seen[B] = true;
    };
    for (const ir::Block &B : F->Blocks)
      for (const ir::Edge &E : B.Edges)
        if (E.Unwind)
          GoTo(E.To);
    while (!Work.empty()) {
      const ir::Block &B = F->Blocks[Work.back()];
      Work.pop_back();
      if (B.How == ir::Exit::Return)
        return true;
      for (const ir::Edge &E : B.Edges)
        GoTo(E.To);
    }
  }
  return false;
}

/// Whether terms are retained by a call of their function, and no context is
/// made that keeps them without.
bool retainsTerms(const ir::Module &M) {
  bool Retains = false;
  for (const auto &F : M.Functions)
    for (const ir::Block &B : F->Blocks)
      for (const ir::Instr &I : B.Instrs) {
        if (I.O == ir::Op::New && I.K == ir::Kind::Context &&
            I.Mode == ir::ContextMode::Keeping)
          return false;
        Retains |= I.O == ir::Op::Retain && I.Callee == "Z3_inc_ref";
      }
  return Retains;
}

/// Rounds in which the summaries of a recursive part are exact; after them they
/// are widened, and what still changes in the end is unknown.
constexpr unsigned ExactRounds = 3, MaxRounds = 8;

/// For creation sites by themselves, so many times the visits of the function's
/// own run are spent.
constexpr unsigned SliceShare = 2;

/// Loops of up to this many iterations are written out.
constexpr unsigned MaxPeeledTrips = 4;

class ModuleAnalysis {
public:
  ModuleAnalysis(const ir::Module &M, Options O)
      : M(M), Opts(O), Fresh(freshArguments(M)), Silent(silentContexts(M)),
        Keys(M, Opts) {
    if (Opts.DefaultMode == ir::ContextMode::Unknown)
      Opts.DefaultMode = modeOfFile(M);
    for (const auto &F : M.Functions)
      if (F->IsDestructor) {
        Opts.HasDestructors = true;
        Destructors[F->Class] = F->Name;
      }
    Opts.Destructors = &Destructors;
    Opts.AsksForResults = asksForResults(M);
    Opts.NobodyCatches = M.find("main") && !catchesAnything(M);
    Opts.RetainsTerms = retainsTerms(M);
    Opts.Fresh = &Fresh;
    Opts.Silent = &Silent;
    Peeled.resize(M.Functions.size());
    IsPeeled.resize(M.Functions.size());
  }

  Result run() {
    CallGraph Graph(M);
    const std::vector<std::vector<size_t>> Parts = Graph.parts();
    std::vector<std::vector<const ir::Function *>> Recursions;
    for (const std::vector<size_t> &Part : Parts)
      if (Part.size() > 1 || Graph.callsItself(Part.front())) {
        Recursions.emplace_back();
        for (size_t F : Part)
          Recursions.back().push_back(M.Functions[F].get());
      }
    Again = findIterated(M, Opts, Recursions);
    std::vector<bool> All(M.Functions.size(), true);
    runParts(Graph, Parts, All);
    // Once more where it helps to know what is in which context.
    Relations.find(M, Known);
    if (!Relations.empty()) {
      Opts.Relations = &Relations;
      std::vector<bool> Some;
      for (const auto &F : M.Functions)
        Some.push_back(Relations.concern(*F));
      runParts(Graph, Parts, Some);
    }
    llvm::StringSet<> Blamed;
    for (auto &[F, Findings] : ByFunction)
      for (Finding &R : Findings) {
        std::string Ctor = blameClass(R, M, Adopters);
        if (Ctor.empty() || Blamed.insert(Ctor).second)
          Out.Findings.push_back(std::move(R));
      }
    for (Finding &R : checkOwners(M, Known, Opts))
      Out.Findings.push_back(std::move(R));
    for (Finding &R : checkForgottenElements(M))
      if (llvm::none_of(Out.Findings, [&](const Finding &Told) {
            return Told.F == R.F && Told.At == R.At;
          }))
        Out.Findings.push_back(std::move(R));
    for (Finding &R : checkThreads(M, Out.Stats))
      Out.Findings.push_back(std::move(R));
    if (Opts.ManualCounts)
      for (Finding &R : findManualCounts(M, Out.Findings))
        Out.Findings.push_back(std::move(R));
    return std::move(Out);
  }

private:
  /// The function as it is analyzed; asked for before Peeled is.
  const ir::Function &bodyOf(size_t F) {
    if (!IsPeeled[F])
      Peeled[F] = PeeledFunction::of(
          *M.Functions[F], std::min(MaxPeeledTrips, Opts.SmallTripCount));
    IsPeeled[F] = true;
    return Peeled[F] ? Peeled[F]->body() : *M.Functions[F];
  }

  /// Analyzes the functions that are marked, and all that call them.
  void runParts(const CallGraph &Graph,
                llvm::ArrayRef<std::vector<size_t>> Parts,
                std::vector<bool> Marked) {
    for (const std::vector<size_t> &Part : Parts) {
      bool Runs = llvm::any_of(Part, [&](size_t F) {
        return Marked[F] || llvm::any_of(Graph.callees(F), [&](size_t Callee) {
                 return Marked[Callee];
               });
      });
      if (!Runs)
        continue;
      for (size_t F : Part)
        Marked[F] = true;
      countFunctions(Part);
      bool Recursive = Part.size() > 1 || Graph.callsItself(Part.front());
      if (!Opts.Results) {
        runPart(Part, Recursive);
        continue;
      }
      const std::string Key = keyOf(Part);
      std::shared_ptr<const PartResult> Kept = Opts.Results->find(Key);
      if (Kept && !Kept->HasFindings) {
        take(Part, *Kept);
      } else {
        PartResult New = runPart(Part, Recursive);
        if (!Kept)
          Kept = Opts.Results->add(Key, std::move(New));
      }
      Keys.set(Part, Kept->Number);
    }
  }

  /// What it finds out is where it belongs; returned is what can be kept of it.
  PartResult runPart(const std::vector<size_t> &Part, bool Recursive) {
    PartResult New;
    const size_t GivenUp = Out.Stats.GivenUp.size();
    std::set<std::string> PartAdopters;
    if (Recursive)
      settle(Part);
    for (size_t F : Part) {
      ByFunction[F] = analyzeOne(F, Recursive, PartAdopters);
      if (Recursive)
        tellOfRecursion(ByFunction[F]);
      New.HasFindings |= !ByFunction[F].empty();
    }
    for (const std::string &Name : PartAdopters)
      Adopters.insert(Name);
    if (New.HasFindings || !Opts.Results)
      return New;
    for (size_t F : Part) {
      New.Summaries.push_back(Known[M.Functions[F]->Name]);
      New.Summaries.back().F = nullptr;
    }
    New.Adopters.assign(PartAdopters.begin(), PartAdopters.end());
    New.GivenUp.assign(Out.Stats.GivenUp.begin() + GivenUp,
                       Out.Stats.GivenUp.end());
    return New;
  }

  /// What an earlier run has found out of functions in which nothing is wrong.
  void take(llvm::ArrayRef<size_t> Part, const PartResult &Kept) {
    for (size_t I = 0; I < Part.size(); ++I) {
      ByFunction[Part[I]].clear();
      Summary &S = Known[M.Functions[Part[I]]->Name];
      S = Kept.Summaries[I];
      S.F = M.Functions[Part[I]].get();
    }
    for (const std::string &Name : Kept.Adopters)
      Adopters.insert(Name);
    Out.Stats.GivenUp.insert(Out.Stats.GivenUp.end(), Kept.GivenUp.begin(),
                             Kept.GivenUp.end());
    if (!Opts.Relations)
      Out.Stats.Reused += Part.size();
  }

  std::string keyOf(llvm::ArrayRef<size_t> Part) {
    llvm::SmallVector<const Iterated *, 4> Iterations;
    for (size_t F : Part) {
      auto It = Again.find(M.Functions[F].get());
      Iterations.push_back(It == Again.end() ? nullptr : &It->second);
    }
    return Keys.keyOf(Part, Iterations);
  }

  void countFunctions(llvm::ArrayRef<size_t> Part) {
    if (Opts.Relations) // they are counted already
      return;
    Out.Stats.Functions += Part.size();
    for (size_t F : Part)
      Out.Stats.Instructions += M.Functions[F]->NumInstrs;
  }

  /// Finds summaries of functions that call each other: at first none of them
  /// returns, then by rounds.
  void settle(const std::vector<size_t> &Part) {
    std::vector<const ir::Function *> Functions;
    for (size_t F : Part)
      Functions.push_back(&bodyOf(F));
    Statistics Ignored;
    for (unsigned Round = 0; Round < MaxRounds; ++Round) {
      bool Widened = Round >= ExactRounds;
      if (Round == 0 || Round == ExactRounds)
        forget(Part);
      bool Changed = false;
      for (size_t F : Part) {
        const ir::Function &Fn = bodyOf(F);
        FunctionAnalysis A(Fn, Known, Opts, Ignored);
        if (Peeled[F])
          A.assumePeeled(*Peeled[F]);
        if (Widened)
          A.widenCallsOf(Functions);
        A.run();
        Summary New = A.summary(Widened);
        Changed |= !sameSummary(New, Known[Fn.Name]);
        Known[Fn.Name] = std::move(New);
      }
      if (!Changed)
        return;
    }
    for (size_t F : Part)
      Known[M.Functions[F]->Name].Known = false;
  }

  /// None of them ever returns, as far as is known.
  void forget(const std::vector<size_t> &Part) {
    for (size_t F : Part) {
      Summary Bottom;
      Bottom.Known = true;
      Bottom.F = &bodyOf(F);
      Bottom.Places = std::make_shared<ir::PlaceTable>(Bottom.F->Places);
      Known[Bottom.F->Name] = Bottom;
    }
  }

  /// What each call of a recursion loses, a loop loses.
  static void tellOfRecursion(std::vector<Finding> &Findings) {
    for (Finding &R : Findings)
      if (R.D == Defect::HandleLeak) {
        R.D = Defect::LoopLeak;
        R.InRecursion = true;
        R.LoopHeader = ir::NoBlock;
        R.LoopLoc = R.F->Loc;
      }
  }

  std::vector<Finding> analyzeOne(size_t Index, bool Recursive,
                                  std::set<std::string> &Adopting) {
    const ir::Function &F = *M.Functions[Index];
    FunctionAnalysis A(bodyOf(Index), Known, Opts, Out.Stats);
    if (Peeled[Index])
      A.assumePeeled(*Peeled[Index]);
    if (auto It = Again.find(&F); It != Again.end())
      A.assumeIterated(It->second);
    bool Done = A.run();
    Adopting.insert(A.adoptions().begin(), A.adoptions().end());
    if (!Recursive || !Done)
      Known[F.Name] = A.summary();
    std::vector<Finding> Findings;
    if (Done)
      Findings = A.findings();
    unsigned Left = SliceShare * A.visits();
    for (ir::InstrId Site : A.slices())
      if (Left > 0)
        addFindingsOf(Site, Index, Findings, Left);
    llvm::sort(Findings, isBefore);
    if (Peeled[Index])
      Peeled[Index]->tellOfOriginal(Findings);
    dropMixingOfDeleted(Findings);
    return Findings;
  }

  /// What is used after its context was deleted is not told of as used in
  /// another one, too.
  static void dropMixingOfDeleted(std::vector<Finding> &Found) {
    std::set<std::pair<ir::InstrId, ir::InstrId>> Deleted;
    for (const Finding &R : Found)
      if (R.D == Defect::UseAfterContext)
        Deleted.insert({R.At, R.Made});
    llvm::erase_if(Found, [&](const Finding &R) {
      return R.D == Defect::ContextMixing && Deleted.count({R.At, R.Made});
    });
  }

  /// What is wrong with objects of this site, of which the run for all sites
  /// has said nothing, or nothing for certain: it knew less of them, so what it
  /// has said goes then. Left: the visits of blocks that are left to spend.
  void addFindingsOf(ir::InstrId Site, size_t Index,
                     std::vector<Finding> &Findings, unsigned &Left) {
    auto IsOfSite = [&](const Finding &R) { return R.Made == Site; };
    auto IsDoubtful = [&](const Finding &R) {
      return IsOfSite(R) && isOfCounts(R.D) && R.C != Confidence::Certain;
    };
    if (llvm::any_of(Findings, [&](const Finding &R) {
          return IsOfSite(R) && !IsDoubtful(R);
        }))
      return;
    Statistics Stats;
    FunctionAnalysis A(bodyOf(Index), Known, Opts, Stats);
    if (Peeled[Index])
      A.assumePeeled(*Peeled[Index]);
    A.follow(Site);
    bool Done = A.run();
    Left -= std::min(Left, A.visits());
    Stats.GivenUp.clear(); // told of the whole function, if so
    ++Stats.Slices;
    Out.Stats += Stats;
    if (!Done)
      return;
    std::vector<Finding> Own = A.findings();
    llvm::erase_if(Own, [&](const Finding &R) {
      return !IsOfSite(R) || !isOfCounts(R.D);
    });
    llvm::erase_if(Findings, IsDoubtful);
    std::move(Own.begin(), Own.end(), std::back_inserter(Findings));
  }

  /// Whether it takes no more than one object to tell.
  static bool isOfCounts(Defect D) {
    return D == Defect::UseAfterRelease || D == Defect::SecondRelease ||
           D == Defect::HandleLeak || D == Defect::LoopLeak;
  }

  const ir::Module &M;
  Options Opts;
  const FreshArguments Fresh;
  const SilentContexts Silent;
  std::vector<std::unique_ptr<PeeledFunction>> Peeled; ///< null: as it is
  std::vector<bool> IsPeeled;
  llvm::StringMap<std::string> Destructors;
  Summaries Known;
  IteratedFunctions Again;
  ContextRelations Relations;
  std::map<size_t, std::vector<Finding>> ByFunction;
  /// Constructors that have taken over a reference somewhere.
  llvm::StringSet<> Adopters;
  Result Out;
  PartKeys Keys;
};

} // namespace

Statistics &Statistics::operator+=(const Statistics &O) {
  Functions += O.Functions;
  Reused += O.Reused;
  Instructions += O.Instructions;
  BlockVisits += O.BlockVisits;
  JoinedByCap += O.JoinedByCap;
  Slices += O.Slices;
  GivenUp.insert(GivenUp.end(), O.GivenUp.begin(), O.GivenUp.end());
  PathsChecked += O.PathsChecked;
  WitnessesRefuted += O.WitnessesRefuted;
  FindingsRefuted += O.FindingsRefuted;
  PathsUnknown += O.PathsUnknown;
  RefuteMs += O.RefuteMs;
  return *this;
}

Result analyze(const ir::Module &M, const Options &O) {
  return ModuleAnalysis(M, O).run();
}

} // namespace z3tidy::analysis

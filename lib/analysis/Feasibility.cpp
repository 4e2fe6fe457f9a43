// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings whose way can't be gone. States that merge forget which of them was
// true with which number, so a state's way is looked at once more with all that
// its branches said: first the one that the state knows, then all that have
// come to the same states. See docs/analysis.md.

#include "analysis/FunctionAnalysis.h"
#include "analysis/PathCondition.h"

#include "llvm/ADT/STLExtras.h"

#include <chrono>
#include <functional>

namespace z3tidy::analysis {

namespace {

using Answer = PathSolver::Answer;

/// Bounds on one condition: past them everything is possible.
constexpr size_t MaxSteps = 2000;
constexpr size_t MaxJoinedSteps = 600; ///< of all ways at once
constexpr size_t MaxClauses = 20000;

const TraceNode *entered(const TraceNode *N) {
  while (N && N->W != TraceNode::Entered)
    N = N->Up;
  return N;
}

/// All ways into the state, those of the states that were joined to it too.
std::vector<Way> waysInto(const TraceNode *Node, bool &Complete) {
  std::vector<Way> Ways;
  llvm::SmallVector<const TraceNode *, 4> Work{Node};
  llvm::DenseSet<const TraceNode *> Seen;
  while (!Work.empty()) {
    const TraceNode *N = Work.pop_back_val();
    if (!Seen.insert(N).second)
      continue;
    Complete &= !N->MoreWays;
    Ways.push_back(TraceNode::wayTo(N->Up));
    for (const Way &W : N->Also) {
      if (W.IsAlias)
        Work.push_back(W.From);
      else
        Ways.push_back(W);
    }
  }
  return Ways;
}

} // namespace

/// Asks for one way, or for all that lead to a state, and takes down which one
/// can be gone.
class FunctionAnalysis::WaySearch {
public:
  WaySearch(FunctionAnalysis &A, const TraceNode *End)
      : A(A), Last(entered(End)) {
    for (const TraceNode *N = End; N != Last; N = N->Up)
      if (N->W == TraceNode::Branch)
        Leaving = N;
  }

  /// The way that the trace tells of.
  Answer checkOwn() {
    if (!Last)
      return Answer::Possible;
    std::vector<const TraceNode *> Nodes;
    for (const TraceNode *N = Last; N; N = entered(N->Up))
      Nodes.push_back(N);
    if (Nodes.size() > MaxSteps)
      return Answer::Unknown;
    bool HasConditions = Leaving;
    for (const TraceNode *N : llvm::reverse(Nodes)) {
      Way W = TraceNode::wayTo(N->Up);
      PathStep Step;
      Step.Block = N->To;
      Step.Entries.push_back({Steps.empty() ? PathStep::None : Steps.size() - 1,
                              W.EdgeIndex, /*IsEdge=*/true});
      if (W.From)
        for (const ir::Condition &C :
             A.F.Blocks[W.From->To].Edges[W.EdgeIndex].Holds)
          HasConditions |= C.F != ir::Condition::True;
      Steps.push_back(std::move(Step));
    }
    leave();
    return HasConditions ? ask() : Answer::Possible;
  }

  /// All ways to the state. Chosen is then one that can be gone: at each block
  /// by which way it was entered. It stays empty where iterations of a loop are
  /// on the way that nobody has gone through one by one.
  Answer checkAll(ChosenWays &Chosen) {
    if (!collect())
      return Answer::Unknown;
    Answer R = Answer::Unknown;
    // Once more without the last iterations, if that is too much to ask.
    for (bool Each : {true, false}) {
      TellsLast = Each;
      Steps.clear();
      Points.clear();
      if (!order())
        return Answer::Unknown;
      leave();
      if (R = ask(); R != Answer::Unknown)
        break;
    }
    if (R == Answer::Impossible && !Complete)
      return Answer::Unknown;
    if (R == Answer::Possible)
      choose(Chosen);
    return R;
  }

private:
  /// A state; with a loop, what iterations that go round among the states of
  /// its part come to; with lastOf(loop), the state in the last of them.
  using Point = std::pair<const TraceNode *, int>;
  static int lastOf(int Loop) { return -2 - Loop; }
  static int loopOfLast(Point P) { return -2 - P.second; }

  /// What is wrong may be so only once the last block is left.
  void leave() {
    if (!Leaving || Steps.empty())
      return;
    PathStep Step;
    Step.Block = Leaving->To;
    Step.Entries.push_back(
        {Steps.size() - 1, Leaving->EdgeIndex, /*IsEdge=*/true});
    Steps.push_back(std::move(Step));
  }

  Answer ask() {
    PathCondition Condition(A.F, A.Known, A.Loops);
    Condition.build(Steps);
    if (Condition.clauses().size() > MaxClauses)
      return Answer::Unknown;
    ++A.Stats.PathsChecked;
    Answer R = A.Opts.Solver->check(Condition.clauses(), Flags);
    FlagOf = [&, Numbers = entryFlags(Condition)](size_t Step, size_t Entry) {
      uint32_t N = Numbers[Step][Entry];
      return N < Flags.size() && Flags[N];
    };
    return R;
  }

  std::vector<std::vector<uint32_t>> entryFlags(const PathCondition &C) const {
    std::vector<std::vector<uint32_t>> Numbers(Steps.size());
    for (size_t N = 0; N < Steps.size(); ++N)
      for (size_t E = 0; E < Steps[N].Entries.size(); ++E)
        Numbers[N].push_back(C.flagOf(N, E));
    return Numbers;
  }

  /// The loop that the way goes round into the state, or -1.
  int backEdge(const Way &W, const TraceNode *Into) const {
    return W.From ? A.Loops.backEdge(W.From->To, Into->To) : -1;
  }

  /// Finds all states on ways to the last one. False: too many.
  bool collect() {
    std::vector<const TraceNode *> Work{Last};
    while (!Work.empty()) {
      const TraceNode *N = Work.back();
      Work.pop_back();
      auto [It, New] = Ways.try_emplace(N);
      if (!New)
        continue;
      if (Ways.size() > MaxJoinedSteps)
        return false;
      It->second = waysInto(N, Complete);
      for (const Way &W : It->second)
        if (W.From)
          Work.push_back(W.From);
    }
    for (const auto &[N, Into] : Ways)
      findPart(N);
    return true;
  }

  /// The parts of the graph of states in which one can go round (Tarjan's
  /// strongly connected components).
  unsigned findPart(const TraceNode *N) {
    if (auto It = Low.find(N); It != Low.end())
      return Part.count(N) ? ~0U : It->second;
    const unsigned Number = Low.size();
    unsigned Lowest = Number;
    Low[N] = Number;
    OpenStates.push_back(N);
    for (const Way &W : Ways.at(N))
      if (W.From)
        Lowest = std::min(Lowest, findPart(W.From));
    if (Lowest == Number) {
      const TraceNode *Member = nullptr;
      do {
        Member = OpenStates.pop_back_val();
        Part[Member] = Number;
      } while (Member != N);
    }
    Low[N] = Lowest;
    return Lowest;
  }

  /// The loop that the way goes round among the states of one part, or -1. A
  /// way into another part is gone once.
  int roundBy(const Way &W, const TraceNode *Into) const {
    int Loop = backEdge(W, Into);
    return Loop >= 0 && Part.lookup(W.From) == Part.lookup(Into) ? Loop : -1;
  }

  /// What has to come before the point, and by which edges.
  std::vector<std::pair<Point, Way>> before(Point P) const {
    std::vector<std::pair<Point, Way>> Result;
    if (P.second < -1)
      return beforeInLast(P);
    if (P.second < 0) {
      int Round = -1;
      for (const Way &W : Ways.at(P.first)) {
        int Loop = roundBy(W, P.first);
        if (Loop >= 0 && TellsLast && isInnermost(Loop))
          Result.push_back({{W.From, lastOf(Loop)}, W});
        else if (Loop >= 0)
          Round = Loop;
        else
          Result.push_back({{W.From, -1}, W});
      }
      if (Round >= 0)
        Result.push_back({{P.first, Round}, Way()});
      return Result;
    }
    // Iterations come after what has entered the part of the loop, by whatever
    // state.
    for (const auto &[N, Into] : Ways)
      if (Part.lookup(N) == Part.lookup(P.first) &&
          A.Loops.contains(P.second, N->To))
        for (const Way &W : Into)
          if (!W.From || Part.lookup(W.From) != Part.lookup(N) ||
              !A.Loops.contains(P.second, W.From->To))
            Result.push_back({{W.From, -1}, W});
    return Result;
  }

  bool isInnermost(int Loop) const {
    return llvm::none_of(A.Loops.loops(), [&](const ir::Loop &Inner) {
      return Inner.Parent == Loop;
    });
  }

  /// The last iteration goes from where the loop begins, after others or as the
  /// first one, to a way round.
  std::vector<std::pair<Point, Way>> beforeInLast(Point P) const {
    std::vector<std::pair<Point, Way>> Result;
    const int Loop = loopOfLast(P);
    const bool Begins = P.first->To == A.Loops.loops()[Loop].Header;
    bool Round = false;
    for (const Way &W : Ways.at(P.first)) {
      bool Within = W.From && Part.lookup(W.From) == Part.lookup(P.first) &&
                    A.Loops.contains(Loop, W.From->To);
      if (Begins && Within)
        Round = true;
      else
        Result.push_back({{W.From, Within ? P.second : -1}, W});
    }
    if (Round)
      Result.push_back({{P.first, Loop}, Way()});
    return Result;
  }

  /// The steps in an order in which each comes after those before it.
  bool order() {
    std::map<Point, size_t> Index;
    std::vector<std::pair<Point, bool>> Work{{{Last, -1}, false}};
    std::set<Point> Open;
    while (!Work.empty()) {
      auto [P, Done] = Work.back();
      Work.pop_back();
      if (Index.count(P))
        continue;
      auto Before = before(P);
      if (!Done) {
        if (!Open.insert(P).second)
          return false; // a cycle that is no loop: should not be
        Work.push_back({P, true});
        for (const auto &[Q, W] : Before)
          if (Q.first && !Index.count(Q))
            Work.push_back({Q, false});
        continue;
      }
      PathStep Step;
      Step.Block = P.second < 0 ? P.first->To : ir::NoBlock;
      Step.Loop = std::max(P.second, -1);
      Step.AtHeader = P.second >= 0 && entersAtHeader(P);
      for (const auto &[Q, W] : Before) {
        Step.Entries.push_back({Q.first ? Index.at(Q) : PathStep::None,
                                W.EdgeIndex, /*IsEdge=*/Q.second < 0});
      }
      Index[P] = Steps.size();
      Steps.push_back(std::move(Step));
      Points.push_back(P);
    }
    return true;
  }

  /// Whether the part of the loop is entered nowhere but at its beginning.
  bool entersAtHeader(Point P) const {
    for (const auto &[N, Into] : Ways)
      if (Part.lookup(N) == Part.lookup(P.first) &&
          A.Loops.contains(P.second, N->To) &&
          N->To != A.Loops.loops()[P.second].Header)
        for (const Way &W : Into)
          if (!W.From || Part.lookup(W.From) != Part.lookup(N))
            return false;
    return true;
  }

  void choose(ChosenWays &Chosen) const {
    for (size_t N = Points.size() - 1; N != PathStep::None;) {
      auto Before = before(Points[N]);
      size_t E = 0;
      while (E < Before.size() && !FlagOf(N, E))
        ++E;
      if (Points[N].second >= 0 || E == Before.size() ||
          Before[E].first.second >= 0 ||
          backEdge(Before[E].second, Points[N].first) >= 0)
        return Chosen.clear(); // through iterations that nobody has counted
      Chosen[Points[N].first] = Before[E].second.End;
      N = Steps[N].Entries[E].From;
    }
  }

  FunctionAnalysis &A;
  const TraceNode *Last;
  const TraceNode *Leaving = nullptr; ///< the edge out of Last's block
  std::vector<PathStep> Steps;
  std::vector<Point> Points; ///< by step
  std::map<const TraceNode *, std::vector<Way>> Ways;
  llvm::DenseMap<const TraceNode *, unsigned> Low, Part;
  llvm::SmallVector<const TraceNode *, 16> OpenStates;
  bool Complete = true;
  bool TellsLast = true; ///< the last iterations of inner loops by themselves
  std::vector<bool> Flags;
  std::function<bool(size_t, size_t)> FlagOf;
};

//===----------------------------------------------------------------------===//
// Witnesses of a finding
//===----------------------------------------------------------------------===//

void FunctionAnalysis::noteWitness(size_t Index, const State &S,
                                   const ObjectState &O, Confidence C,
                                   bool AtExit) {
  constexpr size_t MaxWitnesses = 16;
  if (Witnesses.size() <= Index)
    Witnesses.resize(Index + 1);
  for (Witness &W : Witnesses[Index].List)
    if (entered(W.End) == entered(S.Trace) && C <= W.C)
      return;
  if (Witnesses[Index].List.size() == MaxWitnesses) {
    Witnesses[Index].MoreThere = true;
    return;
  }
  Witness New;
  New.End = S.Trace;
  New.O = O;
  New.C = C;
  New.Unwound = S.Unwound;
  New.AtExit = AtExit;
  New.Number = Witnesses[Index].List.size();
  Witnesses[Index].List.push_back(New);
}

void FunctionAnalysis::noteLoss(const Finding &R, ir::InstrId LostAt,
                                ir::Source Loc) {
  size_t Index = &R - Found.data();
  if (Index >= Witnesses.size() || Witnesses[Index].List.empty())
    return;
  Witness &W = Witnesses[Index].List.back();
  if (W.HasLoss)
    return;
  W.HasLoss = true;
  W.LostAt = LostAt;
  W.LostLoc = Loc;
}

/// Whether the way can be gone; if another one than its own, Chosen says which.
/// What is not known for certain of the way is not certain of the finding.
bool FunctionAnalysis::isRefuted(Witness &W, ChosenWays &Chosen) {
  WaySearch Search(*this, W.End);
  Answer R = Search.checkOwn();
  bool Exact = R == Answer::Possible;
  if (R == Answer::Impossible) {
    ++Stats.WitnessesRefuted;
    R = Search.checkAll(Chosen);
    Exact = R == Answer::Possible && !Chosen.empty();
  }
  Stats.PathsUnknown += R == Answer::Unknown;
  if (!Exact)
    W.C = std::min(W.C, Confidence::Likely);
  return R == Answer::Impossible;
}

/// Tells of this witness instead of the one that was found first.
void FunctionAnalysis::retell(Finding &R, const Witness &W,
                              const ChosenWays &Chosen) {
  if (R.D == Defect::ContextMixing || R.D == Defect::OutlivesContext ||
      R.D == Defect::UncheckedResult)
    return; // they do not tell the way
  auto EndsIt = [](const Step &S) {
    return S.W == Step::Lost || S.W == Step::Used;
  };
  std::vector<Step> Rest(llvm::find_if(R.Path, EndsIt), R.Path.end());
  State There;
  There.Trace = W.End;
  witness(R, There, W.O, Chosen);
  if (W.HasLoss)
    for (Step &S : Rest)
      if (S.W == Step::Lost) {
        S.At = W.LostAt;
        S.Loc = W.LostLoc;
      }
  R.Path.insert(R.Path.end(), Rest.begin(), Rest.end());
}

/// True: none of the finding's witnesses can be.
bool FunctionAnalysis::refute(Finding &R, FindingWitnesses &All) {
  // The surest one first, no exception where there is another way, and nothing
  // that comes behind the loss unless only that tells the ways apart.
  const TraceNode *Told = All.List.front().End;
  llvm::sort(All.List, [](const Witness &A, const Witness &B) {
    return std::tie(A.Unwound, B.C, A.AtExit, A.Number) <
           std::tie(B.Unwound, A.C, B.AtExit, B.Number);
  });
  for (size_t N = 0; N < All.List.size(); ++N) {
    Witness &W = All.List[N];
    ChosenWays Chosen;
    if (isRefuted(W, Chosen)) {
      auto IsSame = [&](const Witness &O) { return O.LostAt == W.LostAt; };
      if (W.HasLoss &&
          std::none_of(All.List.begin() + N + 1, All.List.end(), IsSame))
        llvm::erase(R.Lost, W.LostAt);
      continue;
    }
    R.C = W.C;
    if (W.End != Told || !Chosen.empty())
      retell(R, W, Chosen);
    return false;
  }
  if (!All.MoreThere)
    return true;
  R.C = std::min(R.C, Confidence::Likely);
  return false;
}

//===----------------------------------------------------------------------===//
// Whether something happens twice
//===----------------------------------------------------------------------===//

void FunctionAnalysis::noteRun(ir::InstrId I, const State &S) {
  Sites[I].RunFrom.insert(entered(S.Trace));
}

/// A machine whose state says what the next iteration does may do it once.
bool FunctionAnalysis::runsAgain(ir::InstrId I) const {
  auto Site = Sites.find(I);
  if (Site == Sites.end())
    return true;
  bool Complete = true;
  std::vector<const TraceNode *> Work(Site->second.RunFrom.begin(),
                                      Site->second.RunFrom.end());
  llvm::DenseSet<const TraceNode *> Seen;
  while (!Work.empty()) {
    const TraceNode *Into = Work.back();
    Work.pop_back();
    if (!Into || !Seen.insert(Into).second)
      continue;
    for (const Way &W : waysInto(Into, Complete)) {
      for (const TraceNode *N = W.End; N && N != W.From; N = N->Up)
        if (N->W == TraceNode::Made && N->At == I)
          return true;
      Work.push_back(W.From);
    }
  }
  return !Complete;
}

//===----------------------------------------------------------------------===//
// All findings
//===----------------------------------------------------------------------===//

void FunctionAnalysis::dropRefuted() {
  if (!Opts.Solver)
    return;
  auto Start = std::chrono::steady_clock::now();
  std::vector<Finding> Kept;
  std::vector<ir::InstrId> Dropped;
  for (size_t N = 0; N < Found.size(); ++N) {
    Finding &R = Found[N];
    bool HasWitness = N < Witnesses.size() && !Witnesses[N].List.empty();
    if (HasWitness && refute(R, Witnesses[N])) {
      ++Stats.FindingsRefuted;
      FoundIndex.erase(keyOf(R.D, R.At, R.Made));
      if (R.Made != ir::NoInstr)
        Dropped.push_back(R.Made);
      continue;
    }
    Kept.push_back(std::move(R));
  }
  Found = std::move(Kept);
  for (ir::InstrId Site : Dropped)
    Sites[Site].Lost =
        llvm::any_of(Found, [&](const Finding &R) { return R.Made == Site; });
  Stats.RefuteMs += std::chrono::duration<double, std::milli>(
                        std::chrono::steady_clock::now() - Start)
                        .count();
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The threads of a program, from each function that nobody in the file calls:
// all that it calls is unfolded (ThreadMemory.h), and one state flows through,
// which says of each thread whether it runs, and which locks are held. A use of
// a context while a thread runs is held against what that thread does.

#include "analysis/ThreadRules.h"

#include "analysis/ThreadMemory.h"
#include "llvm/ADT/STLExtras.h"

#include <optional>

namespace z3tidy::analysis {

using ir::BlockId;
using ir::Instr;
using ir::InstrId;
using ir::Op;
using ir::Role;

/// Instructions looked at per function that is started from; more: given up.
constexpr size_t MaxSteps = 400000;

namespace {

/// How far a thread is, for the one that has started it. Where paths meet, the
/// later one counts: a loop of joins is run, and whoever tests whether to join
/// knows why.
enum class Stage : uint8_t {
  NotStarted,
  Running,
  Parked, ///< has given a sign, and waits for one
  Ended,
};

struct Progress {
  Stage S = Stage::NotStarted;
  /// It was given a sign since its start: what it does behind a wait, too.
  bool Signed = false;
  bool operator==(const Progress &O) const {
    return S == O.S && Signed == O.Signed;
  }
};

struct Held {
  std::set<LocId> Locks;
  bool Unknown = false; ///< a lock of which it is not known which
  bool operator==(const Held &O) const {
    return Locks == O.Locks && Unknown == O.Unknown;
  }
};

struct Point {
  std::map<unsigned, Progress> Threads;
  /// The thread was started with an older context of this creation.
  std::set<std::pair<unsigned, TokenId>> Stale;
  /// Contexts made in a loop that was left: it is not known which one is meant.
  std::set<TokenId> Plural;
  std::set<TokenId> Born; ///< contexts that were made by now
  Held Locks;
  std::set<LocId> Null; ///< what it held was moved on
  bool Waited = false;  ///< the thread itself has waited for a sign

  bool operator==(const Point &O) const {
    return Threads == O.Threads && Stale == O.Stale && Plural == O.Plural &&
           Born == O.Born && Locks == O.Locks && Null == O.Null &&
           Waited == O.Waited;
  }
  void meet(const Point &O);
};

/// What a thread does with a context.
struct Access {
  TokenId Context;
  FrameId F;
  InstrId At;
  Held Locks;
  bool Waited;
  bool Releases; ///< gives a reference back, and nothing else
};

class ThreadRules {
public:
  ThreadRules(const ir::Module &M, Statistics &Stats)
      : Memory(M), Stats(Stats) {}

  /// False if too much happens below it for one look.
  bool check(const ir::Function &Root);
  std::vector<Finding> takeFindings() { return std::move(Found); }

private:
  Point run(FrameId F, Point In, bool Record);
  void step(FrameId F, const Instr &I, Point &P, bool Record);
  bool follow(FrameId F, const ir::Block &B, const ir::Edge &E, Point &P);
  void spawn(FrameId F, const Instr &I, Point &P, bool Record);
  bool onlyWaits(FrameId F, const Instr &I);
  void sync(FrameId F, const Instr &I, Point &P, bool Record);
  void made(FrameId F, const Instr &I, Point &P);
  void move(FrameId F, const Instr &I, Point &P);
  bool isNull(FrameId F, const ir::Condition &C, const Point &P);
  void access(FrameId F, const Instr &I, Point &P);
  bool isAccess(FrameId F, const Instr &I, TokenId &Context);
  bool isShared(unsigned Thread, TokenId Context, const Point &P) const;
  bool meets(const Access &A, const Access &B) const;
  void against(unsigned Thread, const Access &Mine, const Point &P);
  void againstItself(unsigned Thread, const Point &P);
  void againstOther(unsigned New, unsigned Old, const Point &P);
  void report(unsigned Thread, const Access &Its, const Access &Other,
              const unsigned *OtherThread);
  void noteJoin(unsigned Thread, FrameId F, const Instr &I);
  const std::vector<ir::Loop> &loopsOf(const ir::Function &F);

  ThreadMemory Memory;
  Statistics &Stats;
  std::map<const ir::Function *, std::vector<ir::Loop>> Loops;
  std::vector<std::vector<Access>> Does; ///< by thread, with what it starts
  std::map<FrameId, std::pair<Point, Point>> Done; ///< last state in and out
  std::map<unsigned, size_t> Told;                 ///< finding by thread
  std::vector<Finding> Found;
  size_t Steps = 0;
};

} // namespace

static void keepCommon(std::set<LocId> &Mine, const std::set<LocId> &Other) {
  std::set<LocId> Both;
  for (LocId L : Mine)
    if (Other.count(L))
      Both.insert(L);
  Mine = std::move(Both);
}

void Point::meet(const Point &O) {
  for (const auto &[Thread, Other] : O.Threads) {
    Progress &Mine = Threads[Thread];
    Mine.S = std::max(Mine.S, Other.S);
    Mine.Signed |= Other.Signed;
  }
  Stale.insert(O.Stale.begin(), O.Stale.end());
  Plural.insert(O.Plural.begin(), O.Plural.end());
  Born.insert(O.Born.begin(), O.Born.end());
  keepCommon(Locks.Locks, O.Locks.Locks);
  keepCommon(Null, O.Null);
  Locks.Unknown |= O.Locks.Unknown;
  Waited &= O.Waited;
}

//===----------------------------------------------------------------------===//
// Uses
//===----------------------------------------------------------------------===//

bool ThreadRules::isAccess(FrameId F, const Instr &I, TokenId &Context) {
  switch (I.O) {
  case Op::New:
  case Op::Use:
  case Op::Retain:
  case Op::Release:
  case Op::Delete:
  case Op::Collect:
    break;
  default:
    return false;
  }
  // Interrupting is what another thread is for; a context that is just being
  // made is nobody's yet.
  if (I.R == Role::Interrupt || (I.O == Op::New && I.K == ir::Kind::Context))
    return false;
  if (I.Context != ir::NoPlace)
    return Memory.contextAt(F, I.Context, Context);
  for (const ir::Operand &A : I.Args)
    if (A.isPlace() && Memory.contextAt(F, A.P, Context))
      return true;
  return false;
}

bool ThreadRules::isShared(unsigned Thread, TokenId Context,
                           const Point &P) const {
  const Token &T = Memory.token(Context);
  bool Own = (T.At != ir::NoInstr || T.IsThreadLocal) &&
             Memory.isWithin(T.Thread, Thread);
  bool IsBorn = T.At == ir::NoInstr || P.Born.count(Context);
  return !Own && IsBorn && !T.Plural && !P.Plural.count(Context) &&
         !P.Stale.count({Thread, Context});
}

/// Whether the two may happen at the same time, as far as locks go.
bool ThreadRules::meets(const Access &A, const Access &B) const {
  if (A.Context != B.Context || A.Locks.Unknown || B.Locks.Unknown)
    return false;
  if ((A.Releases || B.Releases) && Memory.defersReleases(A.Context))
    return false;
  return llvm::none_of(A.Locks.Locks,
                       [&](LocId L) { return B.Locks.Locks.count(L); });
}

void ThreadRules::access(FrameId F, const Instr &I, Point &P) {
  TokenId Context;
  if (!isAccess(F, I, Context))
    return;
  Access A{Context, F, I.Id, P.Locks, P.Waited, I.O == Op::Release};
  unsigned Self = Memory.frame(F).Thread;
  Does[Self].push_back(A);
  for (const auto &[Thread, Now] : P.Threads)
    if (Now.S == Stage::Running && isShared(Thread, Context, P))
      against(Thread, A, P);
}

void ThreadRules::against(unsigned Thread, const Access &Mine, const Point &P) {
  bool Signed = P.Threads.at(Thread).Signed;
  for (const Access &Its : Does[Thread])
    if ((Signed || !Its.Waited) && meets(Its, Mine))
      return report(Thread, Its, Mine, nullptr);
}

/// Started again while the last one runs.
void ThreadRules::againstItself(unsigned Thread, const Point &P) {
  const std::vector<Access> &All = Does[Thread];
  for (const Access &A : All)
    if (isShared(Thread, A.Context, P))
      for (const Access &B : All)
        if (meets(A, B))
          return report(Thread, A, B, &Thread);
}

void ThreadRules::againstOther(unsigned New, unsigned Old, const Point &P) {
  for (const Access &A : Does[New])
    if (isShared(New, A.Context, P) && isShared(Old, A.Context, P))
      for (const Access &B : Does[Old])
        if (meets(A, B))
          return report(New, A, B, &Old);
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void ThreadRules::spawn(FrameId F, const Instr &I, Point &P, bool Record) {
  unsigned Thread = Memory.spawnedAt(F, I.Id);
  Progress &Now = P.Threads[Thread];
  if (Record) {
    if (Now.S == Stage::Running)
      againstItself(Thread, P);
    // A copy started before with another context is none of this one's.
    Point Fresh = P;
    for (TokenId T = 0; T < Memory.numTokens(); ++T)
      Fresh.Stale.erase({Thread, T});
    for (const auto &[Old, Then] : P.Threads)
      if (Old != Thread && Then.S == Stage::Running)
        againstOther(Thread, Old, Fresh);
    std::vector<Access> &Mine = Does[Memory.frame(F).Thread];
    std::vector<Access> Its = Does[Thread];
    for (Access &A : Its) {
      A.Waited |= P.Waited;
      Mine.push_back(A);
    }
  }
  Now = {Stage::Running, false};
  for (TokenId T = 0; T < Memory.numTokens(); ++T)
    if (P.Plural.count(T) ||
        (Memory.token(T).At != ir::NoInstr && !P.Born.count(T)))
      P.Stale.insert({Thread, T});
    else
      P.Stale.erase({Thread, T});
}

/// A new context takes the place of the last one that was made here: threads
/// that run already know nothing of it, unless they are given it later.
void ThreadRules::made(FrameId F, const Instr &I, Point &P) {
  TokenId T;
  if (!Memory.madeBy(F, I.Id, T))
    return;
  P.Plural.erase(T);
  P.Born.insert(T);
  for (const auto &[Thread, Now] : P.Threads)
    P.Stale.insert({Thread, T});
}

/// Which pointers are null because what they held was moved on.
void ThreadRules::move(FrameId F, const Instr &I, Point &P) {
  if (I.Dst != ir::NoPlace && !P.Null.empty())
    for (LocId To : Memory.resolve(F, I.Dst))
      for (auto It = P.Null.begin(); It != P.Null.end();)
        It = Memory.isPart(*It, To) || Memory.isPart(To, *It) ? P.Null.erase(It)
                                                              : std::next(It);
  bool Moves = I.O == Op::Move || (I.O == Op::Flow && I.R == Role::Detach);
  LocId From;
  if (Moves && I.Args[0].isPlace() && Memory.variableAt(F, I.Args[0].P, From))
    P.Null.insert(From);
}

bool ThreadRules::isNull(FrameId F, const ir::Condition &C, const Point &P) {
  LocId L;
  return !P.Null.empty() && Memory.variableAt(F, C.Left, L) &&
         llvm::any_of(P.Null, [&](LocId N) { return Memory.isPart(L, N); });
}

/// Whether the poll is the one way out of a loop that does nothing else.
bool ThreadRules::onlyWaits(FrameId F, const Instr &I) {
  const ir::Function &Fn = *Memory.frame(F).F;
  const BlockId Here = Fn.position(I.Id).first;
  const ir::Loop *Inner = nullptr;
  for (const ir::Loop &L : loopsOf(Fn))
    if (llvm::is_contained(L.Blocks, Here) &&
        (!Inner || L.Depth > Inner->Depth))
      Inner = &L;
  if (!Inner)
    return false;
  for (BlockId B : Inner->Blocks) {
    for (const Instr &Other : Fn.Blocks[B].Instrs)
      if (Other.O == Op::Use || Other.O == Op::New || Other.O == Op::Call)
        return false;
    for (const ir::Edge &E : Fn.Blocks[B].Edges)
      if (B != Here && !E.Unwind && !llvm::is_contained(Inner->Blocks, E.To))
        return false;
  }
  return true;
}

void ThreadRules::sync(FrameId F, const Instr &I, Point &P, bool Record) {
  ir::PlaceId At =
      I.Args.empty() || !I.Args[0].isPlace() ? ir::NoPlace : I.Args[0].P;
  LocId Lock;
  switch (I.R) {
  case Role::Lock:
    if (At != ir::NoPlace && Memory.variableAt(F, At, Lock))
      P.Locks.Locks.insert(Lock);
    else
      P.Locks.Unknown = true;
    return;
  case Role::Unlock:
    if (At != ir::NoPlace && Memory.variableAt(F, At, Lock))
      P.Locks.Locks.erase(Lock);
    else
      P.Locks.Unknown = false;
    return;
  case Role::Notify:
    for (auto &[Thread, Now] : P.Threads) {
      Now.Signed = true;
      // A flag that changes wakes nobody up.
      if (Now.S == Stage::Parked && At == ir::NoPlace)
        Now.S = Stage::Running;
    }
    return;
  case Role::Poll:
    if (!onlyWaits(F, I))
      return;
    [[fallthrough]];
  case Role::Wait:
    P.Waited = true;
    for (auto &[Thread, Now] : P.Threads)
      if (Now.S == Stage::Running)
        Now.S = Stage::Parked;
    return;
  case Role::Join:
    break;
  default:
    return;
  }
  std::set<unsigned> Joined;
  if (At != ir::NoPlace)
    Joined = Memory.threadsAt(F, At);
  for (auto &[Thread, Now] : P.Threads)
    if (Joined.empty() || Joined.count(Thread)) {
      if (Record && Now.S == Stage::Running)
        noteJoin(Thread, F, I);
      Now.S = Stage::Ended;
    }
  // A future that no thread of ours fills.
  P.Waited |= Joined.empty();
}

void ThreadRules::step(FrameId F, const Instr &I, Point &P, bool Record) {
  ++Steps;
  switch (I.O) {
  case Op::Sync:
    return sync(F, I, P, Record);
  case Op::Spawn:
    if (startsThread(I))
      return spawn(F, I, P, Record);
    [[fallthrough]];
  case Op::Call: {
    const std::map<InstrId, FrameId> &Callees = Memory.frame(F).Callees;
    if (auto It = Callees.find(I.Id); It != Callees.end())
      P = run(It->second, std::move(P), Record);
    return;
  }
  default:
    break;
  }
  made(F, I, P);
  if (Record)
    access(F, I, P);
  move(F, I, P);
}

//===----------------------------------------------------------------------===//
// Flow
//===----------------------------------------------------------------------===//

const std::vector<ir::Loop> &ThreadRules::loopsOf(const ir::Function &F) {
  auto [It, New] = Loops.try_emplace(&F);
  if (New)
    It->second = ir::findLoops(F);
  return It->second;
}

/// Along an edge: whoever is null was not started, and what a loop has made is
/// many once it is left. False if the edge is not taken.
bool ThreadRules::follow(FrameId F, const ir::Block &B, const ir::Edge &E,
                         Point &P) {
  const ir::Function &Fn = *Memory.frame(F).F;
  for (const ir::Condition &C : E.Holds) {
    if (C.F == ir::Condition::Null && C.Negated && isNull(F, C, P))
      return false;
    if (C.F == ir::Condition::Null && !C.Negated && !P.Threads.empty())
      for (unsigned Thread : Memory.threadsAt(
               F, Fn.Places.findStep(C.Left, ir::Place::Deref) == ir::NoPlace
                      ? C.Left
                      : Fn.Places.findStep(C.Left, ir::Place::Deref)))
        if (auto It = P.Threads.find(Thread); It != P.Threads.end())
          It->second.S = Stage::Ended;
  }
  for (const ir::Loop &L : loopsOf(Fn)) {
    auto In = [&](BlockId Block) {
      return std::binary_search(L.Blocks.begin(), L.Blocks.end(), Block);
    };
    if (!In(B.Id) || In(E.To))
      continue;
    for (TokenId T = 0; T < Memory.numTokens(); ++T)
      if (Memory.madeUnder(T, F,
                           [&](InstrId I) { return In(Fn.position(I).first); }))
        P.Plural.insert(T);
  }
  return true;
}

Point ThreadRules::run(FrameId F, Point In, bool Record) {
  const ir::Function &Fn = *Memory.frame(F).F;
  if (!Record) {
    if (Memory.frame(F).Plain || Steps > MaxSteps)
      return In;
    if (auto It = Done.find(F); It != Done.end() && It->second.first == In)
      return It->second.second;
  }
  if (Fn.Blocks.empty())
    return In;
  std::vector<std::optional<Point>> At(Fn.Blocks.size());
  std::set<BlockId> Work{Fn.Entry};
  std::vector<unsigned> Visits(Fn.Blocks.size());
  At[Fn.Entry] = In;
  std::optional<Point> Out;
  while (!Work.empty() && Steps <= MaxSteps) {
    BlockId B = *Work.begin();
    Work.erase(Work.begin());
    if (++Visits[B] > 50)
      continue;
    Point P = *At[B];
    const ir::Block &Block = Fn.Blocks[B];
    for (const Instr &I : Block.Instrs)
      step(F, I, P, /*Record=*/false);
    if (Block.How == ir::Exit::Return) {
      if (Out)
        Out->meet(P);
      else
        Out = P;
    }
    for (const ir::Edge &E : Block.Edges) {
      if (E.Unwind)
        continue;
      Point Next = P;
      if (!follow(F, Block, E, Next))
        continue;
      if (!At[E.To]) {
        At[E.To] = std::move(Next);
      } else {
        Point Before = *At[E.To];
        At[E.To]->meet(Next);
        if (*At[E.To] == Before)
          continue;
      }
      Work.insert(E.To);
    }
  }
  Point Result = Out ? *Out : In;
  if (!Record) {
    Done[F] = {std::move(In), Result};
    return Result;
  }
  for (const ir::Block &B : Fn.Blocks)
    if (At[B.Id]) {
      Point P = *At[B.Id];
      for (const Instr &I : B.Instrs)
        step(F, I, P, /*Record=*/true);
    }
  return Result;
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

static Step stepAt(Step::What W, const ir::Function &F, InstrId At) {
  Step S{};
  S.W = W;
  S.F = &F;
  S.At = At;
  S.Loc = F.instr(At).Loc;
  return S;
}

/// A use by a thread. The end of a scope is written nowhere: there it is told
/// by what is destroyed.
static Step useAt(Step::What W, const ir::Function &F, InstrId At) {
  Step S = stepAt(W, F, At);
  const Instr &Use = F.instr(At);
  S.Count = Use.O == Op::Release || Use.O == Op::Retain;
  if (S.Loc.Line || Use.Args.empty())
    return S;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (I.Dst != ir::NoPlace && I.Dst == Use.Args[0].P && I.Loc.Line) {
        S.Loc = I.Loc;
        S.Text = "destroyed";
        return S;
      }
  return S;
}

void ThreadRules::report(unsigned Thread, const Access &Its,
                         const Access &Other, const unsigned *OtherThread) {
  const analysis::Thread &T = Memory.threads()[Thread];
  const ir::Function &F = *Memory.frame(T.Starter).F;
  if (Told.count(Thread))
    return;
  Told[Thread] = Found.size();
  Finding R;
  R.D = Defect::ThreadSharing;
  R.F = &F;
  R.K = ir::Kind::Context;
  R.At = T.Spawn;
  R.Loc = F.instr(T.Spawn).Loc;
  const Token &Context = Memory.token(Its.Context);
  if (Context.Named != ir::NoPlace && Memory.frame(Context.Made).F == &F)
    R.Holder = Context.Named;
  auto Use = [&](Step::What W, const Access &A) {
    R.Path.push_back(useAt(W, *Memory.frame(A.F).F, A.At));
  };
  if (OtherThread && *OtherThread != Thread) {
    const analysis::Thread &First = Memory.threads()[*OtherThread];
    R.Path.push_back(
        stepAt(Step::FirstThread, *Memory.frame(First.Starter).F, First.Spawn));
  }
  Use(Step::ThreadUses, Its);
  if (!OtherThread || *OtherThread != Thread)
    Use(Step::OtherUses, Other);
  Found.push_back(std::move(R));
}

void ThreadRules::noteJoin(unsigned Thread, FrameId F, const Instr &I) {
  auto It = Told.find(Thread);
  if (It == Told.end() || I.Loc.Line == 0)
    return;
  std::vector<Step> &Path = Found[It->second].Path;
  if (Path.back().W != Step::JoinedLate)
    Path.push_back(stepAt(Step::JoinedLate, *Memory.frame(F).F, I.Id));
}

bool ThreadRules::check(const ir::Function &Root) {
  if (!Memory.build(Root))
    return false;
  Does.resize(Memory.threads().size());
  // Threads that a thread starts come behind it.
  for (unsigned T = Memory.threads().size(); T-- > 1;)
    if (FrameId Body = Memory.threads()[T].Body; Body != ~0U)
      run(Body, {}, /*Record=*/true);
  run(0, {}, /*Record=*/true);
  if (Steps > MaxSteps) {
    Found.clear();
    Stats.GivenUp.push_back(Root.Name + ": its threads, too many steps");
  }
  return true;
}

namespace {

struct Starters {
  std::set<const ir::Function *> All; ///< that start threads, or call others
  std::vector<const ir::Function *> Roots; ///< that nobody in the file calls
};

} // namespace

static Starters startersOf(const ir::Module &M) {
  std::map<const ir::Function *, std::vector<const ir::Function *>> Callers;
  std::vector<const ir::Function *> Work;
  std::set<const ir::Function *> Called;
  Starters Result;
  for (const auto &F : M.Functions)
    for (const ir::Block &B : F->Blocks)
      for (const Instr &I : B.Instrs) {
        if (startsThread(I))
          Work.push_back(F.get());
        if (I.O != Op::Call && I.O != Op::Spawn)
          continue;
        if (const ir::Function *Callee = M.find(I.Callee)) {
          Callers[Callee].push_back(F.get());
          if (Callee != F.get())
            Called.insert(Callee);
        }
      }
  while (!Work.empty()) {
    const ir::Function *F = Work.back();
    Work.pop_back();
    if (Result.All.insert(F).second)
      Work.insert(Work.end(), Callers[F].begin(), Callers[F].end());
  }
  for (const auto &F : M.Functions)
    if (Result.All.count(F.get()) && !Called.count(F.get()))
      Result.Roots.push_back(F.get());
  return Result;
}

std::vector<Finding> checkThreads(const ir::Module &M, Statistics &Stats) {
  std::vector<Finding> All;
  std::set<std::pair<const ir::Function *, InstrId>> Told;
  const Starters Found = startersOf(M);
  std::vector<const ir::Function *> Work(Found.Roots.rbegin(),
                                         Found.Roots.rend());
  std::set<const ir::Function *> Seen;
  while (!Work.empty()) {
    const ir::Function *Root = Work.back();
    Work.pop_back();
    if (!Seen.insert(Root).second)
      continue;
    ThreadRules Rules(M, Stats);
    if (!Rules.check(*Root)) {
      // One of those that it calls at a time.
      Stats.GivenUp.push_back(Root->Name + ": its threads, too many calls");
      for (const ir::Block &B : Root->Blocks)
        for (const Instr &I : B.Instrs)
          if (const ir::Function *Callee =
                  I.O == Op::Call ? M.find(I.Callee) : nullptr;
              Callee && Found.All.count(Callee))
            Work.push_back(Callee);
      continue;
    }
    for (Finding &R : Rules.takeFindings())
      if (Told.insert({R.F, R.At}).second)
        All.push_back(std::move(R));
  }
  return All;
}

} // namespace z3tidy::analysis

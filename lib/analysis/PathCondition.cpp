// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Symbolic execution of blocks, with states joined where ways meet. Whatever is
// not followed makes the condition weaker, so that "impossible" can be trusted.

#include "analysis/PathCondition.h"

#include "analysis/CallPaths.h"

namespace z3tidy::analysis {

using ir::Condition;
using ir::Instr;
using ir::Op;
using ir::PlaceId;

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

/// Which allocations the way comes to more than once: their blocks are not one.
void PathCondition::findPlural() {
  std::set<PlaceId> Once;
  auto Note = [&](const ir::Block &B) {
    for (const Instr &I : B.Instrs)
      if (I.O == Op::Alloc && !Once.insert(I.Args[0].P).second)
        Plural.insert(I.Args[0].P);
  };
  for (const PathStep &Step : Steps) {
    if (Step.Loop < 0)
      Note(F.Blocks[Step.Block]);
    else
      for (ir::BlockId B : Loops.loops()[Step.Loop].Blocks)
        Note(F.Blocks[B]);
  }
}

void PathCondition::build(llvm::ArrayRef<PathStep> All) {
  Steps = All;
  findPlural();
  for (size_t N = 0; N < Steps.size(); ++N) {
    const PathStep &Step = Steps[N];
    SymbolicState S;
    Reached.push_back(freshFlag());
    enter(Step, S);
    if (Step.Loop >= 0) {
      if (Step.AtHeader)
        enterLoop(Step.Loop, Reached[N], S);
      forgetLoop(Step, Reached[N], S);
    } else if (N + 1 < Steps.size())
      run(F.Blocks[Step.Block], Reached[N], S);
    After.push_back(std::move(S));
  }
  Clauses.push_back({Literal::flag(Reached.back())});
  for (uint32_t V : Memory.nonZero())
    Clauses.push_back({Literal::compare(Literal::Eq, Term::variable(V),
                                        Term::number(0), /*Negated=*/true)});
}

/// One of the ways into the step is taken; S is what holds after it.
void PathCondition::enter(const PathStep &Step, SymbolicState &S) {
  uint32_t Here = Reached.back();
  EntryFlags.emplace_back();
  Clause OneOf{Literal::flag(Here, /*Negated=*/true)};
  static const SymbolicState AtEntry;
  llvm::SmallVector<const SymbolicState *, 4> States;
  for (const PathStep::Entry &E : Step.Entries) {
    uint32_t Taken = freshFlag();
    EntryFlags.back().push_back(Taken);
    OneOf.push_back(Literal::flag(Taken));
    if (E.From == PathStep::None) {
      States.push_back(&AtEntry);
      continue;
    }
    imply(Taken, Literal::flag(Reached[E.From]));
    States.push_back(&After[E.From]);
    if (!E.IsEdge)
      continue;
    const ir::Block &B = F.Blocks[Steps[E.From].Block];
    for (const Condition &C : B.Edges[E.EdgeIndex].Holds)
      assume(C, Taken, After[E.From]);
  }
  Clauses.push_back(std::move(OneOf));
  if (States.size() == 1) {
    S = *States.front();
    return;
  }
  const auto Flags = EntryFlags.back();
  S = Memory.join(States, [&](uint32_t V, size_t N, const SymbolicValue &Is) {
    imply(Flags[N], Literal::Eq, SymbolicValue::variable(V), Is);
    Joined[V].push_back({Flags[N], Is});
  });
}

/// The variables that the loop changes by counting alone, up or down.
std::map<PlaceId, PathCondition::Counter>
PathCondition::countersOf(int Loop) const {
  std::map<PlaceId, Counter> Counters;
  auto Note = [&](PlaceId P, int Direction, bool Always) {
    auto [It, New] = Counters.try_emplace(P, Counter{Direction, Always});
    if (!New && It->second.Direction != Direction)
      It->second.Direction = 0;
    It->second.Always |= Always;
  };
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs) {
      if (I.Dst != ir::NoPlace)
        Note(I.Dst, 0, false);
      bool Changes = I.O == Op::Havoc || I.O == Op::End || I.O == Op::Move;
      if (!Changes || !I.Args[0].isPlace() ||
          !Memory.Places[I.Args[0].P].isRoot())
        continue;
      int Direction = I.C != ir::Change::Plus ? 0 : (I.By > 0) - (I.By < 0);
      Note(I.Args[0].P, Direction,
           Direction != 0 && Loops.isInEachIteration(Loop, B));
    }
  return Counters;
}

/// The first of the iterations begins as the loop's condition says.
void PathCondition::enterLoop(int Loop, uint32_t Guard, SymbolicState S) {
  const ir::Block &Header = F.Blocks[Loops.loops()[Loop].Header];
  const ir::Edge *Inside = nullptr;
  for (const ir::Edge &E : Header.Edges) {
    if (!Loops.contains(Loop, E.To))
      continue;
    if (Inside)
      return; // by one of several ways
    Inside = &E;
  }
  if (!Inside || Inside->Unwind)
    return;
  run(Header, Guard, S);
  for (const Condition &C : Inside->Holds)
    assume(C, Guard, S);
}

/// All that iterations may change has changed; what they count up is no less
/// than it was. From the loop's beginning that is one iteration or more, else
/// maybe the rest of one.
void PathCondition::forgetLoop(const PathStep &Step, uint32_t Guard,
                               SymbolicState &S) {
  const int Loop = Step.Loop;
  bool Outer = false;
  std::map<PlaceId, SymbolicValue> Counted;
  const auto Counters = countersOf(Loop);
  for (const auto &[P, C] : Counters)
    if (C.Direction != 0 && !Memory.isOuter(P))
      Counted[P] = Memory.load(P, S);
  auto Forget = [&](PlaceId P) {
    if (P == ir::NoPlace)
      return;
    bool Follows = false;
    for (PlaceId Q = P; !Memory.Places[Q].isRoot(); Q = Memory.Places[Q].Parent)
      Follows |= Memory.Places[Q].F == ir::Place::Deref;
    Outer |= Follows || Memory.isOuter(P);
    if (!Follows)
      Memory.forget(Memory.resolve(P, S), S);
  };
  for (ir::BlockId B : Loops.loops()[Loop].Blocks)
    for (const Instr &I : F.Blocks[B].Instrs) {
      Forget(I.Dst);
      Outer |= I.O == Op::Call || I.O == Op::Escape;
      if (I.O == Op::Havoc || I.O == Op::End || I.O == Op::Free ||
          I.O == Op::Move)
        if (I.Args[0].isPlace())
          Forget(I.Args[0].P);
    }
  if (Outer)
    Memory.forgetOuter(S);
  for (const auto &[P, Old] : Counted) {
    SymbolicValue New = Memory.load(P, S);
    const Counter &C = Counters.at(P);
    bool Up = C.Direction > 0;
    imply(Guard, C.Always && Step.AtHeader ? Literal::Lt : Literal::Le,
          Up ? Old : New, Up ? New : Old);
  }
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void PathCondition::run(const ir::Block &B, uint32_t Guard, SymbolicState &S) {
  for (const Instr &I : B.Instrs)
    execute(I, Guard, S);
}

void PathCondition::execute(const Instr &I, uint32_t Guard, SymbolicState &S) {
  PlaceId To = I.Dst == ir::NoPlace ? I.Dst : Memory.resolve(I.Dst, S);
  SymbolicValue V = Memory.fresh();
  switch (I.O) {
  case Op::New:
    if (I.R != ir::Role::Fallible && I.R != ir::Role::Optional)
      imply(Guard, Literal::Eq, V, SymbolicValue::number(0), /*Negated=*/true);
    break;
  case Op::Use:
    // Z3_lbool is -1, 0, 1 and z3::check_result 0, 1, 2.
    if (I.R == ir::Role::Check) {
      imply(Guard, Literal::Le, SymbolicValue::number(-1), V);
      imply(Guard, Literal::Le, V, SymbolicValue::number(2));
    }
    break;
  case Op::Copy:
  case Op::Move:
    return copy(I, S);
  case Op::Addr:
    V = SymbolicValue::address(Memory.resolve(I.Args[0].P, S));
    break;
  case Op::Alloc:
    if (Plural.count(I.Args[0].P)) {
      imply(Guard, Literal::Eq, V, SymbolicValue::number(0), /*Negated=*/true);
      break;
    }
    Memory.forget(I.Args[0].P, S);
    V = SymbolicValue::address(I.Args[0].P);
    break;
  case Op::Havoc:
    return change(I, S);
  case Op::End:
    return Memory.forget(Memory.resolve(I.Args[0].P, S), S);
  case Op::Escape:
    return Memory.forgetOuter(S);
  case Op::Call:
    return call(I, Guard, S);
  case Op::Spawn:
  case Op::Sync:
    return callUnknown(I, S); // the other thread may write
  case Op::Flow:
    return;
  case Op::Borrow:
  case Op::Retain:
  case Op::Release:
  case Op::Delete:
  case Op::Collect:
  case Op::Free:
    break;
  }
  if (To != ir::NoPlace)
    Memory.store(To, V, S);
}

void PathCondition::change(const Instr &I, SymbolicState &S) {
  PlaceId At = Memory.resolve(I.Args[0].P, S);
  Memory.store(At, changed(I, Memory.load(At, S)), S);
}

SymbolicValue PathCondition::changed(const Instr &I, SymbolicValue Old) {
  bool IsNumber = Old.F == SymbolicValue::Number;
  if (I.C == ir::Change::Plus && Old.F != SymbolicValue::Address) {
    Old.Offset += I.By;
    return Old;
  }
  bool OfBits = I.C == ir::Change::Or || I.C == ir::Change::And;
  if (OfBits && IsNumber)
    return SymbolicValue::number(I.C == ir::Change::Or ? Old.Offset | I.By
                                                       : Old.Offset & I.By);
  SymbolicValue New = Memory.fresh();
  auto It = Joined.find(Old.Id);
  if (!OfBits || Old.F != SymbolicValue::Variable || Old.Offset != 0 ||
      It == Joined.end())
    return New;
  // What it is by each way changes.
  const auto Ways = It->second;
  for (const auto &[Flag, Is] : Ways)
    Joined[New.Id].push_back({Flag, changed(I, Is)});
  return New;
}

void PathCondition::copy(const Instr &I, SymbolicState &S) {
  PlaceId To = Memory.resolve(I.Dst, S);
  SymbolicValue V = Memory.eval(I.Args[0], S);
  if (!I.Args[0].isPlace())
    return Memory.store(To, V, S);
  PlaceId From = Memory.resolve(I.Args[0].P, S);
  if (From == To)
    return;
  // Parts of one in the other: nothing is kept of them.
  bool Apart =
      !Memory.Places.isWithin(From, To) && !Memory.Places.isWithin(To, From);
  Memory.store(To, V, S);
  if (Apart)
    Memory.copyParts(From, To, S);
  if (I.O == Op::Move)
    Memory.store(From, SymbolicValue::number(0), S);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void PathCondition::callUnknown(const Instr &I, SymbolicState &S) {
  Memory.forgetOuter(S);
  if (I.Dst != ir::NoPlace)
    Memory.forget(Memory.resolve(I.Dst, S), S);
}

/// One of the cases of the callee's summary happens.
void PathCondition::call(const Instr &I, uint32_t Guard, SymbolicState &S) {
  auto It = Known.find(I.Callee);
  const ir::Block &Here = F.Blocks[F.position(I.Id).first];
  bool Unwinds =
      llvm::any_of(Here.Edges, [](const auto &E) { return E.Unwind; });
  if (It == Known.end() || !It->second.Known || Unwinds)
    return callUnknown(I, S);
  const Summary &Callee = It->second;
  const SymbolicState Before = S;
  std::vector<uint32_t> Happens;
  Clause OneOf{Literal::flag(Guard, /*Negated=*/true)};
  std::map<PlaceId, llvm::SmallVector<std::pair<size_t, SymbolicValue>, 4>>
      Writes;
  if (I.Dst != ir::NoPlace)
    Writes[I.Dst]; // whatever it is
  for (const SummaryCase &Case : Callee.Cases) {
    uint32_t Flag = freshFlag();
    OneOf.push_back(Literal::flag(Flag));
    for (const Assumption &A : Case.Requires)
      require(I, Callee, A, Flag, Before);
    for (const SummaryStore &Store : Case.Stores)
      if (PlaceId P = callerPath(I, Callee, Store.P, Memory.Places);
          P != ir::NoPlace)
        Writes[P].push_back(
            {Happens.size(), result(I, Callee, Store.V, Flag, Before)});
    Happens.push_back(Flag);
  }
  Clauses.push_back(std::move(OneOf));
  // Whole places before their parts: those have greater numbers.
  for (const auto &[P, Values] : Writes) {
    PlaceId At = Memory.resolve(P, S);
    SymbolicValue Old = Memory.load(At, Before), New = Memory.fresh();
    for (size_t N = 0; N < Happens.size(); ++N) {
      auto Is =
          llvm::find_if(Values, [&](const auto &V) { return V.first == N; });
      if (Is != Values.end())
        imply(Happens[N], Literal::Eq, New, Is->second);
      else if (P != I.Dst)
        imply(Happens[N], Literal::Eq, New, Old);
    }
    Memory.store(At, New, S);
  }
}

void PathCondition::require(const Instr &I, const Summary &Callee,
                            const Assumption &A, uint32_t Guard,
                            const SymbolicState &S) {
  SymbolicValue V;
  if (PlaceId P = callerPath(I, Callee, A.P, Memory.Places); P != ir::NoPlace)
    V = Memory.load(Memory.resolve(P, S), S);
  else if (const ir::Operand *Arg = argumentOf(I, Callee, A.P);
           Arg && (*Callee.Places)[A.P].isRoot())
    V = Memory.eval(*Arg, S);
  else
    return;
  int64_t N = A.isOfNumber() ? A.N : 0;
  imply(Guard, Literal::Eq, V, SymbolicValue::number(N), A.isNegated());
}

SymbolicValue PathCondition::result(const Instr &I, const Summary &Callee,
                                    const SummaryValue &V, uint32_t Guard,
                                    const SymbolicState &Before) {
  switch (V.F) {
  case SummaryValue::Null:
    return SymbolicValue::number(0);
  case SummaryValue::Int:
    return SymbolicValue::number(V.N);
  case SummaryValue::Input:
    if (PlaceId P = callerPath(I, Callee, V.N, Memory.Places); P != ir::NoPlace)
      return Memory.load(Memory.resolve(P, Before), Before);
    if (const ir::Operand *Arg = argumentOf(I, Callee, V.N);
        Arg && (*Callee.Places)[V.N].isRoot())
      return Memory.eval(*Arg, Before);
    break;
  case SummaryValue::Unknown:
    break;
  case SummaryValue::NonNull:
  case SummaryValue::New:
  case SummaryValue::Address: {
    SymbolicValue Result = Memory.fresh();
    imply(Guard, Literal::Eq, Result, SymbolicValue::number(0),
          /*Negated=*/true);
    return Result;
  }
  }
  return Memory.fresh();
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

void PathCondition::imply(uint32_t Guard, Literal L) {
  Clauses.push_back({Literal::flag(Guard, /*Negated=*/true), L});
}

void PathCondition::imply(uint32_t Guard, Literal::Form Form,
                          const SymbolicValue &L, const SymbolicValue &R,
                          bool Negated) {
  if (L == R && L.F != SymbolicValue::Number) {
    if ((Form != Literal::Lt) == Negated)
      Clauses.push_back({Literal::flag(Guard, /*Negated=*/true)});
    return;
  }
  imply(Guard, Literal::compare(Form, Memory.term(L), Memory.term(R), Negated));
}

static Literal::Form literalForm(Condition::Form F) {
  return F == Condition::Eq   ? Literal::Eq
         : F == Condition::Lt ? Literal::Lt
                              : Literal::Le;
}

void PathCondition::assume(const Condition &C, uint32_t Guard,
                           const SymbolicState &S) {
  auto Left = [&] { return Memory.load(Memory.resolve(C.Left, S), S); };
  switch (C.F) {
  case Condition::True:
    if (C.Negated)
      Clauses.push_back({Literal::flag(Guard, /*Negated=*/true)});
    return;
  case Condition::Null:
    return imply(Guard, Literal::Eq, Left(), SymbolicValue::number(0),
                 C.Negated);
  case Condition::Eq:
  case Condition::Lt:
  case Condition::Le: {
    if (C.Right.F == ir::Operand::Unknown)
      return;
    return imply(Guard, literalForm(C.F), Left(), Memory.eval(C.Right, S),
                 C.Negated);
  }
  case Condition::Bits:
    imply(Guard, Literal::flag(answerFlag(C, S), C.Negated));
    return assumeBits(C, {Literal::flag(Guard, /*Negated=*/true)}, Left());
  case Condition::Opaque:
    imply(Guard, Literal::flag(answerFlag(C, S), C.Negated));
    return assumeSaid(C, Guard, S);
  }
}

/// What the text of an opaque condition says.
void PathCondition::assumeSaid(const Condition &C, uint32_t Guard,
                               const SymbolicState &S) {
  if (C.Says.F == Condition::True)
    return;
  SymbolicValue First = Memory.load(Memory.resolve(C.Says.First, S), S);
  SymbolicValue Second = Memory.load(Memory.resolve(C.Says.Second, S), S);
  if (First.F == SymbolicValue::Address || Second.F == SymbolicValue::Address)
    return;
  Second.Offset += C.Says.Offset;
  imply(Guard, literalForm(C.Says.F), First, Second, C.Negated);
}

/// A test of bits of a number that is known by each of some ways.
void PathCondition::assumeBits(const Condition &C, Clause Unless,
                               const SymbolicValue &V) {
  if (V.F == SymbolicValue::Number) {
    if (((V.Offset & C.Right.Value) != 0) == C.Negated)
      Clauses.push_back(std::move(Unless));
    return;
  }
  if (V.F != SymbolicValue::Variable || V.Offset != 0 || Unless.size() > 8)
    return;
  auto It = Joined.find(V.Id);
  if (It == Joined.end())
    return;
  for (const auto &[Flag, Is] : It->second) {
    Clause ByThisWay = Unless;
    ByThisWay.push_back(Literal::flag(Flag, /*Negated=*/true));
    assumeBits(C, std::move(ByThisWay), Is);
  }
}

/// The same test of the same values has the same answer.
uint32_t PathCondition::answerFlag(const Condition &C, const SymbolicState &S) {
  std::string Key = C.Text;
  llvm::SmallVector<PlaceId, 4> Read(C.Deps.begin(), C.Deps.end());
  if (C.F == Condition::Bits) {
    Key = "has " + std::to_string(C.Right.Value);
    Read.push_back(C.Left);
  }
  for (PlaceId P : Read) {
    SymbolicValue V = Memory.load(Memory.resolve(P, S), S);
    Key += " " + std::to_string(V.F) + ":" + std::to_string(V.Id) + ":" +
           std::to_string(V.Offset);
  }
  auto [It, New] = AnswerFlags.try_emplace(Key, NumFlags);
  if (New)
    ++NumFlags;
  return It->second;
}

} // namespace z3tidy::analysis

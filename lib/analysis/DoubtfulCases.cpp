// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cases of a callee that its caller can't tell apart. `unref(node)` releases
// the node's term if no reference of the program's own is left, and whether one
// is left stands in a number that only the callee looks at. Each case by itself
// is right; what they do differently is known of neither.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::Place;
using ir::PlaceId;

/// A destructor, or a function that compares numbers, that releases under a
/// test which cannot be decided here (`if (node && context)`): where it does
/// not, the object may be somebody else's, and is no leak.
void FunctionAnalysis::doubtWhatOnlySomeRelease(
    const State &Before, llvm::MutableArrayRef<State> After) {
  auto Gave = [&](const State &S, const ObjectState &O) {
    const ObjectState *Now = S.object(O.Id);
    return !Now || Now->Hi < O.Hi;
  };
  for (const ObjectState &O : Before.Objects) {
    if (O.Hi <= 0 ||
        llvm::none_of(After, [&](const State &S) { return Gave(S, O); }))
      continue;
    for (State &S : After)
      if (!Gave(S, O))
        S.object(O.Id)->Escaped = true;
  }
}

static bool makesLess(const Instr &I) {
  return I.C == ir::Change::Less || (I.C == ir::Change::Plus && I.By < 0);
}

/// `if (--node->refs == 0) release(node)`: a test whether what was counted down
/// in memory of the caller has come to a number.
bool FunctionAnalysis::countsDown(const ir::Function &F) {
  llvm::SmallSet<PlaceId, 4> Counters;
  llvm::SmallVector<ir::BlockId, 8> Behind; ///< a step down
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (makesLess(I)) {
        Counters.insert(I.Args[0].P);
        Behind.push_back(B.Id);
      }
  auto Tests = [&](const ir::Condition &C) {
    return C.Left != ir::NoPlace && !C.Right.isPlace() &&
           Counters.count(C.Left) && !F.place(C.Left).isRoot();
  };
  auto AsksCounter = [&](const ir::Condition &C) {
    llvm::StringRef Text = C.Text;
    return C.F == ir::Condition::Opaque &&
           (Text.contains("--") || Text.contains("fetch_sub") ||
            Text.contains("use_count"));
  };
  for (const ir::Block &B : F.Blocks)
    for (const ir::Edge &E : B.Edges)
      if (llvm::any_of(E.Holds, AsksCounter))
        return true;
  llvm::SmallSet<ir::BlockId, 8> Seen;
  while (!Behind.empty()) {
    ir::BlockId B = Behind.pop_back_val();
    if (!Seen.insert(B).second)
      continue;
    for (const ir::Edge &E : F.Blocks[B].Edges) {
      if (llvm::any_of(E.Holds, Tests))
        return true;
      Behind.push_back(E.To);
    }
  }
  return false;
}

/// The object may live on, or not: also where this way has not come to it yet.
void FunctionAnalysis::doubt(ObjectId Id, State &S) {
  if (!S.object(Id) && name(Id).F == ObjectName::Input)
    objectIn(name(Id).N, S, ir::Kind::None);
  ObjectState *O = S.object(Id);
  if (!O)
    return;
  O->Escaped = true;
  if (O->L == Life::Dead)
    O->L = Life::Unsure;
}

/// What only some cases of such a function release may live on.
void FunctionAnalysis::doubtWhatIsCounted(const State &Before,
                                          llvm::MutableArrayRef<State> After) {
  llvm::SmallSet<ObjectId, 8> Changed;
  for (const State &S : After)
    for (const ObjectState &O : S.Objects) {
      const ObjectState *Was = Before.object(O.Id);
      if (Was ? Was->Hi != O.Hi || Was->L != O.L
              : O.From != Origin::Made && (O.Hi < 0 || O.L == Life::Dead))
        Changed.insert(O.Id);
    }
  for (State &S : After)
    for (ObjectId Id : Changed)
      doubt(Id, S);
}

/// Whether a branch goes by a number that is counted here, or by a helper.
bool FunctionAnalysis::isUndecided(const ir::Function &F) {
  llvm::SmallSet<PlaceId, 4> Counts;
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (I.O == Op::Havoc && I.C != ir::Change::Any)
        Counts.insert(I.Args[0].P);
      else if (I.O == Op::Call && I.Dst != ir::NoPlace)
        Counts.insert(I.Dst);
  for (const ir::Block &B : F.Blocks)
    for (const Instr &I : B.Instrs)
      if (I.O == Op::Copy && I.Args[0].isPlace() && Counts.count(I.Args[0].P))
        Counts.insert(I.Dst);
  auto Asks = [&](const ir::Condition &C) {
    return !C.Right.isPlace() && Counts.count(C.Left);
  };
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Edges, [&](const ir::Edge &E) {
      return llvm::any_of(E.Holds, Asks);
    });
  });
}

bool FunctionAnalysis::isRead(PlaceId P) const {
  auto Names = [&](const ir::Operand &O) {
    return O.isPlace() && Places.isWithin(O.P, P);
  };
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(
               B.Instrs,
               [&](const Instr &I) { return llvm::any_of(I.Args, Names); }) ||
           llvm::any_of(B.Edges, [&](const ir::Edge &E) {
             return llvm::any_of(E.Holds, [&](const ir::Condition &C) {
               return (C.Left != ir::NoPlace && Places.isWithin(C.Left, P)) ||
                      Names(C.Right);
             });
           });
  });
}

/// Of what the callee was led to, and ends in one case and not in another that
/// gives the same result, it is not known whether it lives. What it was given
/// itself the caller has chosen to give.
void FunctionAnalysis::doubtWhatSomeEnd(const Instr &I, const State &Before,
                                        llvm::MutableArrayRef<State> After) {
  llvm::SmallSet<ObjectId, 4> Given;
  for (const ir::Operand &A : I.Args)
    if (A.isPlace())
      if (const Cell *C = Before.find(A.P); C && C->V.isObject())
        Given.insert(C->V.object());
  const bool ByResult = I.Dst != ir::NoPlace && isRead(I.Dst);
  auto Ends = [&](const State &S, ObjectId Id) {
    const ObjectState *Was = Before.object(Id), *Now = S.object(Id);
    if (!Now)
      return Was != nullptr;
    if (Now->L == Life::Dead)
      return !Was || Was->L != Life::Dead;
    return Now->Hi < (Was ? Was->Hi : 0);
  };
  std::map<std::pair<int, int64_t>, std::vector<State *>> ByValue;
  for (State &S : After) {
    Value V = ByResult ? load(resolve(I.Dst, S), S) : Value::unknown();
    const bool IsNumber = V.F == Value::Null || V.F == Value::Int;
    ByValue[{IsNumber ? V.F : Value::Unknown, IsNumber ? V.N : 0}].push_back(
        &S);
  }
  for (auto &[Result, Same] : ByValue) {
    llvm::SmallSet<ObjectId, 8> Ended;
    for (const State *S : Same)
      for (const ObjectState &O : S->Objects)
        if (!Given.count(O.Id) && Ends(*S, O.Id) &&
            llvm::any_of(Same, [&](const State *T) { return !Ends(*T, O.Id); }))
          Ended.insert(O.Id);
    for (State *S : Same)
      for (ObjectId Id : Ended)
        doubt(Id, *S);
  }
}

void FunctionAnalysis::doubtCases(const Instr &I, const Summary &Callee,
                                  const State &Before,
                                  llvm::MutableArrayRef<State> After) {
  if (Callee.F->IsDestructor || Callee.ComparesInputs)
    doubtWhatOnlySomeRelease(Before, After);
  if (After.size() < 2)
    return;
  if (Callee.CountsDown)
    doubtWhatIsCounted(Before, After);
  else if (Callee.Undecided)
    doubtWhatSomeEnd(I, Before, After);
}

} // namespace z3tidy::analysis

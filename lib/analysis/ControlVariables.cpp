// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ControlVariables.h"

#include "llvm/ADT/STLExtras.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <set>

namespace z3tidy::analysis {

using ir::Condition;
using ir::Instr;
using ir::Op;
using ir::PlaceId;

namespace {

/// What a place is set to and compared with, in loops.
struct Role {
  std::set<int64_t> Set, Tested;
  std::set<int64_t> ToldApart; ///< tested for being one of these
  bool FromCall = false;       ///< set to what a callee says: `next(phase)`
  bool Counts = false;         ///< changes by a constant: `refs--`
  bool Strays = false;         ///< is set to what is not known
};

/// A counter that is compared with no greater number says how often its loop
/// runs yet, if it starts with a small number, too.
constexpr int64_t SmallCount = 4;

} // namespace

static bool isSmall(int64_t N) { return std::abs(N) <= SmallCount; }

static std::optional<int64_t> constant(const ir::Operand &O) {
  if (O.F == ir::Operand::Null)
    return 0;
  if (O.F == ir::Operand::Int)
    return O.Value;
  return std::nullopt;
}

ControlVariables::ControlVariables(const ir::Function &F,
                                   const LoopFacts &Loops) {
  std::map<PlaceId, Role> Roles;
  std::vector<std::pair<PlaceId, PlaceId>> Copies;
  for (const ir::Block &B : F.Blocks) {
    if (Loops.innermost(B.Id) < 0)
      continue;
    for (const Instr &I : B.Instrs) {
      if (I.O == Op::Havoc && I.Args[0].isPlace())
        (I.C == ir::Change::Plus ? Roles[I.Args[0].P].Counts
                                 : Roles[I.Args[0].P].Strays) = true;
      if (I.Dst == ir::NoPlace)
        continue;
      if (I.O == Op::Call)
        Roles[I.Dst].FromCall = true;
      else if (I.O == Op::Copy && I.Args[0].isPlace())
        Copies.push_back({I.Args[0].P, I.Dst});
      else if (I.O == Op::Copy)
        if (std::optional<int64_t> N = constant(I.Args[0]))
          Roles[I.Dst].Set.insert(*N);
    }
    for (const ir::Edge &E : B.Edges)
      for (const Condition &C : E.Holds) {
        if (C.F == Condition::Null) {
          Roles[C.Left].Tested.insert(0);
          Roles[C.Left].ToldApart.insert(0);
        } else if (C.F == Condition::Eq || C.F == Condition::Lt ||
                   C.F == Condition::Le)
          if (std::optional<int64_t> N = constant(C.Right)) {
            Roles[C.Left].Tested.insert(*N);
            if (C.F == Condition::Eq)
              Roles[C.Left].ToldApart.insert(*N);
          }
      }
  }
  // `phase = more ? Ask : Done` goes by way of a temporary.
  auto IsTemporary = [&](PlaceId P) { return F.place(P).F == ir::Place::Temp; };
  for (auto [From, To] : Copies)
    if (IsTemporary(From)) {
      const Role Source = Roles[From];
      Roles[To].Set.insert(Source.Set.begin(), Source.Set.end());
      Roles[To].FromCall |= Source.FromCall;
    }
  // A mere flag is left to the states of what it stands for.
  for (const auto &[P, R] : Roles)
    if ((R.FromCall || R.Set.size() > 1) && R.Tested.size() > 1)
      Variables.push_back(P);
    else if (R.Counts && !R.Strays && !R.FromCall && !R.Tested.empty() &&
             llvm::all_of(R.Tested, isSmall) && llvm::all_of(R.Set, isSmall)) {
      Counters.push_back(P);
      if (R.ToldApart.size() > 1)
        Stepped.push_back(P);
    }
  for (auto [From, To] : Copies)
    if (IsTemporary(From) && llvm::is_contained(Variables, To))
      Variables.push_back(From);
}

bool ControlVariables::isStepped(PlaceId P, int64_t To) const {
  return isSmall(To) && llvm::is_contained(Stepped, P);
}

static std::optional<int64_t> numberIn(const State &S, PlaceId P) {
  const Cell *C = S.find(P);
  if (!C || (C->V.F != Value::Int && C->V.F != Value::Null))
    return std::nullopt;
  return C->V.F == Value::Null ? 0 : C->V.N;
}

bool ControlVariables::differ(const State &A, const State &B) const {
  auto Differ = [&](PlaceId P, bool OnlySmall) {
    std::optional<int64_t> InA = numberIn(A, P), InB = numberIn(B, P);
    return InA && InB && *InA != *InB &&
           (!OnlySmall || (isSmall(*InA) && isSmall(*InB)));
  };
  return llvm::any_of(Variables, [&](PlaceId P) { return Differ(P, false); }) ||
         llvm::any_of(Counters, [&](PlaceId P) { return Differ(P, true); });
}

} // namespace z3tidy::analysis

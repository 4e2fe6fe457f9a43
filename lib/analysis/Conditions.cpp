// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a branch teaches: places that are null or a number from now on, and
// tests that have an answer already.

#include "analysis/FunctionAnalysis.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Condition;
using ir::PlaceId;

FactId FunctionAnalysis::factId(std::string Key, llvm::ArrayRef<PlaceId> Deps) {
  auto [It, New] = FactIds.try_emplace(std::move(Key), FactDeps.size());
  if (New)
    FactDeps.emplace_back(Deps.begin(), Deps.end());
  return It->second;
}

/// The fact that the value with this name is not null.
static std::string nonNullKey(const Value &V) {
  return "nonnull s" + std::to_string(V.N);
}

bool FunctionAnalysis::isKnownNonNull(const Value &V, const State &S) {
  auto It = FactIds.find(nonNullKey(V));
  if (It == FactIds.end())
    return false;
  const bool *Holds = S.fact(It->second);
  return Holds && *Holds;
}

void FunctionAnalysis::setNonNull(const Value &V, State &S) {
  assumeText(nonNullKey(V), {}, true, S);
}

void FunctionAnalysis::dropFactsAbout(const Value &V, State &S) {
  std::string Name = "s" + std::to_string(V.N) + " ";
  auto Mentions = [&](FactId F) {
    return (FactTexts[F] + " ").find(Name) != std::string::npos;
  };
  S.Facts.erase(
      std::remove_if(S.Facts.begin(), S.Facts.end(),
                     [&](const auto &F) { return Mentions(F.first); }),
      S.Facts.end());
}

void FunctionAnalysis::invalidateFacts(State &S, PlaceId Changed) {
  auto DependsOnIt = [&](const std::pair<FactId, bool> &F) {
    for (PlaceId D : FactDeps[F.first])
      if (Places.isWithin(D, Changed) || Places.isWithin(Changed, D))
        return true;
    return false;
  };
  S.Facts.erase(std::remove_if(S.Facts.begin(), S.Facts.end(), DependsOnIt),
                S.Facts.end());
}

bool FunctionAnalysis::assume(const Condition &C, State &S) {
  switch (C.F) {
  case Condition::True:
    return !C.Negated;
  case Condition::Null:
    return assumeNull(C.Left, !C.Negated, S);
  case Condition::Eq:
    return assumeEqual(C, S);
  case Condition::Lt:
  case Condition::Le: {
    Value L = load(resolve(C.Left, S), S), R = eval(C.Right, S);
    auto IsNumber = [](const Value &V) {
      return V.F == Value::Int || V.F == Value::Null;
    };
    if (IsNumber(L) && IsNumber(R)) {
      bool Holds = C.F == Condition::Lt ? L.N < R.N : L.N <= R.N;
      return Holds != C.Negated;
    }
    llvm::SmallVector<PlaceId, 2> Deps;
    std::string Key = describe(C.Left, L, Deps, S);
    Key += C.F == Condition::Lt ? " < " : " <= ";
    Key += C.Right.isPlace() ? describe(C.Right.P, R, Deps, S)
                             : "i" + std::to_string(C.Right.Value);
    return assumeText(std::move(Key), Deps, !C.Negated, S);
  }
  case Condition::Opaque: {
    llvm::SmallVector<PlaceId, 2> Deps;
    std::string Key = C.Text;
    for (PlaceId D : C.Deps) {
      Key += " ";
      Key += describe(D, load(resolve(D, S), S), Deps, S);
    }
    return assumeText(std::move(Key), Deps, !C.Negated, S);
  }
  }
  return true;
}

/// A name for the value that outlives a copy if it has one, else the place,
/// which Deps then keeps.
std::string FunctionAnalysis::describe(PlaceId P, const Value &V,
                                       llvm::SmallVectorImpl<PlaceId> &Deps,
                                       State &S) {
  switch (V.F) {
  case Value::Null:
    return "i0";
  case Value::Int:
    return "i" + std::to_string(V.N);
  case Value::Symbol:
    return "s" + std::to_string(V.N);
  default:
    break;
  }
  PlaceId At = resolve(P, S);
  if (At == ir::NoPlace)
    At = P;
  Deps.push_back(At);
  return "p" + std::to_string(At);
}

/// The symbols in a key ("s12 < i3") that are no input's value: an input can be
/// read again.
llvm::SmallVector<SymbolId, 2>
FunctionAnalysis::namelessSymbols(llvm::StringRef Key) const {
  llvm::SmallVector<SymbolId, 2> Found;
  llvm::SmallVector<llvm::StringRef, 4> Words;
  Key.split(Words, ' ');
  for (llvm::StringRef Word : Words) {
    SymbolId Symbol;
    if (Word.consume_front("s") && !Word.getAsInteger(10, Symbol) &&
        Symbol < SymbolPlaces.size() && SymbolPlaces[Symbol] == ir::NoPlace)
      Found.push_back(Symbol);
  }
  return Found;
}

bool FunctionAnalysis::assumeText(std::string Key, llvm::ArrayRef<PlaceId> Deps,
                                  bool Holds, State &S) {
  FactId F = factId(Key, Deps);
  if (FactTexts.size() <= F) {
    FactTexts.resize(F + 1);
    FactSymbols.resize(F + 1);
    FactSymbols[F] = namelessSymbols(Key);
  }
  FactTexts[F] = std::move(Key);
  if (const bool *Before = S.fact(F))
    return *Before == Holds;
  S.setFact(F, Holds);
  return true;
}

/// A context in which a reference is owned is there: `if (node && context)`.
bool FunctionAnalysis::isContextInUse(ObjectId Context, const State &S) {
  return std::any_of(
      S.Objects.begin(), S.Objects.end(), [&](const ObjectState &O) {
        return O.Context == Context && O.L == Life::Alive && O.Lo > 0;
      });
}

bool FunctionAnalysis::assumeNull(PlaceId P, bool IsNull, State &S) {
  PlaceId At = resolve(P, S);
  Value V = load(At, S);
  switch (V.F) {
  case Value::Null:
    return IsNull;
  case Value::Int:
  case Value::Address:
    return !IsNull;
  case Value::Object: {
    if (!V.MaybeNull || isContextInUse(V.object(), S))
      return !IsNull;
    const ObjectName &N = name(V.object());
    if (N.F == ObjectName::Input)
      S.assumeInput(
          {IsNull ? Assumption::Null : Assumption::NonNull, PlaceId(N.N)});
    S.replace(V, IsNull ? Value::null() : Value::object(V.object()));
    return true;
  }
  case Value::Symbol: {
    if (IsNull) {
      if (isKnownNonNull(V, S))
        return false;
    }
    PlaceId Source = SymbolPlaces[V.N];
    if (!assumeText(nonNullKey(V), {}, !IsNull, S))
      return false;
    if (Source != ir::NoPlace)
      S.assumeInput({IsNull ? Assumption::Null : Assumption::NonNull, Source});
    if (IsNull)
      S.replace(V, Value::null());
    return true;
  }
  case Value::Unknown:
    if (At == ir::NoPlace || isSummaryElement(At))
      return true;
    if (IsNull) {
      bool Assigned = true;
      S.set(At, Value::null(), Assigned);
      return true;
    }
    return assumeText("nonnull p" + std::to_string(At), {At}, true, S);
  }
  return true;
}

bool FunctionAnalysis::assumeEqual(const Condition &C, State &S) {
  if (C.Right.F == ir::Operand::Null ||
      (C.Right.F == ir::Operand::Int && C.Right.Value == 0))
    return assumeNull(C.Left, !C.Negated, S);
  Value L = load(resolve(C.Left, S), S), R = eval(C.Right, S);
  auto IsNumber = [](const Value &V) {
    return V.F == Value::Int || V.F == Value::Null;
  };
  if (IsNumber(L) && IsNumber(R))
    return (L.N == R.N) != C.Negated;
  if (L.isSymbol() && L == R)
    return !C.Negated;
  if (L.isSymbol() && R.F == Value::Null && C.Right.isPlace())
    return assumeNull(C.Left, !C.Negated, S);
  if (R.isSymbol() && L.F == Value::Null && C.Right.isPlace())
    return assumeNull(C.Right.P, !C.Negated, S);
  llvm::SmallVector<PlaceId, 2> Deps;
  std::string Key = describe(C.Left, L, Deps, S) + " == " +
                    (C.Right.isPlace() ? describe(C.Right.P, R, Deps, S)
                                       : "i" + std::to_string(C.Right.Value));
  if (!assumeText(std::move(Key), Deps, !C.Negated, S))
    return false;
  if (C.Negated || R.F != Value::Int)
    return true;
  // The place is this number from here on.
  if (L.isSymbol()) {
    if (PlaceId Source = SymbolPlaces[L.N]; Source != ir::NoPlace)
      S.assumeInput({Assumption::Equal, Source, R.N});
    S.replace(L, R);
  }
  return true;
}

} // namespace z3tidy::analysis

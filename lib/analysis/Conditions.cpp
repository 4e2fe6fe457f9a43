// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a branch teaches: places that are null or a number from now on, and
// tests that have an answer already.

#include "analysis/FunctionAnalysis.h"
#include "ir/Names.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Condition;
using ir::PlaceId;

/// The fact that the value with this name is not null.
static std::string nonNullKey(const Value &V) {
  return "nonnull s" + std::to_string(V.N);
}

bool FunctionAnalysis::isKnownNonNull(const Value &V, const State &S) const {
  return isFact(nonNullKey(V), true, S);
}

/// Whether the text is known to hold, or not to hold.
bool FunctionAnalysis::isFact(const std::string &Text, bool Holds,
                              const State &S) const {
  auto It = FactIds.find(Text);
  const bool *Known = It == FactIds.end() ? nullptr : S.fact(It->second);
  return Known && *Known == Holds;
}

bool FunctionAnalysis::assumeNonNull(const Value &V, bool IsNonNull, State &S) {
  Subject About;
  noteSymbol(V, About);
  return assumeText(nonNullKey(V), About, IsNonNull, S);
}

template <typename Fn> static void eraseFacts(State &S, Fn Goes) {
  S.Facts.erase(
      std::remove_if(S.Facts.begin(), S.Facts.end(),
                     [&](const auto &Fact) { return Goes(Fact.first); }),
      S.Facts.end());
}

void FunctionAnalysis::dropFactsAbout(SymbolId Symbol, State &S) {
  eraseFacts(S, [&](FactId F) {
    return llvm::is_contained(Subjects[F].Symbols, Symbol);
  });
}

void FunctionAnalysis::invalidateFacts(State &S, PlaceId Changed) {
  eraseFacts(S, [&](FactId F) {
    return llvm::any_of(Subjects[F].Places, [&](PlaceId P) {
      return Places.isWithin(P, Changed) || Places.isWithin(Changed, P);
    });
  });
}

/// A fact about a value that no place holds any more can not be asked again.
void FunctionAnalysis::pruneFacts(State &S) const {
  llvm::SmallSet<SymbolId, 16> Held;
  for (const Cell &C : S.Cells)
    if (C.V.isSymbol())
      Held.insert(C.V.N);
  eraseFacts(S, [&](FactId F) {
    return llvm::any_of(Subjects[F].Symbols,
                        [&](SymbolId Symbol) { return !Held.count(Symbol); });
  });
}

/// Whether the iterator leads to an element that was put there.
bool FunctionAnalysis::leadsToHeld(PlaceId Iterator, State &S) {
  const Value V = load(resolve(Iterator, S), S);
  return V.isAddress() && isContentElement(V.N) &&
         llvm::any_of(S.Cells, [&](const Cell &C) {
           return C.V.isObject() && !C.V.MaybeNull && Places.isWithin(C.P, V.N);
         });
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
    Subject About;
    std::string Key = describe(C.Left, L, About, S);
    Key += C.F == Condition::Lt ? " < " : " <= ";
    Key += C.Right.isPlace() ? describe(C.Right.P, R, About, S)
                             : "i" + std::to_string(C.Right.Value);
    if (!assumeText(std::move(Key), About, !C.Negated, S))
      return false;
    // Which of the answers of Z3 and z3++ this leaves out.
    for (int64_t Answer = -1; IsNumber(R) && Answer <= 2; ++Answer)
      if ((C.F == Condition::Lt ? Answer < R.N : Answer <= R.N) == C.Negated)
        noteAnswerIsNot(L, Answer ? Value::integer(Answer) : Value::null(), S);
    return true;
  }
  case Condition::Bits: {
    Value L = load(resolve(C.Left, S), S);
    if (L.F == Value::Int || L.F == Value::Null)
      return ((L.N & C.Right.Value) != 0) != C.Negated;
    Subject About;
    std::string Key =
        describe(C.Left, L, About, S) + " has " + std::to_string(C.Right.Value);
    return assumeText(std::move(Key), About, !C.Negated, S);
  }
  case Condition::Opaque: {
    if (C.Text == ir::AtEndTest && leadsToHeld(C.Deps.front(), S))
      return C.Negated;
    Subject About;
    std::string Key = C.Text;
    for (PlaceId D : C.Deps) {
      Key += " ";
      Key += describe(D, load(resolve(D, S), S), About, S);
    }
    return assumeText(std::move(Key), About, !C.Negated, S);
  }
  }
  return true;
}

/// An input's value is not noted: it can be read again, and so can what a term
/// says of itself.
void FunctionAnalysis::noteSymbol(const Value &V, Subject &About) const {
  if (V.isSymbol() && SymbolPlaces[V.N] == ir::NoPlace &&
      !LastingSymbols.count(V.N))
    About.Symbols.push_back(V.N);
}

/// A name for the value that outlives a copy if it has one, else the place.
/// About takes down what the name stands and falls with.
std::string FunctionAnalysis::describe(PlaceId P, const Value &V,
                                       Subject &About, State &S) {
  switch (V.F) {
  case Value::Null:
    return "i0";
  case Value::Int:
    return "i" + std::to_string(V.N);
  case Value::Symbol:
    noteSymbol(V, About);
    return "s" + std::to_string(V.N);
  default:
    break;
  }
  PlaceId At = resolve(P, S);
  if (At == ir::NoPlace)
    At = P;
  About.Places.push_back(At);
  return "p" + std::to_string(At);
}

bool FunctionAnalysis::assumeText(std::string Key, const Subject &About,
                                  bool Holds, State &S) {
  auto [It, New] = FactIds.try_emplace(std::move(Key), Subjects.size());
  if (New)
    Subjects.push_back(About);
  if (const bool *Before = S.fact(It->second))
    return *Before == Holds;
  S.setFact(It->second, Holds);
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
    if (ObjectState *O = S.object(V.object());
        O && IsNull && O->Request != ir::NoInstr)
      O->Lo = O->Hi = 0; // there is none
    return true;
  }
  case Value::Symbol: {
    if (IsNull) {
      if (isKnownNonNull(V, S))
        return false;
    }
    PlaceId Source = SymbolPlaces[V.N];
    if (!assumeNonNull(V, !IsNull, S))
      return false;
    if (!IsNull)
      noteAnswerIsNot(V, Value::null(), S);
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
    // Under a name, what is learned goes with the copies of the value.
    V = Value::symbol(joinedSymbol(At, S));
    S.set(At, V);
    return assumeNonNull(V, true, S);
  }
  return true;
}

/// Whether a branch has said so of the two values, by their names.
bool FunctionAnalysis::isLess(const std::string &A, const std::string &B,
                              const State &S) const {
  return isFact(A + " < " + B, true, S) || isFact(B + " <= " + A, false, S);
}

/// Whether New is a term that has Old as one of its arguments: then it is never
/// the same term. (Of what Z3_simplify and the like give that can't be said.)
bool FunctionAnalysis::isMadeFrom(const Value &New, const Value &Old,
                                  State &S) {
  const ir::InstrId Site = New.isObject() ? siteOf(New.object()) : ir::NoInstr;
  if (Site == ir::NoInstr || !Old.isObject() || name(New.object()).Older)
    return false;
  const ir::Instr &I = F.instr(Site);
  return I.O == ir::Op::New &&
         llvm::StringRef(I.Callee).starts_with("Z3_mk_") &&
         llvm::any_of(I.Args, [&](const ir::Operand &A) {
           return A.isPlace() && peek(A, S) == Old;
         });
}

/// Whether a loop counts I up by ones as long as it is less than N, and nothing
/// else changes it: it is not greater, then.
bool FunctionAnalysis::countsUpTo(PlaceId I, const ir::Operand &N) const {
  if (Places[I].F != ir::Place::Local)
    return false;
  auto IsBound = [&](const Condition &C) {
    return C.F == Condition::Lt && !C.Negated && C.Left == I &&
           C.Right.F == N.F && C.Right.P == N.P && C.Right.Value == N.Value;
  };
  bool Counts = false;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &Change : B.Instrs) {
      if (Change.Dst == I)
        if (Change.O != ir::Op::Copy || Change.Args[0].isPlace())
          return false;
      if (Change.O != ir::Op::Havoc || Change.Args[0].P != I)
        continue;
      const int Loop = Loops.innermost(B.Id);
      if (Loop < 0 || Change.C != ir::Change::Plus || Change.By != 1 ||
          llvm::none_of(
              F.Blocks[Loops.loops()[Loop].Header].Edges,
              [&](const ir::Edge &E) {
                return llvm::any_of(E.Holds, IsBound);
              }))
        return false;
      Counts = true;
    }
  return Counts;
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
  if (L.isAddress() && R.isAddress())
    return (L.N == R.N) != C.Negated;
  if (isMadeFrom(L, R, S) || isMadeFrom(R, L, S))
    return C.Negated;
  if (L.isSymbol() && R.F == Value::Null && C.Right.isPlace())
    return assumeNull(C.Left, !C.Negated, S);
  if (R.isSymbol() && L.F == Value::Null && C.Right.isPlace())
    return assumeNull(C.Right.P, !C.Negated, S);
  Subject About;
  std::string Left = describe(C.Left, L, About, S);
  std::string Right = C.Right.isPlace() ? describe(C.Right.P, R, About, S)
                                        : "i" + std::to_string(C.Right.Value);
  if (!C.Negated && (isLess(Left, Right, S) || isLess(Right, Left, S)))
    return false;
  // `for (i = 0; i < n; i++)` was not left before its end, and `i != n`.
  if (C.Negated && isFact(Left + " < " + Right, false, S) &&
      countsUpTo(C.Left, C.Right))
    return false;
  if (C.Negated && C.Right.isPlace() &&
      isFact(Right + " < " + Left, false, S) &&
      countsUpTo(C.Right.P, ir::Operand::place(C.Left)))
    return false;
  if (!assumeText(Left + " == " + Right, About, !C.Negated, S))
    return false;
  if (C.Negated)
    noteAnswerIsNot(L, R, S);
  if (C.Negated && TellsUnequal && L.isSymbol() && R.F == Value::Int)
    if (PlaceId Source = SymbolPlaces[L.N]; Source != ir::NoPlace)
      S.assumeInput({Assumption::NotEqual, Source, R.N});
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

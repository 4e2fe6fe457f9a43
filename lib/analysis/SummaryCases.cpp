// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/SummaryCases.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

/// More cases are not told apart.
constexpr size_t MaxCases = 12;

/// Joined cases that say more than this cost callers more than they tell.
constexpr size_t MaxJoinedSize = 48;

bool operator==(const NewObject &A, const NewObject &B) {
  return A.K == B.K && A.Lo == B.Lo && A.Hi == B.Hi && A.Escaped == B.Escaped &&
         A.Fresh == B.Fresh && A.Kept == B.Kept && A.Wrapped == B.Wrapped &&
         A.Many == B.Many && A.ByHand == B.ByHand && A.L == B.L &&
         A.Foreign == B.Foreign && A.Borrowed == B.Borrowed &&
         A.OwnerPlace == B.OwnerPlace && A.OwnerNew == B.OwnerNew &&
         A.Mode == B.Mode && A.ContextPlace == B.ContextPlace &&
         A.ContextNew == B.ContextNew && A.Wrappers == B.Wrappers &&
         A.Answer == B.Answer && A.Silent == B.Silent && A.How == B.How;
}

uint16_t SummaryCase::nameOf(unsigned N) const {
  const ir::Kind K = News[N].K;
  auto Before = llvm::ArrayRef(News).take_front(N);
  unsigned Same = llvm::count_if(
      Before, [&](const NewObject &Other) { return Other.K == K; });
  return unsigned(K) << 8 | std::min(Same, 255U);
}

const SummaryStore *SummaryCase::result(const ir::PlaceTable &Places) const {
  auto It = llvm::find_if(Stores, [&](const SummaryStore &Store) {
    return Places[Store.P].F == Place::Ret;
  });
  return It == Stores.end() ? nullptr : &*It;
}

bool operator==(const Effect &A, const Effect &B) {
  return A.P == B.P && A.Lo == B.Lo && A.Hi == B.Hi && A.Used == B.Used &&
         A.Kept == B.Kept && A.InSlot == B.InSlot && A.Escaped == B.Escaped &&
         A.Deleted == B.Deleted && A.Context == B.Context &&
         A.Wrappers == B.Wrappers && A.Answer == B.Answer &&
         A.Wants == B.Wants && A.Scope == B.Scope && A.Trail == B.Trail &&
         A.LastObject == B.LastObject && A.WritesText == B.WritesText &&
         A.KeepsRaw == B.KeepsRaw;
}

bool operator==(const SummaryStore &A, const SummaryStore &B) {
  return A.P == B.P && A.V == B.V;
}

static bool sameOutcome(const SummaryCase &A, const SummaryCase &B) {
  return A.News == B.News && A.Effects == B.Effects && A.Stores == B.Stores;
}

bool sameSummary(const Summary &A, const Summary &B) {
  auto Same = [](const SummaryCase &A, const SummaryCase &B) {
    return sameOutcome(A, B) && A.Requires == B.Requires;
  };
  return A.Known == B.Known && A.ThrowsUnknown == B.ThrowsUnknown &&
         A.Blurred == B.Blurred && A.Touched.size() == B.Touched.size() &&
         A.GivenBack == B.GivenBack &&
         A.EscapedInputs.size() == B.EscapedInputs.size() &&
         std::equal(A.Cases.begin(), A.Cases.end(), B.Cases.begin(),
                    B.Cases.end(), Same) &&
         std::equal(A.Throws.begin(), A.Throws.end(), B.Throws.begin(),
                    B.Throws.end(), Same);
}

/// Whether the two differ in one assumption only, which one makes and the other
/// makes the opposite of: together they do not need it.
static bool complement(const SummaryCase &A, const SummaryCase &B,
                       Assumptions &Common) {
  if (A.Requires.size() != B.Requires.size())
    return false;
  Common.clear();
  unsigned Different = 0;
  for (size_t I = 0; I < A.Requires.size(); ++I) {
    const Assumption &X = A.Requires[I], &Y = B.Requires[I];
    if (X == Y) {
      Common.push_back(X);
      continue;
    }
    bool Opposite = X.P == Y.P && X.isNegated() != Y.isNegated() &&
                    X.isOfNumber() == Y.isOfNumber() && X.N == Y.N;
    if (!Opposite || ++Different > 1)
      return false;
  }
  return true;
}

void mergeCases(std::vector<SummaryCase> &Cases) {
  for (bool Exact : {true, false}) {
    if (!Exact && Cases.size() <= MaxCases)
      return;
    for (size_t I = 0; I < Cases.size(); ++I)
      for (size_t J = I + 1; J < Cases.size();) {
        Assumptions Common;
        bool Joins = sameOutcome(Cases[I], Cases[J]);
        if (Joins && Exact) {
          Joins = complement(Cases[I], Cases[J], Common);
        } else if (Joins) {
          for (const Assumption &A : Cases[I].Requires)
            if (llvm::is_contained(Cases[J].Requires, A))
              Common.push_back(A);
        }
        if (!Joins) {
          ++J;
          continue;
        }
        Cases[I].Requires = Common;
        Cases.erase(Cases.begin() + J);
        J = I + 1;
      }
  }
}

namespace {

/// Joins case after case into one: what they agree on is kept, the rest becomes
/// unknown, and the objects concerned escape, so that nothing is told of them.
class CaseJoin {
public:
  explicit CaseJoin(SummaryCase First) : Case(std::move(First)) {}

  void add(const SummaryCase &Other) {
    llvm::erase_if(Case.Requires, [&](const Assumption &A) {
      return !llvm::is_contained(Other.Requires, A);
    });
    joinStores(Other);
    joinEffects(Other);
  }

  SummaryCase take() {
    for (PlaceId P : Overwritten)
      effectOn(P).Escaped = true;
    return std::move(Case);
  }

private:
  void joinStores(const SummaryCase &Other) {
    Twins.clear();
    for (SummaryStore &Store : Case.Stores)
      if (const SummaryStore *There = storeTo(Other, Store.P);
          !There || !joinValue(Store.V, There->V, Other)) {
        if (Store.V.F == SummaryValue::New)
          Case.News[Store.V.N].Escaped = true;
        Store.V = {};
        Overwritten.insert(Store.P);
      }
    for (const SummaryStore &Store : Other.Stores)
      if (!storeTo(Case, Store.P)) {
        Case.Stores.push_back({Store.P, {}});
        Overwritten.insert(Store.P);
      }
  }

  static const SummaryStore *storeTo(const SummaryCase &In, PlaceId P) {
    auto It = llvm::find_if(
        In.Stores, [&](const SummaryStore &Store) { return Store.P == P; });
    return It == In.Stores.end() ? nullptr : &*It;
  }

  static bool isNonNull(const SummaryValue &V) {
    return V.F == SummaryValue::NonNull || V.F == SummaryValue::Address ||
           (V.F == SummaryValue::Int && V.N != 0);
  }

  /// False: the two have nothing in common.
  bool joinValue(SummaryValue &V, const SummaryValue &There,
                 const SummaryCase &Other) {
    if (V.F == SummaryValue::New && There.F == SummaryValue::New)
      return areTwins(V.N, There.N, Other);
    if (V == There && V.F != SummaryValue::New)
      return true;
    if (!isNonNull(V) || !isNonNull(There))
      return false;
    V = {SummaryValue::NonNull, 0};
    return true;
  }

  /// Whether the new objects are alike, and each is no other's twin.
  bool areTwins(int64_t N, int64_t There, const SummaryCase &Other) {
    auto [It, IsNew] = Twins.try_emplace(N, There);
    if (!IsNew)
      return It->second == There;
    NewObject &A = Case.News[N], B = Other.News[There];
    B.Kept = A.Kept |= B.Kept;
    B.Silent = A.Silent &= B.Silent;
    if (A.Answer != B.Answer)
      B.Answer = A.Answer = Asked::Unknown;
    bool InNew = A.ContextNew >= 0 && B.ContextNew >= 0;
    if (!InNew && (A.ContextNew >= 0 || A.ContextPlace != B.ContextPlace)) {
      A.ContextNew = B.ContextNew = -1;
      B.ContextPlace = A.ContextPlace = ir::NoPlace;
    }
    if (InNew && areTwins(A.ContextNew, B.ContextNew, Other))
      B.ContextNew = A.ContextNew;
    if (A.OwnerNew >= 0 && B.OwnerNew >= 0 &&
        areTwins(A.OwnerNew, B.OwnerNew, Other))
      B.OwnerNew = A.OwnerNew;
    return A == B;
  }

  void joinEffects(const SummaryCase &Other) {
    for (Effect &E : Case.Effects)
      joinEffect(E, effectIn(Other, E.P));
    for (const Effect &E : Other.Effects)
      joinEffect(effectOn(E.P), E);
  }

  /// What a case does to the object; nothing, if it does not speak of it.
  static Effect effectIn(const SummaryCase &In, PlaceId P) {
    auto It =
        llvm::find_if(In.Effects, [&](const Effect &E) { return E.P == P; });
    if (It != In.Effects.end())
      return *It;
    Effect None{};
    None.P = P;
    return None;
  }

  Effect &effectOn(PlaceId P) {
    auto It =
        llvm::find_if(Case.Effects, [&](const Effect &E) { return E.P == P; });
    if (It != Case.Effects.end())
      return *It;
    Case.Effects.push_back(effectIn(Case, P));
    return Case.Effects.back();
  }

  static void joinEffect(Effect &E, const Effect &Other) {
    if (E.Lo != Other.Lo || E.Hi != Other.Hi || E.Deleted != Other.Deleted ||
        E.Wrappers != Other.Wrappers) {
      E.Lo = E.Hi = E.Wrappers = 0;
      E.Deleted = false;
      E.Escaped = true;
    }
    E.KeepsRaw = E.Escaped && Other.Escaped && E.KeepsRaw && Other.KeepsRaw;
    E.Used |= Other.Used;
    E.Kept |= Other.Kept;
    E.InSlot |= Other.InSlot;
    E.Escaped |= Other.Escaped;
    E.WritesText &= Other.WritesText;
    if (E.Context != Other.Context)
      E.Context = ir::NoPlace;
    if (E.Answer != Other.Answer)
      E.Answer = Asked::Unknown;
    E.Wants = E.Wants.common(Other.Wants);
    if (E.Scope != Other.Scope)
      E.Scope = E.Scope == Effect::Closes || Other.Scope == Effect::Closes
                    ? Effect::Closes
                    : Effect::Balanced;
    joinSlot(E.Trail, Other.Trail);
    joinSlot(E.LastObject, Other.LastObject);
  }

  static void joinSlot(Effect::SlotWrite &W, const Effect::SlotWrite &Other) {
    W.Written &= Other.Written;
    W.New = -1;
  }

  SummaryCase Case;
  std::map<int64_t, int64_t> Twins; ///< new objects here and in the other case
  std::set<PlaceId> Overwritten;    ///< places that not all cases store alike
};

/// What a caller tests to know which way a call went.
SummaryValue resultOf(const SummaryCase &Case, const ir::PlaceTable &Places) {
  const SummaryStore *Result = Case.result(Places);
  if (!Result)
    return {};
  bool IsPointer =
      Result->V.F == SummaryValue::New || Result->V.F == SummaryValue::Address;
  return IsPointer ? SummaryValue{SummaryValue::NonNull, 0} : Result->V;
}

} // namespace

bool limitCases(std::vector<SummaryCase> &Cases, const ir::PlaceTable &Places) {
  if (Cases.size() <= MaxCases)
    return true;
  using Result = std::pair<SummaryValue::Form, int64_t>;
  std::map<Result, CaseJoin> ByResult;
  for (bool ByValue : {true, false}) {
    ByResult.clear();
    for (const SummaryCase &C : Cases) {
      SummaryValue V = ByValue ? resultOf(C, Places) : SummaryValue();
      auto [It, IsFirst] = ByResult.try_emplace({V.F, V.N}, C);
      if (!IsFirst)
        It->second.add(C);
    }
    if (ByResult.size() <= MaxCases)
      break;
  }
  Cases.clear();
  for (auto &[V, Join] : ByResult)
    Cases.push_back(Join.take());
  return llvm::all_of(Cases, [](const SummaryCase &C) {
    return C.Effects.size() + C.Stores.size() <= MaxJoinedSize;
  });
}

} // namespace z3tidy::analysis

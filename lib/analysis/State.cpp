// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Look-up, agreement and join of states. All tables are sorted vectors: they
// are small, copied at every branch, and compared in one sweep.

#include "analysis/State.h"

#include <algorithm>

namespace z3tidy::analysis {

bool ObjectState::sameTypestate(const ObjectState &O) const {
  return Id == O.Id && L == O.L && How == O.How && Lo == O.Lo && Hi == O.Hi &&
         Escaped == O.Escaped && Fresh == O.Fresh &&
         ((isCountedTerm() && O.isCountedTerm()) ||
          (Kept == O.Kept && KeptBy == O.KeptBy)) &&
         Taken == O.Taken && Gone == O.Gone && Many == O.Many &&
         Mixed == O.Mixed && Wrapped == O.Wrapped && Context == O.Context &&
         Mode == O.Mode && Trail == O.Trail && LastObject == O.LastObject &&
         OpenScope == O.OpenScope && Wrappers == O.Wrappers &&
         WrappedAt == O.WrappedAt && Answer == O.Answer &&
         AnswerValue == O.AnswerValue && Silent == O.Silent &&
         Unread == O.Unread && Request == O.Request;
}

template <typename Vector, typename Key, typename Projection>
static auto lowerBound(Vector &V, Key K, Projection Of) {
  return std::lower_bound(V.begin(), V.end(), K,
                          [&](const auto &E, Key K) { return Of(E) < K; });
}

static auto cellAt(std::vector<Cell> &Cells, ir::PlaceId P) {
  return lowerBound(Cells, P, [](const Cell &C) { return C.P; });
}

const Cell *State::find(ir::PlaceId P) const {
  auto It = cellAt(const_cast<State *>(this)->Cells, P);
  return It != Cells.end() && It->P == P ? &*It : nullptr;
}

void State::set(ir::PlaceId P, Value V, bool Assigned) {
  auto It = cellAt(Cells, P);
  if (It != Cells.end() && It->P == P) {
    It->V = V;
    It->Assigned |= Assigned;
  } else {
    Cells.insert(It, {P, V, Assigned});
  }
}

void State::erase(ir::PlaceId P) {
  auto It = cellAt(Cells, P);
  if (It != Cells.end() && It->P == P)
    Cells.erase(It);
}

void State::replace(Value From, Value To) {
  for (Cell &C : Cells)
    if (C.V == From)
      C.V = To;
  for (ObjectState &O : Objects)
    if (O.AnswerValue == From)
      O.AnswerValue = To;
}

ObjectState *State::object(ObjectId O) {
  auto It = lowerBound(Objects, O, [](const ObjectState &S) { return S.Id; });
  return It != Objects.end() && It->Id == O ? &*It : nullptr;
}

ObjectState &State::addObject(ObjectState O) {
  auto It =
      lowerBound(Objects, O.Id, [](const ObjectState &S) { return S.Id; });
  if (It != Objects.end() && It->Id == O.Id) {
    *It = O;
    return *It;
  }
  return *Objects.insert(It, O);
}

void State::eraseObject(ObjectId O) {
  auto It = lowerBound(Objects, O, [](const ObjectState &S) { return S.Id; });
  if (It != Objects.end() && It->Id == O)
    Objects.erase(It);
}

static auto factAt(std::vector<std::pair<FactId, bool>> &Facts, FactId F) {
  return lowerBound(Facts, F, [](const auto &E) { return E.first; });
}

const bool *State::fact(FactId F) const {
  auto It = factAt(const_cast<State *>(this)->Facts, F);
  return It != Facts.end() && It->first == F ? &It->second : nullptr;
}

void State::setFact(FactId F, bool Holds) {
  auto It = factAt(Facts, F);
  if (It != Facts.end() && It->first == F)
    It->second = Holds;
  else
    Facts.insert(It, {F, Holds});
}

void State::assumeInput(Assumption A) {
  auto It = std::lower_bound(Assumed.begin(), Assumed.end(), A);
  if (It == Assumed.end() || !(*It == A))
    Assumed.insert(It, A);
}

/// Whether a value says where an object is; such values are typestate.
/// (A value that came in from the caller leads to what its place leads to.)
static bool isLink(const Value &V) {
  return V.leadsOn() || (V.isSymbol() && V.FromCaller);
}

/// Calls Visit(A's cell or null, B's cell or null) for all cells of both.
template <typename Fn>
static bool forEachPair(const State &A, const State &B, Fn Visit) {
  auto I = A.Cells.begin(), IE = A.Cells.end();
  auto J = B.Cells.begin(), JE = B.Cells.end();
  while (I != IE || J != JE) {
    bool TakeI = I != IE && (J == JE || I->P <= J->P);
    bool TakeJ = J != JE && (I == IE || J->P <= I->P);
    if (!Visit(TakeI ? &*I : nullptr, TakeJ ? &*J : nullptr))
      return false;
    I += TakeI;
    J += TakeJ;
  }
  return true;
}

bool State::agreesWith(const State &O) const {
  if (Objects.size() != O.Objects.size() || Lossy != O.Lossy)
    return false;
  for (size_t I = 0; I < Objects.size(); ++I)
    if (!Objects[I].sameTypestate(O.Objects[I]))
      return false;
  return forEachPair(*this, O, [](const Cell *A, const Cell *B) {
    bool LinkA = A && isLink(A->V), LinkB = B && isLink(B->V);
    if (!LinkA && !LinkB)
      return true;
    return LinkA && LinkB && A->V.F == B->V.F && A->V.N == B->V.N;
  });
}

/// The join of two values of one place.
static Value join(const Value &A, const Value &B) {
  if (A == B) {
    Value Same = A;
    Same.Moved &= B.Moved;
    return Same;
  }
  if (A.F == B.F && A.N == B.N)
    return {A.F, A.MaybeNull || B.MaybeNull, A.N};
  if (A.isObject() && B.F == Value::Null)
    return {A.F, true, A.N};
  if (B.isObject() && A.F == Value::Null)
    return {B.F, true, B.N};
  return Value::unknown();
}

/// Joins the cells of B into A. A place that only one of the two has written or
/// tested is unknown in the join; if neither wrote it, it is as at entry.
static bool joinCells(State &A, const State &B) {
  std::vector<Cell> Joined;
  Joined.reserve(A.Cells.size());
  bool Weaker = false;
  forEachPair(A, B, [&](const Cell *X, const Cell *Y) {
    if (X && Y && !X->Assigned && !Y->Assigned && !(X->V == Y->V) &&
        !isLink(X->V) && !isLink(Y->V)) {
      Weaker = true; // tested one way and the other: as at entry again
    } else if (X && Y) {
      Cell C{X->P, join(X->V, Y->V), X->Assigned || Y->Assigned};
      Weaker |= !(C.V == X->V) || C.Assigned != X->Assigned;
      Joined.push_back(C);
    } else if ((X && X->Assigned) || (Y && Y->Assigned)) {
      Cell C{X ? X->P : Y->P, Value::unknown(), true};
      Weaker |= !X || !(X->V == C.V);
      Joined.push_back(C);
    } else {
      Weaker |= X != nullptr;
    }
    return true;
  });
  A.Cells = std::move(Joined);
  return Weaker;
}

template <typename Container>
static bool intersect(Container &A, const Container &B) {
  size_t Before = A.size();
  A.erase(std::remove_if(A.begin(), A.end(),
                         [&](const auto &E) {
                           return std::find(B.begin(), B.end(), E) == B.end();
                         }),
          A.end());
  return A.size() != Before;
}

static bool joinFacts(State &A, const State &B) {
  std::vector<std::pair<FactId, bool>> Common;
  std::set_intersection(A.Facts.begin(), A.Facts.end(), B.Facts.begin(),
                        B.Facts.end(), std::back_inserter(Common));
  bool Weaker = Common.size() != A.Facts.size();
  A.Facts = std::move(Common);
  return Weaker;
}

bool State::weaken(const State &O) {
  bool Weaker = joinCells(*this, O);
  Weaker |= joinFacts(*this, O);
  Weaker |= intersect(Assumed, O.Assumed);
  Weaker |= Unwound && !O.Unwound;
  Unwound &= O.Unwound;
  for (size_t I = 0; I < Objects.size(); ++I) {
    Weaker |= O.Objects[I].Used && !Objects[I].Used;
    Objects[I].Used |= O.Objects[I].Used;
    Weaker |= O.Objects[I].Closed && !Objects[I].Closed;
    Objects[I].Closed |= O.Objects[I].Closed;
    Weaker |= O.Objects[I].ByHand && !Objects[I].ByHand;
    Objects[I].ByHand |= O.Objects[I].ByHand;
    // While it is counted, it does not matter yet what else keeps it.
    if (Objects[I].Kept != O.Objects[I].Kept ||
        Objects[I].KeptBy != O.Objects[I].KeptBy) {
      Weaker |= !Objects[I].Kept;
      Objects[I].Kept = true;
    }
    Weaker |= O.Objects[I].Uncounted && !Objects[I].Uncounted;
    Objects[I].Uncounted |= O.Objects[I].Uncounted;
    Wish Common = Objects[I].Wants.common(O.Objects[I].Wants);
    Weaker |= !(Common == Objects[I].Wants);
    Objects[I].Wants = Common;
    if (Objects[I].AnsweredAt == ir::NoInstr &&
        O.Objects[I].AnsweredAt != ir::NoInstr) {
      Weaker = true; // it may have been asked here
      Objects[I].AnsweredAt = O.Objects[I].AnsweredAt;
    }
    if (Objects[I].Pending != O.Objects[I].Pending ||
        Objects[I].Overtaken != O.Objects[I].Overtaken) {
      Weaker |= Objects[I].Pending != ir::NoInstr;
      Objects[I].Pending = ir::NoInstr;
      Objects[I].Overtaken = false;
    }
    for (auto Wrote :
         {&ObjectState::WroteTrail, &ObjectState::WroteLastObject}) {
      Weaker |= Objects[I].*Wrote && !(O.Objects[I].*Wrote);
      Objects[I].*Wrote &= O.Objects[I].*Wrote;
    }
    if (Objects[I].UsedIn != O.Objects[I].UsedIn) {
      Weaker |= Objects[I].UsedIn != NoObject;
      Objects[I].UsedIn = NoObject;
    }
    Weaker |= O.Objects[I].Element && !Objects[I].Element;
    Objects[I].Element |= O.Objects[I].Element;
  }
  return Weaker;
}

/// One object for two that differ: nothing certain is left of it.
static ObjectState blur(const ObjectState &A, const ObjectState &B) {
  ObjectState J = A;
  J.Lo = std::min(A.Lo, B.Lo);
  J.Hi = std::max(A.Hi, B.Hi);
  J.L = A.L == B.L ? A.L : Life::Unsure;
  J.How = A.How == B.How ? A.How : Death::None;
  J.Escaped = true;
  J.Uncounted = A.Uncounted || B.Uncounted;
  J.Fresh = A.Fresh && B.Fresh;
  J.Kept = A.Kept || B.Kept || A.KeptBy != B.KeptBy;
  J.Taken = A.Taken || B.Taken;
  J.KeptBy = A.KeptBy == B.KeptBy ? A.KeptBy : NoObject;
  J.WroteTrail = A.WroteTrail && B.WroteTrail;
  J.WroteLastObject = A.WroteLastObject && B.WroteLastObject;
  J.Many = A.Many || B.Many;
  J.Mixed = A.Mixed || B.Mixed;
  J.Wrapped = A.Wrapped || B.Wrapped;
  J.Context = A.Context == B.Context ? A.Context : NoObject;
  J.Mode = A.Mode == B.Mode ? A.Mode : ir::ContextMode::Unknown;
  J.Trail = A.Trail == B.Trail ? A.Trail : NoObject;
  J.LastObject = A.LastObject == B.LastObject ? A.LastObject : NoObject;
  J.OpenScope = A.OpenScope == B.OpenScope ? A.OpenScope : ir::NoInstr;
  J.Wrappers = std::min(A.Wrappers, B.Wrappers);
  J.WrappedAt = A.WrappedAt == B.WrappedAt ? A.WrappedAt : ir::NoInstr;
  J.AdoptedAt = A.AdoptedAt == B.AdoptedAt ? A.AdoptedAt : ir::NoInstr;
  if (A.Answer != B.Answer || !(A.AnswerValue == B.AnswerValue)) {
    J.Answer = Asked::Unknown;
    J.AnswerValue = Value::unknown();
  }
  if (A.AnsweredAt == ir::NoInstr)
    J.AnsweredAt = B.AnsweredAt;
  J.Wants = A.Wants.common(B.Wants);
  J.Request = A.Request == B.Request ? A.Request : ir::NoInstr;
  J.UsedIn = A.UsedIn == B.UsedIn ? A.UsedIn : NoObject;
  J.Silent = A.Silent && B.Silent;
  J.Unread = A.Unread && B.Unread;
  if (A.Pending != B.Pending)
    J.Pending = ir::NoInstr;
  J.Used = A.Used || B.Used;
  J.Closed = A.Closed || B.Closed;
  J.ByHand = A.ByHand || B.ByHand;
  J.Element = A.Element || B.Element;
  return J;
}

bool State::weakenLossy(const State &O) {
  bool Weaker = !Lossy || (Unwound && !O.Unwound);
  Lossy = true;
  Unwound &= O.Unwound;
  std::vector<ObjectState> Joined;
  auto I = Objects.begin();
  auto J = O.Objects.begin();
  while (I != Objects.end() || J != O.Objects.end()) {
    bool TakeI = I != Objects.end() && (J == O.Objects.end() || I->Id <= J->Id);
    bool TakeJ = J != O.Objects.end() && (I == Objects.end() || J->Id <= I->Id);
    ObjectState Next = TakeI ? *I : *J;
    if (TakeI && TakeJ && !I->sameTypestate(*J))
      Next = blur(*I, *J);
    if (!(TakeI && TakeJ))
      Next.Escaped = true;
    Weaker |= !TakeI || !Next.sameTypestate(*I);
    Joined.push_back(Next);
    I += TakeI;
    J += TakeJ;
  }
  Objects = std::move(Joined);
  // An object whose holder is forgotten must not look lost.
  bool PointerForgotten = false;
  forEachPair(*this, O, [&](const Cell *A, const Cell *B) {
    if (A && B && A->V.F == B->V.F && A->V.N == B->V.N)
      return true;
    for (const Cell *C : {A, B}) {
      PointerForgotten |= C && C->V.isAddress();
      if (C && C->V.isObject())
        if (ObjectState *Held = object(C->V.object()))
          Held->Escaped = true;
    }
    return true;
  });
  if (PointerForgotten)
    for (ObjectState &Held : Objects)
      Held.Escaped = true;
  Weaker |= joinCells(*this, O);
  Weaker |= joinFacts(*this, O);
  Weaker |= intersect(Assumed, O.Assumed);
  return Weaker;
}

} // namespace z3tidy::analysis

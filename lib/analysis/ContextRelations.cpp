// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ContextRelations.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

AccessPath accessPath(const ir::PlaceTable &Places, PlaceId P) {
  AccessPath Path;
  for (;; P = Places[P].Parent) {
    Path.insert(Path.begin(), Places[P]);
    if (Places[P].isRoot())
      return Path;
  }
}

PlaceId placeOf(ir::PlaceTable &Places, const AccessPath &Path) {
  const Place &Root = Path.front();
  PlaceId P = Places.root(Root.F, Root.Name, Root.Number);
  for (const Place &Step : llvm::drop_begin(Path))
    P = Places.step(P, Step.F, Step.Name, Step.Number);
  return P;
}

bool mentions(const ir::PlaceTable &Places, const AccessPath &Path) {
  const Place &Root = Path.front();
  for (PlaceId P = 0; P < Places.size(); ++P) {
    if (Places[P].F != Root.F || Places[P].Name != Root.Name)
      continue;
    for (const Place &Step : llvm::drop_begin(Path))
      if (P != ir::NoPlace)
        P = Places.findStep(P, Step.F, Step.Name, Step.Number);
    return P != ir::NoPlace;
  }
  return false;
}

namespace {

using Key = std::pair<std::string, std::string>;

/// A context is made anew where there may have been one: what else the same
/// case makes in the new one.
struct Replacement {
  Key Context;
  std::set<Key> Refilled;
};

/// Takes down what the cases of one function say.
class Witness {
public:
  Witness(const Summary &S, std::map<Key, ContextRelation> &Votes,
          std::map<Key, AccessPath> &Own, std::set<Key> &Vetoes,
          std::vector<Replacement> &Replaced)
      : S(S), P(*S.Places), Votes(Votes), Own(Own), Vetoes(Vetoes),
        Replaced(Replaced) {}

  void read() {
    for (const SummaryCase &C : S.Cases) {
      Refilled.clear();
      size_t First = Replaced.size();
      for (const SummaryStore &Store : C.Stores)
        if (PlaceId At = visible(C, Store.P); At != ir::NoPlace)
          readStore(C, Store, At);
      for (size_t I = First; I < Replaced.size(); ++I)
        Replaced[I].Refilled = Refilled;
    }
  }

private:
  Key keyOf(PlaceId At) const {
    bool IsGlobal = P[P.rootOf(At)].F == Place::Global;
    return {IsGlobal ? std::string() : S.F->Class, P.str(At)};
  }

  /// Members of `this` and globals; a block of memory by the pointer to it.
  PlaceId visible(const SummaryCase &C, PlaceId At) {
    const Place &Root = P[P.rootOf(At)];
    if (Root.F == Place::Global)
      return At;
    if (Root.F == Place::This)
      return S.F->Class.empty() ? ir::NoPlace : At;
    if (Root.F != Place::Heap || !P[At].isRoot())
      return ir::NoPlace;
    for (const SummaryStore &Store : C.Stores)
      if (Store.V == SummaryValue{SummaryValue::Address, At} &&
          P[P.rootOf(Store.P)].F != Place::Heap)
        if (PlaceId Pointer = visible(C, Store.P); Pointer != ir::NoPlace)
          return P.step(Pointer, Place::Deref);
    return ir::NoPlace;
  }

  /// The one place that holds the value; of two, the class's other methods
  /// would not know that they are the same.
  PlaceId holderOf(const SummaryCase &C, SummaryValue V) {
    PlaceId Holder = ir::NoPlace;
    for (const SummaryStore &Store : C.Stores) {
      if (!(Store.V == V))
        continue;
      PlaceId At = visible(C, Store.P);
      if (At != ir::NoPlace && Holder != ir::NoPlace && At != Holder)
        return ir::NoPlace;
      if (At != ir::NoPlace)
        Holder = At;
    }
    return Holder;
  }

  static bool isHeldOnce(const SummaryCase &C, SummaryValue V) {
    return llvm::count_if(C.Stores, [&](const SummaryStore &Store) {
             return Store.V == V;
           }) == 1;
  }

  PlaceId contextOf(const SummaryCase &C, const NewObject &Made) {
    if (Made.ContextNew >= 0)
      return holderOf(C, {SummaryValue::New, Made.ContextNew});
    PlaceId Q = Made.ContextPlace;
    if (Q == ir::NoPlace)
      return Q;
    if (P[Q].F == Place::Field && P[Q].Name == ir::ContextField)
      return ir::NoPlace;
    if (PlaceId At = visible(C, Q); At != ir::NoPlace)
      return At;
    if (PlaceId At = holderOf(C, {SummaryValue::Input, Q}); At != ir::NoPlace)
      return At;
    if (P[Q].F != Place::Deref)
      return ir::NoPlace;
    PlaceId At = holderOf(C, {SummaryValue::Input, P[Q].Parent});
    return At == ir::NoPlace ? At : P.step(At, Place::Deref);
  }

  void readStore(const SummaryCase &C, const SummaryStore &Store, PlaceId At) {
    switch (Store.V.F) {
    case SummaryValue::Null:
    case SummaryValue::Int:
      return;
    case SummaryValue::Address:
      if (P[P.rootOf(PlaceId(Store.V.N))].F == Place::Heap)
        return; // the block speaks for itself
      break;
    case SummaryValue::Input:
      if (PlaceId(Store.V.N) == Store.P)
        return;
      break;
    case SummaryValue::New:
      if (C.News[Store.V.N].K == ir::Kind::Context) {
        if (!S.F->IsConstructor && !wasNull(C, At))
          Replaced.push_back({keyOf(At), {}});
        if (isHeldOnce(C, Store.V))
          Own.try_emplace(keyOf(At), accessPath(P, At));
        else
          Vetoes.insert(keyOf(At)); // two names for one
        return;
      }
      if (PlaceId Context = contextOf(C, C.News[Store.V.N]);
          Context != ir::NoPlace)
        return vote(At, Context);
      break;
    default:
      break;
    }
    Vetoes.insert(keyOf(At));
    Vetoes.insert(keyOf(P.step(At, Place::Deref)));
    if (!S.F->IsConstructor)
      for (PlaceId Changed : {At, P.step(At, Place::Deref)})
        Replaced.push_back({keyOf(Changed), {}});
  }

  /// Made where there was none: nothing can be in the one before.
  bool wasNull(const SummaryCase &C, PlaceId At) const {
    return llvm::any_of(C.Requires, [&](const Assumption &A) {
      return A.F == Assumption::Null &&
             (A.P == At || (P[At].F == Place::Deref && A.P == P[At].Parent));
    });
  }

  void vote(PlaceId At, PlaceId Context) {
    Refilled.insert(keyOf(At));
    ContextRelation R;
    R.Class = keyOf(At).first;
    R.Object = accessPath(P, At);
    R.Context = accessPath(P, Context);
    auto [It, New] = Votes.try_emplace(keyOf(At), R);
    ir::PlaceTable Scratch = P;
    if (!New && placeOf(Scratch, It->second.Context) != Context)
      Vetoes.insert(keyOf(At));
  }

  const Summary &S;
  ir::PlaceTable P;
  std::map<Key, ContextRelation> &Votes;
  std::map<Key, AccessPath> &Own;
  std::set<Key> &Vetoes;
  std::vector<Replacement> &Replaced;
  std::set<Key> Refilled; ///< by the case at hand
};

/// The globals that a function sets to null where it deletes a context.
void noteEmptied(const Summary &S, std::set<std::string> &Globals) {
  const ir::PlaceTable &P = *S.Places;
  for (const SummaryCase &C : S.Cases) {
    if (llvm::none_of(C.Effects, [](const Effect &E) { return E.Deleted; }))
      continue;
    for (const SummaryStore &Store : C.Stores)
      if (const Place &Root = P[P.rootOf(Store.P)];
          Store.V.F == SummaryValue::Null && Root.F == Place::Global)
        Globals.insert(Root.Name);
  }
}

std::string spelled(const AccessPath &Path) {
  ir::PlaceTable Scratch;
  return Scratch.str(placeOf(Scratch, Path));
}

} // namespace

void ContextRelations::find(const ir::Module &M, const Summaries &Summaries) {
  std::set<Key> Vetoes;
  std::vector<Replacement> Replaced;
  std::set<std::string> WrittenElsewhere;
  for (const auto &F : M.Functions) {
    auto It = Summaries.find(F->Name);
    bool IsKnown = It != Summaries.end() && It->second.Known;
    if (IsKnown) {
      Witness(It->second, Known, Own, Vetoes, Replaced).read();
      noteEmptied(It->second, EmptiedGlobals);
    }
    for (const ir::Block &B : F->Blocks)
      for (const ir::Instr &I : B.Instrs) {
        if (I.Dst == ir::NoPlace)
          continue;
        Place::Form Root = F->place(F->rootOf(I.Dst)).F;
        bool Followed =
            IsKnown && (Root == Place::This || Root == Place::Global);
        // A variable's own members are no object of the class's methods yet.
        if (!Followed && Root != Place::Temp && Root != Place::Heap &&
            F->place(I.Dst).F == Place::Field)
          WrittenElsewhere.insert(F->place(I.Dst).Name);
        if (!Followed && Root == Place::Global)
          Vetoes.insert({"", F->str(I.Dst)});
      }
  }
  auto IsWrittenElsewhere = [&](const AccessPath &Path) {
    return llvm::any_of(Path, [&](const Place &Step) {
      return Step.F == Place::Field && WrittenElsewhere.count(Step.Name);
    });
  };
  for (auto It = Own.begin(); It != Own.end();)
    It = Vetoes.count(It->first) || IsWrittenElsewhere(It->second)
             ? Own.erase(It)
             : std::next(It);
  for (auto It = Known.begin(); It != Known.end();) {
    const ContextRelation &R = It->second;
    Key Context{It->first.first, spelled(R.Context)};
    if (R.Context.front().F == Place::Global)
      Context.first.clear();
    bool Elsewhere = IsWrittenElsewhere(R.Object);
    bool StaysBehind = llvm::any_of(Replaced, [&](const Replacement &R) {
      return R.Context == Context && !R.Refilled.count(It->first);
    });
    bool Wrong = Vetoes.count(It->first) || Vetoes.count(Context) ||
                 StaysBehind || Elsewhere;
    It = Wrong ? Known.erase(It) : std::next(It);
  }
}

void ContextRelations::write(ir::ContentWriter &Content) const {
  Content.number(Known.size());
  for (const auto &[Key, R] : Known) {
    const auto &[Class, Object, Context] = R;
    Content.text(Key.first);
    Content.text(Key.second);
    Content.text(Class);
    for (const AccessPath *Path : {&Object, &Context}) {
      Content.number(Path->size());
      for (const Place &P : *Path)
        Content.place(P);
    }
  }
  Content.number(Own.size());
  for (const auto &[Key, Path] : Own) {
    Content.text(Key.first);
    Content.text(Key.second);
  }
  Content.number(EmptiedGlobals.size());
  for (const std::string &Name : EmptiedGlobals)
    Content.text(Name);
}

bool ContextRelations::concern(const ir::Function &F) const {
  // Contexts of its own matter where there are two, or in calls of methods.
  bool HasOwn = llvm::any_of(
      Own, [&](const auto &Entry) { return Entry.first.first == F.Class; });
  bool HasEmptied = llvm::any_of(EmptiedGlobals, [&](const std::string &Name) {
    return mentions(F.Places, {Place{Place::Global, ir::NoPlace, Name}});
  });
  return HasEmptied || (HasOwn && !F.Class.empty()) ||
         llvm::any_of(Known, [&](const auto &Entry) {
           const ContextRelation &R = Entry.second;
           return (R.Class.empty() || R.Class == F.Class) &&
                  mentions(F.Places, R.Object);
         });
}

template <typename Map>
static typename Map::const_iterator
lookUp(const Map &Known, const ir::Function &F, const ir::PlaceTable &Places,
       PlaceId P) {
  Place::Form Root = Places[Places.rootOf(P)].F;
  if (Known.empty() || (Root != Place::Global && Root != Place::This))
    return Known.end();
  return Known.find(
      {Root == Place::Global ? std::string() : F.Class, Places.str(P)});
}

const AccessPath *ContextRelations::contextOf(const ir::Function &F,
                                              const ir::PlaceTable &Places,
                                              PlaceId P) const {
  auto It = lookUp(Known, F, Places, P);
  return It == Known.end() ? nullptr : &It->second.Context;
}

bool ContextRelations::isOwn(const ir::Function &F,
                             const ir::PlaceTable &Places, PlaceId P) const {
  return lookUp(Own, F, Places, P) != Own.end();
}

bool ContextRelations::isEmptiedGlobal(const ir::PlaceTable &Places,
                                       PlaceId P) const {
  const Place &Root = Places[Places.rootOf(P)];
  return Root.F == Place::Global && EmptiedGlobals.count(Root.Name);
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the states at a function's exits to what its callers need to know.

#include "analysis/Summary.h"

#include "analysis/FunctionAnalysis.h"
#include "analysis/SummaryCases.h"
#include "analysis/Widening.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

namespace {

/// Writes one exit state down in terms of the function's inputs.
class CaseBuilder {
public:
  CaseBuilder(const State &S, const ir::PlaceTable &Places,
              const std::vector<ObjectName> &Names,
              const std::vector<PlaceId> &SymbolPlaces,
              llvm::function_ref<bool(const Value &)> IsNonNull,
              llvm::function_ref<bool(PlaceId)> IsHeld,
              llvm::function_ref<bool(PlaceId)> IsNote)
      : S(S), Places(Places), Names(Names), SymbolPlaces(SymbolPlaces),
        IsNonNull(IsNonNull), IsHeld(IsHeld), IsNote(IsNote) {}

  SummaryCase build(llvm::function_ref<bool(PlaceId)> IsVisible) {
    Case.Requires = S.Assumed;
    findBlocks(IsVisible);
    auto IsOutput = [&](PlaceId P) {
      return IsVisible(P) || Blocks.count(Places.rootOf(P));
    };
    for (const Cell &C : S.Cells)
      if (C.Assigned && C.V.isObject() && IsOutput(C.P))
        Outgoing.insert(C.V.object());
    for (const ObjectState &O : S.Objects)
      addEffect(O);
    for (const Cell &C : S.Cells)
      if (C.Assigned && IsOutput(C.P) && !IsNote(C.P))
        Case.Stores.push_back({C.P, toValue(C.V, C.P)});
    // The caller may find the answer in what it gets.
    const bool GivesUnknown =
        llvm::any_of(Case.Stores, [](const SummaryStore &Store) {
          return Store.V.F == SummaryValue::Unknown ||
                 Store.V.F == SummaryValue::NonNull;
        });
    for (Effect &E : Case.Effects) {
      nameSlots(E);
      if (GivesUnknown && E.Answer == Asked::NotUnsat)
        E.Answer = Asked::Unknown;
    }
    return std::move(Case);
  }

private:
  /// The blocks of memory that the caller gets to see. The older ones of a
  /// loop are not told apart and none of them.
  void findBlocks(llvm::function_ref<bool(PlaceId)> IsVisible) {
    for (bool Grew = true; Grew;) {
      Grew = false;
      for (const Cell &C : S.Cells) {
        if (!C.V.isAddress() ||
            !(IsVisible(C.P) || Blocks.count(Places.rootOf(C.P))))
          continue;
        PlaceId Root = Places.rootOf(C.V.N);
        if (Places[Root].F == Place::Heap &&
            !llvm::StringRef(Places[Root].Name).starts_with(OlderBlock))
          Grew |= Blocks.insert(Root).second;
      }
    }
  }

  void addEffect(const ObjectState &O) {
    const ObjectName &N = Names[O.Id];
    if (N.F != ObjectName::Input)
      return;
    Effect E;
    E.P = N.N;
    E.Used = O.Used;
    E.Kept = isKeptTerm(O);
    E.InSlot = !E.Kept && isInSlot(O);
    E.Wrappers = O.Wrappers;
    if (O.Answer == Asked::Changed ||
        (O.Answer == Asked::NotUnsat && O.AnswerValue.isSymbol()))
      E.Answer = O.Answer;
    E.Wants = O.Wants;
    E.Escaped = O.Escaped || O.Taken;
    if (O.OpenScope != ir::NoInstr)
      E.Scope = Effect::Opens;
    else if (O.Closed)
      E.Scope = Effect::Closes;
    bool Owned = ir::family(O.K) == ir::Family::Owned;
    E.Deleted = Owned && O.L == Life::Dead && O.How == Death::Released;
    if (!E.Deleted) {
      E.Lo = O.Lo;
      E.Hi = O.Hi;
    }
    if (const ObjectState *C =
            S.object(O.UsedIn != NoObject ? O.UsedIn : O.Context))
      if (Names[C->Id].F == ObjectName::Input && !O.Mixed)
        E.Context = Names[C->Id].N;
    // A reference that memory holds which the caller does not see is given back
    // by who has that memory.
    E.Escaped |= E.Hi > 0 && isInHiddenHeap(O.Id);
    E.Trail.Written = O.WroteTrail;
    E.LastObject.Written = O.WroteLastObject;
    E.WritesText = O.WroteText;
    E.KeepsRaw = O.KeptRaw != ir::NoInstr;
    if (E.Used || E.Escaped || E.Deleted || E.Lo || E.Hi || E.Wrappers ||
        E.Trail.Written || E.LastObject.Written || E.WritesText)
      Case.Effects.push_back(E);
  }

  bool isKeptTerm(const ObjectState &O) const {
    if (ir::family(O.K) != ir::Family::Ast || O.From == Origin::Borrowed)
      return false;
    if (O.Kept)
      return true;
    const ObjectState *Parent = S.object(O.KeptBy);
    if (!Parent || O.From == Origin::Made)
      return Parent && Parent->L != Life::Dead;
    // Of the caller: by something that does not just wait in a slot to be
    // collected.
    for (; Parent && Parent->L != Life::Dead; Parent = S.object(Parent->KeptBy))
      if (Parent->Hi > 0 || Parent->Kept || Parent->Escaped ||
          Parent->From != Origin::Made || Outgoing.count(Parent->Id))
        return true;
    return false;
  }

  /// Whether a slot holds it, or what was built from it.
  bool isInSlot(const ObjectState &O) const {
    auto IsInSlot = [&](ObjectId Id) {
      return llvm::any_of(S.Objects,
                          [&](const ObjectState &C) { return C.Trail == Id; });
    };
    const ObjectState *Whole = &O;
    for (; Whole && !IsInSlot(Whole->Id); Whole = S.object(Whole->KeptBy))
      if (Whole->KeptBy == NoObject || Whole->L == Life::Dead)
        return false;
    return Whole != nullptr;
  }

  /// Which of the objects that the caller gets to see are in the slots.
  void nameSlots(Effect &E) {
    for (const ObjectState &O : S.Objects) {
      if (Names[O.Id].F != ObjectName::Input || Names[O.Id].N != E.P)
        continue;
      if (auto It = NewIndex.find(O.Trail); It != NewIndex.end())
        E.Trail.New = It->second;
      if (auto It = NewIndex.find(O.LastObject); It != NewIndex.end())
        E.LastObject.New = It->second;
    }
  }

  bool isInHiddenHeap(ObjectId Id) const {
    return llvm::any_of(S.Cells, [&](const Cell &C) {
      PlaceId Root = Places.rootOf(C.P);
      return C.V.object() == Id && Places[Root].F == Place::Heap &&
             !Blocks.count(Root);
    });
  }

  SummaryValue toValue(const Value &V, PlaceId At) {
    switch (V.F) {
    case Value::Null:
      return {SummaryValue::Null, 0};
    case Value::Int:
      return {SummaryValue::Int, V.N};
    case Value::Symbol:
      if (SymbolPlaces[V.N] != ir::NoPlace)
        return {SummaryValue::Input, SymbolPlaces[V.N]};
      if (IsNonNull(V))
        return {SummaryValue::NonNull, 0};
      return {};
    case Value::Address:
      switch (Places[Places.rootOf(V.N)].F) {
      case Place::Param:
      case Place::This:
      case Place::Global:
        return {SummaryValue::Address, V.N};
      case Place::Heap:
        if (Blocks.count(Places.rootOf(V.N)))
          return {SummaryValue::Address, V.N};
        return {SummaryValue::NonNull, 0};
      default:
        return {SummaryValue::NonNull, 0};
      }
    case Value::Object:
      return toObject(V.object(), At);
    case Value::Unknown:
      return {};
    }
    return {};
  }

  SummaryValue toObject(ObjectId Id, PlaceId At) {
    const ObjectName &N = Names[Id];
    if (N.F == ObjectName::Input)
      return {SummaryValue::Input, N.N};
    const ObjectState *O = S.object(Id);
    // An unknown handle is as unknown to the caller, unless it was given back
    // here.
    bool IsGone = O && O->From == Origin::Foreign && O->L == Life::Dead &&
                  O->How == Death::Released && !O->Escaped;
    // The result comes with a reference, whosever it is besides.
    bool IsCounted = O && O->From == Origin::Foreign && O->L == Life::Alive &&
                     O->Lo > 0 && O->Lo == O->Hi && !O->Escaped &&
                     Places[At].F == Place::Ret;
    if (!O ||
        (O->From != Origin::Made && !IsGone && !IsCounted &&
         !isKnownPart(*O)) ||
        (O->Many && !IsHeld(At)))
      return {};
    return {SummaryValue::New, newIndex(*O)};
  }

  /// What it is borrowed of, through parts of parts.
  const ObjectState *ownerOf(const ObjectState &Part) const {
    const ObjectState *Owner = S.object(Part.KeptBy);
    while (Owner && Owner->From == Origin::Borrowed && Owner->Hi <= 0)
      Owner = S.object(Owner->KeptBy);
    return Owner;
  }

  /// Borrowed of what the caller sees, too, or of what is gone.
  bool isKnownPart(const ObjectState &O) const {
    if (O.From != Origin::Borrowed || O.L == Life::Unsure || O.Escaped)
      return false;
    if (O.L == Life::Dead)
      return O.How == Death::OwnerGone;
    const ObjectState *Owner = ownerOf(O);
    return Owner && (Names[Owner->Id].F == ObjectName::Input ||
                     Outgoing.count(Owner->Id));
  }

  int newIndex(const ObjectState &O) {
    auto [It, New] = NewIndex.try_emplace(O.Id, Case.News.size());
    if (!New)
      return It->second;
    int Index = It->second;
    Case.News.emplace_back();
    NewObject Made;
    Made.K = O.K;
    Made.Lo = O.Lo;
    Made.Hi = O.Hi;
    Made.Escaped = O.Escaped || O.Taken;
    Made.Fresh = O.Fresh;
    Made.Kept = isKeptTerm(O);
    Made.Wrapped = O.Wrapped;
    Made.Many = O.Many;
    Made.Foreign = O.From == Origin::Foreign;
    Made.Borrowed = O.From == Origin::Borrowed;
    Made.ByHand = O.ByHand;
    Made.Wrappers = O.Wrappers;
    if (O.Answer == Asked::Never || O.Answer == Asked::Changed)
      Made.Answer = O.Answer;
    Made.Silent = O.Silent;
    Made.L = O.L;
    Made.How = O.How;
    Made.Mode = O.Mode;
    if (const ObjectState *C = S.object(O.Context)) {
      if (Names[C->Id].F == ObjectName::Input)
        Made.ContextPlace = Names[C->Id].N;
      else if (C->From == Origin::Made && !C->Many)
        Made.ContextNew = newIndex(*C);
    }
    if (const ObjectState *Owner =
            Made.Borrowed && O.L == Life::Alive ? ownerOf(O) : nullptr) {
      if (Names[Owner->Id].F == ObjectName::Input)
        Made.OwnerPlace = Names[Owner->Id].N;
      else if (Owner->From == Origin::Made && !Owner->Many)
        Made.OwnerNew = newIndex(*Owner);
    }
    Case.News[Index] = Made;
    return Index;
  }

  const State &S;
  const ir::PlaceTable &Places;
  const std::vector<ObjectName> &Names;
  const std::vector<PlaceId> &SymbolPlaces;
  llvm::function_ref<bool(const Value &)> IsNonNull;
  llvm::function_ref<bool(PlaceId)> IsHeld;
  llvm::function_ref<bool(PlaceId)> IsNote; ///< of no interest to the caller
  SummaryCase Case;
  std::map<ObjectId, int> NewIndex;
  llvm::SmallSet<PlaceId, 4> Blocks;
  llvm::SmallSet<ObjectId, 4> Outgoing; ///< what the caller gets a handle of
};

} // namespace

/// What the caller sees of a place: the result, globals, and what is behind a
/// pointer that it gave.
bool FunctionAnalysis::isOutput(PlaceId P) const {
  Place::Form Root = Places[Places.rootOf(P)].F;
  return Root == Place::Ret || Root == Place::Global || throughInput(P);
}

/// Whether a number of the caller's, or a member, is held against a number by
/// order or by bits.
static bool comparesInputs(const ir::Function &F) {
  using ir::Condition;
  auto Compares = [&](const Condition &C) {
    if (C.F != Condition::Lt && C.F != Condition::Le && C.F != Condition::Bits)
      return false;
    Place::Form Root = F.place(F.rootOf(C.Left)).F;
    return C.Right.F == ir::Operand::Int &&
           (Root == Place::Param || Root == Place::This);
  };
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Edges, [&](const ir::Edge &E) {
      return llvm::any_of(E.Holds, Compares);
    });
  });
}

/// Whether the function translates on one way out and not on another.
static bool mayTranslate(const ir::Function &F) {
  auto Translates = [](const ir::Block &B) {
    return llvm::any_of(B.Instrs, [](const ir::Instr &I) {
      llvm::StringRef Name = I.Callee;
      return Name.starts_with("Z3_") && Name.contains("translate");
    });
  };
  std::vector<bool> Seen(F.Blocks.size());
  llvm::SmallVector<ir::BlockId, 8> Work{F.Entry};
  bool Somewhere = llvm::any_of(F.Blocks, Translates), Past = false;
  while (Somewhere && !Work.empty()) {
    const ir::Block &B = F.Blocks[Work.pop_back_val()];
    if (Seen[B.Id] || Translates(B))
      continue;
    Seen[B.Id] = true;
    Past |= B.How == ir::Exit::Return;
    for (const ir::Edge &E : B.Edges)
      Work.push_back(E.To);
  }
  return Somewhere && Past;
}

Summary FunctionAnalysis::summary(bool Widened) const {
  Summary Sum;
  Sum.F = &F;
  Sum.Places = std::make_shared<ir::PlaceTable>(Places);
  if (GaveUp)
    return Sum;
  std::set<PlaceId> Far = Blurred;
  bool Small = true;
  auto Cases = [&](const std::vector<State> &States) {
    std::vector<SummaryCase> Result;
    for (const State &E : States)
      Result.push_back(CaseBuilder(
                           E, Places, ObjectNames, SymbolPlaces,
                           [&](const Value &V) { return isKnownNonNull(V, E); },
                           [&](PlaceId P) { return isHeld(P); },
                           [&](PlaceId P) { return isChanged(P); })
                           .build([&](PlaceId P) { return isOutput(P); }));
    if (Widened)
      for (SummaryCase &C : Result)
        widen(C, Places, Far);
    mergeCases(Result);
    Small = limitCases(Result, Places);
    return Result;
  };
  Sum.Cases = Cases(Exits);
  Sum.Known = Small;
  Sum.Throws = Cases(ThrowExits);
  Sum.ThrowsUnknown = ThrowsUnknown || !Small;
  if (Sum.ThrowsUnknown)
    Sum.Throws.clear();
  Sum.CountsDown = countsDown(F);
  Sum.Undecided = isUndecided(F);
  Sum.ComparesInputs = comparesInputs(F);
  Sum.MayTranslate = mayTranslate(F);
  Sum.Dear = dearObjects();
  Sum.Terms = keptTerms();
  Sum.Left = leftTerms();
  Sum.Touched.assign(Touched.begin(), Touched.end());
  Sum.GivenBack = arraysGivenBack();
  for (PlaceId P : EscapedInputs)
    if (PlaceId Pointer = Widened ? farPointer(Places, P) : ir::NoPlace;
        Pointer != ir::NoPlace)
      Far.insert(Pointer);
    else
      Sum.EscapedInputs.push_back(P);
  Sum.Solvers = solverUses();
  Sum.Names = newNames();
  Sum.Asks = llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Instrs, [&](const ir::Instr &I) {
      auto Callee = I.O == ir::Op::Call ? Known.find(I.Callee) : Known.end();
      return I.R == ir::Role::Check ||
             (Callee != Known.end() && Callee->second.Asks);
    });
  });
  Sum.Blurred.assign(Far.begin(), Far.end());
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      auto Callee = I.O == ir::Op::Call ? Known.find(I.Callee) : Known.end();
      bool Calls = Callee != Known.end();
      bool Made = I.O == ir::Op::New;
      Sum.MakesTerms |= (Calls && Callee->second.MakesTerms) ||
                        (Made && ir::family(I.K) == ir::Family::Ast);
      Sum.MakesObjects |= (Calls && Callee->second.MakesObjects) ||
                          (Made && ir::family(I.K) == ir::Family::Object);
    }
  return Sum;
}

} // namespace z3tidy::analysis

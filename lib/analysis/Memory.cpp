// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What places hold: access paths resolved through the addresses that the state
// knows, reads, writes, and the objects that nothing holds any more.
//
// A value that came in from the caller has a symbol for a name, and what it
// points to is named by where it came from: after `q = p`, `q.*` and `p.*` are
// the same place.

#include "analysis/ContextRelations.h"
#include "analysis/FunctionAnalysis.h"

namespace z3tidy::analysis {

using ir::Kind;
using ir::Place;
using ir::PlaceId;

/// Longer access paths are not followed: lists and trees are not told apart.
constexpr unsigned MaxDepth = 7;

/// A step that stands between a parameter and what it points to after it was
/// assigned: `%p.*` itself is what it pointed to at entry.
constexpr llvm::StringLiteral CurrentValue = "(now)";

PlaceId FunctionAnalysis::resolve(PlaceId P, State &S) {
  const Place Node = Places[P];
  if (Node.isRoot())
    return P;
  PlaceId Parent = resolve(Node.Parent, S);
  if (Parent == ir::NoPlace)
    return ir::NoPlace;
  if (Node.F == Place::Deref) {
    Value V = load(Parent, S);
    if (V.isAddress())
      return V.N;
    if (V.F == Value::Null || V.F == Value::Int || V.isObject())
      return ir::NoPlace;
    if (V.isSymbol() && SymbolPlaces[V.N] != ir::NoPlace)
      Parent = SymbolPlaces[V.N];
    else if (isOfCaller(Parent))
      Parent = Places.step(Parent, Place::Field, CurrentValue);
  }
  if (Node.F == Place::At) {
    Value Index = load(Node.Number, S);
    if (Index.F == Value::Null || (Index.F == Value::Int && Index.N >= 0))
      return Places.step(Parent, Place::Index, "", Index.N);
    if (Live.isPinned(Node.Number))
      return Places.step(Parent, Place::Any);
  }
  if (Parent == Node.Parent)
    return P;
  if (Places.depth(Parent) >= MaxDepth)
    return ir::NoPlace;
  return Places.step(Parent, Node.F, Node.Name, Node.Number);
}

bool FunctionAnalysis::isSummaryElement(PlaceId Cell) const {
  for (; !Places[Cell].isRoot(); Cell = Places[Cell].Parent)
    if (Places[Cell].F == Place::Any)
      return true;
  return false;
}

bool FunctionAnalysis::isOfCaller(PlaceId P) const {
  Place::Form F = Places[Places.rootOf(P)].F;
  return F == Place::Param || F == Place::This || F == Place::Global;
}

bool FunctionAnalysis::throughInput(PlaceId P) const {
  // A variable's own pointer may be assigned, but what its initial value points
  // to is named by it: %p.* is the caller's whatever %p holds now.
  if (!isOfCaller(P))
    return false;
  bool Found = false;
  for (; !Places[P].isRoot(); P = Places[P].Parent) {
    if (Places[P].F == Place::Field && Places[P].Name == CurrentValue)
      return false;
    Found |= Places[P].F == Place::Deref;
  }
  return Found;
}

bool FunctionAnalysis::isInput(PlaceId Cell, const State &S) const {
  if (!isOfCaller(Cell))
    return false;
  for (PlaceId P = Cell;; P = Places[P].Parent) {
    bool IsByName = Places[P].F == Place::At || (Places[P].F == Place::Index &&
                                                 isContent(Places[P].Parent));
    if (IsByName && !isCallersElement(P, S))
      return false; // the variable may have changed since
    if (Places[P].F == Place::Field && Places[P].Name == CurrentValue)
      return false;
    // Below a pointer the name speaks of its initial value.
    const auto *C = S.find(P);
    if (C && C->Assigned)
      return false;
    if (Places[P].F == Place::Deref)
      return throughInput(P);
    if (Places[P].isRoot())
      return true;
  }
}

SymbolId FunctionAnalysis::inputSymbol(PlaceId P) {
  auto [It, New] = SymbolIds.try_emplace({P, ~0U}, SymbolPlaces.size());
  if (New)
    SymbolPlaces.push_back(P);
  return It->second;
}

SymbolId FunctionAnalysis::renewSymbol(std::pair<uint32_t, unsigned> Name,
                                       State &S) {
  auto [It, New] = SymbolIds.try_emplace(Name, SymbolPlaces.size());
  SymbolId Id = It->second;
  if (New)
    SymbolPlaces.push_back(ir::NoPlace);
  // Who still holds the value of an earlier execution holds another one.
  S.replace(Value::symbol(Id), Value::unknown());
  dropFactsAbout(Id, S);
  return Id;
}

/// A name for what a place holds of which nothing is known any more.
SymbolId FunctionAnalysis::joinedSymbol(PlaceId At, State &S) {
  return renewSymbol({At, ~1U}, S);
}

SymbolId FunctionAnalysis::freshSymbol(const ir::Instr &I, unsigned Sub,
                                       State &S) {
  return renewSymbol({I.Id, Sub}, S);
}

Value FunctionAnalysis::load(PlaceId At, State &S) {
  if (At == ir::NoPlace)
    return Value::unknown();
  if (const Cell *C = S.find(At))
    return C->V;
  if (Places[At].F == Place::Field && Places[At].Name == ir::ContextField) {
    ObjectId C = contextOfObject(objectIn(Places[At].Parent, S, Kind::None), S);
    return C == NoObject ? Value::unknown() : Value::object(C);
  }
  if (!isGivenByName(At, S)) {
    if (Value V = takeElement(S, At); V.isObject())
      return nameElement(S, At, V);
    if (isSummaryElement(At))
      return Value::unknown();
    if (!isInput(At, S))
      return loadPart(At, S);
  }
  for (const Assumption &A : S.Assumed)
    if (A.P == At && !A.isNegated())
      return A.F == Assumption::Null ? Value::null() : Value::integer(A.N);
  return Value::input(inputSymbol(At));
}

/// What a part of a struct has that was copied whole from one that came in.
Value FunctionAnalysis::loadPart(PlaceId At, const State &S) {
  for (PlaceId P = At; Places[P].F == Place::Field && !isContent(P) &&
                       !isHeld(P) && Places[P].Name != ir::ContextField;) {
    P = Places[P].Parent;
    const Cell *C = S.find(P);
    if (!C)
      continue;
    PlaceId From = C->V.isSymbol() ? SymbolPlaces[C->V.N] : ir::NoPlace;
    if (From == ir::NoPlace || From == P)
      break;
    PlaceId Source = rebase(At, P, From);
    return Places.depth(Source) < MaxDepth ? Value::input(inputSymbol(Source))
                                           : Value::unknown();
  }
  return Value::unknown();
}

Value FunctionAnalysis::eval(const ir::Operand &O, State &S) {
  switch (O.F) {
  case ir::Operand::Null:
    return Value::null();
  case ir::Operand::Int:
    return Value::integer(O.Value);
  case ir::Operand::Unknown:
    return Value::unknown();
  case ir::Operand::PlaceValue:
    return load(resolve(O.P, S), S);
  }
  return Value::unknown();
}

//===----------------------------------------------------------------------===//
// Writes
//===----------------------------------------------------------------------===//

void FunctionAnalysis::eraseWithin(State &S, PlaceId Root, bool &HeldLinks) {
  for (size_t I = S.Cells.size(); I-- > 0;) {
    Cell C = S.Cells[I];
    if (!Places.isWithin(C.P, Root) || throughOwnPointer(C.P, Root))
      continue;
    if (isLeft(C.P) && Places.isWithin(Root, Places[C.P].Parent))
      continue; // whatever comes in its place
    HeldLinks |= C.V.leadsOn();
    S.Cells.erase(S.Cells.begin() + I);
  }
}

/// Whether the path from Root to P goes through a pointer: what is behind it is
/// not part of Root.
bool FunctionAnalysis::throughOwnPointer(PlaceId P, PlaceId Root) const {
  for (; P != Root; P = Places[P].Parent)
    if (Places[P].F == Place::Deref)
      return true;
  return false;
}

void FunctionAnalysis::forgetPointees(State &S, PlaceId Pointer) {
  if (isInput(Pointer, S))
    return; // named by the initial value, which stays what it is
  for (size_t I = S.Cells.size(); I-- > 0;) {
    Cell C = S.Cells[I];
    if (C.P == Pointer || !Places.isWithin(C.P, Pointer) ||
        !throughOwnPointer(C.P, Pointer))
      continue;
    if (throughInput(C.P))
      continue;
    escape(S, C.V);
    S.erase(C.P);
  }
}

void FunctionAnalysis::store(const ir::Instr *I, State &S, PlaceId At,
                             Value V) {
  if (At == ir::NoPlace)
    return escape(S, V);
  foldElements(S, At);
  foldAliases(S, At);
  if (isContentElement(At)) {
    // What is moved out of an element leaves it where it is.
    if (!V.Moved)
      noteChanged(S, Places[outermostElement(At)].Parent);
    bool IsGlobal = Places[Places.rootOf(At)].F == Place::Global;
    if (IsGlobal || isSummaryElement(At)) {
      At = summaryOf(At);
      generalizeWithin(S, At);
    }
  }
  if (isSummaryElement(At)) {
    if (I && V.leadsOn() && isContentElement(At) && isOutput(At))
      StoredAt[{At, V.object()}] = I->Id;
    return storeElement(S, At, V);
  }
  if (Exposed.count(Places.rootOf(At)))
    escape(S, V);
  bool HeldLinks = false;
  forgetPointees(S, At);
  eraseWithin(S, At, HeldLinks);
  invalidateFacts(S, At);
  S.set(At, V);
  if (I && V.leadsOn() && isOutput(At))
    StoredAt[{At, V.object()}] = I->Id;
  if (HeldLinks)
    collectGarbage(I, S, At);
}

/// Something that is not followed may have written to these places.
void FunctionAnalysis::forgetHeld(const ir::Instr &I, State &S,
                                  llvm::ArrayRef<PlaceId> Written) {
  for (PlaceId P : Written) {
    if (const Cell *C = S.find(P))
      escape(S, C->V);
    S.set(P, Value::unknown());
    invalidateFacts(S, P);
  }
  if (!Written.empty())
    collectGarbage(&I, S, ir::NoPlace);
}

void FunctionAnalysis::noteEscape(ir::InstrId Site) {
  Sites[Site].Leaves = true;
  if (Now != ir::NoInstr)
    Sites[Site].Escapes.insert(Now);
}

void FunctionAnalysis::escape(State &S, Value V) {
  llvm::SmallVector<Value, 8> Work{V};
  llvm::SmallSet<PlaceId, 8> Seen;
  while (!Work.empty()) {
    Value Next = Work.pop_back_val();
    if (Next.isObject()) {
      if (ObjectState *O = S.object(Next.object())) {
        O->Escaped = true;
        O->Answer = Asked::Unknown;
        if (isMember(*O)) // any of them may have gone
          escapeHeld(S, name(O->Id).N);
      }
      if (ir::InstrId Site = siteOf(Next.object()); Site != ir::NoInstr)
        noteEscape(Site);
    }
    PlaceId Below = ir::NoPlace;
    if (Next.isAddress() && Places[Next.N].F == Place::Field &&
        Places[Next.N].Name == ir::ContextField)
      Work.push_back(load(Next.N, S));
    else if (Next.isAddress())
      Below = Next.N;
    else if (Next.isSymbol() && SymbolPlaces[Next.N] != ir::NoPlace) {
      Below = Places.step(SymbolPlaces[Next.N], Place::Deref);
      EscapedInputs.insert(SymbolPlaces[Next.N]);
    }
    if (Below == ir::NoPlace)
      continue;
    // Who has one element's address gets at all of them.
    if (Places[Below].isElement())
      Below = Places[Below].Parent;
    if (isContent(Below) && isOfCaller(Below))
      Touched.insert(Below);
    if (!Seen.insert(Below).second)
      continue;
    for (const Cell &C : S.Cells)
      if (Places.isWithin(C.P, Below))
        Work.push_back(C.V);
  }
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

ObjectId FunctionAnalysis::objectAt(const ir::Operand &O, State &S, Kind K) {
  if (!O.isPlace())
    return NoObject;
  PlaceId At = resolve(O.P, S);
  if (K == Kind::None)
    K = kindOf(O.P);
  return At == ir::NoPlace ? NoObject : objectIn(At, S, K);
}

Kind FunctionAnalysis::kindOf(PlaceId P) const {
  auto It = F.Kinds.find(P);
  return It == F.Kinds.end() ? Kind::None : It->second;
}

void FunctionAnalysis::forgetFormer(State &S, ObjectId Id) {
  for (bool MaybeNull : {false, true})
    S.replace(Value::object(Id, MaybeNull), Value::unknown());
}

ObjectId FunctionAnalysis::objectIn(PlaceId At, State &S, Kind K) {
  Value V = load(At, S);
  if (V.isObject()) {
    ObjectId Id = nameElement(S, At, V, K).object();
    if (ObjectState *O = S.object(Id); O && O->K == Kind::None && !O->Many)
      O->K = K != Kind::None ? K : kindOf(At);
    return Id;
  }
  if (V.F == Value::Null || V.F == Value::Int || V.isAddress() ||
      isSummaryElement(At))
    return NoObject;
  // A handle that is not known yet gets a name.
  ObjectName Name{ObjectName::Cell, At};
  Origin From = Origin::Foreign;
  bool NonNull = false;
  if (V.isSymbol()) {
    NonNull = isKnownNonNull(V, S);
    if (PlaceId Source = SymbolPlaces[V.N]; Source != ir::NoPlace) {
      Name = {ObjectName::Input, Source};
      From = Origin::Input;
    }
  }
  if (K == Kind::None)
    K = kindOf(From == Origin::Input ? Name.N : At);
  if (K == Kind::None) // it came in under a name that nothing is said of
    K = kindOf(At);
  ObjectId Id = objectId(Name);
  if (!S.object(Id)) {
    fresh(Name, K, From, S);
    if (From == Origin::Input)
      linkToContext(Id, isContentElement(Name.N) ? summaryOf(Name.N) : Name.N,
                    S);
  } else if (From == Origin::Input) {
    if (ObjectState &O = *S.object(Id); O.K == Kind::None)
      O.K = K;
  } else {
    forgetFormer(S, Id); // another unknown handle in the same place
    fresh(Name, K, From, S);
  }
  Value Held = Value::object(Id, !NonNull);
  if (V.isSymbol())
    S.replace(V, Held);
  bool Assigned = false;
  if (const Cell *C = S.find(At))
    Assigned = C->Assigned;
  S.set(At, Held, Assigned);
  return Id;
}

/// What came in is in the context that all functions of the file put it in,
/// and goes with that.
void FunctionAnalysis::linkToContext(ObjectId Id, PlaceId Source, State &S) {
  const AccessPath *Path =
      Opts.Relations ? Opts.Relations->contextOf(F, Places, Source) : nullptr;
  if (!Path || !ir::isCounted(S.object(Id)->K))
    return;
  ObjectName Name{ObjectName::Input, placeOf(Places, *Path)};
  ObjectId Context = objectId(Name);
  if (!S.object(Context))
    fresh(Name, Kind::Context, Origin::Input, S);
  const ObjectState C = *S.object(Context);
  ObjectState &O = *S.object(Id);
  O.Context = Context;
  if (C.L != Life::Dead)
    return;
  O.L = Life::Dead;
  O.How = Death::ContextDeleted;
  O.DiedAt = C.DiedAt;
}

void FunctionAnalysis::objectsAt(const ir::Instr &I, const ir::Operand &O,
                                 State &S, ir::Kind K,
                                 llvm::SmallVectorImpl<ObjectId> &Found) {
  if (!O.isPlace())
    return;
  if (I.Each && isContentElement(O.P)) {
    if (PlaceId At = resolve(O.P, S);
        At != ir::NoPlace && varyingSteps(At) <= I.Each) {
      PlaceId Summary = summaryOf(At);
      joinNamed(S, Summary);
      allIn(S, Summary, Found);
      if (isInput(Summary, S))
        Found.push_back(memberOf(S, Summary));
    }
    return;
  }
  if (Places[O.P].F == Place::Any) {
    // All elements: those with a constant index are known one by one.
    PlaceId Array = resolve(Places[O.P].Parent, S);
    if (Array == ir::NoPlace)
      return;
    // What came in gets a name when it is used.
    llvm::SmallVector<PlaceId, 4> Unnamed;
    for (const Cell &C : S.Cells)
      if (Places[C.P].F == Place::Index && Places[C.P].Parent == Array &&
          C.V.isSymbol() && SymbolPlaces[C.V.N] != ir::NoPlace &&
          kindOf(SymbolPlaces[C.V.N]) != Kind::None)
        Unnamed.push_back(C.P);
    for (PlaceId P : Unnamed)
      objectIn(P, S, K);
    // What was stored under a variable index may have been overwritten.
    for (const Cell &C : S.Cells)
      if (Places[C.P].F == Place::Index && Places[C.P].Parent == Array)
        if (const ObjectState *Known = S.object(C.V.object());
            Known && !Known->Element)
          Found.push_back(Known->Id);
    return;
  }
  // Of an element that is not known by its name there is nothing to say.
  PlaceId At = resolve(O.P, S);
  if (At == ir::NoPlace ||
      (!S.find(At) && isVaryingElement(At) && !isContentElement(At)))
    return;
  if (ObjectId Id = objectAt(O, S, K); Id != NoObject)
    Found.push_back(Id);
}

//===----------------------------------------------------------------------===//
// Garbage
//===----------------------------------------------------------------------===//

/// While a slot keeps an object that nothing names, it keeps the parts of that.
static llvm::SmallVector<ObjectId, 4>
namelessParents(const State &S, llvm::ArrayRef<bool> Held) {
  llvm::SmallSet<ObjectId, 4> InSlots;
  for (const ObjectState &O : S.Objects) {
    InSlots.insert(O.Trail);
    InSlots.insert(O.LastObject);
  }
  llvm::SmallVector<ObjectId, 4> Parents;
  for (size_t N = 0; N < S.Objects.size(); ++N) {
    const ObjectState *P = Held[N] ? &S.Objects[N] : nullptr;
    for (unsigned Steps = 0; P && Steps < 8; ++Steps) {
      P = S.object(P->KeptBy);
      if (P && P->Hi <= 0 && InSlots.count(P->Id)) // else it can be lost
        Parents.push_back(P->Id);
    }
  }
  return Parents;
}

/// Made by a wrapper, and no reference is anybody else's. The destructor is not
/// forgotten, but where the wrapper is in a block of memory: what seems to be
/// lost without it has come by a way that can't be gone.
bool FunctionAnalysis::isOnlyWrapped(const ObjectState &O) const {
  const ir::InstrId Site = siteOf(O.Id);
  const bool MadeByWrapper =
      Site != ir::NoInstr &&
      (F.instr(Site).O == ir::Op::Call || F.instr(Site).Count > 0);
  return MadeByWrapper && O.Wrappers > 0 && O.Wrappers >= O.Hi &&
         O.WrappedAt == ir::NoInstr;
}

void FunctionAnalysis::collectGarbage(const ir::Instr *I, State &S,
                                      PlaceId Dropped, ir::Source Loc) {
  // Blocks of memory that some place points to, from what is no such block.
  llvm::SmallSet<PlaceId, 8> Blocks;
  bool Grew = true;
  auto IsReached = [&](PlaceId P) {
    PlaceId Root = Places.rootOf(P);
    return Places[Root].F != Place::Heap || Blocks.count(Root);
  };
  while (Grew) {
    Grew = false;
    for (const Cell &C : S.Cells)
      if (C.V.isAddress() && IsReached(C.P)) {
        PlaceId Root = Places.rootOf(C.V.N);
        if (Places[Root].F == Place::Heap)
          Grew |= Blocks.insert(Root).second;
      }
  }
  llvm::SmallSet<ObjectId, 4> InLostBlocks;
  for (const Cell &C : S.Cells)
    if (!IsReached(C.P) && C.V.isObject())
      InLostBlocks.insert(C.V.object());
  S.Cells.erase(std::remove_if(S.Cells.begin(), S.Cells.end(),
                               [&](const Cell &C) { return !IsReached(C.P); }),
                S.Cells.end());

  // By index into Objects.
  llvm::SmallVector<bool, 32> Held(S.Objects.size());
  auto Hold = [&](ObjectId Id) {
    if (const ObjectState *O = S.object(Id))
      Held[O - S.Objects.data()] = true;
  };
  for (const Cell &C : S.Cells)
    if (C.V.isObject())
      Hold(C.V.object());
  for (const ObjectState &O : S.Objects)
    if (O.From == Origin::Input)
      Hold(O.Id);
  // A context is reachable through its objects, which are not older than it.
  llvm::SmallVector<ObjectId, 4> Contexts;
  for (size_t N = 0; N < S.Objects.size(); ++N) {
    const ObjectState &O = S.Objects[N];
    if (Held[N] && O.Context != NoObject && O.From != Origin::Input)
      Contexts.push_back(O.Context);
  }
  for (ObjectId C : Contexts)
    Hold(C);
  for (ObjectId Parent : namelessParents(S, Held))
    Hold(Parent);

  for (size_t N = S.Objects.size(); N-- > 0;) {
    if (Held[N])
      continue;
    ObjectState O = S.Objects[N];
    const bool Destroyed = isOnlyWrapped(O) && !InLostBlocks.count(O.Id);
    if (!Destroyed && isOwnedHere(O) && lose(I, Loc, S, S.Objects[N], Dropped))
      continue;
    checkDropped(S, O);
    forgetParent(S, O);
    S.Objects.erase(S.Objects.begin() + N);
  }
  for (ObjectState &O : S.Objects)
    for (ObjectId *Slot : {&O.Trail, &O.LastObject})
      if (*Slot != NoObject && !S.object(*Slot))
        *Slot = NoObject;
}

//===----------------------------------------------------------------------===//
// What is not read any more
//===----------------------------------------------------------------------===//

bool FunctionAnalysis::forgetCell(State &S, size_t Index) {
  const Cell C = S.Cells[Index];
  PlaceId Root = Places.rootOf(C.P);
  // Without a cell a parameter has what it came in with.
  if (C.P == Root && isOfCaller(Root))
    return false;
  if (Places[Root].F != Place::Temp) {
    // A variable: what it owns ends with its scope, and what is behind a
    // pointer is not its own.
    if (C.V.isAddress() || throughOwnPointer(C.P, Root))
      return false;
    if (const ObjectState *O = S.object(C.V.object()))
      if (O->L == Life::Alive && O->Hi > 0 && !O->Escaped)
        return false;
  }
  if (throughOwnPointer(C.P, Root))
    escape(S, C.V); // stays where the pointer leads
  S.Cells.erase(S.Cells.begin() + Index);
  return C.V.leadsOn();
}

void FunctionAnalysis::forgetDead(const ir::Instr &I, State &S) {
  bool HeldLinks = false;
  for (PlaceId Root : Live.endingAt(I.Id)) {
    if (Indices.count(Root))
      forgetNames(S, [&](PlaceId Index) { return Index == Root; });
    for (size_t N = S.Cells.size(); N-- > 0;)
      if (Places.isWithin(S.Cells[N].P, Root))
        HeldLinks |= forgetCell(S, N);
  }
  if (HeldLinks)
    collectGarbage(&I, S, ir::NoPlace);
}

void FunctionAnalysis::forgetDeadInto(ir::BlockId Into, const ir::Block &From,
                                      State &S) {
  bool HeldLinks = false;
  forgetNames(S, [&](PlaceId Index) { return !Live.isLiveInto(Into, Index); });
  forgetReadElements(S);
  for (size_t N = S.Cells.size(); N-- > 0;)
    if (!Live.isLiveInto(Into, Places.rootOf(S.Cells[N].P)))
      HeldLinks |= forgetCell(S, N);
  if (HeldLinks)
    collectGarbage(From.Instrs.empty() ? nullptr : &From.Instrs.back(), S,
                   ir::NoPlace, From.ExitLoc);
  if (!S.Facts.empty())
    pruneFacts(S);
}

} // namespace z3tidy::analysis

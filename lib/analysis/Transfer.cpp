// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each instruction does to a state.

#include "analysis/FunctionAnalysis.h"

#include <algorithm>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;

void FunctionAnalysis::transfer(const Instr &I, State S, States &Out) {
  Now = I.Id;
  if (I.O == Op::Call) {
    call(I, std::move(S), Out);
    return;
  }
  transferSimple(I, S);
  Out.push_back(std::move(S));
}

/// Of interest to the rules on structure alone (NameRules.cpp).
static bool isRemark(const Instr &I) {
  return I.O == Op::Use && (I.R == ir::Role::Name || I.R == ir::Role::Text ||
                            I.R == ir::Role::Forget);
}

void FunctionAnalysis::transferSimple(const Instr &I, State &S) {
  if (isRemark(I)) {
    if (I.R == ir::Role::Forget)
      noteForgotten(I, S);
    if (I.Dst != ir::NoPlace)
      store(&I, S, resolve(I.Dst, S), Value::symbol(freshSymbol(I, 0, S)));
    return;
  }
  switch (I.O) {
  case Op::New:
    return make(I, S);
  case Op::Borrow:
    return borrow(I, S);
  case Op::Retain:
    return retain(I, S);
  case Op::Release:
    return release(I, S);
  case Op::Delete:
    return destroy(I, S);
  case Op::Use:
    return use(I, S);
  case Op::Collect:
    return occupySlot(I, S, contextOf(I, S), I.S, NoObject);
  case Op::Copy:
  case Op::Move:
    return copy(I, S);
  case Op::Addr: {
    PlaceId To = resolve(I.Args[0].P, S);
    return store(&I, S, resolve(I.Dst, S),
                 To == ir::NoPlace ? Value::unknown() : Value::address(To));
  }
  case Op::Alloc:
    return allocate(I, S);
  case Op::Free:
  case Op::End:
    return drop(I, S);
  case Op::Havoc: {
    PlaceId At = resolve(I.Args[0].P, S);
    if (At == ir::NoPlace)
      return;
    Value Old = load(At, S);
    if (I.C != ir::Change::Any && Old.isAddress() && isContentElement(Old.N)) {
      invalidateFacts(S, At); // an iterator's step
      return S.set(At, Value::address(summaryOf(Old.N)));
    }
    escapeWithin(S, At);
    return store(&I, S, At, changed(I, Old, S));
  }
  case Op::Escape:
    for (const ir::Operand &A : I.Args)
      if (Value V = peek(A, S); V.isSymbol())
        for (ObjectState &O : S.Objects)
          if (O.AnswerValue == V) { // others look at the answer
            O.Answer = Asked::Unknown;
            O.AnswerValue = Value::unknown();
            O.Request = ir::NoInstr;
          }
    return escapeArgs(I, S);
  case Op::Call:  // transfer() has seen to it
  case Op::Spawn: // ThreadRules.cpp reads these
  case Op::Sync:
  case Op::Flow:
    return;
  }
}

//===----------------------------------------------------------------------===//
// Contexts and their slots
//===----------------------------------------------------------------------===//

ObjectId FunctionAnalysis::contextOf(const Instr &I, State &S) {
  if (I.Context == ir::NoPlace)
    return NoObject;
  ObjectId O = objectAt(ir::Operand::place(I.Context), S, ir::Kind::None);
  const ObjectState *State = S.object(O);
  if (!State)
    return NoObject;
  // The operand may be any object of the context that is meant.
  bool IsObject = State->K == ir::Kind::None ? HandlesRead.count(I.Context)
                                             : State->K != ir::Kind::Context;
  return IsObject ? contextOfObject(O, S) : O;
}

ObjectId FunctionAnalysis::contextOfObject(ObjectId Id, State &S) {
  const ObjectState *O = S.object(Id);
  if (!O)
    return NoObject;
  if (O->K == ir::Kind::Context)
    return Id;
  if (O->Context != NoObject || O->K == ir::Kind::None ||
      name(Id).F != ObjectName::Input)
    return O->Context;
  PlaceId Holder = Places.step(name(Id).N, ir::Place::Field, ir::ContextField);
  ObjectName Name{ObjectName::Input, Holder};
  ObjectId Context = objectId(Name);
  if (!S.object(Context))
    fresh(Name, ir::Kind::Context, Origin::Input, S);
  S.object(Id)->Context = Context;
  return Context;
}

ir::ContextMode FunctionAnalysis::modeOf(ObjectId Context,
                                         const State &S) const {
  const ObjectState *C = S.object(Context);
  return C && C->Mode != ir::ContextMode::Unknown ? C->Mode : Opts.DefaultMode;
}

void FunctionAnalysis::learnContext(const Instr &I, State &S, ObjectId O) {
  ObjectId Context = contextOf(I, S);
  ObjectState *State = S.object(O);
  if (!State || Context == NoObject || Context == O)
    return;
  if (State->Context == NoObject)
    State->Context = Context;
  noteUsedIn(*State, Context, S);
}

/// The object that came in whose own context this is the name of.
ObjectState *FunctionAnalysis::objectOfContext(ObjectId Context, State &S) {
  if (Context == NoObject || name(Context).F != ObjectName::Input)
    return nullptr;
  const ir::Place Field = Places[name(Context).N];
  if (Field.F != ir::Place::Field || Field.Name != ir::ContextField)
    return nullptr;
  return S.object(objectId({ObjectName::Input, Field.Parent}));
}

/// What came in, or was made in its context, is used in the context of
/// something else that came in: whether that is its own, the caller may know.
void FunctionAnalysis::noteUsedIn(const ObjectState &Used, ObjectId Context,
                                  State &S) {
  const ObjectId Own = Used.Context;
  if (Own == Context || Used.Mixed || Context == NoObject ||
      name(Context).F != ObjectName::Input)
    return;
  const ObjectId Id = Used.Id;
  ObjectState *O = S.object(Id);
  if (O->From != Origin::Input)
    O = objectOfContext(Own, S);
  if (O) {
    O->UsedIn = Context;
    return;
  }
  // The other one may be that of an argument.
  if (Own != NoObject && name(Own).F == ObjectName::Input)
    if (ObjectState *Other = objectOfContext(Context, S))
      Other->UsedIn = Own;
}

void FunctionAnalysis::checkContext(const Instr &I, State &S) {
  ObjectId Context = contextOf(I, S);
  const ObjectState *C = S.object(Context);
  if (C && C->L == Life::Dead)
    reportUse(I, S, Context, /*IsRelease=*/false);
}

//===----------------------------------------------------------------------===//
// Making and giving back
//===----------------------------------------------------------------------===//

void FunctionAnalysis::make(const Instr &I, State &S) {
  checkContext(I, S);
  ObjectName Name{ObjectName::Site, I.Id};
  ObjectId Context = contextOf(I, S);
  if (I.K == ir::Kind::String)
    overwriteText(I, S, Context);
  collectFormer(I, S, Context);
  age(Name, S);
  ObjectState &O = fresh(Name, I.K, Origin::Made, S);
  ObjectId Id = O.Id;
  O.Lo = O.Hi = I.Count;
  O.Fresh = I.Count == 0 && ir::isCounted(I.K);
  O.ByHand = I.Count > 0 && I.isByHand();
  O.Context = Context;
  O.Mode = I.Mode;
  O.Wrappers = ir::isCounted(I.K) && !I.Taught ? I.Count : 0;
  noteNewSolver(I, O);
  if (I.K == ir::Kind::Context)
    O.Context = NoObject;
  noteRun(I.Id, S);
  SiteFacts &Site = Sites[I.Id];
  Site.K = I.K;
  Site.ByHand |= O.ByHand;
  if (Context != NoObject)
    Site.Contexts.insert(Context);
  if (S.object(Context))
    Site.InKeeping |= modeOf(Context, S) == ir::ContextMode::Keeping &&
                      ir::family(I.K) == ir::Family::Ast;
  TraceNode N{};
  N.W = TraceNode::Made;
  N.At = I.Id;
  N.O = Id;
  N.Count = I.Count;
  Arena.append(S, N);
  keepArguments(I, S, Id);
  if (ir::isCounted(I.K)) {
    const ir::Slot Which = slotFor(I.K);
    if (I.Joined)
      keepWithSlot(S, Context, Which, Id);
    else
      occupySlot(I, S, Context, Which, Id);
    collectGone(I, S, Context, ir::family(I.K));
  }
  noteFallible(I, S, Id);
  noteRequest(I, S, Id);
  const ObjectState &Made = *S.object(Id);
  bool MaybeNull = Made.Unread || Made.Request != ir::NoInstr;
  if (I.Dst != ir::NoPlace) {
    store(&I, S, resolve(I.Dst, S), Value::object(Id, MaybeNull));
    noteElement(I.Dst, Value::object(Id), S);
  } else {
    collectGarbage(&I, S, ir::NoPlace);
  }
}

void FunctionAnalysis::borrow(const Instr &I, State &S) {
  checkContext(I, S);
  ObjectName Name{ObjectName::Site, I.Id};
  ObjectId Owner = NoObject;
  if (!I.Args.empty())
    Owner = objectAt(I.Args[0], S, ir::Kind::None);
  ObjectId Context = contextOf(I, S);
  if (const ObjectState *From = S.object(Owner);
      From && Context == NoObject && Owner != NoObject)
    Context = From->K == ir::Kind::Context ? Owner : From->Context;
  age(Name, S);
  ObjectState &O =
      fresh(Name, I.K, I.Args.empty() ? Origin::Foreign : Origin::Borrowed, S);
  O.Context = Context;
  O.KeptBy = Owner;
  store(&I, S, resolve(I.Dst, S), Value::object(O.Id, /*MaybeNull=*/true));
}

void FunctionAnalysis::retain(const Instr &I, State &S) {
  ObjectId Id = objectAt(I.Args[0], S, I.K);
  if (!S.object(Id))
    return;
  checkMixing(I, S, Id, contextOf(I, S), I.Args[0].P);
  learnContext(I, S, Id); // may add an object: O comes after it
  ObjectState *O = S.object(Id);
  if (O->L == Life::Dead) {
    reportUse(I, S, Id, /*IsRelease=*/false);
    return;
  }
  noteError(I, S);
  // Where the answer is looked at behind it, that decides; here it was before.
  if (S.object(Id)->Answer == Asked::NotUnsat)
    checkRequest(S, Id);
  O = S.object(Id);
  noteWrapper(I, *O);
  if (O->From == Origin::Borrowed) // it may be a part that has a name here
    shareParts(S, O->KeptBy, O->K);
  addReferences(I, S, Id, 1, 1);
  O->ByHand |= I.isByHand();
  O->Wrapped |= I.R == ir::Role::Store; // by what is not followed
}

void FunctionAnalysis::release(const Instr &I, State &S) {
  if (I.Each && releaseEach(I, S))
    return;
  ObjectId Id = objectAt(I.Args[0], S, I.K);
  if (ObjectId Lent = borrowedElement(S, Id);
      Lent != NoObject && checkRelease(I, S, Lent, 1))
    return doubtMembers(S, Id);
  Id = pickMember(I, S, Id);
  if (!S.object(Id))
    return;
  if (checkMixing(I, S, Id, contextOf(I, S), I.Args[0].P)) {
    escape(S, Value::object(Id)); // whose count that was is not known
    return;
  }
  learnContext(I, S, Id);
  if (S.object(Id)->L != Life::Dead) // else that is told of
    checkContext(I, S);
  noteError(I, S);
  if (checkAdoption(S, *S.object(Id), -1) || checkRelease(I, S, Id, 1))
    return;
  if (I.R == ir::Role::HandOver)
    return handOver(I, S, Id);
  if (!I.isByHand())
    noteWrapperCount(*S.object(Id), -1);
  addReferences(I, S, Id, -1, -1);
}

static int8_t saturate(int N) { return std::clamp(N, -3, 3); }

void FunctionAnalysis::addReferences(const Instr &I, State &S, ObjectId Id,
                                     int Lo, int Hi, bool OfEach) {
  doubtOthers(S, Id);
  ObjectState *O = S.object(Id);
  bool Gives = Hi < 0;
  if (ir::InstrId Site = siteOf(Id); Gives && Site != ir::NoInstr)
    Sites[Site].Releases.insert(I.Id);
  if (O->L == Life::Dead) {
    if (Gives)
      reportUse(I, S, Id, /*IsRelease=*/true, /*HandOver=*/false, OfEach);
    return;
  }
  if (O->Many && !OfEach)
    return doubtMembers(S, Id);
  O->Uncounted |= O->Hi + Hi > saturate(O->Hi + Hi);
  O->Lo = saturate(O->Lo + Lo);
  O->Hi = saturate(O->Hi + Hi);
  if (O->Uncounted && Gives)
    O->Escaped = true;
  if (!Gives) {
    bool ByHand = I.isByHand() || (I.O == Op::Call && !isConstructor(I.Callee));
    if (ir::InstrId Site = siteOf(Id); ByHand && Site != ir::NoInstr)
      Sites[Site].ByHand = true;
    O->Fresh = false;
    O->DiedAt = ir::NoInstr;
  }
  TraceNode N{};
  N.W = Gives ? TraceNode::Released : TraceNode::Retained;
  N.At = I.Id;
  N.O = Id;
  N.Count = O->Lo;
  Arena.append(S, N);
  if (Gives)
    dieIfUnowned(I, *O, S);
}

/// After a release: is anybody left who owns it?
void FunctionAnalysis::dieIfUnowned(const Instr &I, ObjectState &O, State &S) {
  if (O.From == Origin::Borrowed)
    return; // its owner keeps it
  // Of what we were given, one release is our caller's reference given back.
  int Left = O.From == Origin::Made || O.Unowned ? O.Hi : O.Hi + 1;
  if (Left > 0)
    return;
  bool Trail = ir::family(O.K) == ir::Family::Ast &&
               modeOf(O.Context, S) == ir::ContextMode::Keeping;
  if (O.From == Origin::Made && O.Hi < 0) {
    O.Escaped = true; // a fresh handle released: not ours to judge here
    O.L = Life::Unsure;
    return;
  }
  if (Trail && O.From == Origin::Made) {
    O.Fresh = true; // a context that keeps all terms keeps this one
    return;
  }
  bool MayBePart = O.Kept && !O.Escaped && O.From == Origin::Made &&
                   O.Lo == O.Hi && ir::family(O.K) == ir::Family::Ast;
  if (MayBePart || isPartOfLiving(O, S)) {
    O.Fresh = true;
    O.DiedAt = I.Id; // the next release is one too many
    return;
  }
  if (I.Implicit && loseWrapper(I, S, O.Id))
    return;
  bool Doubtful = O.Escaped || O.Kept || Trail || O.Lo < O.Hi;
  // Who else counts the elements of the caller's container is not known.
  Doubtful |= O.From == Origin::Input && O.Many && !I.isByHand() &&
              I.O == ir::Op::Release;
  O.L = Doubtful ? Life::Unsure : Life::Dead;
  O.How = Death::Released;
  O.DiedAt = I.Id;
  if (O.L == Life::Dead)
    loseParent(I, S, O.Id);
}

void FunctionAnalysis::destroy(const Instr &I, State &S) {
  if (I.Each && releaseEach(I, S))
    return;
  ObjectId Id = pickMember(I, S, objectAt(I.Args[0], S, I.K));
  if (!S.object(Id))
    return;
  if (I.K == ir::Kind::Context && S.object(Id)->K == ir::Kind::None)
    S.object(Id)->K = I.K;
  deleteObject(I, S, Id);
}

/// These stay allocated when their context goes (z3-handle-rules.md 1.1).
static bool outlivesItsContext(ir::Kind K) {
  return K == ir::Kind::Config || K == ir::Kind::Constructor ||
         K == ir::Kind::ConstructorList;
}

void FunctionAnalysis::deleteObject(const Instr &I, State &S, ObjectId Id,
                                    bool OfEach) {
  doubtOthers(S, Id);
  ObjectState *O = S.object(Id);
  if (ir::InstrId Site = siteOf(Id); Site != ir::NoInstr)
    Sites[Site].Releases.insert(I.Id);
  if (O->L == Life::Dead) {
    reportUse(I, S, Id, /*IsRelease=*/true, /*HandOver=*/false, OfEach);
    return;
  }
  if (O->Many && !OfEach)
    return doubtMembers(S, Id);
  O->Lo = O->Hi = O->From == Origin::Made ? 0 : -1;
  O->L = Life::Dead;
  O->How = Death::Released;
  O->DiedAt = I.Id;
  TraceNode N{};
  N.W = TraceNode::Released;
  N.At = I.Id;
  N.O = Id;
  Arena.append(S, N);
  bool Any = false;
  for (ObjectState &Inner : S.Objects) {
    if (Inner.Context != Id || Inner.Id == Id || Inner.L == Life::Dead ||
        outlivesItsContext(Inner.K))
      continue;
    Inner.L = Life::Dead;
    Inner.How = Death::ContextDeleted;
    Inner.DiedAt = I.Id;
    Inner.Lo = Inner.Hi = 0;
    Any = true;
  }
  if (!Any)
    return;
  N.W = TraceNode::ContextDeleted;
  Arena.append(S, N);
}

//===----------------------------------------------------------------------===//
// Using
//===----------------------------------------------------------------------===//

void FunctionAnalysis::use(const Instr &I, State &S) {
  if (I.K == ir::Kind::String)
    return readText(I, S);
  llvm::SmallVector<ObjectId, 4> Answering;
  noteError(I, S);
  for (const ir::Operand &A : I.Args) {
    llvm::SmallVector<ObjectId, 4> Read;
    objectsAt(I, A, S, ir::Kind::None, Read);
    if (ObjectId Gone = collectedElement(A, S); Gone != NoObject)
      reportUse(I, S, Gone, /*IsRelease=*/false);
    if (A.isPlace() && Read.empty() && I.R != ir::Role::Forget)
      checkMoved(I, A.P, S);
    for (ObjectId Id : Read) {
      if (const ObjectState *Text = S.object(Id);
          Text && Text->K == ir::Kind::String) {
        if (Text->L == Life::Dead)
          reportUse(I, S, Id, /*IsRelease=*/false);
        continue;
      }
      checkMixing(I, S, Id, contextOf(I, S), A.P);
      learnContext(I, S, Id);
      ObjectState *O = S.object(Id);
      if (!O)
        continue;
      if (O->L == Life::Dead) {
        reportUse(I, S, Id, /*IsRelease=*/false);
        continue;
      }
      checkUnread(I, S, Id, peek(A, S));
      checkRequest(S, Id);
      O->Used = true;
      // Who has put parts into it has them, too.
      if (I.R == ir::Role::Store && &A == I.Args.begin() &&
          O->K == ir::Kind::AstVector)
        O->Mode = ir::ContextMode::Keeping;
      keepInFirst(I, A, S, *O);
      noteRole(I, S, Id);
      if (&A == I.Args.begin()) // a solver is the first of what is read
        Answering.push_back(Id);
      if (I.R != ir::Role::None)
        ObjectUses[Id].insert(I.Id);
      if (ir::InstrId Site = siteOf(Id); Site != ir::NoInstr) {
        Sites[Site].UsedBy.insert(I.Id);
        Sites[Site].Holders.insert(A.P);
      }
    }
  }
  checkContext(I, S);
  if (I.Dst != ir::NoPlace) {
    std::optional<SymbolId> Same = symbolOfQuery(I, S);
    store(&I, S, resolve(I.Dst, S),
          Value::symbol(Same ? *Same : freshSymbol(I, 0, S)));
  }
  for (ObjectId Id : Answering)
    if (S.object(Id))
      noteAnswer(I, S, Id);
}

/// What is asked of a term has the same answer when it is asked again, since
/// terms don't change. Of a term that is made again and again under one name it
/// may be another one.
std::optional<SymbolId> FunctionAnalysis::symbolOfQuery(const Instr &I,
                                                        State &S) {
  if (I.Taught || I.R != ir::Role::None ||
      !llvm::StringRef(I.Callee).starts_with("Z3_"))
    return std::nullopt;
  std::string Key = I.Callee;
  bool AsksTerm = false;
  for (const ir::Operand &A : I.Args) {
    const Value V = peek(A, S);
    const ObjectState *O = S.object(V.object());
    const bool IsNumber = V.F == Value::Int || V.F == Value::Null;
    const ir::InstrId Site = O ? siteOf(O->Id) : ir::NoInstr;
    if (!IsNumber &&
        (!O || O->Many || ir::family(O->K) != ir::Family::Ast ||
         name(O->Id).F == ObjectName::Cell ||
         (Site != ir::NoInstr && Loops.innermost(F.position(Site).first) >= 0)))
      return std::nullopt;
    AsksTerm |= O != nullptr;
    Key += (IsNumber ? " i" : " o") + std::to_string(V.N);
  }
  if (!AsksTerm)
    return std::nullopt;
  auto [It, New] = QuerySymbols.try_emplace(Key, SymbolPlaces.size());
  if (New) {
    SymbolPlaces.push_back(ir::NoPlace);
    LastingSymbols.insert(It->second);
  }
  return It->second;
}

void FunctionAnalysis::closeScope(ObjectState &O) {
  O.Closed |= O.OpenScope == ir::NoInstr;
  O.OpenScope = ir::NoInstr;
}

void FunctionAnalysis::noteRole(const Instr &I, State &S, ObjectId Id) {
  ObjectState *O = S.object(Id);
  if (ir::family(O->K) != ir::Family::Object && O->K != ir::Kind::None)
    return;
  if (I.Taught)
    O->OpenScope = ir::NoInstr; // it may close it
  else if (I.R == ir::Role::Push && O->OpenScope == ir::NoInstr)
    O->OpenScope = I.Id;
  else if (I.R == ir::Role::Pop || I.R == ir::Role::Reset)
    closeScope(*O);
  if (I.R == ir::Role::Reset && !I.Taught && !O->Many)
    loseParent(I, S, Id);
}

} // namespace z3tidy::analysis

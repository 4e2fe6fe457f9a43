// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls: the cases of a summary applied to the caller's state, each in a state
// of its own; and calls of functions that nothing is known of.

#include "analysis/CallPaths.h"
#include "analysis/ElementKeys.h"
#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Place;
using ir::PlaceId;

/// The callee's places in the caller.
struct FunctionAnalysis::Binding {
  const Instr &I;
  const Summary &Callee;

  const ir::Operand *argument(PlaceId Root) const {
    return argumentOf(I, Callee, Root);
  }
};

PlaceId FunctionAnalysis::toCallerPath(const Binding &B, PlaceId P) {
  PlaceId Path = callerPath(B.I, B.Callee, P, Places);
  if (Path != ir::NoPlace)
    Places.forEachIndex(Path, [&](PlaceId Index) { Indices.insert(Index); });
  return Path;
}

PlaceId FunctionAnalysis::toCallerPath(const Instr &I, const Summary &Callee,
                                       PlaceId P) {
  return toCallerPath(Binding{I, Callee}, P);
}

/// What the callee knows that its input holds.
static ir::Kind kindInCallee(const Summary &Callee, PlaceId P) {
  const ir::Function &F = *Callee.F;
  if (auto It = F.Kinds.find(P); It != F.Kinds.end())
    return It->second;
  auto IsIt = [&](const ir::Param &Param) { return Param.P == P; };
  auto It = llvm::find_if(F.Params, IsIt);
  return It == F.Params.end() ? ir::Kind::None : It->K;
}

Value FunctionAnalysis::inputValue(const Binding &B, PlaceId P, State &S) {
  if (PlaceId Path = toCallerPath(B, P); Path != ir::NoPlace) {
    PlaceId At = resolve(Path, S);
    // An element by name is the same one again when it is spoken of next.
    if (At != ir::NoPlace && isContentElement(At) && !isSummaryElement(At) &&
        kindInCallee(B.Callee, P) != ir::Kind::None)
      objectIn(At, S, kindInCallee(B.Callee, P));
    return load(At, S);
  }
  if ((*B.Callee.Places)[P].isRoot())
    if (const ir::Operand *Arg = B.argument(P))
      return eval(*Arg, S);
  return Value::unknown();
}

bool FunctionAnalysis::requirementHolds(const Binding &B, const Assumption &A,
                                        State &S) {
  PlaceId Path = toCallerPath(B, A.P);
  // Of each element: what is done where there is none is of no interest.
  if (B.I.Each && A.F == Assumption::Null && Path != ir::NoPlace)
    if (PlaceId At = resolve(Path, S);
        At != ir::NoPlace && outermostElement(At) != ir::NoPlace)
      return false;
  if (Path != ir::NoPlace) {
    ir::Condition C;
    C.Left = Path;
    C.Negated = A.isNegated();
    C.F = A.isOfNumber() ? ir::Condition::Eq : ir::Condition::Null;
    C.Right = ir::Operand::integer(A.N);
    return assume(C, S);
  }
  Value V = inputValue(B, A.P, S);
  switch (V.F) {
  case Value::Null:
  case Value::Int:
    return A.isNegated() != ((A.isOfNumber() ? A.N : 0) == V.N);
  default:
    return true;
  }
}

bool FunctionAnalysis::isConstructor(llvm::StringRef Name) const {
  auto It = Known.find(Name);
  return It != Known.end() && It->second.F && It->second.F->IsConstructor;
}

/// The callee uses an object of one argument in the context of another.
void FunctionAnalysis::checkMixingOfCallee(const Binding &B, const Effect &E,
                                           ObjectId Id, State &S) {
  ObjectState *O = S.object(Id);
  if (!O || E.Context == ir::NoPlace)
    return;
  PlaceId Path = toCallerPath(B, E.Context);
  if (Path == ir::NoPlace)
    return;
  ObjectId Context = objectAt(ir::Operand::place(Path), S, ir::Kind::Context);
  const ObjectState *C = S.object(Context);
  if (C && C->L == Life::Dead && C->DiedAt != B.I.Id && (E.Used || E.Lo < 0)) {
    reportUse(B.I, S, Context, /*IsRelease=*/false);
    return;
  }
  if (B.Callee.MayTranslate)
    return; // it asks whether it has to
  bool IsUnknown = !C || C->From == Origin::Foreign || C->Many;
  if (IsUnknown && isForeignToCallee(*S.object(Id), B.Callee, E.Context, S))
    reportMixing(B.I, S, Id, Context, ir::NoPlace);
  else
    checkMixing(B.I, S, Id, Context);
  O = S.object(Id);
  // Of unknown kind, it may be a number, which belongs nowhere.
  if (O->Context == NoObject && Context != Id && O->K != ir::Kind::None)
    O->Context = Context;
  if (O->K != ir::Kind::None && O->K != ir::Kind::Context)
    noteUsedIn(*O, Context, S);
}

/// The symbol of a call for the answer that its callee has got.
static constexpr unsigned AnswerSymbol = 1000;

void FunctionAnalysis::applyEffect(const Instr &I, State &S, ObjectId Id,
                                   const Effect &E, int Wrappers, bool OfEach) {
  ObjectState *O = S.object(Id);
  if (!O)
    return;
  if (ir::InstrId Site = siteOf(Id); Site != ir::NoInstr)
    Sites[Site].UsedBy.insert(I.Id);
  // Which of the elements it reads is not known.
  bool IsTaken = E.Lo > 0 && O->DiedAt != I.Id;
  if (O->L == Life::Dead && !OfEach && (E.Used || IsTaken)) {
    reportUse(I, S, Id, /*IsRelease=*/false);
    return;
  }
  if (E.Used && O->L != Life::Dead) {
    O->Used = true;
    O->Kept |= E.Kept;
  }
  if (E.Scope == Effect::Closes)
    closeScope(*O);
  else if (E.Scope == Effect::Opens && O->OpenScope == ir::NoInstr)
    O->OpenScope = I.Id;
  if (E.Used && !OfEach)
    checkRequest(S, Id);
  O = S.object(Id);
  noteWish(*O, E.Wants);
  O->Answer = E.Answer; // the callee may ask it
  O->AnswerValue = E.Answer == Asked::NotUnsat
                       ? Value::symbol(freshSymbol(I, AnswerSymbol, S))
                       : Value::unknown();
  O->AnsweredAt = I.Id;
  O->Unread = false;
  if (E.Deleted)
    deleteObject(I, S, Id, OfEach);
  else if (E.Lo < 0 && E.Hi > 0)
    escape(S, Value::object(Id));
  else if (E.Lo != 0 || E.Hi != 0)
    applyCount(I, S, Id, E, Wrappers, OfEach);
  else if (Wrappers > 0)
    takeOver(I, S, *O);
  else if (Wrappers < 0 && O->Wrappers > 0)
    noteWrapperCount(*O, Wrappers);
  if (E.Lo > 0 && isConstructor(I.Callee))
    S.object(Id)->Wrapped = true;
  if (E.Escaped && E.KeepsRaw)
    keepRaw(I, S, Id);
  else if (E.Escaped)
    escape(S, Value::object(Id));
}

void FunctionAnalysis::applyCount(const Instr &I, State &S, ObjectId Id,
                                  const Effect &E, int Wrappers, bool OfEach) {
  // Where the owner is not known to count, neither does its method.
  const ObjectState &Before = *S.object(Id);
  if (Wrappers < 0 && Before.From != Origin::Input)
    Wrappers = -std::min(-Wrappers, std::max<int>(Before.Wrappers, 0));
  int ByHand = E.Hi - Wrappers;
  if (E.Hi < 0 && checkAdoption(S, *S.object(Id), E.Hi))
    return;
  if (E.Hi < 0 && ByHand < 0 && checkRelease(I, S, Id, -ByHand))
    return;
  if (Wrappers > 0)
    noteSecondCount(I, *S.object(Id));
  noteWrapperCount(*S.object(Id), Wrappers);
  addReferences(I, S, Id, E.Lo, E.Hi, OfEach);
}

/// Whether the caller gets something that may hold parts of the arguments.
static bool handsOutUnnamed(const SummaryCase &Case) {
  return !Case.News.empty() ||
         llvm::any_of(Case.Stores, [](const SummaryStore &Store) {
           return Store.V.F == SummaryValue::Unknown;
         });
}

/// Whether P is any of the elements of a container of which the callee takes
/// one out: which of them it is after that is not known.
bool FunctionAnalysis::mayHaveLeft(const Summary &Callee,
                                   const SummaryCase &Case, PlaceId P) {
  const ir::PlaceTable &Places = *Callee.Places;
  if (Places[P].isRoot() || Places[P].F != Place::Any)
    return false;
  return llvm::any_of(Case.Stores, [&](const SummaryStore &Store) {
    const Place &Node = Places[Store.P];
    return isLeft(Node) && Places[Node.Parent].Parent == Places[P].Parent;
  });
}

/// Of how many nested containers the callee means each element.
static unsigned eachInCallee(const Summary &Callee, PlaceId P) {
  const ir::PlaceTable &Places = *Callee.Places;
  unsigned Depth = 0;
  for (; !Places[P].isRoot(); P = Places[P].Parent)
    Depth += Places[P].F == Place::Any &&
             Places[Places[P].Parent].Name == ir::ContentField;
  return Depth;
}

/// What a case does to objects of the caller, read before anything is written.
struct FunctionAnalysis::CaseReads {
  struct Change {
    ObjectId Id;
    const Effect *E;
    bool OfEach; ///< of all elements of a container
  };
  llvm::SmallVector<Change, 4> Changes;
  /// All elements of these containers are meant; true: they escape.
  llvm::SmallVector<std::pair<PlaceId, bool>, 2> Contents;
};

FunctionAnalysis::CaseReads FunctionAnalysis::readCase(const Binding &B,
                                                       const SummaryCase &Case,
                                                       State &S) {
  CaseReads R;
  for (const Effect &E : Case.Effects)
    if (PlaceId Path = toCallerPath(B, E.P); Path != ir::NoPlace) {
      PlaceId At = resolve(Path, S);
      unsigned Depth = B.I.Each + eachInCallee(B.Callee, E.P);
      bool OfEach =
          Depth > 0 && At != ir::NoPlace && outermostElement(At) != ir::NoPlace;
      if (OfEach && varyingSteps(At) > Depth) { // all of some containers
        PlaceId Summary = summaryOf(At);
        foldAliases(S, Summary);
        if (E.Lo || E.Hi || E.Deleted || E.Escaped)
          doubtElements(S, Summary);
        continue;
      }
      if (E.Used && !OfEach)
        checkMoved(B.I, Path, S);
      if (!OfEach) {
        ir::Kind K =
            isContentElement(At) ? ir::Kind::None : kindInCallee(B.Callee, E.P);
        R.Changes.push_back(
            {objectAt(ir::Operand::place(Path), S, K), &E, /*OfEach=*/false});
        continue;
      }
      llvm::SmallVector<ObjectId, 4> Found;
      eachOf(S, At, Found);
      R.Contents.push_back({summaryOf(At), E.Escaped});
      for (ObjectId Id : Found)
        R.Changes.push_back({Id, &E, /*OfEach=*/true});
    }
  return R;
}

/// The case of a callee that hands over an element with a reference to it
/// (`read_reg(m, r)`), where the caller has no name for which element that is:
/// what it gets is an object by itself.
std::optional<SummaryCase>
FunctionAnalysis::withLentElements(const Binding &B, const SummaryCase &Case) {
  std::optional<SummaryCase> Lent;
  for (size_t N = 0; N < Case.Effects.size(); ++N) {
    const Effect &E = Case.Effects[N];
    const Place &Element = (*B.Callee.Places)[E.P];
    if (E.Lo <= 0 || E.Lo != E.Hi || Element.F != Place::At ||
        isKey((*B.Callee.Places)[Element.Number]))
      continue;
    PlaceId Path = toCallerPath(B, E.P);
    if (Path == ir::NoPlace || Places[Path].F != Place::Any)
      continue;
    if (!Lent)
      Lent = Case;
    NewObject Given;
    Given.K = kindInCallee(B.Callee, E.P);
    Given.Lo = Given.Hi = E.Lo;
    Given.Foreign = Given.ByHand = true;
    Given.ContextPlace = E.Context;
    for (SummaryStore &Store : Lent->Stores)
      if (Store.V == SummaryValue{SummaryValue::Input, E.P})
        Store.V = {SummaryValue::New, int64_t(Lent->News.size())};
    Lent->Effects[N].Lo = Lent->Effects[N].Hi = 0;
    Lent->News.push_back(Given);
  }
  return Lent;
}

bool FunctionAnalysis::applyCase(const Instr &I, State &S,
                                 const Summary &Callee,
                                 const SummaryCase &Given) {
  Binding B{I, Callee};
  const std::optional<SummaryCase> Lent = withLentElements(B, Given);
  const SummaryCase &Case = Lent ? *Lent : Given;
  for (const Assumption &A : Case.Requires)
    if (!requirementHolds(B, A, S))
      return false;

  llvm::SmallSet<PlaceId, 4> Blocks;
  for (const SummaryStore &Store : Case.Stores)
    if (PlaceId Root = Callee.Places->rootOf(Store.P);
        (*Callee.Places)[Root].F == Place::Heap && Blocks.insert(Root).second)
      ageBlock(toCallerPath(B, Root), S);

  CaseReads Reads = readCase(B, Case, S);
  // An unknown handle may have got its name now, and an earlier one of the same
  // place have lost it.
  if (llvm::any_of(Reads.Changes, [&](const CaseReads::Change &C) {
        return C.Id != NoObject && name(C.Id).F == ObjectName::Cell;
      }))
    Reads = readCase(B, Case, S);
  auto &Changes = Reads.Changes;

  for (unsigned N = 0; N < Case.News.size(); ++N) {
    ObjectName Name{ObjectName::Site, I.Id, Case.nameOf(N)};
    ObjectId Before = objectId(Name);
    age(Name, S);
    Name.Older = true;
    ObjectId After = objectId(Name);
    for (CaseReads::Change &C : Changes)
      if (C.Id == Before)
        C.Id = After;
  }
  // Of two elements that have become one, each was meant once.
  for (size_t N = Changes.size(); N-- > 0;)
    if (llvm::any_of(llvm::ArrayRef(Changes).take_front(N),
                     [&](const CaseReads::Change &C) {
                       return C.Id == Changes[N].Id && C.E == Changes[N].E;
                     }))
      Changes.erase(Changes.begin() + N);
  std::vector<Value> Inputs;
  for (const SummaryStore &Store : Case.Stores)
    Inputs.push_back(Store.V.F == SummaryValue::Input &&
                             !mayHaveLeft(Callee, Case, PlaceId(Store.V.N))
                         ? inputValue(B, PlaceId(Store.V.N), S)
                         : Value::unknown());
  makeNewObjects(B, Case, S);
  // A context goes last: the callee has been told what it does too early.
  for (bool Deletes : {false, true})
    for (const CaseReads::Change &C : Changes)
      if (C.E->Deleted == Deletes) {
        if (!C.OfEach)
          checkMixingOfCallee(B, *C.E, C.Id, S);
        applyEffect(I, S, C.Id, *C.E, wrapperCount(Callee, Case, *C.E),
                    C.OfEach);
      }
  if (handsOutUnnamed(Case))
    for (const CaseReads::Change &C : Changes)
      shareParts(S, C.Id, ir::Kind::None);
  for (auto [Summary, Escapes] : Reads.Contents) {
    settleMember(I, S, Summary);
    if (Escapes) // also what the callee hands out of them
      doubtElements(S, Summary);
  }
  // What the callee reads of its arguments it may read before it makes terms.
  llvm::SmallVector<ObjectId, 4> InSlot;
  for (const CaseReads::Change &C : Changes)
    if (C.E->InSlot)
      InSlot.push_back(C.Id);
  for (const CaseReads::Change &C : Changes) {
    writeSlots(I, S, C.Id, *C.E, Case, InSlot);
    if (C.E->WritesText)
      overwriteText(I, S, C.Id);
  }
  if (Callee.MakesTerms)
    collectGone(I, S, NoObject, ir::Family::Ast);
  if (Callee.MakesObjects)
    collectGone(I, S, NoObject, ir::Family::Object);
  // Of a pointer the callee knows no more than that it is one.
  for (const Effect &E : Case.Effects)
    if (E.Escaped && !E.KeepsRaw)
      escapeInput(B, E.P, S);
  noteAdoption(I, Callee, Case, S);
  storeResults(B, Case, Inputs, S);
  tellFromOthers(I, Callee, Case, S);
  noteDetached(I, Callee, Case, Inputs, S);
  return true;
}

/// A result that is not known is none of those that say that the callee has
/// made nothing: an index, or -1; how many there are, or 0.
void FunctionAnalysis::tellFromOthers(const Instr &I, const Summary &Callee,
                                      const SummaryCase &Case, State &S) {
  const SummaryStore *Result = Case.result(*Callee.Places);
  if (I.Dst == ir::NoPlace || Case.News.empty() || !Result ||
      Result->V.F != SummaryValue::Unknown)
    return;
  bool AllNegative = true, Any = false;
  for (const SummaryCase &Other : Callee.Cases) {
    const SummaryStore *Told = Other.result(*Callee.Places);
    bool IsNumber = Told && (Told->V.F == SummaryValue::Int ||
                             Told->V.F == SummaryValue::Null);
    if (!IsNumber || !Other.News.empty())
      continue;
    Any = true;
    AllNegative &= Told->V.F == SummaryValue::Int && Told->V.N < 0;
    ir::Condition IsOther;
    IsOther.F = ir::Condition::Eq;
    IsOther.Negated = true;
    IsOther.Left = I.Dst;
    IsOther.Right =
        ir::Operand::integer(Told->V.F == SummaryValue::Int ? Told->V.N : 0);
    assume(IsOther, S);
  }
  if (!Any || !AllNegative)
    return;
  ir::Condition IsNegative;
  IsNegative.F = ir::Condition::Lt;
  IsNegative.Negated = true;
  IsNegative.Left = I.Dst;
  IsNegative.Right = ir::Operand::integer(0);
  assume(IsNegative, S);
}

/// What is reachable from the callee's input goes where it is not followed.
void FunctionAnalysis::escapeInput(const Binding &B, PlaceId P, State &S) {
  PlaceId Path = toCallerPath(B, P);
  PlaceId At = Path == ir::NoPlace ? Path : resolve(Path, S);
  if (At == ir::NoPlace)
    return;
  escape(S, load(At, S));
  escapeWithin(S, At);
}

/// Whether the new object comes back in a member of a class, in a file whose
/// classes have destructors: whether those are right is another rule's matter.
bool FunctionAnalysis::isInOwner(const Summary &Callee, const SummaryCase &Case,
                                 unsigned N) const {
  return Opts.HasDestructors &&
         llvm::any_of(Case.Stores, [&](const SummaryStore &Store) {
           return Store.V == SummaryValue{SummaryValue::New, N} &&
                  (*Callee.Places)[Store.P].F == Place::Field;
         });
}

/// Elements of an array of the caller, of which the result may say how many
/// they are.
static bool isCountedByResult(const Summary &Callee, const SummaryCase &Case,
                              unsigned N) {
  const ir::PlaceTable &Places = *Callee.Places;
  const SummaryStore *Result = Case.result(*Callee.Places);
  if (!Result || Result->V.F == SummaryValue::New ||
      Callee.F->ReturnKind != ir::Kind::None)
    return false;
  return llvm::any_of(Case.Stores, [&](const SummaryStore &Store) {
    PlaceId P = Store.P;
    if (!Places[P].isRoot() && !Places[P].isElement())
      P = Places[P].Parent; // a field of the element, or what it holds
    return Store.V == SummaryValue{SummaryValue::New, int64_t(N)} &&
           Places[P].isElement() &&
           Places[Places.rootOf(P)].F == Place::Param &&
           Places[Places[P].Parent].Name != ir::ContentField;
  });
}

void FunctionAnalysis::makeNewObjects(const Binding &B, const SummaryCase &Case,
                                      State &S) {
  auto NameOf = [&](int N) {
    return ObjectName{ObjectName::Site, B.I.Id, Case.nameOf(N)};
  };
  for (unsigned N = 0; N < Case.News.size(); ++N) {
    const NewObject &From = Case.News[N];
    auto ObjectOf = [&](int New, PlaceId Place, ir::Kind K) {
      PlaceId Path =
          Place == ir::NoPlace ? ir::NoPlace : toCallerPath(B, Place);
      if (New >= 0)
        return objectId(NameOf(New));
      return Path == ir::NoPlace ? NoObject
                                 : objectAt(ir::Operand::place(Path), S, K);
    };
    ObjectId Context =
        ObjectOf(From.ContextNew, From.ContextPlace, ir::Kind::Context);
    ObjectId Owner = ObjectOf(From.OwnerNew, From.OwnerPlace, ir::Kind::None);
    ObjectState &O = fresh(NameOf(N), From.K,
                           From.Foreign    ? Origin::Foreign
                           : From.Borrowed ? Origin::Borrowed
                                           : Origin::Made,
                           S);
    O.Lo = From.Lo;
    O.Hi = From.Hi;
    O.Escaped = From.Escaped || isCountedByResult(B.Callee, Case, N);
    O.Fresh = From.Fresh;
    O.Kept = From.Kept;
    O.ByHand = From.ByHand;
    O.Wrapped = From.Wrapped || B.Callee.F->IsConstructor ||
                isInOwner(B.Callee, Case, N);
    O.Many = From.Many;
    O.Wrappers = From.Wrappers;
    if (From.Lo > 0 && From.Lo == From.Hi && From.Wrappers == 0 &&
        ownerOf(B.Callee, Case, {SummaryValue::New, N}) != ir::NoPlace)
      O.Wrappers = 1;
    O.Answer = From.Answer;
    O.Silent = From.Silent;
    O.L = From.L;
    O.How = From.How;
    O.Mode = From.Mode;
    O.Context = Context;
    if (From.Foreign || From.Borrowed) {
      O.KeptBy = Owner;
      if (O.L == Life::Dead) {
        O.DiedAt = B.I.Id;
        TraceNode Gone{};
        Gone.W = From.Foreign ? TraceNode::Released : TraceNode::Collected;
        Gone.At = B.I.Id;
        Gone.O = O.Id;
        Arena.append(S, Gone);
      }
      if (O.Lo <= 0)
        continue;
    }
    noteSite(B.I.Id, From.K, Context);
    Sites[B.I.Id].ByHand |= O.Lo > 0 && !O.Wrapped;
    noteRun(B.I.Id, S);
    TraceNode T{};
    T.W = TraceNode::Made;
    T.At = B.I.Id;
    T.O = O.Id;
    T.Count = O.Lo;
    Arena.append(S, T);
  }
}

/// Whether the element is the last or the first of its container.
static bool isAtEnd(const ir::PlaceTable &Places, PlaceId P) {
  while (!Places[P].isRoot() && Places[P].F != Place::At)
    P = Places[P].Parent;
  if (Places[P].isRoot())
    return false;
  const Place &Key = Places[Places[P].Number];
  return isKey(Key) && !isSpelledOut(Key);
}

void FunctionAnalysis::storeResults(const Binding &B, const SummaryCase &Case,
                                    llvm::ArrayRef<Value> Inputs, State &S) {
  const Instr &I = B.I;
  bool ResultStored = false;
  unsigned Sub = 1;
  std::vector<std::pair<PlaceId, Value>> Writes, Members;
  std::vector<std::pair<PlaceId, bool>> Leaving; ///< true: surely
  llvm::SmallSet<PlaceId, 2> Replaced; ///< what was there was given back
  for (size_t N = 0; N < Case.Stores.size(); ++N) {
    const SummaryStore &Store = Case.Stores[N];
    PlaceId Path = toCallerPath(B, Store.P);
    if (Path == ir::NoPlace) {
      // Into an argument that is not known here.
      if ((*B.Callee.Places)[B.Callee.Places->rootOf(Store.P)].F != Place::Ret)
        escape(S, Inputs[N]);
      continue;
    }
    if (isLeft(Path)) {
      Leaving.push_back({Places[Path].Parent, Store.V.F == SummaryValue::Int});
      continue;
    }
    ResultStored |=
        (*B.Callee.Places)[Store.P].F == Place::Ret ||
        (isHeld(Path) &&
         (*B.Callee.Places)[B.Callee.Places->rootOf(Store.P)].F == Place::Ret);
    Value V;
    switch (Store.V.F) {
    case SummaryValue::Null:
      V = Value::null();
      break;
    case SummaryValue::Int:
      V = Value::integer(Store.V.N);
      break;
    case SummaryValue::New:
      V = Value::object(
          objectId({ObjectName::Site, I.Id, Case.nameOf(Store.V.N)}));
      break;
    case SummaryValue::Input:
      V = Inputs[N];
      if (V.Moved)
        if (PlaceId From = toCallerPath(B, PlaceId(Store.V.N));
            From != ir::NoPlace)
          noteMovedCopy(resolve(From, S), resolve(Path, S), V);
      break;
    case SummaryValue::Address:
      if (PlaceId To = toCallerPath(B, PlaceId(Store.V.N)); To != ir::NoPlace)
        if (PlaceId At = resolve(To, S); At != ir::NoPlace)
          V = Value::address(At);
      break;
    case SummaryValue::Unknown:
    case SummaryValue::NonNull:
      V = Value::symbol(freshSymbol(I, Sub, S));
      if (Store.V.F == SummaryValue::NonNull)
        assumeNonNull(V, true, S);
      break;
    }
    ++Sub;
    if (llvm::any_of(Case.Effects, [&](const Effect &E) {
          return E.P == Store.P && (E.Lo < 0 || E.Deleted);
        }))
      Replaced.insert(Path);
    const bool IsHandle = kindOf(Path) != ir::Kind::None ||
                          kindInCallee(B.Callee, Store.P) != ir::Kind::None;
    noteMovedByCallee(I, Store.P, Path, IsHandle, Case, Inputs, V, S);
    Writes.push_back({Path, V});
    // A struct that the callee copies whole: it speaks of no member, we may.
    if (Store.V.F != SummaryValue::Input)
      continue;
    PlaceId From = toCallerPath(B, PlaceId(Store.V.N));
    From = From == ir::NoPlace ? From : resolve(From, S);
    if (isContentElement(From))
      continue; // one of several: its parts are not all of theirs
    for (const Cell &C : S.Cells)
      if (From != ir::NoPlace && C.P != From && Places.isWithin(C.P, From) &&
          !throughOwnPointer(C.P, From))
        Members.push_back({rebase(C.P, From, Path), C.V});
  }
  // What the callee itself has written there is newer.
  for (auto &[Path, V] : Members)
    if (llvm::none_of(Writes,
                      [&, P = Path](const auto &W) { return W.first == P; }))
      Writes.push_back({Path, V});
  // Whole places before what is below them.
  llvm::sort(Writes, [&](const auto &A, const auto &B) {
    return std::make_pair(Places.depth(A.first), A.first) <
           std::make_pair(Places.depth(B.first), B.first);
  });
  // New objects that a later write does not reach yet are held by the writes
  // themselves, so nothing may be collected in between.
  for (auto &[Path, V] : Writes)
    if (V.leadsOn())
      S.set(Places.root(Place::Temp, "in flight", Path), V);
  // `q->last->next = e; q->last = e;`: the path goes by the pointer as it was.
  auto IsWritten = [&](PlaceId P) {
    return llvm::any_of(Writes, [&](const auto &W) { return W.first == P; });
  };
  std::map<PlaceId, PlaceId> ByOldPointers;
  for (auto &[Path, V] : Writes)
    for (PlaceId P = Path; !Places[P].isRoot(); P = Places[P].Parent)
      if (Places[P].F == Place::Deref && IsWritten(Places[P].Parent))
        ByOldPointers.try_emplace(Path, resolve(Path, S));
  if (I.Dst != ir::NoPlace && !ResultStored)
    store(&I, S, resolve(I.Dst, S), Value::symbol(freshSymbol(I, 0, S)));
  for (auto [Element, IsSure] : Leaving)
    loseCallers(I, S, Element, IsSure);
  for (auto &[Path, V] : Writes) {
    if (storeContent(I, S, Path, V))
      continue;
    auto Old = ByOldPointers.find(Path);
    PlaceId At = Old == ByOldPointers.end() ? resolve(Path, S) : Old->second;
    if (At != ir::NoPlace && isContentElement(At)) {
      if (!isAtEnd(Places, At))     // else it comes beside them
        dropDead(S, summaryOf(At)); // that may be what it stands in place of
      if (!Replaced.count(Path))
        addElement(S, At); // what had the name is somewhere in there
    }
    store(&I, S, At, V);
    noteElement(Path, V, S);
  }
  bool HeldLinks = false;
  for (auto &[Path, V] : Writes)
    if (V.leadsOn())
      eraseWithin(S, Places.root(Place::Temp, "in flight", Path), HeldLinks);
  collectGarbage(&I, S, ir::NoPlace);
}

void FunctionAnalysis::noteKeptTerms(const Instr &I, const Summary &Callee,
                                     State &S) {
  for (const KeptTerm &T : Callee.Terms)
    if (PlaceId Path = toCallerPath({I, Callee}, T.Context);
        Path != ir::NoPlace) {
      ObjectId C = objectAt(ir::Operand::place(Path), S, ir::Kind::Context);
      if (S.object(C) && modeOf(C, S) == ir::ContextMode::Keeping)
        Sites[I.Id].InKeeping = true;
    }
}

void FunctionAnalysis::noteSolverUses(const Instr &I, const Summary &Callee,
                                      State &S) {
  for (const SolverUse &U : Callee.Solvers)
    if (PlaceId Path = toCallerPath({I, Callee}, U.P); Path != ir::NoPlace)
      if (ObjectId Id = objectAt(ir::Operand::place(Path), S, ir::Kind::None);
          S.object(Id))
        CallUses[Id][I.Id] = U;
}

/// A callee that closes a scope on some of its ways (`while (depth--) pop()`)
/// is one that closes it: which way it goes is not known here.
void FunctionAnalysis::closeWhatSomeClose(const State &Before,
                                          llvm::MutableArrayRef<State> After) {
  for (const ObjectState &O : Before.Objects) {
    if (O.OpenScope == ir::NoInstr)
      continue;
    bool Closes = llvm::any_of(After, [&](const State &S) {
      const ObjectState *Now = S.object(O.Id);
      return Now && Now->OpenScope == ir::NoInstr;
    });
    for (State &S : After)
      if (ObjectState *Now = S.object(O.Id); Closes && Now)
        Now->OpenScope = ir::NoInstr;
  }
}

void FunctionAnalysis::noteUnknownUses(const Instr &I, const State &S) {
  for (const ObjectState &O : S.Objects)
    if (O.Escaped && ir::family(O.K) != ir::Family::Ast) {
      SolverUse &Does = CallUses[O.Id][I.Id];
      Does.Scopes = Does.Pops = true;
    }
}

//===----------------------------------------------------------------------===//
// Which callee
//===----------------------------------------------------------------------===//

/// Whether the arguments are known to be of two contexts.
bool FunctionAnalysis::areOfTwoContexts(const Instr &I, State &S) {
  llvm::SmallSet<ObjectId, 2> Contexts;
  auto Note = [&](const Value &V) {
    if (const ObjectState *O = S.object(V.object()))
      if (ObjectId C = O->K == ir::Kind::Context ? O->Id : O->Context;
          C != NoObject)
        Contexts.insert(C);
  };
  for (const ir::Operand &A : I.Args) {
    Value V = eval(A, S);
    Note(V);
    if (!V.isAddress())
      continue;
    for (const Cell &C : S.Cells) // an object, or what is in a struct
      if (Places.isWithin(C.P, V.N))
        Note(C.V);
  }
  return Contexts.size() > 1;
}

/// Whether the result is what came in.
static bool givesBackInput(const SummaryCase &Case,
                           const ir::PlaceTable &Places) {
  const SummaryStore *Result = Case.result(Places);
  return Result && Result->V.F == SummaryValue::Input;
}

void FunctionAnalysis::call(const Instr &I, State S, States &Out) {
  for (ObjectState &O : S.Objects)
    O.Unread = false; // the callee may read the error code
  auto It = Known.find(I.Callee);
  bool Found = It != Known.end() && It->second.Known;
  const ir::Block &Here = F.Blocks[F.position(I.Id).first];
  if (endsInThrowingCall(Here) && Here.Instrs.back().Id == I.Id)
    callThrows(I, S, Found ? &It->second : nullptr, Out);
  if (!Found) {
    callUnknown(I, S);
    Out.push_back(std::move(S));
    return;
  }
  Summary Near;
  bool IsNear = llvm::is_contained(Widened, It->second.F);
  if (IsNear)
    Near = nearby(I, It->second, S);
  const Summary &Callee = IsNear ? Near : It->second;
  for (PlaceId Array : Callee.GivenBack)
    if (PlaceId Path = toCallerPath({I, Callee}, Array); Path != ir::NoPlace)
      checkGivenBack(I, resolve(Path, S), S);
  for (PlaceId Array : Callee.Touched)
    if (PlaceId Path = toCallerPath({I, Callee}, Array); Path != ir::NoPlace)
      if (PlaceId At = resolve(Path, S); At != ir::NoPlace) {
        if (isOfCaller(At))
          Touched.insert(At);
        escapeElements(S, At);
      }
  for (PlaceId Input : Callee.EscapedInputs)
    escapeInput({I, Callee}, Input, S);
  noteKeptTerms(I, Callee, S);
  noteSolverUses(I, Callee, S);
  size_t First = Out.size();
  std::optional<Wishes> OfAll; // what it asks for on all ways
  Wishes ByMemory;             // and by what a member remembers of the answer
  const bool Translated = Callee.MayTranslate && areOfTwoContexts(I, S);
  for (const SummaryCase &Case : Callee.Cases) {
    State Taken = S;
    CalleeWishes.clear();
    if ((Translated && givesBackInput(Case, *Callee.Places)) ||
        !applyCase(I, Taken, Callee, Case))
      continue;
    Out.push_back(std::move(Taken));
    OfAll = OfAll ? common(*OfAll, CalleeWishes) : CalleeWishes;
    const Wishes Here = wishesByMemory(I, Callee, Case, S);
    ByMemory.insert(Here.begin(), Here.end());
  }
  if (OfAll)
    for (const auto &[Id, Wants] : *OfAll)
      checkWish(I, S, Id, Wants);
  for (const auto &[Id, Wants] : ByMemory)
    checkWish(I, S, Id, Wants);
  closeWhatSomeClose(S, llvm::MutableArrayRef<State>(Out).drop_front(First));
  for (State &After : llvm::MutableArrayRef<State>(Out).drop_front(First))
    for (PlaceId Pointer : Callee.Blurred)
      if (PlaceId Path = toCallerPath({I, Callee}, Pointer);
          Path != ir::NoPlace)
        blur(I, Path, After);
  forgetWays(I, Callee, S, llvm::MutableArrayRef<State>(Out).drop_front(First));
  doubtCases(I, Callee, S, llvm::MutableArrayRef<State>(Out).drop_front(First));
}

/// The states in which an exception leaves the callee.
void FunctionAnalysis::callThrows(const Instr &I, const State &S,
                                  const Summary *Callee, States &Out) {
  if (!Callee || Callee->ThrowsUnknown) {
    State Taken = S;
    callUnknown(I, Taken);
    Taken.Throwing = true;
    Out.push_back(std::move(Taken));
    return;
  }
  for (const SummaryCase &Case : Callee->Throws) {
    State Taken = S;
    if (!applyCase(I, Taken, *Callee, Case))
      continue;
    Taken.Throwing = true;
    Out.push_back(std::move(Taken));
  }
}

void FunctionAnalysis::callUnknown(const Instr &I, State &S) {
  escapeArgs(I, S);
  noteUnknownUses(I, S);
  forgetAnswers(S, I.Id);
  // What its arguments point to, and all globals, may be anything after it.
  llvm::SmallVector<PlaceId, 8> Written;
  auto Invalidate = [&](PlaceId Block) {
    for (const Cell &C : S.Cells)
      if (Places.isWithin(C.P, Block))
        Written.push_back(C.P);
  };
  for (const ir::Operand &A : I.Args) {
    Value V = eval(A, S);
    if (V.isAddress())
      Invalidate(V.N);
    else if (V.isSymbol() && SymbolPlaces[V.N] != ir::NoPlace)
      Invalidate(Places.step(SymbolPlaces[V.N], Place::Deref));
  }
  for (const Cell &C : S.Cells)
    if (Places[Places.rootOf(C.P)].F == Place::Global)
      Written.push_back(C.P);
  forgetHeld(I, S, Written);
  if (I.Dst != ir::NoPlace)
    store(&I, S, resolve(I.Dst, S), Value::symbol(freshSymbol(I, 0, S)));
}

} // namespace z3tidy::analysis

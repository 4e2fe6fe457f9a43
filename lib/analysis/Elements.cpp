// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of arrays and containers whose index is not a constant.
//
// `a[%i]` is a place of its own until %i changes; what it held is one of the
// elements `a[*]` then. A summary element holds any number of objects, of each
// creation site the newest and the older ones, each in a hidden step below it.
// Who takes an element out of a summary gets *one of several* objects, so that
// a release of it says nothing of the others.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

namespace z3tidy::analysis {

using ir::Place;
using ir::PlaceId;

/// The step below a summary element that holds one of its objects.
constexpr llvm::StringLiteral Held = "(held)";

bool FunctionAnalysis::isHeld(PlaceId Cell) const {
  return Places[Cell].F == Place::Field && Places[Cell].Name == Held;
}

PlaceId FunctionAnalysis::heldStep(PlaceId Element, unsigned Number) {
  return Places.step(Element, Place::Field, Held, Number);
}

PlaceId FunctionAnalysis::outermostElement(PlaceId P) const {
  PlaceId Found = ir::NoPlace;
  for (; !Places[P].isRoot(); P = Places[P].Parent)
    if (Places[P].isElement())
      Found = P;
  return Found;
}

bool FunctionAnalysis::isVaryingElement(PlaceId P) const {
  return varyingSteps(P) > 0;
}

unsigned FunctionAnalysis::varyingSteps(PlaceId P) const {
  unsigned Steps = 0;
  for (; !Places[P].isRoot(); P = Places[P].Parent)
    Steps += Places[P].F == Place::At || Places[P].F == Place::Any;
  return Steps;
}

/// The path with each element that a variable names, and in any case the
/// outermost one and those of containers, replaced by the summary.
PlaceId FunctionAnalysis::summarize(PlaceId P, PlaceId Outermost) {
  const Place Node = Places[P];
  if (Node.isRoot())
    return P;
  PlaceId Parent = summarize(Node.Parent, Outermost);
  if (Node.F == Place::At || P == Outermost ||
      (Node.F == Place::Index && isContent(Node.Parent)))
    return Places.step(Parent, Place::Any);
  return Parent == Node.Parent
             ? P
             : Places.step(Parent, Node.F, Node.Name, Node.Number);
}

PlaceId FunctionAnalysis::summaryOf(PlaceId P) {
  return summarize(P, outermostElement(P));
}

/// Whether the elements of the array are this function's alone.
bool FunctionAnalysis::ownsElements(PlaceId At) const {
  PlaceId Root = Places.rootOf(At);
  Place::Form F = Places[Root].F;
  return (F == Place::Local || F == Place::Heap) && !Exposed.count(Root) &&
         !throughOwnPointer(At, Root);
}

void FunctionAnalysis::storeElement(State &S, PlaceId At, Value V,
                                    bool FromCallee) {
  ObjectState *O = S.object(V.object());
  ir::InstrId Site = O ? siteOf(O->Id) : ir::NoInstr;
  if (O && O->L == Life::Dead && O->How == Death::Released && !FromCallee)
    return; // which element it is shows only by its own name
  bool Follows = Site != ir::NoInstr &&
                 (O->From == Origin::Made || O->From == Origin::Borrowed);
  bool OfContainer = isContentElement(At);
  Place::Form Root = Places[Places.rootOf(At)].F;
  bool OfCaller = OfContainer && Root != Place::Global &&
                  (isOfCaller(At) || Root == Place::Ret);
  // A container of the caller may get what the caller gave.
  if (OfCaller)
    Follows |= O && O->From == Origin::Input && !O->Many;
  else
    Follows &= ownsElements(At);
  if (OfContainer && !Follows && V.F != Value::Null && V.F != Value::Int)
    storeOther(S, At);
  if (!Follows)
    return escape(S, V);
  O->Element = true;
  ObjectName Newest = name(O->Id);
  Newest.Older = false;
  unsigned Key = objectId(Newest);
  PlaceId First = heldStep(At, 2 * Key), Second = heldStep(At, 2 * Key + 1);
  const Cell *A = S.find(First), *B = S.find(Second);
  auto IsSame = [](const Cell *X, const Value &Y) {
    return X && X->V.object() == Y.object();
  };
  if (IsSame(A, V) || IsSame(B, V)) {
    // Twice in it, with a reference for each: how many are there is not known.
    if (O->Hi > 1)
      escape(S, V);
    return;
  }
  if (!A)
    return S.set(First, V);
  if (!B || IsSame(B, A->V))
    return S.set(Second, V);
  escape(S, V);
}

void FunctionAnalysis::noteElement(PlaceId Named, Value V, State &S) {
  if (ObjectState *O = S.object(V.object()); O && isVaryingElement(Named))
    O->Element = true;
}

/// Whether the cell holds what was found there, which is known by it.
bool FunctionAnalysis::isNamedAfter(const Cell &C) const {
  if (!C.V.isObject())
    return false;
  const ObjectName &Name = name(C.V.object());
  return isCallersName(C.V.object()) ||
         (Name.F == ObjectName::Cell && Name.N == C.P &&
          !isContentElement(C.P));
}

/// What the cells hold becomes some of the elements.
void FunctionAnalysis::fold(State &S, llvm::function_ref<bool(PlaceId)> Which) {
  llvm::SmallVector<Cell, 4> Folded;
  for (size_t N = S.Cells.size(); N-- > 0;)
    if (Which(S.Cells[N].P) && !isLeft(S.Cells[N].P)) {
      Folded.push_back(S.Cells[N]);
      S.Cells.erase(S.Cells.begin() + N);
    }
  for (const Cell &C : Folded) {
    // As it came in: it is known by its name.
    if (!C.Assigned && (C.V.isSymbol() || isNamedAfter(C)))
      continue;
    PlaceId At = isHeld(C.P) ? Places[C.P].Parent : C.P;
    At = summaryOf(At);
    if (auto Stored = StoredAt.find({C.P, C.V.object()});
        Stored != StoredAt.end())
      StoredAt.try_emplace({At, C.V.object()}, Stored->second);
    if (ir::InstrId Site = C.V.isObject() ? siteOf(C.V.object()) : ir::NoInstr;
        Site != ir::NoInstr && !isContentElement(At))
      Sites[Site].AmongElements = true;
    if (isName(S, C))
      joinOthers(S, C.V.object());
    else if (C.V.isObject())
      storeElement(S, At, C.V);
    else if (C.V.isAddress())
      escape(S, C.V);
  }
}

void FunctionAnalysis::foldElements(State &S, PlaceId Index) {
  if (!Indices.count(Index))
    return;
  auto IsNamed = [&](PlaceId P) {
    bool Named = false;
    Places.forEachIndex(P, [&](PlaceId I) { Named |= I == Index; });
    return Named;
  };
  fold(S, IsNamed);
  generalizePointers(S, IsNamed);
}

void FunctionAnalysis::foldOwnNames(State &S) {
  if (Indices.empty())
    return;
  auto IsOwn = [&](PlaceId P) {
    bool Named = false;
    Places.forEachIndex(P, [&](PlaceId) { Named = true; });
    return Named && !(isOutput(P) && isNamedByCaller(P, S));
  };
  fold(S, IsOwn);
  generalizePointers(S, IsOwn);
}

/// What the element holds is one of the elements.
void FunctionAnalysis::foldWithin(State &S, PlaceId Element) {
  if (Places[Element].F != Place::Any)
    fold(S, [&](PlaceId P) { return Places.isWithin(P, Element); });
}

/// What other names of the same element hold is one of the elements from now
/// on: an access through At may mean any of them.
void FunctionAnalysis::foldAliases(State &S, PlaceId At) {
  PlaceId Element = outermostElement(At);
  if (Element == ir::NoPlace)
    return;
  const Place Node = Places[Element];
  fold(S, [&](PlaceId P) {
    if (!Places.isWithin(P, Node.Parent) || Places.isWithin(P, Element))
      return false;
    PlaceId Other = outermostElement(P);
    if (Other == ir::NoPlace || Places[Other].Parent != Node.Parent ||
        Places[Other].F == Place::Any)
      return false;
    if (Places[Other].F == Place::At && Node.F == Place::At &&
        areDifferentKeys(Places[Other].Number, Node.Number))
      return false;
    return Places[Other].F == Place::At || Node.F != Place::Index;
  });
}

/// Whether a loop that runs a known number of times gives back what the
/// instruction reads, itself or by the name that it gets here.
bool FunctionAnalysis::givesBackInTrips(const ir::Instr &I) const {
  int Loop = Loops.innermost(F.position(I.Id).first);
  auto Note = Loop < 0 ? F.LoopNotes.end()
                       : F.LoopNotes.find(Loops.loops()[Loop].Header);
  if (Note == F.LoopNotes.end() || Note->second.TripCount == 0)
    return false;
  auto Ends = [](const ir::Instr &Other) {
    return Other.O == ir::Op::Release || Other.O == ir::Op::Delete;
  };
  if (I.O != ir::Op::Copy)
    return Ends(I);
  return llvm::any_of(F.Blocks, [&](const ir::Block &B) {
    return llvm::any_of(B.Instrs, [&](const ir::Instr &Other) {
      return Ends(Other) && Other.Args[0].isPlace() && Other.Args[0].P == I.Dst;
    });
  });
}

Value FunctionAnalysis::takeElement(State &S, PlaceId At) {
  PlaceId Element = outermostElement(At);
  if (Element == ir::NoPlace)
    return Value::unknown();
  bool OfContainer = isContent(Places[Element].Parent);
  if (isOfCaller(At) && isVaryingElement(At) && !OfContainer)
    Touched.insert(Places[Element].Parent);
  foldAliases(S, At);
  PlaceId Summary = summarize(At, Element);
  if (ObjectId Gone = goneElement(S, At, Summary); Gone != NoObject)
    return Value::object(Gone, /*MaybeNull=*/true);
  if (OfContainer)
    return takeMember(S, Summary);
  llvm::SmallVector<ObjectId, 2> Found;
  for (const Cell &C : S.Cells)
    if (Places[C.P].Parent == Summary && Places[C.P].Name == Held &&
        S.object(C.V.object()) && S.object(C.V.object())->L != Life::Dead)
      Found.push_back(C.V.object());
  if (Found.empty())
    return Value::unknown();
  ir::InstrId Site = siteOf(Found.front());
  if (llvm::any_of(Found, [&](ObjectId O) { return siteOf(O) != Site; })) {
    const bool GivesBack = Now != ir::NoInstr && givesBackInTrips(F.instr(Now));
    for (ObjectId O : Found) {
      if (ir::InstrId Made = siteOf(O); GivesBack && Made != ir::NoInstr)
        Sites[Made].GivenBackAsElement = true;
      escape(S, Value::object(O));
    }
    return Value::unknown();
  }
  for (ObjectId O : Found)
    if (!name(O).Older)
      age(name(O), S);
  ObjectName Name = name(Found.front());
  Name.Older = true;
  ObjectId Id = objectId(Name);
  if (ObjectState *O = S.object(Id))
    O->Many = true;
  return Value::object(Id, /*MaybeNull=*/true);
}

/// Whether one place of the source puts something into the array of these
/// names, by an index or at an end. (A small loop stands in the function
/// several times.)
bool FunctionAnalysis::isFilledOnce(llvm::ArrayRef<PlaceId> Names) const {
  std::set<std::pair<unsigned, unsigned>> Fills;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      auto IsWithin = [&](PlaceId Array) {
        return I.Dst != Array && Places.isWithin(I.Dst, Array);
      };
      if (I.Dst == ir::NoPlace || !llvm::any_of(Names, IsWithin) ||
          !isVaryingElement(I.Dst) || I.Args.empty() ||
          I.Args[0].F == ir::Operand::Null)
        continue;
      if (I.O != ir::Op::Copy ||
          !llvm::is_contained(Names, Places[I.Dst].Parent))
        return false;
      Fills.insert({I.Loc.Line, I.Loc.Column});
    }
  return Fills.size() == 1;
}

/// The same of memory, which the source names by pointers.
bool FunctionAnalysis::isMemoryFilledOnce(PlaceId Memory, State &S) {
  llvm::SmallVector<PlaceId, 2> Names{Memory};
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      if (I.Dst == ir::NoPlace || !Places[I.Dst].isElement())
        continue;
      PlaceId Array = Places[I.Dst].Parent, Meant = resolve(Array, S);
      if (Meant == ir::NoPlace)
        return false; // it may be another name of this one
      if (Meant == Memory && !llvm::is_contained(Names, Array))
        Names.push_back(Array);
    }
  return isFilledOnce(Names);
}

/// Whether this is all that the function does with the array: one place fills
/// it, and Z3 gets it as a whole.
bool FunctionAnalysis::isOnlyFilled(PlaceId Array) const {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      bool Whole = I.O == ir::Op::Use || I.O == ir::Op::New;
      bool Ends = I.O == ir::Op::End || I.O == ir::Op::Free;
      for (const ir::Operand &A : I.Args)
        if (A.isPlace() && Places.isWithin(A.P, Array) && !Ends &&
            !(Whole && Places[A.P].F == Place::Any))
          return false;
    }
  return isFilledOnce(Array);
}

/// Whether each iteration of the loop around the instruction at hand may mean
/// another element by this name.
bool FunctionAnalysis::goesOverElements(int Loop, PlaceId At) const {
  bool Goes = true;
  Places.forEachIndex(At, [&](PlaceId Index) {
    auto Changes = [&](ir::BlockId B) {
      return llvm::any_of(F.Blocks[B].Instrs, [&](const ir::Instr &I) {
        return I.Dst == Index || (I.O == ir::Op::Havoc && I.Args[0].P == Index);
      });
    };
    Goes &= llvm::any_of(Loops.loops()[Loop].Blocks, Changes);
  });
  return Goes;
}

/// An element that is gone, because the next one was made. A loop behind the
/// one that fills the array comes to it, too.
ObjectId FunctionAnalysis::goneElement(State &S, PlaceId At, PlaceId Summary) {
  if (Now == ir::NoInstr)
    return NoObject;
  const int Loop = Loops.innermost(F.position(Now).first);
  if (Loop < 0)
    return NoObject;
  auto IsGone = [&](const ObjectState *O) {
    return O && O->L == Life::Dead && !O->Escaped &&
           (O->How == Death::Collected || O->How == Death::Overwritten) &&
           siteOf(O->Id) != ir::NoInstr &&
           !Loops.contains(Loop, F.position(siteOf(O->Id)).first);
  };
  ObjectId Gone = NoObject;
  for (const Cell &C : S.Cells)
    if (isHeld(C.P) && Places[C.P].Parent == Summary &&
        IsGone(S.object(C.V.object()))) {
      Gone = C.V.object();
      break;
    }
  if (Gone == NoObject || !goesOverElements(Loop, At))
    return NoObject;
  const PlaceId Array = Places[Summary].Parent;
  const bool IsFilledOnce = Places[Places.rootOf(Array)].F == Place::Heap
                                ? isMemoryFilledOnce(Array, S)
                                : isFilledOnce(Array);
  return IsFilledOnce ? Gone : NoObject;
}

/// An element of an array that is given to Z3 as a whole, which was collected
/// when the next one was made.
ObjectId FunctionAnalysis::collectedElement(const ir::Operand &A, State &S) {
  if (!A.isPlace() || Places[A.P].F != Place::Any || isContentElement(A.P))
    return NoObject;
  PlaceId Array = resolve(Places[A.P].Parent, S);
  if (Array == ir::NoPlace || !isOnlyFilled(Places[A.P].Parent))
    return NoObject;
  PlaceId Summary = Places.step(Array, Place::Any);
  for (const Cell &C : S.Cells)
    if (const ObjectState *O = S.object(C.V.object());
        O && isHeld(C.P) && Places[C.P].Parent == Summary &&
        O->L == Life::Dead && O->How == Death::Collected)
      return O->Id;
  return NoObject;
}

/// The caller's arrays of which each iteration of a loop releases an element.
std::vector<PlaceId> FunctionAnalysis::arraysGivenBack() const {
  if (Touched.empty())
    return {};
  std::set<PlaceId> Released, Retained;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Instrs) {
      bool Counts = I.O == ir::Op::Release || I.O == ir::Op::Retain;
      if (!Counts || !I.Args[0].isPlace() || !isVaryingElement(I.Args[0].P))
        continue;
      const PlaceId Array = Places[outermostElement(I.Args[0].P)].Parent;
      const int Loop = Loops.innermost(B.Id);
      if (I.O == ir::Op::Retain)
        Retained.insert(Array);
      else if (I.isByHand() && Touched.count(Array) && Loop >= 0 &&
               Loops.isInEachIteration(Loop, B.Id))
        Released.insert(Array);
    }
  std::vector<PlaceId> Arrays;
  llvm::copy_if(Released, std::back_inserter(Arrays),
                [&](PlaceId P) { return !Retained.count(P); });
  return Arrays;
}

/// A callee releases the elements of an array: of what is only borrowed there
/// is no reference to give back.
void FunctionAnalysis::checkGivenBack(const ir::Instr &I, PlaceId Array,
                                      State &S) {
  ObjectId Lent = NoObject;
  for (const Cell &C : S.Cells) {
    if (Array == ir::NoPlace || C.P == Array || !Places.isWithin(C.P, Array))
      continue;
    const ObjectState *O = S.object(C.V.object());
    if (!O || !isOnlyBorrowed(*O))
      return; // some have one, or may have
    Lent = O->Id;
  }
  if (Lent != NoObject)
    checkRelease(I, S, Lent, 1);
}

Value FunctionAnalysis::peek(const ir::Operand &O, State &S) {
  if (!O.isPlace() || !isVaryingElement(O.P))
    return eval(O, S);
  const Cell *C = S.find(resolve(O.P, S));
  return C ? C->V : Value::unknown();
}

/// All objects among the elements of what At names, which others get to see.
void FunctionAnalysis::escapeElements(State &S, PlaceId At) {
  auto IsElement = [&](PlaceId P) {
    for (; P != At; P = Places[P].Parent)
      if (Places[P].isElement())
        return true;
    return false;
  };
  std::vector<Value> Kept;
  for (const Cell &C : S.Cells)
    if (Places.isWithin(C.P, At) && IsElement(C.P))
      Kept.push_back(C.V);
  for (const Value &V : Kept)
    escape(S, V);
}

} // namespace z3tidy::analysis

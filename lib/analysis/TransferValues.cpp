// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What instructions do to values and variables: copies, memory, ends of scope,
// hand-over.

#include "analysis/FunctionAnalysis.h"

#include "llvm/ADT/STLExtras.h"

#include <cstdlib>

namespace z3tidy::analysis {

using ir::Instr;
using ir::Op;
using ir::PlaceId;

/// Whether the count that this changes is followed: one in a loop would be
/// another number after each iteration, and keep its states apart.
bool FunctionAnalysis::isCounted(const Instr &I) const {
  ir::BlockId B = F.position(I.Id).first;
  return Loops.innermost(B) < 0 || (Peeled && Peeled->isCopy(B));
}

/// What a number becomes.
Value FunctionAnalysis::changed(const Instr &I, const Value &Old, State &S) {
  bool IsNumber = Old.F == Value::Int || Old.F == Value::Null;
  if (IsNumber && I.C == ir::Change::Or)
    return Value::integer(Old.N | I.By);
  if (IsNumber && I.C == ir::Change::And)
    return Value::integer(Old.N & I.By);
  // Far from zero nothing depends on it, as a rule.
  constexpr int64_t MaxCount = 64;
  if (IsNumber && I.C == ir::Change::Plus && std::abs(Old.N) <= MaxCount &&
      std::abs(I.By) <= MaxCount &&
      (isCounted(I) || Control.isStepped(I.Args[0].P, Old.N + I.By)))
    return Value::integer(Old.N + I.By);
  return Value::symbol(freshSymbol(I, 0, S));
}

void FunctionAnalysis::copy(const Instr &I, State &S) {
  if (I.R == ir::Role::Adopt)
    adopt(I, S);
  else if (I.R == ir::Role::Detach) {
    const ObjectId Id = objectAt(I.Args[0], S, I.K);
    if (ObjectState *O = S.object(Id);
        O && (O->Wrappers > 0 || O->From == Origin::Input))
      noteWrapperCount(*O, -1);
    noteGivenUp(I, Id, S);
  }
  PlaceId To = resolve(I.Dst, S);
  const ir::Operand &A = I.Args[0];
  if (!A.isPlace()) {
    store(&I, S, To, eval(A, S));
    return;
  }
  PlaceId From = resolve(A.P, S);
  if (isContent(F.place(A.P).F == ir::Place::Field ? A.P : ir::NoPlace) &&
      From != ir::NoPlace)
    return copyContent(I, S, From, To);
  // A struct: its fields, as far as the function speaks of them on either side.
  std::vector<std::pair<PlaceId, Value>> Fields;
  if (From != ir::NoPlace && To != ir::NoPlace)
    collectFields(From, To, I.Dst, S, Fields);
  // Who has an element of an array still has it when it is named again.
  if (From != ir::NoPlace && isVaryingElement(From) &&
      !isSummaryElement(From) && !isContentElement(From) &&
      kindOf(A.P) != ir::Kind::None)
    objectIn(From, S, kindOf(A.P));
  // Which elements there are beside the one that is handed out is not known.
  if (From != ir::NoPlace && To != ir::NoPlace && Places[From].isElement() &&
      Places[Places.rootOf(From)].F == ir::Place::Local &&
      Places[Places.rootOf(To)].F == ir::Place::Ret &&
      !isContentElement(From) && llvm::any_of(S.Cells, [&](const Cell &C) {
        return Places.isWithin(C.P, Places[From].Parent) &&
               isVaryingElement(C.P);
      }))
    escapeElements(S, Places[From].Parent);
  Value V = nameElement(S, From, load(From, S), kindOf(A.P));
  if (ObjectState *Member = S.object(V.object());
      Member && Member->Many && Member->K == ir::Kind::None)
    Member->K = kindOf(A.P);
  noteTaken(I, S, V);
  if (From != ir::NoPlace && From != To)
    escapeElements(S, From); // an array as a whole: its elements are in both
  if (To != ir::NoPlace && isContentElement(To) && I.R != ir::Role::Store &&
      !isOnlyFilled(Places[I.Dst].Parent))
    dropDead(S, summaryOf(To)); // one that was released is overwritten, perhaps
  if (isContentElement(To) && I.R == ir::Role::Store)
    addElement(S, To);
  store(&I, S, To, V);
  noteMovedCopy(From, To, V);
  if (To == ir::NoPlace || isVaryingElement(To) || !isCounted(I))
    noteElement(I.Dst, V, S);
  if (From != ir::NoPlace && isContentElement(To) && isSummaryElement(To) &&
      !V.isObject()) {
    storeParts(I, S, From, To);
    Fields.clear();
  }
  if (To != ir::NoPlace && To != I.Dst && UnknownElements.count(To))
    escape(S, V);
  for (auto &[Field, Held] : Fields)
    store(&I, S, Field, Held);
  forgetWayTo(I, S, V);
  if (I.O == Op::Move && From != ir::NoPlace && From != To)
    store(&I, S, From, movedAway(I, From, V));
}

void FunctionAnalysis::collectFields(
    PlaceId From, PlaceId To, PlaceId Named, State &S,
    std::vector<std::pair<PlaceId, Value>> &Fields) {
  llvm::SmallVector<std::pair<PlaceId, PlaceId>, 8> Work{{From, To}};
  if (Named != To && Named < F.numPlaces())
    Work.push_back({From, To});
  llvm::SmallSet<PlaceId, 8> Done;
  auto Visit = [&](PlaceId Pattern, PlaceId From, PlaceId To) {
    for (PlaceId Child : fieldsOf(Pattern)) {
      const ir::Place Node = Places[Child];
      PlaceId Target = Places.step(To, Node.F, Node.Name, Node.Number);
      if (!Done.insert(Target).second)
        continue;
      PlaceId Source = Places.step(From, Node.F, Node.Name, Node.Number);
      Fields.push_back(
          {Target, nameElement(S, Source, load(Source, S), kindOf(Child))});
      Work.push_back({Source, Target});
    }
  };
  Visit(Named, From, To);
  while (!Work.empty()) {
    auto [From, To] = Work.pop_back_val();
    if (Places.depth(From) >= 6)
      continue;
    Visit(From, From, To);
    Visit(To, From, To);
  }
  // Members that only callees speak of.
  auto IsMember = [&](PlaceId P) {
    for (; P != From; P = Places[P].Parent)
      if (Places[P].F != ir::Place::Field || isHeld(P) || isContent(P))
        return false;
    return true;
  };
  for (const Cell &C : S.Cells)
    if (C.P != From && Places.isWithin(C.P, From) && IsMember(C.P))
      if (PlaceId Target = rebase(C.P, From, To); Done.insert(Target).second)
        Fields.push_back({Target, C.V});
}

llvm::ArrayRef<PlaceId> FunctionAnalysis::fieldsOf(PlaceId P) {
  if (Fields.empty())
    Fields.resize(F.numPlaces());
  if (FieldsSeen < F.numPlaces()) {
    for (; FieldsSeen < F.numPlaces(); ++FieldsSeen) {
      const ir::Place &Node = F.place(FieldsSeen);
      if (Node.F == ir::Place::Index ||
          (Node.F == ir::Place::Field && Node.Name != ir::ContentField))
        Fields[Node.Parent].push_back(FieldsSeen);
    }
  }
  if (P < Fields.size())
    return Fields[P];
  return {};
}

/// The block of an earlier execution makes room, if something still points to
/// it.
void FunctionAnalysis::ageBlock(PlaceId Block, State &S) {
  std::string Name = OlderBlock.str() + Places[Block].Name;
  PlaceId Older = Places.root(ir::Place::Heap, Name, Places[Block].Number);
  bool StillHeld = false, StandsForSeveral = false;
  for (const Cell &C : S.Cells) {
    StillHeld |= C.V.isAddress() && Places.rootOf(C.V.N) == Block;
    StandsForSeveral |= C.V.isAddress() && Places.rootOf(C.V.N) == Older;
  }
  if (StillHeld) {
    escapeWithin(S, Older);
    std::vector<Cell> Moved;
    for (size_t N = S.Cells.size(); N-- > 0;) {
      if (Places.rootOf(S.Cells[N].P) == Block) {
        Moved.push_back(S.Cells[N]);
        S.Cells.erase(S.Cells.begin() + N);
      }
    }
    for (Cell &C : S.Cells)
      if (C.V.isAddress() && Places.rootOf(C.V.N) == Block)
        C.V.N = rebase(C.V.N, Block, Older);
    for (const Cell &C : Moved) {
      S.set(rebase(C.P, Block, Older), C.V, C.Assigned);
      if (ObjectState *O = S.object(C.V.object()); O && StandsForSeveral)
        O->Many |= O->From == Origin::Made;
    }
  }
}

void FunctionAnalysis::allocate(const Instr &I, State &S) {
  ageBlock(Places.rootOf(I.Args[0].P), S);
  store(&I, S, resolve(I.Dst, S), Value::address(I.Args[0].P));
}

PlaceId FunctionAnalysis::rebase(PlaceId P, PlaceId From, PlaceId To) {
  if (P == From)
    return To;
  const ir::Place Node = Places[P];
  return Places.step(rebase(Node.Parent, From, To), Node.F, Node.Name,
                     Node.Number);
}

void FunctionAnalysis::escapeWithin(State &S, PlaceId Root, const Instr *I) {
  std::vector<Value> Held;
  for (const Cell &C : S.Cells)
    if (Places.isWithin(C.P, Root))
      Held.push_back(C.V);
  for (const Value &V : Held)
    if (I && V.isObject())
      keepRaw(*I, S, V.object());
    else
      escape(S, V);
}

void FunctionAnalysis::drop(const Instr &I, State &S) {
  PlaceId At = resolve(I.Args[0].P, S);
  if (At == ir::NoPlace)
    return;
  if (I.O == Op::Free) {
    Value V = load(At, S);
    if (!V.isAddress())
      return;
    At = V.N;
  }
  if (isContent(At))
    return emptyContent(I, S, At);
  if (isContentElement(At) && Places[At].isElement())
    return Places[At].F == ir::Place::Any ? loseElement(I, S, At)
                                          : takeOut(I, S, At);
  bool HeldLinks = false;
  forgetPointees(S, At);
  eraseWithin(S, At, HeldLinks);
  if (I.O == Op::End) {
    if (Places[At].F != ir::Place::Param) // the caller may know it, too
      foldElements(S, At);
    invalidateFacts(S, At);
  }
  // Of an object behind a pointer, each member has a name of its own.
  if (HeldLinks)
    collectGarbage(&I, S, Places[At].F == ir::Place::Deref ? ir::NoPlace : At);
}

/// Others may keep the address of this variable and write to it later.
void FunctionAnalysis::expose(PlaceId P) {
  PlaceId Root = Places.rootOf(P);
  if (Places[Root].F == ir::Place::Local || Places[Root].F == ir::Place::Heap)
    Exposed.insert(Root);
}

void FunctionAnalysis::escapeArgs(const Instr &I, State &S) {
  for (const ir::Operand &A : I.Args) {
    if (I.Each && A.isPlace() && isContentElement(A.P)) {
      if (PlaceId At = resolve(A.P, S); At != ir::NoPlace) {
        foldAliases(S, summaryOf(At));
        if (I.Implicit)
          knowEmpty(S, summaryOf(At));
        else
          doubtElements(S, summaryOf(At));
      }
      continue;
    }
    llvm::SmallVector<ObjectId, 4> Handed;
    objectsAt(I, A, S, ir::Kind::None, Handed);
    for (ObjectId Id : Handed) {
      if (const ObjectState *O = S.object(Id); O && O->L == Life::Dead)
        reportUse(I, S, Id, /*IsRelease=*/false, /*HandOver=*/true);
      keepRaw(I, S, Id);
    }
    Value V = eval(A, S);
    if (V.isAddress())
      expose(V.N);
    if (!V.isObject())
      escape(S, V);
    // A struct by value, a closure: what is in it.
    if (A.isPlace())
      if (PlaceId At = resolve(A.P, S); At != ir::NoPlace) {
        for (const Cell &C : S.Cells)
          if (C.V.isAddress() && Places.isWithin(C.P, At))
            expose(C.V.N);
        escapeWithin(S, At, &I);
      }
  }
}

} // namespace z3tidy::analysis

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays in structs as containers (ArrayFields.h): `d->items[i]` is an element
// of `d.*.items.(content)`, the pointer itself is `d.*.items.(data)`.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// The place of a field that has its elements below it.
ir::PlaceId FunctionLowering::arrayField(PlaceId P, const FieldDecl *Field) {
  if (!M.isContainer(Field))
    return P;
  noteKind(anyElementOf(P),
           Field->getType()->isPointerType()
               ? Field->getType()->getPointeeType()
               : QualType(Field->getType()->getBaseElementTypeUnsafe(), 0));
  ArrayPlaces.insert(P);
  return Field->getType()->isPointerType() ? F.field(P, ir::DataField) : P;
}

/// The array that a place is, or is the pointer of.
ir::PlaceId FunctionLowering::arrayAt(PlaceId P) const {
  if (P == ir::NoPlace)
    return P;
  if (F.place(P).Name == ir::DataField)
    P = F.place(P).Parent;
  return ArrayPlaces.count(P) ? P : ir::NoPlace;
}

/// The array that a field expression names.
ir::PlaceId FunctionLowering::arrayNamed(const Expr *E) {
  const FieldDecl *Field = fieldNamed(E);
  return Field && M.isContainer(Field)
             ? arrayAt(objectOf(E->IgnoreParenImpCasts()))
             : ir::NoPlace;
}

/// The array in the struct that the other field is of.
ir::PlaceId FunctionLowering::arrayBeside(const Expr *Other,
                                          const FieldDecl *Array) {
  PlaceId P = objectOf(Other->IgnoreParenImpCasts());
  return P == ir::NoPlace ? P : arrayAt(fieldOf(F.place(P).Parent, Array));
}

void FunctionLowering::emptyArray(PlaceId Array, const Stmt *At,
                                  bool Implicit) {
  ir::Instr &I = emitOn(Op::End, Operand::place(contentOf(Array)), At);
  I.Implicit = Implicit;
  I.Each = 0;
}

/// `free(d->items)`: what the elements held is lost, if nobody has given it
/// back.
void FunctionLowering::noteFreedArray(const Expr *Pointer, const Stmt *At) {
  if (PlaceId Array = arrayNamed(Pointer->IgnoreParenCasts());
      Array != ir::NoPlace)
    emptyArray(Array, At, /*Implicit=*/false);
}

/// What held the element that was the last one before the count went down.
ir::PlaceId FunctionLowering::takenFrom(PlaceId Array) {
  return F.root(Place::Local, "taken from " + F.Places.str(Array));
}

/// The element gets a new name when the next one comes.
void FunctionLowering::renameLast(const Stmt *At) {
  emitOn(Op::End, Operand::place(keyNamed("back")), At).Implicit = true;
}

/// A field was written that counts elements. At zero there are none; where
/// there may be fewer now, who has taken the last one out is not known.
void FunctionLowering::noteCount(const Expr *Count, const Expr *To,
                                 const Stmt *At) {
  const FieldDecl *Field = fieldNamed(Count);
  if (!Field)
    return;
  const auto *Written = cast<MemberExpr>(Count->IgnoreParenImpCasts());
  if (EachCounts.count(Written))
    return;
  const auto *Step = dyn_cast<UnaryOperator>(At);
  for (const FieldDecl *Array : M.arraysCountedBy(Field)) {
    PlaceId P = arrayBeside(Written, Array);
    if (P == ir::NoPlace)
      continue;
    auto N = To ? constantOf(To) : std::nullopt;
    if (N && *N == 0) {
      emptyArray(P, At, /*Implicit=*/false);
    } else if (Step && Step->isDecrementOp()) {
      emitAddress(takenFrom(P), namedElement(P, "back"), At);
      emitOn(Op::End, Operand::place(namedElement(P, "back")), At);
    } else if (Step) {
      // `a[n] = x; n++` has named it; `a[n++]` is about to.
      if (!fillsArray(Array))
        renameLast(At);
    } else if (!To || !fillsArray(Array)) {
      emitOn(Op::Escape, Operand::place(anyElementOf(P)), At).Each = 1;
    }
  }
}

/// The element of an array in a struct that the subscript names.
ir::PlaceId FunctionLowering::arrayElement(PlaceId Array,
                                           const ArraySubscriptExpr *E) {
  ArrayEnd End = arrayEnd(E);
  const auto *Field = fieldNamed(E->getBase());
  if (End.How == ArrayEnd::None || EachCounts.count(End.Count) ||
      !llvm::is_contained(M.arraysCountedBy(fieldNamed(End.Count)), Field))
    return elementOf(contentOf(Array), E->getIdx());
  const Expr *Assigned = assignedTo(E);
  switch (End.How) {
  case ArrayEnd::Last:
    return namedElement(Array, "back");
  case ArrayEnd::Taken:
    return F.deref(takenFrom(Array));
  case ArrayEnd::Past:
    if (!Assigned && isAddressTaken(E))
      break; // who gets the address fills it
    if (!Assigned)
      return takesOut(fieldNamed(End.Count)) ? F.deref(takenFrom(Array))
                                             : namedElement(Array, "back");
    if (Assigned->isNullPointerConstant(
            Ctx, Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull)
      return newTemp(); // no element: what was taken is cleared
    break;
  default:
    break;
  }
  renameLast(E);
  return namedElement(Array, "back");
}

/// What the function does with elements of arrays, and with their counts.
void FunctionLowering::scanElements() {
  if (ElementsAssigned)
    return;
  ElementsAssigned.emplace();
  llvm::SmallVector<const Stmt *, 8> Work{FD->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && B->getOpcode() == BO_Assign)
      if (const auto *Element =
              dyn_cast<ArraySubscriptExpr>(B->getLHS()->IgnoreParens()))
        (*ElementsAssigned)[Element] = B->getRHS();
    if (const auto *U = dyn_cast<UnaryOperator>(S)) {
      const Expr *Of = U->getSubExpr()->IgnoreParens();
      if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Of);
          Element && U->getOpcode() == UO_AddrOf)
        AddressesTaken.insert(Element);
      if (U->isDecrementOp())
        CountsDown.insert(fieldNamed(Of));
    }
    // `a[--n]` is the element itself: nothing is past the end behind it.
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S);
        Element && isa<UnaryOperator>(Element->getIdx()->IgnoreParenCasts()))
      Work.push_back(Element->getBase());
    else
      Work.append(S->child_begin(), S->child_end());
  }
}

/// What is assigned to the element; null if nothing is.
const Expr *FunctionLowering::assignedTo(const ArraySubscriptExpr *E) {
  scanElements();
  return ElementsAssigned->lookup(E);
}

bool FunctionLowering::isAddressTaken(const ArraySubscriptExpr *E) {
  scanElements();
  return AddressesTaken.count(E);
}

/// Whether the function counts the field down, and then names the element that
/// has left: `n--; x = a[n];`.
bool FunctionLowering::takesOut(const FieldDecl *Count) {
  scanElements();
  return CountsDown.count(Count);
}

/// Whether the function puts elements into the array.
bool FunctionLowering::fillsArray(const FieldDecl *Array) {
  assignedTo(nullptr);
  return llvm::any_of(*ElementsAssigned, [&](const auto &Assigned) {
    return fieldNamed(Assigned.first->getBase()) == Array;
  });
}

/// The contents of which the condition says that they are empty if it is so.
llvm::SmallVector<ir::PlaceId, 1>
FunctionLowering::emptyContents(const Expr *Cond, bool Holds) {
  Cond = Cond->IgnoreParenImpCasts();
  if (const auto *E = dyn_cast<FullExpr>(Cond))
    Cond = E->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(Cond);
      U && U->getOpcode() == UO_LNot)
    return emptyContents(U->getSubExpr(), !Holds);
  const auto *Test = dyn_cast<BinaryOperator>(Cond);
  if (Test && Test->getOpcode() == BO_EQ)
    return isZero(Test->getRHS()) ? emptyContents(Test->getLHS(), !Holds)
                                  : llvm::SmallVector<PlaceId, 1>();
  if (const Expr *Tested = Test ? testedForMore(Cond) : nullptr)
    return emptyContents(Tested, Holds);
  llvm::SmallVector<PlaceId, 1> Empty;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Cond)) {
    const CXXMethodDecl *MD = Call->getMethodDecl();
    bool AsksEmpty = MD && nameOf(MD) == "empty" && Holds;
    bool AsksSize = MD && nameOf(MD) == "size" && !Holds;
    PlaceId P = AsksEmpty || AsksSize
                    ? objectOf(Call->getImplicitObjectArgument())
                    : ir::NoPlace;
    if (P != ir::NoPlace && isFollowedContainer(Call->getObjectType()))
      Empty.push_back(anyElementOf(P));
  } else if (const FieldDecl *Count = Holds ? nullptr : fieldNamed(Cond)) {
    for (const FieldDecl *Array : M.arraysCountedBy(Count))
      if (PlaceId P = arrayBeside(Cond, Array); P != ir::NoPlace)
        Empty.push_back(anyElementOf(P));
  }
  return Empty;
}

/// A loop over all elements of such arrays. Takes down what it does to them
/// besides.
bool FunctionLowering::goesOverArray(const Stmt *Loop) {
  CountedLoop Counted = countedLoop(Loop);
  if (!Counted.Bound)
    return false;
  llvm::SmallVector<const MemberExpr *, 1> Arrays, Emptied;
  llvm::SmallVector<const MemberExpr *, 2> Counts;
  auto ArrayOf = [&](const Expr *E) -> const MemberExpr * {
    const auto *Element =
        dyn_cast<ArraySubscriptExpr>(E->IgnoreParenImpCasts());
    const FieldDecl *Field = Element ? fieldNamed(Element->getBase()) : nullptr;
    if (!Field || !M.isContainer(Field))
      return nullptr;
    const auto *Array =
        cast<MemberExpr>(Element->getBase()->IgnoreParenImpCasts());
    return goesOver(Counted, Array, Ctx) ? Array : nullptr;
  };
  llvm::SmallVector<const Stmt *, 8> Work{Loop};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    Work.append(S->child_begin(), S->child_end());
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (Counted.Count && isa<MemberExpr>(E) &&
          fieldNamed(E) == fieldNamed(Counted.Count))
        Counts.push_back(cast<MemberExpr>(E));
      if (const MemberExpr *Array = ArrayOf(E);
          Array && isa<ArraySubscriptExpr>(E))
        Arrays.push_back(Array);
    }
    // `d->items[i] = NULL`, `drop(&d->items[i])`
    const Expr *Written = nullptr;
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && B->getOpcode() == BO_Assign)
      Written = B->getLHS();
    else if (const auto *U = dyn_cast<UnaryOperator>(S);
             U && U->getOpcode() == UO_AddrOf)
      Written = U->getSubExpr();
    if (const MemberExpr *Array = Written ? ArrayOf(Written) : nullptr)
      Emptied.push_back(Array);
  }
  if (Arrays.empty())
    return false;
  EachCounts.insert(Counts.begin(), Counts.end());
  ArraysEmptiedBy[Loop] = Counted.Empties ? Arrays : Emptied;
  return true;
}

/// Behind a loop that leaves nothing in its arrays.
void FunctionLowering::emptyArraysOf(const Stmt *Loop) {
  auto It = ArraysEmptiedBy.find(Loop);
  if (It == ArraysEmptiedBy.end())
    return;
  llvm::SmallSet<PlaceId, 2> Done;
  for (const MemberExpr *E : It->second)
    if (PlaceId Array = arrayNamed(E);
        Array != ir::NoPlace && Done.insert(Array).second)
      emptyArray(Array, E, /*Implicit=*/true);
}

} // namespace z3tidy::lower

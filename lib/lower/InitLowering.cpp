// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Initialisers, new and delete, lambda expressions.

#include "lower/ClangCompat.h"
#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// Where objects are built
//===----------------------------------------------------------------------===//

ir::PlaceId FunctionLowering::placeOf(const Destination &D, const Expr *E) {
  switch (D.F) {
  case Destination::Temporary:
    return newTemp();
  case Destination::Variable:
    return placeOf(D.Var);
  case Destination::Return:
    return F.root(Place::Ret, "");
  case Destination::Member: {
    PlaceId This = F.deref(F.root(Place::This, ""));
    return D.Init->isAnyMemberInitializer()
               ? fieldOf(This, D.Init->getAnyMember())
               : This;
  }
  case Destination::New:
    return heapOf(D.NewExpr);
  case Destination::Capture: {
    const auto *L = cast<LambdaExpr>(D.Outer);
    const LambdaCapture &C = *(L->capture_begin() + D.Index);
    std::string Name = "this";
    if (C.capturesVariable())
      Name = nameOf(C.getCapturedVar()).str();
    return F.field(targetOf(L), Name.empty() ? "unnamed" : Name);
  }
  case Destination::Field:
    return fieldOf(targetOf(D.Outer), D.FieldDecl);
  case Destination::Element:
    return F.step(targetOf(D.Outer), Place::Index, "", D.Index);
  case Destination::Same:
    return targetOf(D.Outer);
  }
  return newTemp();
}

ir::PlaceId FunctionLowering::targetOf(const Expr *E) {
  E = builder(E);
  auto It = Targets.find(E);
  if (It != Targets.end())
    return It->second;
  auto D = P.Destinations.find(E);
  PlaceId Place = D == P.Destinations.end() ? newTemp() : placeOf(D->second, E);
  return Targets[E] = Place;
}

ir::PlaceId FunctionLowering::heapOf(const Expr *E) {
  auto It = Targets.find(E);
  if (It != Targets.end())
    return It->second;
  return Targets[E] = F.root(Place::Heap, "", NumHeaps++);
}

/// The memory that `new` gets, once. What is built in it comes later.
void FunctionLowering::allocate(const CXXNewExpr *E) {
  PlaceId Heap = heapOf(E);
  if (Values.count(E))
    return;
  PlaceId Pointer = newTemp();
  emitOn(Op::Alloc, Operand::place(Heap), E).Dst = Pointer;
  setScalar(E, Operand::place(Pointer));
}

/// Before an object is built: what `new` allocates comes first.
void FunctionLowering::beginObject(const Expr *E) {
  auto D = P.Destinations.find(builder(E));
  if (D != P.Destinations.end() && D->second.F == Destination::New)
    allocate(D->second.NewExpr);
}

//===----------------------------------------------------------------------===//
// Initialisers
//===----------------------------------------------------------------------===//

void FunctionLowering::initialize(PlaceId P, QualType T, const Expr *Init,
                                  const Stmt *At) {
  if (TypeInfo::isScalar(T) || Types.handleKind(T) != ir::Kind::None)
    return assign(P, Init, At);
  if (!T->isRecordType() && !T->isArrayType())
    return;
  Value V = valueOf(builder(Init));
  if (V.F == Value::Object) {
    if (V.P == P)
      return; // built in place
    // C: a struct is a value.
    if (Types.reaches(T) && V.P != P)
      emitCopy(P, Operand::place(V.P), At);
    return;
  }
  if (isa<StringLiteral>(Init->IgnoreParens()))
    return;
  // Also plain numbers: what comes from elsewhere is new in each iteration.
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  bool IsPlain = RD && Types.stdClass(RD) == StdClass::None && !isSystem(RD);
  if (Types.reaches(T) || IsPlain)
    emitHavoc(P, At);
}

void FunctionLowering::nullify(PlaceId P, QualType T, const Stmt *At,
                               unsigned Depth) {
  if (P == ir::NoPlace || Depth > 4)
    return;
  if (Types.managedKind(T) != ir::Kind::None || T->isPointerType())
    return emitCopy(P, Operand::null(), At);
  if (TypeInfo::isNumber(T))
    return emitCopy(P, Operand::integer(0), At);
  if (auto Size = compat::constantArraySize(Ctx, T)) {
    QualType Element = Ctx.getAsArrayType(T)->getElementType();
    if (Types.reaches(Element))
      nullify(F.step(P, Place::Any), Element, At, Depth + 1);
    return;
  }
  const RecordDecl *RD = T->getAsRecordDecl();
  if (!RD || !RD->getDefinition() || Types.owner(T) ||
      Types.stdClass(RD) != StdClass::None)
    return;
  for (const FieldDecl *Field : RD->getDefinition()->fields()) {
    if (!Types.reaches(Field->getType()) &&
        !TypeInfo::isScalar(Field->getType()))
      continue;
    PlaceId Part = fieldOf(P, Field), Array = arrayAt(Part);
    if (Array != ir::NoPlace)
      emptyArray(Array, At, /*Implicit=*/false);
    if (Array != Part)
      nullify(Part, Field->getType(), At, Depth + 1);
  }
}

void FunctionLowering::initializeParts(const Expr *E,
                                       llvm::ArrayRef<const Expr *> Inits,
                                       const FieldDecl *UnionField) {
  QualType T = E->getType();
  if (TypeInfo::isScalar(T)) {
    // `int x{3}`, `Z3_ast a{}`.
    if (Inits.size() == 1)
      setValue(E, valueOf(Inits[0]));
    else
      setScalar(E, T->isPointerType() ? Operand::null() : Operand::integer(0));
    return;
  }
  if (!Types.reaches(T) && !T->isRecordType())
    return;
  PlaceId Whole = targetOf(E);
  beginObject(E);
  setObject(E, Whole);
  if (T->isArrayType()) {
    QualType Element = Ctx.getAsArrayType(T)->getElementType();
    unsigned Index = 0;
    for (const Expr *Init : Inits)
      initialize(F.step(Whole, Place::Index, "", Index++), Element, Init, E);
    auto Size = compat::constantArraySize(Ctx, T);
    if (Size && *Size > Inits.size())
      nullify(F.step(Whole, Place::Any), Element, E);
    return;
  }
  const RecordDecl *RD = T->getAsRecordDecl();
  if (!RD)
    return;
  unsigned I = 0;
  if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
    I = std::min<size_t>(CXX->getNumBases(), Inits.size());
  if (RD->isUnion()) {
    if (UnionField && I < Inits.size())
      initialize(Whole, UnionField->getType(), Inits[I], E);
    return;
  }
  for (const FieldDecl *Field : RD->fields()) {
    if (Field->isBitField() && !Field->getDeclName())
      continue;
    if (I >= Inits.size())
      return;
    PlaceId Place = fieldOf(Whole, Field);
    const Expr *Init = Inits[I++];
    if (Field->getType()->isReferenceType()) {
      emitAddress(Place, referent(valueOf(Init)), E);
    } else {
      initialize(Place, Field->getType(), Init, E);
    }
  }
}

void FunctionLowering::VisitInitListExpr(const InitListExpr *E) {
  if (const InitListExpr *Semantic = E->getSemanticForm())
    E = Semantic;
  if (E->isTransparent())
    return setValue(E, valueOf(E->getInit(0)));
  llvm::SmallVector<const Expr *, 8> Inits(E->inits().begin(),
                                           E->inits().end());
  const FieldDecl *UnionField =
      E->getType()->isRecordType() ? E->getInitializedFieldInUnion() : nullptr;
  initializeParts(E, Inits, UnionField);
}

void FunctionLowering::VisitCXXParenListInitExpr(
    const CXXParenListInitExpr *E) {
  llvm::SmallVector<const Expr *, 8> Inits(E->getInitExprs().begin(),
                                           E->getInitExprs().end());
  initializeParts(E, Inits, nullptr);
}

void FunctionLowering::VisitCompoundLiteralExpr(const CompoundLiteralExpr *E) {
  const Expr *Init = E->getInitializer();
  if (PlaceId Place = objectOf(Init); Place != ir::NoPlace)
    return setObject(E, Place);
  if (!TypeInfo::isScalar(E->getType()))
    return;
  PlaceId Temp = newTemp();
  assign(Temp, Init, E);
  setObject(E, Temp);
}

void FunctionLowering::VisitImplicitValueInitExpr(
    const ImplicitValueInitExpr *E) {
  QualType T = E->getType();
  if (TypeInfo::isScalar(T))
    return setScalar(E, T->isPointerType() ? Operand::null()
                                           : Operand::integer(0));
  if (!Types.reaches(T))
    return;
  PlaceId Whole = targetOf(E);
  nullify(Whole, T, E);
  setObject(E, Whole);
}

void FunctionLowering::VisitCXXScalarValueInitExpr(
    const CXXScalarValueInitExpr *E) {
  if (TypeInfo::isScalar(E->getType()))
    setScalar(E, E->getType()->isPointerType() ? Operand::null()
                                               : Operand::integer(0));
}

void FunctionLowering::VisitCXXStdInitializerListExpr(
    const CXXStdInitializerListExpr *E) {
  // What a container copies from it is of its own; raw handles may be kept.
  const Expr *Array = E->getSubExpr()->IgnoreUnlessSpelledInSource();
  const auto *List = dyn_cast<InitListExpr>(Array);
  if (!List)
    return;
  for (const Expr *Init : List->inits()) {
    if (Types.managedKind(Init->getType()) == ir::Kind::None)
      continue;
    Operand Op = operandOf(Init);
    if (Op.isPlace())
      emitEscape(Op, E, ir::Role::Store);
  }
}

//===----------------------------------------------------------------------===//
// new and delete
//===----------------------------------------------------------------------===//

void FunctionLowering::VisitCXXNewExpr(const CXXNewExpr *E) {
  if (E->getNumPlacementArgs() > 0 &&
      pointeeOf(E->getPlacementArg(0)) != ir::NoPlace) {
    // Placement: built where the argument points to; nothing is known there.
    PlaceId Where = pointeeOf(E->getPlacementArg(0));
    if (!Values.count(E))
      return setValue(E, Value::address(Where));
  }
  allocate(E);
  PlaceId Heap = heapOf(E);
  QualType T = E->getAllocatedType();
  const Expr *Init = E->getInitializer();
  if (Init && !E->isArray())
    initialize(Heap, T, Init, E);
  // Who has that memory has what was built there.
  if (E->getNumPlacementArgs() > 0 && Types.reaches(T) &&
      E->getPlacementArg(0)->getType()->isPointerType())
    emitEscape(operandOf(E), E);
}

void FunctionLowering::VisitCXXDeleteExpr(const CXXDeleteExpr *E) {
  Operand Pointer = operandOf(E->getArgument());
  if (!Pointer.isPlace())
    return;
  noteFreedArray(E->getArgument(), E);
  QualType T = E->getDestroyedType();
  if (T.isNull() || !Types.reaches(T)) {
    emitOn(Op::Free, Pointer, E);
    return;
  }
  PlaceId Object = F.deref(Pointer.P);
  if (hasDestruction(T))
    ifNotNull(Pointer.P, [&] {
      if (OwnerClass O = Types.owner(T); O && !E->isArrayForm())
        releaseOwner(Object, O, E, /*Implicit=*/false);
      else if (E->isArrayForm())
        destroy(F.step(Object, Place::Any), T, E);
      else
        destroyPointee(Object, T, E);
      emitOn(Op::Free, Pointer, E);
    });
  else
    emitOn(Op::Free, Pointer, E);
}

//===----------------------------------------------------------------------===//
// Lambdas
//===----------------------------------------------------------------------===//

void FunctionLowering::initializeCapture(PlaceId Closure,
                                         const LambdaCapture &C,
                                         const FieldDecl *Field,
                                         const Expr *Init, const Stmt *At) {
  if (C.capturesThis()) {
    PlaceId This = F.field(Closure, "this");
    if (C.getCaptureKind() == LCK_This)
      emitCopy(This, operandOf(valueOf(Init), At), At);
    return;
  }
  if (!C.capturesVariable())
    return;
  std::string Name = nameOf(C.getCapturedVar()).str();
  PlaceId Target = F.field(Closure, Name.empty() ? "unnamed" : Name);
  if (Field->getType()->isReferenceType()) {
    emitAddress(Target, referent(valueOf(Init)), At);
    return;
  }
  initialize(Target, Field->getType(), Init, At);
}

void FunctionLowering::VisitLambdaExpr(const LambdaExpr *E) {
  PlaceId Closure = targetOf(E);
  setObject(E, Closure);
  const CXXRecordDecl *RD = E->getLambdaClass();
  auto Field = RD->field_begin();
  auto Init = E->capture_init_begin();
  for (const LambdaCapture &C : E->captures()) {
    if (Field == RD->field_end() || Init == E->capture_init_end())
      return;
    if (*Init)
      initializeCapture(Closure, C, *Field, *Init, E);
    ++Field;
    ++Init;
  }
}

} // namespace z3tidy::lower

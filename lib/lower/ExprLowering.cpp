// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What expressions stand for, and stores.

#include "lower/FunctionLowering.h"
#include "lower/IgnoredAnswers.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// The value of each expression
//===----------------------------------------------------------------------===//

/// The expression under what changes nothing of a value.
static const Expr *significant(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    if (const auto *X = dyn_cast<FullExpr>(E))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = X->getReplacement();
    else if (const auto *X = dyn_cast<CXXDefaultInitExpr>(E))
      E = X->getExpr();
    else if (const auto *X = dyn_cast<CXXDefaultArgExpr>(E))
      E = X->getExpr();
    else if (const auto *X = dyn_cast<CXXRewrittenBinaryOperator>(E))
      E = X->getSemanticForm();
    else if (const auto *X = dyn_cast<ChooseExpr>(E))
      E = X->getChosenSubExpr();
    else if (const auto *X = dyn_cast<GenericSelectionExpr>(E);
             X && !X->isResultDependent())
      E = X->getResultExpr();
    else
      return E;
  }
}

Value FunctionLowering::valueOf(const Expr *E) {
  if (!E)
    return {};
  E = significant(E);
  auto It = Values.find(E);
  if (It != Values.end())
    return It->second;
  // Not an element of the graph: a default argument, or clang saw that it is
  // not evaluated. Only what has no effect may be looked at.
  if (isa<DeclRefExpr, MemberExpr, CastExpr, CXXThisExpr, OpaqueValueExpr>(E)) {
    Visit(E);
    It = Values.find(E);
    return It == Values.end() ? Value() : It->second;
  }
  if (auto N = constantOf(E))
    return Value::scalar(Operand::integer(*N));
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    return Value::scalar(Operand::null());
  return {};
}

void FunctionLowering::setValue(const Expr *E, Value V) {
  Values[significant(E)] = V;
}

ir::PlaceId FunctionLowering::referent(const Value &V) {
  if (V.F == Value::ContextOf)
    return contextPlace(V);
  return V.F == Value::Object || V.F == Value::Element ? V.P : ir::NoPlace;
}

void FunctionLowering::noteKind(PlaceId P, QualType T) {
  OwnerClass O = Types.owner(T);
  noteKind(P, O ? O.K : Types.managedKind(T));
}

void FunctionLowering::noteKind(PlaceId P, ir::Kind K) {
  Place::Form Root = F.place(F.rootOf(P)).F;
  bool IsVariable = Root == Place::Param || Root == Place::Local;
  if (Root != Place::Global && Root != Place::This &&
      !(IsVariable && !F.place(P).isRoot()))
    return;
  if (K != ir::Kind::None)
    F.Kinds.try_emplace(P, K);
}

ir::PlaceId FunctionLowering::objectOf(const Expr *E) {
  Value V = valueOf(E);
  return V.F == Value::Object || V.F == Value::Element ? V.P : ir::NoPlace;
}

ir::PlaceId FunctionLowering::pointeeOf(const Value &V) {
  if (V.F == Value::Address)
    return V.P;
  if (V.F == Value::Scalar && V.Op.isPlace())
    return F.deref(V.Op.P);
  return ir::NoPlace;
}

ir::Operand FunctionLowering::operandOf(const Value &V, const Stmt *At) {
  switch (V.F) {
  case Value::Scalar:
    return V.Op;
  case Value::Address:
    return Operand::place(addressTemp(V.P, At));
  case Value::Object:
  case Value::Element:
    return Operand::place(V.P);
  case Value::ContextOf:
    return Operand::place(contextPlace(V));
  case Value::Unknown:
    return Operand::unknown();
  }
  return Operand::unknown();
}

ir::Operand FunctionLowering::operandOf(const Expr *E) {
  return operandOf(valueOf(E), E);
}

std::optional<int64_t> FunctionLowering::constantOf(const Expr *E) {
  E = E->IgnoreParens();
  if (E->isValueDependent() || E->isTypeDependent() || E->containsErrors() ||
      !TypeInfo::isNumber(E->getType()))
    return std::nullopt;
  if (const auto *L = dyn_cast<IntegerLiteral>(E))
    return L->getValue().getActiveBits() < 64
               ? std::optional<int64_t>(L->getValue().getZExtValue())
               : std::nullopt;
  if (isa<CallExpr>(E))
    return std::nullopt;
  Expr::EvalResult R;
  if (!E->EvaluateAsInt(R, Ctx))
    return std::nullopt;
  const llvm::APSInt &N = R.Val.getInt();
  return compat::fitsInt64(N) ? std::optional<int64_t>(N.getExtValue())
                              : std::nullopt;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

ir::PlaceId FunctionLowering::placeOf(const VarDecl *VD) {
  auto It = VarPlaces.find(VD);
  if (It != VarPlaces.end())
    return It->second;
  PlaceId Place;
  if (!VD->hasLocalStorage()) {
    Place = F.root(Place::Global, M.globalName(VD));
  } else {
    std::string Name = nameOf(VD).str();
    if (Name.empty())
      Name = "unnamed";
    std::string Unique = Name;
    for (unsigned N = 2; !UsedNames.insert(Unique).second; ++N)
      Unique = Name + "_" + std::to_string(N);
    Place = F.root(Place::Local, Unique);
  }
  Map.Vars[Place] = VD;
  return VarPlaces[VD] = Place;
}

ir::PlaceId FunctionLowering::referredBy(const VarDecl *VD) {
  PlaceId Place = placeOf(VD);
  bool Hidden =
      VD->getType()->isReferenceType() ||
      (isa<ParmVarDecl>(VD) && TypeInfo::isPassedByAddress(VD->getType()));
  return Hidden ? F.deref(Place) : Place;
}

ir::PlaceId FunctionLowering::captured(const ValueDecl *VD) {
  auto It = Captures.find(VD);
  if (It == Captures.end())
    return ir::NoPlace;
  PlaceId Closure = F.deref(F.root(Place::This, ""));
  std::string Name = nameOf(VD).str();
  PlaceId Field = F.field(Closure, Name.empty() ? "unnamed" : Name);
  if (It->second->getType()->isReferenceType())
    Field = F.deref(Field);
  Map.Captured[Field] = VD;
  return Field;
}

void FunctionLowering::VisitDeclRefExpr(const DeclRefExpr *E) {
  const ValueDecl *D = E->getDecl();
  if (const auto *C = dyn_cast<EnumConstantDecl>(D)) {
    const llvm::APSInt &N = C->getInitVal();
    if (compat::fitsInt64(N))
      setScalar(E, Operand::integer(N.getExtValue()));
    return;
  }
  if (PlaceId Field = captured(D); Field != ir::NoPlace)
    return setObject(E, Field);
  if (auto It = Bindings.find(D); It != Bindings.end())
    return setValue(E, It->second);
  const auto *VD = dyn_cast<VarDecl>(D);
  if (!VD || VD->isInvalidDecl())
    return;
  // A local variable of a function around this one that is no capture: only
  // constants are.
  if (VD->hasLocalStorage() && VD->getDeclContext() != FD &&
      !VarPlaces.count(VD) && E->refersToEnclosingVariableOrCapture())
    return;
  setObject(E, referredBy(VD));
}

void FunctionLowering::VisitCXXThisExpr(const CXXThisExpr *E) {
  PlaceId This = F.root(Place::This, "");
  if (!ThisCapture)
    return setScalar(E, Operand::place(This));
  // The captured `this`, or a copy of the object.
  PlaceId Field = F.field(F.deref(This), "this");
  if (ThisCapture->getType()->isPointerType())
    setScalar(E, Operand::place(Field));
  else
    setValue(E, Value::address(Field));
}

/// The variable that a member of a closure is a capture of.
static llvm::StringRef capturedIn(const FieldDecl *Field) {
  const auto *RD = dyn_cast<CXXRecordDecl>(Field->getParent());
  if (!RD || !RD->isLambda())
    return {};
  llvm::DenseMap<const ValueDecl *, FieldDecl *> Captured;
  FieldDecl *This = nullptr;
  compat::captureFields(RD, Captured, This);
  if (Field == This)
    return "this";
  for (auto [VD, Of] : Captured)
    if (Of == Field)
      return nameOf(VD);
  return {};
}

ir::PlaceId FunctionLowering::fieldOf(PlaceId Base, const FieldDecl *Field) {
  if (Base == ir::NoPlace)
    return ir::NoPlace;
  // All members of a union are one place.
  if (Field->getParent()->isUnion())
    return Base;
  llvm::StringRef Name = nameOf(Field);
  if (Name.empty())
    Name = capturedIn(Field);
  return arrayField(F.field(Base, Name.empty() ? "unnamed" : Name), Field);
}

void FunctionLowering::VisitMemberExpr(const MemberExpr *E) {
  if (const auto *VD = dyn_cast<VarDecl>(E->getMemberDecl()))
    return setObject(E, referredBy(VD));
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field) {
    if (const auto *C = dyn_cast<EnumConstantDecl>(E->getMemberDecl());
        C && compat::fitsInt64(C->getInitVal()))
      setScalar(E, Operand::integer(C->getInitVal().getExtValue()));
    return;
  }
  PlaceId Base =
      E->isArrow() ? pointeeOf(E->getBase()) : objectOf(E->getBase());
  PlaceId Place = fieldOf(Base, Field);
  if (Place != ir::NoPlace && Field->getType()->isReferenceType())
    Place = F.deref(Place);
  setObject(E, Place);
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

ir::PlaceId FunctionLowering::elementOf(PlaceId Array, const Expr *Index) {
  auto N = constantOf(Index);
  // Far elements are not worth a place of their own.
  if (N && *N >= 0 && *N < 32)
    return F.step(Array, Place::Index, "", static_cast<unsigned>(*N));
  // What a variable names is known until it changes.
  const auto *R = dyn_cast<DeclRefExpr>(Index->IgnoreParenImpCasts());
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (VD && VD->hasLocalStorage() && VD->getType()->isIntegerType() &&
      !R->refersToEnclosingVariableOrCapture())
    return F.step(Array, Place::At, "", placeOf(VD));
  if (std::string Text = steadyIndex(Index); !Text.empty())
    return F.step(Array, Place::At, "", F.root(Place::Local, Text));
  return F.step(Array, Place::Any);
}

void FunctionLowering::VisitArraySubscriptExpr(const ArraySubscriptExpr *E) {
  if (E->getType()->isDependentType())
    return;
  escapeAnswerIn(E->getIdx(), E);
  if (PlaceId Named = arrayNamed(E->getBase()); Named != ir::NoPlace)
    return setObject(E, arrayElement(Named, E));
  Value Base = valueOf(E->getBase());
  PlaceId Array = pointeeOf(Base);
  // &a[2] + 1 and the like: some other element of the same array.
  if (Array != ir::NoPlace && Base.F == Value::Address &&
      F.place(Array).isElement())
    Array = E->getBase()->getType()->isPointerType() ? Array
                                                     : F.place(Array).Parent;
  if (Array != ir::NoPlace)
    setObject(E, elementOf(Array, E->getIdx()));
}

ir::PlaceId FunctionLowering::allElements(const Value &V) {
  PlaceId Pointer = V.F == Value::Scalar && V.Op.isPlace() ? V.Op.P : V.P;
  if (PlaceId Named = arrayAt(Pointer); Named != ir::NoPlace)
    return anyElementOf(Named);
  PlaceId Array = pointeeOf(V);
  if (Array == ir::NoPlace)
    return ir::NoPlace;
  if (V.F == Value::Address) {
    if (F.place(Array).isElement())
      return F.step(F.place(Array).Parent, Place::Any);
  }
  return F.step(Array, Place::Any);
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

void FunctionLowering::VisitExpr(const Expr *E) {
  if (auto N = constantOf(E))
    return setScalar(E, Operand::integer(*N));
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E))
    setScalar(E, Operand::null());
}

void FunctionLowering::VisitUnaryOperator(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf: {
    if (PlaceId Place = referent(valueOf(Sub)); Place != ir::NoPlace)
      setValue(E, Value::address(Place));
    return;
  }
  case UO_Deref:
    return setObject(E, pointeeOf(Sub));
  case UO_Extension:
    return setValue(E, valueOf(Sub));
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    PlaceId Place = objectOf(Sub);
    if (isCursor(Sub))
      moveCursor(Sub, E->isIncrementOp() ? 1 : -1, E);
    else if (Place != ir::NoPlace && TypeInfo::isScalar(Sub->getType()))
      emitChange(Place, E, BO_Add, E->isIncrementOp() ? 1 : -1);
    noteCount(Sub, nullptr, E);
    if (Place != ir::NoPlace && E->isPrefix())
      E->isGLValue() ? setObject(E, Place)
                     : setScalar(E, Operand::place(Place));
    return;
  }
  default:
    return VisitExpr(E);
  }
}

/// The pointer that is taken for a number here (`uintptr_t(p) | 1`); null if
/// none is.
static const Expr *pointerInNumber(const Expr *E) {
  while (const auto *Cast = dyn_cast<CastExpr>(E->IgnoreParens())) {
    E = Cast->getSubExpr();
    if (Cast->getCastKind() == CK_PointerToIntegral)
      return E;
  }
  return nullptr;
}

/// The same of a variable that was initialized with such a number.
static const Expr *pointerInVariable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && Var->getInit()
             ? pointerInNumber(Var->getInit())
             : nullptr;
}

void FunctionLowering::escapePointerIn(const Expr *Number, const Stmt *At) {
  const Expr *Pointer = pointerInNumber(Number);
  const Expr *Holder = Pointer ? Pointer : Number->IgnoreParenCasts();
  if (!Pointer)
    Pointer = pointerInVariable(Number);
  if (!Pointer || !(Types.reaches(Pointer->getType()) ||
                    Pointer->getType()->isVoidPointerType()))
    return;
  if (Operand Op = operandOf(Holder); Op.isPlace())
    emitEscape(Op, At);
}

/// The member from whose address its offset is subtracted, to come to what it
/// is in (container_of); null if the subtraction is another one.
static const FieldDecl *memberBehind(const BinaryOperator *E) {
  const auto *Offset = dyn_cast<OffsetOfExpr>(E->getRHS()->IgnoreParenCasts());
  if (E->getOpcode() != BO_Sub || !Offset || Offset->getNumComponents() != 1 ||
      Offset->getComponent(0).getKind() != OffsetOfNode::Field)
    return nullptr;
  return Offset->getComponent(0).getField();
}

/// Who computes with an answer, or looks something up by it, looks at it.
void FunctionLowering::escapeAnswerIn(const Expr *E, const Stmt *At) {
  E = E->IgnoreParenImpCasts();
  if (!isAnswer(E->getType()))
    return;
  if (Operand Op = operandOf(E); Op.isPlace())
    emitEscape(Op, At);
}

void FunctionLowering::VisitBinaryOperator(const BinaryOperator *E) {
  if (E->getOpcode() == BO_Comma)
    return setValue(E, valueOf(E->getRHS()));
  if (E->getOpcode() == BO_Assign) {
    if (!changesItself(E))
      assignTo(E->getLHS(), E->getRHS(), E);
    noteCount(E->getLHS(), E->getRHS(), E);
    PlaceId Place = objectOf(E->getLHS());
    if (Place == ir::NoPlace)
      setValue(E, valueOf(E->getRHS()));
    else if (E->isGLValue() || !TypeInfo::isScalar(E->getType()))
      setObject(E, Place);
    else
      setScalar(E, Operand::place(Place));
    return;
  }
  if (E->isLogicalOp()) {
    // Where it is an element, its value was put together on the way here.
    if (CurCfgBlock && LogicalMerges.lookup(CurCfgBlock) == E)
      setScalar(E, Operand::place(targetOf(E)));
    return;
  }
  if (E->isAdditiveOp() && E->getType()->isPointerType()) {
    bool PointerLeft = E->getLHS()->getType()->isPointerType();
    Value V = valueOf(PointerLeft ? E->getLHS() : E->getRHS());
    const Expr *Offset = PointerLeft ? E->getRHS() : E->getLHS();
    PlaceId Array = pointeeOf(V);
    if (Array == ir::NoPlace)
      return;
    if (const FieldDecl *Member = memberBehind(E))
      return setValue(
          E, Value::address(F.field(
                 Array, (ir::AroundField + nameOf(Member) + ")").str())));
    // Which element is that many before this one?
    if (E->getOpcode() == BO_Sub)
      return setValue(E, Value::address(F.step(F.place(Array).isElement()
                                                   ? F.place(Array).Parent
                                                   : Array,
                                               Place::Any)));
    bool OfElement = V.F == Value::Address && F.place(Array).isElement();
    if (OfElement)
      setValue(E, Value::address(F.step(F.place(Array).Parent, Place::Any)));
    else
      setValue(E, Value::address(elementOf(Array, Offset)));
    return;
  }
  if (!E->isComparisonOp())
    for (const Expr *Side : {E->getLHS(), E->getRHS()}) {
      escapePointerIn(Side, E);
      escapeAnswerIn(Side, E);
    }
  VisitExpr(E);
}

void FunctionLowering::VisitCompoundAssignOperator(
    const CompoundAssignOperator *E) {
  PlaceId Place = objectOf(E->getLHS());
  if (Place == ir::NoPlace)
    return;
  if (TypeInfo::isScalar(E->getLHS()->getType()) && !isCursor(E->getLHS()))
    emitChange(Place, E,
               BinaryOperator::getOpForCompoundAssignment(E->getOpcode()),
               constantOf(E->getRHS()));
  if (E->getOpcode() != BO_AddAssign)
    noteCount(E->getLHS(), nullptr, E);
  E->isGLValue() ? setObject(E, Place) : setScalar(E, Operand::place(Place));
}

void FunctionLowering::VisitAbstractConditionalOperator(
    const AbstractConditionalOperator *E) {
  if (E->getType()->isVoidType())
    return;
  if (E->isGLValue())
    return setObject(E, F.deref(targetOf(E)));
  if (E->getType()->isRecordType())
    return setObject(E, targetOf(E));
  if (TypeInfo::isScalar(E->getType()))
    setScalar(E, Operand::place(targetOf(E)));
}

/// What is the value of something around it as well.
void FunctionLowering::visitResult(const Expr *E) {
  visitArmEnd(E);
  if (!P.BlockResults.count(E) || !TypeInfo::isScalar(E->getType()))
    return;
  Value V = valueOf(E);
  if (V.F != Value::Scalar || !V.Op.isPlace())
    return;
  PlaceId Result = newTemp();
  emitCopy(Result, V.Op, E);
  setScalar(E, Operand::place(Result));
}

/// The end of an arm of a conditional operator: its value is the operator's.
void FunctionLowering::visitArmEnd(const Expr *E) {
  auto It = P.ArmOf.find(E);
  if (It == P.ArmOf.end())
    return;
  const AbstractConditionalOperator *Op = It->second;
  if (Op->getType()->isVoidType() || isa<CXXThrowExpr>(E))
    return;
  PlaceId Result = targetOf(Op);
  Value V = valueOf(E);
  if (Op->isGLValue()) {
    if (V.F == Value::Object || V.F == Value::Element)
      emitAddress(Result, V.P, E);
    else
      emitHavoc(Result, E);
  } else if (Op->getType()->isRecordType()) {
    // C: a struct is a value. C++: it was built in place.
    if (V.F == Value::Object && V.P != Result)
      emitCopy(Result, Operand::place(V.P), E);
  } else if (TypeInfo::isScalar(Op->getType())) {
    assignValue(Result, V, E);
  }
}

void FunctionLowering::VisitOpaqueValueExpr(const OpaqueValueExpr *E) {
  if (const Expr *Source = E->getSourceExpr())
    setValue(E, valueOf(Source));
}

void FunctionLowering::VisitStmtExpr(const StmtExpr *E) {
  const CompoundStmt *Body = E->getSubStmt();
  if (Body->body_empty())
    return;
  if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
    setValue(E, valueOf(Last));
}

//===----------------------------------------------------------------------===//
// Casts
//===----------------------------------------------------------------------===//

void FunctionLowering::VisitCastExpr(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  Value V = valueOf(Sub);
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
  case CK_LValueToRValueBitCast:
    readCharacter(E);
    if (V.F != Value::Object && V.F != Value::Element) {
      if (auto N = constantOf(E))
        setScalar(E, Operand::integer(*N));
      return;
    }
    if (EachCalls.empty() && F.place(V.P).isElement() &&
        Types.managedKind(E->getType()) != ir::Kind::None &&
        isContentElement(V.P)) {
      // One of the elements: the same in all that is done with it.
      PlaceId Temp = newTemp();
      emitCopy(Temp, Operand::place(V.P), E);
      setScalar(E, Operand::place(Temp));
    } else if (TypeInfo::isScalar(E->getType()) ||
               Types.handleKind(E->getType()) != ir::Kind::None)
      setScalar(E, Operand::place(V.P));
    else
      setObject(E, V.P);
    return;
  case CK_NullToPointer:
    return setScalar(E, Operand::null());
  case CK_ArrayToPointerDecay:
    if (V.F == Value::Object || V.F == Value::Element)
      setValue(E, Value::address(V.P));
    return;
  case CK_IntegralToPointer:
    if (V.F == Value::Scalar && V.Op.F == Operand::Int)
      return V.Op.Value == 0 ? setScalar(E, Operand::null()) : void();
    return setValue(E, V);
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_ToVoid:
  case CK_Dynamic:
  case CK_ToUnion:
    if (auto N = constantOf(E))
      setScalar(E, Operand::integer(*N));
    return;
  default:
    // Everything else keeps the object or the pointer what it is.
    if (V.F != Value::Unknown)
      return setValue(E, V);
    if (auto N = constantOf(E))
      setScalar(E, Operand::integer(*N));
    return;
  }
}

void FunctionLowering::VisitMaterializeTemporaryExpr(
    const MaterializeTemporaryExpr *E) {
  const Expr *Sub = E->getSubExpr();
  Value V = valueOf(Sub);
  // Of nested conditional expressions the graph does not show all ends.
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Sub->IgnoreParens());
      Bound && !E->getExtendingDecl() && !DestroyedLater.count(Bound) &&
      V.F == Value::Object && Types.owner(Sub->getType()))
    emitEscape(Operand::place(V.P), E);
  if (V.F == Value::Object || V.F == Value::Element)
    return setValue(E, V);
  if (!TypeInfo::isScalar(Sub->getType()))
    return;
  // `const Z3_ast &r = f();`
  PlaceId Temp = newTemp();
  assignValue(Temp, V, E);
  setObject(E, Temp);
}

void FunctionLowering::VisitCXXBindTemporaryExpr(
    const CXXBindTemporaryExpr *E) {
  Value V = valueOf(E->getSubExpr());
  setValue(E, V);
  if (auto It = Flags.find(E); It != Flags.end())
    emitCopy(It->second, Operand::integer(1), nullptr);
  if (DestroyedLater.count(E))
    LiveTemps.push_back({E, CurCfgBlock});
}

//===----------------------------------------------------------------------===//
// Stores
//===----------------------------------------------------------------------===//

void FunctionLowering::assignValue(PlaceId Dst, const Value &V,
                                   const Stmt *At) {
  switch (V.F) {
  case Value::Address:
    return emitAddress(Dst, V.P, At);
  case Value::Scalar:
    if (V.Op.F == Operand::Unknown)
      return emitHavoc(Dst, At);
    if (!V.Op.isPlace() || V.Op.P != Dst)
      emitCopy(Dst, V.Op, At);
    return;
  case Value::Object:
  case Value::Element:
    if (V.P != Dst)
      emitCopy(Dst, Operand::place(V.P), At);
    return;
  case Value::ContextOf:
    return emitCopy(Dst, Operand::place(contextPlace(V)), At);
  case Value::Unknown:
    return emitHavoc(Dst, At);
  }
}

void FunctionLowering::assign(PlaceId Dst, const Expr *Source, const Stmt *At) {
  Value V = valueOf(Source);
  // A handle that a struct or an array has without its type: what gives it back
  // is chosen when the program runs.
  if (Dst != ir::NoPlace && !F.place(Dst).isRoot() &&
      Source->getType()->isVoidPointerType() &&
      Types.managedKind(Source->IgnoreParenCasts()->getType()) !=
          ir::Kind::None)
    if (Operand Op = operandOf(V, At); Op.isPlace())
      emitEscape(Op, At);
  if (V.F == Value::Unknown && assignSum(Dst, Source, At))
    return;
  // What is used as a pointer has a place below it: the analysis goes by that.
  if (Source->getType()->isPointerType() &&
      Source->getType()->getPointeeType()->isRecordType() &&
      V.F == Value::Scalar && V.Op.isPlace())
    F.deref(V.Op.P);
  if (V.F == Value::Unknown && TypeInfo::isNumber(Source->getType()))
    V = Value::scalar(truthValue(Source, Dst));
  assignValue(Dst, V, At);
}

/// `k = n + 1`: what n is, and then 1 more.
bool FunctionLowering::assignSum(PlaceId Dst, const Expr *Source,
                                 const Stmt *At) {
  const auto *E = dyn_cast<BinaryOperator>(Source->IgnoreParenImpCasts());
  if (!E || (E->getOpcode() != BO_Add && E->getOpcode() != BO_Sub) ||
      !E->getType()->isIntegralOrEnumerationType())
    return false;
  auto By = constantOf(E->getRHS());
  const Expr *Old = E->getLHS()->IgnoreParenImpCasts();
  PlaceId From =
      isa<DeclRefExpr, MemberExpr>(Old) ? objectOf(Old) : ir::NoPlace;
  if (!By || From == ir::NoPlace || From == Dst)
    return false;
  emitCopy(Dst, Operand::place(From), At);
  emitChange(Dst, E, E->getOpcode(), *By);
  return true;
}

void FunctionLowering::storeUnknown(const Expr *Source, const Stmt *At) {
  if (!Types.reaches(Source->getType()))
    return;
  Operand Op = operandOf(Source);
  bool IsRaw = Types.managedKind(Source->getType()) != ir::Kind::None;
  if (Op.isPlace())
    emitEscape(Op, At, IsRaw ? ir::Role::Store : ir::Role::None);
}

void FunctionLowering::assignTo(const Expr *Target, const Expr *Source,
                                const Stmt *At) {
  Value T = valueOf(Target);
  // Into a container: it may be kept, or be a copy of its own.
  if (T.F == Value::Element || T.F == Value::Unknown)
    return storeUnknown(Source, At);
  QualType Type = Target->getType();
  if (T.F != Value::Object)
    return;
  if (const auto *R = dyn_cast<DeclRefExpr>(Target->IgnoreParens());
      R && Type->isPointerType() && isa<VarDecl>(R->getDecl()))
    return assignValue(
        T.P, cursorValue(cast<VarDecl>(R->getDecl()), valueOf(Source)), At);
  if (TypeInfo::isScalar(Type))
    return assign(T.P, Source, At);
  if (Type->isRecordType()) {
    PlaceId From = objectOf(Source);
    if (From == ir::NoPlace)
      emitHavoc(T.P, At);
    else if (From != T.P)
      emitCopy(T.P, Operand::place(From), At);
  }
}

//===----------------------------------------------------------------------===//
// Places and instructions
//===----------------------------------------------------------------------===//

ir::PlaceId FunctionLowering::newTemp() {
  return F.root(Place::Temp, "", NumTemps++);
}

ir::Instr &FunctionLowering::emit(Op O, const Stmt *At) {
  ir::Instr I;
  I.O = O;
  if (At)
    I.Loc = M.source(At->getSourceRange());
  I.Each = EachElement + (At ? EachDepth.lookup(At) : 0);
  Map.Stmts.push_back(At);
  return F.append(Cur, std::move(I));
}

ir::Instr &FunctionLowering::emitOn(Op O, Operand Arg, const Stmt *At) {
  ir::Instr &I = emit(O, At);
  I.Args.push_back(Arg);
  return I;
}

void FunctionLowering::emitCopy(PlaceId Dst, Operand Src, const Stmt *At, Op O,
                                ir::Role R) {
  if (Src.F == Operand::Unknown)
    return emitHavoc(Dst, At);
  ir::Instr &I = emitOn(O, Src, At);
  I.Dst = Dst;
  I.R = R;
}

void FunctionLowering::emitAddress(PlaceId Dst, PlaceId Of, const Stmt *At) {
  if (Of == ir::NoPlace)
    return emitHavoc(Dst, At);
  // &*p is p.
  if (F.place(Of).F == Place::Deref)
    return emitCopy(Dst, Operand::place(F.place(Of).Parent), At);
  emitOn(Op::Addr, Operand::place(Of), At).Dst = Dst;
}

void FunctionLowering::emitHavoc(PlaceId P, const Stmt *At) {
  emitOn(Op::Havoc, Operand::place(P), At);
}

/// What the number at P becomes; By is not known if it is no constant.
void FunctionLowering::emitChange(PlaceId P, const Expr *E,
                                  BinaryOperatorKind How,
                                  std::optional<int64_t> By) {
  ir::Instr &I = emitOn(Op::Havoc, Operand::place(P), E);
  if (!E->getType().getAtomicUnqualifiedType()->isIntegralOrEnumerationType())
    return;
  bool Less = (How == BO_Sub && By.value_or(1) > 0) ||
              (How == BO_Add && By.value_or(0) < 0);
  if (Less && (!By || E->getType()->isUnsignedIntegerType())) {
    I.C = ir::Change::Less; // an unsigned number may go round to a great one
    return;
  }
  if (!By)
    return;
  if (How == BO_Or)
    I.C = ir::Change::Or;
  else if (How == BO_And)
    I.C = ir::Change::And;
  else if (How == BO_Add || How == BO_Sub)
    I.C = ir::Change::Plus;
  if (I.C != ir::Change::Any)
    I.By = How == BO_Sub ? -*By : *By;
}

/// `i = i + 1` as `i += 1`; false if the assignment is something else.
bool FunctionLowering::changesItself(const BinaryOperator *E) {
  const auto *R = dyn_cast<BinaryOperator>(E->getRHS()->IgnoreParenImpCasts());
  if (!R || !E->getType()->isIntegralOrEnumerationType() ||
      isCursor(E->getLHS()))
    return false;
  BinaryOperatorKind Op = R->getOpcode();
  auto By = constantOf(R->getRHS());
  PlaceId Place = objectOf(E->getLHS());
  if (!By || Place == ir::NoPlace ||
      (Op != BO_Add && Op != BO_Sub && Op != BO_Or && Op != BO_And))
    return false;
  const Expr *Old = R->getLHS()->IgnoreParenImpCasts();
  if (!isa<DeclRefExpr, MemberExpr>(Old) || objectOf(Old) != Place)
    return false;
  emitChange(Place, E, Op, *By);
  return true;
}

void FunctionLowering::emitEscape(llvm::ArrayRef<Operand> Args, const Stmt *At,
                                  ir::Role R) {
  ir::Instr &I = emit(Op::Escape, At);
  I.R = R;
  I.Args.append(Args.begin(), Args.end());
}

ir::PlaceId FunctionLowering::addressTemp(PlaceId P, const Stmt *At) {
  if (F.place(P).F == Place::Deref)
    return F.place(P).Parent;
  PlaceId Temp = newTemp();
  emitAddress(Temp, P, At);
  return Temp;
}

void FunctionLowering::ifNotNull(PlaceId P, const std::function<void()> &Body) {
  if (EachElement > 0) // those that are null are no objects
    return Body();
  BlockId Yes = newBlock(), Next = newBlock();
  branch(truthOf(Operand::place(P)), Yes, Next);
  continueIn(Yes);
  Body();
  jump(Next);
  continueIn(Next);
}

} // namespace z3tidy::lower

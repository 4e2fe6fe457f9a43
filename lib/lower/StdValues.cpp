// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types of the standard library that hold their content in themselves: pair,
// tuple, array, and optional of a handle or an owner. Their members are places.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// pair, tuple, array
//===----------------------------------------------------------------------===//

/// Member number I of a pair, tuple or array; NoPlace for any other type.
ir::PlaceId FunctionLowering::memberOfTuple(PlaceId P, QualType T, unsigned I) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || P == ir::NoPlace || !inTopNamespace(RD, "std"))
    return ir::NoPlace;
  llvm::StringRef Name = nameOf(RD);
  if (Name == "pair" && I < 2)
    return F.field(P, I == 0 ? "first" : "second");
  if (Name == "array")
    return F.step(F.field(P, "_M_elems"), Place::Index, "", I);
  if (Name != "tuple")
    return ir::NoPlace;
  PlaceId Member = F.field(P, "get" + std::to_string(I));
  QualType Type = templateArgument(T, I);
  return !Type.isNull() && Type->isReferenceType() ? F.deref(Member) : Member;
}

/// Builds an object of a type from one argument of it.
bool FunctionLowering::constructValue(PlaceId P, QualType T,
                                      llvm::ArrayRef<const Expr *> Args,
                                      const Expr *At) {
  if (TypeInfo::isScalar(T)) {
    if (Args.empty())
      nullify(P, T, At);
    else
      assign(P, Args[0], At);
    return true;
  }
  if (!Types.reaches(T))
    return true;
  if (T->isReferenceType()) {
    emitAddress(P, objectOf(Args[0]), At);
    return true;
  }
  constructForwarded(P, T, Args, At);
  return true;
}

bool FunctionLowering::constructTuple(PlaceId P, QualType T,
                                      llvm::ArrayRef<const Expr *> Args,
                                      const Expr *At) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !Types.reaches(T))
    return true;
  bool IsPair = nameOf(RD) == "pair";
  unsigned Members = 0;
  while (!templateArgument(T, Members).isNull())
    ++Members;
  if (Args.empty()) {
    for (unsigned I = 0; I < Members; ++I)
      constructValue(memberOfTuple(P, T, I), templateArgument(T, I), {}, At);
    return true;
  }
  if (Args.size() != Members || (IsPair && Members != 2))
    return false;
  for (unsigned I = 0; I < Members; ++I) {
    QualType Member = templateArgument(T, I);
    PlaceId Place = memberOfTuple(P, T, I);
    if (Member->isReferenceType())
      Place = F.place(Place).Parent;
    constructValue(Place, Member, Args[I], At);
  }
  return true;
}

/// operator= of tuples, and of what std::tie makes.
bool FunctionLowering::assignTuple(const CallSite &C) {
  if (!C.Object || C.Args.size() != 1 ||
      C.Callee->getOverloadedOperator() != OO_Equal)
    return false;
  PlaceId Dst = objectPlaceOf(C), Src = objectOf(C.Args[0]);
  QualType To = C.Object->getType(), From = C.Args[0]->getType();
  if (Dst == ir::NoPlace || Src == ir::NoPlace || !Types.reaches(To))
    return false;
  for (unsigned I = 0; !templateArgument(To, I).isNull(); ++I) {
    QualType Member = templateArgument(To, I).getNonReferenceType();
    copyMember(memberOfTuple(Dst, To, I), memberOfTuple(Src, From, I), Member,
               C.E, C.Args[0]->isXValue(), /*Assign=*/true);
  }
  setObject(C.E, Dst);
  return true;
}

/// Calls std::get<I>: its number, or nothing.
static std::optional<unsigned> tupleIndex(const FunctionDecl *FD) {
  const TemplateArgumentList *Args = FD->getTemplateSpecializationArgs();
  if (!Args || Args->size() == 0 ||
      Args->get(0).getKind() != TemplateArgument::Integral)
    return std::nullopt;
  return Args->get(0).getAsIntegral().getZExtValue();
}

bool FunctionLowering::lowerTupleFunction(const CallSite &C,
                                          llvm::StringRef Name) {
  if (Name == "get" && C.Args.size() == 1) {
    auto Index = tupleIndex(C.Callee);
    PlaceId Tuple = objectOf(C.Args[0]);
    if (!Index || Tuple == ir::NoPlace)
      return false;
    PlaceId Member = memberOfTuple(Tuple, C.Args[0]->getType(), *Index);
    if (Member != ir::NoPlace)
      setObject(C.E, Member);
    return Member != ir::NoPlace;
  }
  if (Name != "make_pair" && Name != "make_tuple" && Name != "tie")
    return false;
  PlaceId Result = resultPlace(C);
  setCallResult(C, Result);
  return constructTuple(Result, C.E->getType(), C.Args, C.E);
}

bool FunctionLowering::lowerArrayMethod(const CallSite &C) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  PlaceId Elements = F.field(P, "_M_elems");
  llvm::StringRef Name = nameOf(C.Callee);
  if ((C.Callee->getOverloadedOperator() == OO_Subscript || Name == "at") &&
      C.Args.size() == 1) {
    setObject(C.E, elementOf(Elements, C.Args[0]));
    return true;
  }
  if (Name == "data" || Name == "begin" || Name == "cbegin") {
    setValue(C.E, Value::address(Elements));
    return true;
  }
  if (Name == "front" || Name == "back") {
    auto First = Name == "front";
    setObject(C.E, First ? F.step(Elements, Place::Index, "", 0)
                         : F.step(Elements, Place::Any));
    return true;
  }
  return Name == "size" || Name == "empty" || Name == "end" || Name == "cend";
}

//===----------------------------------------------------------------------===//
// optional
//===----------------------------------------------------------------------===//

static bool isNullopt(QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && nameOf(RD) == "nullopt_t";
}

void FunctionLowering::constructOptional(PlaceId P, QualType T,
                                         llvm::ArrayRef<const Expr *> Args,
                                         const Expr *At) {
  if (Args.empty() || isNullopt(Args[0]->getType()))
    return emitCopy(P, Operand::null(), At);
  // From another optional: what it holds, or null.
  PlaceId Src = objectOf(Args[0]);
  OwnerClass O = Types.owner(templateArgument(T, 0));
  if (Types.stdClass(Args[0]->getType()) == StdClass::Optional && O &&
      Src != ir::NoPlace)
    return moveOwner(P, Src, O, At, Args[0]->isXValue());
  constructForwarded(P, templateArgument(T, 0), Args, At);
}

bool FunctionLowering::lowerOptional(const CallSite &C) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  QualType T = C.Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  OwnerClass O = Types.owner(templateArgument(T, 0));
  llvm::StringRef Name = nameOf(C.Callee);
  OverloadedOperatorKind Operator = C.Callee->getOverloadedOperator();
  if (Name == "has_value" || isa<CXXConversionDecl>(C.Callee)) {
    setScalar(C.E, Operand::place(P));
    return true;
  }
  if (Operator == OO_Star || Name == "value") {
    setObject(C.E, P);
    return true;
  }
  // Of a handle, null is none: `value_or(nullptr)`.
  if (Name == "value_or" && !O && C.Args.size() == 1 &&
      isa<CXXNullPtrLiteralExpr, GNUNullExpr>(
          C.Args[0]->IgnoreUnlessSpelledInSource())) {
    setScalar(C.E, Operand::place(P));
    return true;
  }
  if (Operator == OO_Arrow) {
    setValue(C.E, Value::address(P));
    return true;
  }
  bool Empties = Name == "reset" ||
                 (Operator == OO_Equal && isNullopt(C.Args[0]->getType()));
  if (!Empties && Operator != OO_Equal && Name != "emplace")
    return false;
  if (Empties) {
    if (O)
      releaseOwner(P, O, C.E, /*Implicit=*/false);
    emitCopy(P, Operand::null(), C.E);
  } else {
    // The new content first: it may come from the old one.
    PlaceId New = newTemp();
    constructOptional(New, T, C.Args, C.E);
    if (O)
      releaseOwner(P, O, C.E, /*Implicit=*/false);
    emitCopy(P, Operand::place(New), C.E, Op::Move);
  }
  setObject(C.E, P);
  return true;
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types of the standard library that hold one object of several, or none:
// variant, and optional of a class. Which one it is, is the field `(index)`; an
// optional has number 1, or 0 for nothing. Each alternative is a field of its
// own. (An optional of a handle or an owner is the handle itself, or null.)

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

static bool isOptional(QualType T) { return isStd(T, "optional"); }

bool FunctionLowering::isChoice(QualType T) {
  return Types.stdClass(T) == StdClass::Choice && Types.reaches(T);
}

/// Null if there is none of that number, or it is nothing.
static QualType alternative(QualType T, unsigned I) {
  if (!isOptional(T))
    return templateArgument(T, I);
  return I == 1 ? templateArgument(T, 0) : QualType();
}

static unsigned numAlternatives(QualType T) {
  unsigned N = isOptional(T) ? 2 : 0;
  while (!alternative(T, N).isNull())
    ++N;
  return N;
}

ir::PlaceId FunctionLowering::indexOfChoice(PlaceId P) {
  return F.field(P, ir::ChoiceIndex);
}

ir::PlaceId FunctionLowering::alternativeOf(PlaceId P, unsigned I) {
  return F.field(P, ir::AlternativePrefix.str() + std::to_string(I) + ")");
}

/// The alternative that a template argument of a function names: get<I>,
/// get<T>.
static std::optional<unsigned>
namedAlternative(const TemplateArgument &A, QualType T, const ASTContext &Ctx) {
  unsigned N = numAlternatives(T);
  if (A.getKind() == TemplateArgument::Integral) {
    uint64_t I = A.getAsIntegral().getLimitedValue();
    return I < N ? std::optional<unsigned>(I) : std::nullopt;
  }
  if (A.getKind() == TemplateArgument::Type)
    for (unsigned I = 0; I < N; ++I)
      if (QualType Each = alternative(T, I);
          !Each.isNull() && Ctx.hasSameUnqualifiedType(Each, A.getAsType()))
        return I;
  return std::nullopt;
}

static std::optional<unsigned>
namedAlternative(const FunctionDecl *FD, QualType T, const ASTContext &Ctx) {
  if (isOptional(T))
    return 1;
  const TemplateArgumentList *Args = FD->getTemplateSpecializationArgs();
  if (!Args || Args->size() == 0)
    return std::nullopt;
  return namedAlternative(Args->get(0), T, Ctx);
}

ir::Condition FunctionLowering::isAlternative(PlaceId P, QualType T,
                                              unsigned I) {
  PlaceId Index = indexOfChoice(P);
  if (isOptional(T)) // as `if (o)` asks
    return I ? truthOf(Operand::place(Index))
             : truthOf(Operand::place(Index)).negated();
  return comparisonOf(BO_EQ, Operand::place(Index), Operand::integer(I));
}

void FunctionLowering::ifAlternative(PlaceId P, QualType T, unsigned I,
                                     const std::function<void()> &Body) {
  BlockId Yes = newBlock(), Next = newBlock();
  branch(isAlternative(P, T, I), Yes, Next);
  continueIn(Yes);
  Body();
  jump(Next);
  continueIn(Next);
}

//===----------------------------------------------------------------------===//
// The end of what it holds
//===----------------------------------------------------------------------===//

void FunctionLowering::destroyChoice(PlaceId P, QualType T, const Stmt *At) {
  for (unsigned I = 0, N = numAlternatives(T); I < N; ++I) {
    QualType Each = alternative(T, I);
    if (!Each.isNull() && Types.reaches(Each) && hasDestruction(Each))
      ifAlternative(P, T, I, [&] { destroy(alternativeOf(P, I), Each, At); });
  }
}

/// Destroys what is there, and leaves room for alternative I.
void FunctionLowering::emptyChoice(PlaceId P, QualType T, unsigned I,
                                   const Stmt *At) {
  destroyChoice(P, T, At);
  for (unsigned Each = 0, N = numAlternatives(T); Each < N; ++Each)
    if (QualType A = alternative(T, Each); !A.isNull() && Types.reaches(A)) {
      ir::Instr &End =
          emitOn(Op::End, Operand::place(alternativeOf(P, Each)), At);
      End.Implicit = true;
    }
  emitCopy(indexOfChoice(P), Operand::integer(I), At);
}

//===----------------------------------------------------------------------===//
// Construction and assignment
//===----------------------------------------------------------------------===//

void FunctionLowering::copyChoice(PlaceId Dst, PlaceId Src, QualType T,
                                  const Stmt *At, bool IsMove, bool Assign) {
  if (Dst == Src)
    return;
  if (Assign)
    destroyChoice(Dst, T, At);
  if (T.isTriviallyCopyableType(Ctx))
    return emitCopy(Dst, Operand::place(Src), At);
  if (Assign)
    emitOn(Op::End, Operand::place(Dst), At).Implicit = true;
  emitCopy(indexOfChoice(Dst), Operand::place(indexOfChoice(Src)), At);
  for (unsigned I = 0, N = numAlternatives(T); I < N; ++I)
    if (QualType Each = alternative(T, I);
        !Each.isNull() && Types.reaches(Each))
      ifAlternative(Src, T, I, [&] {
        copyMember(alternativeOf(Dst, I), alternativeOf(Src, I), Each, At,
                   IsMove, /*Assign=*/false);
      });
}

/// Which alternative an object of this type becomes.
std::optional<unsigned> FunctionLowering::alternativeFor(QualType T,
                                                         QualType From) {
  if (isOptional(T))
    return 1;
  std::optional<unsigned> Only;
  for (unsigned I = 0, N = numAlternatives(T); I < N; ++I) {
    QualType Each = alternative(T, I);
    if (Ctx.hasSameUnqualifiedType(Each, From))
      return I;
    // A text is no handle, and nothing else of those it might become.
    if (Types.reaches(Each) == Types.reaches(From) && !Types.reaches(From))
      Only = Only ? N : I;
  }
  return Only && *Only < numAlternatives(T) ? Only : std::nullopt;
}

/// Nothing is known of what it holds now.
void FunctionLowering::forgetChoice(PlaceId P,
                                    llvm::ArrayRef<const Expr *> Args,
                                    const Expr *At) {
  for (const Expr *Arg : Args)
    if (argReaches(Arg))
      if (Operand Op = passedArgument(Arg, QualType()); Op.isPlace())
        emitEscape(Op, At);
  emitHavoc(P, At);
}

void FunctionLowering::constructChoice(PlaceId P, QualType T,
                                       llvm::ArrayRef<const Expr *> Args,
                                       const Expr *At) {
  if (Args.empty() || isStd(Args[0]->getType(), "nullopt_t")) {
    emitCopy(indexOfChoice(P), Operand::integer(0), At);
    if (QualType First = alternative(T, 0); !First.isNull())
      constructForwarded(alternativeOf(P, 0), First, {}, At);
    return;
  }
  QualType From = Args[0]->getType();
  std::optional<unsigned> I;
  if (Ctx.hasSameUnqualifiedType(From, T)) {
    if (PlaceId Src = objectOf(Args[0]); Src != ir::NoPlace)
      return copyChoice(P, Src, T, At, Args[0]->isXValue(), /*Assign=*/false);
  } else if (isStd(From, "in_place_t")) {
    I = 1;
    Args = Args.drop_front();
  } else if (isStd(From, "in_place_type_t") ||
             isStd(From, "in_place_index_t")) {
    const auto *Spec =
        cast<ClassTemplateSpecializationDecl>(From->getAsCXXRecordDecl());
    I = namedAlternative(Spec->getTemplateArgs()[0], T, Ctx);
    Args = Args.drop_front();
  } else if (Args.size() == 1 && !isOptional(From)) {
    I = alternativeFor(T, From);
  }
  if (!I)
    return forgetChoice(P, Args, At);
  emitCopy(indexOfChoice(P), Operand::integer(*I), At);
  constructForwarded(alternativeOf(P, *I), alternative(T, *I), Args, At);
}

/// operator= and emplace.
void FunctionLowering::assignChoice(const CallSite &C, PlaceId P, QualType T) {
  bool Emplaces = nameOf(C.Callee) == "emplace";
  std::optional<unsigned> I;
  if (Emplaces)
    I = namedAlternative(C.Callee, T, Ctx);
  else if (QualType From = C.Args[0]->getType();
           Ctx.hasSameUnqualifiedType(From, T))
    if (PlaceId Src = objectOf(C.Args[0]); Src != ir::NoPlace)
      return copyChoice(P, Src, T, C.E, C.Args[0]->isXValue(), /*Assign=*/true);
    else
      I = std::nullopt;
  else if (!isOptional(From))
    I = alternativeFor(T, From);
  if (!I) {
    destroyChoice(P, T, C.E);
    return forgetChoice(P, C.Args, C.E);
  }
  QualType Each = alternative(T, *I);
  if (Emplaces) {
    emptyChoice(P, T, *I, C.E);
    constructForwarded(alternativeOf(P, *I), Each, C.Args, C.E);
    return setObject(C.E, alternativeOf(P, *I));
  }
  // The new content first: it may come from the old one.
  PlaceId New = newTemp();
  constructForwarded(New, Each, C.Args, C.E);
  emptyChoice(P, T, *I, C.E);
  emitCopy(alternativeOf(P, *I), Operand::place(New), C.E, Op::Move);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool FunctionLowering::lowerChoice(const CallSite &C, QualType T) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  llvm::StringRef Name = nameOf(C.Callee);
  OverloadedOperatorKind Operator = C.Callee->getOverloadedOperator();
  if (Name == "has_value" || Name == "index" ||
      isa<CXXConversionDecl>(C.Callee)) {
    setScalar(C.E, Operand::place(indexOfChoice(P)));
    return true;
  }
  if (Operator == OO_Star || Name == "value") {
    setObject(C.E, alternativeOf(P, 1));
    return true;
  }
  if (Operator == OO_Arrow) {
    setValue(C.E, Value::address(alternativeOf(P, 1)));
    return true;
  }
  if (Name == "reset" ||
      (Operator == OO_Equal && isStd(C.Args[0]->getType(), "nullopt_t"))) {
    emptyChoice(P, T, 0, C.E);
    setObject(C.E, P);
    return true;
  }
  if (Operator == OO_Equal || Name == "emplace") {
    setObject(C.E, P);
    assignChoice(C, P, T);
    return true;
  }
  const auto *Method = cast<CXXMethodDecl>(C.Callee);
  if (!Method->isConst()) { // swap …
    emitEscape(Operand::place(P), C.E);
    emitHavoc(P, C.E);
  }
  return false;
}

/// get, get_if, holds_alternative, make_optional.
bool FunctionLowering::lowerChoiceFunction(const CallSite &C,
                                           llvm::StringRef Name) {
  if (Name == "make_optional" && isChoice(C.E->getType())) {
    PlaceId Result = resultPlace(C);
    setCallResult(C, Result);
    emitCopy(indexOfChoice(Result), Operand::integer(1), C.E);
    constructForwarded(alternativeOf(Result, 1), alternative(C.E->getType(), 1),
                       C.Args, C.E);
    return true;
  }
  if (C.Args.size() != 1 ||
      (Name != "get" && Name != "get_if" && Name != "holds_alternative"))
    return false;
  QualType T = C.Args[0]->getType();
  PlaceId P = T->isPointerType() ? pointeeOf(C.Args[0]) : objectOf(C.Args[0]);
  if (T->isPointerType())
    T = T->getPointeeType();
  std::optional<unsigned> I;
  if (isChoice(T) && P != ir::NoPlace)
    I = namedAlternative(C.Callee, T, Ctx);
  if (!I)
    return false;
  ir::Condition Holds = isAlternative(P, T, *I);
  if (Name == "get") {
    // It throws if it is another one.
    BlockId From = Cur, Next = newBlock();
    addEdge(From, Next, Holds);
    continueIn(Next);
    setObject(C.E, alternativeOf(P, *I));
    return true;
  }
  PlaceId Result = newTemp();
  BlockId Yes = newBlock(), No = newBlock(), Next = newBlock();
  branch(Holds, Yes, No);
  continueIn(Yes);
  if (Name == "get_if")
    emitAddress(Result, alternativeOf(P, *I), C.E);
  else
    emitCopy(Result, Operand::integer(1), C.E);
  jump(Next);
  continueIn(No);
  emitCopy(Result, Name == "get_if" ? Operand::null() : Operand::integer(0),
           C.E);
  jump(Next);
  continueIn(Next);
  setScalar(C.E, Operand::place(Result));
  return true;
}

/// `o == std::nullopt`, and `!=`: what `o` is.
ir::Condition
FunctionLowering::comparisonWithNullopt(const CXXOperatorCallExpr *E) {
  bool RightIsNull = isStd(E->getArg(1)->getType(), "nullopt_t");
  const Expr *Side = E->getArg(RightIsNull ? 0 : 1);
  PlaceId P = objectOf(Side);
  QualType T = Side->getType();
  if ((!RightIsNull && !isStd(E->getArg(0)->getType(), "nullopt_t")) ||
      P == ir::NoPlace)
    return {};
  bool IsEqual = E->getOperator() == OO_EqualEqual;
  if (isChoice(T))
    return isAlternative(P, T, !IsEqual);
  if (Types.stdClass(T) != StdClass::Optional)
    return {};
  ir::Condition C = truthOf(Operand::place(P));
  return IsEqual ? C.negated() : C;
}

} // namespace z3tidy::lower

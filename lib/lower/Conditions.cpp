// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known when an edge is taken.

#include "lower/FunctionLowering.h"
#include "clang/Basic/Builtins.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Condition;

/// The expression whose truth E's truth is.
static const Expr *stripTruth(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    if (const auto *X = dyn_cast<FullExpr>(E))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<CastExpr>(E);
             X &&
             (X->getCastKind() == CK_IntegralToBoolean ||
              X->getCastKind() == CK_PointerToBoolean ||
              X->getCastKind() == CK_IntegralCast ||
              X->getCastKind() == CK_BooleanToSignedIntegral ||
              X->getCastKind() == CK_UserDefinedConversion ||
              X->getCastKind() == CK_NoOp || (X->getCastKind() == CK_BitCast)))
      E = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXRewrittenBinaryOperator>(E))
      E = X->getSemanticForm();
    else if (const auto *X = dyn_cast<CallExpr>(E);
             X && X->getBuiltinCallee() == Builtin::BI__builtin_expect &&
             X->getNumArgs() > 0)
      E = X->getArg(0);
    else
      return E;
  }
}

const Expr *FunctionLowering::branchCondition(const CFGBlock &B) {
  const auto *E =
      dyn_cast_or_null<Expr>(B.getTerminatorCondition(/*StripParens=*/true));
  // `a && b` in a condition: the block of b ends in the whole statement.
  while (E) {
    const auto *L = dyn_cast<BinaryOperator>(E->IgnoreParens());
    if (!L || !L->isLogicalOp() || Values.count(L))
      return E;
    E = L->getRHS();
  }
  return E;
}

Condition FunctionLowering::truthOf(Operand Op) {
  Condition C;
  if (Op.isPlace()) {
    C.F = Condition::Null;
    C.Left = Op.P;
    C.Negated = true;
  }
  return C;
}

Condition FunctionLowering::comparisonOf(BinaryOperatorKind Op, Operand L,
                                         Operand R) {
  Condition C;
  // A place stands on the left.
  bool Swapped = !L.isPlace() && R.isPlace();
  if (Swapped)
    std::swap(L, R);
  if (!L.isPlace() || R.F == Operand::Unknown)
    return C;
  C.Left = L.P;
  C.Right = R;
  switch (Op) {
  case BO_EQ:
  case BO_NE:
    C.F = Condition::Eq;
    if (R.F == Operand::Null || (R.F == Operand::Int && R.Value == 0)) {
      C.F = Condition::Null;
      C.Right = Operand();
    }
    C.Negated = Op == BO_NE;
    return C;
  case BO_LT: // l < r; swapped: r < l, not l <= r
    C.F = Swapped ? Condition::Le : Condition::Lt;
    C.Negated = Swapped;
    return C;
  case BO_LE:
    C.F = Swapped ? Condition::Lt : Condition::Le;
    C.Negated = Swapped;
    return C;
  case BO_GT: // not l <= r; swapped: r > l, l < r
    C.F = Swapped ? Condition::Lt : Condition::Le;
    C.Negated = !Swapped;
    return C;
  case BO_GE:
    C.F = Swapped ? Condition::Le : Condition::Lt;
    C.Negated = !Swapped;
    return C;
  default:
    return Condition();
  }
}

/// `flags & 4`; no condition if E is something else.
Condition FunctionLowering::bitsOf(const Expr *E) {
  Condition C;
  const auto *B = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  if (!B || B->getOpcode() != BO_And)
    return C;
  const Expr *Tested = B->getLHS(), *Mask = B->getRHS();
  if (constantOf(Tested))
    std::swap(Tested, Mask);
  auto Bits = constantOf(Mask);
  Value V = valueOf(Tested);
  if (!Bits || V.F != Value::Scalar || !V.Op.isPlace())
    return C;
  C.F = Condition::Bits;
  C.Left = V.Op.P;
  C.Right = Operand::integer(*Bits);
  return C;
}

/// `(flags & 4) != 0`, `(flags & 4) == 4`.
Condition FunctionLowering::bitComparison(const BinaryOperator *E) {
  Condition C;
  auto N = constantOf(E->getRHS());
  if (!E->isEqualityOp() || !N)
    return C;
  C = bitsOf(E->getLHS());
  bool OneBit = *N > 0 && (*N & (*N - 1)) == 0;
  if (C.F != Condition::Bits || (*N != 0 && !(OneBit && *N == C.Right.Value)))
    return Condition();
  C.Negated = (*N == 0) == (E->getOpcode() == BO_EQ);
  return C;
}

std::optional<std::pair<ir::PlaceId, int64_t>>
FunctionLowering::counterOf(const Expr *E) {
  const auto *U = dyn_cast<UnaryOperator>(E->IgnoreParenImpCasts());
  if (!U || !U->isIncrementDecrementOp() || !U->isPostfix() ||
      !U->getType()->isIntegerType())
    return std::nullopt;
  PlaceId Place = objectOf(U->getSubExpr());
  if (Place == ir::NoPlace)
    return std::nullopt;
  return std::pair(Place, U->isIncrementOp() ? -1 : 1);
}

/// `i++ < 2`: i, which has been counted up by then, is less than 3.
Condition FunctionLowering::countedComparison(const Expr *E,
                                              BinaryOperatorKind Op,
                                              std::optional<int64_t> N) {
  auto Counter = counterOf(E);
  if (!Counter || !N)
    return Condition();
  // An unsigned number may have gone round: its order is another one then.
  if (!E->IgnoreParenImpCasts()->getType()->isSignedIntegerType() &&
      !BinaryOperator::isEqualityOp(Op))
    return Condition();
  return comparisonOf(Op, Operand::place(Counter->first),
                      Operand::integer(*N - Counter->second));
}

Condition FunctionLowering::comparison(const BinaryOperator *E) {
  if (Condition C = countedComparison(E->getLHS(), E->getOpcode(),
                                      constantOf(E->getRHS()));
      C.F != Condition::True)
    return C;
  if (Condition C = bitComparison(E); C.F == Condition::Bits)
    return C;
  auto OperandIn = [&](const Expr *Side) {
    if (auto N = constantOf(Side))
      return Side->getType()->isPointerType() && *N == 0 ? Operand::null()
                                                         : Operand::integer(*N);
    Value V = valueOf(Side);
    if (V.F == Value::Scalar)
      return V.Op;
    // The address of what a reference or pointer leads to: `this != &other`.
    if (V.F == Value::Address && F.place(V.P).F == Place::Deref)
      return Operand::place(F.place(V.P).Parent);
    // A class object that stands for its handle or pointer.
    if (V.F == Value::Object &&
        (Types.owner(Side->getType()) ||
         Types.stdClass(Side->getType()) == StdClass::UniquePtr))
      return Operand::place(V.P);
    return Operand::unknown();
  };
  bool AgainstNull = valueOf(E->getLHS()).Op.F == Operand::Null ||
                     valueOf(E->getRHS()).Op.F == Operand::Null;
  if (!AgainstNull && (isCursor(E->getLHS()) || isCursor(E->getRHS())))
    return comparisonOfCursors(E);
  Condition C = comparisonOf(E->getOpcode(), OperandIn(E->getLHS()),
                             OperandIn(E->getRHS()));
  return C.F == Condition::True ? opaque(E) : C;
}

Condition FunctionLowering::conditionOf(const Expr *E) {
  E = stripTruth(E);
  if (Condition C = countedComparison(E, BO_NE, 0); C.F != Condition::True)
    return C;
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_LNot) {
    Condition C = conditionOf(U->getSubExpr());
    return C.F == Condition::True ? C : C.negated();
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->isLogicalOp())
      return Values.count(B) ? truthOf(Operand::place(targetOf(B)))
                             : Condition();
    if (B->isComparisonOp())
      return comparison(B);
    if (B->getOpcode() == BO_Comma)
      return conditionOf(B->getRHS());
    if (Condition C = bitsOf(B); C.F == Condition::Bits)
      return C;
  }
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
      Call && Call->getNumArgs() == 2 &&
      (Call->getOperator() == OO_EqualEqual ||
       Call->getOperator() == OO_ExclaimEqual)) {
    if (Condition C = comparisonWithNullopt(Call); C.F != Condition::True)
      return C;
    if (Condition C = comparisonWithEnd(Call); C.F != Condition::True)
      return C;
    // `p == nullptr` of a smart pointer or an owner.
    bool RightIsNull = Call->getArg(1)->getType()->isNullPtrType();
    const Expr *Side = Call->getArg(RightIsNull ? 0 : 1);
    PlaceId Place = objectOf(Side);
    if ((RightIsNull || Call->getArg(0)->getType()->isNullPtrType()) &&
        Place != ir::NoPlace) {
      Condition C = truthOf(Operand::place(Place));
      return Call->getOperator() == OO_EqualEqual ? C.negated() : C;
    }
  }
  Value V = valueOf(E);
  if (V.F == Value::Scalar && V.Op.isPlace())
    return truthOf(V.Op);
  if (V.F == Value::Object && TypeInfo::isScalar(E->getType()))
    return truthOf(Operand::place(V.P));
  return opaque(E);
}

//===----------------------------------------------------------------------===//
// Tests of no other form
//===----------------------------------------------------------------------===//

/// Collects the places that a pure expression reads; false if it has effects,
/// calls, or reads something that has no place.
bool FunctionLowering::collectDeps(const Expr *E,
                                   llvm::SmallVectorImpl<PlaceId> &Deps) {
  E = E->IgnoreParens();
  if (constantOf(E) || isa<FloatingLiteral>(E))
    return true;
  if (isCursor(E))
    return false;
  if (isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr>(E)) {
    PlaceId Place = objectOf(E);
    if (Place == ir::NoPlace || !TypeInfo::isScalar(E->getType()))
      return false;
    // What an index reads decides which element is meant.
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
      if (!collectDeps(A->getIdx(), Deps))
        return false;
    if (!llvm::is_contained(Deps, Place))
      Deps.push_back(Place);
    return Deps.size() <= 4;
  }
  if (const auto *X = dyn_cast<CastExpr>(E))
    return collectDeps(X->getSubExpr(), Deps);
  if (const auto *X = dyn_cast<UnaryOperator>(E)) {
    if (X->getOpcode() == UO_Deref) {
      PlaceId Place = objectOf(E);
      if (Place != ir::NoPlace)
        Deps.push_back(Place);
      return Place != ir::NoPlace;
    }
    return !X->isIncrementDecrementOp() && X->getOpcode() != UO_AddrOf &&
           collectDeps(X->getSubExpr(), Deps);
  }
  if (const auto *X = dyn_cast<BinaryOperator>(E))
    return !X->isAssignmentOp() && !X->isLogicalOp() &&
           collectDeps(X->getLHS(), Deps) && collectDeps(X->getRHS(), Deps);
  return false;
}

std::optional<std::pair<ir::PlaceId, int64_t>>
FunctionLowering::placeAndOffset(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (!E->getType()->isIntegerType())
    return std::nullopt;
  if (auto Counter = counterOf(E))
    return E->getType()->isSignedIntegerType() ? Counter : std::nullopt;
  int64_t Offset = 0;
  if (const auto *Sum = dyn_cast<BinaryOperator>(E);
      Sum && Sum->isAdditiveOp()) {
    auto By = constantOf(Sum->getRHS());
    if (!By)
      return std::nullopt;
    Offset = Sum->getOpcode() == BO_Sub ? -*By : *By;
    E = Sum->getLHS()->IgnoreParenImpCasts();
  }
  PlaceId Place = isa<DeclRefExpr, MemberExpr>(E) ? objectOf(E) : ir::NoPlace;
  if (Place == ir::NoPlace)
    return std::nullopt;
  return std::pair(Place, Offset);
}

/// `i == n - 1`, `i + 1 < n`, `i++ < n`. (The negation of what is said is the
/// caller's.)
Condition::Comparison FunctionLowering::comparisonSaid(const Expr *E) {
  Condition::Comparison Said;
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !B->isComparisonOp())
    return Said;
  auto L = placeAndOffset(B->getLHS()), R = placeAndOffset(B->getRHS());
  if (!L || !R)
    return Said;
  Condition C = comparisonOf(B->getOpcode(), Operand::place(L->first),
                             Operand::place(R->first));
  // A text that is true where its comparison is not has none to say.
  if (C.Negated)
    return Said;
  Said.F = C.F;
  Said.First = C.Left;
  Said.Second = C.Right.P;
  Said.Offset = R->second - L->second;
  return Said;
}

Condition FunctionLowering::opaque(const Expr *E) {
  Condition C;
  llvm::SmallVector<PlaceId, 4> Deps;
  auto Collect = [&](const Expr *Side) {
    auto Counter = counterOf(Side);
    if (Counter)
      Deps.push_back(Counter->first);
    return Counter || collectDeps(Side, Deps);
  };
  const auto *B = dyn_cast<BinaryOperator>(E);
  bool IsPure = B && B->isComparisonOp()
                    ? Collect(B->getLHS()) && Collect(B->getRHS())
                    : collectDeps(E, Deps);
  if (!IsPure || Deps.empty())
    return C;
  C.F = Condition::Opaque;
  llvm::raw_string_ostream OS(C.Text);
  PrintingPolicy Policy(Ctx.getLangOpts());
  E->printPretty(OS, nullptr, Policy);
  C.Deps.append(Deps.begin(), Deps.end());
  C.Says = comparisonSaid(E);
  return C;
}

//===----------------------------------------------------------------------===//
// Truth as a number
//===----------------------------------------------------------------------===//

ir::Operand FunctionLowering::truthValue(const Expr *E, PlaceId Into) {
  if (auto N = constantOf(E))
    return Operand::integer(*N);
  const Expr *Inner = stripTruth(E);
  if (TypeInfo::isNumber(Inner->getType()) && !isa<BinaryOperator>(Inner)) {
    Value V = valueOf(Inner);
    if (V.F == Value::Scalar && V.Op.F != Operand::Unknown)
      return V.Op;
  }
  Condition C = conditionOf(E);
  if (C.F == Condition::True || C.F == Condition::Opaque)
    return Operand::unknown();
  PlaceId Result = Into == ir::NoPlace ? newTemp() : Into;
  BlockId Yes = newBlock(), No = newBlock(), Next = newBlock();
  branch(C, Yes, No);
  continueIn(Yes);
  emitCopy(Result, Operand::integer(1), E);
  jump(Next);
  continueIn(No);
  emitCopy(Result, Operand::integer(0), E);
  jump(Next);
  continueIn(Next);
  return Operand::place(Result);
}

} // namespace z3tidy::lower

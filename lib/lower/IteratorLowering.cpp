// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Iterators of the standard library: pointers to elements of a container.

#include "ir/Names.h"
#include "lower/Containers.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

void FunctionLowering::setIterator(const CallSite &C, PlaceId Element) {
  PlaceId Result = resultPlace(C);
  emitAddress(Result, Element, C.E);
  setCallResult(C, Result);
}

void FunctionLowering::copyIterator(const CallSite &C, PlaceId From) {
  if (C.E->isGLValue())
    return setObject(C.E, From);
  PlaceId Result = resultPlace(C);
  if (Result != From)
    emitCopy(Result, Operand::place(From), C.E);
  setCallResult(C, Result);
}

/// The iterator leads to another element from now on.
void FunctionLowering::stepIterator(PlaceId P, const Stmt *At) {
  ir::Instr &I = emitOn(Op::Havoc, Operand::place(P), At);
  I.C = ir::Change::Plus;
  I.By = 1;
}

/// The hidden iterator of `for (x : v)` leads to any element from the start.
static bool isHidden(const Expr *Iterator) {
  const auto *R = dyn_cast<DeclRefExpr>(Iterator->IgnoreParenImpCasts());
  return R && R->getDecl()->isImplicit();
}

bool FunctionLowering::lowerIterator(const CallSite &C) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  switch (C.Callee->getOverloadedOperator()) {
  case OO_Star:
  case OO_Subscript:
    setObject(C.E, F.deref(P));
    return true;
  case OO_Arrow:
    setScalar(C.E, Operand::place(P));
    return true;
  case OO_Equal:
    if (PlaceId From = objectOf(C.Args[0]); From != ir::NoPlace)
      emitCopy(P, Operand::place(From), C.E);
    else
      emitHavoc(P, C.E);
    setObject(C.E, P);
    return true;
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_PlusEqual:
  case OO_MinusEqual:
    if (!isHidden(C.Object))
      stepIterator(P, C.E);
    break;
  default:
    break;
  }
  if (!isFollowedIterator(C.E->getType()))
    return true;
  copyIterator(C, P);
  bool Moves = C.Callee->getOverloadedOperator() == OO_Plus ||
               C.Callee->getOverloadedOperator() == OO_Minus;
  if (PlaceId Result = objectOf(C.E); Moves && Result != ir::NoPlace)
    stepIterator(Result, C.E);
  return true;
}

/// `it != v.end()`: whether an iterator is at the end, which is the same until
/// it moves or the container changes.
ir::Condition
FunctionLowering::comparisonWithEnd(const CXXOperatorCallExpr *Call) {
  ir::Condition C;
  for (unsigned Side : {0, 1}) {
    const Expr *Iterator = Call->getArg(1 - Side)->IgnoreParenImpCasts();
    const auto *End =
        dyn_cast<CXXMemberCallExpr>(Call->getArg(Side)->IgnoreImplicit());
    if (!End || !End->getMethodDecl() || !isSystem(End->getMethodDecl()) ||
        !NameSwitch<bool>(nameOf(End->getMethodDecl()))
             .Cases({"end", "cend", "rend", "crend"}, true)
             .Default(false) ||
        !isa<DeclRefExpr>(Iterator) || !isFollowedIterator(Iterator->getType()))
      continue;
    const PlaceId At = objectOf(Iterator);
    const PlaceId Container = objectOf(End->getImplicitObjectArgument());
    if (At == ir::NoPlace || Container == ir::NoPlace)
      continue;
    C.F = ir::Condition::Opaque;
    C.Text = ir::AtEndTest.str();
    C.Deps = {At, Container};
    return Call->getOperator() == OO_EqualEqual ? C : C.negated();
  }
  return C;
}

/// begin(v), next(it), find_if(first, last, …): an iterator of the same
/// elements. What else gets iterators may do anything with the elements.
bool FunctionLowering::lowerIteratorFunction(const CallSite &C,
                                             llvm::StringRef Name) {
  if (C.Callee->isOverloadedOperator()) {
    if (isFollowedIterator(C.E->getType()) && !C.Args.empty() &&
        isFollowedIterator(C.Args[0]->getType()))
      if (PlaceId From = objectOf(C.Args[0]); From != ir::NoPlace)
        copyIterator(C, From);
    return false;
  }
  bool HandsOn =
      NameSwitch<bool>(Name)
          .Cases({"move", "forward", "as_const", "ref", "cref"}, true)
          .Cases({"addressof", "exchange", "get", "swap"}, true)
          .Cases({"make_pair", "make_tuple", "tie"}, true)
          .Cases({"move_if_noexcept", "make_unique"}, true)
          .Default(false);
  if (C.Args.empty() || (HandsOn && C.Args.size() < 3))
    return false;
  QualType First = C.Args[0]->getType();
  PlaceId From = objectOf(C.Args[0]);
  bool OfContainer = isFollowedContainer(First);
  if (From == ir::NoPlace || !(OfContainer || isFollowedIterator(First)))
    return false;
  if (OfContainer && isFollowedIterator(C.E->getType())) {
    setIterator(C, anyElementOf(From));
    return true;
  }
  bool Looks = NameSwitch<bool>(Name)
                   .Cases({"size", "ssize", "empty", "distance"}, true)
                   .Cases({"advance", "next", "prev", "find", "find_if"}, true)
                   .Cases({"all_of", "any_of", "none_of", "count_if"}, true)
                   .Cases({"sort", "stable_sort", "reverse", "shuffle"}, true)
                   .Cases({"for_each", "for_each_n"}, true)
                   .Cases({"max_element", "min_element", "lower_bound"}, true)
                   .Default(false);
  if (isFollowedIterator(C.E->getType()) && !OfContainer) {
    copyIterator(C, From);
    if (PlaceId Result = objectOf(C.E); Result != ir::NoPlace)
      stepIterator(Result, C.E);
  }
  if (Name == "advance")
    stepIterator(From, C.E);
  if (Looks)
    return false;
  for (const Expr *Arg : C.Args)
    if (isFollowedContainer(Arg->getType()) ||
        isFollowedIterator(Arg->getType()))
      if (PlaceId P = objectOf(Arg); P != ir::NoPlace)
        emitEscape(isFollowedContainer(Arg->getType())
                       ? Operand::place(addressTemp(P, C.E))
                       : Operand::place(P),
                   C.E);
  return false;
}

} // namespace z3tidy::lower

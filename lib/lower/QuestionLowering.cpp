// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions that have the same answer when they are asked again: `v.empty()` of
// a constant container, `strcmp(mode, "fast")`, and the program's own where
// they have nothing to do with Z3: `literal.negated()`, `is_negated(literal)`.
// The answer is a number that is a part of what is asked.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;

/// What E speaks of is not changed by anybody: a constant variable, a reference
/// to constant, or a variable that the function only reads.
bool FunctionLowering::isConstantObject(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *VD = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!VD)
    return false;
  if (VD->getType()->isPointerType())
    return VD->getType()->getPointeeType().isConstQualified() && isOnlyRead(VD);
  return Ref->getType().isConstQualified() ||
         (!VD->getType()->isReferenceType() && isOnlyRead(VD));
}

/// The answer's name among the parts of what is asked; empty: no such question.
static std::string nameOfQuestion(StringRef Function, const Expr *Text) {
  std::string Name = Function.str();
  if (!Text)
    return Name;
  const auto *Literal = dyn_cast<StringLiteral>(Text->IgnoreParenImpCasts());
  if (!Literal || Literal->getCharByteWidth() != 1)
    return "";
  return Name + " " + Literal->getString().str();
}

/// The program's own functions that give numbers say more than a test needs.
static bool isYesOrNo(QualType T, const ASTContext &Ctx) {
  return T->isBooleanType() || (!Ctx.getLangOpts().CPlusPlus &&
                                T->isSpecificBuiltinType(BuiltinType::Int));
}

/// Whether the answer is what is in the object, which is followed: a smart
/// pointer, an optional, a variant.
bool FunctionLowering::saysWhatItHolds(QualType T) const {
  if (T->isPointerType())
    T = T->getPointeeType();
  const StdClass Class = Types.stdClass(T);
  return Class == StdClass::UniquePtr || Class == StdClass::SharedPtr ||
         Class == StdClass::Optional || Class == StdClass::Choice;
}

/// What the one argument of a function leads to; NoPlace if it may write there.
ir::PlaceId FunctionLowering::askedByArgument(const CallSite &C) {
  if (C.Args.size() != 1 || C.Callee->getNumParams() != 1)
    return ir::NoPlace;
  const QualType T = C.Callee->getParamDecl(0)->getType();
  if (!isConstantObject(C.Args[0]) || T->getPointeeType().isNull() ||
      !T->getPointeeType().isConstQualified())
    return ir::NoPlace;
  return T->isPointerType() ? pointeeOf(C.Args[0]) : objectOf(C.Args[0]);
}

/// Sets the value of a call that asks such a question.
bool FunctionLowering::lowerQuestion(const CallSite &C) {
  if (!TypeInfo::isNumber(C.E->getType()))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  const StringRef Name = isa<CXXConversionDecl>(C.Callee) ? "(bool)"
                         : C.Callee->getOverloadedOperator() == OO_EqualEqual
                             ? "(==)"
                             : nameOf(C.Callee);
  PlaceId Asked = ir::NoPlace;
  std::string Answer;
  if (Name.empty() || (C.Object && saysWhatItHolds(C.Object->getType())))
    return false;
  if (Method && Method->isConst() && C.Object && C.Args.empty()) {
    if (isConstantObject(C.Object) &&
        (isSystem(Method) || isYesOrNo(C.E->getType(), Ctx)))
      Asked = objectPlaceOf(C);
    Answer = nameOfQuestion(Name, nullptr);
  } else if ((Name == "strcmp" || Name == "strcasecmp") && C.Args.size() == 2) {
    Asked = pointeeOf(C.Args[0]);
    Answer = nameOfQuestion(Name, C.Args[1]);
  } else if (Name == "(==)") {
    const Expr *Left = C.Object ? C.Object : C.Args[0];
    if (isConstantObject(Left))
      Asked = objectOf(Left);
    Answer = nameOfQuestion(Name, C.Args.back());
  } else if (!isSystem(C.Callee) && isYesOrNo(C.E->getType(), Ctx)) {
    Asked = askedByArgument(C);
    Answer = nameOfQuestion(Name, nullptr);
  }
  if (Asked == ir::NoPlace || Answer.empty())
    return false;
  setScalar(C.E, Operand::place(F.field(Asked, Answer)));
  return true;
}

} // namespace z3tidy::lower

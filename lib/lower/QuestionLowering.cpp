// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions to the standard library that have the same answer when they are
// asked again: `v.empty()` of a constant container, `strcmp(mode, "fast")`. The
// answer is a number that is a part of what is asked.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;

/// What E speaks of is not changed by anybody: a constant variable or a
/// reference to constant.
static bool isConstantObject(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && isa<VarDecl>(Ref->getDecl()) &&
         Ref->getType().isConstQualified();
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

/// Sets the value of a call that asks such a question.
bool FunctionLowering::lowerQuestion(const CallSite &C) {
  if (!TypeInfo::isNumber(C.E->getType()) || !C.Callee->getIdentifier())
    return false;
  StringRef Name = C.Callee->getName();
  PlaceId Asked = ir::NoPlace;
  std::string Answer;
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (Method && Method->isConst() && C.Object && C.Args.empty()) {
    if (isConstantObject(C.Object))
      Asked = objectPlaceOf(C);
    Answer = nameOfQuestion(Name, nullptr);
  } else if ((Name == "strcmp" || Name == "strcasecmp") && C.Args.size() == 2) {
    Asked = pointeeOf(C.Args[0]);
    Answer = nameOfQuestion(Name, C.Args[1]);
  }
  if (Asked == ir::NoPlace || Answer.empty())
    return false;
  setScalar(C.E, Operand::place(F.field(Asked, Answer)));
  return true;
}

} // namespace z3tidy::lower

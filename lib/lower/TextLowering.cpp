// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts that become names: which numbers they are put together from. What is
// read from data (a string member, a file) is no number: there are as many such
// names as there is data.

#include "lower/ASTVisitor.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"
#include "model/Model.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

namespace {

/// What a function puts into one text variable.
class TextWrites : public ASTVisitor {
public:
  explicit TextWrites(const VarDecl *VD) : VD(VD) {}

  bool VisitVarDecl(VarDecl *D) override {
    if (D == VD && D->getInit())
      Found.push_back(D->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isAssignmentOp() && isIt(E->getLHS()))
      Found.push_back(E->getRHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    // name = …, name += …, os << … << …
    if (E->getNumArgs() == 2 &&
        (E->isAssignmentOp() || E->getOperator() == OO_LessLess) &&
        isIt(firstOf(E)))
      Found.push_back(E->getArg(1));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
    StringRef Name = E->getMethodDecl() ? nameOf(E->getMethodDecl()) : "";
    if (isIt(E->getImplicitObjectArgument()) &&
        (Name == "append" || Name == "assign" || Name == "str" ||
         Name == "push_back"))
      Found.append(E->arg_begin(), E->arg_end());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *FD = E->getDirectCallee();
    bool Prints =
        FD && FD->getIdentifier() && E->getNumArgs() > 1 &&
        NameSwitch<bool>(FD->getName())
            .Cases({"snprintf", "sprintf", "__builtin_snprintf",
                    "__builtin___snprintf_chk"},
                   true)
            .Cases({"__builtin___sprintf_chk", "__builtin_sprintf"}, true)
            .Cases({"strcat", "strcpy", "strncat", "strncpy", "to_chars"}, true)
            .Default(false);
    if (Prints && isIt(E->getArg(0)))
      Found.append(E->arg_begin() + 1, E->arg_end());
    return true;
  }

  llvm::SmallVector<const Expr *, 4> Found;

private:
  static const Expr *firstOf(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    while (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Op->getNumArgs() == 0)
        break;
      E = Op->getArg(0)->IgnoreParenImpCasts();
    }
    return E;
  }
  bool isIt(const Expr *E) const {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    return R && R->getDecl() == VD;
  }
  const VarDecl *VD;
};

} // namespace

/// Adds the numbers that a text is put together from, and texts that the caller
/// has made.
void FunctionLowering::collectText(const Expr *E, TextParts &Parts) {
  if (!E || Parts.Seen.size() > 64 || !Parts.Seen.insert(E).second)
    return;
  E = E->IgnoreParenCasts();
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    const auto *VD = dyn_cast<VarDecl>(R->getDecl());
    if (!VD)
      return;
    if (TypeInfo::isNumber(VD->getType().getNonReferenceType())) {
      if (PlaceId P = objectOf(R); P != ir::NoPlace && !constantOf(R))
        Parts.Places.push_back(P);
    } else if (isText(VD->getType())) {
      if (isa<ParmVarDecl>(VD) && VarPlaces.count(VD))
        Parts.Places.push_back(placeOf(VD));
      else if (Parts.Variables.insert(VD).second)
        collectVariable(VD, Parts);
    }
    return;
  }
  if (const auto *ME = dyn_cast<MemberExpr>(E);
      ME && isa<FieldDecl>(ME->getMemberDecl())) {
    if (TypeInfo::isNumber(ME->getType()))
      if (PlaceId P = objectOf(ME); P != ir::NoPlace)
        Parts.Places.push_back(P);
    return;
  }
  if (isa<LambdaExpr, StmtExpr, ArraySubscriptExpr, UnaryExprOrTypeTraitExpr>(
          E))
    return;
  // next(), name(i): what a function of its own answers is its arguments'
  // doing.
  for (const Stmt *Child : E->children())
    if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
      collectText(Sub, Parts);
}

void FunctionLowering::collectVariable(const VarDecl *VD, TextParts &Parts) {
  if (!VD->hasLocalStorage() || VD->getDeclContext() != FD)
    return;
  TextWrites Writes(VD);
  Writes.TraverseStmt(FD->getBody());
  for (const Expr *E : Writes.Found)
    collectText(E, Parts);
}

/// A text, as far as it is made from numbers; unknown if it is not.
ir::Operand FunctionLowering::textOperand(const Expr *Text) {
  if (isa<StringLiteral>(Text->IgnoreParenCasts()))
    return Operand::unknown();
  TextParts Parts;
  collectText(Text, Parts);
  return textOf(Parts, Text);
}

bool FunctionLowering::isMadeFromNumbers(const Expr *Text) {
  TextParts Parts;
  collectText(Text, Parts);
  return !Parts.Places.empty();
}

/// `n + 1`, `next++`: some number, and what it is computed from.
ir::Operand FunctionLowering::computedFrom(const Expr *Number) {
  const Expr *E = Number->IgnoreParenImpCasts();
  const auto *Unary = dyn_cast<UnaryOperator>(E);
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  if (!(Unary && Unary->isIncrementDecrementOp()) &&
      !(Binary && (Binary->isAdditiveOp() || Binary->isMultiplicativeOp())))
    return Operand::unknown();
  TextParts Parts;
  collectText(E, Parts);
  return textOf(Parts, Number);
}

ir::Operand FunctionLowering::textOf(const TextParts &Parts, const Expr *At) {
  if (Parts.Places.empty())
    return Operand::unknown();
  PlaceId Text = newTemp();
  ir::Instr &I = emit(Op::Use, At);
  for (PlaceId P : Parts.Places)
    I.Args.push_back(Operand::place(P));
  I.R = ir::Role::Text;
  I.Dst = Text;
  return Operand::place(Text);
}

/// The remark that a call makes a name, if its text is made from numbers.
void FunctionLowering::noteName(const CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  bool Names =
      Method ? model::makesName(Method->getParent()->getQualifiedNameAsString(),
                                nameOf(Method))
             : model::makesName(nameOf(C.Callee));
  unsigned At = Method ? 0 : 1;
  if (!Names || C.Args.size() <= At || !isText(C.Args[At]->getType()))
    return;
  TextParts Parts;
  collectText(C.Args[At], Parts);
  if (Parts.Places.empty())
    return;
  ir::Instr &I = emit(Op::Use, C.E);
  for (PlaceId P : Parts.Places)
    I.Args.push_back(Operand::place(P));
  I.R = ir::Role::Name;
  I.Callee = calleeName(C.Callee);
}

/// z3++ 4.8.11 and 4.8.12: the move assignment of z3::ast overwrites the handle
/// and does not give its reference back (z3-handle-rules.md 2.1).
static bool forgets(const CXXMethodDecl *Assignment) {
  if (!Assignment->isMoveAssignmentOperator())
    return false;
  const CXXRecordDecl *RD = Assignment->getParent();
  while (RD && RD->hasDefinition()) {
    for (const CXXMethodDecl *MD : RD->methods())
      if (MD->isMoveAssignmentOperator() && MD->isUserProvided())
        return nameOf(RD) == "ast" && inTopNamespace(RD, "z3");
    RD = RD->getNumBases() == 1
             ? RD->bases_begin()->getType()->getAsCXXRecordDecl()
             : nullptr;
  }
  return false;
}

void FunctionLowering::noteForgetting(const CXXMethodDecl *Assignment,
                                      PlaceId Dst, PlaceId Src,
                                      const Stmt *At) {
  if (Dst == ir::NoPlace || !forgets(Assignment))
    return;
  ir::Instr &I = emit(Op::Use, At);
  I.Args.push_back(Operand::place(Dst));
  if (Src != ir::NoPlace)
    I.Args.push_back(Operand::place(Src));
  I.R = ir::Role::Forget;
  I.Callee = calleeName(Assignment);
}

} // namespace z3tidy::lower

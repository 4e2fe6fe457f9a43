// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers that go through an array (`for (p = all; p != all + n; ++p)`, and
// what a range-for goes through one with). What such a cursor holds is the
// array. If it starts at a known element and moves by ones, the number of the
// element that it is at is a variable of its own, `%p(position)`, which counts
// as the index of a loop does; else it is at some element.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Condition;
using ir::Op;
using ir::Place;

/// The variable whose value a pointer expression is, before or after a step.
static const VarDecl *pointerVariable(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->isIncrementDecrementOp())
    E = U->getSubExpr()->IgnoreParenCasts();
  const auto *R = dyn_cast<DeclRefExpr>(E);
  return R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
}

bool FunctionLowering::isCursor(const Expr *E) const {
  const VarDecl *VD = pointerVariable(E);
  return VD && P.Cursors.count(VD);
}

ir::PlaceId FunctionLowering::pointeeOf(const Expr *E) {
  if (!isCursor(E))
    return pointeeOf(valueOf(E));
  const VarDecl *VD = pointerVariable(E);
  PlaceId Array = F.deref(referredBy(VD));
  // `*p++` is the element before the one that p is at now.
  const auto *Step = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  const Position At = Positions.lookup(VD);
  if (!At.IsKnown || (Step && Step->isPostfix()))
    return F.step(Array, Place::Any);
  return F.step(Array, Place::At, "", At.P);
}

/// Whether the function reads and writes no more than what the parameter points
/// to, if it is not null: it goes to no other element from there.
static bool leadsToOne(const FunctionDecl *FD, const ParmVarDecl *Param) {
  const FunctionDecl *Definition = nullptr;
  if (!FD->hasBody(Definition))
    return false;
  Param = Definition->getParamDecl(Param->getFunctionScopeIndex());
  llvm::SmallVector<const Stmt *, 8> Work{Definition->getBody()};
  unsigned Uses = 0, Follows = 0;
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    auto Names = [&](const Expr *E) {
      const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
      return R && R->getDecl() == Param;
    };
    if (const auto *E = dyn_cast<DeclRefExpr>(S))
      Uses += E->getDecl() == Param;
    if (const auto *U = dyn_cast<UnaryOperator>(S))
      Follows += (U->getOpcode() == UO_Deref || U->getOpcode() == UO_LNot) &&
                 Names(U->getSubExpr());
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && (B->isEqualityOp() || B->isLogicalOp()))
      Follows += Names(B->getLHS()) + Names(B->getRHS());
    if (const auto *If = dyn_cast<IfStmt>(S))
      Follows += Names(If->getCond());
    if (const auto *M = dyn_cast<MemberExpr>(S))
      Follows += M->isArrow() && Names(M->getBase());
    Work.append(S->child_begin(), S->child_end());
  }
  return Uses == Follows;
}

/// The element at which a cursor is that is passed to a function which works on
/// that one: `done(c, p)`.
ir::PlaceId FunctionLowering::elementPassed(const CallSite &C, unsigned I) {
  const Expr *Arg = C.Args[I];
  if (I >= C.Callee->getNumParams() || !Arg->getType()->isPointerType() ||
      !isCursor(Arg) || !Types.reaches(Arg->getType()->getPointeeType()) ||
      !leadsToOne(C.Callee, C.Callee->getParamDecl(I)))
    return ir::NoPlace;
  return pointeeOf(Arg);
}

/// What is stored in a pointer that goes through an array is the array.
Value FunctionLowering::cursorValue(const VarDecl *VD, Value V) {
  if (!VD || !P.Cursors.count(VD) || V.F != Value::Address)
    return V;
  if (F.place(V.P).isElement())
    V.P = F.place(V.P).Parent;
  return V;
}

/// The number of the element that a pointer leads to, where the source says it.
std::optional<int64_t> FunctionLowering::elementNumber(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *R = dyn_cast<DeclRefExpr>(E))
    if (const CXXForRangeStmt *Range =
            P.Ranges.lookup(dyn_cast<VarDecl>(R->getDecl())))
      if (unsigned Size = tripCount(Range))
        return Size; // its end: where it is itself, its position says
  if (E->getType()->isArrayType())
    return 0;
  Value V = valueOf(E);
  if (V.F != Value::Address || F.place(V.P).F != Place::Index)
    return std::nullopt;
  return F.place(V.P).Number;
}

/// The variable for what a cursor's steps change; NoPlace if others than steps
/// do that.
ir::PlaceId FunctionLowering::positionOf(const VarDecl *VD) {
  if (!VD || !P.Cursors.count(VD) || P.Strayed.count(VD) ||
      !VD->hasLocalStorage())
    return ir::NoPlace;
  auto [It, New] = Positions.try_emplace(VD);
  if (New)
    It->second.P =
        F.root(Place::Local, F.place(placeOf(VD)).Name + "(position)");
  return It->second.P;
}

void FunctionLowering::startCursor(const VarDecl *VD, const Stmt *At) {
  PlaceId Position = positionOf(VD);
  if (Position == ir::NoPlace)
    return;
  const CXXForRangeStmt *Range = P.Ranges.lookup(VD);
  auto Start = Range && tripCount(Range) ? 0 : elementNumber(VD->getInit());
  Positions[VD].IsKnown = Start.has_value();
  if (Start)
    emitCopy(Position, Operand::integer(*Start), At);
  else
    emitHavoc(Position, At);
}

/// A cursor is somewhere in the same array after its step.
void FunctionLowering::moveCursor(const Expr *Cursor, int By, const Expr *At) {
  PlaceId Position = positionOf(pointerVariable(Cursor));
  if (Position == ir::NoPlace)
    return;
  ir::Instr &I = emitOn(Op::Havoc, Operand::place(Position), At);
  I.C = ir::Change::Plus;
  I.By = By;
}

/// Which element a pointer leads to: as a number, or by what stands for it.
ir::Operand FunctionLowering::positionOperand(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  const auto *R = dyn_cast<DeclRefExpr>(E);
  if (PlaceId Position =
          positionOf(R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr);
      Position != ir::NoPlace)
    return Operand::place(Position);
  if (auto Number = elementNumber(E))
    return Operand::integer(*Number);
  return isCursor(E) || !isa<DeclRefExpr, MemberExpr>(E) ? Operand::unknown()
                                                         : operandOf(E);
}

/// `p != all + 5`, `p != end`; true if it is not known where either is.
Condition FunctionLowering::comparisonOfCursors(const BinaryOperator *E) {
  Operand Left = positionOperand(E->getLHS());
  Operand Right = positionOperand(E->getRHS());
  if (Left.F == Operand::Unknown || Right.F == Operand::Unknown)
    return Condition();
  return comparisonOf(E->getOpcode(), Left, Right);
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers that threads count together: the operations of C11, those of GNU, and
// std::atomic. A count of references is one more often than not.

#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// What an operation does to its number: 1 adds to it, -1 subtracts; whether
/// it gives the number as it is then, or as it was.
struct FunctionLowering::AtomicStep {
  int Sign = 0;
  bool GivesNew = false;
};

void FunctionLowering::countAtomically(PlaceId Count, AtomicStep Step,
                                       const Expr *By, const Expr *E) {
  PlaceId Result = newTemp();
  if (!Step.GivesNew)
    emitCopy(Result, Operand::place(Count), E);
  ir::Instr &I = emitOn(Op::Havoc, Operand::place(Count), E);
  if (auto N = By ? constantOf(By) : 1) {
    I.C = ir::Change::Plus;
    I.By = Step.Sign * *N;
  } else if (Step.Sign < 0) {
    I.C = ir::Change::Less;
  }
  if (Step.GivesNew)
    emitCopy(Result, Operand::place(Count), E);
  setScalar(E, Operand::place(Result));
}

void FunctionLowering::VisitAtomicExpr(const AtomicExpr *E) {
  auto StepOf = [&]() -> AtomicStep {
    switch (E->getOp()) {
    case AtomicExpr::AO__c11_atomic_fetch_add:
    case AtomicExpr::AO__atomic_fetch_add:
      return {1, false};
    case AtomicExpr::AO__c11_atomic_fetch_sub:
    case AtomicExpr::AO__atomic_fetch_sub:
      return {-1, false};
    case AtomicExpr::AO__atomic_add_fetch:
      return {1, true};
    case AtomicExpr::AO__atomic_sub_fetch:
      return {-1, true};
    default:
      return {};
    }
  };
  AtomicStep Step = StepOf();
  PlaceId Count = Step.Sign ? pointeeOf(E->getPtr()) : ir::NoPlace;
  if (Count == ir::NoPlace)
    return VisitExpr(E);
  countAtomically(Count, Step, E->getVal1(), E);
}

bool FunctionLowering::lowerSyncBuiltin(const CallSite &C) {
  llvm::StringRef Name = nameOf(C.Callee);
  AtomicStep Step;
  if (Name.starts_with("__sync_fetch_and_add"))
    Step = {1, false};
  else if (Name.starts_with("__sync_fetch_and_sub"))
    Step = {-1, false};
  else if (Name.starts_with("__sync_add_and_fetch"))
    Step = {1, true};
  else if (Name.starts_with("__sync_sub_and_fetch"))
    Step = {-1, true};
  PlaceId Count =
      Step.Sign && C.Args.size() >= 2 ? pointeeOf(C.Args[0]) : ir::NoPlace;
  if (Count == ir::NoPlace)
    return false;
  countAtomically(Count, Step, C.Args[1], C.E);
  return true;
}

bool FunctionLowering::lowerStdAtomic(const CallSite &C) {
  const auto *Method = cast<CXXMethodDecl>(C.Callee);
  if (!C.Object || !NameSwitch<bool>(nameOf(Method->getParent()))
                        .Cases({"atomic", "__atomic_base"}, true)
                        .Default(false))
    return false;
  const bool IsPostfix = C.Args.size() == 1; // the unnamed int
  AtomicStep Step;
  const Expr *By = nullptr;
  switch (Method->getOverloadedOperator()) {
  case OO_PlusPlus:
    Step = {1, !IsPostfix};
    break;
  case OO_MinusMinus:
    Step = {-1, !IsPostfix};
    break;
  case OO_PlusEqual:
  case OO_MinusEqual:
    Step = {Method->getOverloadedOperator() == OO_PlusEqual ? 1 : -1, true};
    By = C.Args[0];
    break;
  default:
    if (nameOf(Method) == "fetch_add")
      Step = {1, false};
    else if (nameOf(Method) == "fetch_sub")
      Step = {-1, false};
    By = Step.Sign ? C.Args[0] : nullptr;
  }
  PlaceId Object = Step.Sign ? objectOf(C.Object) : ir::NoPlace;
  if (Object == ir::NoPlace)
    return false;
  countAtomically(F.field(Object, "(value)"), Step, By, C.E);
  return true;
}

} // namespace z3tidy::lower

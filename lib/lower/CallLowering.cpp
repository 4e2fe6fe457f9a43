// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls: which kind of function is called, functions of the program, and those
// that nothing is known of. Z3's C API is in ApiLowering.cpp.

#include "lower/Callbacks.h"
#include "lower/FunctionLowering.h"
#include "lower/IgnoredAnswers.h"
#include "clang/Basic/Builtins.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

std::string FunctionLowering::calleeName(const FunctionDecl *FD) {
  return FD ? FD->getQualifiedNameAsString() : std::string("(indirect)");
}

void FunctionLowering::VisitCallExpr(const CallExpr *E) {
  if (E->isTypeDependent() || E->containsErrors())
    return;
  CallSite C;
  C.E = E;
  C.Callee = E->getDirectCallee();
  C.Args.append(E->arg_begin(), E->arg_end());
  if (const auto *MC = dyn_cast<CXXMemberCallExpr>(E)) {
    C.Object = MC->getImplicitObjectArgument();
  } else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
             Method && isa<CXXOperatorCallExpr>(E) && !C.Args.empty()) {
    if (Method->isInstance())
      C.Object = C.Args[0];
    C.Args.erase(C.Args.begin());
  }
  readTexts(C.Args, E, C.Callee);
  readTextMembers(C);
  // Who gets an answer looks at it.
  if (C.Callee && !M.effectOf(C.Callee).Known &&
      M.moduleName(C.Callee).empty() && !isPrinting(E))
    for (const Expr *Arg : C.Args)
      escapeAnswerIn(Arg, E);
  if (C.Object)
    for (const Expr *Arg : C.Args)
      noteTask(templateArgument(C.Object->getType(), 0), Arg, E);
  if (lowerCallbackCall(C))
    return afterCall(C);
  if (C.Callee)
    runTasks(C);
  if (!C.Callee)
    C.Callee = calleeByMember(C);
  if (!C.Callee)
    return lowerIndirectCall(C);
  if (unsigned Builtin = C.Callee->getBuiltinID()) {
    if (Builtin == Builtin::BI__builtin_expect && !C.Args.empty())
      return setValue(E, valueOf(C.Args[0]));
    if (lowerSyncBuiltin(C))
      return;
    if (auto N = constantOf(E))
      return setScalar(E, Operand::integer(*N));
  }
  const model::CallEffect &Effect = M.effectOf(C.Callee);
  if (Effect.Known)
    return lowerApiCall(C, Effect);
  if ((inTopNamespace(C.Callee, "z3") || inTopNamespace(C.Callee, "z3raii")) &&
      M.moduleName(C.Callee).empty())
    return lowerZ3Call(C);
  if (const Taught *Said = M.Lessons.of(C.Callee); Said && Said->Describes)
    return lowerTaughtCall(C, *Said);
  if (isOfTaughtOwner(C))
    return lowerZ3Call(C);
  if (!M.CaughtFailures.empty() && isSystem(C.Callee))
    mayUnwindAt(E, C.Callee, /*Done=*/false);
  if (isSystem(C.Callee) &&
      (lowerQuestion(C) || lowerStdCall(C) || lowerLibraryCall(C)))
    return noteThreads(C);
  if (M.moduleName(C.Callee).empty() && lowerQuestion(C))
    return;
  if (lowerImplicitAssignment(C))
    return;
  bool IsKnown = resolveVirtual(C);
  llvm::StringRef Name = M.moduleName(C.Callee);
  bool IsInModule = !Name.empty() && IsKnown;
  if (!IsInModule)
    mayUnwindAt(E, C.Callee, /*Done=*/false);
  if (llvm::StringRef Version = IsInModule ? versionFor(C) : "";
      !Version.empty())
    lowerUserCall(C, Version);
  else if (IsInModule)
    lowerUserCall(C, Name);
  else
    lowerUnknownCall(C);
  if (IsInModule)
    mayUnwindAt(E, C.Callee, /*Done=*/true);
  afterCall(C);
}

/// A call by way of a table of operations, if that leads to one function.
const FunctionDecl *FunctionLowering::calleeByMember(const CallSite &C) {
  const auto *Call = dyn_cast<CallExpr>(C.E);
  const FunctionDecl *FD =
      Call ? M.Dispatching.behindMember(Call->getCallee()) : nullptr;
  bool Fits = FD && (FD->getNumParams() == C.Args.size() || FD->isVariadic()) &&
              !isa<CXXMethodDecl>(FD);
  return Fits ? FD : nullptr;
}

/// Which method the call reaches. False: that is not known.
bool FunctionLowering::resolveVirtual(CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (!Method || !Method->isVirtual())
    return true;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(C.E);
  const auto *Named = dyn_cast_or_null<MemberExpr>(
      Call ? Call->getCallee()->IgnoreParens() : nullptr);
  if (Named && Named->hasQualifier())
    return true; // Base::run()
  const CXXMethodDecl *Found = M.Dispatching.overrider(Method, C.Object);
  if (Found)
    C.Callee = Found;
  return Found != nullptr;
}

void FunctionLowering::afterCall(const CallSite &C) {
  if (!Ended && C.Callee && M.neverReturns(C.Callee))
    leave(ir::Exit::Unreachable, SourceRange());
}

//===----------------------------------------------------------------------===//
// Arguments and results
//===----------------------------------------------------------------------===//

ir::Operand FunctionLowering::passedArgument(const Expr *Arg,
                                             QualType ParamType) {
  Value V = valueOf(Arg);
  bool ByAddress =
      ParamType.isNull() ? Arg->isGLValue() : ParamType->isReferenceType();
  QualType T = ParamType.isNull() ? Arg->getType() : ParamType;
  if (!ByAddress && TypeInfo::isPassedByAddress(T))
    ByAddress = true;
  bool ReadOnly =
      !T->isReferenceType() || T->getPointeeType().isConstQualified();
  if (ReadOnly && isText(T) && isText(Arg->getType())) {
    if (Operand Key = keyOperand(Arg); Key.isPlace())
      return Key;
    if (Operand Text = textOperand(Arg); Text.isPlace())
      return ByAddress ? Operand::place(addressTemp(Text.P, Arg)) : Text;
  }
  if (ByAddress) {
    PlaceId Place = referent(V);
    return Place == ir::NoPlace ? Operand::unknown()
                                : Operand::place(addressTemp(Place, Arg));
  }
  if (V.F == Value::Unknown && TypeInfo::isNumber(T)) {
    Operand Computed = computedFrom(Arg);
    return Computed.isPlace() ? Computed : truthValue(Arg);
  }
  return operandOf(V, Arg);
}

bool FunctionLowering::argReaches(const Expr *Arg) {
  const Expr *Inner = Arg->IgnoreParenCasts();
  if (isa<StringLiteral, IntegerLiteral, CXXNullPtrLiteralExpr>(Inner))
    return false;
  if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(Inner))
    Inner = M->getSubExpr()->IgnoreParenCasts();
  // A std::function may hold a closure that leads to handles.
  return !Inner->getType()->isFunctionType() &&
         (Types.reaches(Inner->getType()) || functionWrapper(Inner->getType()));
}

ir::PlaceId FunctionLowering::objectPlaceOf(const CallSite &C) {
  if (!C.Object)
    return ir::NoPlace;
  // `p->m()`: the object expression is the pointer.
  if (C.Object->getType()->isPointerType())
    return pointeeOf(C.Object);
  return objectOf(C.Object);
}

/// Where the result goes; NoPlace for none that matters.
ir::PlaceId FunctionLowering::resultPlace(const CallSite &C) {
  QualType T = C.E->getType();
  if (T->isVoidType())
    return ir::NoPlace;
  if (C.E->isGLValue())
    return newTemp(); // a pointer
  if (T->isRecordType()) {
    beginObject(C.E);
    return targetOf(C.E);
  }
  return TypeInfo::isScalar(T) ? targetOf(C.E) : ir::NoPlace;
}

void FunctionLowering::setCallResult(const CallSite &C, PlaceId Result) {
  if (Result == ir::NoPlace)
    return;
  if (C.E->isGLValue())
    setObject(C.E, F.deref(Result));
  else if (C.E->getType()->isRecordType())
    setObject(C.E, Result);
  else
    setScalar(C.E, Operand::place(Result));
}

//===----------------------------------------------------------------------===//
// Functions of the file
//===----------------------------------------------------------------------===//

/// A function that goes from one iterator to another may do anything with the
/// elements between them.
void FunctionLowering::escapeRange(const CallSite &C) {
  llvm::SmallVector<const Expr *, 2> Iterators;
  for (const Expr *Arg : C.Args)
    if (isFollowedIterator(Arg->getType()))
      Iterators.push_back(Arg);
  if (Iterators.size() > 1)
    if (PlaceId It = objectOf(Iterators.front()); It != ir::NoPlace)
      emitEscape(Operand::place(F.deref(It)), C.E);
}

void FunctionLowering::lowerUserCall(const CallSite &C, llvm::StringRef Name) {
  llvm::SmallVector<Operand, 6> Args;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
      Method && Method->isInstance()) {
    PlaceId Object = objectPlaceOf(C);
    Args.push_back(Object == ir::NoPlace
                       ? Operand::unknown()
                       : Operand::place(addressTemp(Object, C.E)));
  }
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    QualType T = I < C.Callee->getNumParams()
                     ? C.Callee->getParamDecl(I)->getType()
                     : QualType();
    if (PlaceId Element = elementPassed(C, I); Element != ir::NoPlace)
      Args.push_back(Operand::place(addressTemp(Element, C.E)));
    else
      Args.push_back(passedArgument(C.Args[I], T));
    // What becomes of variable arguments is not followed.
    if (I >= C.Callee->getNumParams() && Args.back().isPlace())
      emitEscape(Args.back(), C.E);
  }
  escapeRange(C);
  PlaceId Result = resultPlace(C);
  ir::Instr &I = emit(Op::Call, C.E);
  I.Callee = Name.str();
  I.Dst = Result;
  I.Args.append(Args.begin(), Args.end());
  if (C.Callee->getOverloadedOperator() == OO_Call && isGivenToCall(C.Object))
    I.R = ir::Role::Callback;
  setCallResult(C, Result);
  // It may have come with a reference.
  CountsByHand |= Types.managedKind(C.E->getType()) != ir::Kind::None;
}

//===----------------------------------------------------------------------===//
// Other functions
//===----------------------------------------------------------------------===//

/// Numbers that a function may write through its arguments.
void FunctionLowering::havocPointees(const CallSite &C) {
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    const Expr *Arg = C.Args[I];
    QualType T = Arg->getType();
    if (C.Callee && I < C.Callee->getNumParams())
      T = C.Callee->getParamDecl(I)->getType();
    if ((!T->isPointerType() && !T->isReferenceType()) ||
        T->getPointeeType().isConstQualified() ||
        Types.reaches(T->getPointeeType()))
      continue;
    Value V = valueOf(Arg);
    if (T->isReferenceType() ? V.F == Value::Object : V.F == Value::Address)
      emitHavoc(V.P, C.E);
  }
}

/// An object of z3++ that a function gets can be read and filled, but the
/// reference that it holds is its own: for us it is used.
bool FunctionLowering::onlyUses(const CallSite &C, unsigned I) {
  OwnerClass O = Types.owner(C.Args[I]->getType());
  if (!O)
    return false;
  if (!O.Raii || !C.Args[I]->isGLValue())
    return true;
  return I < C.Callee->getNumParams() && C.Callee->getParamDecl(I)
                                             ->getType()
                                             .getNonReferenceType()
                                             .isConstQualified();
}

void FunctionLowering::lowerUnknownCall(const CallSite &C) {
  bool Reaches = C.Object && argReaches(C.Object);
  llvm::SmallVector<Operand, 4> Used;
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    if (!onlyUses(C, I))
      Reaches |= argReaches(C.Args[I]);
    else if (PlaceId Place = objectOf(C.Args[I]); Place != ir::NoPlace)
      Used.push_back(Operand::place(Place));
  }
  if (!Used.empty()) {
    ir::Instr &I = emit(Op::Use, C.E);
    I.Args.append(Used.begin(), Used.end());
    I.Callee = calleeName(C.Callee);
  }
  QualType T = C.E->getType();
  OwnerClass O = C.E->isGLValue() ? OwnerClass() : Types.owner(T);
  PlaceId Result = ir::NoPlace;
  if (Reaches) {
    llvm::SmallVector<Operand, 6> Args;
    if (C.Object) {
      PlaceId Object = objectPlaceOf(C);
      Args.push_back(Object == ir::NoPlace
                         ? Operand::unknown()
                         : Operand::place(addressTemp(Object, C.E)));
    }
    for (unsigned I = 0; I < C.Args.size(); ++I)
      Args.push_back(
          onlyUses(C, I)
              ? Operand::unknown()
              : passedArgument(C.Args[I],
                               I < C.Callee->getNumParams()
                                   ? C.Callee->getParamDecl(I)->getType()
                                   : QualType()));
    Result = resultPlace(C);
    ir::Instr &I = emit(Op::Call, C.E);
    I.Callee = calleeName(C.Callee);
    I.Dst = O ? ir::NoPlace : Result;
    I.Args.append(Args.begin(), Args.end());
  } else {
    havocPointees(C);
    if (!Types.reaches(T) && !O)
      return; // what it returns is any number
    Result = resultPlace(C);
    if (Result != ir::NoPlace && !O)
      emitHavoc(Result, C.E);
  }
  if (O) {
    // Whoever made it, the object that we get has a reference of its own.
    ir::Instr &I = emit(Op::Borrow, C.E);
    I.K = O.K;
    I.Dst = Result;
    I.Callee = calleeName(C.Callee);
    emitOn(Op::Retain, Operand::place(Result), C.E).Implicit = true;
  }
  setCallResult(C, Result);
}

/// A table of makers: whichever is called, it makes a term. Null if the pointer
/// may lead to anything else.
const FunctionDecl *FunctionLowering::makerOf(const CallSite &C) {
  const auto *Call = dyn_cast<CallExpr>(C.E);
  if (!Call || Types.managedKind(C.E->getType()) == ir::Kind::None)
    return nullptr;
  const FunctionDecl *Maker = nullptr;
  for (const FunctionDecl *FD : M.Tables.of(Call->getCallee()->getType())) {
    const model::CallEffect &Effect = M.effectOf(FD);
    if (!Effect.Known || Effect.R != model::Result::Fresh ||
        !Effect.Outs.empty() ||
        (Maker && M.effectOf(Maker).ContextArg != Effect.ContextArg))
      return nullptr;
    Maker = FD;
  }
  return Maker;
}

/// Through a pointer to a function or to a member.
void FunctionLowering::lowerIndirectCall(const CallSite &C) {
  if (const FunctionDecl *Maker = makerOf(C)) {
    CallSite Made = C;
    Made.Callee = Maker;
    return lowerApiCall(Made, M.effectOf(Maker));
  }
  llvm::SmallVector<Operand, 6> Escaping;
  for (const Expr *Arg : C.Args) {
    if (!argReaches(Arg))
      continue;
    Operand Op = passedArgument(Arg, QualType());
    if (Op.isPlace())
      Escaping.push_back(Op);
  }
  if (!Escaping.empty())
    emitEscape(Escaping, C.E);
  havocPointees(C);
  QualType T = C.E->getType();
  if (!Types.reaches(T))
    return;
  PlaceId Result = resultPlace(C);
  if (Result == ir::NoPlace)
    return;
  OwnerClass O = C.E->isGLValue() ? OwnerClass() : Types.owner(T);
  ir::Kind K = O ? O.K : Types.managedKind(T);
  if (K == ir::Kind::None || C.E->isGLValue()) {
    emitHavoc(Result, C.E);
  } else {
    ir::Instr &I = emit(Op::Borrow, C.E);
    I.K = K;
    I.Dst = Result;
    if (O)
      emitOn(Op::Retain, Operand::place(Result), C.E).Implicit = true;
  }
  setCallResult(C, Result);
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions of which the program says what they do to handles
// (docs/teaching.md): that becomes instructions, whether or not there is a
// body.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;
using model::ArgumentEffect;
using model::ResultEffect;

bool FunctionLowering::isOfTaughtOwner(const CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  return Method && Method->isInstance() &&
         Types.isTaughtOwner(Method->getParent());
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// The handle, or the handles, of an argument.
ir::Operand FunctionLowering::taughtArgument(const CallSite &C, unsigned I) {
  QualType T = I < C.Callee->getNumParams()
                   ? C.Callee->getParamDecl(I)->getType()
                   : C.Args[I]->getType();
  QualType Object = T.getNonReferenceType();
  bool IsObject =
      Types.owner(Object) ||
      (T->isReferenceType() && Types.managedKind(Object) != ir::Kind::None);
  if (!IsObject)
    return apiArgument(C, I);
  PlaceId P = objectOf(C.Args[I]);
  return P == ir::NoPlace ? Operand::unknown() : Operand::place(P);
}

/// The handle that the object of a method is.
ir::Operand FunctionLowering::taughtOwner(const CallSite &C,
                                          const Taught &Said) {
  if (!C.Object)
    return Operand::unknown();
  QualType T = C.Object->getType();
  if (Types.managedKind(T) != ir::Kind::None)
    return operandOf(C.Object); // `s->close()`, s a handle
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace ||
      !Types.owner(T->isPointerType() ? T->getPointeeType() : T))
    return Operand::unknown();
  return Operand::place(P);
}

ir::PlaceId FunctionLowering::taughtContext(const CallSite &C,
                                            const Taught &Said) {
  if (Said.ContextArg == Taught::Object) {
    Operand Object = taughtOwner(C, Said);
    return Object.isPlace() ? Object.P : ir::NoPlace;
  }
  if (Said.ContextArg < 0 || unsigned(Said.ContextArg) >= C.Args.size())
    return ir::NoPlace;
  return contextOf(C.Args[Said.ContextArg]);
}

void FunctionLowering::changeTaughtCount(Operand Handle, ArgumentEffect E,
                                         const CallSite &C,
                                         const Taught &Said) {
  if (!Handle.isPlace())
    return;
  bool Gives = E != ArgumentEffect::Retains;
  ir::Kind K = ir::Kind::None;
  for (unsigned I = 0; I < C.Args.size() && I < Said.Args.size(); ++I)
    if (Said.Args[I].Effect == E)
      K = Types.managedKind(C.Callee->getParamDecl(I)->getType());
  Op O = !Gives ? Op::Retain
         : E == ArgumentEffect::Releases && ir::family(K) == ir::Family::Owned
             ? Op::Delete
             : Op::Release;
  PlaceId Context = taughtContext(C, Said);
  ir::Instr &I = emitOn(O, Handle, C.E);
  I.Context = Context == Handle.P ? ir::NoPlace : Context;
  I.Callee = calleeName(C.Callee);
  I.Taught = true;
  I.R = E == ArgumentEffect::Takes ? ir::Role::HandOver : ir::Role::None;
  CountsByHand = true;
}

bool FunctionLowering::isContext(const CallSite &C, unsigned I) {
  QualType T = I < C.Callee->getNumParams()
                   ? C.Callee->getParamDecl(I)->getType().getNonReferenceType()
                   : C.Args[I]->getType();
  OwnerClass O = Types.owner(T);
  return (O ? O.K : Types.handleKind(T)) == ir::Kind::Context;
}

/// What the call does to what it gets, in the order of the parameters; reading
/// comes first.
void FunctionLowering::lowerTaughtArguments(const CallSite &C,
                                            const Taught &Said) {
  llvm::SmallVector<Operand, 6> Used, Escaping;
  auto EffectOf = [&](unsigned I) {
    return I < Said.Args.size() ? Said.Args[I].Effect : ArgumentEffect::Unsaid;
  };
  PlaceId Context = taughtContext(C, Said);
  Operand Object = taughtOwner(C, Said);
  const bool CountsObject = Said.OnObject > ArgumentEffect::Borrows;
  bool Counts = CountsObject;
  if (Object.isPlace() && !CountsObject)
    Used.push_back(Object);
  else if (C.Object && Said.OnObject == ArgumentEffect::Unsaid &&
           argReaches(C.Object))
    if (PlaceId P = objectPlaceOf(C); P != ir::NoPlace)
      Escaping.push_back(Operand::place(addressTemp(P, C.E)));
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    ArgumentEffect E = EffectOf(I);
    if (E == ArgumentEffect::Unsaid && I < Said.Args.size() &&
        Said.Args[I].When != model::Calls::Unsaid &&
        Said.Args[I].When != model::Calls::Later)
      continue; // a callback
    if (E == ArgumentEffect::Unsaid && !onlyUses(C, I)) {
      if (argReaches(C.Args[I]))
        Escaping.push_back(
            passedArgument(C.Args[I], I < C.Callee->getNumParams()
                                          ? C.Callee->getParamDecl(I)->getType()
                                          : QualType()));
      continue;
    }
    if (E > ArgumentEffect::Borrows)
      Counts |= E < ArgumentEffect::MakesOwned;
    if (E > ArgumentEffect::Borrows || isContext(C, I))
      continue;
    if (Operand Arg = taughtArgument(C, I); Arg.isPlace())
      Used.push_back(Arg);
  }
  // What else goes in: it may set the objects up.
  for (unsigned I = 0; I < C.Args.size() && !Counts; ++I)
    if (!reachesHandle(C, I) && !argReaches(C.Args[I]))
      Used.push_back(plainArgument(C.Args[I]));
  QualType T = C.E->getType();
  bool IsNumber =
      !isa<CXXConstructExpr>(C.E) && !C.E->isGLValue() && TypeInfo::isNumber(T);
  PlaceId Number = IsNumber ? targetOf(C.E) : ir::NoPlace;
  if (IsNumber || !Used.empty() || (Context != ir::NoPlace && !Counts)) {
    ir::Instr &I = emit(Op::Use, C.E);
    I.Args.append(Used.begin(), Used.end());
    I.Context = Context;
    I.Callee = calleeName(C.Callee);
    I.Dst = Number;
    I.Taught = true;
    I.R = ir::Role::Configure;
    if (IsNumber)
      setScalar(C.E, Operand::place(Number));
  }
  if (CountsObject)
    changeTaughtCount(Object, Said.OnObject, C, Said);
  for (unsigned I = 0; I < C.Args.size(); ++I)
    if (ArgumentEffect E = EffectOf(I);
        E > ArgumentEffect::Borrows && E < ArgumentEffect::MakesOwned)
      changeTaughtCount(taughtArgument(C, I), E, C, Said);
  // An owner that has given its reference away is empty.
  if (Object.isPlace() && C.Object && CountsObject &&
      Said.OnObject != ArgumentEffect::Retains &&
      Types.managedKind(C.Object->getType()) == ir::Kind::None)
    emitCopy(Object.P, Operand::null(), C.E);
  havocPointees(C);
  if (!Escaping.empty()) {
    ir::Instr &I = emit(Op::Call, C.E);
    I.Callee = "what is not said of " + calleeName(C.Callee);
    I.Args.append(Escaping.begin(), Escaping.end());
  }
  for (unsigned I = 0; I < C.Args.size() && I < Said.Args.size(); ++I)
    if (Said.Args[I].When == model::Calls::Once ||
        Said.Args[I].When == model::Calls::PerElement)
      callBack(C, Said.Args[I], C.Args[I], Context);
}

//===----------------------------------------------------------------------===//
// Callbacks
//===----------------------------------------------------------------------===//

/// What the callback gets for its parameter number I.
ir::Operand FunctionLowering::handed(const CallSite &C,
                                     const Taught::Argument &Said,
                                     const FunctionDecl *Fn, unsigned I,
                                     PlaceId Context) {
  const ParmVarDecl *Param = Fn->getParamDecl(I);
  QualType T = Param->getType();
  ir::Kind K = Types.managedKind(T);
  auto Hands = llvm::find_if(
      Said.Hands, [&](const auto &Each) { return Each.first == I + 1; });
  if (K == ir::Kind::None && T->isVoidPointerType()) {
    // The data that goes from the caller to its callback.
    for (unsigned A = 0; A < C.Args.size() && A < C.Callee->getNumParams(); ++A)
      if (C.Callee->getParamDecl(A)->getType()->isVoidPointerType())
        return operandOf(C.Args[A]);
    return Operand::unknown();
  }
  if (K == ir::Kind::Context && Hands == Said.Hands.end())
    return Context == ir::NoPlace ? Operand::unknown()
                                  : Operand::place(Context);
  if (K == ir::Kind::None || Hands == Said.Hands.end())
    return Operand::unknown();
  // By the name that the callback has for it.
  std::string Name = Param->getNameAsString();
  while (Name.empty() || !UsedNames.insert(Name).second)
    Name += "'";
  PlaceId P = F.root(Place::Local, Name);
  Taught Lent;
  Lent.ContextArg = M.Lessons.of(C.Callee)->ContextArg;
  makeTaught(P, T,
             Hands->second == ArgumentEffect::Takes ? ResultEffect::Owned
                                                    : ResultEffect::Borrowed,
             C, Lent);
  return Operand::place(P);
}

void FunctionLowering::callBack(const CallSite &C, const Taught::Argument &Said,
                                const Expr *Arg, PlaceId Context) {
  Callback B = callbackOf(Arg);
  if (!B) {
    // What it does to what it can get at is not known.
    if (argReaches(Arg))
      emitEscape(passedArgument(Arg, QualType()), C.E);
    return;
  }
  bool Repeats = Said.When == model::Calls::PerElement;
  BlockId Head = ir::NoBlock, After = ir::NoBlock;
  Operand Closure = closureOf(B, C.E);
  if (Repeats) {
    Head = newBlock();
    BlockId Body = newBlock();
    After = newBlock();
    jump(Head);
    addEdge(Head, Body);
    addEdge(Head, After);
    continueIn(Body);
  }
  llvm::SmallVector<Operand, 6> Args;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Fn);
      Method && Method->isInstance())
    Args.push_back(Closure);
  for (unsigned I = 0; I < B.Fn->getNumParams(); ++I)
    Args.push_back(handed(C, Said, B.Fn, I, Context));
  ir::Instr &I = emit(Op::Call, C.E);
  I.Callee = M.moduleName(B.Fn).str();
  I.R = ir::Role::Callback;
  I.Args.append(Args.begin(), Args.end());
  if (!Repeats)
    return;
  jump(Head);
  ir::LoopNote &Note = F.LoopNotes[Head];
  Note.Loc = M.source(C.E->getSourceRange());
  Note.PerElement = true;
  Map.Loops[Head] = C.E;
  continueIn(After);
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

/// A handle that the call returns or writes.
void FunctionLowering::makeTaught(PlaceId Dst, QualType T, ResultEffect E,
                                  const CallSite &C, const Taught &Said) {
  ir::Kind K = Types.managedKind(T);
  PlaceId Context = taughtContext(C, Said);
  Operand Owner;
  if (E == ResultEffect::Borrowed && Said.From == Taught::Object)
    Owner = taughtOwner(C, Said);
  else if (E == ResultEffect::Borrowed && Said.From >= 0 &&
           unsigned(Said.From) < C.Args.size())
    Owner = taughtArgument(C, Said.From);
  // Of unknown origin is another thing than lent.
  if (E == ResultEffect::Borrowed && !Owner.isPlace() && Context != ir::NoPlace)
    Owner = Operand::place(Context);
  ir::Instr &I = emit(E == ResultEffect::Borrowed ? Op::Borrow : Op::New, C.E);
  I.K = K;
  I.Dst = Dst;
  I.Context = Context;
  I.Callee = calleeName(C.Callee);
  I.Taught = true;
  I.Count = E == ResultEffect::Owned ||
            (E == ResultEffect::Fresh && !ir::isCounted(K));
  if (Owner.isPlace())
    I.Args.push_back(Owner);
  const RecordDecl *RD = T->getPointeeType()->getAsRecordDecl();
  if (I.O == Op::New && RD && M.Told.isHandle(RD))
    I.R = ir::Role::Configure; // what can be done to it, its library knows
  CountsByHand |= I.Count > 0;
  if (!I.Count)
    return;
  std::string By = Said.ReleasedBy;
  if (By.empty() && RD)
    By = M.Told.releasedBy(RD).str();
  if (!By.empty())
    ReleasedBy.emplace_back(I.Callee, std::move(By));
}

void FunctionLowering::makeTaughtResults(const CallSite &C, const Taught &Said,
                                         PlaceId Result) {
  if (Result != ir::NoPlace)
    makeTaught(Result, C.E->getType(), Said.Result, C, Said);
  for (unsigned I = 0; I < C.Args.size() && I < Said.Args.size(); ++I) {
    if (Said.Args[I].Effect < ArgumentEffect::MakesOwned)
      continue;
    QualType T = C.Callee->getParamDecl(I)->getType();
    PlaceId Place =
        T->isReferenceType() ? objectOf(C.Args[I]) : pointeeOf(C.Args[I]);
    if (Place == ir::NoPlace)
      continue;
    ResultEffect E = Said.Args[I].Effect == ArgumentEffect::MakesOwned
                         ? ResultEffect::Owned
                     : Said.Args[I].Effect == ArgumentEffect::MakesFresh
                         ? ResultEffect::Fresh
                         : ResultEffect::Borrowed;
    makeTaught(Place, T->getPointeeType(), E, C, Said);
  }
}

void FunctionLowering::lowerTaughtCall(const CallSite &C, const Taught &Said) {
  mayUnwindAt(C.E, C.Callee, /*Done=*/false);
  lowerTaughtArguments(C, Said);
  QualType T = C.E->getType();
  OwnerClass Made = C.E->isGLValue() ? OwnerClass() : Types.owner(T);
  bool IsHandle = !C.E->isGLValue() && Said.Result != ResultEffect::Unsaid &&
                  Types.managedKind(T) != ir::Kind::None;
  PlaceId Result = IsHandle ? targetOf(C.E) : ir::NoPlace;
  if (Said.Fails == model::Failure::Never) {
    makeTaughtResults(C, Said, Result);
  } else {
    BlockId Good = newBlock(), Bad = newBlock(), Next = newBlock();
    if (Said.Fails == model::Failure::Null) {
      addEdge(Cur, Good);
      addEdge(Cur, Bad);
    } else {
      Operand Number = operandOf(C.E), Zero = Operand::integer(0);
      if (Said.Fails == model::Failure::Negative)
        branch(comparisonOf(BO_LT, Number, Zero), Bad, Good);
      else if (Said.Fails == model::Failure::Nonzero)
        branch(comparisonOf(BO_EQ, Number, Zero), Good, Bad);
      else
        branch(comparisonOf(BO_EQ, Number, Zero), Bad, Good);
    }
    continueIn(Good);
    makeTaughtResults(C, Said, Result);
    jump(Next);
    continueIn(Bad);
    if (Result != ir::NoPlace)
      emitCopy(Result, Operand::null(), C.E);
    jump(Next);
    continueIn(Next);
  }
  if (IsHandle) {
    setScalar(C.E, Operand::place(Result));
  } else if (Made) {
    // As of any function: the object that we get has a reference of its own.
    Result = resultPlace(C);
    ir::Instr &I = emit(Op::Borrow, C.E);
    I.K = Made.K;
    I.Dst = Result;
    I.Callee = calleeName(C.Callee);
    emitOn(Op::Retain, Operand::place(Result), C.E).Implicit = true;
    setCallResult(C, Result);
  } else if (Types.reaches(T)) {
    Result = resultPlace(C);
    if (Result != ir::NoPlace)
      emitHavoc(Result, C.E);
    setCallResult(C, Result);
  }
  afterCall(C);
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of Z3's C API: the model says what they do, here it becomes
// instructions.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// The place of a context argument, or of an object of that context.
ir::PlaceId FunctionLowering::contextOf(const Expr *E) {
  Value V = valueOf(E);
  if (V.F == Value::ContextOf || V.F == Value::Object || V.F == Value::Element)
    return V.P;
  return V.F == Value::Scalar && V.Op.isPlace() ? V.Op.P : ir::NoPlace;
}

/// What of an argument is read: a handle, or the handles of an array.
ir::Operand FunctionLowering::apiArgument(const CallSite &C, unsigned I) {
  const Expr *Arg = C.Args[I];
  QualType T = I < C.Callee->getNumParams()
                   ? C.Callee->getParamDecl(I)->getType()
                   : Arg->getType();
  if (Types.managedKind(T) != ir::Kind::None)
    return operandOf(Arg);
  if (!T->isPointerType() ||
      Types.managedKind(T->getPointeeType()) == ir::Kind::None)
    return Operand::unknown();
  // &x is an array of one.
  const Expr *Inner = Arg->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(Inner);
      U && U->getOpcode() == UO_AddrOf &&
      !isa<ArraySubscriptExpr>(U->getSubExpr()->IgnoreParens())) {
    PlaceId Place = objectOf(U->getSubExpr());
    return Place == ir::NoPlace ? Operand::unknown() : Operand::place(Place);
  }
  PlaceId Elements = allElements(valueOf(Arg));
  return Elements == ir::NoPlace ? Operand::unknown()
                                 : Operand::place(Elements);
}

/// Whether the parameter is a handle or leads to handles.
bool FunctionLowering::reachesHandle(const CallSite &C, unsigned I) {
  QualType T = I < C.Callee->getNumParams()
                   ? C.Callee->getParamDecl(I)->getType()
                   : C.Args[I]->getType();
  return Types.managedKind(T) != ir::Kind::None ||
         (T->isPointerType() &&
          Types.managedKind(T->getPointeeType()) != ir::Kind::None);
}

/// A number, name or string that goes into the call: only whether it is the
/// same in each iteration of a loop matters, so any constant will do for
/// another.
ir::Operand FunctionLowering::plainArgument(const Expr *Arg) {
  const Expr *Inner = Arg->IgnoreParenCasts();
  if (isa<StringLiteral>(Inner) || isa<FloatingLiteral>(Inner))
    return Operand::integer(1);
  Expr::EvalResult Constant;
  if (!Arg->isValueDependent() &&
      Arg->getType()->isIntegralOrEnumerationType() &&
      Arg->EvaluateAsInt(Constant, Ctx))
    return Constant.Val.getInt().getSignificantBits() <= 64
               ? Operand::integer(Constant.Val.getInt().getExtValue())
               : Operand::integer(1);
  if (const auto *R = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *VD = dyn_cast<VarDecl>(R->getDecl());
        VD && VD->getType()->isArrayType())
      return Operand::place(placeOf(VD));
  if (!TypeInfo::isScalar(Arg->getType()))
    return Operand::unknown();
  Value V = valueOf(Arg);
  if (V.F != Value::Scalar && V.F != Value::Object)
    return Operand::unknown();
  Operand O = operandOf(V, Arg);
  if (!O.isPlace())
    return O;
  for (PlaceId P = O.P; !F.place(P).isRoot(); P = F.place(P).Parent)
    if (F.place(P).F == Place::Any)
      return Operand::unknown(); // which element may change
  return O;
}

void FunctionLowering::lowerCountChange(const CallSite &C,
                                        const model::CallEffect &E,
                                        PlaceId Context) {
  Operand Handle = apiArgument(C, E.CountArg);
  if (!Handle.isPlace())
    return;
  Op O = E.Count == model::CountEffect::Retain    ? Op::Retain
         : E.Count == model::CountEffect::Release ? Op::Release
                                                  : Op::Delete;
  ir::Instr &I = emitOn(O, Handle, C.E);
  I.Context = Context;
  I.Callee = nameOf(C.Callee).str();
  CountsByHand = true;
  // Z3_dec_ref(c, (Z3_ast)solver): the function is of another kind.
  ir::Kind Given =
      Types.managedKind(C.Args[E.CountArg]->IgnoreParenCasts()->getType());
  ir::Kind Wanted =
      Types.managedKind(C.Callee->getParamDecl(E.CountArg)->getType());
  bool OneCount = ir::family(Given) == ir::Family::Ast &&
                  ir::family(Wanted) == ir::Family::Ast;
  if (Given != ir::Kind::None && Given != Wanted && !OneCount)
    I.K = Wanted;
}

/// Whether the call writes the result type's slot by a result or out-parameter.
static bool fills(const model::CallEffect &E, ir::Family Family) {
  if (E.R == model::Result::Fresh && ir::family(E.K) == Family)
    return true;
  for (const model::OutParam &Out : E.Outs)
    if (Out.R == model::Result::Fresh && ir::family(Out.K) == Family)
      return true;
  return false;
}

/// Whether all elements of a container go into the call: of a single one there
/// is a copy.
bool FunctionLowering::namesEach(llvm::ArrayRef<Operand> Args) const {
  return llvm::any_of(Args, [&](const Operand &A) {
    return A.isPlace() && F.place(A.P).F == Place::Any && isContentElement(A.P);
  });
}

/// Whether nobody looks at the result.
bool FunctionLowering::isIgnored(const Expr *Call) {
  if (!Ignored)
    Ignored = ignoredResults(FD);
  return Ignored->count(Call);
}

void FunctionLowering::lowerApiCall(const CallSite &C,
                                    const model::CallEffect &E) {
  unsigned NumParams =
      std::min<size_t>(C.Callee->getNumParams(), C.Args.size());
  auto ContextAt = [&](int I) {
    return I >= 0 && static_cast<unsigned>(I) < NumParams ? contextOf(C.Args[I])
                                                          : ir::NoPlace;
  };
  PlaceId Context = ContextAt(E.ContextArg);
  if (E.CountArg >= static_cast<int>(NumParams))
    return;
  if (E.Count != model::CountEffect::None)
    return lowerCountChange(C, E, Context);
  if (E.R == model::Result::Cast &&
      static_cast<unsigned>(E.BorrowedFrom) < NumParams)
    return setValue(C.E, valueOf(C.Args[E.BorrowedFrom]));
  if (E.Composite) {
    ir::Instr &I = emit(Op::Collect, C.E);
    I.S = ir::Slot::Trail;
    I.Context = Context;
    I.Callee = nameOf(C.Callee).str();
  }
  noteName(C);
  llvm::SmallVector<Operand, 6> Used;
  for (unsigned I = 0; I < NumParams; ++I) {
    bool IsOut = llvm::any_of(
        E.Outs, [&](const model::OutParam &Out) { return Out.Index == I; });
    // The target of a translation is no object of the context of the call.
    if (static_cast<int>(I) == E.ContextArg || IsOut ||
        static_cast<int>(I) == E.ResultContextArg)
      continue;
    if (Operand Arg = apiArgument(C, I); Arg.isPlace())
      Used.push_back(Arg);
    else if (!reachesHandle(C, I))
      Used.push_back(plainArgument(C.Args[I]));
  }
  bool Makes = E.R == model::Result::Fresh || E.R == model::Result::Owned;
  bool IsText = E.R == model::Result::String && E.WritesString;
  bool IsNumber = (E.R == model::Result::None || E.R == model::Result::Symbol ||
                   (E.R == model::Result::String && !IsText)) &&
                  TypeInfo::isScalar(C.E->getType());
  if (E.Role == ir::Role::Store && NumParams == 3 &&
      nameOf(C.Callee) == "Z3_ast_vector_push") {
    Keeps = M.keepingOf(C.Args[1]);
    noteKept(apiArgument(C, 2), C.E);
    Keeps = Keeping::No;
  }
  if (!Used.empty() || IsNumber || (!Makes && Context != ir::NoPlace)) {
    bool Ignored = E.Role == ir::Role::Check && isIgnored(C.E);
    PlaceId Dst = IsNumber && !Ignored ? targetOf(C.E) : ir::NoPlace;
    ir::Instr &I = emit(Op::Use, C.E);
    I.Args.append(Used.begin(), Used.end());
    I.Context = Context;
    I.R = E.Role;
    I.Callee = nameOf(C.Callee).str();
    I.Dst = Dst;
    I.Each = std::max<uint8_t>(I.Each, namesEach(I.Args));
    if (Dst != ir::NoPlace)
      setScalar(C.E, Operand::place(Dst));
  }
  lowerApiResult(C, E);
  lowerApiOuts(C, E);
  if (IsText) {
    PlaceId Text = targetOf(C.E);
    makeText(Text, Context, C.E, nameOf(C.Callee).str());
    setScalar(C.E, Operand::place(Text));
  }
  auto Collect = [&](ir::Slot S) {
    ir::Instr &I = emit(Op::Collect, C.E);
    I.S = S;
    I.Context = Context;
    I.Callee = nameOf(C.Callee).str();
  };
  if (E.WritesTrail && !fills(E, ir::Family::Ast))
    Collect(ir::Slot::Trail);
  if (E.WritesLastObject && !fills(E, ir::Family::Object))
    Collect(ir::Slot::LastObject);
}

/// Whether a declaration is the program's own, and not read out of the model:
/// kept in a member or a global, or made or taken from a term here.
bool FunctionLowering::isOwnDeclaration(const Expr *Decl) {
  Decl = Decl->IgnoreParenImpCasts();
  if (const auto *Call = dyn_cast<CallExpr>(Decl))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      return nameOf(Callee) == "Z3_mk_func_decl" ||
             nameOf(Callee) == "Z3_get_app_decl";
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Decl))
    return isOwnDeclaration(Element->getBase());
  if (const auto *At = dyn_cast<CXXOperatorCallExpr>(Decl))
    return At->getOperator() == OO_Subscript && isOwnDeclaration(At->getArg(0));
  if (isa<MemberExpr>(Decl))
    return true;
  const auto *R = dyn_cast<DeclRefExpr>(Decl);
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (!VD || isa<ParmVarDecl>(VD))
    return false;
  return !VD->hasLocalStorage() ||
         (VD->getInit() && isOnlyRead(VD) && isOwnDeclaration(VD->getInit()));
}

/// What the call says of its result, beside what it is to its arguments.
ir::Role FunctionLowering::roleOfNew(const CallSite &C,
                                     const model::CallEffect &E) {
  // Who goes through the model's declarations finds a value for each.
  constexpr unsigned Decl = 2;
  if (E.Role == ir::Role::Optional && C.Args.size() > Decl &&
      isOwnDeclaration(C.Args[Decl]) && !M.AsksForValues.count(FD))
    return E.Role;
  if (E.Role == ir::Role::FreshName || E.Role == ir::Role::LoadText)
    return E.Role;
  return E.Fallible ? ir::Role::Fallible : ir::Role::None;
}

void FunctionLowering::lowerApiResult(const CallSite &C,
                                      const model::CallEffect &E) {
  using model::Result;
  if (E.R != Result::Fresh && E.R != Result::Owned && E.R != Result::Borrowed &&
      E.R != Result::Immortal)
    return;
  llvm::SmallVector<Operand, 4> Kept;
  if (E.KeepsArgs)
    for (unsigned I = 0; I < C.Args.size(); ++I) {
      Operand Arg = apiArgument(C, I);
      QualType T = C.Args[I]->getType();
      bool IsOut = llvm::any_of(
          E.Outs, [&](const model::OutParam &Out) { return Out.Index == I; });
      if (!T->isPointerType() || !Arg.isPlace() || IsOut)
        continue;
      ir::Kind K = Types.handleKind(T);
      if (K == ir::Kind::None)
        K = Types.handleKind(T->getPointeeType());
      if (ir::family(K) == ir::Family::Ast)
        Kept.push_back(Arg);
    }
  Operand Owner;
  if (E.R == Result::Borrowed && E.BorrowedFrom >= 0 &&
      static_cast<unsigned>(E.BorrowedFrom) < C.Args.size())
    Owner = apiArgument(C, E.BorrowedFrom);
  PlaceId Context = ir::NoPlace;
  if (E.ResultContextArg >= 0 &&
      static_cast<unsigned>(E.ResultContextArg) < C.Args.size())
    Context = contextOf(C.Args[E.ResultContextArg]);
  PlaceId Dst = targetOf(C.E);
  bool Makes = E.R == Result::Fresh || E.R == Result::Owned;
  ir::Instr &I = emit(Makes ? Op::New : Op::Borrow, C.E);
  I.K = E.K;
  I.Dst = Dst;
  I.Context = Context;
  I.Callee = nameOf(C.Callee).str();
  if (Makes) {
    I.Count = E.R == Result::Owned;
    CountsByHand |= E.R == Result::Owned;
    I.Mode = E.Mode;
    I.R = roleOfNew(C, E);
    if (E.SharesParts)
      I.Mode = ir::ContextMode::Keeping;
    I.Args.append(Kept.begin(), Kept.end());
    I.Each = std::max<uint8_t>(I.Each, namesEach(I.Args));
  } else if (Owner.isPlace()) {
    I.Args.push_back(Owner);
  } else if (E.R == Result::Immortal && Context != ir::NoPlace) {
    I.Args.push_back(Operand::place(Context)); // which keeps it
  }
  setScalar(C.E, Operand::place(Dst));
}

void FunctionLowering::lowerApiOuts(const CallSite &C,
                                    const model::CallEffect &E) {
  PlaceId Context = ir::NoPlace;
  if (E.ResultContextArg >= 0 &&
      static_cast<unsigned>(E.ResultContextArg) < C.Args.size())
    Context = contextOf(C.Args[E.ResultContextArg]);
  bool InTrail =
      E.R == model::Result::Fresh && ir::family(E.K) == ir::Family::Ast;
  for (const model::OutParam &Out : E.Outs) {
    if (Out.Index >= C.Args.size())
      continue;
    const Expr *Arg = C.Args[Out.Index];
    Operand Target = Out.Array ? apiArgument(C, Out.Index) : Operand();
    PlaceId Place = Out.Array ? (Target.isPlace() ? Target.P : ir::NoPlace)
                              : pointeeOf(Arg);
    if (Place == ir::NoPlace)
      continue;
    auto Make = [&] {
      ir::Instr &I = emit(Op::New, C.E);
      I.K = Out.K;
      I.Dst = Place;
      I.Context = Context;
      I.Count = Out.R == model::Result::Owned;
      I.Joined = InTrail && Out.R == model::Result::Fresh;
      I.Callee = nameOf(C.Callee).str();
    };
    // A call that fills an array gives back how many it has put there.
    if (Out.Array && E.R == model::Result::None &&
        TypeInfo::isNumber(C.E->getType()))
      ifNotNull(operandOf(C.E).P, Make);
    else
      Make();
    InTrail |= Out.R == model::Result::Fresh;
  }
  // Numbers that come back through pointers.
  for (unsigned I = 0; I < C.Args.size() && I < C.Callee->getNumParams(); ++I) {
    QualType T = C.Callee->getParamDecl(I)->getType();
    if (!T->isPointerType() || T->getPointeeType().isConstQualified() ||
        !TypeInfo::isNumber(T->getPointeeType()))
      continue;
    if (Value V = valueOf(C.Args[I]); V.F == Value::Address)
      emitHavoc(V.P, C.E);
  }
}

} // namespace z3tidy::lower

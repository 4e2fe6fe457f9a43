// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of z3:: and z3raii:: classes. Such an object is the handle that it
// owns; the bodies of those libraries are never looked at.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// Copies and releases
//===----------------------------------------------------------------------===//

void FunctionLowering::copyOwner(PlaceId Dst, Operand Src, const Stmt *At,
                                 PlaceId Context) {
  emitCopy(Dst, Src, At);
  emitOn(Op::Retain, Operand::place(Dst), At).Context = Context;
}

void FunctionLowering::releaseOwner(PlaceId P, OwnerClass O, const Stmt *At,
                                    bool Implicit, llvm::StringRef Callee) {
  noteKind(P, O.K);
  ir::Instr &I = emitOn(ir::isCounted(O.K) ? Op::Release : Op::Delete,
                        Operand::place(P), At);
  I.Implicit = Implicit;
  I.Callee = Callee.str();
}

/// Construction from another owner: z3++ counts once more, z3raii moves.
void FunctionLowering::moveOwner(PlaceId Dst, PlaceId Src, OwnerClass O,
                                 const Stmt *At, bool IsMove) {
  // A variable that is returned is most often built in the caller's place.
  const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(At);
  IsMove &= !Copy || Copy->getNumArgs() != 1 ||
            !isa<DeclRefExpr>(Copy->getArg(0)->IgnoreImpCasts()) || O.Raii ||
            !ir::isCounted(O.K);
  // What a temporary held goes with it, moved or not.
  bool IsNamed = F.place(F.rootOf(Src)).F != Place::Temp;
  bool Moves =
      IsMove && (O.Raii || !ir::isCounted(O.K) || (O.Moves && IsNamed));
  if (Moves)
    emitCopy(Dst, Operand::place(Src), At, Op::Move);
  else
    copyOwner(Dst, Operand::place(Src), At);
}

void FunctionLowering::assignOwner(PlaceId Dst, const Expr *Source,
                                   OwnerClass O, const Stmt *At, bool IsMove) {
  PlaceId Src = objectOf(Source);
  PlaceId Temp = newTemp();
  if (Src == ir::NoPlace) {
    ir::Instr &I = emit(Op::Borrow, At);
    I.K = O.K;
    I.Dst = Temp;
    emitOn(Op::Retain, Operand::place(Temp), At);
  } else {
    moveOwner(Temp, Src, O, At, IsMove);
  }
  // An element of a container: what was there is not known, and what is there
  // now has the reference.
  if (Dst == ir::NoPlace)
    return emitEscape(Operand::place(Temp), At);
  releaseOwner(Dst, O, At, /*Implicit=*/false);
  emitCopy(Dst, Operand::place(Temp), At, Op::Move);
}

//===----------------------------------------------------------------------===//
// Construction
//===----------------------------------------------------------------------===//

/// The context of the first argument that has one.
ir::PlaceId FunctionLowering::contextAmong(llvm::ArrayRef<const Expr *> Args) {
  PlaceId Other = ir::NoPlace;
  for (const Expr *Arg : Args) {
    OwnerClass O = Types.owner(Arg->getType());
    ir::Kind K = O ? O.K : Types.handleKind(Arg->getType());
    if (K == ir::Kind::None || K == ir::Kind::Config)
      continue;
    PlaceId Place = contextOf(Arg);
    if (K == ir::Kind::Context && Place != ir::NoPlace)
      return Place;
    if (Other == ir::NoPlace)
      Other = Place;
  }
  return Other;
}

/// The handles that a call of z3++ reads.
void FunctionLowering::collectZ3Args(llvm::ArrayRef<const Expr *> Args,
                                     llvm::SmallVectorImpl<Operand> &Out,
                                     bool OnlyHandles) {
  for (const Expr *Arg : Args) {
    OwnerClass O = Types.owner(Arg->getType());
    if (O.K == ir::Kind::Context ||
        Types.handleKind(Arg->getType()) == ir::Kind::Context)
      continue; // stands in Context
    if (O || Types.managedKind(Arg->getType()) != ir::Kind::None) {
      Operand Op = operandOf(Arg);
      if (Op.isPlace())
        Out.push_back(Op);
      continue;
    }
    QualType T = Arg->getType();
    if (T->isPointerType() &&
        (Types.owner(T->getPointeeType()) ||
         Types.managedKind(T->getPointeeType()) != ir::Kind::None)) {
      if (PlaceId Place = allElements(valueOf(Arg)); Place != ir::NoPlace)
        Out.push_back(Operand::place(Place));
    } else if (const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
               !OnlyHandles && !isa<CXXDefaultArgExpr>(Arg) &&
               !(RD && RD->isEmpty())) {
      Out.push_back(plainArgument(Arg));
    }
  }
}

/// A raw handle of the owner's kind among the arguments.
static const Expr *rawArgument(const TypeInfo &Types,
                               llvm::ArrayRef<const Expr *> Args, ir::Kind K) {
  for (const Expr *Arg : Args) {
    ir::Kind RawKind = Types.managedKind(Arg->getType());
    bool BothAst = ir::family(RawKind) == ir::Family::Ast &&
                   ir::family(K) == ir::Family::Ast;
    if (RawKind == K || BothAst)
      return Arg;
  }
  return nullptr;
}

/// Whether a constructor is said to take the reference of an argument over.
static bool takesOver(const Taught *Said, llvm::ArrayRef<const Expr *> Args,
                      const Expr *Raw) {
  size_t I = llvm::find(Args, Raw) - Args.begin();
  return Said && I < Said->Args.size() &&
         Said->Args[I].Effect == model::ArgumentEffect::Takes;
}

void FunctionLowering::constructOwner(const CXXConstructExpr *E, PlaceId P,
                                      OwnerClass O) {
  const CXXConstructorDecl *Ctor = E->getConstructor();
  llvm::SmallVector<const Expr *, 4> Args(E->arg_begin(), E->arg_end());
  if (!Args.empty() &&
      (Ctor->isCopyOrMoveConstructor() ||
       (Types.owner(Args[0]->getType()) && O.Raii && O.K != ir::Kind::Context &&
        !Types.isTaughtOwner(Ctor->getParent())))) {
    PlaceId Src = objectOf(Args[0]);
    if (Src != ir::NoPlace) {
      bool IsMove = Ctor->getParamDecl(0)->getType()->isRValueReferenceType();
      moveOwner(P, Src, O, E, IsMove);
    } else {
      ir::Instr &I = emit(Op::Borrow, E);
      I.K = O.K;
      I.Dst = P;
      emitOn(Op::Retain, Operand::place(P), E);
    }
    return;
  }
  if (const Expr *Raw = rawArgument(Types, Args, O.K)) {
    Operand Op = operandOf(Raw);
    if (O.K == ir::Kind::Context)
      return emitCopy(P, Op, E);
    if (takesOver(M.Lessons.of(Ctor), Args, Raw))
      return emitCopy(P, Op, E, ir::Op::Copy, ir::Role::Adopt);
    return copyOwner(P, Op, E, contextAmong(Args));
  }
  // Empty objects: a default constructed handle of z3raii, a term of z3++ that
  // has a context only.
  bool OnlyContext = Args.size() == 1 &&
                     Types.owner(Args[0]->getType()).K == ir::Kind::Context;
  bool Empty = O.Raii ? ir::isCounted(O.K) && Args.empty()
                      : OnlyContext && (ir::family(O.K) == ir::Family::Ast ||
                                        O.K == ir::Kind::Stats);
  if (Empty)
    return emitCopy(P, Operand::null(), E);
  llvm::SmallVector<Operand, 4> Used;
  collectZ3Args(Args, Used);
  PlaceId Context = O.K == ir::Kind::Context || O.K == ir::Kind::Config
                        ? ir::NoPlace
                        : contextAmong(Args);
  std::string Name = Ctor->getParent()->getQualifiedNameAsString();
  // z3::solver(target, source, translate()): the source is read where it is.
  PlaceId UseContext = Context;
  for (const Expr *Arg : Args)
    if (!O.Raii && O.K != ir::Kind::Context &&
        Types.owner(Arg->getType()).K == O.K)
      UseContext = contextOf(Arg);
  if (!O.Raii)
    mayUnwindAt(E, Ctor, /*Done=*/false);
  if (!Used.empty()) {
    ir::Instr &I = emit(Op::Use, E);
    I.Args.append(Used.begin(), Used.end());
    I.Context = UseContext;
    I.Callee = Name;
  }
  ir::Instr &I = emit(Op::New, E);
  I.K = O.K;
  I.Dst = P;
  I.Context = Context;
  I.Count = 1;
  I.Callee = Name;
  if (Types.isTaughtOwner(Ctor->getParent()))
    I.R = ir::Role::Configure; // what can be done to it, its library knows
  if (O.K == ir::Kind::Context)
    I.Mode = ir::ContextMode::Counting;
}

/// Other classes of the libraries: arrays of handles, scopes.
void FunctionLowering::constructZ3Other(const CXXConstructExpr *E, PlaceId P) {
  llvm::SmallVector<const Expr *, 4> Args(E->arg_begin(), E->arg_end());
  llvm::SmallVector<Operand, 4> Used;
  collectZ3Args(Args, Used);
  if (!Used.empty()) {
    bool IsScope = nameOf(E->getConstructor()->getParent()) == "solver_scope";
    ir::Instr &I = emit(Op::Use, E);
    I.Args.append(Used.begin(), Used.end());
    I.Context = contextAmong(Args);
    I.Callee = E->getConstructor()->getParent()->getQualifiedNameAsString();
    I.R = IsScope ? ir::Role::Push : ir::Role::None;
    // The end of the scope works on the same solver.
    if (IsScope)
      emitCopy(F.field(P, "scoped"), Used.back(), E);
  }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// z3raii: share, adopt, release, reset, detach, get, swap.
bool FunctionLowering::lowerRaiiMethod(const CallSite &C, OwnerClass O) {
  llvm::StringRef Name = nameOf(C.Callee);
  PlaceId Object = C.ObjectPlace;
  if (Name == "share" || Name == "adopt") {
    const Expr *Raw = rawArgument(Types, C.Args, O.K);
    PlaceId Result = resultPlace(C);
    if (Raw && Name == "share")
      copyOwner(Result, operandOf(Raw), C.E, contextAmong(C.Args));
    else if (Raw)
      emitCopy(Result, operandOf(Raw), C.E, Op::Copy, ir::Role::Adopt);
    setCallResult(C, Result);
    return Raw != nullptr;
  }
  if (Object == ir::NoPlace)
    return false;
  if (Name == "release" || Name == "reset") {
    releaseOwner(Object, O, C.E, /*Implicit=*/false, calleeName(C.Callee));
    emitCopy(Object, Operand::null(), C.E);
    return true;
  }
  if (Name == "detach") {
    PlaceId Result = targetOf(C.E);
    emitCopy(Result, Operand::place(Object), C.E, Op::Move, ir::Role::Detach);
    setScalar(C.E, Operand::place(Result));
    return true;
  }
  if (Name == "get") {
    setScalar(C.E, Operand::place(Object));
    return true;
  }
  if (Name == "swap" && C.Args.size() == 1)
    if (PlaceId Other = objectOf(C.Args[0]); Other != ir::NoPlace) {
      PlaceId Temp = newTemp();
      emitCopy(Temp, Operand::place(Object), C.E, Op::Move);
      emitCopy(Object, Operand::place(Other), C.E, Op::Move);
      emitCopy(Other, Operand::place(Temp), C.E, Op::Move);
      return true;
    }
  return false;
}

/// z3::to_expr(c, raw) and its like: an owner around a raw handle.
bool FunctionLowering::lowerWrap(const CallSite &C) {
  OwnerClass O = Types.owner(C.E->getType());
  if (!O || C.E->isGLValue() || !nameOf(C.Callee).starts_with("to_"))
    return false;
  const Expr *Raw = rawArgument(Types, C.Args, O.K);
  if (!Raw)
    return false;
  Operand Op = operandOf(Raw);
  PlaceId Result = resultPlace(C);
  copyOwner(Result, Op, C.E, contextAmong(C.Args));
  setCallResult(C, Result);
  return true;
}

/// The class of the object that a method is called on, whichever of its bases
/// has the method; null if there is none.
static const CXXRecordDecl *classOf(const Expr *Object) {
  if (!Object)
    return nullptr;
  QualType T = Object->IgnoreParenImpCasts()->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  return T->getAsCXXRecordDecl();
}

void FunctionLowering::lowerZ3Call(const CallSite &Site) {
  CallSite C = Site;
  C.ObjectPlace = objectPlaceOf(C);
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  OwnerClass O = Method ? Types.owner(Method->getParent()) : OwnerClass();
  // What the object is decides: expr inherits from ast.
  if (C.Object)
    if (QualType T = C.Object->getType();
        OwnerClass Own =
            Types.owner(T->isPointerType() ? T->getPointeeType() : T))
      O = Own;
  // Behind a pointer that came in, the place alone does not say so.
  const CXXRecordDecl *Class = classOf(C.Object);
  const OwnerClass Own = Types.owner(Class);
  if (Own && C.ObjectPlace != ir::NoPlace)
    noteKind(C.ObjectPlace, Own.K);
  if (isa<CXXConversionDecl>(C.Callee)) {
    // The handle of the object; as bool, whether there is one.
    if (C.Object && valueOf(C.Object).F == Value::ContextOf)
      return setValue(C.E, valueOf(C.Object));
    if (O && C.ObjectPlace != ir::NoPlace)
      setScalar(C.E, Operand::place(C.ObjectPlace));
    return;
  }
  if (nameOf(C.Callee) == "ctx") {
    // Not of what only knows one (a propagator), or may be any object.
    const bool IsObject =
        Own || (Class && nameOf(Method->getParent()) == "object" &&
                !declaresSameEntity(Class, Method->getParent()));
    if (IsObject && C.ObjectPlace != ir::NoPlace)
      setValue(C.E, {Value::ContextOf, {}, C.ObjectPlace});
    return;
  }
  if (Method && (Method->isCopyAssignmentOperator() ||
                 Method->isMoveAssignmentOperator())) {
    bool IsElement = valueOf(C.Object).F == Value::Element;
    if (O && C.ObjectPlace != ir::NoPlace) {
      if (!IsElement)
        noteForgetting(Method, C.ObjectPlace, objectOf(C.Args[0]), C.E);
      assignOwner(IsElement ? ir::NoPlace : C.ObjectPlace, C.Args[0], O, C.E,
                  Method->isMoveAssignmentOperator());
    }
    return setObject(C.E, C.ObjectPlace);
  }
  if (O.Raii && lowerRaiiMethod(C, O))
    return;
  if (lowerWrap(C))
    return;
  llvm::SmallVector<const Expr *, 6> All;
  if (C.Object)
    All.push_back(C.Object);
  All.append(C.Args.begin(), C.Args.end());
  PlaceId Context =
      O.K == ir::Kind::Context ? contextOf(C.Object) : contextAmong(All);
  if (O.K == ir::Kind::Context && C.Object->getType()->isPointerType() &&
      C.ObjectPlace != ir::NoPlace)
    Context = C.ObjectPlace; // what it points to
  llvm::SmallVector<Operand, 6> Used;
  if (O && O.K != ir::Kind::Context && C.ObjectPlace != ir::NoPlace)
    Used.push_back(Operand::place(C.ObjectPlace));
  collectZ3Args(C.Args, Used);
  // Lambdas and function objects that Z3 calls back.
  for (const Expr *Arg : C.Args)
    if (const auto *RD = Arg->getType()->getAsCXXRecordDecl();
        RD && RD->isLambda() && Types.reaches(Arg->getType()))
      emitEscape(passedArgument(Arg, QualType()), Arg);
  mayUnwindAt(C.E, C.Callee, /*Done=*/false);
  noteName(C);
  noteTextOfZ3(C, Context);
  if (O.K == ir::Kind::AstVector && nameOf(C.Callee) == "push_back" &&
      Used.size() == 2) {
    Keeps = M.keepingOf(C.Object);
    noteKept(Used[1], C.E);
    Keeps = Keeping::No;
  }
  lowerZ3Result(C, Context, Used, !Used.empty());
}

/// Whether the result is a part of the object.
bool FunctionLowering::isPart(const CallSite &C) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  return Method && C.ObjectPlace != ir::NoPlace &&
         model::returnsPart(Method->getParent()->getQualifiedNameAsString(),
                            Method->getNameAsString());
}

/// Whether the context has the result for good, or others have its parts.
bool FunctionLowering::isKeptByContext(const CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (!Method)
    return false;
  std::string Class = Method->getParent()->getQualifiedNameAsString();
  std::string Name = Method->getNameAsString();
  if (model::isImmortal(Class, Name))
    return true;
  // The numbers from 0 to 15 are made with their theory.
  if ((Name == "int_val" || Name == "real_val") && C.Args.size() == 1)
    if (auto N = constantOf(C.Args[0]))
      return *N >= 0 && *N < 16;
  return false;
}

void FunctionLowering::lowerZ3Result(const CallSite &C, PlaceId Context,
                                     llvm::ArrayRef<Operand> Used,
                                     bool HasUse) {
  QualType T = C.E->getType();
  OwnerClass Made = C.E->isGLValue() ? OwnerClass() : Types.owner(T);
  bool IsScalar = !C.E->isGLValue() && TypeInfo::isScalar(T);
  ir::Kind RawKind = Types.managedKind(T);
  std::string Name = calleeName(C.Callee);
  if (HasUse || (!Made && Context != ir::NoPlace)) {
    ir::Role Role = ir::Role::None;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee))
      Role = model::methodRole(Method->getParent()->getQualifiedNameAsString(),
                               nameOf(Method));
    bool IsNumber = IsScalar && RawKind == ir::Kind::None &&
                    !(Role == ir::Role::Check && isIgnored(C.E));
    PlaceId Number = IsNumber ? targetOf(C.E) : ir::NoPlace;
    ir::Instr &I = emit(Op::Use, C.E);
    I.Args.append(Used.begin(), Used.end());
    I.Context = Context;
    I.Callee = Name;
    I.Dst = Number;
    I.R = Role;
    if (Number != ir::NoPlace)
      setScalar(C.E, Operand::place(Number));
  }
  if (Made && isPart(C)) {
    // Its wrapper counts it, and the object that it is a part of does too.
    PlaceId Result = resultPlace(C);
    ir::Instr &Part = emit(Op::Borrow, C.E);
    Part.K = Made.K;
    Part.Dst = Result;
    Part.Callee = Name;
    Part.Args.push_back(Operand::place(C.ObjectPlace));
    ir::Instr &Count = emit(Op::Retain, C.E);
    Count.K = Made.K;
    Count.Callee = Name;
    Count.Args.push_back(Operand::place(Result));
    return setCallResult(C, Result);
  }
  if (Made) {
    PlaceId Result = resultPlace(C);
    llvm::SmallVector<Operand, 4> Kept;
    if (ir::family(Made.K) == ir::Family::Ast) {
      if (C.ObjectPlace != ir::NoPlace && !Used.empty() &&
          Used[0].P == C.ObjectPlace)
        Kept.push_back(Used[0]);
      collectZ3Args(C.Args, Kept, /*OnlyHandles=*/true);
    }
    ir::Instr &I = emit(Op::New, C.E);
    I.K = Made.K;
    I.Dst = Result;
    I.Context = Context;
    I.Count = 1;
    I.Callee = Name;
    if (model::makesFreshName(Name))
      I.R = ir::Role::FreshName;
    if (isKeptByContext(C))
      I.Mode = ir::ContextMode::Keeping;
    I.Args.append(Kept.begin(), Kept.end());
    if (Types.isTaughtOwner(T->getAsCXXRecordDecl()))
      I.R = ir::Role::Configure;
    return setCallResult(C, Result);
  }
  if (RawKind != ir::Kind::None && !C.E->isGLValue()) {
    PlaceId Result = targetOf(C.E);
    ir::Instr &I = emit(Op::Borrow, C.E);
    I.K = RawKind;
    I.Dst = Result;
    I.Callee = Name;
    if (!Used.empty())
      I.Args.push_back(Used[0]);
    return setScalar(C.E, Operand::place(Result));
  }
  if (!C.E->isGLValue())
    return;
  // `x += y`, `v.set(…)`: mostly the object itself.
  if (C.ObjectPlace != ir::NoPlace && C.Object &&
      Ctx.hasSameUnqualifiedType(T, C.Object->getType()))
    return setObject(C.E, C.ObjectPlace);
  if (!Types.reaches(T))
    return;
  PlaceId Pointer = newTemp();
  emitHavoc(Pointer, C.E);
  setObject(C.E, F.deref(Pointer));
}

} // namespace z3tidy::lower

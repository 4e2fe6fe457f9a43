// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Smart pointers to handles. A shared_ptr that keeps a counted handle, or a
// wrapper of one, is one reference more of the handle: its copies count, and
// the deleter gives back what the last of them held.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// The kind behind the pointer; Raii: it points to a wrapper, not to the
/// opaque struct of Z3.
OwnerClass FunctionLowering::sharedKind(QualType T) const {
  const CXXRecordDecl *RD = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  // Its methods are mostly those of bases that have the same arguments.
  if (!RD || !inTopNamespace(RD, "std") ||
      (nameOf(RD) != "shared_ptr" && nameOf(RD) != "__shared_ptr" &&
       nameOf(RD) != "__shared_ptr_access"))
    return {};
  QualType Pointee = templateArgument(T, 0);
  if (Pointee.isNull() || !Pointee->isRecordType())
    return {};
  if (OwnerClass O = Types.owner(Pointee))
    return ir::isCounted(O.K) ? OwnerClass{O.K, true} : OwnerClass();
  ir::Kind K = Types.managedKind(Ctx.getPointerType(Pointee));
  return ir::isCounted(K) ? OwnerClass{K, false} : OwnerClass();
}

/// The place of the handle that the pointer in P keeps.
ir::PlaceId FunctionLowering::sharedHandle(PlaceId P, QualType T) {
  return sharedKind(T).Raii ? F.deref(P) : P;
}

void FunctionLowering::releaseShared(PlaceId P, QualType T, const Stmt *At,
                                     bool Implicit) {
  ifNotNull(P, [&] {
    releaseOwner(sharedHandle(P, T), sharedKind(T), At, Implicit,
                 Implicit ? "" : "std::shared_ptr");
  });
}

void FunctionLowering::copyShared(PlaceId Dst, PlaceId Src, QualType T,
                                  const Stmt *At, bool IsMove) {
  if (IsMove)
    return emitCopy(Dst, Operand::place(Src), At, Op::Move);
  emitCopy(Dst, Operand::place(Src), At);
  ifNotNull(Dst, [&] {
    emitOn(Op::Retain, Operand::place(sharedHandle(Dst, T)), At);
  });
}

/// A pointer whose deleter releases takes over the reference of a raw handle.
void FunctionLowering::adoptRaw(PlaceId P, Operand Raw, const Stmt *At,
                                llvm::StringRef Pointer) {
  ir::Instr &I = emitOn(Op::Copy, Raw, At);
  I.Dst = P;
  I.R = ir::Role::Adopt;
  I.Callee = Pointer.str();
}

/// Whether a unique_ptr is one of counted handles.
bool FunctionLowering::isOfHandle(QualType Pointer) {
  QualType Pointee = templateArgument(Pointer, 0);
  return !Pointee.isNull() && Pointee->isRecordType() &&
         ir::isCounted(Types.managedKind(Ctx.getPointerType(Pointee)));
}

/// Whether a unique_ptr of a handle has a deleter whose call is a template:
/// what that does is not looked into.
bool FunctionLowering::hasUnclearDeleter(QualType T) {
  const CXXRecordDecl *RD = deleterClass(T);
  return RD && isOfHandle(T) && llvm::any_of(RD->decls(), [](const Decl *D) {
           const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
           return Template &&
                  Template->getTemplatedDecl()->getOverloadedOperator() ==
                      OO_Call;
         });
}

/// Whether a unique_ptr keeps a counted handle and gives it back.
bool FunctionLowering::keepsHandle(QualType T) {
  if (!isOfHandle(T))
    return false;
  if (const FunctionDecl *FD = M.Deleting.of(T))
    return releasesParameter(FD);
  return hasReleasingDeleter(T);
}

/// From a raw handle and a deleter, or from a new wrapper.
void FunctionLowering::adoptShared(PlaceId P, QualType T,
                                   llvm::ArrayRef<const Expr *> Args,
                                   const Stmt *At) {
  if (Args.empty() || Args[0]->getType()->isNullPtrType())
    return emitCopy(P, Operand::null(), At);
  Operand Raw = operandOf(Args[0]);
  if (sharedKind(T).Raii && Args.size() == 1)
    return assignValue(P, valueOf(Args[0]), At);
  const FunctionDecl *Deleter = Args.size() > 1 ? functionOf(Args[1]) : nullptr;
  if (!sharedKind(T).Raii && Deleter && releasesParameter(Deleter) &&
      Raw.isPlace())
    return adoptRaw(P, Raw, At, "std::shared_ptr");
  if (Raw.isPlace())
    emitEscape(Raw, At);
  emitCopy(P, Raw, At);
}

void FunctionLowering::constructShared(const CXXConstructExpr *E, PlaceId P) {
  QualType T = E->getType();
  llvm::SmallVector<const Expr *, 3> Args(E->arg_begin(), E->arg_end());
  const Expr *First = Args.empty() ? nullptr : Args[0];
  PlaceId Src = First ? objectOf(First) : ir::NoPlace;
  if (First && sharedKind(First->getType()) && Args.size() == 1) {
    if (Src != ir::NoPlace)
      return copyShared(P, Src, T, E,
                        E->getConstructor()
                            ->getParamDecl(0)
                            ->getType()
                            ->isRValueReferenceType());
    return emitHavoc(P, E);
  }
  if (First && First->getType()->isRecordType()) {
    // From a unique_ptr, a weak_ptr, or part of another pointer's object.
    if (Src != ir::NoPlace)
      emitEscape(Operand::place(Src), E);
    return emitHavoc(P, E);
  }
  adoptShared(P, T, Args, E);
}

bool FunctionLowering::lowerSharedPtr(const CallSite &C, QualType T) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace || !sharedKind(T))
    return false;
  llvm::StringRef Name = nameOf(C.Callee);
  OverloadedOperatorKind Operator = C.Callee->getOverloadedOperator();
  if (Name == "get" || Operator == OO_Arrow ||
      isa<CXXConversionDecl>(C.Callee)) {
    setScalar(C.E, Operand::place(P));
    return true;
  }
  if (Operator == OO_Star && sharedKind(T).Raii) {
    setObject(C.E, F.deref(P));
    return true;
  }
  if (Name == "swap" && C.Args.size() == 1)
    if (PlaceId Other = objectOf(C.Args[0]); Other != ir::NoPlace) {
      PlaceId Temp = newTemp();
      emitCopy(Temp, Operand::place(P), C.E, Op::Move);
      emitCopy(P, Operand::place(Other), C.E, Op::Move);
      emitCopy(Other, Operand::place(Temp), C.E, Op::Move);
      return true;
    }
  if (Name != "reset" && Operator != OO_Equal)
    return Name == "use_count" || Name == "owner_before";
  // The new one first: it may be the old one.
  PlaceId New = newTemp();
  const Expr *First =
      C.Args.empty() || isa<CXXDefaultArgExpr>(C.Args[0]) ? nullptr : C.Args[0];
  PlaceId Src = First ? objectOf(First) : ir::NoPlace;
  if (Operator == OO_Equal && First && sharedKind(First->getType()) &&
      Src != ir::NoPlace)
    copyShared(New, Src, T, C.E, First->isXValue());
  else if (Operator == OO_Equal)
    emitHavoc(New, C.E);
  else
    adoptShared(New, T, C.Args, C.E);
  releaseShared(P, T, C.E, /*Implicit=*/false);
  emitCopy(P, Operand::place(New), C.E, Op::Move);
  setObject(C.E, P);
  return true;
}

/// make_shared<z3::solver>(args).
void FunctionLowering::lowerMakeShared(const CallSite &C) {
  PlaceId Heap = allocateFor(C.E);
  constructForwarded(Heap, templateArgument(C.E->getType(), 0), C.Args, C.E);
}

/// What the pointer held, which does not count it any more.
ir::PlaceId FunctionLowering::detached(PlaceId P, QualType T, const Stmt *At) {
  if (!keepsHandle(T))
    return P;
  PlaceId Handle = newTemp();
  emitCopy(Handle, Operand::place(P), At, Op::Move, ir::Role::Detach);
  return Handle;
}

/// A unique_ptr whose deleter is a pointer to a function or a std::function.
bool FunctionLowering::callDeleter(PlaceId P, QualType T, const Stmt *At) {
  const FunctionDecl *Deleter = M.Deleting.of(T);
  if (!Deleter)
    return false;
  const model::CallEffect &Effect = M.effectOf(Deleter);
  if (Effect.Known) {
    if (Effect.Count != model::CountEffect::Delete || Effect.CountArg != 0)
      return false;
    ifNotNull(P, [&] {
      ir::Instr &I = emitOn(Op::Delete, Operand::place(P), At);
      I.Callee = nameOf(Deleter).str();
      I.Implicit = true;
    });
    return true;
  }
  llvm::StringRef Name = M.moduleName(Deleter);
  const auto *Method = dyn_cast<CXXMethodDecl>(Deleter);
  if (Name.empty() || Deleter->getNumParams() != 1)
    return false;
  ifNotNull(P, [&] {
    PlaceId Handle = detached(P, T, At);
    ir::Instr &I = emit(Op::Call, At);
    I.Callee = Name.str();
    if (Method && Method->isInstance())
      I.Args.push_back(Operand::unknown());
    I.Args.push_back(Operand::place(Handle));
    I.Implicit = true;
  });
  return true;
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of the program's own classes: constructors, destructors, and what
// the compiler writes for them.

#include "lower/ClangCompat.h"
#include "lower/FunctionLowering.h"
#include "lower/TextReaders.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// Construction
//===----------------------------------------------------------------------===//

void FunctionLowering::VisitCXXConstructExpr(const CXXConstructExpr *E) {
  if (E->isTypeDependent() || E->containsErrors())
    return;
  if (P.Elided.count(E) && E->getNumArgs() > 0) {
    const Expr *Arg = E->getArg(0);
    return setValue(E, valueOf(Arg));
  }
  if (!E->getConstructor()->isCopyOrMoveConstructor())
    readTexts(llvm::ArrayRef(E->getArgs(), E->getNumArgs()), E,
              E->getConstructor());
  PlaceId Place = targetOf(E);
  beginObject(E);
  setObject(E, Place);
  QualType T = E->getType();
  if (E->getNumArgs() > 0)
    noteTask(T, E->getArg(0), E);
  if (auto Size = compat::constantArraySize(Ctx, T)) {
    // Each element; more than a few are one.
    QualType Element = Ctx.getBaseElementType(T);
    if (!Types.reaches(Element))
      return;
    if (*Size > 4 || Ctx.getAsConstantArrayType(T)->getElementType() != Element)
      return construct(E, F.step(Place, Place::Any));
    for (unsigned I = 0; I < *Size; ++I)
      construct(E, F.step(Place, Place::Index, "", I));
    return;
  }
  construct(E, Place);
}

void FunctionLowering::VisitCXXInheritedCtorInitExpr(
    const CXXInheritedCtorInitExpr *E) {
  PlaceId Place = targetOf(E);
  setObject(E, Place);
  llvm::StringRef Name = M.moduleName(E->getConstructor());
  if (!Types.reaches(E->getConstructor()->getThisType()) && Name.empty())
    return;
  PlaceId Address = addressTemp(Place, E);
  ir::Instr &I = emit(Op::Call, E);
  I.Callee = Name.empty() ? calleeName(E->getConstructor()) : Name.str();
  I.Args.push_back(Operand::place(Address));
  for (const ParmVarDecl *Param : FD->parameters())
    I.Args.push_back(Operand::place(placeOf(Param)));
}

void FunctionLowering::construct(const CXXConstructExpr *E, PlaceId P) {
  const CXXRecordDecl *RD = E->getConstructor()->getParent();
  if (OwnerClass O = Types.owner(RD))
    return constructOwner(E, P, O);
  if (Types.isZ3Class(RD))
    return constructZ3Other(E, P);
  if (Types.stdClass(RD) != StdClass::None || isSystem(RD)) {
    constructStd(E, P);
    return noteStdObject(E, P);
  }
  constructUser(E, P);
}

void FunctionLowering::constructUser(const CXXConstructExpr *E, PlaceId P) {
  const CXXConstructorDecl *Ctor = E->getConstructor();
  QualType T = compat::recordType(Ctx, Ctor->getParent());
  llvm::StringRef Name = M.moduleName(Ctor);
  if (!Ctor->isUserProvided() && Ctor->isCopyOrMoveConstructor() &&
      E->getNumArgs() > 0) {
    PlaceId Src = objectOf(E->getArg(0));
    if (Src != ir::NoPlace)
      return copyObject(P, Src, T, E, Ctor->isMoveConstructor(),
                        /*Assign=*/false);
    return emitHavoc(P, E); // also numbers: they are new in each iteration
  }
  if (E->requiresZeroInitialization())
    nullify(P, T, E);
  if (Ctor->isTrivial() && Ctor->isDefaultConstructor())
    return;
  if (Name.empty())
    mayUnwindAt(E, Ctor, /*Done=*/false);
  bool Reaches = Types.reaches(T);
  if (const Taught *Said = M.Lessons.of(Ctor); Said && Said->Describes) {
    CallSite C;
    C.E = E;
    C.Callee = Ctor;
    C.Args.append(E->arg_begin(), E->arg_end());
    lowerTaughtArguments(C, *Said);
    if (Reaches)
      emitHavoc(P, E);
    return;
  }
  for (const Expr *Arg : E->arguments())
    Reaches |= argReaches(Arg);
  if (Name.empty() && !Reaches)
    return E->getNumArgs() ? emitHavoc(P, E) : void();
  llvm::SmallVector<Operand, 6> Args{Operand::place(addressTemp(P, E))};
  for (unsigned I = 0; I < E->getNumArgs(); ++I)
    Args.push_back(
        passedArgument(E->getArg(I), I < Ctor->getNumParams()
                                         ? Ctor->getParamDecl(I)->getType()
                                         : QualType()));
  ir::Instr &I = emit(Op::Call, E);
  I.Callee = Name.empty() ? calleeName(Ctor) : Name.str();
  I.Args.append(Args.begin(), Args.end());
  if (!Name.empty())
    mayUnwindAt(E, Ctor, /*Done=*/true);
}

//===----------------------------------------------------------------------===//
// Copies member by member
//===----------------------------------------------------------------------===//

void FunctionLowering::callMember(const CXXMethodDecl *MD, PlaceId Object,
                                  llvm::ArrayRef<Operand> Args, const Stmt *At,
                                  bool Implicit) {
  llvm::StringRef Name = M.moduleName(MD);
  PlaceId Address = addressTemp(Object, At);
  ir::Instr &I = emit(Op::Call, At);
  I.Callee = Name.empty() ? calleeName(MD) : Name.str();
  I.Args.push_back(Operand::place(Address));
  I.Args.append(Args.begin(), Args.end());
  I.Implicit = Implicit;
}

static const CXXMethodDecl *copyFunction(const CXXRecordDecl *RD, bool IsMove,
                                         bool Assign) {
  const CXXMethodDecl *Copy = nullptr;
  for (const CXXMethodDecl *MD : RD->methods()) {
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(MD);
    if (MD->isDeleted() || !MD->isUserProvided())
      continue;
    bool IsCopy = Assign ? MD->isCopyAssignmentOperator()
                         : Ctor && Ctor->isCopyConstructor();
    bool IsMoving = Assign ? MD->isMoveAssignmentOperator()
                           : Ctor && Ctor->isMoveConstructor();
    if (IsMove && IsMoving)
      return MD;
    if (IsCopy)
      Copy = MD;
  }
  return Copy;
}

void FunctionLowering::copyMember(PlaceId Dst, PlaceId Src, QualType T,
                                  const Stmt *At, bool IsMove, bool Assign) {
  if (Dst == ir::NoPlace || Src == ir::NoPlace || !Types.reaches(T)) {
    if (Dst != ir::NoPlace && Src != ir::NoPlace &&
        (TypeInfo::isScalar(T) || isTextView(T)))
      emitCopy(Dst, Operand::place(Src), At);
    return;
  }
  if (TypeInfo::isScalar(T) || T->isReferenceType())
    return emitCopy(Dst, Operand::place(Src), At);
  if (const ArrayType *A = Ctx.getAsArrayType(T))
    return copyMember(F.step(Dst, Place::Any), F.step(Src, Place::Any),
                      A->getElementType(), At, IsMove, Assign);
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD) // C
    return emitCopy(Dst, Operand::place(Src), At);
  if (OwnerClass O = Types.owner(RD)) {
    if (!Assign)
      return moveOwner(Dst, Src, O, At, IsMove);
    PlaceId Temp = newTemp();
    moveOwner(Temp, Src, O, At, IsMove);
    releaseOwner(Dst, O, At, /*Implicit=*/true);
    return emitCopy(Dst, Operand::place(Temp), At, Op::Move);
  }
  if (Types.stdClass(RD) == StdClass::UniquePtr) {
    if (Assign)
      destroyUniquePtr(Dst, T, At);
    return emitCopy(Dst, Operand::place(Src), At, Op::Move);
  }
  if (sharedKind(T)) {
    PlaceId Temp = newTemp();
    copyShared(Temp, Src, T, At, IsMove);
    if (Assign)
      releaseShared(Dst, T, At, /*Implicit=*/true);
    return emitCopy(Dst, Operand::place(Temp), At, Op::Move);
  }
  if (Types.stdClass(RD) == StdClass::Optional) {
    OwnerClass O = Types.owner(templateArgument(T, 0));
    if (!O)
      return emitCopy(Dst, Operand::place(Src), At);
    return copyMember(Dst, Src, templateArgument(T, 0), At, IsMove, Assign);
  }
  if (isChoice(T))
    return copyChoice(Dst, Src, T, At, IsMove, Assign);
  if (Types.stdClass(RD) == StdClass::Tuple) {
    for (unsigned I = 0; !templateArgument(T, I).isNull(); ++I)
      copyMember(memberOfTuple(Dst, T, I), memberOfTuple(Src, T, I),
                 templateArgument(T, I), At, IsMove, Assign);
    return;
  }
  if (isFollowedContainer(T))
    return copyContainer(Dst, Src, T, At, IsMove, Assign);
  if (isFollowedIterator(T))
    return emitCopy(Dst, Operand::place(Src), At);
  if (Types.stdClass(RD) != StdClass::None)
    return;
  copyObject(Dst, Src, T, At, IsMove, Assign);
}

void FunctionLowering::copyObject(PlaceId Dst, PlaceId Src, QualType T,
                                  const Stmt *At, bool IsMove, bool Assign) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !RD->hasDefinition())
    return;
  RD = RD->getDefinition();
  if (const CXXMethodDecl *MD = copyFunction(RD, IsMove, Assign)) {
    if (!Types.reaches(T) && M.moduleName(MD).empty())
      return;
    return callMember(MD, Dst, Operand::place(addressTemp(Src, At)), At,
                      /*Implicit=*/false);
  }
  // A move that nobody wrote is a copy where there is a destructor.
  M.noteImplicitCopy(RD, IsMove && RD->hasMoveConstructor(), Assign, At);
  if (RD->isUnion() || T.isTriviallyCopyableType(Ctx)) {
    if (Dst != Src)
      emitCopy(Dst, Operand::place(Src), At);
    return;
  }
  for (const CXXBaseSpecifier &Base : RD->bases())
    copyMember(Dst, Src, Base.getType(), At, IsMove, Assign);
  for (const FieldDecl *Field : RD->fields())
    copyMember(fieldOf(Dst, Field), fieldOf(Src, Field), Field->getType(), At,
               IsMove, Assign);
}

/// operator= that the compiler writes.
bool FunctionLowering::lowerImplicitAssignment(const CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (!Method || Method->isUserProvided() ||
      !(Method->isCopyAssignmentOperator() ||
        Method->isMoveAssignmentOperator()) ||
      !C.Object || C.Args.size() != 1)
    return false;
  PlaceId Dst = objectPlaceOf(C), Src = objectOf(C.Args[0]);
  QualType T = compat::recordType(Ctx, Method->getParent());
  if (Dst != ir::NoPlace && Src != ir::NoPlace)
    copyObject(Dst, Src, T, C.E, Method->isMoveAssignmentOperator(),
               /*Assign=*/true);
  else if (Dst != ir::NoPlace && Types.reaches(T))
    emitHavoc(Dst, C.E);
  setObject(C.E, Dst);
  return true;
}

//===----------------------------------------------------------------------===//
// Destruction
//===----------------------------------------------------------------------===//

bool FunctionLowering::hasDestruction(QualType T) {
  T = Ctx.getBaseElementType(T);
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && RD->hasDefinition() && !RD->hasTrivialDestructor();
}

/// What a pointer of this type leads to is destroyed.
void FunctionLowering::destroyPointee(PlaceId P, QualType T, const Stmt *At) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  const CXXRecordDecl *Dynamic = RD ? M.Dispatching.dynamicClass(RD) : RD;
  if (RD && !Dynamic)
    return emitEscape(Operand::place(addressTemp(P, At)), At);
  destroy(P, Dynamic ? compat::recordType(Ctx, Dynamic) : T, At);
}

void FunctionLowering::destroy(PlaceId P, QualType T, const Stmt *At) {
  if (P == ir::NoPlace || !hasDestruction(T) || TakenOver.count(P))
    return;
  if (auto Size = compat::constantArraySize(Ctx, T)) {
    QualType Element = Ctx.getAsArrayType(T)->getElementType();
    if (!Types.reaches(Element))
      return;
    if (*Size > 4)
      return destroy(F.step(P, Place::Any), Element, At);
    for (unsigned I = *Size; I > 0; --I)
      destroy(F.step(P, Place::Index, "", I - 1), Element, At);
    return;
  }
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD)
    return;
  RD = RD->getDefinition();
  if (OwnerClass O = Types.owner(RD))
    return releaseOwner(P, O, At, /*Implicit=*/true);
  if (Types.stdClass(RD) == StdClass::UniquePtr)
    return destroyUniquePtr(P, T, At);
  if (sharedKind(T))
    return releaseShared(P, T, At, /*Implicit=*/true);
  if (nameOf(RD) == "solver_scope" && Types.isZ3Class(RD)) {
    ir::Instr &I = emit(Op::Use, At);
    I.Args.push_back(Operand::place(F.field(P, "scoped")));
    I.R = ir::Role::Pop;
    I.Callee = RD->getQualifiedNameAsString();
    I.Implicit = true;
    return;
  }
  if (Types.stdClass(RD) == StdClass::Optional) {
    if (Types.owner(templateArgument(T, 0)))
      destroy(P, templateArgument(T, 0), At);
    return;
  }
  if (isChoice(T))
    return destroyChoice(P, T, At);
  if (Types.stdClass(RD) == StdClass::Tuple) {
    for (unsigned I = 0; !templateArgument(T, I).isNull(); ++I)
      destroy(memberOfTuple(P, T, I), templateArgument(T, I), At);
    return;
  }
  if (isFollowedContainer(T))
    return destroyElement(anyElementOf(P), T, At, /*Each=*/true);
  if (Types.stdClass(RD) != StdClass::None)
    return noteStdEnd(P, T, At);
  if (Types.isZ3Class(RD))
    return;
  const CXXDestructorDecl *Dtor = RD->getDestructor();
  if (Dtor && Dtor->isUserProvided()) {
    if (!M.moduleName(Dtor).empty() || Types.reaches(T))
      callMember(Dtor, P, {}, At, /*Implicit=*/true);
    return;
  }
  if (!Types.reaches(T))
    return;
  // A node of a list or tree that owns the next ones, of which there may be
  // any number.
  if (llvm::is_contained(BeingDestroyed, RD))
    return emitEscape(Operand::place(P), At);
  BeingDestroyed.push_back(RD);
  llvm::SmallVector<const FieldDecl *, 8> Fields(RD->fields());
  for (const FieldDecl *Field : llvm::reverse(Fields))
    destroy(fieldOf(P, Field), Field->getType(), At);
  for (const CXXBaseSpecifier &Base : llvm::reverse(RD->bases()))
    destroy(P, Base.getType(), At);
  BeingDestroyed.pop_back();
}

} // namespace z3tidy::lower

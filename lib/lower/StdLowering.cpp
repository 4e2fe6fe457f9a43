// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The standard libraries of C and C++. What goes into a container escapes, what
// comes out of it is borrowed from nobody in particular; unique_ptr is a
// pointer that deletes.

#include "lower/Callbacks.h"
#include "lower/FunctionLowering.h"
#include "lower/TextReaders.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

//===----------------------------------------------------------------------===//
// Functions of C
//===----------------------------------------------------------------------===//

/// memset and memcpy of objects that have places.
bool FunctionLowering::lowerMemoryCopy(const CallSite &C,
                                       llvm::StringRef Name) {
  Name.consume_front("__builtin_");
  bool Sets = Name == "memset", Copies = Name == "memcpy" || Name == "memmove";
  if ((!Sets && !Copies) || C.Args.size() != 3)
    return false;
  const Expr *To = C.Args[0]->IgnoreParenImpCasts();
  PlaceId Dst = pointeeOf(C.Args[0]);
  setValue(C.E, valueOf(C.Args[0]));
  QualType T = To->getType()->isArrayType() ? To->getType()
                                            : To->getType()->getPointeeType();
  if (Dst == ir::NoPlace || T.isNull() || !Types.reaches(T))
    return true;
  bool Whole = F.place(Dst).F != Place::Deref || T->isRecordType();
  if (Sets) {
    auto Byte = constantOf(C.Args[1]);
    if (Byte && *Byte == 0 && Whole)
      nullify(Dst, T, C.E);
    else if (Byte && *Byte == 0)
      nullify(F.step(Dst, Place::Any), T, C.E);
    else
      emitHavoc(Dst, C.E);
    return true;
  }
  PlaceId Src = pointeeOf(C.Args[1]);
  if (Src == ir::NoPlace) {
    emitHavoc(Dst, C.E);
  } else if (T->isRecordType() && Whole) {
    emitCopy(Dst, Operand::place(Src), C.E);
  } else {
    Value From = valueOf(C.Args[1]), Target = valueOf(C.Args[0]);
    emitCopy(allElements(Target), Operand::place(allElements(From)), C.E);
  }
  return true;
}

/// Functions of C that keep a pointer which they are given as one to constant.
static bool keepsConstant(StringRef Name) {
  return Name == "pthread_setspecific" || Name == "tsearch" ||
         Name == "lsearch";
}

bool FunctionLowering::lowerLibraryCall(const CallSite &C) {
  llvm::StringRef Name = nameOf(C.Callee);
  if (Name == "free" && C.Args.size() == 1) {
    Operand Pointer = operandOf(C.Args[0]);
    if (Pointer.isPlace())
      emitOn(Op::Free, Pointer, C.E);
    noteFreedArray(C.Args[0], C.E);
    return true;
  }
  if ((Name == "malloc" || Name == "calloc" || Name == "alloca" ||
       Name == "__builtin_alloca") &&
      C.E->getType()->isPointerType()) {
    PlaceId Pointer = targetOf(C.E);
    PlaceId Heap = F.root(Place::Heap, "", NumHeaps++);
    emitOn(Op::Alloc, Operand::place(Heap), C.E).Dst = Pointer;
    setScalar(C.E, Operand::place(Pointer));
    return true;
  }
  if (lowerMemoryCopy(C, Name) || lowerAlgorithm(C, Name))
    return true;
  // Others keep nothing that they may only read.
  llvm::SmallVector<Operand, 4> Escaping;
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    if (I >= C.Callee->getNumParams() || !argReaches(C.Args[I]))
      continue;
    QualType T = C.Callee->getParamDecl(I)->getType();
    if (!keepsConstant(Name) && (T->isPointerType() || T->isReferenceType()) &&
        T->getPointeeType().isConstQualified())
      continue;
    Operand Op = passedArgument(C.Args[I], T);
    if (Op.isPlace())
      Escaping.push_back(Op);
  }
  if (!Escaping.empty())
    emitEscape(Escaping, C.E);
  havocPointees(C);
  setContainerResult(C);
  return true;
}

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

/// What comes out of the standard library is somebody else's, or a copy that
/// has a reference of its own.
void FunctionLowering::setContainerResult(const CallSite &C) {
  QualType T = C.E->getType();
  if (!Types.reaches(T))
    return;
  OwnerClass O = Types.owner(T);
  ir::Kind K = O ? O.K : Types.managedKind(T);
  bool MayBeWritten = C.E->isLValue() && !T.isConstQualified() && !O;
  if (K != ir::Kind::None && !MayBeWritten) {
    PlaceId Result =
        C.E->isGLValue() ? newTemp() : (beginObject(C.E), targetOf(C.E));
    ir::Instr &I = emit(Op::Borrow, C.E);
    I.K = K;
    I.Dst = Result;
    noteTaken(C, Result, /*Address=*/false);
    if (C.E->isGLValue())
      return setValue(C.E, {Value::Element, {}, Result});
    if (O)
      emitOn(Op::Retain, Operand::place(Result), C.E).Implicit = true;
    return O ? setObject(C.E, Result) : setScalar(C.E, Operand::place(Result));
  }
  // An iterator or another container says nothing; a pointer or a reference to
  // something is to something unknown.
  if (!C.E->isGLValue() && !T->isPointerType())
    return;
  PlaceId Pointer = newTemp();
  emitHavoc(Pointer, C.E);
  noteTaken(C, Pointer, /*Address=*/true);
  if (C.E->isGLValue())
    setObject(C.E, F.deref(Pointer));
  else
    setScalar(C.E, Operand::place(Pointer));
}

/// Whether what a container gets is a handle without a reference of its own:
/// itself, in a plain struct, or converted to it from an owner.
static bool keepsRaw(const TypeInfo &Types, const Expr *Container, QualType T) {
  if (!Container)
    return false;
  if (Types.managedKind(T) != ir::Kind::None)
    return true;
  if (Types.owner(T)) {
    QualType C = Container->getType();
    for (unsigned I = 0; I < 2; ++I)
      if (Types.managedKind(templateArgument(C, I)) != ir::Kind::None)
        return true;
    return false;
  }
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && RD->hasDefinition() && RD->hasTrivialDestructor() &&
         (RD->isTriviallyCopyable() || nameOf(RD) == "pair");
}

void FunctionLowering::lowerContainerCall(const CallSite &C) {
  llvm::SmallVector<Operand, 4> Escaping, Stored;
  for (const Expr *Arg : C.Args) {
    if (!argReaches(Arg))
      continue;
    // Iterators and containers have let go of what is in them before.
    QualType T = Arg->getType();
    if (Types.stdClass(T) == StdClass::Other && !functionWrapper(T))
      continue;
    Value V = valueOf(Arg);
    if (V.F == Value::Element)
      continue;
    Operand Op = operandOf(V, Arg);
    if (Op.isPlace())
      (keepsRaw(Types, C.Object, T) ? Stored : Escaping).push_back(Op);
  }
  if (!Escaping.empty())
    emitEscape(Escaping, C.E);
  notePut(C, Escaping);
  if (!Stored.empty())
    emitEscape(Stored, C.E, ir::Role::Store);
  notePut(C, Stored);
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (Method && (Method->isCopyAssignmentOperator() ||
                 Method->isMoveAssignmentOperator() ||
                 C.Callee->getOverloadedOperator() == OO_PlusPlus ||
                 C.Callee->getOverloadedOperator() == OO_Equal))
    return setObject(C.E, objectPlaceOf(C));
  setContainerResult(C);
}

//===----------------------------------------------------------------------===//
// unique_ptr
//===----------------------------------------------------------------------===//

/// A deleter that is not std::default_delete.
static const CXXRecordDecl *ownDeleter(QualType T, bool &Unknown) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T->getAsCXXRecordDecl());
  Unknown = false;
  if (!Spec || Spec->getTemplateArgs().size() < 2 ||
      Spec->getTemplateArgs()[1].getKind() != TemplateArgument::Type)
    return nullptr;
  const CXXRecordDecl *RD =
      Spec->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl();
  Unknown = !RD;
  return RD && nameOf(RD) != "default_delete" ? RD : nullptr;
}

void FunctionLowering::destroyUniquePtr(PlaceId P, QualType T, const Stmt *At) {
  QualType Pointee = templateArgument(T, 0);
  bool Unknown;
  const CXXRecordDecl *Deleter = ownDeleter(T, Unknown);
  if (Pointee.isNull() || !Types.reaches(T))
    return;
  if (isContentElement(P) && keepsHandle(T))
    return ifNotNull(P, [&] {
      const ir::Kind K = Types.managedKind(Ctx.getPointerType(Pointee));
      releaseOwner(P, {K, /*Raii=*/false}, At, /*Implicit=*/true);
    });
  if (callDeleter(P, T, At))
    return;
  if (Unknown || (Deleter && !Deleter->hasDefinition()))
    return emitEscape(Operand::place(P), At);
  if (Deleter) {
    for (const CXXMethodDecl *MD : Deleter->getDefinition()->methods())
      if (MD->getOverloadedOperator() == OO_Call && !M.moduleName(MD).empty()) {
        ifNotNull(P, [&] {
          PlaceId Handle = detached(P, T, At);
          ir::Instr &I = emit(Op::Call, At);
          I.Callee = M.moduleName(MD).str();
          I.Args.push_back(Operand::unknown());
          I.Args.push_back(Operand::place(Handle));
          I.Implicit = true;
        });
        return;
      }
    return emitEscape(Operand::place(P), At);
  }
  ifNotNull(P, [&] {
    if (hasDestruction(Pointee) && Pointee->isArrayType())
      destroy(F.step(F.deref(P), Place::Any), Ctx.getBaseElementType(Pointee),
              At);
    else if (hasDestruction(Pointee))
      destroyPointee(F.deref(P), Pointee, At);
    emitOn(Op::Free, Operand::place(P), At).Implicit = true;
  });
}

bool FunctionLowering::lowerUniquePtr(const CallSite &C) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  QualType T = C.Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  llvm::StringRef Name = nameOf(C.Callee);
  OverloadedOperatorKind Operator = C.Callee->getOverloadedOperator();
  if (Name == "get" || Operator == OO_Arrow ||
      isa<CXXConversionDecl>(C.Callee)) {
    setScalar(C.E, Operand::place(P));
    return true;
  }
  if (Operator == OO_Star) {
    setObject(C.E, F.deref(P));
    return true;
  }
  if (Operator == OO_Subscript && C.Args.size() == 1) {
    setObject(C.E, elementOf(F.deref(P), C.Args[0]));
    return true;
  }
  if (Name == "release") {
    PlaceId Result = targetOf(C.E);
    noteKind(P, Types.managedKind(C.E->getType()));
    emitCopy(Result, Operand::place(P), C.E, Op::Move,
             keepsHandle(T) ? ir::Role::Detach : ir::Role::None);
    setScalar(C.E, Operand::place(Result));
    return true;
  }
  if (Name != "reset" && Operator != OO_Equal)
    return false;
  // The new pointer first: it may come from the old one.
  PlaceId New = newTemp();
  Value V =
      C.Args.empty() ? Value::scalar(Operand::null()) : valueOf(C.Args[0]);
  if (C.Args.empty() || C.Args[0]->getType()->isNullPtrType() ||
      isa<CXXDefaultArgExpr>(C.Args[0]))
    emitCopy(New, Operand::null(), C.E);
  else if (V.F == Value::Object && Operator == OO_Equal)
    emitCopy(New, Operand::place(V.P), C.E, Op::Move);
  else if (V.F == Value::Scalar && V.Op.isPlace() && keepsHandle(T))
    adoptRaw(New, V.Op, C.E, "std::unique_ptr");
  else
    assignValue(New, V, C.E);
  destroyUniquePtr(P, T, C.E);
  emitCopy(P, Operand::place(New), C.E, Op::Move);
  setObject(C.E, P);
  return true;
}

/// The new block of memory that a smart pointer gets.
ir::PlaceId FunctionLowering::allocateFor(const Expr *E) {
  PlaceId Pointer = targetOf(E);
  PlaceId Heap = F.root(Place::Heap, "", NumHeaps++);
  emitOn(Op::Alloc, Operand::place(Heap), E).Dst = Pointer;
  setObject(E, Pointer);
  return Heap;
}

/// make_unique<T>(args): the constructor that its body calls.
void FunctionLowering::lowerMakeUnique(const CallSite &C) {
  PlaceId Heap = allocateFor(C.E);
  QualType T = templateArgument(C.E->getType(), 0);
  if (!T.isNull() && !T->isArrayType())
    constructForwarded(Heap, T, C.Args, C.E);
}

/// The one constructor that takes so many arguments.
static const CXXConstructorDecl *onlyConstructor(QualType T, size_t NumArgs) {
  const auto *RD = T->getAsCXXRecordDecl();
  const CXXConstructorDecl *Found = nullptr;
  if (RD && RD->hasDefinition())
    for (const CXXConstructorDecl *Ctor : RD->getDefinition()->ctors()) {
      if (Ctor->isCopyOrMoveConstructor() || Ctor->isDeleted() ||
          Ctor->getMinRequiredArguments() > NumArgs ||
          Ctor->getNumParams() < NumArgs)
        continue;
      if (Found)
        return nullptr;
      Found = Ctor;
    }
  return Found;
}

void FunctionLowering::constructForwarded(PlaceId P, QualType T,
                                          llvm::ArrayRef<const Expr *> Args,
                                          const Expr *At) {
  const Expr *Only = Args.size() == 1 ? Args[0] : nullptr;
  if (TypeInfo::isScalar(T))
    return Only ? assign(P, Only, At) : nullify(P, T, At);
  PlaceId Src = Only ? objectOf(Only) : ir::NoPlace;
  bool IsMove = Only && Only->isXValue();
  if (OwnerClass O = Types.owner(T)) {
    if (Src != ir::NoPlace && Types.owner(Only->getType()).K == O.K)
      return moveOwner(P, Src, O, At, IsMove);
    for (const Expr *Arg : Args)
      if (Types.managedKind(Arg->getType()) == O.K)
        return copyOwner(P, operandOf(Arg), At);
    PlaceId Context = contextAmong(Args);
    ir::Instr &I = emit(Op::New, At);
    I.K = O.K;
    I.Dst = P;
    I.Context = O.K == ir::Kind::Context ? ir::NoPlace : Context;
    I.Count = 1;
    I.Callee = T->getAsCXXRecordDecl()->getQualifiedNameAsString();
    if (O.K == ir::Kind::Context)
      I.Mode = ir::ContextMode::Counting;
    return;
  }
  if (Src != ir::NoPlace && T->isRecordType() &&
      Ctx.hasSameUnqualifiedType(Only->getType(), T))
    return copyMember(P, Src, T, At, IsMove, /*Assign=*/false);
  if (!Args.empty() && keepsHandle(T) && TypeInfo::isScalar(Args[0]->getType()))
    return adoptRaw(P, operandOf(Args[0]), At, "std::unique_ptr");
  const CXXConstructorDecl *Ctor = onlyConstructor(T, Args.size());
  if (Ctor && !M.moduleName(Ctor).empty()) {
    llvm::SmallVector<Operand, 4> Passed{Operand::place(addressTemp(P, At))};
    for (unsigned I = 0; I < Args.size(); ++I)
      Passed.push_back(
          passedArgument(Args[I], Ctor->getParamDecl(I)->getType()));
    ir::Instr &I = emit(Op::Call, At);
    I.Callee = M.moduleName(Ctor).str();
    I.Args.append(Passed.begin(), Passed.end());
    return;
  }
  if (!Types.reaches(T))
    return;
  llvm::SmallVector<Operand, 4> Escaping;
  for (const Expr *Arg : Args)
    if (argReaches(Arg))
      if (Operand Op = passedArgument(Arg, QualType()); Op.isPlace())
        Escaping.push_back(Op);
  if (!Ctor || !Ctor->isTrivial())
    emitHavoc(P, At);
  if (!Escaping.empty())
    emitEscape(Escaping, At);
}

void FunctionLowering::constructStd(const CXXConstructExpr *E, PlaceId P) {
  QualType T = E->getType();
  if (functionWrapper(T) && constructFunction(E, P))
    return;
  if (M.AsksForTexts && isTextView(T))
    return constructTextView(E, P);
  const CXXConstructorDecl *Ctor = E->getConstructor();
  if (sharedKind(T))
    return constructShared(E, P);
  if (Types.stdClass(T) == StdClass::UniquePtr && Types.reaches(T)) {
    if (E->getNumArgs() == 0 || E->getArg(0)->getType()->isNullPtrType())
      return emitCopy(P, Operand::null(), E);
    const Expr *Arg = E->getArg(0);
    PlaceId Source = objectOf(Arg);
    if (Types.stdClass(Arg->getType()) == StdClass::UniquePtr &&
        Source != ir::NoPlace)
      return emitCopy(P, Operand::place(Source), E, Op::Move);
    if (Operand Raw = operandOf(Arg); Raw.isPlace() && keepsHandle(T))
      return adoptRaw(P, Raw, E, "std::unique_ptr");
    else if (Raw.isPlace() && hasUnclearDeleter(T))
      emitEscape(Raw, E);
    return assignValue(P, valueOf(Arg), E);
  }
  if (isFollowedContainer(T))
    return constructContainer(E, P);
  if (isFollowedIterator(T)) {
    PlaceId From = E->getNumArgs() ? objectOf(E->getArg(0)) : ir::NoPlace;
    return From == ir::NoPlace ? emitHavoc(P, E)
                               : emitCopy(P, Operand::place(From), E);
  }
  llvm::SmallVector<const Expr *, 4> Args(E->arg_begin(), E->arg_end());
  if (Types.stdClass(T) == StdClass::Optional)
    return constructOptional(P, T, Args, E);
  if (isChoice(T))
    return constructChoice(P, T, Args, E);
  if (Types.stdClass(T) == StdClass::Tuple && Ctor->isCopyOrMoveConstructor() &&
      objectOf(Args[0]) != ir::NoPlace)
    return copyMember(P, objectOf(Args[0]), T, E, Ctor->isMoveConstructor(),
                      /*Assign=*/false);
  if (!Ctor->isCopyOrMoveConstructor() &&
      memberOfTuple(P, T, 0) != ir::NoPlace && constructTuple(P, T, Args, E))
    return;
  if (Types.stdClass(T) == StdClass::None && Types.reaches(T)) {
    // std::pair and other plain structs: their members.
    if (Ctor->isCopyOrMoveConstructor() &&
        objectOf(E->getArg(0)) != ir::NoPlace)
      return copyObject(P, objectOf(E->getArg(0)), T, E,
                        Ctor->isMoveConstructor(), /*Assign=*/false);
    emitHavoc(P, E);
  }
  llvm::SmallVector<Operand, 4> Escaping;
  for (const Expr *Arg : E->arguments()) {
    if (!argReaches(Arg) || Types.stdClass(Arg->getType()) == StdClass::Other)
      continue;
    Operand Op = operandOf(Arg);
    if (Op.isPlace())
      Escaping.push_back(Op);
  }
  if (!Escaping.empty())
    emitEscape(Escaping, E);
}

//===----------------------------------------------------------------------===//
// Functions of namespace std
//===----------------------------------------------------------------------===//

void FunctionLowering::lowerSwap(const CallSite &C) {
  PlaceId A = objectOf(C.Args[0]), B = objectOf(C.Args[1]);
  if (A == ir::NoPlace || B == ir::NoPlace ||
      !(Types.reaches(C.Args[0]->getType()) ||
        TypeInfo::isScalar(C.Args[0]->getType())))
    return;
  if (isFollowedContainer(C.Args[0]->getType()))
    return swapContainers(A, B, C.E);
  emitSwap(A, B, newTemp(), C.E);
}

/// A and B change places by way of Temp.
void FunctionLowering::emitSwap(PlaceId A, PlaceId B, PlaceId Temp,
                                const Stmt *At) {
  emitCopy(Temp, Operand::place(A), At, Op::Move);
  emitCopy(A, Operand::place(B), At, Op::Move);
  emitCopy(B, Operand::place(Temp), At, Op::Move);
}

bool FunctionLowering::lowerStdFunction(const CallSite &C,
                                        llvm::StringRef Name) {
  unsigned N = C.Args.size();
  if (N == 1 &&
      (Name == "move" || Name == "forward" || Name == "as_const" ||
       Name == "move_if_noexcept" || Name == "ref" || Name == "cref")) {
    setValue(C.E, valueOf(C.Args[0]));
    return true;
  }
  if (N == 1 && Name == "addressof") {
    if (PlaceId P = objectOf(C.Args[0]); P != ir::NoPlace)
      setValue(C.E, Value::address(P));
    return true;
  }
  if (N == 2 && Name == "swap") {
    lowerSwap(C);
    return true;
  }
  if (N == 2 && Name == "exchange") {
    PlaceId P = objectOf(C.Args[0]);
    if (P == ir::NoPlace || !TypeInfo::isScalar(C.Args[0]->getType()))
      return false;
    PlaceId Old = targetOf(C.E);
    Value New = valueOf(C.Args[1]);
    emitCopy(Old, Operand::place(P), C.E, Op::Move);
    assignValue(P, New, C.E);
    setScalar(C.E, Operand::place(Old));
    return true;
  }
  if (Name == "make_shared" && sharedKind(C.E->getType()).Raii) {
    lowerMakeShared(C);
    return true;
  }
  if (Name == "make_unique" && Types.reaches(C.E->getType())) {
    lowerMakeUnique(C);
    return true;
  }
  // Also a plain member of what holds a handle elsewhere.
  bool Reaches = Types.reaches(C.E->getType()) ||
                 (N == 1 && Name == "get" &&
                  Types.reaches(C.Args[0]->getType().getNonReferenceType()));
  if (lowerChoiceFunction(C, Name) || (Reaches && lowerTupleFunction(C, Name)))
    return true;
  return lowerAlgorithm(C, Name);
}

/// std::ranges::for_each is an object; remove_if of a list is a method.
static llvm::StringRef algorithmName(const Expr *Object,
                                     const CXXMethodDecl *Method) {
  if (Method->getOverloadedOperator() != OO_Call || !Object)
    return nameOf(Method);
  const auto *R = dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts());
  return R && isSystem(R->getDecl()) ? nameOf(R->getDecl()) : llvm::StringRef();
}

bool FunctionLowering::lowerStdCall(const CallSite &C) {
  if (!inTopNamespace(C.Callee, "std") &&
      !inTopNamespace(C.Callee, "__gnu_cxx"))
    return false;
  if (lowerContainer(C))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (!Method && lowerStdFunction(C, nameOf(C.Callee)))
    return true;
  if (Method &&
      (lowerTextView(C) || lowerTextOfTemporary(C) || lowerStdAtomic(C)))
    return true;
  if (Method && lowerAlgorithm(C, algorithmName(C.Object, Method)))
    return true;
  if (Method && C.Object) {
    QualType T = C.Object->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    if (Types.stdClass(T) == StdClass::UniquePtr && Types.reaches(T) &&
        lowerUniquePtr(C))
      return true;
    if (lowerSharedPtr(C, T))
      return true;
    if (Types.stdClass(T) == StdClass::Optional && lowerOptional(C))
      return true;
    if (isChoice(T) && lowerChoice(C, T))
      return true;
    if (const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
        RD && nameOf(RD) == "array" && Types.reaches(T) && lowerArrayMethod(C))
      return true;
    if (assignTuple(C))
      return true;
  }
  lowerContainerCall(C);
  return true;
}

} // namespace z3tidy::lower

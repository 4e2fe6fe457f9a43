// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers of the standard library whose elements are handles, owners, or
// structs with such members: `.(content)[*]` is any element, and an iterator is
// a pointer to one.

#include "lower/Containers.h"
#include "lower/FunctionLowering.h"
#include "llvm/ADT/StringSwitch.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

ir::PlaceId FunctionLowering::contentOf(PlaceId P) {
  return P == ir::NoPlace ? P : F.field(P, ir::ContentField);
}

ir::PlaceId FunctionLowering::anyElementOf(PlaceId P) {
  return P == ir::NoPlace ? P : F.step(contentOf(P), Place::Any);
}

/// The element that has this name now: the last one, or that of a key.
ir::PlaceId FunctionLowering::namedElement(PlaceId P, llvm::StringRef Name) {
  if (P == ir::NoPlace)
    return P;
  PlaceId Index = F.root(Place::Local, (Name + " of " + F.Places.str(P)).str());
  return F.step(contentOf(P), Place::At, "", Index);
}

/// Whether the variable names one key as long as it is there, or an
/// instruction says when it changes.
static bool isSteadyKey(const VarDecl *VD) {
  QualType T = VD->getType();
  if (T->isReferenceType())
    return T->getPointeeType().isConstQualified();
  return T.isConstQualified() || T->isScalarType();
}

/// The element of a map or set that the key names.
ir::PlaceId FunctionLowering::keyedElement(PlaceId P, const Expr *Key) {
  Key = Key->IgnoreUnlessSpelledInSource();
  if (const auto *Text = dyn_cast<StringLiteral>(Key->IgnoreParenImpCasts()))
    return namedElement(P, ("'" + Text->getBytes() + "'").str());
  if (auto N = constantOf(Key))
    return namedElement(P, std::to_string(*N));
  const auto *R = dyn_cast<DeclRefExpr>(Key->IgnoreParenImpCasts());
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  if (VD && VD->hasLocalStorage() && isSteadyKey(VD) &&
      !R->refersToEnclosingVariableOrCapture())
    return F.step(contentOf(P), Place::At, "", placeOf(VD));
  return anyElementOf(P);
}

/// Where an iterator from `find(key)` leads to: if the key has no name, the
/// iterator is the element's.
ir::PlaceId FunctionLowering::foundElement(PlaceId P, const Expr *Key,
                                           PlaceId Iterator) {
  PlaceId Element = keyedElement(P, Key);
  bool IsRoot = Iterator != ir::NoPlace && F.place(Iterator).isRoot();
  if (F.place(Element).F != Place::Any || !IsRoot)
    return Element;
  return F.step(contentOf(P), Place::At, "", Iterator);
}

bool FunctionLowering::isContentElement(PlaceId P) const {
  for (; !F.place(P).isRoot(); P = F.place(P).Parent)
    if (F.place(P).isElement())
      return F.place(F.place(P).Parent).Name == ir::ContentField;
  return false;
}

//===----------------------------------------------------------------------===//
// Elements come and go
//===----------------------------------------------------------------------===//

/// The object goes into a container that only grows, by the next instruction.
void FunctionLowering::noteKept(Operand Kept, const Stmt *At) {
  if (Kept.isPlace())
    emitOn(Op::Use, Kept, At).R = ir::Role::Keep;
}

/// A value becomes an element, or a part of a new one.
void FunctionLowering::insertValue(PlaceId Element, QualType T,
                                   llvm::ArrayRef<const Expr *> Args,
                                   const Expr *At) {
  if (TypeInfo::isScalar(T)) {
    if (Args.size() != 1 || Types.managedKind(T) == ir::Kind::None)
      return;
    if (OnlyGrows)
      noteKept(operandOf(Args[0]), At);
    Operand Raw = operandOf(Args[0]);
    return Raw.F == Operand::Unknown
               ? emitHavoc(Element, At)
               : emitCopy(Element, Raw, At, Op::Copy, ir::Role::Store);
  }
  if (!Types.reaches(T))
    return;
  PlaceId New = newTemp();
  constructForwarded(New, T, Args, At);
  if (OnlyGrows && Types.owner(T))
    noteKept(Operand::place(New), At);
  emitCopy(Element, Operand::place(New), At, Op::Move, ir::Role::Store);
}

/// A pair becomes an element of a map: of two arguments, or of another pair.
void FunctionLowering::insertPair(PlaceId Element, QualType Key, QualType Value,
                                  llvm::ArrayRef<const Expr *> Args,
                                  const Expr *At) {
  PlaceId First = F.field(Element, "first"),
          Second = F.field(Element, "second");
  if (Args.size() >= 2 || Args.empty()) {
    if (Args.empty())
      return;
    insertValue(First, Key, Args[0], At);
    return insertValue(Second, Value, Args.drop_front(), At);
  }
  PlaceId Pair = objectOf(Args[0]);
  if (Pair == ir::NoPlace)
    return emitHavoc(Element, At);
  for (auto [Name, T] : {std::pair("first", Key), std::pair("second", Value)}) {
    if (!Types.reaches(T))
      continue;
    PlaceId New = newTemp();
    copyMember(New, F.field(Pair, Name), T, At, Args[0]->isXValue(),
               /*Assign=*/false);
    emitCopy(F.field(Element, Name), Operand::place(New), At, Op::Move,
             ir::Role::Store);
  }
}

void FunctionLowering::insertInto(PlaceId P, QualType T,
                                  llvm::ArrayRef<const Expr *> Args,
                                  const Expr *At) {
  if (containerForm(T) == Container::Map)
    insertPair(anyElementOf(P), templateArgument(T, 0), templateArgument(T, 1),
               Args, At);
  else
    insertValue(anyElementOf(P), templateArgument(T, 0), Args, At);
}

/// Each element of a braced list.
bool FunctionLowering::insertList(PlaceId P, QualType T, const Expr *List,
                                  const Expr *At) {
  const auto *L =
      dyn_cast<CXXStdInitializerListExpr>(List->IgnoreUnlessSpelledInSource());
  if (!L)
    return false;
  const auto *Inits =
      dyn_cast<InitListExpr>(L->getSubExpr()->IgnoreUnlessSpelledInSource());
  if (!Inits)
    return false;
  for (const Expr *Init : Inits->inits())
    insertInto(P, T, Init, At);
  return true;
}

/// Destroys an element of a container of type T, or each of them.
void FunctionLowering::destroyElement(PlaceId Element, QualType T,
                                      const Stmt *At, bool Each) {
  const uint8_t Outer = EachElement;
  EachElement += Each;
  if (containerForm(T) == Container::Map) {
    destroy(F.field(Element, "second"), templateArgument(T, 1), At);
    destroy(F.field(Element, "first"), templateArgument(T, 0), At);
  } else {
    destroy(Element, templateArgument(T, 0), At);
  }
  EachElement = Outer;
}

void FunctionLowering::emptyContainer(PlaceId P, QualType T, const Stmt *At,
                                      bool Implicit) {
  destroyElement(anyElementOf(P), T, At, /*Each=*/true);
  ir::Instr &I = emitOn(Op::End, Operand::place(contentOf(P)), At);
  I.Implicit = Implicit;
  if (!isContentElement(P))
    I.Each = 0; // once, also by a loop
}

/// What pop() of an adaptor takes out.
static llvm::StringRef nextOf(QualType T) {
  if (T->isPointerType())
    T = T->getPointeeType();
  return nameOf(T->getAsCXXRecordDecl()) == "queue" ? "front" : "top";
}

/// Which element pop() or erase() takes out.
ir::PlaceId FunctionLowering::leavingElement(const CallSite &C, PlaceId P) {
  llvm::StringRef Name = nameOf(C.Callee);
  if (C.Args.empty())
    return namedElement(P, llvm::StringSwitch<llvm::StringRef>(Name)
                               .Case("pop_back", "back")
                               .Case("pop_front", "front")
                               .Default(nextOf(C.Object->getType())));
  if (C.Args.size() != 1)
    return anyElementOf(P);
  if (iteratorElement(C.Args[0]->getType()).isNull())
    return keyedElement(P, C.Args[0]);
  // Of an iterator from elsewhere it may not be known where it leads to.
  const Expr *Arg = C.Args[0]->IgnoreUnlessSpelledInSource();
  const auto *R = dyn_cast<DeclRefExpr>(Arg);
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  bool IsOurs = VD && VD->hasLocalStorage() && !isa<ParmVarDecl>(VD) &&
                !VD->getType()->isReferenceType();
  PlaceId Iterator =
      IsOurs || isa<CXXMemberCallExpr>(Arg) ? objectOf(C.Args[0]) : ir::NoPlace;
  return Iterator == ir::NoPlace ? anyElementOf(P) : F.deref(Iterator);
}

/// One element leaves. In a loop that takes all of them out, each has been
/// seen to.
void FunctionLowering::removeElement(const CallSite &C, PlaceId P, QualType T) {
  if (const Stmt *Loop = EachCalls.lookup(C.E)) {
    EmptiedBy[Loop].push_back({P, T, C.E});
    return;
  }
  PlaceId Element = leavingElement(C, P);
  destroyElement(Element, T, C.E, /*Each=*/false);
  emitOn(Op::End, Operand::place(Element), C.E);
}

/// What an element's class does not write itself is copied member by member.
void FunctionLowering::noteElementCopy(QualType T, const Stmt *At) {
  for (unsigned I = 0; I < 2; ++I) {
    const CXXRecordDecl *RD = templateArgument(T, I)->getAsCXXRecordDecl();
    if (RD && RD->hasDefinition() && !Types.owner(RD) &&
        Types.stdClass(RD) == StdClass::None && !inTopNamespace(RD, "std"))
      M.noteImplicitCopy(RD->getDefinition(), false, false, At);
    if (containerForm(T) != Container::Map)
      return;
  }
}

void FunctionLowering::copyContainer(PlaceId Dst, PlaceId Src, QualType T,
                                     const Stmt *At, bool IsMove, bool Assign) {
  if (Dst == Src)
    return;
  if (Assign)
    emptyContainer(Dst, T, At, /*Implicit=*/true);
  emitCopy(contentOf(Dst), Operand::place(contentOf(Src)), At,
           IsMove ? Op::Move : Op::Copy);
}

void FunctionLowering::swapContainers(PlaceId A, PlaceId B, const Stmt *At) {
  if (A == ir::NoPlace || B == ir::NoPlace)
    return;
  emitSwap(contentOf(A), contentOf(B), contentOf(newTemp()), At);
}

void FunctionLowering::constructContainer(const CXXConstructExpr *E,
                                          PlaceId P) {
  QualType T = E->getType();
  const CXXConstructorDecl *Ctor = E->getConstructor();
  if (E->getNumArgs() == 0)
    return;
  const Expr *Arg = E->getArg(0);
  if (Ctor->isCopyOrMoveConstructor()) {
    PlaceId Src = objectOf(Arg);
    if (Src == ir::NoPlace)
      return emitHavoc(anyElementOf(P), E);
    if (!Ctor->isMoveConstructor())
      noteElementCopy(T, E);
    return copyContainer(P, Src, T, E, Ctor->isMoveConstructor(),
                         /*Assign=*/false);
  }
  if (insertList(P, T, Arg, E) || TypeInfo::isNumber(Arg->getType())) {
    // `vector v(n)`, `vector v(n, value)`.
    if (TypeInfo::isNumber(Arg->getType()) && E->getNumArgs() > 1 &&
        !isa<CXXDefaultArgExpr>(E->getArg(1)) &&
        Ctx.hasSameUnqualifiedType(E->getArg(1)->getType(),
                                   templateArgument(T, 0)))
      insertInto(P, T, E->getArg(1), E);
    return;
  }
  bool Reads = false;
  for (const Expr *A : E->arguments())
    if (argReaches(A) && !isa<CXXDefaultArgExpr>(A)) {
      if (PlaceId Src = objectOf(A); Src != ir::NoPlace)
        emitEscape(Operand::place(Src), E);
      Reads = true;
    }
  if (Reads)
    emitHavoc(anyElementOf(P), E);
}

//===----------------------------------------------------------------------===//
// Iterators
//===----------------------------------------------------------------------===//

void FunctionLowering::setIterator(const CallSite &C, PlaceId Element) {
  PlaceId Result = resultPlace(C);
  emitAddress(Result, Element, C.E);
  setCallResult(C, Result);
}

void FunctionLowering::copyIterator(const CallSite &C, PlaceId From) {
  if (C.E->isGLValue())
    return setObject(C.E, From);
  PlaceId Result = resultPlace(C);
  if (Result != From)
    emitCopy(Result, Operand::place(From), C.E);
  setCallResult(C, Result);
}

/// The iterator leads to another element from now on.
void FunctionLowering::stepIterator(PlaceId P, const Stmt *At) {
  ir::Instr &I = emitOn(Op::Havoc, Operand::place(P), At);
  I.C = ir::Change::Plus;
  I.By = 1;
}

/// The hidden iterator of `for (x : v)` leads to any element from the start.
static bool isHidden(const Expr *Iterator) {
  const auto *R = dyn_cast<DeclRefExpr>(Iterator->IgnoreParenImpCasts());
  return R && R->getDecl()->isImplicit();
}

bool FunctionLowering::lowerIterator(const CallSite &C) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  switch (C.Callee->getOverloadedOperator()) {
  case OO_Star:
  case OO_Subscript:
    setObject(C.E, F.deref(P));
    return true;
  case OO_Arrow:
    setScalar(C.E, Operand::place(P));
    return true;
  case OO_Equal:
    if (PlaceId From = objectOf(C.Args[0]); From != ir::NoPlace)
      emitCopy(P, Operand::place(From), C.E);
    else
      emitHavoc(P, C.E);
    setObject(C.E, P);
    return true;
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_PlusEqual:
  case OO_MinusEqual:
    if (!isHidden(C.Object))
      stepIterator(P, C.E);
    break;
  default:
    break;
  }
  if (!isFollowedIterator(C.E->getType()))
    return true;
  copyIterator(C, P);
  bool Moves = C.Callee->getOverloadedOperator() == OO_Plus ||
               C.Callee->getOverloadedOperator() == OO_Minus;
  if (PlaceId Result = objectOf(C.E); Moves && Result != ir::NoPlace)
    stepIterator(Result, C.E);
  return true;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

namespace {

enum class Method : uint8_t {
  Other,
  Nothing,
  Push,
  Insert,
  InsertOrAssign,
  Find,
  Element,
  Pop,
  Clear,
  Data,
};

} // namespace

static Method methodOf(const FunctionDecl *FD) {
  return llvm::StringSwitch<Method>(nameOf(FD))
      .Cases("size", "empty", "reserve", "capacity", "shrink_to_fit",
             Method::Nothing)
      .Cases("count", "contains", "max_size", "bucket_count", "rehash",
             Method::Nothing)
      .Cases("push_back", "push_front", "push", "emplace_back", "emplace_front",
             Method::Push)
      .Cases("insert", "emplace", "try_emplace", "emplace_hint", Method::Insert)
      .Case("insert_or_assign", Method::InsertOrAssign)
      .Cases("begin", "end", "cbegin", "cend", "rbegin", "rend", Method::Find)
      .Cases("crbegin", "crend", "find", "lower_bound", "upper_bound",
             Method::Find)
      .Cases("back", "front", "top", "at", Method::Element)
      .Cases("pop_back", "pop_front", "pop", "erase", Method::Pop)
      .Case("clear", Method::Clear)
      .Case("data", Method::Data)
      .Default(Method::Other);
}

/// insert, emplace, try_emplace.
void FunctionLowering::lowerInsertion(const CallSite &C, PlaceId P,
                                      QualType T) {
  llvm::ArrayRef<const Expr *> Args = C.Args;
  bool AtPosition =
      !Args.empty() && !iteratorElement(Args[0]->getType()).isNull();
  if (AtPosition && Args.size() > 1 &&
      !iteratorElement(Args.back()->getType()).isNull()) {
    // A range: copies of what others hold.
    for (const Expr *Arg : Args.drop_front(Args.size() == 2 ? 0 : 1))
      if (PlaceId Src = objectOf(Arg); Src != ir::NoPlace)
        emitEscape(Operand::place(Src), C.E);
    emitHavoc(anyElementOf(P), C.E);
    if (isFollowedIterator(C.E->getType()))
      setIterator(C, anyElementOf(P));
    return;
  }
  if (AtPosition)
    Args = Args.drop_front();
  if (nameOf(C.Callee) == "insert" && Args.size() > 1)
    Args = Args.take_back();
  if (Args.size() == 1 && Args[0]->isLValue() &&
      Types.reaches(Args[0]->getType()))
    noteElementCopy(T, C.E);
  QualType R = C.E->getType();
  bool MayFail = containerForm(T) != Container::Sequence && R->isRecordType() &&
                 nameOf(R->getAsCXXRecordDecl()) == "pair";
  if (Args.size() == 1 && insertList(P, T, Args[0], C.E))
    return;
  if (!MayFail) {
    insertInto(P, T, Args, C.E);
    if (isFollowedIterator(R))
      setIterator(C, anyElementOf(P));
    return;
  }
  PlaceId Result = resultPlace(C);
  setCallResult(C, Result);
  emitAddress(F.field(Result, "first"), anyElementOf(P), C.E);
  if (Discarded.count(C.E)) {
    insertInto(P, T, Args, C.E);
    return;
  }
  // There may be an element of that key already.
  BlockId New = newBlock(), Old = newBlock(), Next = newBlock();
  addEdge(Cur, New);
  addEdge(Cur, Old);
  continueIn(New);
  insertInto(P, T, Args, C.E);
  emitCopy(F.field(Result, "second"), Operand::integer(1), C.E);
  jump(Next);
  continueIn(Old);
  emitCopy(F.field(Result, "second"), Operand::integer(0), C.E);
  jump(Next);
  continueIn(Next);
}

/// find(key), begin() and the like. Where begin() is kept, it goes on from
/// there.
void FunctionLowering::lowerFind(const CallSite &C, PlaceId P, QualType T) {
  PlaceId Result = resultPlace(C);
  PlaceId Element = anyElementOf(P);
  llvm::StringRef Name = nameOf(C.Callee);
  if (Name == "find" && C.Args.size() == 1)
    Element = foundElement(P, C.Args[0], Result);
  else if ((Name == "begin" || Name == "cbegin") &&
           F.place(Result).F == Place::Temp)
    Element = namedElement(P, "front");
  noteElementKind(Element, T);
  emitAddress(Result, Element, C.E);
  setCallResult(C, Result);
}

void FunctionLowering::noteElementKind(PlaceId Element, QualType T) {
  if (containerForm(T) != Container::Map)
    return noteKind(Element, templateArgument(T, 0));
  noteKind(F.field(Element, "first"), templateArgument(T, 0));
  noteKind(F.field(Element, "second"), templateArgument(T, 1));
}

void FunctionLowering::lowerElementAccess(const CallSite &C, PlaceId P,
                                          QualType T) {
  if (containerForm(T) == Container::Map)
    return setObject(C.E, F.field(keyedElement(P, C.Args[0]), "second"));
  if (C.Args.size() == 1)
    return setObject(C.E, elementOf(contentOf(P), C.Args[0]));
  setObject(C.E, namedElement(P, nameOf(C.Callee)));
}

bool FunctionLowering::assignContainer(const CallSite &C, PlaceId P,
                                       QualType T) {
  const Expr *Arg = C.Args[0];
  setObject(C.E, P);
  PlaceId Src = objectOf(Arg);
  if (containerForm(Arg->getType()) != Container::None && Src != ir::NoPlace) {
    bool IsMove = Arg->isXValue() || Arg->isPRValue();
    if (const auto *MD = dyn_cast<CXXMethodDecl>(C.Callee))
      IsMove = MD->isMoveAssignmentOperator();
    if (!IsMove)
      noteElementCopy(T, C.E);
    copyContainer(P, Src, T, C.E, IsMove, /*Assign=*/true);
    return true;
  }
  emptyContainer(P, T, C.E, /*Implicit=*/false);
  if (!insertList(P, T, Arg, C.E))
    emitHavoc(anyElementOf(P), C.E);
  return true;
}

/// Who looks for a handle may find that it is there, and counted, already.
void FunctionLowering::noteLookup(const CallSite &C, QualType T) {
  Container Form = containerForm(T);
  bool HasKeys = Form == Container::Map || Form == Container::Set;
  if (!HasKeys || C.Args.empty() || methodOf(C.Callee) == Method::Insert ||
      Types.managedKind(C.Args[0]->getType()) == ir::Kind::None)
    return;
  if (Operand Key = operandOf(C.Args[0]); Key.isPlace())
    emitEscape(Key, C.E);
}

bool FunctionLowering::lowerContainerMethod(const CallSite &C, QualType T) {
  PlaceId P = objectPlaceOf(C);
  if (P == ir::NoPlace)
    return false;
  noteLookup(C, T);
  if (C.Callee->getOverloadedOperator() == OO_Subscript) {
    lowerElementAccess(C, P, T);
    return true;
  }
  if (C.Callee->getOverloadedOperator() == OO_Equal && C.Args.size() == 1)
    return assignContainer(C, P, T);
  switch (methodOf(C.Callee)) {
  case Method::Nothing:
    return true;
  case Method::Push:
    OnlyGrows = M.onlyGrows(C.Object);
    if (C.Args.size() == 1 && C.Args[0]->isLValue())
      noteElementCopy(T, C.E);
    insertInto(P, T, C.Args, C.E);
    OnlyGrows = false;
    if (C.E->isGLValue())
      setObject(C.E, anyElementOf(P));
    return true;
  case Method::InsertOrAssign:
  case Method::Insert:
    if (nameOf(C.Callee) == "emplace" &&
        containerForm(T) == Container::Sequence &&
        C.E->getType()->isVoidType()) {
      insertInto(P, T, C.Args, C.E); // stack, queue
      return true;
    }
    lowerInsertion(C, P, T);
    return true;
  case Method::Find:
    lowerFind(C, P, T);
    return true;
  case Method::Element:
    lowerElementAccess(C, P, T);
    return true;
  case Method::Pop:
    removeElement(C, P, T);
    if (isFollowedIterator(C.E->getType()))
      setIterator(C, anyElementOf(P));
    return true;
  case Method::Clear:
    emptyContainer(P, T, C.E, /*Implicit=*/false);
    return true;
  case Method::Data:
    setValue(C.E, Value::address(contentOf(P)));
    return true;
  case Method::Other:
    break;
  }
  llvm::StringRef Name = nameOf(C.Callee);
  if (Name == "swap" && C.Args.size() == 1) {
    swapContainers(P, objectOf(C.Args[0]), C.E);
    return true;
  }
  if (Name == "resize" && !C.Args.empty()) {
    if (auto N = constantOf(C.Args[0]); N && *N == 0)
      emptyContainer(P, T, C.E, /*Implicit=*/false);
    return true;
  }
  // assign, splice, merge, extract, sort …: others may have the elements.
  emitEscape(Operand::place(addressTemp(P, C.E)), C.E);
  for (const Expr *Arg : C.Args)
    if (argReaches(Arg))
      if (Operand Op = passedArgument(Arg, QualType()); Op.isPlace())
        emitEscape(Op, C.E);
  setContainerResult(C);
  return true;
}

/// begin(v), next(it), find_if(first, last, …): an iterator of the same
/// elements. What else gets iterators may do anything with the elements.
bool FunctionLowering::lowerIteratorFunction(const CallSite &C,
                                             llvm::StringRef Name) {
  if (C.Callee->isOverloadedOperator()) {
    if (isFollowedIterator(C.E->getType()) && !C.Args.empty() &&
        isFollowedIterator(C.Args[0]->getType()))
      if (PlaceId From = objectOf(C.Args[0]); From != ir::NoPlace)
        copyIterator(C, From);
    return false;
  }
  bool HandsOn = llvm::StringSwitch<bool>(Name)
                     .Cases("move", "forward", "as_const", "ref", "cref", true)
                     .Cases("addressof", "exchange", "get", "swap", true)
                     .Cases("make_pair", "make_tuple", "tie", true)
                     .Cases("move_if_noexcept", "make_unique", true)
                     .Default(false);
  if (C.Args.empty() || (HandsOn && C.Args.size() < 3))
    return false;
  QualType First = C.Args[0]->getType();
  PlaceId From = objectOf(C.Args[0]);
  bool OfContainer = isFollowedContainer(First);
  if (From == ir::NoPlace || !(OfContainer || isFollowedIterator(First)))
    return false;
  if (OfContainer && isFollowedIterator(C.E->getType())) {
    setIterator(C, anyElementOf(From));
    return true;
  }
  bool Looks = llvm::StringSwitch<bool>(Name)
                   .Cases("size", "ssize", "empty", "distance", true)
                   .Cases("advance", "next", "prev", "find", "find_if", true)
                   .Cases("all_of", "any_of", "none_of", "count_if", true)
                   .Cases("sort", "stable_sort", "reverse", "shuffle", true)
                   .Cases("for_each", "for_each_n", true)
                   .Cases("max_element", "min_element", "lower_bound", true)
                   .Default(false);
  if (isFollowedIterator(C.E->getType()) && !OfContainer) {
    copyIterator(C, From);
    if (PlaceId Result = objectOf(C.E); Result != ir::NoPlace)
      stepIterator(Result, C.E);
  }
  if (Name == "advance")
    stepIterator(From, C.E);
  if (Looks)
    return false;
  for (const Expr *Arg : C.Args)
    if (isFollowedContainer(Arg->getType()) ||
        isFollowedIterator(Arg->getType()))
      if (PlaceId P = objectOf(Arg); P != ir::NoPlace)
        emitEscape(isFollowedContainer(Arg->getType())
                       ? Operand::place(addressTemp(P, C.E))
                       : Operand::place(P),
                   C.E);
  return false;
}

bool FunctionLowering::lowerContainer(const CallSite &C) {
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (!Method || !C.Object)
    return lowerIteratorFunction(C, nameOf(C.Callee));
  QualType T = C.Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (isFollowedIterator(T))
    return lowerIterator(C);
  return isFollowedContainer(T) && lowerContainerMethod(C, T);
}

} // namespace z3tidy::lower

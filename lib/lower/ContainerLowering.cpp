// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Containers of the standard library whose elements are handles, owners,
// structs with such members, or containers of such: `.(content)[*]` is any
// element. Iterators: IteratorLowering.cpp.

#include "lower/Containers.h"
#include "lower/FunctionLowering.h"
#include "lower/NameSwitch.h"
#include "lower/TextReaders.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

ir::PlaceId FunctionLowering::contentOf(PlaceId P) {
  return P == ir::NoPlace ? P : F.field(P, ir::ContentField);
}

ir::PlaceId FunctionLowering::anyElementOf(PlaceId P) {
  return P == ir::NoPlace ? P : F.step(contentOf(P), Place::Any);
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

/// The object goes into a container that is never emptied, by the next
/// instruction.
void FunctionLowering::noteKept(Operand Kept, const Stmt *At) {
  if (Keeps == Keeping::No || !Kept.isPlace())
    return;
  ir::Instr &I = emitOn(Op::Use, Kept, At);
  I.R = ir::Role::Keep;
  if (Keeps == Keeping::Read)
    I.Args.push_back(Operand::integer(1));
}

/// A value becomes an element, or a part of a new one.
void FunctionLowering::insertValue(PlaceId Element, QualType T,
                                   llvm::ArrayRef<const Expr *> Args,
                                   const Expr *At) {
  if (TypeInfo::isScalar(T)) {
    bool IsText = M.AsksForTexts && isTextPointer(T);
    if (Args.size() != 1 || (Types.managedKind(T) == ir::Kind::None && !IsText))
      return;
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
  if (Types.owner(T))
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

void FunctionLowering::insertInto(PlaceId Element, QualType T,
                                  llvm::ArrayRef<const Expr *> Args,
                                  const Expr *At) {
  if (containerForm(T) == Container::Map)
    insertPair(Element, templateArgument(T, 0), templateArgument(T, 1), Args,
               At);
  else
    insertValue(Element, templateArgument(T, 0), Args, At);
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
    insertInto(anyElementOf(P), T, Init, At);
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
      insertInto(anyElementOf(P), T, E->getArg(1), E);
    return;
  }
  bool Reads = false;
  for (const Expr *A : E->arguments())
    if (argReaches(A) && !isa<CXXDefaultArgExpr>(A)) {
      if (PlaceId Src = objectOf(A); Src != ir::NoPlace)
        emitEscape(Operand::place(Src), E);
      else if (Operand Array = operandOf(A); Array.isPlace())
        emitEscape(Array, E); // a range of an array
      Reads = true;
    }
  if (Reads)
    emitHavoc(anyElementOf(P), E);
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
  return NameSwitch<Method>(nameOf(FD))
      .Cases({"size", "empty", "reserve", "capacity", "shrink_to_fit"},
             Method::Nothing)
      .Cases({"count", "contains", "max_size", "bucket_count", "rehash"},
             Method::Nothing)
      .Cases(
          {"push_back", "push_front", "push", "emplace_back", "emplace_front"},
          Method::Push)
      .Cases({"insert", "emplace", "try_emplace", "emplace_hint"},
             Method::Insert)
      .Case("insert_or_assign", Method::InsertOrAssign)
      .Cases({"begin", "end", "cbegin", "cend", "rbegin", "rend"}, Method::Find)
      .Cases({"crbegin", "crend", "find", "lower_bound", "upper_bound"},
             Method::Find)
      .Cases({"back", "front", "top", "at"}, Method::Element)
      .Cases({"pop_back", "pop_front", "pop", "erase"}, Method::Pop)
      .Case("clear", Method::Clear)
      .Case("data", Method::Data)
      .Default(Method::Other);
}

/// The key of what is inserted into a map; null if it is not spelled out.
static const Expr *keyOf(llvm::ArrayRef<const Expr *> Args) {
  if (Args.size() >= 2)
    return Args[0];
  const Expr *Pair = Args.size() == 1 ? Args[0] : nullptr;
  while (Pair) {
    Pair = Pair->IgnoreUnlessSpelledInSource();
    if (const auto *List = dyn_cast<InitListExpr>(Pair))
      return List->getNumInits() == 2 ? List->getInit(0) : nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(Pair))
      return Call->getNumArgs() == 2 && Call->getDirectCallee() &&
                     nameOf(Call->getDirectCallee()) == "make_pair"
                 ? Call->getArg(0)
                 : nullptr;
    const auto *Construct = dyn_cast<CXXConstructExpr>(Pair);
    if (!Construct || Construct->getNumArgs() == 0)
      return nullptr;
    if (Construct->getNumArgs() == 2)
      return Construct->getArg(0);
    Pair = Construct->getArg(0);
  }
  return nullptr;
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
  const Expr *Key = containerForm(T) == Container::Map ? keyOf(Args) : nullptr;
  PlaceId Element = Key ? keyedElement(P, Key) : anyElementOf(P);
  if (!MayFail) {
    insertInto(Element, T, Args, C.E);
    if (isFollowedIterator(R))
      setIterator(C, anyElementOf(P));
    return;
  }
  PlaceId Result = resultPlace(C);
  setCallResult(C, Result);
  emitAddress(F.field(Result, "first"), Element, C.E);
  if (isDropped(C.E)) {
    insertInto(Element, T, Args, C.E);
    return;
  }
  // There may be an element of that key already.
  BlockId New = newBlock(), Old = newBlock(), Next = newBlock();
  addEdge(Cur, New);
  addEdge(Cur, Old);
  continueIn(New);
  insertInto(Element, T, Args, C.E);
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
    Keeps = M.keepingOf(C.Object);
    if (C.Args.size() == 1 && C.Args[0]->isLValue())
      noteElementCopy(T, C.E);
    insertInto(newElement(C, P), T, C.Args, C.E);
    Keeps = Keeping::No;
    if (C.E->isGLValue())
      setObject(C.E, newElement(C, P));
    return true;
  case Method::InsertOrAssign:
  case Method::Insert:
    if (nameOf(C.Callee) == "emplace" &&
        containerForm(T) == Container::Sequence &&
        C.E->getType()->isVoidType()) {
      insertInto(newElement(C, P), T, C.Args, C.E); // stack, queue
      return true;
    }
    Keeps = M.keepingOf(C.Object);
    lowerInsertion(C, P, T);
    Keeps = Keeping::No;
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

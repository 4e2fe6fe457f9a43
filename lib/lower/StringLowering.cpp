// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings of Z3: pointers into the one buffer of a context. They are objects of
// the IR, and reads of them are instructions, in files that ask Z3 for any.
// Besides, the texts of temporary std::strings.

#include "lower/FunctionLowering.h"
#include "lower/TextReaders.h"

namespace z3tidy::lower {

using namespace clang;
using ir::Op;

/// A new text in the buffer of a context.
void FunctionLowering::makeText(PlaceId Dst, PlaceId Context, const Stmt *At,
                                std::string Callee) {
  ir::Instr &I = emit(Op::New, At);
  I.K = ir::Kind::String;
  I.Dst = Dst;
  I.Context = Context;
  I.Callee = std::move(Callee);
}

/// The view that an argument is a copy of: it has the name.
static const Expr *originalView(const Expr *Arg) {
  const auto *Copy = dyn_cast<CXXConstructExpr>(Arg->IgnoreParenImpCasts());
  return Copy && isTextView(Copy->getType()) &&
                 Copy->getConstructor()->isCopyOrMoveConstructor()
             ? Copy->getArg(0)
             : Arg;
}

/// The texts among the arguments of a call are read by it.
void FunctionLowering::readTexts(llvm::ArrayRef<const Expr *> Args,
                                 const Expr *At, const FunctionDecl *Callee) {
  if (!M.AsksForTexts)
    return;
  llvm::SmallVector<Operand, 4> Read;
  for (const Expr *Arg : Args) {
    bool IsText = isTextPointer(Arg->getType()) || isTextView(Arg->getType());
    if (!IsText || isa<CXXDefaultArgExpr>(Arg))
      continue;
    Value V = valueOf(originalView(Arg));
    if (V.F == Value::Scalar && V.Op.isPlace())
      Read.push_back(V.Op);
    else if (V.F == Value::Object || V.F == Value::Element)
      Read.push_back(Operand::place(V.P));
  }
  if (Read.empty())
    return;
  ir::Instr &I = emit(Op::Use, At);
  I.K = ir::Kind::String;
  I.Args.append(Read.begin(), Read.end());
  if (Callee)
    I.Callee = calleeName(Callee);
}

/// A struct of the program; those of the system (`FILE`) hold texts of their
/// own.
static bool hasText(QualType T) {
  if (T->isPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  const RecordDecl *RD = T->getAsRecordDecl();
  RD = RD ? RD->getDefinition() : nullptr;
  return RD && !isSystem(RD) &&
         llvm::any_of(RD->fields(), [](const FieldDecl *Field) {
           return isTextPointer(Field->getType());
         });
}

/// Texts in members of a struct that a function of the file gets.
void FunctionLowering::readTextMembers(const CallSite &C) {
  const FunctionDecl *Callee = nullptr;
  if (!M.AsksForTexts || !C.Callee || !M.isOfProgram(C.Callee) ||
      !C.Callee->hasBody(Callee))
    return;
  llvm::SmallVector<Operand, 4> Read;
  auto ReadOf = [&](PlaceId Struct, const ParmVarDecl *Param) {
    if (Struct != ir::NoPlace)
      for (const FieldDecl *Field : M.textsReadBy(Callee, Param))
        Read.push_back(Operand::place(fieldOf(Struct, Field)));
  };
  for (unsigned I = 0; I < C.Args.size() && I < Callee->getNumParams(); ++I)
    if (QualType T = C.Args[I]->getType(); hasText(T))
      ReadOf(T->isPointerType() ? pointeeOf(C.Args[I]) : objectOf(C.Args[I]),
             Callee->getParamDecl(I));
  if (C.Object && hasText(C.Object->getType()))
    ReadOf(objectPlaceOf(C), nullptr);
  if (Read.empty())
    return;
  ir::Instr &I = emit(Op::Use, C.E);
  I.K = ir::Kind::String;
  I.Args.append(Read.begin(), Read.end());
  I.Callee = calleeName(C.Callee);
}

/// `*text`, `text[i]`.
void FunctionLowering::readCharacter(const CastExpr *E) {
  if (!M.AsksForTexts || !E->getType()->isAnyCharacterType())
    return;
  const Expr *Sub = E->getSubExpr()->IgnoreParens();
  const Expr *Base = nullptr;
  if (const auto *U = dyn_cast<UnaryOperator>(Sub);
      U && U->getOpcode() == UO_Deref)
    Base = U->getSubExpr();
  else if (const auto *S = dyn_cast<ArraySubscriptExpr>(Sub))
    Base = S->getBase();
  if (Base && isTextPointer(Base->getType()) && !isCursor(Base))
    readTexts(Base, E, nullptr);
}

/// A view is the pointer to its text; how long that is makes no difference.
void FunctionLowering::constructTextView(const CXXConstructExpr *E, PlaceId P) {
  const Expr *From = E->getNumArgs() ? E->getArg(0) : nullptr;
  if (!From)
    return emitCopy(P, Operand::null(), E);
  if (isTextPointer(From->getType()))
    return assign(P, From, E);
  copyTextView(P, isTextView(From->getType()) ? objectOf(From) : ir::NoPlace,
               E);
}

void FunctionLowering::copyTextView(PlaceId To, PlaceId From, const Stmt *At) {
  if (From == ir::NoPlace)
    emitHavoc(To, At);
  else if (To != From)
    emitCopy(To, Operand::place(From), At);
}

/// What a method of a view does with the text.
bool FunctionLowering::lowerTextView(const CallSite &C) {
  if (!M.AsksForTexts || !C.Object || !isTextView(C.Object->getType()))
    return false;
  PlaceId View = objectPlaceOf(C);
  if (View == ir::NoPlace)
    return false;
  llvm::StringRef Name = nameOf(C.Callee);
  if (C.Callee->getOverloadedOperator() == OO_Equal) {
    copyTextView(View, objectOf(C.Args[0]), C.E);
    setObject(C.E, View);
  } else if (isTextPointer(C.E->getType())) { // data(), begin()
    setScalar(C.E, Operand::place(View));
  } else if (isTextView(C.E->getType())) { // substr()
    PlaceId Part = targetOf(C.E);
    copyTextView(Part, View, C.E);
    setObject(C.E, Part);
  } else if (Name != "size" && Name != "length" && Name != "empty" &&
             !Name.starts_with("remove_")) {
    readTexts(C.Object, C.E, C.Callee);
  }
  return true;
}

/// The temporary that an object expression is.
static const CXXBindTemporaryExpr *temporaryOf(const Expr *E) {
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (M->getExtendingDecl())
        return nullptr;
      E = M->getSubExpr();
    } else {
      return dyn_cast<CXXBindTemporaryExpr>(E);
    }
  }
  return nullptr;
}

/// `e.to_string().c_str()`: the text ends with the std::string.
bool FunctionLowering::lowerTextOfTemporary(const CallSite &C) {
  llvm::StringRef Name = nameOf(C.Callee);
  if (!M.AsksForTexts || !C.Object || (Name != "c_str" && Name != "data") ||
      !isTextPointer(C.E->getType()))
    return false;
  const CXXBindTemporaryExpr *Owner = temporaryOf(C.Object);
  // Of one that is made under a condition, the end is not told exactly.
  if (!Owner || !DestroyedLater.count(Owner) || Flags.count(Owner))
    return false;
  PlaceId Text = targetOf(C.E);
  PlaceId Whole = newTemp();
  makeText(Whole, ir::NoPlace, C.E, calleeName(C.Callee));
  emitCopy(Text, Operand::place(Whole), C.E);
  setScalar(C.E, Operand::place(Text));
  TextsOf[Owner] = Whole;
  return true;
}

/// The end of a temporary std::string, and of the text that was taken of it.
void FunctionLowering::endText(const CXXBindTemporaryExpr *Owner) {
  auto It = TextsOf.find(Owner);
  if (It == TextsOf.end())
    return;
  ir::Instr &I = emitOn(Op::Delete, Operand::place(It->second), Owner);
  I.K = ir::Kind::String;
  I.Implicit = true;
}

/// What z3++ makes a std::string or prints, it asks the context for.
void FunctionLowering::noteTextOfZ3(const CallSite &C, PlaceId Context) {
  if (!M.AsksForTexts || Context == ir::NoPlace)
    return;
  bool Prints = C.Callee->getOverloadedOperator() == OO_LessLess;
  const CXXRecordDecl *RD = C.E->getType()->getAsCXXRecordDecl();
  bool Makes = RD && nameOf(RD) == "basic_string" && !C.E->isGLValue();
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if ((!Prints && !Makes) ||
      (Method &&
       model::isOtherText(Method->getParent()->getQualifiedNameAsString(),
                          Method->getNameAsString())))
    return;
  makeText(newTemp(), Context, C.E, calleeName(C.Callee));
}

/// What Z3 gives a function that it calls back is lent until that returns.
void FunctionLowering::borrowLentParameters() {
  if (!M.isCalledByZ3(FD))
    return;
  for (const ParmVarDecl *Param : FD->parameters()) {
    QualType T = Param->getType().getNonReferenceType();
    ir::Kind K = Types.managedKind(T);
    if (OwnerClass O = Types.owner(T); O && !O.Raii)
      K = O.K;
    if (!ir::isCounted(K))
      continue;
    ir::Instr &I = emit(Op::Borrow, nullptr);
    I.K = K;
    I.R = ir::Role::Callback;
    I.Dst = referredBy(Param);
  }
}

} // namespace z3tidy::lower

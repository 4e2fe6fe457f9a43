// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which element of a container the source speaks of: the last one, that of a
// key, the one that was found. The analysis knows it by that name.

#include "lower/ASTVisitor.h"
#include "lower/Containers.h"
#include "lower/FunctionLowering.h"
#include "llvm/ADT/StringSwitch.h"

namespace z3tidy::lower {

using namespace clang;

/// What a key that the source spells out is called, in all functions.
ir::PlaceId FunctionLowering::keyNamed(llvm::StringRef Name) {
  return F.root(Place::Global, (llvm::Twine(ir::KeyPrefix) + Name).str());
}

ir::PlaceId FunctionLowering::textKey(const StringLiteral *Text) {
  constexpr unsigned MaxLength = 64;
  if (Text->getCharByteWidth() != 1 || Text->getLength() > MaxLength)
    return ir::NoPlace;
  return keyNamed(("'" + Text->getBytes() + "'").str());
}

/// The element that has this name now: the last one, or that of a key.
ir::PlaceId FunctionLowering::namedElement(PlaceId P, llvm::StringRef Name) {
  if (P == ir::NoPlace)
    return P;
  return F.step(contentOf(P), Place::At, "", keyNamed(Name));
}

namespace {

/// Counts the mentions of a variable, and those that can only read it.
class Mentions : public ASTVisitor {
public:
  explicit Mentions(const VarDecl *VD) : VD(VD) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    All += E->getDecl() == VD;
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) override {
    const auto *R = dyn_cast<DeclRefExpr>(E->getSubExpr()->IgnoreParens());
    Reads += R && R->getDecl() == VD &&
             (E->getType().isConstQualified() ||
              E->getCastKind() == CK_LValueToRValue);
    return true;
  }
  /// `*limit` of an optional is written as what could change its value.
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    const bool Looks =
        (E->getOperator() == OO_Star || E->getOperator() == OO_Arrow) &&
        E->getDirectCallee() && isSystem(E->getDirectCallee());
    const auto *R =
        Looks ? dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreParens()) : nullptr;
    Reads += R && R->getDecl() == VD;
    return true;
  }
  bool areReads() const { return All == Reads; }

private:
  const VarDecl *VD;
  unsigned All = 0, Reads = 0;
};

} // namespace

/// Whether the variable names one key as long as it is there, or an
/// instruction says when it changes.
bool FunctionLowering::isSteadyKey(const VarDecl *VD) {
  QualType T = VD->getType();
  if (T->isReferenceType())
    return T->getPointeeType().isConstQualified();
  if (T.isConstQualified() || T->isScalarType())
    return true;
  return isStringClass(T) && isOnlyRead(VD);
}

/// Whether the function only reads its variable, from its declaration on.
bool FunctionLowering::isOnlyRead(const VarDecl *VD) {
  if (VD->getDeclContext() != FD)
    return false;
  auto [It, New] = OnlyRead.try_emplace(VD, false);
  if (New) {
    Mentions Found(VD);
    Found.TraverseStmt(FD->getBody());
    It->second = Found.areReads();
  }
  return It->second;
}

/// How an index is written that is computed from variables which are only read:
/// equal texts are equal numbers. Empty: it is not known to stay the same.
std::string FunctionLowering::steadyIndex(const Expr *E) {
  if (auto N = constantOf(E))
    return std::to_string(*N);
  E = E->IgnoreParens();
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getType()->isIntegralOrEnumerationType()
               ? steadyIndex(Cast->getSubExpr())
               : std::string();
  if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
    const auto *VD = dyn_cast<VarDecl>(R->getDecl());
    bool IsSteady = VD && VD->hasLocalStorage() &&
                    VD->getType()->isIntegralOrEnumerationType() &&
                    !R->refersToEnclosingVariableOrCapture() && isOnlyRead(VD);
    return IsSteady ? F.Places.str(placeOf(VD)) : std::string();
  }
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (!B || !(B->isAdditiveOp() || B->isMultiplicativeOp() ||
              B->isBitwiseOp() || B->isShiftOp()))
    return {};
  std::string Left = steadyIndex(B->getLHS()), Right = steadyIndex(B->getRHS());
  if (Left.empty() || Right.empty())
    return {};
  return "(" + Left + " " + B->getOpcodeStr().str() + " " + Right + ")";
}

/// The variable that a key is held by.
const VarDecl *FunctionLowering::steadyKey(const Expr *Key) {
  const auto *R = dyn_cast<DeclRefExpr>(Key->IgnoreParenImpCasts());
  const auto *VD = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  return VD && VD->hasLocalStorage() && isSteadyKey(VD) &&
                 !R->refersToEnclosingVariableOrCapture()
             ? VD
             : nullptr;
}

/// A text that is passed to a function which may look for it among the keys of
/// a container: the same text is the same operand. Unknown if it has no name,
/// or is put together here from others.
ir::Operand FunctionLowering::keyOperand(const Expr *Arg) {
  Arg = Arg->IgnoreUnlessSpelledInSource();
  if (const auto *Text = dyn_cast<StringLiteral>(Arg->IgnoreParenImpCasts())) {
    PlaceId Key = textKey(Text);
    return Key == ir::NoPlace ? Operand::unknown() : Operand::place(Key);
  }
  const VarDecl *VD = steadyKey(Arg);
  if (!VD || !isStringClass(VD->getType()) ||
      (!isa<ParmVarDecl>(VD) && isMadeFromNumbers(Arg)))
    return Operand::unknown();
  return Operand::place(placeOf(VD));
}

/// The element of a map or set that the key names.
ir::PlaceId FunctionLowering::keyedElement(PlaceId P, const Expr *Key) {
  if (P == ir::NoPlace)
    return P;
  Key = Key->IgnoreUnlessSpelledInSource();
  if (const auto *Text = dyn_cast<StringLiteral>(Key->IgnoreParenImpCasts()))
    if (PlaceId Index = textKey(Text); Index != ir::NoPlace)
      return F.step(contentOf(P), Place::At, "", Index);
  if (auto N = constantOf(Key); N && *N >= 0)
    return F.step(contentOf(P), Place::Index, "", static_cast<unsigned>(*N));
  if (const VarDecl *VD = steadyKey(Key))
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

static llvm::StringRef classOf(QualType T) {
  if (T->isPointerType())
    T = T->getPointeeType();
  return nameOf(T->getAsCXXRecordDecl());
}

/// What pop() of an adaptor takes out.
static llvm::StringRef nextOf(QualType T) {
  return classOf(T) == "queue" ? "front" : "top";
}

/// The element that push_back() or a like method adds.
ir::PlaceId FunctionLowering::newElement(const CallSite &C, PlaceId P) {
  llvm::StringRef Name = nameOf(C.Callee), Class = classOf(C.Object->getType());
  if (Name == "push_front" || Name == "emplace_front")
    return namedElement(P, "front");
  if (Class == "priority_queue")
    return anyElementOf(P);
  return namedElement(P, Class == "stack" ? "top" : "back");
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

} // namespace z3tidy::lower

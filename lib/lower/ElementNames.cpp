// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which element of a container the source speaks of: the last one, that of a
// key, the one that was found. The analysis knows it by that name.

#include "lower/Containers.h"
#include "lower/FunctionLowering.h"
#include "llvm/ADT/StringSwitch.h"

namespace z3tidy::lower {

using namespace clang;

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

} // namespace z3tidy::lower

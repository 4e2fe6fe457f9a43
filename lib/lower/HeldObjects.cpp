// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/HeldObjects.h"

#include "lower/ClangCompat.h"
#include "lower/Scope.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace z3tidy::lower {

/// How deep types are looked into.
static constexpr unsigned MaxDepth = 5;

static bool isStd(const CXXRecordDecl *RD) {
  return RD && inTopNamespace(RD, "std");
}

static bool isOfProgram(const CXXRecordDecl *RD) {
  return RD && RD->hasDefinition() && !isSystem(RD) && !isStd(RD) &&
         !inTopNamespace(RD, "z3") && !inTopNamespace(RD, "z3raii");
}

//===----------------------------------------------------------------------===//
// Destructors of the program
//===----------------------------------------------------------------------===//

/// Whether the body, or a function of the program that it calls, calls an API
/// function of such a name.
static bool callsApi(const Stmt *S, llvm::function_ref<bool(StringRef)> Is,
                     unsigned Depth = 0) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee()) {
      const FunctionDecl *Definition = nullptr;
      if (Is(nameOf(Callee)))
        return true;
      if (Depth < 3 && !isSystem(Callee) && Callee->hasBody(Definition) &&
          callsApi(Definition->getBody(), Is, Depth + 1))
        return true;
    }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return callsApi(Child, Is, Depth);
  });
}

static bool destructorCalls(const CXXRecordDecl *RD,
                            llvm::function_ref<bool(StringRef)> Is) {
  const FunctionDecl *Definition = nullptr;
  const CXXDestructorDecl *Dtor = RD && RD->hasDefinition() && !isStd(RD) &&
                                          !inTopNamespace(RD, "z3") &&
                                          !inTopNamespace(RD, "z3raii")
                                      ? RD->getDestructor()
                                      : nullptr;
  return Dtor && Dtor->isUserProvided() && Dtor->hasBody(Definition) &&
         callsApi(Definition->getBody(), Is);
}

/// A class of the program whose destructor deletes a context.
static bool deletesContext(QualType T) {
  return destructorCalls(T->getAsCXXRecordDecl(), [](StringRef Name) {
    return Name == "Z3_del_context";
  });
}

/// A class of the program whose destructor gives references back.
static bool releasesHandles(QualType T) {
  return !deletesContext(T) &&
         destructorCalls(T->getAsCXXRecordDecl(), [](StringRef Name) {
           return Name.starts_with("Z3_") && Name.ends_with("dec_ref");
         });
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// Classes of the standard library that destroy what they hold. No shared
/// pointers: others may keep it.
static bool destroysElements(const CXXRecordDecl *RD) {
  static const llvm::StringSet<> Names = {"vector",
                                          "deque",
                                          "list",
                                          "forward_list",
                                          "map",
                                          "multimap",
                                          "set",
                                          "multiset",
                                          "unordered_map",
                                          "unordered_set",
                                          "unordered_multimap",
                                          "unordered_multiset",
                                          "optional",
                                          "unique_ptr",
                                          "pair",
                                          "array",
                                          "tuple",
                                          "stack",
                                          "queue",
                                          "variant"};
  return isStd(RD) && Names.contains(nameOf(RD));
}

/// Whether one of the types that a template of the standard library is made of
/// is such.
static bool anyArgument(QualType T, llvm::function_ref<bool(QualType)> Is) {
  for (unsigned N = 0;; ++N) {
    QualType Inner = templateArgument(T, N);
    if (Inner.isNull())
      return false;
    if (Is(Inner))
      return true;
  }
}

bool isSharedContext(const TypeInfo &Types, QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!isStd(RD) || nameOf(RD) != "shared_ptr")
    return false;
  QualType Inner = templateArgument(T, 0);
  return !Inner.isNull() && Types.owner(Inner).K == ir::Kind::Context;
}

bool HeldObjects::isOwnedContext(QualType T) const {
  if (Types.owner(T).K == ir::Kind::Context || deletesContext(T))
    return true;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!isStd(RD) || (nameOf(RD) != "unique_ptr" && nameOf(RD) != "optional"))
    return false;
  QualType Inner = templateArgument(T, 0);
  return !Inner.isNull() &&
         (Types.owner(Inner).K == ir::Kind::Context || deletesContext(Inner));
}

bool HeldObjects::namesContext(QualType T) const {
  return isOwnedContext(T) || Types.handleKind(T) == ir::Kind::Context ||
         (T->isPointerType() && isOwnedContext(T->getPointeeType()));
}

/// Has a context of its own, or keeps one alive.
bool HeldObjects::hasContext(const CXXRecordDecl *RD, unsigned Depth) const {
  if (Depth > MaxDepth || !isOfProgram(RD))
    return false;
  RD = RD->getDefinition();
  return llvm::any_of(RD->fields(),
                      [&](const FieldDecl *FD) {
                        QualType T = FD->getType();
                        return isOwnedContext(T) || isSharedContext(Types, T) ||
                               hasContext(T->getAsCXXRecordDecl(), Depth + 1);
                      }) ||
         llvm::any_of(RD->bases(), [&](const CXXBaseSpecifier &Base) {
           return hasContext(Base.getType()->getAsCXXRecordDecl(), Depth + 1);
         });
}

bool HeldObjects::holds(QualType T, unsigned Depth) const {
  if (T.isNull() || Depth > MaxDepth)
    return false;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return holds(Array->getElementType(), Depth + 1);
  if (OwnerClass O = Types.owner(T))
    return ir::isCounted(O.K);
  if (releasesHandles(T))
    return true;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (destroysElements(RD))
    return anyArgument(T,
                       [&](QualType Inner) { return holds(Inner, Depth + 1); });
  if (!isOfProgram(RD) || RD->isUnion() || hasContext(RD, 0))
    return false;
  RD = RD->getDefinition();
  return llvm::any_of(RD->fields(),
                      [&](const FieldDecl *FD) {
                        return holds(FD->getType(), Depth + 1);
                      }) ||
         llvm::any_of(RD->bases(), [&](const CXXBaseSpecifier &Base) {
           return holds(Base.getType(), Depth + 1);
         });
}

void HeldObjects::noteClasses(ASTContext &Ctx) {
  forEachClass(Ctx, [&](const CXXRecordDecl *RD) {
    if (!isOfProgram(RD))
      return;
    for (const CXXBaseSpecifier &Base : RD->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        DerivedOf[Of->getCanonicalDecl()].push_back(RD);
  });
}

bool HeldObjects::mayHold(QualType T, unsigned Depth) const {
  if (T.isNull() || Depth > MaxDepth)
    return false;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (isStd(RD) && (nameOf(RD) == "function" || nameOf(RD) == "any"))
    return true;
  if (destroysElements(RD))
    return anyArgument(
        T, [&](QualType Inner) { return mayHold(Inner, Depth + 1); });
  if (!isOfProgram(RD) || !RD->getDefinition()->isPolymorphic())
    return false;
  auto It = DerivedOf.find(RD->getCanonicalDecl());
  return It != DerivedOf.end() &&
         llvm::any_of(It->second, [&](const CXXRecordDecl *Derived) {
           const QualType D =
               compat::recordType(Derived->getASTContext(), Derived);
           return holds(D, 0) || mayHold(D, Depth + 1);
         });
}

bool HeldObjects::makesHolder(const Stmt *S) const {
  if (!S)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
      if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy)
        return false;
      // (A reference is captured by a copy of what it leads to.)
      return holds(C.getCapturedVar()->getType().getNonReferenceType(), 0);
    });
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S);
      Made && isOfProgram(Made->getConstructor()->getParent()) &&
      holds(Made->getType(), 0))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && nameOf(Callee).starts_with("make_") &&
        inTopNamespace(Callee, "std"))
      if (QualType Inner = templateArgument(Call->getType(), 0);
          !Inner.isNull() && isOfProgram(Inner->getAsCXXRecordDecl()) &&
          holds(Inner, 0))
        return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && Var->hasInit() &&
        isa<LambdaExpr>(Var->getInit()->IgnoreImplicit()))
      return makesHolder(Var->getInit()->IgnoreImplicit());
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return makesHolder(Child); });
}

bool HeldObjects::countsByHand(QualType T, unsigned Depth) const {
  if (T.isNull() || Depth > MaxDepth)
    return false;
  if (deletesContext(T) || releasesHandles(T))
    return true;
  return destroysElements(T->getAsCXXRecordDecl()) &&
         anyArgument(
             T, [&](QualType Inner) { return countsByHand(Inner, Depth + 1); });
}

bool HeldObjects::hasPart(QualType T, const FieldDecl *Part,
                          unsigned Depth) const {
  if (T.isNull() || Depth > MaxDepth)
    return false;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (destroysElements(RD))
    return anyArgument(
        T, [&](QualType Inner) { return hasPart(Inner, Part, Depth + 1); });
  return isOfProgram(RD) &&
         llvm::any_of(RD->getDefinition()->fields(), [&](const FieldDecl *FD) {
           return FD == Part || hasPart(FD->getType(), Part, Depth + 1);
         });
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

bool translates(const Stmt *S) {
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      return nameOf(Callee).contains("translate");
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S))
    return nameOf(Made->getConstructor()->getParent()) == "translate";
  return false;
}

} // namespace z3tidy::lower

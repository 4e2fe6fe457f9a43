// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Types.h"
#include "lower/ClangCompat.h"
#include "lower/NameSwitch.h"
#include "lower/Taught.h"
#include "model/Model.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace z3tidy::lower {

using namespace clang;

bool isSystem(const Decl *D) {
  SourceLocation Loc = D->getLocation();
  return Loc.isInvalid() ||
         D->getASTContext().getSourceManager().isInSystemHeader(Loc);
}

bool inTopNamespace(const Decl *D, llvm::StringRef Name) {
  const NamespaceDecl *Top = nullptr;
  for (const DeclContext *DC = D->getDeclContext(); DC; DC = DC->getParent())
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC))
      Top = NS;
  return Top && nameOf(Top) == Name;
}

bool isStd(QualType T, llvm::StringRef Name) {
  const CXXRecordDecl *RD = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return RD && nameOf(RD) == Name && inTopNamespace(RD, "std");
}

QualType templateArgument(QualType T, unsigned N) {
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.isNull() ? nullptr : T->getAsCXXRecordDecl());
  if (!Spec)
    return {};
  // A tuple has them in a pack.
  llvm::ArrayRef<TemplateArgument> Args = Spec->getTemplateArgs().asArray();
  if (!Args.empty() && Args[0].getKind() == TemplateArgument::Pack)
    Args = Args[0].pack_elements();
  if (N >= Args.size() || Args[N].getKind() != TemplateArgument::Type)
    return {};
  return Args[N].getAsType();
}

llvm::StringRef nameOf(const NamedDecl *D) {
  return D->getDeclName().isIdentifier() && D->getIdentifier()
             ? D->getName()
             : llvm::StringRef();
}

//===----------------------------------------------------------------------===//
// Handles and owners
//===----------------------------------------------------------------------===//

ir::Kind TypeInfo::handleKind(QualType T) const {
  if (T.isNull())
    return ir::Kind::None;
  const auto *P = T.getCanonicalType()->getAs<PointerType>();
  if (!P)
    return ir::Kind::None;
  const auto *R = P->getPointeeType()->getAs<RecordType>();
  if (!R)
    return ir::Kind::None;
  llvm::StringRef Name = nameOf(R->getDecl());
  if (!Name.starts_with("_Z3_"))
    return Told.handle(R->getDecl());
  return ir::kindFromTypedef(Name.drop_front(1));
}

bool TypeInfo::isDefinedHandle(QualType T) const {
  const RecordDecl *RD =
      T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
  return RD && RD->getDefinition() && Told.isHandle(RD);
}

ir::Kind TypeInfo::managedKind(QualType T) const {
  ir::Kind K = handleKind(T);
  return ir::isManaged(K) ? K : ir::Kind::None;
}

/// The kind of z3raii::handle<Tag> and owned<Tag>: by the tag.
static OwnerClass raiiOwner(const CXXRecordDecl *RD) {
  llvm::StringRef Name = nameOf(RD);
  if (Name == "context" || Name == "config")
    return {model::raiiOwnerKind(("z3raii::" + Name).str()), true};
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(RD);
  if (!Spec || (Name != "handle" && Name != "owned") ||
      Spec->getTemplateArgs().size() == 0 ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  const auto *Tag =
      Spec->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  if (!Tag)
    return {};
  return {model::raiiOwnerKind(("z3raii::kind::" + nameOf(Tag)).str()), true};
}

/// Whether the class, or the base that holds the handle, has a move constructor
/// of its own. z3++'s terms have since 4.8.11; what else it has is copied.
static bool movesItsHandle(const CXXRecordDecl *RD) {
  if (!RD->hasDefinition())
    return false;
  RD = RD->getDefinition();
  for (const CXXConstructorDecl *Ctor : RD->ctors())
    if (Ctor->isUserProvided() && Ctor->isCopyOrMoveConstructor())
      return llvm::any_of(RD->ctors(), [](const CXXConstructorDecl *Each) {
        return Each->isMoveConstructor() && Each->isUserProvided();
      });
  return RD->hasMoveConstructor() && RD->getNumBases() == 1 &&
         RD->bases_begin()->getType()->getAsCXXRecordDecl() &&
         movesItsHandle(RD->bases_begin()->getType()->getAsCXXRecordDecl());
}

/// A class that can't be copied moves its handle.
static bool isMoveOnly(const CXXRecordDecl *RD) {
  if (!RD->hasDefinition())
    return false;
  if (RD->needsImplicitCopyConstructor())
    return RD->defaultedCopyConstructorIsDeleted();
  return llvm::none_of(RD->ctors(), [](const CXXConstructorDecl *Ctor) {
    return Ctor->isCopyConstructor() && !Ctor->isDeleted();
  });
}

bool TypeInfo::isTaughtOwner(const RecordDecl *RD) const {
  const auto *Class = dyn_cast_or_null<CXXRecordDecl>(RD);
  return Class && owner(Class) && !isZ3Class(Class);
}

OwnerClass TypeInfo::owner(const CXXRecordDecl *RD) const {
  if (!RD)
    return {};
  auto It = Owners.find(RD);
  if (It != Owners.end())
    return It->second;
  OwnerClass O;
  if (!isa<NamespaceDecl>(RD->getDeclContext()->getRedeclContext()))
    O = {};
  else if (inTopNamespace(RD, "z3"))
    O = {model::ownerKind(("z3::" + nameOf(RD)).str()), false,
         movesItsHandle(RD)};
  else if (inTopNamespace(RD, "z3raii"))
    O = raiiOwner(RD);
  if (!O && !isZ3Class(RD))
    if (ir::Kind K = Told.owns(RD); K != ir::Kind::None)
      O = {K, isMoveOnly(RD)};
  Owners[RD] = O;
  return O;
}

OwnerClass TypeInfo::owner(QualType T) const {
  return T.isNull() ? OwnerClass() : owner(T->getAsCXXRecordDecl());
}

bool TypeInfo::isZ3Class(const RecordDecl *RD) const {
  return inTopNamespace(RD, "z3") || inTopNamespace(RD, "z3raii");
}

StdClass TypeInfo::stdClass(const RecordDecl *RD) const {
  if (!RD || !(inTopNamespace(RD, "std") || inTopNamespace(RD, "__gnu_cxx")))
    return StdClass::None;
  llvm::StringRef Name = nameOf(RD);
  if (Name == "unique_ptr")
    return StdClass::UniquePtr;
  if (Name == "shared_ptr" || Name == "weak_ptr")
    return StdClass::SharedPtr;
  // Plain structs with public members are read as such.
  if (Name == "pair" || Name == "array")
    return StdClass::None;
  if (Name == "tuple")
    return StdClass::Tuple;
  if (Name == "optional") {
    QualType T =
        templateArgument(compat::recordType(RD->getASTContext(), RD), 0);
    if (owner(T) || managedKind(T) != ir::Kind::None)
      return StdClass::Optional;
    if (!T.isNull() && T->isRecordType())
      return StdClass::Choice;
  }
  if (Name == "variant")
    return StdClass::Choice;
  return StdClass::Other;
}

StdClass TypeInfo::stdClass(QualType T) const {
  return T.isNull() ? StdClass::None : stdClass(T->getAsCXXRecordDecl());
}

//===----------------------------------------------------------------------===//
// Reachability
//===----------------------------------------------------------------------===//

bool TypeInfo::reaches(QualType T) {
  if (T.isNull())
    return false;
  const Type *Key = T.getCanonicalType().getTypePtr();
  if (isa<BuiltinType, EnumType>(Key))
    return false;
  auto It = Reaching.find(Key);
  if (It != Reaching.end())
    return It->second;
  bool Result = search(T);
  Reaching[Key] = Result;
  return Result;
}

namespace {

/// Types still to look into, each record once.
struct Worklist {
  llvm::SmallVector<QualType, 16> Types;
  llvm::DenseSet<const RecordDecl *> Seen;

  void add(QualType T) { Types.push_back(T); }
  void addTemplateArgs(llvm::ArrayRef<TemplateArgument> Args) {
    for (const TemplateArgument &A : Args) {
      if (A.getKind() == TemplateArgument::Type)
        add(A.getAsType());
      else if (A.getKind() == TemplateArgument::Pack)
        addTemplateArgs(A.pack_elements());
    }
  }
  void addMembers(const RecordDecl *RD) {
    for (const FieldDecl *F : RD->fields())
      add(F->getType());
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
      for (const CXXBaseSpecifier &B : CXX->bases())
        add(B.getType());
  }
};

} // namespace

bool TypeInfo::search(QualType T) {
  Worklist Work;
  Work.add(T);
  // No type of real code has that many parts; a search must end all the same.
  for (unsigned Steps = 0; !Work.Types.empty() && Steps < 4096; ++Steps) {
    QualType Q = Work.Types.pop_back_val().getCanonicalType();
    if (managedKind(Q) != ir::Kind::None)
      return true;
    if (const auto *A = dyn_cast<ArrayType>(Q.getTypePtr())) {
      Work.add(A->getElementType());
      continue;
    }
    if (Q->isPointerType() || Q->isReferenceType()) {
      Work.add(Q->getPointeeType());
      continue;
    }
    const auto *RT = Q->getAs<RecordType>();
    if (!RT)
      continue;
    // What a smart pointer to a handle's opaque struct says it points to.
    if (llvm::StringRef Name = nameOf(RT->getDecl());
        Name.starts_with("_Z3_") &&
        ir::isManaged(ir::kindFromTypedef(Name.drop_front(1))))
      return true;
    const RecordDecl *RD = RT->getDecl()->getDefinition();
    if (!RD || RD->isInvalidDecl() || !Work.Seen.insert(RD).second)
      continue;
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD)) {
      if (owner(CXX))
        return true;
      if (CXX->isDependentContext())
        continue;
    }
    if (isZ3Class(RD))
      Work.addMembers(RD);
    else if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(RD);
             Spec && inTopNamespace(RD, "std"))
      Work.addTemplateArgs(Spec->getTemplateArgs().asArray());
    else if (!inTopNamespace(RD, "std"))
      Work.addMembers(RD);
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
      if (auto It = DerivedOf.find(CXX->getCanonicalDecl());
          It != DerivedOf.end())
        for (const CXXRecordDecl *Derived : It->second)
          Work.add(compat::recordType(Derived->getASTContext(), Derived));
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

bool TypeInfo::isNumber(QualType T) {
  return !T.isNull() &&
         T.getAtomicUnqualifiedType()->isIntegralOrEnumerationType();
}

bool TypeInfo::isScalar(QualType T) {
  return !T.isNull() &&
         (isNumber(T) || T->isPointerType() || T->isNullPtrType());
}

bool TypeInfo::isPassedByAddress(QualType T) {
  const CXXRecordDecl *RD = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return RD && RD->hasDefinition() && !RD->canPassInRegisters();
}

bool isStringClass(QualType T) {
  const CXXRecordDecl *RD =
      T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  return RD && inTopNamespace(RD, "std") &&
         NameSwitch<bool>(nameOf(RD))
             .Cases({"basic_string", "basic_string_view"}, true)
             .Cases({"basic_ostringstream", "basic_stringstream"}, true)
             .Default(false);
}

bool isText(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  if (const auto *P = T->getAs<PointerType>())
    return P->getPointeeType()->isCharType();
  if (T->isArrayType())
    return QualType(T->getPointeeOrArrayElementType(), 0)->isCharType();
  return isStringClass(T);
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A class to ir::Class: its raw handles and its special members.

#include "lower/ClassFacts.h"

#include "lower/Containers.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace z3tidy::lower {

namespace {

class FactBuilder {
public:
  FactBuilder(ModuleContext &M, const CXXRecordDecl *RD) : M(M), RD(RD) {}

  ir::Class build() {
    C.Name = RD->getQualifiedNameAsString();
    C.Loc = M.source(RD->getLocation());
    for (const FieldDecl *Field : RD->fields())
      addHandle(Field);
    // What is not declared here and not deleted, the compiler writes.
    bool Moves = RD->hasUserDeclaredMoveConstructor() ||
                 RD->hasUserDeclaredMoveAssignment(); // no copies then
    if (RD->hasSimpleCopyConstructor() && !Moves)
      C.CopyConstructor.How = ir::Special::Implicit;
    if (RD->hasSimpleMoveConstructor())
      C.MoveConstructor.How = ir::Special::Implicit;
    if (RD->hasSimpleCopyAssignment() && !Moves)
      C.CopyAssignment.How = ir::Special::Implicit;
    if (RD->hasSimpleMoveAssignment())
      C.MoveAssignment.How = ir::Special::Implicit;
    for (const CXXMethodDecl *Method : RD->methods())
      add(Method);
    C.CopyConstructor.Loc = place(C.CopyConstructor, false, false);
    C.MoveConstructor.Loc = place(C.MoveConstructor, true, false);
    C.CopyAssignment.Loc = place(C.CopyAssignment, false, true);
    C.MoveAssignment.Loc = place(C.MoveAssignment, true, true);
    return std::move(C);
  }

private:
  void addHandle(const FieldDecl *Field) {
    QualType T = Field->getType();
    ir::Kind K = M.Types.managedKind(T);
    bool IsContent = false;
    // What lies in a container that others can reach they may release.
    if (containerForm(T) != Container::None &&
        Field->getAccess() != AS_public && isClosed()) {
      IsContent = true;
      K = M.Types.managedKind(
          templateArgument(T, containerForm(T) == Container::Map));
    }
    if (ir::isManaged(K))
      C.Handles.push_back(
          {nameOf(Field).str(), K, M.source(Field->getLocation()), IsContent});
  }

  /// Whether all that can reach what is private is in this file.
  bool isClosed() const {
    for (const Decl *D : RD->decls()) {
      if (isa<FunctionTemplateDecl>(D))
        return false;
      const auto *Method = dyn_cast<CXXMethodDecl>(D);
      if (Method && Method->isUserProvided() && M.moduleName(Method).empty())
        return false;
    }
    return !RD->hasFriends();
  }

  ir::Class::Member *special(const CXXMethodDecl *Method) {
    if (isa<CXXDestructorDecl>(Method))
      return &C.Destructor;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Method)) {
      if (Ctor->isCopyConstructor())
        return &C.CopyConstructor;
      return Ctor->isMoveConstructor() ? &C.MoveConstructor : nullptr;
    }
    if (Method->isCopyAssignmentOperator())
      return &C.CopyAssignment;
    return Method->isMoveAssignmentOperator() ? &C.MoveAssignment : nullptr;
  }

  void add(const CXXMethodDecl *Method) {
    std::string Name = M.moduleName(Method).str();
    ir::Class::Member *Special = special(Method);
    if (!Special) {
      if (!Name.empty())
        (isa<CXXConstructorDecl>(Method) ? C.Constructors : C.Methods)
            .push_back(Name);
      return;
    }
    if (Method->isDeleted())
      return void(Special->How = ir::Special::Absent);
    if (!Method->isUserProvided())
      return void(Special->How = ir::Special::Implicit);
    Special->How = ir::Special::User;
    Special->Function = std::move(Name);
    Special->Loc = M.source(Method->getLocation());
  }

  ir::Source place(const ir::Class::Member &Member, bool IsMove,
                   bool Assigns) const {
    return Member.How == ir::Special::Implicit
               ? M.firstImplicitCopy(RD, IsMove, Assigns)
               : Member.Loc;
  }

  ModuleContext &M;
  const CXXRecordDecl *RD;
  ir::Class C;
};

/// A C struct with an array that is followed as a container: which functions of
/// the file work on it.
class StructFacts {
public:
  StructFacts(ModuleContext &M, llvm::ArrayRef<const FunctionDecl *> Fs)
      : M(M), Fs(Fs) {
    for (const Decl *D : M.Ctx.getTranslationUnitDecl()->noload_decls())
      if (const auto *RD = dyn_cast<RecordDecl>(D))
        add(RD);
    // In an editor the headers are a precompiled file, which is not read whole.
    for (const FunctionDecl *FD : Fs)
      for (const ParmVarDecl *P : FD->parameters())
        if (const RecordDecl *RD = pointedAt(P))
          add(RD);
  }

  void addTo(std::vector<ir::Class> &Classes) {
    for (const RecordDecl *RD : Records) {
      ir::Class C;
      C.Name = RD->getNameAsString();
      C.Loc = M.source(RD->getLocation());
      for (const FieldDecl *Field : RD->fields())
        // (The IR knows fields by their names.)
        if (M.isContainer(Field) && Named.lookup(nameOf(Field)) == 1)
          if (ir::Kind K = elementKind(Field->getType()); ir::isManaged(K))
            C.Handles.push_back({nameOf(Field).str(), K,
                                 M.source(Field->getLocation()),
                                 /*IsContent=*/true});
      for (const FunctionDecl *FD : Fs)
        if (std::string Name = M.moduleName(FD).str();
            !Name.empty() && worksOn(FD, RD))
          C.Methods.push_back(std::move(Name));
      if (!C.Handles.empty() && !C.Methods.empty())
        Classes.push_back(std::move(C));
    }
  }

private:
  void add(const RecordDecl *RD) {
    if (!RD->isCompleteDefinition() || isSystem(RD) || Records.contains(RD))
      return;
    for (const FieldDecl *Field : RD->fields())
      if (M.isContainer(Field)) {
        Records.insert(RD);
        ++Named[nameOf(Field)];
      }
  }

  /// The definition of the struct that a parameter points at, if it does.
  static const RecordDecl *pointedAt(const ParmVarDecl *P) {
    QualType T = P->getType();
    const RecordDecl *Of =
        T->isPointerType() ? T->getPointeeType()->getAsRecordDecl() : nullptr;
    return Of ? Of->getDefinition() : nullptr;
  }

  /// Of a handle, or of the one handle of a struct.
  ir::Kind elementKind(QualType T) const {
    const ArrayType *Array = T->getAsArrayTypeUnsafe();
    QualType E = Array ? Array->getElementType() : T->getPointeeType();
    if (E.isNull())
      return ir::Kind::None;
    ir::Kind K = M.Types.managedKind(E);
    const RecordDecl *RD = E->getAsRecordDecl();
    if (K != ir::Kind::None || !RD || !RD->getDefinition())
      return K;
    for (const FieldDecl *Field : RD->getDefinition()->fields())
      if (ir::Kind Of = M.Types.managedKind(Field->getType());
          ir::isManaged(Of)) {
        if (K != ir::Kind::None)
          return ir::Kind::None;
        K = Of;
      }
    return K;
  }

  static bool worksOn(const FunctionDecl *FD, const RecordDecl *RD) {
    return llvm::any_of(FD->parameters(), [&](const ParmVarDecl *P) {
      return pointedAt(P) == RD;
    });
  }

  ModuleContext &M;
  llvm::ArrayRef<const FunctionDecl *> Fs;
  llvm::SetVector<const RecordDecl *> Records;
  llvm::StringMap<unsigned> Named;
};

} // namespace

std::vector<ir::Class> classFacts(ModuleContext &M,
                                  llvm::ArrayRef<const FunctionDecl *> Fs) {
  llvm::SetVector<const CXXRecordDecl *> Records;
  for (const FunctionDecl *FD : Fs)
    if (const auto *Method = dyn_cast<CXXMethodDecl>(FD))
      if (const CXXRecordDecl *RD = Method->getParent(); !RD->isLambda())
        Records.insert(RD->getCanonicalDecl());
  std::vector<ir::Class> Classes;
  for (const CXXRecordDecl *RD : Records)
    if (const CXXRecordDecl *Definition = RD->getDefinition())
      if (ir::Class C = FactBuilder(M, Definition).build(); !C.Handles.empty())
        Classes.push_back(std::move(C));
  if (!M.Ctx.getLangOpts().CPlusPlus)
    StructFacts(M, Fs).addTo(Classes);
  return Classes;
}

} // namespace z3tidy::lower

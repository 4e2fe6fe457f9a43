// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structs and classes that an annotation or the model file speaks of.

#include "lower/Taught.h"
#include "lower/Types.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::lower {

using namespace clang;

void TeachingProblems::add(TeachingProblem P) {
  if (Seen.insert({P.Loc.getRawEncoding(),
                   {P.At.Line * 1000 + P.At.Column, P.Text}})
          .second)
    Found.push_back(std::move(P));
}

bool mayBeAnnotated(const ASTContext &Ctx) {
  return Ctx.Idents.find("annotate") != Ctx.Idents.end() ||
         Ctx.Idents.find("__annotate__") != Ctx.Idents.end();
}

std::string plainName(const NamedDecl *D) {
  std::string Name = D->getNameAsString();
  for (const DeclContext *DC = D->getDeclContext(); DC; DC = DC->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC);
        NS && (NS->isInline() || NS->isAnonymousNamespace()))
      continue;
    if (isa<NamespaceDecl, RecordDecl>(DC))
      Name = cast<NamedDecl>(DC)->getNameAsString() + "::" + Name;
  }
  return Name;
}

bool namesTypeOf(const model::UserModel &Model, const ASTContext &Ctx) {
  auto IsNamed = [&](const llvm::StringMap<model::TypeRule> &Rules) {
    for (const auto &Rule : Rules) {
      llvm::StringRef Last = Rule.first();
      if (size_t Colon = Last.rfind(':'); Colon != llvm::StringRef::npos)
        Last = Last.drop_front(Colon + 1);
      if (Ctx.Idents.find(Last) != Ctx.Idents.end())
        return true;
    }
    return false;
  };
  return IsNamed(Model.Handles) || IsNamed(Model.Classes);
}

llvm::SmallVector<NamedDecl *, 4> lookUp(ASTContext &Ctx,
                                         llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::");
  llvm::SmallVector<DeclContext *, 2> In{Ctx.getTranslationUnitDecl()};
  llvm::SmallVector<NamedDecl *, 4> Found;
  for (llvm::StringRef Part : Parts) {
    Found.clear();
    auto Id = Ctx.Idents.find(Part);
    if (Id == Ctx.Idents.end())
      return {};
    for (DeclContext *DC : In)
      for (NamedDecl *D : DC->lookup(DeclarationName(Id->second)))
        Found.push_back(D);
    In.clear();
    for (NamedDecl *D : Found) {
      if (auto *T = dyn_cast<ClassTemplateDecl>(D))
        D = T->getTemplatedDecl();
      if (auto *DC = dyn_cast<DeclContext>(D))
        In.push_back(DC->getPrimaryContext());
    }
  }
  return Found;
}

/// A struct by its own name or a typedef's, of it or of a pointer to it.
static const RecordDecl *recordOf(ASTContext &Ctx, const NamedDecl *D) {
  if (const auto *T = dyn_cast<ClassTemplateDecl>(D))
    D = T->getTemplatedDecl();
  if (const auto *RD = dyn_cast<RecordDecl>(D))
    return cast<RecordDecl>(RD->getCanonicalDecl());
  const auto *Typedef = dyn_cast<TypedefNameDecl>(D);
  if (!Typedef)
    return nullptr;
  QualType T = Typedef->getUnderlyingType().getCanonicalType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const auto *RT = T->getAs<RecordType>();
  return RT ? cast<RecordDecl>(RT->getDecl()->getCanonicalDecl()) : nullptr;
}

TaughtTypes::TaughtTypes(ASTContext &Ctx, const model::UserModel *Model,
                         TeachingProblems &Problems)
    : Problems(Problems) {
  if (!Model)
    return;
  for (const auto *Rules : {&Model->Handles, &Model->Classes})
    for (const auto &Rule : *Rules)
      for (const NamedDecl *D : lookUp(Ctx, Rule.first())) {
        const RecordDecl *RD = recordOf(Ctx, D);
        if (!RD)
          continue;
        OfModel[RD] = &Rule.second;
        if (Rules == &Model->Classes)
          Classes.insert(RD);
      }
}

ir::Kind TaughtTypes::kind(llvm::StringRef Word, SourceLocation Loc) const {
  std::optional<ir::Kind> K = ir::kindFromSpelling(Word);
  if (K && ir::isManaged(*K))
    return *K;
  Problems.add({Loc,
                {},
                ("unknown kind of handle '" + Word + "': it must be ").str() +
                    model::oneOf(model::kindWords())});
  return ir::Kind::None;
}

void TaughtTypes::readAnnotations(const RecordDecl *RD, Entry &E) const {
  for (const AnnotateAttr *A :
       RD->getMostRecentDecl()->specific_attrs<AnnotateAttr>()) {
    llvm::StringRef Text = A->getAnnotation();
    if (!Text.consume_front("z3::"))
      continue;
    auto [Word, Value] = Text.split('=');
    if (Word == "handle")
      E.Handle = kind(Value, A->getLocation());
    else if (Word == "owns")
      E.Owns = kind(Value, A->getLocation());
    else if (Word == "released_by" && !Value.empty())
      E.ReleasedBy = Value.str();
    else
      Problems.add({A->getLocation(),
                    {},
                    ("unknown annotation 'z3::" + Text +
                     "' of a type: it must "
                     "be 'z3::handle=KIND', 'z3::owns=KIND' or "
                     "'z3::released_by=FUNCTION'")
                        .str()});
  }
}

const TaughtTypes::Entry &TaughtTypes::entry(const RecordDecl *RD) const {
  RD = cast<RecordDecl>(RD->getCanonicalDecl());
  std::unique_ptr<Entry> &E = Entries[RD];
  if (E)
    return *E;
  E = std::make_unique<Entry>();
  Entry &Result = *E;
  readAnnotations(RD, Result);
  const RecordDecl *Key = RD;
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(RD))
    Key =
        Spec->getSpecializedTemplate()->getTemplatedDecl()->getCanonicalDecl();
  if (auto It = OfModel.find(Key); It != OfModel.end()) {
    const model::TypeRule &Rule = *It->second;
    (Classes.count(Key) ? Result.Owns : Result.Handle) = Rule.K;
    if (!Rule.ReleasedBy.empty())
      Result.ReleasedBy = Rule.ReleasedBy;
  }
  return Result;
}

ir::Kind TaughtTypes::handle(const RecordDecl *RD) const {
  return RD->getDefinition() ? ir::Kind::None : entry(RD).Handle;
}

ir::Kind TaughtTypes::owns(const CXXRecordDecl *RD) const {
  return entry(RD).Owns;
}

llvm::StringRef TaughtTypes::releasedBy(const RecordDecl *RD) const {
  return entry(RD).ReleasedBy;
}

void Teaching::checkEntries() {
  if (!Model)
    return;
  for (const auto &Rules : Model->Functions)
    for (NamedDecl *D : lookUp(Ctx, Rules.first())) {
      if (auto *T = dyn_cast<FunctionTemplateDecl>(D))
        D = T->getTemplatedDecl();
      if (const auto *FD = dyn_cast<FunctionDecl>(D))
        of(FD);
    }
}

} // namespace z3tidy::lower

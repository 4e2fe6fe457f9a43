// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Functions.h"
#include "Changes.h"
#include "Sources.h"
#include "lower/ASTVisitor.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace z3tidy::tool;

namespace {

/// Whom a body calls.
class CalleeVisitor : public z3tidy::lower::ASTVisitor {
public:
  explicit CalleeVisitor(std::vector<const void *> &Callees)
      : Callees(Callees) {}

  bool VisitCallExpr(CallExpr *Call) override {
    return add(Call->getDirectCallee());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Call) override {
    return add(Call->getConstructor());
  }
  /// A function whose address is taken is called by whoever gets it.
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    return add(dyn_cast<FunctionDecl>(Ref->getDecl()));
  }

private:
  bool add(const FunctionDecl *Callee) {
    if (!Callee)
      return true;
    if (const FunctionDecl *Pattern = Callee->getTemplateInstantiationPattern())
      Callee = Pattern;
    Callees.push_back(Callee->getCanonicalDecl());
    return true;
  }

  std::vector<const void *> &Callees;
};

} // namespace

namespace z3tidy::tool {

class FunctionCollector {
public:
  FunctionCollector(Functions &Into, ASTContext &Ctx)
      : Into(Into), SM(Ctx.getSourceManager()) {}

  void collectIn(const DeclContext &Context) {
    for (const Decl *D : Context.decls())
      if (!D->isImplicit() &&
          !SM.isInSystemHeader(SM.getExpansionLoc(D->getBeginLoc())))
        collect(D);
  }

private:
  void collect(const Decl *D) {
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      if (Function->doesThisDeclarationHaveABody())
        add(*Function);
      return;
    }
    // A lambda that a variable is made with.
    if (const auto *Var = dyn_cast<VarDecl>(D))
      if (Var->hasInit())
        add(*Var);
    if (const auto *Record = dyn_cast<CXXRecordDecl>(D))
      if (Record->isThisDeclarationADefinition())
        add(*Record);
    if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl, CXXRecordDecl>(D))
      collectIn(*cast<DeclContext>(D));
  }

  Functions::Function *add(const NamedDecl &D, const Decl *Key) {
    const SourceLocation Begin = SM.getExpansionLoc(D.getBeginLoc());
    const SourceLocation End = SM.getExpansionLoc(D.getEndLoc());
    const FileID File = SM.getFileID(Begin);
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    if (!Entry || SM.getFileID(End) != File)
      return nullptr;
    Into.ByDecl[Key] = Into.All.size();
    Functions::Function F;
    F.Name = D.getQualifiedNameAsString();
    F.File = path(*Entry);
    F.Begin = SM.getFileOffset(Begin);
    F.End = SM.getFileOffset(End);
    if (Into.Since)
      F.IsChanged =
          Into.Since->touches(F.File, SM.getExpansionLineNumber(Begin),
                              SM.getExpansionLineNumber(End));
    Into.All.push_back(std::move(F));
    return &Into.All.back();
  }

  template <typename FunctionOrVariable> void add(const FunctionOrVariable &D) {
    Functions::Function *F = add(D, D.getCanonicalDecl());
    if (!F || !Into.Since)
      return;
    CalleeVisitor(F->Callees)
        .TraverseDecl(const_cast<FunctionOrVariable *>(&D));
  }

  void add(const CXXRecordDecl &D) {
    Functions::Function *F = add(D, D.getCanonicalDecl());
    if (!F || !Into.Since)
      return;
    // What its methods do, wherever they stand, is what it does.
    for (const CXXMethodDecl *Method : D.methods())
      F->Callees.push_back(Method->getCanonicalDecl());
  }

  std::string path(FileEntryRef Entry) {
    llvm::SmallString<256> Path(Entry.getName());
    SM.getFileManager().makeAbsolutePath(Path);
    return absolutePath(Path);
  }

  Functions &Into;
  const SourceManager &SM;
};

} // namespace z3tidy::tool

void Functions::add(ASTContext &Ctx) {
  FunctionCollector(*this, Ctx).collectIn(*Ctx.getTranslationUnitDecl());
  spread();
  // The declarations end with the unit.
  ByDecl.clear();
  for (Function &F : All)
    F.Callees.clear();
}

/// What a changed function calls directly, and all that call one, since what is
/// found in them may hang on it.
void Functions::spread() {
  if (!Since)
    return;
  std::vector<std::vector<unsigned>> Callers(All.size());
  std::vector<unsigned> Work;
  for (unsigned I = 0; I != All.size(); ++I) {
    for (const void *Callee : All[I].Callees)
      if (auto It = ByDecl.find(Callee); It != ByDecl.end()) {
        Callers[It->second].push_back(I);
        All[It->second].IsTouched |= All[I].IsChanged;
      }
    if (All[I].IsChanged)
      Work.push_back(I);
  }
  std::vector<bool> Seen(All.size());
  while (!Work.empty()) {
    const unsigned I = Work.back();
    Work.pop_back();
    if (Seen[I])
      continue;
    Seen[I] = true;
    All[I].IsTouched = true;
    Work.insert(Work.end(), Callers[I].begin(), Callers[I].end());
  }
}

int Functions::at(llvm::StringRef File, unsigned Offset) const {
  int Best = -1;
  for (unsigned I = 0; I != All.size(); ++I)
    if (All[I].Begin <= Offset && Offset <= All[I].End &&
        (Best < 0 || All[I].Begin >= All[Best].Begin) && All[I].File == File)
      Best = I;
  return Best;
}

llvm::StringRef Functions::name(int Index) const {
  return Index < 0 ? llvm::StringRef() : llvm::StringRef(All[Index].Name);
}

bool Functions::isTouched(int Index) const {
  return Index >= 0 && All[Index].IsTouched;
}

bool Functions::isChanged(int Index) const {
  return Index >= 0 && All[Index].IsChanged;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/ModuleContext.h"
#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// "f(int, Z3_ast)" where "f" alone is taken.
static std::string parameterList(const FunctionDecl *FD) {
  PrintingPolicy Policy(FD->getASTContext().getLangOpts());
  std::string S = "(";
  for (const ParmVarDecl *P : FD->parameters()) {
    if (S.size() > 1)
      S += ", ";
    S += P->getType().getAsString(Policy);
  }
  return S + ")";
}

static std::string lambdaName(const CXXMethodDecl *Call) {
  const SourceManager &SM = Call->getASTContext().getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(Call->getParent()->getLocation());
  std::string Outer;
  if (const auto *ND = dyn_cast<NamedDecl>(Call->getParent()->getDeclContext()))
    Outer = ND->getNameAsString() + "::";
  return Outer + "lambda:" + std::to_string(SM.getExpansionLineNumber(Loc)) +
         ":" + std::to_string(SM.getExpansionColumnNumber(Loc));
}

static std::string unique(llvm::StringSet<> &Used, std::string Name,
                          std::string Extended) {
  if (Used.insert(Name).second)
    return Name;
  if (Used.insert(Extended).second)
    return Extended;
  for (unsigned N = 2;; ++N) {
    std::string Numbered = Extended + "#" + std::to_string(N);
    if (Used.insert(Numbered).second)
      return Numbered;
  }
}

bool ModuleContext::isCalledByZ3(const FunctionDecl *FD) const {
  if (CalledByZ3.count(FD->getCanonicalDecl()))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  return Method &&
         llvm::any_of(Method->overridden_methods(), [](const CXXMethodDecl *O) {
           return inTopNamespace(O, "z3");
         });
}

void ModuleContext::addFunction(const FunctionDecl *FD) {
  FD = FD->getCanonicalDecl();
  if (Names.count(FD))
    return;
  std::string Name;
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (Method && Method->getParent()->isLambda()) {
    Name = lambdaName(Method);
  } else {
    llvm::raw_string_ostream OS(Name);
    PrintingPolicy Policy(Ctx.getLangOpts());
    FD->getNameForDiagnostic(OS, Policy, /*Qualified=*/true);
  }
  std::string Extended = Name + parameterList(FD);
  Names[FD] = unique(UsedNames, std::move(Name), std::move(Extended));
}

llvm::StringRef ModuleContext::moduleName(const FunctionDecl *FD) const {
  if (!FD)
    return {};
  auto It = Names.find(FD->getCanonicalDecl());
  return It == Names.end() ? llvm::StringRef() : llvm::StringRef(It->second);
}

/// Versions of all functions of a file together.
constexpr size_t MaxVersions = 64;

llvm::StringRef ModuleContext::versionFor(const FunctionDecl *FD,
                                          const CallbackBindings &Bound) {
  for (const Version &V : Versions)
    if (V.FD == FD && V.Bound == Bound)
      return V.Name;
  if (Versions.size() >= MaxVersions)
    return {};
  std::string Name = moduleName(FD).str() + " with";
  for (auto [Param, Fn] : Bound)
    Name += " " + moduleName(Fn).str();
  Versions.push_back({FD, Bound, unique(UsedNames, Name, Name)});
  return Versions.back().Name;
}

llvm::StringRef ModuleContext::globalName(const VarDecl *VD) {
  VD = VD->getCanonicalDecl();
  auto It = GlobalNames.find(VD);
  if (It != GlobalNames.end())
    return It->second;
  std::string Name = VD->getQualifiedNameAsString();
  if (const auto *FD = dyn_cast<FunctionDecl>(VD->getDeclContext()))
    Name = FD->getNameAsString() + "::" + VD->getNameAsString();
  if (VD->getTLSKind() != VarDecl::TLS_None)
    Name = ir::ThreadLocalPrefix.str() + Name;
  return GlobalNames.try_emplace(VD, unique(UsedGlobals, Name, std::move(Name)))
      .first->second;
}

ir::Source ModuleContext::source(SourceRange R) const {
  ir::Source S;
  if (R.isInvalid())
    return S;
  const SourceManager &SM = Ctx.getSourceManager();
  S.Begin = R.getBegin().getRawEncoding();
  S.End = R.getEnd().getRawEncoding();
  auto [File, Offset] = SM.getDecomposedExpansionLoc(R.getBegin());
  S.Line = SM.getLineNumber(File, Offset);
  S.Column = SM.getColumnNumber(File, Offset);
  return S;
}

//===----------------------------------------------------------------------===//
// API functions
//===----------------------------------------------------------------------===//

/// A type as Z3's header spells it: "Z3_ast", "Z3_ast const[]", "Z3_ast *".
static std::string spelledType(const ASTContext &Ctx, QualType T) {
  PrintingPolicy Policy(Ctx.getLangOpts());
  Policy.SuppressTagKeyword = true;
  if (const auto *A = Ctx.getAsArrayType(T)) {
    QualType Element = A->getElementType();
    return Element.getUnqualifiedType().getAsString(Policy) +
           (Element.isConstQualified() ? " const[]" : "[]");
  }
  if (!T->getAs<TypedefType>())
    if (const auto *P = T->getAs<PointerType>()) {
      QualType Pointee = P->getPointeeType();
      return Pointee.getUnqualifiedType().getAsString(Policy) +
             (Pointee.isConstQualified() ? " const *" : " *");
    }
  return T.getUnqualifiedType().getAsString(Policy);
}

const model::CallEffect &ModuleContext::effectOf(const FunctionDecl *FD) {
  static const model::CallEffect Unknown;
  if (!nameOf(FD).starts_with("Z3_"))
    return Unknown;
  FD = FD->getCanonicalDecl();
  std::unique_ptr<model::CallEffect> &E = Effects[FD];
  if (E)
    return *E;
  std::string Result = spelledType(Ctx, FD->getReturnType());
  std::vector<std::string> Params;
  for (const ParmVarDecl *P : FD->parameters())
    Params.push_back(spelledType(Ctx, P->getOriginalType()));
  model::Signature S;
  S.Name = nameOf(FD);
  S.Result = Result;
  S.Params.append(Params.begin(), Params.end());
  E = std::make_unique<model::CallEffect>(model::effectOf(S));
  // A program's own function may have such a name.
  if (FD->hasBody() && !isSystem(FD))
    E->Known = false;
  return *E;
}

//===----------------------------------------------------------------------===//
// Facts about functions
//===----------------------------------------------------------------------===//

bool ModuleContext::neverReturns(const FunctionDecl *FD) {
  if (FD->isNoReturn())
    return true;
  FD = FD->getCanonicalDecl();
  auto [It, New] = NeverReturning.try_emplace(FD, false);
  if (!New)
    return It->second;
  bool Result = bodyNeverReturns(FD);
  NeverReturning[FD] = Result;
  return Result;
}

std::optional<bool>
ModuleContext::wasNeverReturning(const FunctionDecl *FD) const {
  auto It = NeverReturning.find(FD->getCanonicalDecl());
  if (It == NeverReturning.end())
    return std::nullopt;
  return It->second;
}

void ModuleContext::assumeNeverReturns(const FunctionDecl *FD, bool Never) {
  NeverReturning[FD->getCanonicalDecl()] = Never;
}

namespace {

/// Whether a body has calls that do not come back, throws, or may go round for
/// ever: all others come back, and need no graph.
class MayStop : public ASTVisitor {
public:
  explicit MayStop(ModuleContext &M) : M(M) {}
  bool Found = false;
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *FD = E->getDirectCallee();
    return !FD || !M.neverReturns(FD) || stop();
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) override { return stop(); }
  bool VisitWhileStmt(WhileStmt *S) override { return noteLoop(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) override { return noteLoop(S->getCond()); }
  bool VisitForStmt(ForStmt *S) override { return noteLoop(S->getCond()); }
  bool VisitGotoStmt(GotoStmt *) override { return stop(); }
  bool VisitIndirectGotoStmt(IndirectGotoStmt *) override { return stop(); }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }

private:
  bool stop() {
    Found = true;
    return false;
  }
  /// `for (;;)`, `while (1)`.
  bool noteLoop(const Expr *Cond) {
    bool IsConstant =
        !Cond || (!Cond->isValueDependent() && Cond->isEvaluatable(M.Ctx));
    return !IsConstant || stop();
  }
  ModuleContext &M;
};

/// Whether a body does more with `this` than to look at members.
class HandsOutThis : public ASTVisitor {
public:
  bool Found = false;
  bool VisitMemberExpr(MemberExpr *E) override {
    Looked.insert(E->getBase()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *E) override {
    Found |= !Looked.count(E);
    return !Found;
  }

private:
  llvm::SmallPtrSet<const Expr *, 8> Looked; ///< what a member is taken of
};

} // namespace

namespace {

class AssignmentFinder : public ASTVisitor {
public:
  explicit AssignmentFinder(const VarDecl *VD) : VD(VD) {}
  bool Found = false;
  bool VisitBinaryOperator(BinaryOperator *E) override {
    return !E->isAssignmentOp() || look(E->getLHS());
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    return E->getOpcode() != UO_AddrOf || look(E->getSubExpr());
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    return !E->isAssignmentOp() || look(E->getArg(0));
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
    return look(E->getImplicitObjectArgument()); // swap
  }

private:
  bool look(const Expr *E) {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    Found |= R && R->getDecl() == VD;
    return !Found;
  }
  const VarDecl *VD;
};

} // namespace

bool ModuleContext::isReassigned(const VarDecl *VD) {
  const auto *FD = dyn_cast<FunctionDecl>(VD->getDeclContext());
  if (!FD || !FD->getBody())
    return !VD->getType().isConstQualified();
  auto [It, New] = Reassigned.try_emplace(VD, false);
  if (!New)
    return It->second;
  AssignmentFinder Finder(VD);
  Finder.TraverseStmt(FD->getBody());
  return Reassigned[VD] = Finder.Found;
}

bool ModuleContext::handsOutThis(const CXXConstructorDecl *Ctor) {
  const FunctionDecl *Def = nullptr;
  if (isSystem(Ctor) || Ctor->isDependentContext() || !Ctor->hasBody(Def))
    return false;
  HandsOutThis H;
  H.TraverseStmt(Def->getBody());
  for (const CXXCtorInitializer *Init :
       cast<CXXConstructorDecl>(Def)->inits()) {
    H.TraverseStmt(Init->getInit());
    const Expr *E = Init->isBaseInitializer() ? Init->getInit() : nullptr;
    if (const auto *Base = dyn_cast_or_null<CXXConstructExpr>(
            E ? E->IgnoreImplicit() : nullptr))
      H.Found |= handsOutThis(Base->getConstructor());
  }
  return H.Found;
}

bool ModuleContext::bodyNeverReturns(const FunctionDecl *FD) {
  const FunctionDecl *Def = nullptr;
  if (isSystem(FD) || FD->isDependentContext() || !FD->hasBody(Def) ||
      !FD->getReturnType()->isVoidType())
    return false;
  if (const auto *M = dyn_cast<CXXMethodDecl>(FD); M && M->isVirtual())
    return false;
  MayStop Stop(*this);
  Stop.TraverseStmt(Def->getBody());
  if (!Stop.Found)
    return false;
  std::unique_ptr<CFG> G = takeGraph(Def);
  bool Result = G && !reachesExit(*G);
  Graphs[Def] = std::move(G); // for its lowering
  return Result;
}

/// Forward from the entry; a call that does not return ends a path.
bool ModuleContext::reachesExit(const CFG &G) {
  llvm::SmallVector<const CFGBlock *, 16> Work{&G.getEntry()};
  llvm::DenseSet<const CFGBlock *> Seen;
  while (!Work.empty()) {
    const CFGBlock *B = Work.pop_back_val();
    if (!Seen.insert(B).second)
      continue;
    if (B == &G.getExit())
      return true;
    bool Ends = B->hasNoReturnElement();
    for (const CFGElement &E : *B)
      if (auto S = E.getAs<CFGStmt>()) {
        Ends |= isa<CXXThrowExpr>(S->getStmt());
        if (const auto *C = dyn_cast<CallExpr>(S->getStmt()))
          if (const FunctionDecl *Callee = C->getDirectCallee())
            Ends |= neverReturns(Callee);
      }
    if (!Ends)
      for (const CFGBlock::AdjacentBlock &Next : B->succs())
        if (Next.isReachable())
          Work.push_back(Next);
  }
  return false;
}

std::unique_ptr<CFG> ModuleContext::takeGraph(const FunctionDecl *Def) {
  if (auto It = Graphs.find(Def); It != Graphs.end() && It->second)
    return std::move(It->second);
  return CFG::buildCFG(Def, Def->getBody(), &Ctx, compat::cfgOptions());
}

void ModuleContext::noteImplicitCopy(const CXXRecordDecl *RD, bool IsMove,
                                     bool Assigns, const Stmt *At) {
  if (At)
    ImplicitCopies.try_emplace({RD->getCanonicalDecl(), IsMove, Assigns},
                               source(At->getSourceRange()));
}

ir::Source ModuleContext::firstImplicitCopy(const CXXRecordDecl *RD,
                                            bool IsMove, bool Assigns) const {
  auto It = ImplicitCopies.find({RD->getCanonicalDecl(), IsMove, Assigns});
  return It == ImplicitCopies.end() ? ir::Source() : It->second;
}

//===----------------------------------------------------------------------===//
// Facts of the file
//===----------------------------------------------------------------------===//

std::string
ModuleContext::describe(unsigned Facts,
                        llvm::function_ref<std::string(const Decl *)> NameOf) {
  std::vector<std::string> Lines{AsksForTexts ? "asks for texts" : "no texts"};
  for (FileFact Which : {FileArrays, HeaderArrays})
    if (Facts & Which)
      for (auto [Array, Count] : arraysFor(Which == HeaderArrays).all())
        Lines.push_back("array " + NameOf(Array) + " counted by " +
                        (Count ? NameOf(Count) : "nothing"));
  if (Facts & FileContainers) {
    const GrowingContainers &Of = containersOf(nullptr);
    auto Add = [&](const char *What, const auto &Containers) {
      for (const ValueDecl *D : Containers)
        if (isa<VarDecl, FieldDecl>(D) &&
            !isa<FunctionDecl>(D->getDeclContext()))
          Lines.push_back(What + NameOf(D));
    };
    Add("growing ", Of.Growing);
    Add("read ", Of.Read);
    Add("emptied ", Of.Emptied);
  }
  llvm::sort(Lines);
  std::string Text;
  for (const std::string &Line : Lines)
    Text += Line + "\n";
  return Text;
}

} // namespace z3tidy::lower

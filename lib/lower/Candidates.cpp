// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Candidates.h"
#include "lower/ASTVisitor.h"
#include "lower/Callbacks.h"
#include "lower/ClangCompat.h"
#include "lower/Scope.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

/// Parts of Z3's headers, which may come by plain -I: the model knows them.
static bool isLibrary(const Decl *D) {
  return (inTopNamespace(D, "z3") || inTopNamespace(D, "z3raii")) &&
         !D->getASTContext().getSourceManager().isInMainFile(
             D->getASTContext().getSourceManager().getExpansionLoc(
                 D->getLocation()));
}

/// What the compiler writes is done member by member where it is called.
static bool isInlined(const FunctionDecl *FD) {
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (!Method || Method->isUserProvided())
    return false;
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(Method);
  return isa<CXXDestructorDecl>(Method) ||
         (Ctor && Ctor->isCopyOrMoveConstructor()) ||
         Method->isCopyAssignmentOperator() ||
         Method->isMoveAssignmentOperator();
}

namespace {

/// Finds the function bodies of the file, instantiations and lambdas included.
class Collector : public ASTVisitor {
  using Base = ASTVisitor;

public:
  explicit Collector(ModuleContext &M) : M(M) {}

  std::vector<Candidate> Found;
  /// A function, and one that it is given to call.
  std::vector<std::pair<const FunctionDecl *, const FunctionDecl *>> Callbacks;
  /// Functions that get a part of an object with handles.
  llvm::DenseSet<const FunctionDecl *> OfParts;

  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool shouldVisitImplicitCode() const override { return true; }
  bool shouldWalkTypesOfTypeLocs() const override { return false; }
  bool TraverseTypeLoc(TypeLoc) override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (!D)
      return true;
    if (auto *NS = dyn_cast<NamespaceDecl>(D); NS && isSystem(NS))
      return true;
    if (auto *RD = dyn_cast<RecordDecl>(D); RD && MayBeAnnotated)
      M.Told.isHandle(RD); // wrong ones are told
    auto *FD = dyn_cast<FunctionDecl>(D);
    if (!FD)
      return Base::TraverseDecl(D);
    if (MayBeAnnotated)
      M.Lessons.of(FD);
    if (isLibrary(FD) || isInlined(FD) || isOfTaughtOwner(FD))
      return true;
    if (!FD->doesThisDeclarationHaveABody() || FD->isDependentContext())
      return Base::TraverseDecl(D); // it may have local classes
    size_t Outer = Current;
    Current = Found.size();
    Found.emplace_back();
    Found.back().FD = FD;
    touchSignature(FD);
    bool Result = Base::TraverseDecl(D);
    bool NamesFields = Found[Current].NamesFields;
    if (!NamesFields && !isa<CXXConstructorDecl>(FD))
      M.NamingNoField.insert(FD);
    Current = Outer;
    if (Outer != None)
      Found[Outer].NamesFields |= NamesFields;
    return Result;
  }

  // The call operator is a member of the closure class, which the visitor
  // meets in the expression only.
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (Expr *Init : E->capture_inits())
      if (Init && !TraverseStmt(Init))
        return false;
    VisitExpr(E);
    const CXXRecordDecl *RD = E->getLambdaClass();
    if (FunctionTemplateDecl *T = RD->getDependentLambdaCallOperator()) {
      for (FunctionDecl *Spec : T->specializations())
        if (!TraverseDecl(Spec))
          return false;
      return true;
    }
    return TraverseDecl(E->getCallOperator());
  }

  bool VisitExpr(Expr *E) override {
    if (Current == None)
      return true;
    Candidate &C = Found[Current];
    C.HasErrors |= E->containsErrors();
    C.NamesFields |= isa<MemberExpr, InitListExpr>(E);
    if (!C.TouchesZ3)
      C.TouchesZ3 = M.Types.reaches(E->getType());
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      C.FollowsPointers |= !Callee;
      if (Callee) {
        addCallee(C, Callee);
        C.TouchesZ3 = C.TouchesZ3 || isAboutThreads(Callee);
      }
      noteParts(Call);
      noteCallbacks(C, Call);
      noteZ3Call(Call);
      if (QualType Element = elementOf(Call); !Element.isNull())
        for (const Expr *Arg : Call->arguments())
          noteTask(Element, Arg); // queue.emplace([&] { … })
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (Construct->getNumArgs() > 0)
        noteTask(Construct->getType(), Construct->getArg(0));
      addCallee(C, Construct->getConstructor());
      C.TouchesZ3 = C.TouchesZ3 || isAboutThreads(Construct->getConstructor());
      if (inTopNamespace(Construct->getConstructor(), "z3"))
        for (const Expr *Arg : Construct->arguments())
          noteCalledByZ3(Arg);
    }
    return true;
  }

  /// A base class without handles, and a member without, do nothing to those
  /// beside them: what is done to them has to be known to say so.
  void noteParts(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !M.isOfProgram(Callee))
      return;
    auto IsPart = [&](const Expr *E) {
      E = E->IgnoreParens();
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
        return (Cast->getCastKind() == CK_DerivedToBase ||
                Cast->getCastKind() == CK_UncheckedDerivedToBase) &&
               M.Types.reaches(Cast->getSubExpr()->getType());
      const auto *Address = dyn_cast<UnaryOperator>(E);
      const auto *Member =
          Address && Address->getOpcode() == UO_AddrOf
              ? dyn_cast<MemberExpr>(Address->getSubExpr()->IgnoreParens())
              : nullptr;
      return Member && M.Types.reaches(Member->getBase()->getType());
    };
    const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
    if (llvm::any_of(Call->arguments(), IsPart) ||
        (Method && IsPart(Method->getImplicitObjectArgument())))
      OfParts.insert(Callee->getCanonicalDecl());
  }

  /// What the container that a method is called on has in it.
  static QualType elementOf(const CallExpr *Call) {
    const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
    return Method ? templateArgument(Method->getObjectType(), 0) : QualType();
  }

  void noteTask(QualType T, const Expr *Arg) {
    const CXXRecordDecl *Wrapper = functionWrapper(T);
    const CXXMethodDecl *Task = Wrapper ? taskIn(Arg) : nullptr;
    if (!Task)
      return;
    auto &Same = M.Tasks[Wrapper];
    if (!llvm::is_contained(Same, Task))
      Same.push_back(Task);
  }

  void noteCalledByZ3(const Expr *Arg) {
    if (const FunctionDecl *Fn = handedOver(Arg))
      M.CalledByZ3.insert(Fn->getCanonicalDecl());
  }

  /// Strings that Z3 is asked for, and functions that it is given.
  void noteZ3Call(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return;
    const model::CallEffect &Effect = M.effectOf(Callee);
    bool IsZ3pp = inTopNamespace(Callee, "z3");
    const CXXRecordDecl *Result = Call->getType()->getAsCXXRecordDecl();
    M.AsksForTexts |= Effect.WritesString ||
                      (IsZ3pp && Result && nameOf(Result) == "basic_string");
    if (llvm::StringRef Name = nameOf(Callee);
        Current != None && Effect.Known &&
        (Name == "Z3_model_has_interp" || Name == "Z3_model_get_const_decl"))
      M.AsksForValues.insert(Found[Current].FD);
    if (Effect.Known || IsZ3pp)
      for (const Expr *Arg : Call->arguments())
        noteCalledByZ3(Arg);
  }

  /// What calls a callback, and what hands one over, touches what that touches.
  void noteCallbacks(Candidate &C, const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    for (const Expr *Arg : Call->arguments()) {
      if (Arg->isTypeDependent())
        continue;
      const FunctionDecl *Fn = handedOver(Arg);
      C.FollowsPointers |= !Fn && Arg->getType()->isFunctionPointerType();
      if (Fn) {
        addCallee(C, Fn);
        if (Callee && !isSystem(Callee))
          Callbacks.push_back({Callee->getCanonicalDecl(), Fn});
      }
    }
  }

  bool VisitCXXCatchStmt(CXXCatchStmt *S) override {
    if (const CXXRecordDecl *Failure = failureCaught(S))
      M.CaughtFailures.insert(Failure);
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) override {
    if (Current != None) {
      Candidate &C = Found[Current];
      // An initialiser that can't be understood is not in the tree.
      C.HasErrors |= VD->isInvalidDecl();
      C.TouchesZ3 |= M.Types.reaches(VD->getType());
      if (const auto *RD = VD->getType()->getAsCXXRecordDecl();
          RD && RD->hasDefinition())
        if (const CXXDestructorDecl *Dtor = RD->getDestructor())
          addCallee(C, Dtor);
      if (const auto *Cleanup = VD->getAttr<CleanupAttr>())
        addCallee(C, Cleanup->getFunctionDecl());
    }
    return true;
  }

private:
  static constexpr size_t None = ~size_t(0);

  /// Its objects are handles, as those of z3++ are; what is in it does not
  /// matter.
  bool isOfTaughtOwner(const FunctionDecl *FD) {
    const auto *Method = dyn_cast<CXXMethodDecl>(FD);
    return Method && M.Types.isTaughtOwner(Method->getParent());
  }

  void addCallee(Candidate &C, const FunctionDecl *FD) {
    if (!M.isOfProgram(FD))
      return;
    C.Callees.push_back(FD->getCanonicalDecl());
    const FunctionDecl *Definition = FD->getDefinition();
    C.CallsPrecompiled |= Definition && Definition->isFromASTFile();
  }

  void touchSignature(const FunctionDecl *FD) {
    Candidate &C = Found.back();
    C.TouchesZ3 |= M.Types.reaches(FD->getReturnType());
    for (const ParmVarDecl *Param : FD->parameters())
      C.TouchesZ3 |= M.Types.reaches(Param->getType());
    if (const auto *Method = dyn_cast<CXXMethodDecl>(FD))
      C.TouchesZ3 |= M.Types.reaches(Ctx(Method));
  }
  static QualType Ctx(const CXXMethodDecl *Method) {
    return compat::recordType(Method->getASTContext(), Method->getParent());
  }

  ModuleContext &M;
  const bool MayBeAnnotated = mayBeAnnotated(M.Ctx);
  size_t Current = None;
};

} // namespace

/// `enum phase next(enum phase)`, `bool done(enum phase)`: it says where in its
/// course the caller is.
static bool isAboutPhases(const FunctionDecl *FD) {
  auto IsScalar = [](QualType T) {
    return T->isIntegralOrEnumerationType() && !T.isVolatileQualified();
  };
  bool AnyEnum = FD->getReturnType()->isEnumeralType();
  for (const ParmVarDecl *P : FD->parameters()) {
    if (!IsScalar(P->getType()))
      return false;
    AnyEnum |= P->getType()->isEnumeralType();
  }
  return AnyEnum && IsScalar(FD->getReturnType()) && !isa<CXXMethodDecl>(FD);
}

static std::vector<llvm::SmallVector<size_t, 2>>
callersOf(const Collector &Collect) {
  const std::vector<Candidate> &All = Collect.Found;
  llvm::DenseMap<const FunctionDecl *, size_t> Index;
  for (size_t I = 0; I < All.size(); ++I)
    Index[All[I].FD->getCanonicalDecl()] = I;
  std::vector<llvm::SmallVector<size_t, 2>> Callers(All.size());
  for (size_t I = 0; I < All.size(); ++I)
    for (const FunctionDecl *Callee : All[I].Callees)
      if (auto It = Index.find(Callee); It != Index.end())
        Callers[It->second].push_back(I);
  for (auto [Caller, Callback] : Collect.Callbacks) {
    auto From = Index.find(Caller);
    auto To = Index.find(Callback->getCanonicalDecl());
    if (From != Index.end() && To != Index.end())
      Callers[To->second].push_back(From->second);
  }
  return Callers;
}

/// Functions that touch Z3, those that call them, and what tells them of
/// phases.
static void select(Candidates &Found) {
  std::vector<Candidate> &All = Found.All;
  std::vector<size_t> Work;
  for (size_t I = 0; I < All.size(); ++I)
    if (All[I].TouchesZ3)
      Work.push_back(I);
  while (!Work.empty()) {
    size_t I = Work.back();
    Work.pop_back();
    for (size_t Caller : Found.Callers[I])
      if (!All[Caller].TouchesZ3) {
        All[Caller].TouchesZ3 = true;
        Work.push_back(Caller);
      }
  }
  for (size_t I = 0; I < All.size(); ++I)
    if (isAboutPhases(All[I].FD) &&
        llvm::any_of(Found.Callers[I],
                     [&](size_t From) { return All[From].TouchesZ3; }))
      All[I].TouchesZ3 = true;
}

Candidates findCandidates(ModuleContext &M) {
  Collector Collect(M);
  for (Decl *D : declarationsAskedFor(M.Ctx))
    Collect.TraverseDecl(D);
  Candidates Result;
  Result.Callers = callersOf(Collect);
  Result.All = std::move(Collect.Found);
  for (Candidate &C : Result.All)
    C.TouchesZ3 |= Collect.OfParts.contains(C.FD->getCanonicalDecl());
  select(Result);
  return Result;
}

static bool isUndefined(QualType T, const ASTContext &Ctx) {
  const CXXRecordDecl *RD = Ctx.getBaseElementType(T)->getAsCXXRecordDecl();
  return RD && !RD->hasDefinition();
}

/// A member or base of a class that code with errors leaves undefined: clang's
/// graph of the destructor would ask for its destructor.
static bool destroysUndefined(const FunctionDecl *FD) {
  if (!isa<CXXDestructorDecl>(FD))
    return false;
  const CXXRecordDecl *RD = cast<CXXDestructorDecl>(FD)->getParent();
  const ASTContext &Ctx = FD->getASTContext();
  return llvm::any_of(RD->fields(),
                      [&](const FieldDecl *Field) {
                        return isUndefined(Field->getType(), Ctx);
                      }) ||
         llvm::any_of(RD->bases(), [&](const CXXBaseSpecifier &Base) {
           return isUndefined(Base.getType(), Ctx);
         });
}

std::string obstacle(const Candidate &C) {
  if (C.HasErrors || C.FD->isInvalidDecl() || destroysUndefined(C.FD))
    return "its body has errors";
  if (isa<CoroutineBodyStmt>(C.FD->getBody()))
    return "it is a coroutine";
  return {};
}

} // namespace z3tidy::lower

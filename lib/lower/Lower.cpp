// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of a file are lowered, and in which order.

#include "lower/Lower.h"
#include "lower/ASTVisitor.h"
#include "lower/Callbacks.h"
#include "lower/ClangCompat.h"
#include "lower/ClassFacts.h"
#include "lower/FunctionLowering.h"
#include "lower/Scope.h"
#include "model/ModelFile.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

bool usesZ3(const ASTContext &Ctx, const model::UserModel *Model) {
  // z3_api.h cannot be included without this name.
  return Ctx.Idents.find("_Z3_context") != Ctx.Idents.end() ||
         mayBeAnnotated(Ctx) || (Model && namesTypeOf(*Model, Ctx));
}

std::shared_ptr<const model::UserModel> modelFor(const ASTContext &Ctx,
                                                 llvm::StringRef Named) {
  const SourceManager &SM = Ctx.getSourceManager();
  std::string File = Named.str();
  if (File.empty())
    if (OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID()))
      File = model::findModelFile(Main->getName());
  return File.empty() ? nullptr : model::loadModel(File);
}

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

/// A function with a body, and what decides whether it is lowered.
struct Candidate {
  const FunctionDecl *FD = nullptr;
  bool TouchesZ3 = false;
  bool HasErrors = false;
  /// It, or a closure in it, names a member or fills a struct.
  bool NamesFields = false;
  llvm::SmallVector<const FunctionDecl *, 4> Callees;
};

/// Finds the function bodies of the file, instantiations and lambdas included.
class Collector : public ASTVisitor {
  using Base = ASTVisitor;

public:
  explicit Collector(ModuleContext &M) : M(M) {}

  std::vector<Candidate> Found;
  /// A function, and one that it is given to call.
  std::vector<std::pair<const FunctionDecl *, const FunctionDecl *>> Callbacks;
  /// Functions that get a part of an object with handles.
  std::vector<const FunctionDecl *> OfParts;

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
      if (const FunctionDecl *Callee = Call->getDirectCallee()) {
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
      OfParts.push_back(Callee->getCanonicalDecl());
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
    for (const Expr *Arg : Call->arguments())
      if (const FunctionDecl *Fn =
              Arg->isTypeDependent() ? nullptr : handedOver(Arg)) {
        addCallee(C, Fn);
        if (Callee && !isSystem(Callee))
          Callbacks.push_back({Callee->getCanonicalDecl(), Fn});
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
    if (M.isOfProgram(FD))
      C.Callees.push_back(FD->getCanonicalDecl());
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

/// Functions that touch Z3, those that call them, and what tells them of
/// phases.
static void selectFunctions(Collector &Collect) {
  std::vector<Candidate> &All = Collect.Found;
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
  for (const FunctionDecl *OfPart : Collect.OfParts)
    if (auto It = Index.find(OfPart); It != Index.end())
      All[It->second].TouchesZ3 = true;
  std::vector<size_t> Work;
  for (size_t I = 0; I < All.size(); ++I)
    if (All[I].TouchesZ3)
      Work.push_back(I);
  while (!Work.empty()) {
    size_t I = Work.back();
    Work.pop_back();
    for (size_t Caller : Callers[I])
      if (!All[Caller].TouchesZ3) {
        All[Caller].TouchesZ3 = true;
        Work.push_back(Caller);
      }
  }
  for (size_t I = 0; I < All.size(); ++I)
    if (isAboutPhases(All[I].FD) && llvm::any_of(Callers[I], [&](size_t From) {
          return All[From].TouchesZ3;
        }))
      All[I].TouchesZ3 = true;
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

/// Why a body is left alone; empty if it is not.
static std::string obstacle(const Candidate &C) {
  if (C.HasErrors || C.FD->isInvalidDecl() || destroysUndefined(C.FD))
    return "its body has errors";
  if (isa<CoroutineBodyStmt>(C.FD->getBody()))
    return "it is a coroutine";
  return {};
}

/// Says that the function may throw before it has done anything that counts.
static void addEarlyThrow(ir::Function &F) {
  ir::BlockId Body = F.Entry;
  ir::BlockId Start = F.addBlock().Id, Out = F.addBlock().Id;
  F.Entry = Start;
  F.Blocks[Out].How = ir::Exit::Throw;
  ir::Block &B = F.Blocks[Start];
  B.How = ir::Exit::Edges;
  B.Edges.resize(2);
  B.Edges[0].To = Body;
  B.Edges[1].To = Out;
  B.Edges[1].Unwind = true;
}

Lowered lower(ASTContext &Ctx, std::shared_ptr<const model::UserModel> Model) {
  Lowered Result;
  Result.Model = Model;
  if (!usesZ3(Ctx, Model.get()))
    return Result;
  ModuleContext M(Ctx, std::move(Model));
  M.Lessons.checkEntries();
  Collector Collect(M);
  for (Decl *D : declarationsAskedFor(Ctx))
    Collect.TraverseDecl(D);
  selectFunctions(Collect);
  std::vector<const FunctionDecl *> Chosen;
  for (const Candidate &C : Collect.Found) {
    if (!C.TouchesZ3 || isSystem(C.FD))
      continue;
    if (std::string Why = obstacle(C); !Why.empty()) {
      Result.Skipped.push_back(C.FD->getQualifiedNameAsString() + ": " + Why);
      continue;
    }
    if (!M.moduleName(C.FD).empty())
      continue; // met twice
    M.addFunction(C.FD);
    Chosen.push_back(C.FD);
  }
  bool AnyCountsByHand = false;
  std::vector<ir::Function *> ThrowingEarly;
  auto LowerOne = [&](const FunctionDecl *FD, const std::string &Name,
                      const CallbackBindings &Bound) {
    ir::Function &F = Result.M.add(Name);
    FunctionMap &Map = Result.Maps[Name];
    std::string Why;
    FunctionLowering Lowering(M, FD, F, Map, Bound);
    if (!Lowering.run(Why)) {
      // Callers refer to it by name: it does not come back as far as is known.
      F.addBlock().How = ir::Exit::Return;
      Result.Skipped.push_back(Name + ": " + Why);
      return;
    }
    AnyCountsByHand |= Lowering.countsByHand();
    if (Lowering.throwsEarly())
      ThrowingEarly.push_back(&F);
  };
  for (const FunctionDecl *FD : Chosen)
    LowerOne(FD, M.moduleName(FD).str(), {});
  for (size_t I = 0; I < M.Versions.size(); ++I) {
    const Version V = M.Versions[I];
    LowerOne(V.FD, V.Name, V.Bound);
  }
  if (AnyCountsByHand)
    for (ir::Function *F : ThrowingEarly)
      addEarlyThrow(*F);
  Result.M.Classes = classFacts(M, Chosen);
  Result.ReleasedBy = std::move(M.ReleasedBy);
  Result.Problems = std::move(M.Problems.Found);
  return Result;
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Dispatch.h"

#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"
#include "lower/Types.h"
#include "llvm/ADT/STLExtras.h"

namespace z3tidy::lower {

using namespace clang;

namespace {

using Members = llvm::DenseMap<const FieldDecl *, Dispatch::Content>;
using Overriders = llvm::DenseMap<const CXXMethodDecl *,
                                  llvm::SmallVector<const CXXMethodDecl *, 2>>;

/// What `x` and `&x` name.
const ValueDecl *namedBy(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Op = dyn_cast<UnaryOperator>(E);
      Op && Op->getOpcode() == UO_AddrOf)
    E = Op->getSubExpr()->IgnoreParenCasts();
  const auto *R = dyn_cast<DeclRefExpr>(E);
  return R ? R->getDecl() : nullptr;
}

/// The function whose address the expression is.
const FunctionDecl *functionIn(const Expr *E) {
  return dyn_cast_or_null<FunctionDecl>(namedBy(E));
}

/// With an initialiser for each member.
const InitListExpr *completeList(const InitListExpr *List) {
  const InitListExpr *Semantic =
      List->isSemanticForm() ? nullptr : List->getSemanticForm();
  return Semantic ? Semantic : List;
}

bool isNothing(const Expr *E, ASTContext &Ctx) {
  return isa<ImplicitValueInitExpr>(E) ||
         E->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull);
}

const FieldDecl *memberIn(const Expr *E) {
  const auto *M = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
  const auto *Field =
      dyn_cast_or_null<FieldDecl>(M ? M->getMemberDecl() : nullptr);
  return Field && Field->getType()->isFunctionPointerType() ? Field : nullptr;
}

class Finder : public ASTVisitor {
public:
  Finder(ASTContext &Ctx, Members &M, Overriders &O) : Ctx(Ctx), M(M), O(O) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }
  bool VisitCXXMethodDecl(CXXMethodDecl *Method) override {
    if (Method->isCanonicalDecl())
      noteOverrider(Method, Method);
    return true;
  }
  bool VisitInitListExpr(InitListExpr *Written) override {
    const InitListExpr *List = completeList(Written);
    const auto *RT = List->getType()->getAs<RecordType>();
    if (!RT || RT->getDecl()->isUnion())
      return true;
    const RecordDecl *RD = RT->getDecl();
    const auto *Class = dyn_cast<CXXRecordDecl>(RD);
    unsigned N = Class && Class->hasDefinition() ? Class->getNumBases() : 0;
    for (const FieldDecl *Field : RD->fields()) {
      if (compat::isUnnamedBitField(Field))
        continue;
      if (N < List->getNumInits())
        put(Field, List->getInit(N));
      ++N;
    }
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isAssignmentOp())
      if (const FieldDecl *Field = memberIn(E->getLHS()))
        put(Field, E->getRHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (E->getOpcode() == UO_AddrOf)
      if (const FieldDecl *Field = memberIn(E->getSubExpr()))
        M[Field].Other = true;
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Ctor) override {
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isMemberInitializer() && Init->isWritten())
        put(Init->getMember(), Init->getInit());
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) override {
    if (Field->hasInClassInitializer() && Field->getInClassInitializer())
      put(Field, Field->getInClassInitializer());
    return true;
  }

private:
  void put(const FieldDecl *Field, const Expr *Value) {
    if (!Field->getType()->isFunctionPointerType() || Value->isValueDependent())
      return;
    Value = Value->IgnoreParenImpCasts();
    // A copy of the same member of another object.
    if (isNothing(Value, Ctx) || memberIn(Value) == Field)
      return;
    Dispatch::Content &C = M[Field];
    const FunctionDecl *FD = functionIn(Value);
    if (!FD)
      C.Other = true;
    else if (!llvm::is_contained(C.Functions, FD->getCanonicalDecl()))
      C.Functions.push_back(FD->getCanonicalDecl());
  }
  void noteOverrider(const CXXMethodDecl *Of, const CXXMethodDecl *Method) {
    for (const CXXMethodDecl *Base : Of->overridden_methods()) {
      auto &Found = O[Base->getCanonicalDecl()];
      if (!llvm::is_contained(Found, Method))
        Found.push_back(Method);
      noteOverrider(Base, Method);
    }
  }

  ASTContext &Ctx;
  Members &M;
  Overriders &O;
};

/// The constant whose member is called: itself, or what a constant pointer or
/// a variable that is not assigned leads to.
const VarDecl *tableIn(const Expr *Base) {
  const auto *VD = dyn_cast_or_null<VarDecl>(namedBy(Base));
  return VD && VD->getType().isConstQualified() ? VD : nullptr;
}

const Expr *memberOfTable(const VarDecl *Table, const FieldDecl *Field) {
  const Expr *Init = Table->getAnyInitializer();
  if (!Init || Init->isValueDependent())
    return nullptr;
  if (Table->getType()->isPointerType()) {
    const VarDecl *Behind = tableIn(Init);
    return Behind && Behind != Table && !Behind->getType()->isPointerType()
               ? memberOfTable(Behind, Field)
               : nullptr;
  }
  const auto *List = dyn_cast<InitListExpr>(Init->IgnoreParenImpCasts());
  const auto *Class = Table->getType()->getAsCXXRecordDecl();
  if (!List || (Class && Class->getNumBases() != 0))
    return nullptr;
  List = completeList(List);
  const auto *RT = List->getType()->getAs<RecordType>();
  if (!RT || RT->getDecl() != Field->getParent())
    return nullptr;
  unsigned N = Field->getFieldIndex();
  return N < List->getNumInits() ? List->getInit(N) : nullptr;
}

} // namespace

void Dispatch::search() {
  if (Searched)
    return;
  Searched = true;
  Finder(Ctx, Members, Overriders).TraverseDecl(Ctx.getTranslationUnitDecl());
}

const FunctionDecl *Dispatch::behindMember(const Expr *Callee) {
  const auto *Call = dyn_cast<MemberExpr>(Callee->IgnoreParenCasts());
  // (*p->f)(x)
  if (const auto *Op = dyn_cast<UnaryOperator>(Callee->IgnoreParenCasts());
      Op && Op->getOpcode() == UO_Deref)
    Call = dyn_cast<MemberExpr>(Op->getSubExpr()->IgnoreParenCasts());
  const FieldDecl *Field = Call ? memberIn(Call) : nullptr;
  if (!Field)
    return nullptr;
  if (const VarDecl *Table = tableIn(Call->getBase()))
    if (const Expr *Value = memberOfTable(Table, Field))
      return functionIn(Value->IgnoreParenImpCasts());
  search();
  auto It = Members.find(Field);
  if (It == Members.end() || It->second.Other ||
      It->second.Functions.size() != 1)
    return nullptr;
  return It->second.Functions.front();
}

const CXXMethodDecl *Dispatch::overrider(const CXXMethodDecl *Method,
                                         const Expr *Object) {
  if (Object && !Object->getType()->isDependentType())
    if (const CXXMethodDecl *Known =
            Method->getDevirtualizedMethod(Object, /*IsAppleKext=*/false))
      return Known;
  search();
  llvm::SmallVector<const CXXMethodDecl *, 2> All;
  if (auto It = Overriders.find(Method->getCanonicalDecl());
      It != Overriders.end())
    All = It->second;
  if (!compat::isPureVirtual(Method))
    All.push_back(Method);
  return All.size() == 1 && All.front()->hasBody() ? All.front() : nullptr;
}

/// Adds the classes in the context that have bases, at any depth.
static void findDerivations(const DeclContext *DC,
                            std::vector<Dispatch::Derivation> &Found) {
  for (const Decl *D : DC->decls()) {
    const auto *RD = dyn_cast<CXXRecordDecl>(D);
    if (const auto *T = dyn_cast<ClassTemplateDecl>(D)) {
      for (const CXXRecordDecl *Spec : T->specializations())
        if (Spec->hasDefinition() && !isSystem(Spec))
          findDerivations(Spec, Found);
      continue;
    }
    if (isSystem(D))
      continue;
    if (RD && RD->isThisDeclarationADefinition() && !RD->isDependentContext() &&
        !RD->isInvalidDecl())
      for (const CXXBaseSpecifier &Base : RD->bases())
        if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
            Of && Of->hasDefinition() && !isSystem(Of))
          if (const CXXDestructorDecl *Dtor = Of->getDestructor();
              Dtor && Dtor->isVirtual())
            Found.push_back({Of->getCanonicalDecl(), RD});
    if (const auto *Inner = dyn_cast<DeclContext>(D);
        Inner && (isa<NamespaceDecl>(D) || RD))
      findDerivations(Inner, Found);
  }
}

llvm::ArrayRef<Dispatch::Derivation> Dispatch::derivations() {
  if (!SearchedClasses && Ctx.getLangOpts().CPlusPlus)
    findDerivations(Ctx.getTranslationUnitDecl(), Derivations);
  SearchedClasses = true;
  return Derivations;
}

const CXXRecordDecl *Dispatch::dynamicClass(const CXXRecordDecl *Static) {
  const CXXDestructorDecl *Dtor =
      Static->hasDefinition() ? Static->getDestructor() : nullptr;
  if (!Dtor || !Dtor->isVirtual() || isSystem(Static))
    return Static;
  llvm::SmallVector<const CXXRecordDecl *, 4> All{Static->getDefinition()};
  for (size_t N = 0; N < All.size(); ++N)
    for (const auto &[Base, Derived] : derivations())
      if (Base == All[N]->getCanonicalDecl() &&
          !llvm::is_contained(All, Derived))
        All.push_back(Derived);
  llvm::erase_if(All, [](const CXXRecordDecl *RD) { return RD->isAbstract(); });
  return All.size() == 1 ? All.front() : nullptr;
}

} // namespace z3tidy::lower

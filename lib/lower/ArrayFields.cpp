// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/ArrayFields.h"

#include "lower/ASTVisitor.h"
#include "lower/ModuleContext.h"
#include "clang/Basic/SourceManager.h"

namespace z3tidy::lower {

using namespace clang;

const FieldDecl *fieldNamed(const Expr *E) {
  const auto *M = E ? dyn_cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
}

static bool isSameObject(const Expr *A, const Expr *B) {
  A = A->IgnoreParenImpCasts();
  B = B->IgnoreParenImpCasts();
  if (isa<CXXThisExpr>(A))
    return isa<CXXThisExpr>(B);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(A)) {
    const auto *Other = dyn_cast<DeclRefExpr>(B);
    return Other && Ref->getDecl() == Other->getDecl();
  }
  const auto *M = dyn_cast<MemberExpr>(A), *N = dyn_cast<MemberExpr>(B);
  return M && N && M->getMemberDecl() == N->getMemberDecl() &&
         areOfOneObject(M, N);
}

bool areOfOneObject(const MemberExpr *A, const MemberExpr *B) {
  return A->isArrow() == B->isArrow() &&
         isSameObject(A->getBase(), B->getBase());
}

//===----------------------------------------------------------------------===//
// Loops over all
//===----------------------------------------------------------------------===//

static bool isNumber(const Expr *E, uint64_t N) {
  const auto *L = dyn_cast<IntegerLiteral>(E->IgnoreParenImpCasts());
  return L && L->getValue() == N;
}

static const ValueDecl *variableNamed(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

static const MemberExpr *memberNamed(const Expr *E) {
  return fieldNamed(E) ? cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
}

bool isZero(const Expr *E) { return isNumber(E, 0); }

const Expr *testedForMore(const Expr *Cond) {
  Cond = Cond->IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(Cond)) {
    bool More = B->getOpcode() == BO_GT || B->getOpcode() == BO_NE;
    if (!More || !isZero(B->getRHS()))
      return nullptr;
    Cond = B->getLHS()->IgnoreParenImpCasts();
  }
  if (const auto *U = dyn_cast<UnaryOperator>(Cond);
      U && U->getOpcode() == UO_PostDec)
    Cond = U->getSubExpr()->IgnoreParenImpCasts();
  return Cond;
}

/// `for (i = 0; i < d->n; …)`, or down from `d->n`.
static const Expr *boundOf(const ForStmt *Loop) {
  const ValueDecl *Index = nullptr;
  const Expr *First = nullptr;
  if (const auto *D = dyn_cast_or_null<DeclStmt>(Loop->getInit());
      D && D->isSingleDecl()) {
    const auto *VD = dyn_cast<VarDecl>(D->getSingleDecl());
    Index = VD;
    First = VD ? VD->getInit() : nullptr;
  } else if (const auto *B = dyn_cast_or_null<BinaryOperator>(Loop->getInit());
             B && B->getOpcode() == BO_Assign) {
    Index = variableNamed(B->getLHS());
    First = B->getRHS();
  }
  const Expr *Cond = Loop->getCond();
  if (!Index || !First || !Cond)
    return nullptr;
  const auto *Test = dyn_cast<BinaryOperator>(Cond->IgnoreParenImpCasts());
  if (isZero(First)) {
    bool Below =
        Test && (Test->getOpcode() == BO_LT || Test->getOpcode() == BO_NE);
    return Below && variableNamed(Test->getLHS()) == Index ? Test->getRHS()
                                                           : nullptr;
  }
  if (const auto *Last = dyn_cast<BinaryOperator>(First->IgnoreParenImpCasts());
      Last && Last->getOpcode() == BO_Sub && isNumber(Last->getRHS(), 1)) {
    bool ToZero = Test && Test->getOpcode() == BO_GE &&
                  isZero(Test->getRHS()) &&
                  variableNamed(Test->getLHS()) == Index;
    return ToZero ? Last->getLHS() : nullptr;
  }
  const Expr *Tested = testedForMore(Cond);
  return Tested && variableNamed(Tested) == Index ? First : nullptr;
}

CountedLoop countedLoop(const Stmt *Loop) {
  CountedLoop Counted;
  if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    Counted.Bound = boundOf(For);
    Counted.Body = For->getBody();
  } else if (const auto *While = dyn_cast<WhileStmt>(Loop)) {
    Counted.Bound = testedForMore(While->getCond());
    Counted.Body = While->getBody();
    Counted.Empties = true;
  }
  if (Counted.Bound)
    Counted.Count = memberNamed(Counted.Bound);
  return Counted;
}

bool goesOver(const CountedLoop &Loop, const MemberExpr *Array,
              const ASTContext &Ctx) {
  if (Loop.Count)
    return areOfOneObject(Array, Loop.Count);
  const auto *T = Ctx.getAsConstantArrayType(Array->getType());
  Expr::EvalResult N;
  return T && Loop.Bound && !Loop.Bound->isValueDependent() &&
         Loop.Bound->EvaluateAsInt(N, Ctx) &&
         T->getSize() == N.Val.getInt().getLimitedValue();
}

//===----------------------------------------------------------------------===//
// Ends of arrays
//===----------------------------------------------------------------------===//

ArrayEnd arrayEnd(const ArraySubscriptExpr *E) {
  const MemberExpr *Array = memberNamed(E->getBase());
  if (!Array)
    return {};
  const Expr *Index = E->getIdx()->IgnoreParenImpCasts();
  ArrayEnd End{ArrayEnd::Past, memberNamed(Index)};
  if (const auto *U = dyn_cast<UnaryOperator>(Index)) {
    if (U->getOpcode() == UO_PostInc)
      End = {ArrayEnd::Next, memberNamed(U->getSubExpr())};
    else if (U->getOpcode() == UO_PreDec)
      End = {ArrayEnd::Taken, memberNamed(U->getSubExpr())};
  } else if (const auto *B = dyn_cast<BinaryOperator>(Index);
             B && B->getOpcode() == BO_Sub && isNumber(B->getRHS(), 1)) {
    End = {ArrayEnd::Last, memberNamed(B->getLHS())};
  }
  return End.Count && areOfOneObject(Array, End.Count) ? End : ArrayEnd();
}

//===----------------------------------------------------------------------===//
// Which fields
//===----------------------------------------------------------------------===//

namespace {

class ArrayUses : public ASTVisitor {
public:
  explicit ArrayUses(const ModuleContext &M)
      : Ctx(M.Ctx), NamingNoField(M.NamingNoField) {}

  /// Arrays that a loop gives back, and what counts their elements; null: they
  /// are of a fixed size.
  llvm::DenseMap<const FieldDecl *, const FieldDecl *> GivenBack;

  /// Whether all that is done with the array is known of a container, too.
  bool isContainer(const FieldDecl *Array, const FieldDecl *Count) const {
    auto IsOther = [&](const Expr *Use) { return !Fine.count(Use); };
    auto It = Uses.find(Array);
    return !Odd.count(Array) && !AddressTaken.count(Count) &&
           It != Uses.end() && llvm::none_of(It->second, IsOther);
  }

  bool TraverseDecl(Decl *D) override {
    const auto *FD = dyn_cast_or_null<FunctionDecl>(D);
    return (FD && NamingNoField.contains(FD)) || ASTVisitor::TraverseDecl(D);
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    if (const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl()))
      if (Field->getType()->isPointerType() || Field->getType()->isArrayType())
        Uses[Field].push_back(E);
    return true;
  }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) override {
    ArrayEnd End = arrayEnd(E);
    const FieldDecl *Count = fieldNamed(End.Count);
    if (End.How == ArrayEnd::Next)
      Pushed[fieldNamed(E->getBase())] = Count;
    else if (End.How == ArrayEnd::Last || End.How == ArrayEnd::Taken)
      Popped[fieldNamed(E->getBase())] = Count;
    return accept(E->getBase());
  }

  /// Stacks are containers, too.
  void noteStacks() {
    for (auto [Array, Count] : Pushed)
      if (Popped.lookup(Array) == Count)
        noteGivenBack(Array, Count);
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *FD = E->getDirectCallee();
    llvm::StringRef Name = FD ? nameOf(FD) : llvm::StringRef();
    bool Known = Name.starts_with("Z3_") || Name == "free" ||
                 Name == "realloc" || Name == "reallocarray";
    for (const Expr *Arg : E->arguments())
      if (Known)
        accept(Arg->IgnoreParenCasts());
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) override {
    return accept(E->getArgument());
  }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) override {
    if (E->isArgumentType())
      return true;
    const Expr *Arg = E->getArgumentExpr()->IgnoreParens();
    if (const auto *U = dyn_cast<UnaryOperator>(Arg))
      Arg = U->getSubExpr();
    return accept(Arg);
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (E->getOpcode() == UO_LNot)
      return accept(E->getSubExpr());
    if (const FieldDecl *Field = fieldNamed(E->getSubExpr());
        Field && E->getOpcode() == UO_AddrOf)
      AddressTaken.insert(Field);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isLogicalOp() ||
        (E->isEqualityOp() && (isNull(E->getLHS()) || isNull(E->getRHS())))) {
      accept(E->getLHS());
      accept(E->getRHS());
    } else if (E->getOpcode() == BO_Assign && isNewMemory(E->getRHS())) {
      accept(E->getLHS());
    }
    const auto *Element =
        dyn_cast<ArraySubscriptExpr>(E->getLHS()->IgnoreParens());
    if (Element && E->getOpcode() == BO_Assign && !isNull(E->getRHS()))
      if (ArrayEnd End = arrayEnd(Element); End.How == ArrayEnd::Past)
        Pushed[fieldNamed(Element->getBase())] = fieldNamed(End.Count);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override { return accept(S->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *E) override {
    return accept(E->getCond());
  }
  bool VisitForStmt(ForStmt *S) override {
    return noteLoop(S) && accept(S->getCond());
  }
  bool VisitWhileStmt(WhileStmt *S) override {
    return noteLoop(S) && accept(S->getCond());
  }
  bool VisitInitListExpr(InitListExpr *E) override {
    if (!E->isSemanticForm())
      return true;
    const RecordDecl *RD = E->getType()->getAsRecordDecl();
    if (!RD || RD->isUnion())
      return true;
    unsigned I = 0;
    if (const auto *CXX = dyn_cast<CXXRecordDecl>(RD))
      I = CXX->getNumBases();
    for (const FieldDecl *Field : RD->fields()) {
      if (Field->isBitField() && !Field->getDeclName())
        continue;
      if (I >= E->getNumInits())
        break;
      noteInit(Field, E->getInit(I++));
    }
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *D) override {
    for (const CXXCtorInitializer *Init : D->inits())
      if (const FieldDecl *Field = Init->getAnyMember())
        noteInit(Field, Init->getInit());
    return true;
  }

private:
  bool accept(const Expr *E) {
    if (fieldNamed(E))
      Fine.insert(E->IgnoreParenImpCasts());
    return true;
  }

  bool isNull(const Expr *E) const {
    return E->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) !=
           Expr::NPCK_NotNull;
  }

  /// Null, what was allocated, or a variable that was initialized with it.
  bool isNewMemory(const Expr *E) const {
    if (isNull(E))
      return true;
    E = E->IgnoreParenCasts();
    if (const auto *VD = dyn_cast_or_null<VarDecl>(variableNamed(E))) {
      E = VD->hasLocalStorage() && VD->getInit()
              ? VD->getInit()->IgnoreParenCasts()
              : nullptr;
    }
    if (!E || isa<CXXNewExpr>(E))
      return E != nullptr;
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *FD = Call ? Call->getDirectCallee() : nullptr;
    return FD && nameOf(FD).contains("alloc");
  }

  void noteInit(const FieldDecl *Field, const Expr *Init) {
    if (isa<ImplicitValueInitExpr>(Init))
      return;
    if (Field->getType()->isPointerType()
            ? !isNewMemory(Init)
            : !isa<InitListExpr>(Init) || !holdsNoHandle(Init))
      Odd.insert(Field);
  }

  bool holdsNoHandle(const Expr *Init) const {
    if (const auto *List = dyn_cast<InitListExpr>(Init))
      return llvm::all_of(
          List->inits(), [&](const Expr *Part) { return holdsNoHandle(Part); });
    return isa<ImplicitValueInitExpr>(Init) || isNull(Init) ||
           Init->getType()->isIntegralOrEnumerationType();
  }

  bool noteLoop(const Stmt *S) {
    CountedLoop Loop = countedLoop(S);
    if (!Loop.Bound || !onlyGivesBack(Loop.Body))
      return true;
    llvm::SmallVector<const Stmt *, 8> Work{Loop.Body};
    while (!Work.empty()) {
      const Stmt *Part = Work.pop_back_val();
      if (!Part)
        continue;
      if (const auto *E = dyn_cast<ArraySubscriptExpr>(Part))
        if (const MemberExpr *Array = memberNamed(E->getBase());
            Array && goesOver(Loop, Array, Ctx))
          noteGivenBack(fieldNamed(Array), fieldNamed(Loop.Count));
      Work.append(Part->child_begin(), Part->child_end());
    }
    return true;
  }

  void noteGivenBack(const FieldDecl *Array, const FieldDecl *Count) {
    auto It = GivenBack.try_emplace(Array, Count).first;
    if (!It->second)
      It->second = Count; // all that there are, and all that there is room for
    else if (Count && It->second != Count)
      Odd.insert(Array);
  }

  ASTContext &Ctx;
  const llvm::DenseSet<const FunctionDecl *> &NamingNoField;
  llvm::DenseMap<const FieldDecl *, llvm::SmallVector<const Expr *, 4>> Uses;
  llvm::DenseSet<const Expr *> Fine;
  llvm::DenseSet<const FieldDecl *> Odd, AddressTaken;
  /// Arrays that get or give elements at their ends, and what counts them.
  llvm::DenseMap<const FieldDecl *, const FieldDecl *> Pushed, Popped;
};

} // namespace

/// An array of handles, or of structs with handles.
static bool mayBeContainer(const FieldDecl *Array, TypeInfo &Types) {
  QualType T = Array->getType();
  if (!T->isPointerType() && !T->isArrayType())
    return false;
  QualType Element = T->isPointerType()
                         ? T->getPointeeType()
                         : QualType(T->getBaseElementTypeUnsafe(), 0);
  return Types.managedKind(Element) != ir::Kind::None ||
         (Element->isRecordType() && Types.reaches(Element) &&
          !Types.owner(Element));
}

ArrayFields::ArrayFields(DeclContext::decl_range Declared, ModuleContext &M) {
  const SourceManager &SM = M.Ctx.getSourceManager();
  ArrayUses Finder(M);
  for (Decl *Top : Declared)
    if (!SM.isInSystemHeader(SM.getExpansionLoc(Top->getLocation())))
      Finder.TraverseDecl(Top);
  Finder.noteStacks();
  for (auto [Array, Count] : Finder.GivenBack)
    if (mayBeContainer(Array, M.Types) && Finder.isContainer(Array, Count)) {
      Counts[Array] = Count;
      if (Count)
        Arrays[Count].push_back(Array);
    }
}

/// In an editor the headers are a precompiled file. No function of it knows a
/// struct of the open file, so that it need not be read, after each key.
const ArrayFields &ModuleContext::arraysFor(bool OfHeader) {
  FactsAskedFor |= OfHeader ? HeaderArrays : FileArrays;
  const TranslationUnitDecl *Unit = Ctx.getTranslationUnitDecl();
  std::optional<ArrayFields> &Found = OfHeader ? ArraysWithHeaders : Arrays;
  if (!Found)
    Found.emplace(OfHeader ? Unit->decls() : Unit->noload_decls(), *this);
  return *Found;
}

bool ModuleContext::isContainer(const FieldDecl *Array) {
  return mayBeContainer(Array, Types) &&
         arraysFor(Array->isFromASTFile()).contains(Array);
}

llvm::ArrayRef<const FieldDecl *>
ModuleContext::arraysCountedBy(const FieldDecl *Count) {
  // The file is looked through only where a struct can have one.
  if (!Count->getType()->isIntegerType() ||
      llvm::none_of(Count->getParent()->fields(), [&](const FieldDecl *Field) {
        return mayBeContainer(Field, Types);
      }))
    return {};
  return arraysFor(Count->isFromASTFile()).countedBy(Count);
}

llvm::ArrayRef<const FieldDecl *>
ArrayFields::countedBy(const FieldDecl *Count) const {
  auto It = Arrays.find(Count);
  return It == Arrays.end() ? llvm::ArrayRef<const FieldDecl *>() : It->second;
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw handles in fields that a class takes a reference of in its constructors
// and gives back in its destructor: they become z3raii handles. What a
// constructor loses when it throws is given back so. Right where the whole file
// does nothing else with a field than to give its value to calls, and the class
// is not copied.

#include "explain/Effects.h"
#include "explain/OwnerEdits.h"

#include "lower/ASTVisitor.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// All that the file says about a field.
class FieldUses : public lower::ASTVisitor {
public:
  explicit FieldUses(const FieldDecl *Field) : Field(Field) {}
  bool VisitMemberExpr(MemberExpr *E) override {
    if (E->getMemberDecl() == Field)
      All.push_back(E);
    return true;
  }
  const FieldDecl *Field;
  std::vector<const MemberExpr *> All;
};

/// The names of fields in a piece of source, but in some statements of it.
class FieldNames : public lower::ASTVisitor {
public:
  explicit FieldNames(std::vector<const Stmt *> But) : But(std::move(But)) {}
  bool VisitMemberExpr(MemberExpr *E) override {
    if (llvm::none_of(But, [&](const Stmt *S) {
          return S->getBeginLoc() <= E->getBeginLoc() &&
                 E->getEndLoc() <= S->getEndLoc();
        }))
      Found.insert(E->getMemberDecl());
    return true;
  }
  const std::vector<const Stmt *> But;
  llvm::SmallPtrSet<const ValueDecl *, 8> Found;
};

class ClassConversion {
public:
  ClassConversion(lower::ModuleContext &M, const CXXRecordDecl *Class,
                  SourceLocation Anchor)
      : M(M), Class(Class), Anchor(Anchor) {}

  /// Whether the class is one whose fields may be converted.
  bool findFunctions();
  /// Converts a field, if that is surely right. Made is a call of which is
  /// known that it hands a reference over.
  bool convert(const FieldDecl *Field, const CallExpr *Made = nullptr);
  /// The edits of all fields that were converted.
  std::vector<FixItHint> take();

  std::vector<const FieldDecl *> Converted;

private:
  /// What is done for one field: all of it, or nothing.
  struct Step {
    const FieldDecl *Field;
    ir::Kind K;
    std::string Type;
    const CallExpr *Made;
    SourceEdits Out;
    std::vector<const Stmt *> Removed;
    bool IsReleased = false;
  };
  bool convertMaking(Step &S, const CXXConstructorDecl *Ctor);
  bool convertUse(Step &S, const MemberExpr *E);
  bool removeCount(Step &S, const CallExpr *Call, const FunctionDecl *In);
  bool wrap(Step &S, const CallExpr *Make, const CallExpr *Retain,
            const FunctionDecl *Ctor);
  bool handsOver(const Step &S, const CallExpr *Make) const;
  bool losesContextFirst(const FieldDecl *Field) const;
  bool othersAreNamed() const;
  const FunctionDecl *functionAround(const Stmt *S) const;
  bool isPlaceOf(const Expr *E, const FieldDecl *Field) const {
    const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
    return Member && Member->getMemberDecl() == Field &&
           isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  }

  lower::ModuleContext &M;
  const CXXRecordDecl *Class;
  SourceLocation Anchor;
  ParentMap NoParents{nullptr};
  std::vector<const FunctionDecl *> Functions;
  const CXXDestructorDecl *Destructor = nullptr;
  std::vector<const Stmt *> Removed;
  std::vector<FixItHint> Hints;
};

} // namespace

bool ClassConversion::findFunctions() {
  if (Class->isTemplated() || isa<ClassTemplateSpecializationDecl>(Class) ||
      Class->isUnion() || Class->isLambda() || !Class->getDestructor() ||
      !Class->getDestructor()->isUserProvided())
    return false;
  for (const CXXMethodDecl *Method : Class->methods()) {
    if (Method->isImplicit())
      continue;
    // A copy or a move of its own would have to change, too.
    const auto *Ctor = dyn_cast<CXXConstructorDecl>(Method);
    const bool Copies = (Ctor && Ctor->isCopyOrMoveConstructor()) ||
                        Method->isCopyAssignmentOperator() ||
                        Method->isMoveAssignmentOperator();
    if (Copies && !Method->isDeleted())
      return false;
    const FunctionDecl *Definition = nullptr;
    if (Method->isDeleted() || Method->isDefaulted())
      continue;
    // What another file does is not known.
    if (!Method->hasBody(Definition) ||
        !isa<CompoundStmt>(Definition->getBody()))
      return false;
    Functions.push_back(Definition);
    if (const auto *Dtor = dyn_cast<CXXDestructorDecl>(Definition))
      Destructor = Dtor;
  }
  // Without a word about copies, a copy releases twice.
  return Destructor && llvm::any_of(Class->ctors(), [](const auto *Ctor) {
           return Ctor->isCopyConstructor() && Ctor->isDeleted();
         });
}

const FunctionDecl *ClassConversion::functionAround(const Stmt *S) const {
  for (const FunctionDecl *FD : Functions)
    if (FD->getBody()->getBeginLoc() <= S->getBeginLoc() &&
        S->getEndLoc() <= FD->getBody()->getEndLoc())
      return FD;
  return nullptr;
}

/// Whether the context may be gone when the fields end: the destructor deletes
/// it, or a field behind this one owns it.
bool ClassConversion::losesContextFirst(const FieldDecl *Field) const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      if (Callee && lower::nameOf(Callee) == "Z3_del_context")
        Found.push_back(E);
      return true;
    }
    bool VisitCXXDeleteExpr(CXXDeleteExpr *) override { return Other = true; }
    std::vector<const CallExpr *> Found;
    bool Other = false;
  } Deletions;
  Deletions.TraverseStmt(Destructor->getBody());
  if (Deletions.Other)
    return true;
  for (const CallExpr *Deletion : Deletions.Found)
    if (llvm::none_of(Converted, [&](const FieldDecl *Context) {
          return isPlaceOf(Deletion->getArg(0), Context) &&
                 Context->getFieldIndex() < Field->getFieldIndex();
        }))
      return true;
  for (const FieldDecl *Other : Class->fields()) {
    const CXXRecordDecl *Of = Other->getType()->getAsCXXRecordDecl();
    const bool IsSmart = Of && lower::inTopNamespace(Of, "std") &&
                         lower::nameOf(Of).ends_with("_ptr");
    if (Other->getFieldIndex() > Field->getFieldIndex() &&
        (IsSmart || M.Types.owner(Other->getType()).K == ir::Kind::Context))
      return true;
  }
  return false;
}

/// Whether a function of the file makes a context that counts terms, and none
/// that does not.
static bool makesCounting(lower::ModuleContext &M, const FunctionDecl *FD) {
  const FunctionDecl *Definition = nullptr;
  if (M.effectOf(FD).Known)
    return M.effectOf(FD).Mode == ir::ContextMode::Counting;
  if (!FD->hasBody(Definition))
    return false;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      const StringRef Name = Callee ? lower::nameOf(Callee) : StringRef();
      Counting |= Name == "Z3_mk_context_rc";
      Keeping |= Name == "Z3_mk_context";
      return true;
    }
    bool Counting = false, Keeping = false;
  } Finder;
  Finder.TraverseStmt(Definition->getBody());
  return Finder.Counting && !Finder.Keeping;
}

/// Whether what the call returns comes with a reference.
bool ClassConversion::handsOver(const Step &S, const CallExpr *Make) const {
  const FunctionDecl *Callee = Make->getDirectCallee();
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (Effect.Known)
    return Effect.R == model::Result::Owned;
  return Make == S.Made || handedOverBy(M, Callee, S.K) == Held;
}

/// "z3raii::solver::share(c, " before the call, and ")" behind it.
bool ClassConversion::wrap(Step &S, const CallExpr *Make,
                           const CallExpr *Retain, const FunctionDecl *Ctor) {
  const FunctionDecl *Callee = Make->getDirectCallee();
  if (!Callee || Make->getBeginLoc().isMacroID())
    return false;
  std::string Prefix = S.Type;
  if (S.K == ir::Kind::Context) {
    if (Retain || (Make != S.Made && !makesCounting(M, Callee)))
      return false;
    Prefix += "::adopt(";
  } else {
    const Expr *Context = nullptr;
    for (const Expr *Arg : Make->arguments())
      if (M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
        if (Context || !isPlainExpression(Arg))
          return false;
        Context = Arg;
      }
    const bool Ours = handsOver(S, Make);
    // Where nobody retains it, nobody may give it back; a retain resets the
    // error code.
    if (!Context || Ours == (Retain != nullptr) ||
        (!Ours && !M.effectOf(Callee).Known) ||
        (Retain && effectsOf(M, Ctor->getBody()).ReadsError))
      return false;
    Prefix += (Ours ? "::adopt(" : "::share(") +
              S.Out.text(Context->getSourceRange()) + ", ";
  }
  S.Out.insertBeforeToken(Make->getBeginLoc(), Prefix);
  S.Out.insertBehindToken(Make->getEndLoc(), ")");
  return true;
}

/// `S(make(c))`, or `S = make(c);` in the body, of a constructor.
bool ClassConversion::convertMaking(Step &S, const CXXConstructorDecl *Ctor) {
  if (Ctor->isDelegatingConstructor())
    return true;
  const auto *Body = dyn_cast<CompoundStmt>(Ctor->getBody());
  const CallExpr *Make = nullptr, *Retain = nullptr;
  unsigned Makings = 0;
  for (const CXXCtorInitializer *Init : Ctor->inits())
    if (Init->isWritten() && Init->getMember() == S.Field) {
      ++Makings;
      Make = dyn_cast<CallExpr>(Init->getInit()->IgnoreUnlessSpelledInSource());
    }
  if (!Body)
    return false;
  for (const Stmt *Part : Body->body()) {
    const auto *Assign = dyn_cast<BinaryOperator>(Part);
    if (Assign && Assign->getOpcode() == BO_Assign &&
        isPlaceOf(Assign->getLHS(), S.Field)) {
      ++Makings;
      Make = dyn_cast<CallExpr>(Assign->getRHS()->IgnoreParenImpCasts());
    }
    const auto *Call = dyn_cast<CallExpr>(Part);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || M.effectOf(Callee).Count != model::CountEffect::Retain ||
        !isPlaceOf(underlyingHandle(Call->getArg(M.effectOf(Callee).CountArg)),
                   S.Field))
      continue;
    if (Retain || !Makings)
      return false;
    Retain = Call;
  }
  return Makings == 1 && Make && wrap(S, Make, Retain, Ctor);
}

/// The retain in a constructor, and the release in the destructor, go.
bool ClassConversion::removeCount(Step &S, const CallExpr *Call,
                                  const FunctionDecl *In) {
  const model::CallEffect &Effect = M.effectOf(Call->getDirectCallee());
  const auto *Block = cast<CompoundStmt>(In->getBody());
  const Stmt *Whole = Call;
  if (In == Destructor) {
    if (Effect.Count == model::CountEffect::Retain || S.IsReleased)
      return false;
    S.IsReleased = true;
    // `if (S) release(S);`
    for (const Stmt *Part : Block->body())
      if (const auto *If = dyn_cast<IfStmt>(Part))
        if (If->getThen() == Call && !If->getElse() &&
            isPlaceOf(If->getCond(), S.Field))
          Whole = If;
  } else if (!isa<CXXConstructorDecl>(In) ||
             Effect.Count != model::CountEffect::Retain) {
    return false;
  }
  if (!llvm::is_contained(Block->body(), Whole))
    return false;
  S.Removed.push_back(Whole);
  return true;
}

bool ClassConversion::convertUse(Step &S, const MemberExpr *E) {
  const FunctionDecl *In = functionAround(E);
  if (!In || !isPlaceOf(E, S.Field) || E->getBeginLoc().isMacroID())
    return false;
  ParentMap Parents(In->getBody());
  const Stmt *P = Parents.getParent(E);
  // `S = make(c);` was looked at.
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(P);
  if (Assign && Assign->getOpcode() == BO_Assign && Assign->getLHS() == E)
    return isa<CXXConstructorDecl>(In) &&
           llvm::is_contained(cast<CompoundStmt>(In->getBody())->body(),
                              Assign);
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
  if (!Cast || Cast->getCastKind() != CK_LValueToRValue)
    return false;
  const Stmt *Above = Parents.getParentIgnoreParenImpCasts(
      const_cast<ImplicitCastExpr *>(Cast));
  // `if (S)` of the destructor goes with the release.
  if (isa_and_nonnull<IfStmt>(Above))
    return In == Destructor;
  const Expr *Given = E;
  while (isa_and_nonnull<CallExpr>(Above) &&
         underlyingHandle(cast<CallExpr>(Above)) == E) {
    Given = cast<Expr>(Above);
    Above = Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(Above));
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Above);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Callee->isTemplateInstantiation() || Callee->isVariadic() ||
      isa<CXXOperatorCallExpr>(Call))
    return false;
  const model::CallEffect &Effect = M.effectOf(Callee);
  const bool IsCounted = Effect.CountArg >= 0 &&
                         Effect.Count != model::CountEffect::None &&
                         underlyingHandle(Call->getArg(Effect.CountArg)) == E;
  if (IsCounted)
    return removeCount(S, Call, In);
  // A function of the file may keep it, or count it.
  return Given == E && (Effect.Known ||
                        onlyReads(M, Call,
                                  [&]() -> const Expr * {
                                    for (const Expr *Arg : Call->arguments())
                                      if (Arg->IgnoreParenImpCasts() == E)
                                        return Arg;
                                    return E;
                                  }()) ||
                        S.K == ir::Kind::Context);
}

bool ClassConversion::convert(const FieldDecl *Field, const CallExpr *Made) {
  const ir::Kind K = M.Types.handleKind(Field->getType());
  if (!(ir::isCounted(K) || K == ir::Kind::Context) ||
      model::raiiAlias(K).empty() || Field->getType().isConstQualified() ||
      Field->getType()->isReferenceType() || Field->getType()->isArrayType() ||
      Field->isMutable() ||
      (Field->getAccess() == AS_public && !isOnlyHere(M.Ctx, Class)))
    return false;
  for (const FieldDecl *Other : Class->fields())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return false;
  const Expr *Init = Field->getInClassInitializer();
  if (Init &&
      !Init->isNullPointerConstant(M.Ctx, Expr::NPC_ValueDependentIsNotNull))
    return false;
  if (K != ir::Kind::Context && losesContextFirst(Field))
    return false;
  Step S{Field,
         K,
         "z3raii::" + model::raiiAlias(K).str(),
         Made,
         SourceEdits(M.Ctx, NoParents, Anchor),
         {}};
  if (Init)
    S.Out.replaceTokens({Field->getBeginLoc(), Field->getEndLoc()},
                        S.Type + " " + Field->getNameAsString());
  else
    S.Out.replaceTokens(
        Field->getTypeSourceInfo()->getTypeLoc().getSourceRange(), S.Type);
  bool IsMade = false;
  for (const FunctionDecl *FD : Functions)
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD)) {
      if (!convertMaking(S, Ctor))
        return false;
      IsMade = true;
    }
  FieldUses Uses(Field);
  for (Decl *D : M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Uses.TraverseDecl(D);
  for (const MemberExpr *E : Uses.All)
    if (!convertUse(S, E))
      return false;
  if (!IsMade || !S.IsReleased || !S.Out.valid())
    return false;
  for (const FixItHint &Hint : S.Out.take())
    Hints.push_back(Hint);
  llvm::append_range(Removed, S.Removed);
  Converted.push_back(Field);
  return true;
}

/// Whether the fields that the removed statements name are named elsewhere,
/// too: else they would be unused.
bool ClassConversion::othersAreNamed() const {
  FieldNames Gone({}), Left(Removed);
  for (const Stmt *S : Removed)
    Gone.TraverseStmt(const_cast<Stmt *>(S));
  for (const FunctionDecl *FD : Functions)
    Left.TraverseDecl(const_cast<FunctionDecl *>(FD));
  return llvm::all_of(Gone.Found, [&](const ValueDecl *D) {
    return Left.Found.contains(D) || llvm::is_contained(Converted, D) ||
           !isa<FieldDecl>(D) || cast<FieldDecl>(D)->getAccess() != AS_private;
  });
}

std::vector<FixItHint> ClassConversion::take() {
  if (Converted.empty() || !othersAreNamed())
    return {};
  for (const FunctionDecl *FD : Functions) {
    const auto *Block = cast<CompoundStmt>(FD->getBody());
    ParentMap Parents(FD->getBody());
    SourceEdits Out(M.Ctx, Parents, Anchor);
    const bool IsEmptied =
        FD == Destructor && llvm::all_of(Block->body(), [&](const Stmt *S) {
          return llvm::is_contained(Removed, S);
        });
    // A destructor that does nothing else does what the compiler's does.
    if (IsEmptied)
      Out.replaceTokens(Block->getSourceRange(), "= default;");
    for (const Stmt *S : Block->body())
      if (!IsEmptied && llvm::is_contained(Removed, S))
        Out.replace(S, {});
    if (!Out.valid())
      return {};
    for (const FixItHint &Hint : Out.take())
      Hints.push_back(Hint);
  }
  return std::move(Hints);
}

Edit explain::ownMember(EditContext &C) {
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(C.FD);
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  if (!Ctor || !Make || !C.canUseRaii() || C.isTaught())
    return {};
  const FieldDecl *Field = nullptr;
  for (const CXXCtorInitializer *Init : Ctor->inits())
    if (Init->isWritten() && Init->getMember() &&
        Init->getInit()->IgnoreUnlessSpelledInSource() == Make)
      Field = Init->getMember();
  ClassConversion Conversion(C.M, Ctor->getParent(), C.Anchor);
  if (!Field || C.M.Types.handleKind(Field->getType()) != C.F.K ||
      !Conversion.findFunctions() || !Conversion.convert(Field, Make))
    return {};
  return {Conversion.take(), {"<z3raii/z3raii.h>"}};
}

namespace {

class ClassFinder : public lower::ASTVisitor {
public:
  bool VisitCXXRecordDecl(CXXRecordDecl *D) override {
    if (D->isThisDeclarationADefinition())
      Found.push_back(D);
    return true;
  }
  std::vector<const CXXRecordDecl *> Found;
};

} // namespace

std::vector<Explanation> explain::manualCountsOfClasses(
    const lower::Lowered &L, ASTContext &Ctx,
    llvm::function_ref<bool(const CXXRecordDecl *)> HasFinding) {
  std::vector<Explanation> All;
  if (!Ctx.getLangOpts().CPlusPlus17)
    return All;
  lower::ModuleContext M(Ctx, L.Model);
  ClassFinder Finder;
  for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  for (const CXXRecordDecl *Class : Finder.Found) {
    if (Class->getLocation().isMacroID() || HasFinding(Class))
      continue;
    ClassConversion Conversion(M, Class, Class->getLocation());
    if (!Conversion.findFunctions())
      continue;
    // The context first: other fields may go when it does.
    for (const bool Contexts : {true, false})
      for (const FieldDecl *Field : Class->fields())
        if ((M.Types.handleKind(Field->getType()) == ir::Kind::Context) ==
            Contexts)
          Conversion.convert(Field);
    std::vector<FixItHint> Fixes = Conversion.take();
    if (Fixes.empty())
      continue;
    Explanation E;
    std::string Names;
    for (const FieldDecl *Field : Conversion.Converted)
      Names += (Names.empty() ? "'" : ", '") + Field->getNameAsString() + "'";
    const bool IsOne = Conversion.Converted.size() == 1;
    E.Warning = {Conversion.Converted.front()->getLocation(),
                 Names + (IsOne ? " is counted by hand; a z3raii handle does it"
                                : " are counted by hand; z3raii handles do it"),
                 std::move(Fixes),
                 {"<z3raii/z3raii.h>"}};
    E.EditTitle =
        IsOne ? "let a z3raii handle own it" : "let z3raii handles own them";
    All.push_back(std::move(E));
  }
  return All;
}

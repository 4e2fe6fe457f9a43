// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a raw handle in a field that a constructor takes a reference of
// and the destructor gives back: the field becomes a z3raii handle. What a
// constructor loses when it throws is given back so. Right where the whole file
// does nothing else with the field than to give its value to calls.

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
  bool VisitCXXConstructorDecl(CXXConstructorDecl *D) override {
    if (D->getParent()->getCanonicalDecl() ==
            Field->getParent()->getCanonicalDecl() &&
        D->doesThisDeclarationHaveABody())
      Constructors.push_back(D);
    return true;
  }
  const FieldDecl *Field;
  std::vector<const MemberExpr *> All;
  std::vector<const CXXConstructorDecl *> Constructors;
};

class MemberConversion {
public:
  explicit MemberConversion(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findField();
  bool losesContextFirst() const;
  bool convertInitializer(const CXXConstructorDecl *Ctor);
  bool convertUse(const MemberExpr *E);
  bool isCountedIn(const FunctionDecl *FD, const CallExpr *&Retain) const;
  const FunctionDecl *functionAround(const Stmt *S) const;
  std::string contextText(const CallExpr *Make);
  bool removeCount(const CallExpr *Call, const FunctionDecl *In);
  bool othersAreNamed() const;

  EditContext &C;
  SourceEdits Out;
  const CXXRecordDecl *Class = nullptr;
  const FieldDecl *Field = nullptr;
  ir::Kind K = ir::Kind::None;
  std::string Type;
  std::vector<const FunctionDecl *> Functions;
  std::vector<const Stmt *> Removed;
};

/// The names of fields in a piece of source.
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

} // namespace

/// The field that a constructor of its class loses.
bool MemberConversion::findField() {
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(C.FD);
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  if (!Ctor || !Make || !C.canUseRaii() || C.isTaught())
    return false;
  Class = Ctor->getParent();
  for (const CXXCtorInitializer *Init : Ctor->inits())
    if (Init->isWritten() && Init->getMember() &&
        Init->getInit()->IgnoreUnlessSpelledInSource() == Make)
      Field = Init->getMember();
  K = Field ? C.M.Types.handleKind(Field->getType()) : ir::Kind::None;
  if (K != C.F.K || model::raiiAlias(K).empty() || Class->isTemplated() ||
      isa<ClassTemplateSpecializationDecl>(Class) || Class->isUnion() ||
      Field->hasInClassInitializer() || Field->getType().isConstQualified())
    return false;
  for (const FieldDecl *Other : Class->fields())
    if (Other != Field && Other->getBeginLoc() == Field->getBeginLoc())
      return false;
  // A copy, a move or an assignment of its own would have to change, too.
  for (const CXXConstructorDecl *Other : Class->ctors())
    if (Other->isCopyOrMoveConstructor() && Other->isUserProvided())
      return false;
  for (const CXXMethodDecl *Method : Class->methods()) {
    if ((Method->isCopyAssignmentOperator() ||
         Method->isMoveAssignmentOperator()) &&
        Method->isUserProvided())
      return false;
    if (const FunctionDecl *Definition = nullptr; Method->hasBody(Definition))
      Functions.push_back(Definition);
  }
  Type = "z3raii::" + model::raiiAlias(K).str();
  return K == ir::Kind::Context || !losesContextFirst();
}

/// Whether the context may be gone when the fields end: the destructor deletes
/// it, or a field behind this one owns it.
bool MemberConversion::losesContextFirst() const {
  for (const FunctionDecl *FD : Functions)
    if (isa<CXXDestructorDecl>(FD) &&
        deletesAnyContext(cast<CompoundStmt>(FD->getBody())))
      return true;
  bool IsBehind = false;
  for (const FieldDecl *Other : Class->fields()) {
    const CXXRecordDecl *Of = Other->getType()->getAsCXXRecordDecl();
    const bool IsSmart = Of && lower::inTopNamespace(Of, "std") &&
                         lower::nameOf(Of).ends_with("_ptr");
    if (IsBehind &&
        (IsSmart || C.M.Types.owner(Other->getType()).K == ir::Kind::Context))
      return true;
    IsBehind |= Other == Field;
  }
  return false;
}

const FunctionDecl *MemberConversion::functionAround(const Stmt *S) const {
  for (const FunctionDecl *FD : Functions)
    if (FD->getBody()->getBeginLoc() <= S->getBeginLoc() &&
        S->getEndLoc() <= FD->getBody()->getEndLoc())
      return FD;
  return nullptr;
}

/// As the creating call spells its context.
std::string MemberConversion::contextText(const CallExpr *Make) {
  const Expr *Found = nullptr;
  for (const Expr *Arg : Make->arguments())
    if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
      if (Found || !isPlainExpression(Arg))
        return {};
      Found = Arg;
    }
  return Found ? Out.text(Found->getSourceRange()) : std::string();
}

/// `S(make(c))`: the handle takes over, or shares, what the call returns.
bool MemberConversion::convertInitializer(const CXXConstructorDecl *Ctor) {
  const CXXCtorInitializer *Found = nullptr;
  for (const CXXCtorInitializer *Init : Ctor->inits())
    if (Init->isWritten() && Init->getMember() == Field)
      Found = Init;
  if (Ctor->isDelegatingConstructor())
    return true;
  const auto *Make =
      Found
          ? dyn_cast<CallExpr>(Found->getInit()->IgnoreUnlessSpelledInSource())
          : nullptr;
  const FunctionDecl *Callee = Make ? Make->getDirectCallee() : nullptr;
  const CallExpr *Retain = nullptr;
  if (!Callee || Make->getBeginLoc().isMacroID() || !isCountedIn(Ctor, Retain))
    return false;
  const model::CallEffect &Effect = C.M.effectOf(Callee);
  std::string Prefix = Type;
  if (K == ir::Kind::Context) {
    if (Effect.Known && Effect.Mode != ir::ContextMode::Counting)
      return false;
    Prefix += "::adopt(";
  } else {
    const std::string Context = contextText(Make);
    // A function of the file gives a reference, or the finding's would be none.
    const bool Ours = Effect.Known ? Effect.R == model::Result::Owned : !Retain;
    // A retain resets the error code.
    if (Context.empty() || Ours == (Retain != nullptr) ||
        (Retain && effectsOf(C.M, Ctor->getBody()).ReadsError))
      return false;
    Prefix += (Ours ? "::adopt(" : "::share(") + Context + ", ";
  }
  Out.insertBeforeToken(Make->getBeginLoc(), Prefix);
  Out.insertBehindToken(Make->getEndLoc(), ")");
  return true;
}

/// The only retain of the field in a constructor, as a statement of its body;
/// true without one, too.
bool MemberConversion::isCountedIn(const FunctionDecl *FD,
                                   const CallExpr *&Retain) const {
  class Visitor : public lower::ASTVisitor {
  public:
    explicit Visitor(lower::ModuleContext &M) : M(M) {}
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      if (!Callee || M.effectOf(Callee).Count != model::CountEffect::Retain)
        return true;
      const int At = M.effectOf(Callee).CountArg;
      const auto *Member =
          At < 0 ? nullptr
                 : dyn_cast<MemberExpr>(underlyingHandle(E->getArg(At)));
      if (Member && Member->getMemberDecl() == Field)
        Found.push_back(E);
      return true;
    }
    lower::ModuleContext &M;
    const FieldDecl *Field = nullptr;
    std::vector<const CallExpr *> Found;
  } Finder(C.M);
  Finder.Field = Field;
  Finder.TraverseStmt(FD->getBody());
  if (Finder.Found.size() == 1)
    Retain = Finder.Found.front();
  return Finder.Found.size() <= 1 &&
         (!Retain || llvm::is_contained(
                         cast<CompoundStmt>(FD->getBody())->body(), Retain));
}

/// The retain in a constructor, and the release in the destructor, go.
bool MemberConversion::removeCount(const CallExpr *Call,
                                   const FunctionDecl *In) {
  const model::CallEffect &Effect = C.M.effectOf(Call->getDirectCallee());
  const auto *Block = cast<CompoundStmt>(In->getBody());
  const Stmt *Whole = Call;
  if (isa<CXXDestructorDecl>(In)) {
    if (Effect.Count == model::CountEffect::Retain)
      return false;
    // `if (S) release(S);`
    for (const Stmt *S : Block->body())
      if (const auto *If = dyn_cast<IfStmt>(S))
        if (If->getThen() == Call && !If->getElse())
          Whole = If;
  } else if (!isa<CXXConstructorDecl>(In) ||
             Effect.Count != model::CountEffect::Retain) {
    return false;
  }
  if (!llvm::is_contained(Block->body(), Whole))
    return false;
  ParentMap Parents(const_cast<CompoundStmt *>(Block));
  SourceEdits Inside(C.M.Ctx, Parents, C.Anchor);
  // A destructor that does nothing else does what the compiler's does.
  if (isa<CXXDestructorDecl>(In) && Block->size() == 1)
    Inside.replaceTokens(Block->getSourceRange(), "= default;");
  else
    Inside.replace(Whole, {});
  if (!Inside.valid())
    return false;
  Removed.push_back(Whole);
  for (const FixItHint &Hint : Inside.take())
    Out.add(Hint);
  return true;
}

bool MemberConversion::convertUse(const MemberExpr *E) {
  const FunctionDecl *In = functionAround(E);
  if (!In || !isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()) ||
      E->getBeginLoc().isMacroID())
    return false;
  ParentMap Parents(In->getBody());
  const Stmt *P = Parents.getParent(E);
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
  if (!Cast || Cast->getCastKind() != CK_LValueToRValue)
    return false;
  const Stmt *Above = Parents.getParentIgnoreParenImpCasts(
      const_cast<ImplicitCastExpr *>(Cast));
  // `if (S)` of the destructor goes with the release.
  if (isa_and_nonnull<IfStmt>(Above))
    return isa<CXXDestructorDecl>(In);
  const auto *Call = dyn_cast_or_null<CallExpr>(Above);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Callee->isTemplateInstantiation() || Callee->isVariadic() ||
      isa<CXXOperatorCallExpr>(Call))
    return false;
  const model::CallEffect &Effect = C.M.effectOf(Callee);
  const bool IsCounted =
      Effect.CountArg >= 0 &&
      Call->getArg(Effect.CountArg)->IgnoreParenImpCasts() == E &&
      (Effect.Count != model::CountEffect::None);
  return IsCounted ? removeCount(Call, In) : true;
}

/// Whether the fields that the removed statements name are named elsewhere,
/// too: else they would be unused.
bool MemberConversion::othersAreNamed() const {
  FieldNames Gone({}), Left(Removed);
  for (const Stmt *S : Removed)
    Gone.TraverseStmt(const_cast<Stmt *>(S));
  for (const FunctionDecl *FD : Functions)
    Left.TraverseStmt(FD->getBody());
  return llvm::all_of(Gone.Found, [&](const ValueDecl *D) {
    return Left.Found.contains(D) || D == Field ||
           cast<FieldDecl>(D)->getAccess() != AS_private;
  });
}

Edit MemberConversion::run() {
  if (!findField())
    return {};
  FieldUses Uses(Field);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Uses.TraverseDecl(D);
  const SourceRange Written =
      Field->getTypeSourceInfo()->getTypeLoc().getSourceRange();
  Out.replaceTokens(Written, Type);
  for (const CXXConstructorDecl *Ctor : Uses.Constructors)
    if (!convertInitializer(Ctor))
      return {};
  for (const MemberExpr *E : Uses.All)
    if (!convertUse(E))
      return {};
  // The destructor gave it back.
  const bool IsReleased = llvm::any_of(Functions, [&](const FunctionDecl *FD) {
    return isa<CXXDestructorDecl>(FD) &&
           llvm::any_of(Removed, [&](const Stmt *S) {
             return llvm::is_contained(
                 cast<CompoundStmt>(FD->getBody())->body(), S);
           });
  });
  if (!IsReleased || !othersAreNamed())
    return {};
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

Edit explain::ownMember(EditContext &C) { return MemberConversion(C).run(); }

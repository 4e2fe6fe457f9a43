// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits that let a class own the object: a z3raii handle for a raw handle, a
// unique_ptr for what `new` has made.

#include "explain/Edits.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// Whether a use takes the raw handle by value, so that the conversion of a
/// z3raii handle does.
static bool isByValue(const HandleEvent &E, const ParentMap &Parents) {
  const Stmt *P = Parents.getParent(E.Ref);
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
  if (!Cast || Cast->getCastKind() != CK_LValueToRValue)
    return false;
  // An element of an array of raw handles.
  if (const auto *List =
          dyn_cast_or_null<InitListExpr>(Parents.getParent(Cast)))
    return List->getType()->isArrayType();
  const auto *Call = dyn_cast_or_null<CallExpr>(
      Parents.getParentIgnoreParens(const_cast<ImplicitCastExpr *>(Cast)));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Callee->isTemplateInstantiation())
    return false;
  for (unsigned I = 0; I != Call->getNumArgs(); ++I)
    if (Call->getArg(I)->IgnoreParenImpCasts() == E.Ref)
      return I < Callee->getNumParams();
  return false;
}

/// Whether a test also compiles for a class with an explicit conversion to bool
/// and comparisons.
static bool isTestOfClass(const HandleEvent &E, const ParentMap &Parents) {
  const Stmt *P = Parents.getParent(E.Ref);
  while (P && isa<ImplicitCastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  if (!P)
    return false;
  if (const auto *Unary = dyn_cast<UnaryOperator>(P))
    return Unary->getOpcode() == UO_LNot;
  if (const auto *Binary = dyn_cast<BinaryOperator>(P))
    return Binary->isEqualityOp() || Binary->isLogicalOp();
  return isa<IfStmt, WhileStmt, ForStmt, DoStmt, ConditionalOperator>(P);
}

namespace {

class RaiiConversion {
public:
  /// Balanced: nothing is lost now; releases at the end of the scope leave it
  /// to the destructor, whatever else is released there.
  RaiiConversion(EditContext &C, const HandleFlow &Flow, bool Balanced = false)
      : C(C), Flow(Flow), Balanced(Balanced), Out(C.edits()),
        Type("z3raii::" + model::raiiAlias(Flow.kind()).str()) {}

  Edit run();

private:
  bool convert(size_t I);
  bool convertAssign(const HandleEvent &E);
  bool convertRelease(size_t I);
  /// "z3raii::solver::share(ctx, "; empty if the value can't be taken over.
  std::string takeOver(const Expr *Value, const Stmt *At);
  bool isLast(const Stmt *S) const;
  bool isGoneBeforeContext() const;
  bool readsErrorBehind(const Stmt *Making) const;
  bool releasesAnother(const Stmt *S) const;

  EditContext &C;
  const HandleFlow &Flow;
  const bool Balanced;
  SourceEdits Out;
  const std::string Type;
};

} // namespace

std::string RaiiConversion::takeOver(const Expr *Value, const Stmt *At) {
  const auto *Call = dyn_cast<CallExpr>(Value->IgnoreParenImpCasts());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return {};
  const ir::Kind K = Flow.kind();
  const model::CallEffect &Effect = C.M.effectOf(Callee);
  if (K == ir::Kind::Config)
    return Type + "::adopt(";
  if (K == ir::Kind::Context)
    return Effect.Mode == ir::ContextMode::Counting ? Type + "::adopt("
                                                    : std::string();
  if (!Flow.context() || !C.isVisibleAt(Flow.context(), At))
    return {};
  // What is collected too early came without a reference.
  const bool Uncounted = C.F.D == analysis::Defect::UnprotectedUse;
  bool Ours = Effect.Known
                  ? Effect.R == model::Result::Owned
                  : Call == C.creation() && !Flow.retained() && !Uncounted;
  if (!Effect.Known && !Ours && !Flow.retained() && !Uncounted)
    return {};
  return Type + (Ours ? "::adopt(" : "::share(") +
         Out.text(Flow.context()->getSourceRange()) + ", ";
}

/// Whether the error code of the making call is asked for before the object is
/// retained: a retain resets it.
bool RaiiConversion::readsErrorBehind(const Stmt *Making) const {
  SourceLocation Retained = C.FD->getBody()->getEndLoc();
  for (const HandleEvent &E : Flow.events())
    if (E.W == HandleEvent::Retain &&
        E.Statement->getBeginLoc() > Making->getEndLoc())
      Retained = std::min(Retained, E.Statement->getBeginLoc());
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      if (Callee && lower::nameOf(Callee).starts_with("Z3_get_error"))
        Found.push_back(E->getBeginLoc());
      return true;
    }
    std::vector<SourceLocation> Found;
  } Finder;
  Finder.TraverseStmt(C.FD->getBody());
  return llvm::any_of(Finder.Found, [&](SourceLocation Loc) {
    return Loc > Making->getBeginLoc() && Loc < Retained;
  });
}

bool RaiiConversion::convertAssign(const HandleEvent &E) {
  const VarDecl *Var = Flow.variable();
  bool IsNull = E.Value && E.Value->isNullPointerConstant(
                               C.M.Ctx, Expr::NPC_ValueDependentIsNotNull);
  if (!E.IsStatement || E.Call)
    return false;
  if (!E.Ref) {
    Out.replaceTokens(Var->getTypeSourceInfo()->getTypeLoc().getSourceRange(),
                      Type);
    if (!E.Value)
      return true;
    if (IsNull) {
      Out.replaceTokens({Var->getLocation(), Var->getEndLoc()},
                        Var->getNameAsString());
      return true;
    }
  } else if (IsNull) {
    Out.replace(E.Statement, {Var->getNameAsString() + ".reset();"});
    return true;
  }
  std::string Prefix = takeOver(E.Value, E.Statement);
  if (Prefix.empty() || readsErrorBehind(E.Statement))
    return false;
  Out.insertBeforeToken(E.Value->getBeginLoc(), Prefix);
  Out.insertBehindToken(E.Value->getEndLoc(), ")");
  return true;
}

/// A call that releases another handle, which does not need this one.
bool RaiiConversion::releasesAnother(const Stmt *S) const {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && C.M.effectOf(Callee).Count == model::CountEffect::Release &&
         !llvm::is_contained(variablesIn(Call), Flow.variable());
}

/// Whether the scope of the variable ends behind a statement anyway.
bool RaiiConversion::isLast(const Stmt *S) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(S));
  if (!Block)
    return false;
  const auto *At = llvm::find(Block->body(), S);
  while (Balanced && At + 1 != Block->body_end() && releasesAnother(At[1]))
    ++At;
  if (At + 1 == Block->body_end())
    return Block == Flow.scope();
  if (isa<ReturnStmt>(At[1]))
    return !llvm::is_contained(variablesIn(At[1]), Flow.variable());
  return isa<BreakStmt, ContinueStmt>(At[1]) &&
         Flow.scope() == bodyOf(C.loop());
}

/// Whether nothing is left for the destructor where the function deletes the
/// context.
bool RaiiConversion::isGoneBeforeContext() const {
  return llvm::all_of(Flow.contextDeletions(), [&](const Stmt *Deletion) {
    const HandleStates States = Flow.before(Deletion);
    return States && !(States & ~(Dead | NullOne | Unset));
  });
}

bool RaiiConversion::convertRelease(size_t I) {
  const HandleEvent &E = Flow.events()[I];
  const HandleStates States = Flow.beforeEvent(I);
  const HandleStates Fine = Balanced ? Held | NullOne : Held | NullOne | Dead;
  if (!E.IsStatement || (States & ~Fine))
    return false;
  if (isLast(E.Statement) && Flow.contextDeletions().empty())
    Out.replace(E.Statement, {});
  else
    Out.replace(E.Statement, {Flow.variable()->getNameAsString() +
                              (States == Held ? ".release();" : ".reset();")});
  return true;
}

bool RaiiConversion::convert(size_t I) {
  const HandleEvent &E = Flow.events()[I];
  const HandleStates States = Flow.beforeEvent(I);
  switch (E.W) {
  case HandleEvent::Assign:
    return convertAssign(E);
  case HandleEvent::Retain:
    // share() has done it.
    if (!E.IsStatement || (States & ~(Fresh | NullOne)))
      return false;
    Out.replace(E.Statement, {});
    return true;
  case HandleEvent::Release:
    return convertRelease(I);
  case HandleEvent::Use:
    // What asks a flag whether it is there finds it as it did.
    return isByValue(E, C.Parents) &&
           !(States &
             ~(Balanced ? Fresh | Held : Fresh | Held | NullOne | Dead));
  case HandleEvent::Test:
    return isTestOfClass(E, C.Parents);
  case HandleEvent::Escape:
    return false;
  }
  return false;
}

Edit RaiiConversion::run() {
  const VarDecl *Var = Flow.variable();
  // In a decltype its name is no use of the handle.
  const size_t Names = llvm::count_if(
      Flow.events(), [](const HandleEvent &E) { return E.Ref != nullptr; });
  if (model::raiiAlias(Flow.kind()).empty() ||
      Var->getType().isConstQualified() || !isGoneBeforeContext() ||
      hasGoto(C.FD) || !Out.mayDeclareBefore(Flow.declaration()) ||
      referencesTo(Var, C.FD->getBody()).size() != Names)
    return {};
  for (size_t I = 0; I != Flow.events().size(); ++I)
    if (!convert(I))
      return {};
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

/// Whether the flow knows of a way on which a reference is lost; else more than
/// one came with the handle.
static bool knowsOfLoss(const HandleFlow &Flow) {
  for (size_t I = 0; I != Flow.events().size(); ++I)
    if (Flow.events()[I].W == HandleEvent::Assign &&
        (Flow.beforeEvent(I) & (Held | Held2)))
      return true;
  return llvm::any_of(
      waysOut(Flow, Flow.scope(), nullptr),
      [](const WayOut &Way) { return (Way.States & (Held | Held2)) != 0; });
}

Edit explain::useRaiiHandle(EditContext &C) {
  const HandleFlow *Flow = C.canUseRaii() ? C.flow() : nullptr;
  if (!Flow)
    return {};
  const bool IsLeak = C.F.D == analysis::Defect::LoopLeak ||
                      C.F.D == analysis::Defect::HandleLeak;
  if (IsLeak && !C.F.ByException && !knowsOfLoss(*Flow))
    return {};
  return RaiiConversion(C, *Flow).run();
}

Edit explain::useRaiiForBalanced(EditContext &C) {
  const HandleFlow *Flow = C.canUseRaii() ? C.flow() : nullptr;
  if (!Flow)
    return {};
  // What was released before its context went may be gone.
  const HandleStates Wrong =
      Flow->contextDeletions().empty() ? Held | Held2 | Gone : Held | Held2;
  for (const WayOut &Way : waysOut(*Flow, Flow->scope(), nullptr))
    if (Way.States & Wrong)
      return {};
  return RaiiConversion(C, *Flow, /*Balanced=*/true).run();
}

//===----------------------------------------------------------------------===//
// unique_ptr
//===----------------------------------------------------------------------===//

/// Whether a call puts a plain pointer into a container of unique_ptrs.
static bool isHandedToOwner(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(S);
  if (!Call || !Call->getMethodDecl() || Call->getNumArgs() != 1 ||
      lower::nameOf(Call->getMethodDecl()) != "emplace_back" ||
      !lower::isSystem(Call->getMethodDecl()))
    return false;
  QualType Element = lower::templateArgument(
      Call->getImplicitObjectArgument()->getType().getNonReferenceType(), 0);
  const CXXRecordDecl *Of =
      Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  return Of && lower::inTopNamespace(Of, "std") &&
         lower::nameOf(Of) == "unique_ptr";
}

/// Edits one appearance of a pointer that becomes a unique_ptr; false if a
/// unique_ptr can't stand there. IsLast: none is behind it.
static bool convertPointerUse(const DeclRefExpr *Ref, const ParentMap &Parents,
                              bool IsLast, SourceEdits &Out) {
  if (Ref->refersToEnclosingVariableOrCapture())
    return false;
  const Stmt *P = Parents.getParent(Ref);
  while (P && isa<ImplicitCastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  if (IsLast && isHandedToOwner(P)) {
    Out.insertBehindToken(Ref->getEndLoc(), ".release()");
    return true;
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(P))
    return Member->isArrow();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_LNot;
  if (const auto *Delete = dyn_cast_or_null<CXXDeleteExpr>(P)) {
    const Stmt *Parent = Parents.getParent(Delete);
    if (isa_and_nonnull<Expr>(Parent))
      return false;
    Out.replace(Delete, {Ref->getDecl()->getNameAsString() + ".reset();"});
    return true;
  }
  return P && isa<IfStmt, WhileStmt>(P);
}

/// Whether a function of the file returns what `new` has made for it, in all
/// its returns, and gives it to nobody else.
static bool handsOverNew(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee || isa<CXXMethodDecl>(Callee) || !Callee->hasBody(Definition))
    return false;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitReturnStmt(ReturnStmt *S) override {
      const Expr *Value = S->getRetValue();
      const auto *Ref =
          Value ? dyn_cast<DeclRefExpr>(Value->IgnoreParenImpCasts()) : nullptr;
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      const Expr *Made = Var && Var->hasLocalStorage() && Var->hasInit()
                             ? Var->getInit()
                             : Value;
      Fits &= Made && isa<CXXNewExpr>(Made->IgnoreUnlessSpelledInSource());
      Any = true;
      if (Var)
        Returned.push_back(Var);
      return true;
    }
    bool Fits = true, Any = false;
    std::vector<const VarDecl *> Returned;
  } Finder;
  Finder.TraverseStmt(Definition->getBody());
  if (!Finder.Fits || !Finder.Any)
    return false;
  ParentMap Parents(Definition->getBody());
  return llvm::all_of(Finder.Returned, [&](const VarDecl *Var) {
    const std::vector<const DeclRefExpr *> Uses =
        referencesTo(Var, Definition->getBody());
    return llvm::all_of(Uses, [&](const DeclRefExpr *Ref) {
      const Stmt *P = Parents.getParent(Ref);
      while (P && isa<ImplicitCastExpr, ParenExpr>(P))
        P = Parents.getParent(P);
      const auto *Unary = dyn_cast_or_null<UnaryOperator>(P);
      return !Ref->refersToEnclosingVariableOrCapture() &&
             (isa_and_nonnull<MemberExpr, ReturnStmt>(P) ||
              (Unary && Unary->getOpcode() == UO_Deref));
    });
  });
}

Edit explain::useUniquePtr(EditContext &C) {
  const VarDecl *Var = C.holder();
  if (!Var || !C.M.Ctx.getLangOpts().CPlusPlus11 || !Var->hasInit() ||
      !Var->getType()->isPointerType() || Var->getType().isConstQualified() ||
      !Var->getType()->getPointeeType()->getAsCXXRecordDecl() || hasGoto(C.FD))
    return {};
  const Expr *Value = Var->getInit()->IgnoreUnlessSpelledInSource();
  const auto *New = dyn_cast<CXXNewExpr>(Value);
  const auto *Maker = dyn_cast<CallExpr>(Value);
  const bool IsNew = New && !New->isArray() && !New->getNumPlacementArgs();
  if (!(IsNew || (Maker && handsOverNew(Maker))) ||
      Var->getInitStyle() != VarDecl::CInit)
    return {};
  const DeclStmt *Decl = onlyDeclaration(C, Var);
  if (!Decl)
    return {};

  SourceEdits Out = C.edits();
  PrintingPolicy Policy = C.M.Ctx.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  std::string Class = Var->getType()->getPointeeType().getAsString(Policy);
  std::string Init = Out.text(Value->getSourceRange());
  Out.replaceTokens({Decl->getBeginLoc(), Var->getEndLoc()},
                    "std::unique_ptr<" + Class + "> " + Var->getNameAsString() +
                        "(" + Init + ")");
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Var, C.FD->getBody());
  for (const DeclRefExpr *Ref : Uses) {
    const bool IsLast = llvm::all_of(Uses, [&](const DeclRefExpr *Other) {
      return Other->getBeginLoc() <= Ref->getBeginLoc();
    });
    if (!convertPointerUse(Ref, C.Parents, IsLast, Out))
      return {};
  }
  return {Out.take(), {"<memory>"}};
}

Edit explain::useValue(EditContext &C) {
  const Stmt *Made = C.creation();
  if (isa_and_nonnull<CXXConstructExpr>(Made))
    Made = C.Parents.getParent(Made);
  const auto *New = dyn_cast_or_null<CXXNewExpr>(Made);
  // What can be reused would still be made anew each time.
  const bool Reusable =
      C.F.K == ir::Kind::Solver || C.F.K == ir::Kind::Optimize ||
      C.F.K == ir::Kind::Fixedpoint || C.F.K == ir::Kind::Context;
  if (!New || Reusable)
    return {};
  const Stmt *P =
      C.Parents.getParentIgnoreParenImpCasts(const_cast<CXXNewExpr *>(New));
  const auto *Deref = dyn_cast_or_null<UnaryOperator>(P);
  P = Deref ? C.Parents.getParentIgnoreParenImpCasts(
                  const_cast<UnaryOperator *>(Deref))
            : nullptr;
  while (P && isa<FullExpr>(P))
    P = C.Parents.getParent(P);
  const auto *Decl = dyn_cast_or_null<DeclStmt>(P);
  const auto *Var = Decl && Decl->isSingleDecl()
                        ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                        : nullptr;
  if (!Var || !Var->getType()->isLValueReferenceType() ||
      Deref->getOpcode() != UO_Deref || New->isArray() ||
      New->getNumPlacementArgs() || hasGoto(C.FD) ||
      !C.M.Ctx.hasSameUnqualifiedType(Var->getType()->getPointeeType(),
                                      New->getAllocatedType()))
    return {};
  // Nobody may delete it, or keep its address.
  for (const DeclRefExpr *Ref : referencesTo(Var, C.FD->getBody())) {
    const Stmt *Above =
        C.Parents.getParentIgnoreParenImpCasts(const_cast<DeclRefExpr *>(Ref));
    const auto *Member = dyn_cast_or_null<MemberExpr>(Above);
    if (!Member || Member->isArrow() ||
        Ref->refersToEnclosingVariableOrCapture())
      return {};
  }
  SourceEdits Out = C.edits();
  const SourceRange Arguments = New->getDirectInitRange();
  PrintingPolicy Policy = C.M.Ctx.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  Out.replaceTokens(
      {Decl->getBeginLoc(), Var->getEndLoc()},
      New->getAllocatedType().getUnqualifiedType().getAsString(Policy) + " " +
          Var->getNameAsString() +
          (Arguments.isValid() ? Out.text(Arguments) : std::string()));
  return {Out.take(), {}};
}

/// Whether a variable is a unique_ptr that is made of an expression which names
/// another variable.
static bool guards(const VarDecl *Guard, const VarDecl *Handle) {
  const CXXRecordDecl *Class =
      Guard ? Guard->getType()->getAsCXXRecordDecl() : nullptr;
  return Class && lower::inTopNamespace(Class, "std") &&
         lower::nameOf(Class) == "unique_ptr" && Guard->hasInit() &&
         llvm::is_contained(variablesIn(Guard->getInit()), Handle);
}

Edit explain::resetGuard(EditContext &C) {
  const VarDecl *Handle = C.holder();
  if (!Handle)
    return {};
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
      const CXXMethodDecl *Method = E->getMethodDecl();
      const auto *Ref = dyn_cast<DeclRefExpr>(
          E->getImplicitObjectArgument()->IgnoreParenImpCasts());
      if (Method && lower::nameOf(Method) == "release" && Ref &&
          guards(dyn_cast<VarDecl>(Ref->getDecl()), Handle))
        Found.push_back(E);
      return true;
    }
    const VarDecl *Handle = nullptr;
    std::vector<const CXXMemberCallExpr *> Found;
  } Finder;
  Finder.Handle = Handle;
  Finder.TraverseStmt(C.FD->getBody());
  if (Finder.Found.size() != 1)
    return {};
  const CXXMemberCallExpr *Release = Finder.Found.front();
  // Nothing may use what would then be dead.
  for (const DeclRefExpr *Ref : referencesTo(Handle, C.FD->getBody()))
    if (Ref->getBeginLoc() > Release->getBeginLoc())
      return {};
  if (!isInBlock(enclosingStatement(Release, C.Parents), C.Parents) ||
      enclosingStatement(Release, C.Parents) != Release)
    return {};
  SourceEdits Out = C.edits();
  const SourceLocation Name = Release->getExprLoc();
  Out.replaceTokens({Name, Name}, "reset");
  return {Out.take(), {}};
}

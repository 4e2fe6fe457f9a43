// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a variable appears, and what is done to its handle there.

#include "explain/HandleFlow.h"
#include "lower/ASTVisitor.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;
using model::ArgumentEffect;
using model::CountEffect;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 3;

const Expr *explain::underlyingHandle(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Call->getNumArgs() != 2 ||
        !lower::nameOf(Callee).starts_with("Z3_") ||
        !(lower::nameOf(Callee).ends_with("_to_ast") ||
          lower::nameOf(Callee) == "Z3_to_app" ||
          lower::nameOf(Callee) == "Z3_to_func_decl"))
      return E;
    E = Call->getArg(1);
  }
}

bool explain::isPlainExpression(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (isa<DeclRefExpr, CXXThisExpr>(E))
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isPlainExpression(Member->getBase());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref &&
           isPlainExpression(Unary->getSubExpr());
  // z3::context and z3raii::context stand for their Z3_context.
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) &&
           isPlainExpression(Call->getImplicitObjectArgument());
  return false;
}

namespace {

class VariableCollector : public lower::ASTVisitor {
public:
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (const auto *Var = dyn_cast<VarDecl>(E->getDecl()))
      Found.push_back(Var);
    return true;
  }
  std::vector<const VarDecl *> Found;
};

} // namespace

std::vector<const DeclRefExpr *> explain::referencesTo(const VarDecl *Var,
                                                       const Stmt *S) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      if (E->getDecl() == Var)
        Found.push_back(E);
      return true;
    }
    const VarDecl *Var = nullptr;
    std::vector<const DeclRefExpr *> Found;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return Finder.Found;
}

std::vector<const VarDecl *> explain::variablesIn(const Stmt *S) {
  VariableCollector Collector;
  if (S)
    Collector.TraverseStmt(const_cast<Stmt *>(S));
  return Collector.Found;
}

const Stmt *explain::enclosingStatement(const Stmt *E,
                                        const ParentMap &Parents) {
  const Stmt *S = E;
  for (const Stmt *P = Parents.getParent(S);
       P && isa<Expr, DeclStmt, ReturnStmt>(P) && !isa<StmtExpr>(P);
       P = Parents.getParent(P))
    S = P;
  return S;
}

/// Whether E is evaluated on some ways through the statement only.
static bool isConditional(const Stmt *E, const Stmt *Statement,
                          const ParentMap &Parents) {
  for (const Stmt *P = Parents.getParent(E); E != Statement && P;
       E = P, P = Parents.getParent(P)) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(P))
      if (Binary->isLogicalOp() && Binary->getRHS() == E)
        return true;
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P))
      if (Choice->getCond() != E)
        return true;
  }
  return false;
}

/// What the program says that a function does to an argument.
static std::optional<ArgumentEffect>
taughtEffect(lower::ModuleContext &M, const FunctionDecl *FD, unsigned Index) {
  const lower::Taught *Said = M.Lessons.of(FD);
  if (!Said || !Said->Describes || Index >= Said->Args.size())
    return std::nullopt;
  // A part of the object must not be used longer than that.
  bool Lends = Said->Result == model::ResultEffect::Borrowed &&
               Said->From == static_cast<int>(Index);
  return Lends ? ArgumentEffect::Unsaid : Said->Args[Index].Effect;
}

/// Whether a function of this file only reads its parameter, and what it
/// returns does not hang on it.
static bool onlyUses(lower::ModuleContext &M, const FunctionDecl *FD,
                     unsigned Index, unsigned Depth);

static bool isHarmlessArgument(lower::ModuleContext &M, const CallExpr *Call,
                               const Expr *Argument, unsigned Depth) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return false;
  for (unsigned I = 0; I != Call->getNumArgs(); ++I) {
    if (Call->getArg(I) != Argument)
      continue;
    const model::CallEffect &Effect = M.effectOf(Callee);
    if (Effect.Known)
      return !(Effect.Count != CountEffect::None &&
               Effect.CountArg == static_cast<int>(I)) &&
             Effect.BorrowedFrom != static_cast<int>(I) &&
             Effect.R != model::Result::Cast;
    if (std::optional<ArgumentEffect> Said = taughtEffect(M, Callee, I))
      return *Said == ArgumentEffect::Borrows;
    return Depth > 0 && onlyUses(M, Callee, I, Depth - 1);
  }
  return false;
}

/// Whether a call of the API only reads what an argument points to.
static bool isReadOnlyArgument(lower::ModuleContext &M, const Stmt *Argument,
                               const ParentMap &Parents) {
  const Stmt *P = Parents.getParent(Argument);
  while (P && isa<CastExpr, ParenExpr>(P)) {
    Argument = P;
    P = Parents.getParent(P);
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (!Effect.Known || Effect.Count != CountEffect::None)
    return false;
  for (unsigned I = 0; I != Call->getNumArgs(); ++I)
    if (Call->getArg(I) == Argument)
      return llvm::none_of(Effect.Outs, [&](const model::OutParam &Out) {
        return Out.Index == I;
      });
  return false;
}

/// Whether an expression is an element of a local array, as it is initialised
/// or assigned, that is declared in Scope and that only calls of the API read.
static bool isReadThroughArray(lower::ModuleContext &M, const Stmt *Element,
                               const ParentMap &Parents, const Stmt *Scope,
                               const Stmt *Body) {
  const Stmt *P = Parents.getParent(Element);
  const VarDecl *Array = nullptr;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(P)) {
    if (const auto *Decl = dyn_cast_or_null<DeclStmt>(Parents.getParent(List)))
      if (Decl->isSingleDecl())
        Array = dyn_cast<VarDecl>(Decl->getSingleDecl());
  } else if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P)) {
    const auto *Subscript =
        dyn_cast<ArraySubscriptExpr>(Assign->getLHS()->IgnoreParens());
    const auto *Ref =
        Subscript
            ? dyn_cast<DeclRefExpr>(Subscript->getBase()->IgnoreImpCasts())
            : nullptr;
    if (Assign->getOpcode() == BO_Assign && Assign->getRHS() == Element && Ref)
      Array = dyn_cast<VarDecl>(Ref->getDecl());
  }
  if (!Array || !Array->hasLocalStorage() || !Scope ||
      !Array->getType()->isConstantArrayType() ||
      Array->getBeginLoc() < Scope->getBeginLoc() ||
      Array->getEndLoc() > Scope->getEndLoc())
    return false;

  return llvm::all_of(referencesTo(Array, Body), [&](const DeclRefExpr *Ref) {
    const Stmt *Decayed = Parents.getParent(Ref);
    if (!isa_and_nonnull<ImplicitCastExpr>(Decayed))
      return false;
    const Stmt *Outer = Parents.getParent(Decayed);
    const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(Outer);
    if (!Subscript)
      return isReadOnlyArgument(M, Decayed, Parents);
    const auto *Assign =
        dyn_cast_or_null<BinaryOperator>(Parents.getParent(Subscript));
    return (Assign && Assign->getOpcode() == BO_Assign &&
            Assign->getLHS() == Subscript) ||
           isReadOnlyArgument(M, Subscript, Parents);
  });
}

/// Whether a parameter's handle, or what it lends, is only an argument of calls
/// that do no more than read it.
static bool isHarmlessUse(lower::ModuleContext &M, const Expr *E,
                          const ParentMap &Parents, const Stmt *Body,
                          unsigned Depth) {
  const Stmt *P = Parents.getParent(E);
  while (P && isa<ParenExpr, ImplicitCastExpr>(P)) {
    E = cast<Expr>(P);
    P = Parents.getParent(P);
  }
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->getOpcode() == UO_AddrOf &&
           isReadOnlyArgument(M, Unary, Parents);
  const auto *Call = dyn_cast_or_null<CallExpr>(P);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return isReadThroughArray(M, E, Parents, Body, Body);
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (Effect.Known && Effect.BorrowedFrom >= 0 &&
      Effect.BorrowedFrom < static_cast<int>(Call->getNumArgs()) &&
      Call->getArg(Effect.BorrowedFrom) == E)
    return isa_and_nonnull<CallExpr>(Parents.getParentIgnoreParenImpCasts(
               const_cast<CallExpr *>(Call))) &&
           isHarmlessUse(M, Call, Parents, Body, Depth);
  return isHarmlessArgument(M, Call, E, Depth);
}

static bool onlyUses(lower::ModuleContext &M, const FunctionDecl *FD,
                     unsigned Index, unsigned Depth) {
  // A system function that gets a handle can only print or compare it.
  if (lower::isSystem(FD) && FD->isExternC())
    return true;
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (!FD->hasBody(Definition) || Index >= Definition->getNumParams() ||
      (Method && (Method->isVirtual() || Method->isOverloadedOperator())))
    return false;
  const ParmVarDecl *Param = Definition->getParamDecl(Index);
  const Stmt *Body = Definition->getBody();
  ParentMap Parents(const_cast<Stmt *>(Body));
  return llvm::all_of(referencesTo(Param, Body), [&](const DeclRefExpr *Ref) {
    return isHarmlessUse(M, Ref, Parents, Body, Depth);
  });
}

bool explain::onlyReads(lower::ModuleContext &M, const CallExpr *Call,
                        const Expr *Argument) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !isHarmlessArgument(M, Call, Argument, MaxDepth))
    return false;
  return llvm::none_of(M.effectOf(Callee).Outs,
                       [&](const model::OutParam &Out) {
                         return Out.Index < Call->getNumArgs() &&
                                Call->getArg(Out.Index) == Argument;
                       });
}

bool HandleFlow::isReadThroughArray(const Stmt *Element) const {
  return ::isReadThroughArray(M, Element, Parents, Scope, FD->getBody());
}

void HandleFlow::classifyArgument(HandleEvent &E, const CallExpr *Call,
                                  const Expr *Argument) {
  E.W = HandleEvent::Escape;
  E.Call = Call;
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return;
  const auto Arguments = Call->arguments();
  const auto At = std::find(Arguments.begin(), Arguments.end(), Argument);
  if (At == Arguments.end())
    return;
  const int Index = At - Arguments.begin();
  const model::CallEffect &Effect = M.effectOf(Callee);
  if (std::optional<ArgumentEffect> Said = taughtEffect(M, Callee, Index)) {
    if (*Said == ArgumentEffect::Borrows)
      E.W = HandleEvent::Use;
    else if (*Said == ArgumentEffect::Retains)
      E.W = HandleEvent::Retain;
    else if (*Said == ArgumentEffect::Releases)
      E.W = HandleEvent::Release;
    return;
  }
  if (!Effect.Known) {
    if (onlyUses(M, Callee, Index, MaxDepth))
      E.W = HandleEvent::Use;
    return;
  }
  if (Effect.Count != CountEffect::None && Effect.CountArg == Index) {
    E.W = Effect.Count == CountEffect::Retain ? HandleEvent::Retain
                                              : HandleEvent::Release;
    return;
  }
  E.W = HandleEvent::Use;
  E.Lends = Effect.BorrowedFrom == Index;
}

HandleEvent HandleFlow::classify(const DeclRefExpr *Ref) {
  HandleEvent E{HandleEvent::Escape};
  E.Ref = Ref;
  E.Statement = enclosingStatement(Ref, Parents);
  const Expr *Outer = Ref;
  const Stmt *P = Parents.getParent(Ref);
  while (P) {
    const auto *Cast = dyn_cast<CastExpr>(P);
    if (Cast && (Cast->getCastKind() == CK_ToVoid ||
                 Cast->getCastKind() == CK_PointerToBoolean)) {
      E.W = HandleEvent::Test;
      return E;
    }
    const auto *Call = dyn_cast<CallExpr>(P);
    bool Converts = Call && underlyingHandle(Call) != Call &&
                    Call->getNumArgs() == 2 && Call->getArg(1) == Outer;
    if (!Cast && !isa<ParenExpr>(P) && !Converts)
      break;
    Outer = dyn_cast<Expr>(P);
    P = Parents.getParent(P);
  }
  if (const auto *Call = dyn_cast_or_null<CallExpr>(P)) {
    classifyArgument(E, Call, Outer);
    E.IsStatement = E.Statement == Call;
  } else if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P)) {
    if (Binary->isComparisonOp() || Binary->isLogicalOp()) {
      E.W = HandleEvent::Test;
    } else if (Binary->getOpcode() == BO_Assign && Binary->getLHS() == Outer) {
      E.W = HandleEvent::Assign;
      E.Value = Binary->getRHS();
      E.IsStatement = E.Statement == Binary;
    }
  } else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P)) {
    if (Unary->getOpcode() == UO_LNot)
      E.W = HandleEvent::Test;
    else if (Unary->getOpcode() == UO_AddrOf && isMadeThrough(Unary))
      E = madeThrough(E);
    else if (isReadOnlyArgument(M, Unary, Parents))
      E.W = HandleEvent::Use;
    else if (Unary->getOpcode() == UO_AddrOf)
      Understood = false;
  } else if (const auto *Choice =
                 dyn_cast_or_null<AbstractConditionalOperator>(P)) {
    if (Choice->getCond() == Outer)
      E.W = HandleEvent::Test;
  } else if (P && isa<IfStmt, WhileStmt, DoStmt, ForStmt>(P)) {
    E.W = HandleEvent::Test;
  }
  if (E.W == HandleEvent::Escape && !E.Call && isReadThroughArray(Outer))
    E.W = HandleEvent::Use;
  return E;
}

/// Whether the address of the variable goes to the call that makes the object.
bool HandleFlow::isMadeThrough(const UnaryOperator *Address) const {
  const Stmt *P = Parents.getParent(Address);
  while (P && isa<CastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  return P && P == Creation && isa<CallExpr>(P);
}

/// `if (!make(c, &v)) return;`: from here on it is ours, unless the answer of
/// the call says that it has failed.
HandleEvent HandleFlow::madeThrough(HandleEvent E) {
  E.W = HandleEvent::Assign;
  E.Value = cast<Expr>(Creation);
  E.Call = cast<CallExpr>(Creation);
  E.IsStatement = E.Statement == Creation;
  const Stmt *Decided = Parents.getParent(E.Statement);
  const auto *If = dyn_cast_or_null<IfStmt>(Decided);
  const auto *While = dyn_cast_or_null<WhileStmt>(Decided);
  if (If && If->getCond() == E.Statement && !If->getElse()) {
    // Who fails leaves at once, and does nothing with it.
    const Stmt *Last = If->getThen();
    while (const auto *Block = dyn_cast_or_null<CompoundStmt>(Last))
      Last = Block->body_empty() ? nullptr : Block->body_back();
    const bool Leaves = isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt,
                                        GotoStmt, CXXThrowExpr>(Last);
    const std::vector<const VarDecl *> Named = variablesIn(If->getThen());
    Understood &= Leaves && !llvm::is_contained(Named, Var);
    FailsWhen = true;
    Failure = If->getThen();
  } else if (While && While->getCond() == E.Statement) {
    FailsWhen = false;
  } else if (!E.IsStatement) {
    Understood = false;
  }
  Answer = E.IsStatement ? nullptr : dyn_cast<Expr>(E.Statement);
  return E;
}

/// A closure that has a reference to the variable: from there on the object is
/// the closure's matter.
void HandleFlow::addCapture(const LambdaExpr *Lambda) {
  if (!llvm::is_contained(variablesIn(Lambda), Var))
    return;
  HandleEvent E{HandleEvent::Escape};
  E.Statement = enclosingStatement(Lambda, Parents);
  for (const Stmt *Child : Lambda->children())
    if (const auto *Init = dyn_cast_or_null<Expr>(Child))
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Init->IgnoreParenImpCasts()))
        if (Ref->getDecl() == Var)
          E.Ref = Ref;
  for (const Stmt *P = Parents.getParent(Lambda); P && P != Scope;
       P = Parents.getParent(P))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(P))
      Understood = false;
  if (!E.Ref || isConditional(Lambda, E.Statement, Parents)) {
    Understood = false;
    return;
  }
  IsCaptured = true;
  EventsIn[E.Statement].push_back(Events.size());
  Events.push_back(E);
}

/// `n < 8 && (v = make(c)) != NULL`, as the condition of a loop or an `if`.
bool HandleFlow::isAssignedOnSomeWay(const Expr *Ref, const Stmt *Cond) const {
  const Stmt *P = Parents.getParent(Cond);
  const auto *If = dyn_cast_or_null<IfStmt>(P);
  const auto *While = dyn_cast_or_null<WhileStmt>(P);
  const auto *Do = dyn_cast_or_null<DoStmt>(P);
  const auto *For = dyn_cast_or_null<ForStmt>(P);
  if (!((If && If->getCond() == Cond) || (While && While->getCond() == Cond) ||
        (Do && Do->getCond() == Cond) || (For && For->getCond() == Cond)))
    return false;
  // Above the first logical operator there are only such.
  bool IsInPart = true;
  for (const Stmt *S = Parents.getParent(Ref); S; S = Parents.getParent(S)) {
    const auto *Binary = dyn_cast<BinaryOperator>(S);
    const bool IsLogical = Binary && Binary->isLogicalOp();
    IsInPart &= !IsLogical;
    if (isa<AbstractConditionalOperator>(S) ||
        (!IsInPart && !IsLogical && !isa<ParenExpr, ImplicitCastExpr>(S)))
      return false;
    if (S == Cond)
      return true;
  }
  return false;
}

void HandleFlow::addReference(const DeclRefExpr *Ref) {
  HandleEvent E = classify(Ref);
  // What a closure does to it meanwhile is not followed.
  if (IsCaptured && E.W != HandleEvent::Use && E.W != HandleEvent::Test)
    Understood = false;
  bool Changes = E.W != HandleEvent::Use && E.W != HandleEvent::Test;
  if (Changes && isConditional(Ref, E.Statement, Parents)) {
    if (E.W == HandleEvent::Assign && !E.Call &&
        isAssignedOnSomeWay(Ref, E.Statement))
      SplitConditions.push_back(E.Statement);
    else
      Understood = false;
  }
  Retained |= E.W == HandleEvent::Retain;
  EventsIn[E.Statement].push_back(Events.size());
  Events.push_back(E);
}

void HandleFlow::collect(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Decl = dyn_cast<DeclStmt>(S)) {
    for (const clang::Decl *D : Decl->decls()) {
      const auto *VD = dyn_cast<VarDecl>(D);
      if (VD && VD->hasInit())
        collect(VD->getInit());
      if (VD == Var) {
        Declaration = Decl;
        Scope = dyn_cast_or_null<CompoundStmt>(Parents.getParent(Decl));
        HandleEvent E{HandleEvent::Assign};
        E.Value = Var->getInit();
        E.Statement = Decl;
        E.IsStatement = Decl->isSingleDecl();
        EventsIn[Decl].push_back(Events.size());
        Events.push_back(E);
      }
    }
    return;
  }
  if (const auto *Assign = dyn_cast<BinaryOperator>(S)) {
    if (Assign->isAssignmentOp()) {
      collect(Assign->getRHS());
      collect(Assign->getLHS());
      return;
    }
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (Ref->getDecl() == Var)
      addReference(Ref);
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    addCapture(Lambda);
    return;
  }
  // Statements inside of an expression are not followed.
  if (isa<StmtExpr>(S))
    Understood = false;
  for (const Stmt *Child : S->children())
    collect(Child);
}

const HandleEvent *HandleFlow::eventOf(const Stmt *Call) const {
  for (const HandleEvent &E : Events)
    if (Call && (E.Call == Call || E.Statement == Call))
      return &E;
  return nullptr;
}

/// The context as the retaining call spells it, else as the creating one does.
void HandleFlow::findContext() {
  auto ContextOf = [&](const CallExpr *Call) -> const Expr * {
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return nullptr;
    const model::CallEffect &Effect = M.effectOf(Callee);
    int Index = Effect.ResultContextArg >= 0 ? Effect.ResultContextArg
                                             : Effect.ContextArg;
    if (!Effect.Known)
      for (unsigned I = 0; I != Call->getNumArgs() && Index < 0; ++I)
        if (M.Types.handleKind(Call->getArg(I)->getType()) == ir::Kind::Context)
          Index = I;
    if (Index < 0 || Index >= static_cast<int>(Call->getNumArgs()) ||
        !isPlainExpression(Call->getArg(Index)))
      return nullptr;
    return Call->getArg(Index);
  };
  for (HandleEvent::What W : {HandleEvent::Retain, HandleEvent::Release})
    for (const HandleEvent &E : Events)
      if (E.W == W && !Context)
        Context = ContextOf(E.Call);
  for (const HandleEvent &E : Events)
    if (E.W == HandleEvent::Assign && E.Value && !Context)
      Context = ContextOf(dyn_cast<CallExpr>(E.Value->IgnoreParenImpCasts()));
  // A call of the API takes it in its own context only.
  for (const HandleEvent &E : Events)
    if (E.W == HandleEvent::Use && !Context && E.Call &&
        E.Call->getDirectCallee() &&
        M.effectOf(E.Call->getDirectCallee()).Known)
      Context = ContextOf(E.Call);
}

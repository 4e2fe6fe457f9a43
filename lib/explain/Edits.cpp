// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What edits have in common: the function at hand, ways out of a block.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

EditContext::EditContext(const analysis::Finding &F, const lower::Lowered &L,
                         ASTContext &Ctx, const FunctionDecl *FD,
                         SourceLocation Anchor)
    : F(F), L(L), M(Ctx, L.Model), FD(FD), Parents(FD->getBody()),
      Anchor(Anchor) {}

std::unique_ptr<EditContext> EditContext::of(const analysis::Finding &F,
                                             const lower::Lowered &L,
                                             ASTContext &Ctx) {
  auto Map = L.Maps.find(F.F->Name);
  const FunctionDecl *FD = Map == L.Maps.end() ? nullptr : Map->second.Decl;
  SourceLocation Anchor = locationOf(F.Loc);
  // What is right for one instance of a template may be wrong for another; a
  // coroutine, or a body with handlers of its own, is no plain block.
  if (!FD || !isa_and_nonnull<CompoundStmt>(FD->getBody()) ||
      Anchor.isInvalid() || FD->isTemplated() ||
      FD->isTemplateInstantiation() || FD->getTemplateInstantiationPattern())
    return nullptr;
  return std::unique_ptr<EditContext>(new EditContext(F, L, Ctx, FD, Anchor));
}

/// The variable whose address goes to the call that makes the object.
static const VarDecl *filledBy(const Stmt *Creation, ir::Kind K,
                               lower::ModuleContext &M) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Creation);
  const VarDecl *Found = nullptr;
  for (unsigned I = 0; Call && I != Call->getNumArgs(); ++I) {
    const auto *Address =
        dyn_cast<UnaryOperator>(Call->getArg(I)->IgnoreParenCasts());
    const auto *Ref =
        Address && Address->getOpcode() == UO_AddrOf
            ? dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParens())
            : nullptr;
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || M.Types.handleKind(Var->getType()) != K)
      continue;
    if (Found)
      return nullptr;
    Found = Var;
  }
  return Found;
}

const VarDecl *EditContext::holder() const {
  const VarDecl *Var = variableOf(*F.F, F.Holder, L);
  if (!Var && F.Holder == ir::NoPlace)
    Var = filledBy(creation(), F.K, const_cast<EditContext *>(this)->M);
  return Var && Var->isLocalVarDecl() && Var->hasLocalStorage() ? Var : nullptr;
}

const Stmt *EditContext::creation() const {
  return statementOf(*F.F, F.Made != ir::NoInstr ? F.Made : F.At, L);
}

bool EditContext::isLostIn(const Stmt *S) const {
  return S && llvm::any_of(F.Lost, [&](ir::InstrId At) {
           const SourceLocation Loc = M.Ctx.getSourceManager().getExpansionLoc(
               locationOf(F.F->instr(At).Loc));
           return S->getBeginLoc() <= Loc && Loc <= S->getEndLoc();
         });
}

/// Whether a method lets go of the handle that its object has.
static bool letsGo(const CXXMethodDecl *Method) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      Found |= Callee && lower::nameOf(Callee) == "exchange" &&
               lower::isSystem(Callee);
      return true;
    }
    bool VisitBinaryOperator(BinaryOperator *E) override {
      const auto *Member = dyn_cast<MemberExpr>(E->getLHS());
      Found |= E->getOpcode() == BO_Assign && Member &&
               isa<CXXNullPtrLiteralExpr>(E->getRHS()->IgnoreParenImpCasts());
      return true;
    }
    bool Found = false;
  } Finder;
  const FunctionDecl *Definition = nullptr;
  if (Method && !Method->isConst() && Method->hasBody(Definition))
    Finder.TraverseStmt(Definition->getBody());
  return Finder.Found;
}

/// `Solver own(c); Z3_solver s = own.letGo();`: s, if that is the only one.
const VarDecl *EditContext::takenOut() const {
  const Stmt *P = creation();
  while (P && !isa<DeclStmt>(P))
    P = Parents.getParent(P);
  const auto *Decl = dyn_cast_or_null<DeclStmt>(P);
  const clang::Decl *Owner =
      Decl && Decl->isSingleDecl() ? Decl->getSingleDecl() : nullptr;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitVarDecl(VarDecl *D) override {
      const auto *Call = D->hasInit()
                             ? dyn_cast<CXXMemberCallExpr>(
                                   D->getInit()->IgnoreUnlessSpelledInSource())
                             : nullptr;
      const auto *Object =
          Call ? dyn_cast<DeclRefExpr>(
                     Call->getImplicitObjectArgument()->IgnoreParenImpCasts())
               : nullptr;
      if (Object && Object->getDecl() == Owner && letsGo(Call->getMethodDecl()))
        Found.push_back(D);
      return true;
    }
    const clang::Decl *Owner = nullptr;
    std::vector<const VarDecl *> Found;
  } Finder;
  Finder.Owner = Owner;
  if (Owner)
    Finder.TraverseStmt(FD->getBody());
  return Finder.Found.size() == 1 ? Finder.Found.front() : nullptr;
}

const VarDecl *EditContext::lastHolder() const {
  const VarDecl *Var = nullptr;
  for (const analysis::Step &S : F.Path)
    if (S.W == analysis::Step::Lost && S.F == F.F && S.Where != ir::NoPlace)
      Var = variableOf(*F.F, S.Where, L);
  if (!Var)
    Var = takenOut();
  return Var && Var->isLocalVarDecl() && Var->hasLocalStorage() ? Var : nullptr;
}

const HandleFlow *EditContext::flow() {
  if (!FlowMade) {
    FlowMade = true;
    if (const VarDecl *Var = holder())
      Flow = std::make_unique<HandleFlow>(M, FD, Var, creation(), Parents);
    if (Flow && isLostIn(Flow->failure()))
      Flow.reset();
  }
  return Flow && Flow->understood() ? Flow.get() : nullptr;
}

const Stmt *EditContext::loop() const {
  auto Map = L.Maps.find(F.F->Name);
  return F.LoopHeader == ir::NoBlock || Map == L.Maps.end()
             ? nullptr
             : Map->second.Loops.lookup(F.LoopHeader);
}

bool EditContext::isTaught() const { return explain::isTaught(F, L); }

/// A call of the program's own function: the handle where it is released, the
/// context where one is wanted. Empty if it wants more.
std::string EditContext::taughtReleaseCall(StringRef Function,
                                           const HandleFlow &Flow,
                                           SourceEdits &Out) const {
  const StringRef Name = Flow.variable()->getName();
  auto Found = lower::lookUp(M.Ctx, Function);
  const auto *FD =
      Found.size() == 1 ? dyn_cast<FunctionDecl>(Found.front()) : nullptr;
  const lower::Taught *Said =
      FD ? const_cast<EditContext *>(this)->M.Lessons.of(FD) : nullptr;
  if (!Said)
    return {};
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  if (Method)
    return Said->OnObject == model::ArgumentEffect::Releases &&
                   Method->getNumParams() == 0 &&
                   Flow.variable()->getType()->isPointerType()
               ? (Name + "->" + Method->getName() + "()").str()
               : std::string();
  std::string Call = Function.str();
  for (unsigned I = 0; I < FD->getNumParams(); ++I) {
    Call += I ? ", " : "(";
    if (Said->Args[I].Effect == model::ArgumentEffect::Releases)
      Call += Name;
    else if (M.Types.handleKind(FD->getParamDecl(I)->getType()) ==
                 ir::Kind::Context &&
             Flow.context())
      Call += Out.text(Flow.context()->getSourceRange());
    else
      return {};
  }
  return FD->getNumParams() ? Call + ")" : std::string();
}

std::string EditContext::releaseCall(const HandleFlow &Flow,
                                     SourceEdits &Out) const {
  const ir::Kind K = Flow.kind();
  const StringRef Name = Flow.variable()->getName();
  if (std::string Own = releaseFunctionOf(F, L);
      isTaught() && Own != model::releaseFunction(K))
    return Own.empty() ? Own : taughtReleaseCall(Own, Flow, Out);
  std::string Function = model::releaseFunction(K).str();
  if (Function.empty())
    return {};
  if (K == ir::Kind::Config || K == ir::Kind::Context)
    return Function + "(" + Name.str() + ")";
  if (!Flow.context())
    return {};
  return countingCall(Function, K, Out.text(Flow.context()->getSourceRange()),
                      Name.str());
}

bool EditContext::isVisibleAt(const Stmt *E, const Stmt *Place,
                              const VarDecl *But) const {
  return llvm::all_of(variablesIn(E), [&](const VarDecl *Var) {
    return Var == But || isVariableVisibleAt(Var, Place);
  });
}

/// What a name that is declared in blocks around a place, before it, means
/// there; null if there is none.
static const NamedDecl *declaredBefore(const Stmt *Place, DeclarationName Name,
                                       const ParentMap &Parents) {
  for (const Stmt *S = Place; S; S = Parents.getParent(S)) {
    const Stmt *P = Parents.getParent(S);
    if (!P || !isa<CompoundStmt, ForStmt, IfStmt, SwitchStmt, WhileStmt,
                   CXXForRangeStmt>(P))
      continue;
    for (const Stmt *Sibling : P->children()) {
      if (Sibling == S)
        break;
      const auto *Decl = dyn_cast_or_null<DeclStmt>(Sibling);
      if (!Decl)
        continue;
      for (const clang::Decl *D : Decl->decls())
        if (const auto *Named = dyn_cast<NamedDecl>(D))
          if (Named->getDeclName() == Name)
            return Named;
    }
  }
  return nullptr;
}

bool EditContext::isVariableVisibleAt(const VarDecl *Var,
                                      const Stmt *Place) const {
  if (const NamedDecl *Meant =
          declaredBefore(Place, Var->getDeclName(), Parents))
    return Meant == Var;
  // What a closure has captured it can name.
  const auto *Method = dyn_cast<CXXMethodDecl>(FD);
  return !Var->isLocalVarDecl() || !Var->hasLocalStorage() ||
         (Method && Method->getParent()->isLambda() &&
          Var->getDeclContext() != FD);
}

bool explain::isOnlyHere(const ASTContext &Ctx, const RecordDecl *Class) {
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Loc = SM.getExpansionLoc(Class->getLocation());
  const StringRef File = SM.getFilename(Loc);
  return SM.isInMainFile(Loc) &&
         llvm::none_of(ArrayRef<StringRef>{".h", ".hh", ".hpp", ".hxx"},
                       [&](StringRef End) { return File.ends_with(End); });
}

bool explain::isMadeByCast(const ASTContext &Ctx, const RecordDecl *Class) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitExplicitCastExpr(ExplicitCastExpr *E) override {
      const QualType To = E->getType()->getPointeeType();
      const RecordDecl *Of = To.isNull() ? nullptr : To->getAsCXXRecordDecl();
      Found |=
          Of && Of->getCanonicalDecl() == Class->getCanonicalDecl() &&
          E->getSubExpr()->IgnoreImpCasts()->getType()->isVoidPointerType();
      return !Found;
    }
    const RecordDecl *Class = nullptr;
    bool Found = false;
  } Finder;
  Finder.Class = Class;
  for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  return Finder.Found;
}

const Stmt *explain::bodyOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast_or_null<ForStmt>(Loop))
    return For->getBody();
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Loop))
    return While->getBody();
  if (const auto *Do = dyn_cast_or_null<DoStmt>(Loop))
    return Do->getBody();
  if (const auto *For = dyn_cast_or_null<CXXForRangeStmt>(Loop))
    return For->getBody();
  return nullptr;
}

namespace {

/// Collects the jumps that leave a block.
class JumpFinder : public lower::ASTVisitor {
public:
  using Base = lower::ASTVisitor;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitReturnStmt(ReturnStmt *S) override {
    return add(S, WayOut::Function);
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *S) override {
    return Tries ? true : add(S, WayOut::Function);
  }
  /// What is thrown in a `try` goes to a handler.
  bool TraverseCXXTryStmt(CXXTryStmt *S) override {
    ++Tries;
    bool Go = TraverseStmt(S->getTryBlock());
    --Tries;
    for (unsigned I = 0; Go && I != S->getNumHandlers(); ++I)
      Go = TraverseStmt(S->getHandler(I));
    return Go;
  }
  bool VisitGotoStmt(GotoStmt *S) override { return add(S, WayOut::Elsewhere); }
  bool VisitIndirectGotoStmt(IndirectGotoStmt *S) override {
    return add(S, WayOut::Elsewhere);
  }
  bool VisitBreakStmt(BreakStmt *S) override {
    return Breakable ? true : add(S, WayOut::Loop);
  }
  bool VisitContinueStmt(ContinueStmt *S) override {
    return Loops ? true : add(S, WayOut::Iteration);
  }
  bool TraverseForStmt(ForStmt *S) override {
    return inLoop([&] { return Base::TraverseForStmt(S); });
  }
  bool TraverseWhileStmt(WhileStmt *S) override {
    return inLoop([&] { return Base::TraverseWhileStmt(S); });
  }
  bool TraverseDoStmt(DoStmt *S) override {
    return inLoop([&] { return Base::TraverseDoStmt(S); });
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *S) override {
    return inLoop([&] { return Base::TraverseCXXForRangeStmt(S); });
  }
  bool TraverseSwitchStmt(SwitchStmt *S) override {
    ++Breakable;
    bool Go = Base::TraverseSwitchStmt(S);
    --Breakable;
    return Go;
  }

  std::vector<WayOut> Found;

private:
  bool add(const Stmt *Jump, WayOut::Target To) {
    Found.push_back({Jump, 0, To});
    return true;
  }
  template <class Fn> bool inLoop(Fn Walk) {
    ++Loops, ++Breakable;
    bool Go = Walk();
    --Loops, --Breakable;
    return Go;
  }

  unsigned Loops = 0;
  unsigned Breakable = 0;
  unsigned Tries = 0;
};

} // namespace

/// Whether a goto stays behind a place in the block.
static bool staysIn(const Stmt *Jump, const CompoundStmt *Block,
                    SourceLocation Since) {
  const auto *Goto = dyn_cast<GotoStmt>(Jump);
  if (!Goto || !Goto->getLabel()->getStmt())
    return false;
  SourceLocation Label = Goto->getLabel()->getStmt()->getBeginLoc();
  return Label >= Since && Label <= Block->getRBracLoc();
}

std::vector<WayOut> explain::jumpsOutOf(const CompoundStmt *Block,
                                        SourceLocation Since) {
  JumpFinder Finder;
  Finder.TraverseStmt(const_cast<CompoundStmt *>(Block));
  llvm::erase_if(Finder.Found, [&](const WayOut &Way) {
    return staysIn(Way.Jump, Block, Since);
  });
  return Finder.Found;
}

std::vector<WayOut> explain::waysOut(const HandleFlow &Flow,
                                     const CompoundStmt *Block,
                                     const Stmt *Loop) {
  std::vector<WayOut> Ways;
  // Back before its declaration, a variable is a new one.
  SourceLocation Since = Block == Flow.scope()
                             ? Flow.declaration()->getBeginLoc()
                             : Block->getBeginLoc();
  for (WayOut Way : jumpsOutOf(Block, Since)) {
    Way.States = Flow.atJump(Way.Jump);
    if (Way.States)
      Ways.push_back(Way);
  }
  if (HandleStates States = Flow.atEnd(Block))
    Ways.push_back({nullptr, States, WayOut::Iteration});
  // A `break` or `continue` in a block that is no loop's body leaves what is
  // around it.
  if (!Loop || bodyOf(Loop) != Block)
    for (WayOut &Way : Ways)
      if (Way.Jump && Way.To != WayOut::Function)
        Way.To = WayOut::Elsewhere;
  return Ways;
}

std::string explain::countingCall(StringRef Function, ir::Kind K,
                                  const std::string &Context,
                                  const std::string &Handle) {
  const StringRef ToAst = model::toAstFunction(K);
  const std::string Counted =
      ToAst.empty() ? Handle
                    : (ToAst + "(" + Context + ", " + Handle + ")").str();
  return (Function + "(" + Context + ", " + Counted + ")").str();
}

const DeclStmt *explain::declarationIn(const Stmt *In, const VarDecl *Var) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(In);
  if (!Block)
    return nullptr;
  for (const Stmt *S : Block->body())
    if (const auto *Decl = dyn_cast<DeclStmt>(S))
      if (llvm::is_contained(Decl->decls(), Var))
        return Decl;
  return nullptr;
}

const DeclStmt *explain::declarationAround(const EditContext &C, const Stmt *S,
                                           const VarDecl *Var) {
  for (; S; S = C.Parents.getParent(S))
    if (const DeclStmt *Decl = declarationIn(S, Var))
      return Decl;
  return nullptr;
}

std::string explain::nullText(const EditContext &C) {
  const bool HasNull = C.M.Ctx.Idents.get("NULL").hasMacroDefinition();
  return C.isCpp() ? "nullptr" : HasNull ? "NULL" : "0";
}

bool explain::isNameFree(const FunctionDecl *FD, StringRef Name,
                         const VarDecl *But) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitNamedDecl(NamedDecl *D) override {
      Taken |= D != But && D->getIdentifier() && D->getName() == Name;
      return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      return VisitNamedDecl(E->getDecl());
    }
    StringRef Name;
    const VarDecl *But = nullptr;
    bool Taken = false;
  } Finder;
  Finder.Name = Name;
  Finder.But = But;
  Finder.TraverseDecl(const_cast<FunctionDecl *>(FD));
  return !Finder.Taken &&
         !FD->getASTContext().Idents.get(Name).hasMacroDefinition();
}

std::string explain::freshName(const EditContext &C, StringRef Wanted) {
  return isNameFree(C.FD, Wanted) ? Wanted.str() : std::string();
}

bool explain::hasGoto(const FunctionDecl *FD) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitGotoStmt(GotoStmt *) override { return !(Found = true); }
    bool VisitIndirectGotoStmt(IndirectGotoStmt *) override {
      return !(Found = true);
    }
    bool Found = false;
  } Finder;
  Finder.TraverseStmt(FD->getBody());
  return Finder.Found;
}

/// Whether the value of E may hang on the object after it is computed: it is a
/// handle, a pointer, or a class that may hold one.
static bool mayHangOnObject(const EditContext &C, QualType T) {
  return !lower::TypeInfo::isNumber(T.getCanonicalType()) &&
         !T->isFloatingType();
}

void explain::insertBeforeJump(const Stmt *Jump,
                               llvm::ArrayRef<std::string> Lines,
                               const HandleFlow &Flow, const EditContext &C,
                               SourceEdits &Out) {
  // Its declaration may be made earlier, but no other one may be nearer.
  const VarDecl *Var = Flow.variable();
  const NamedDecl *Meant = declaredBefore(Jump, Var->getDeclName(), C.Parents);
  if (Meant && Meant != Var)
    Out.invalidate();
  const auto *Return = dyn_cast<ReturnStmt>(Jump);
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  // What is returned may need the object: then it comes first.
  bool NeedsObject = false;
  if (Value) {
    std::vector<const VarDecl *> Named = variablesIn(Value);
    NeedsObject = llvm::is_contained(Named, Flow.variable());
    // A handle borrowed from it, or made in it, may be named by another name.
    if (!NeedsObject)
      for (const VarDecl *Var : Named)
        NeedsObject |= Flow.kind() == ir::Kind::Context &&
                       C.M.Types.handleKind(Var->getType()) != ir::Kind::None;
  } else if (const auto *Throw = dyn_cast<CXXThrowExpr>(Jump)) {
    if (llvm::is_contained(variablesIn(Throw), Flow.variable()))
      Out.invalidate();
  }
  if (Return) {
    insertBeforeReturn(Return, Lines, NeedsObject, C, Out);
    return;
  }
  Out.insertBefore(isa<Expr>(Jump) ? enclosingStatement(Jump, C.Parents) : Jump,
                   Lines);
}

/// The type that the function returns, as it is written.
static std::string returnTypeText(const EditContext &C, SourceEdits &Out) {
  const SourceRange R = C.FD->getReturnTypeSourceRange();
  if (R.isValid() && !R.getBegin().isMacroID() && !R.getEnd().isMacroID())
    return Out.text(R);
  return C.FD->getReturnType().getUnqualifiedType().getAsString(
      C.M.Ctx.getPrintingPolicy());
}

void explain::insertBeforeReturn(const ReturnStmt *Return,
                                 llvm::ArrayRef<std::string> Lines,
                                 bool NeedsObject, const EditContext &C,
                                 SourceEdits &Out, bool ResultLives) {
  const Expr *Value = Return->getRetValue();
  if (!NeedsObject) {
    Out.insertBefore(Return, Lines);
    return;
  }
  std::string Name = freshName(C, "result");
  QualType T = C.FD->getReturnType();
  if (Name.empty() || (!ResultLives && mayHangOnObject(C, T)) ||
      T->isUndeducedType()) {
    Out.invalidate();
    return;
  }
  std::string Text = Out.text(Value->getSourceRange());
  std::vector<std::string> All = {returnTypeText(C, Out) + " " + Name + " = " +
                                  Text + ";"};
  All.insert(All.end(), Lines.begin(), Lines.end());
  All.push_back("return " + Name + ";");
  Out.replaceByScope(Return, All);
}

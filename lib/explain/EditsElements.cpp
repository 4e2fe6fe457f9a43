// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a leak whose object was put into a local container: a loop that
// gives all elements back, before the container is emptied or ends. Right only
// where each element is owned: one place puts them in, and nothing else does
// more than read them.

#include "explain/ElementUses.h"

#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

class ElementReleaser {
public:
  ElementReleaser(EditContext &C, const HandleFlow &Flow)
      : C(C), Flow(Flow), Out(C.edits()) {}
  Edit run();

private:
  bool findInsertion();
  bool findContainer(const Expr *Object);
  bool isOwnedWhenInserted() const;
  bool findField(const Expr *Element, const Stmt *Parent);
  bool isEmptiedBy(const Stmt *Clear) const;
  std::vector<std::string> releaseLoop();
  bool releaseBefore(const Stmt *Place, llvm::ArrayRef<std::string> Lines,
                     const ElementUses &Uses);
  bool atWaysOut(const ElementUses &Uses, llvm::ArrayRef<std::string> Lines);

  EditContext &C;
  const HandleFlow &Flow;
  SourceEdits Out;
  const Stmt *Insertion = nullptr; ///< the statement
  const VarDecl *Container = nullptr;
  const CompoundStmt *Block = nullptr; ///< in which it is declared
  std::string Field;                   ///< of an element of the container
  bool IsNested = false;               ///< a map of containers
};

} // namespace

static StringRef stdClassName(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && lower::inTopNamespace(Class, "std") ? lower::nameOf(Class)
                                                      : StringRef();
}

static bool isSequence(StringRef Class) {
  return Class == "vector" || Class == "deque" || Class == "list";
}

static bool isMap(StringRef Class) {
  return Class == "map" || Class == "unordered_map";
}

static const VarDecl *localVariable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && Var->hasLocalStorage() &&
                 !Var->getType()->isReferenceType() &&
                 !Ref->refersToEnclosingVariableOrCapture()
             ? Var
             : nullptr;
}

/// "v" of `v.push_back`, "m" of `m[key].push_back` and `m[key] =`.
bool ElementReleaser::findContainer(const Expr *Object) {
  Object = Object->IgnoreParenImpCasts();
  bool IsElement = false;
  if (const auto *Subscript = dyn_cast<CXXOperatorCallExpr>(Object)) {
    if (Subscript->getOperator() != OO_Subscript)
      return false;
    IsElement = true;
    Object = Subscript->getArg(0);
  }
  Container = localVariable(Object);
  if (!Container)
    return false;
  const StringRef Class = stdClassName(Container->getType());
  if (!IsElement)
    return isSequence(Class);
  if (!isMap(Class) || !Field.empty())
    return false;
  QualType Mapped = lower::templateArgument(Container->getType(), 1);
  IsNested = !Mapped.isNull() && isSequence(stdClassName(Mapped));
  return true;
}

/// The part of a pair that the handle is: `{from, to}`, `make_pair(from, to)`.
bool ElementReleaser::findField(const Expr *Element, const Stmt *Parent) {
  const auto *Make = dyn_cast_or_null<CXXConstructExpr>(Parent);
  if (!Make || Make->getNumArgs() != 2 ||
      stdClassName(Make->getType()) != "pair")
    return false;
  Field = Make->getArg(0) == Element ? "first" : "second";
  return true;
}

/// The only place that the handle goes to: into a container.
bool ElementReleaser::findInsertion() {
  const HandleEvent *Stored = nullptr;
  for (const HandleEvent &E : Flow.events())
    if (E.W == HandleEvent::Escape) {
      if (Stored)
        return false;
      Stored = &E;
    }
  if (!Stored)
    return false;
  Insertion = Stored->Statement;
  const Expr *E = Stored->Ref;
  const Stmt *P = C.Parents.getParent(E);
  while (P && isa<CastExpr, ParenExpr, MaterializeTemporaryExpr,
                  ExprWithCleanups, CXXConstructExpr>(P)) {
    if (isa<CXXConstructExpr>(P) && !findField(E, P))
      return false;
    E = cast<Expr>(P);
    P = C.Parents.getParent(P);
  }
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(P)) {
    const StringRef Name = lower::nameOf(Call->getMethodDecl());
    return (Name == "push_back" || Name == "emplace_back") &&
           Call->getNumArgs() == 1 &&
           findContainer(Call->getImplicitObjectArgument());
  }
  // An element that is overwritten the next time would be lost.
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(P);
  return Assign && Assign->getOpcode() == BO_Assign && Assign->getRHS() == E &&
         C.F.LoopHeader == ir::NoBlock && findContainer(Assign->getLHS()) &&
         !IsNested && isMap(stdClassName(Container->getType()));
}

/// With exactly one reference, on all ways on which it comes to its end.
bool ElementReleaser::isOwnedWhenInserted() const {
  for (size_t I = 0; I != Flow.events().size(); ++I) {
    const HandleEvent &E = Flow.events()[I];
    if (E.W == HandleEvent::Release ||
        (E.W == HandleEvent::Escape && Flow.beforeEvent(I) != Held))
      return false;
  }
  return llvm::none_of(
      waysOut(Flow, Flow.scope(), C.loop()),
      [](const WayOut &Way) { return (Way.States & (Held | Held2)) != 0; });
}

std::vector<std::string> ElementReleaser::releaseLoop() {
  const ir::Kind K = Flow.kind();
  auto Fresh = [&](std::initializer_list<StringRef> Wanted) {
    for (StringRef Name : Wanted)
      if (std::string Free = freshName(C, Name); !Free.empty())
        return Free;
    Out.invalidate();
    return std::string();
  };
  const std::string Of = Container->getNameAsString();
  const std::string Context = Out.text(Flow.context()->getSourceRange());
  auto Release = [&](const std::string &Handle) {
    return countingCall(model::releaseFunction(K), K, Context, Handle) + ";";
  };
  const std::string Type =
      Flow.variable()->getType().getUnqualifiedType().getAsString(
          C.M.Ctx.getPrintingPolicy());
  const std::string Each = Fresh({"each", "element"});
  const bool OfMap = isMap(stdClassName(Container->getType()));
  if (!OfMap && Field.empty())
    return {"for (" + Type + " " + Each + " : " + Of + ")",
            "  " + Release(Each)};
  const std::string Outer = "for (const auto &" + Each + " : " + Of + ")";
  if (!IsNested)
    return {Outer, "  " + Release(Each + "." + (OfMap ? "second" : Field))};
  const std::string Inner = Fresh({"held", "inner"});
  return {Outer, "  for (" + Type + " " + Inner + " : " + Each + ".second)",
          "    " + Release(Inner)};
}

/// Whether the container is empty behind a statement, until it ends.
bool ElementReleaser::isEmptiedBy(const Stmt *Clear) const {
  return C.Parents.getParent(Clear) == Block &&
         Insertion->getBeginLoc() < Clear->getBeginLoc();
}

bool ElementReleaser::releaseBefore(const Stmt *Place,
                                    llvm::ArrayRef<std::string> Lines,
                                    const ElementUses &Uses) {
  if (!C.isVisibleAt(Flow.context(), Place) ||
      !C.isVariableVisibleAt(Container, Place))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(Place)) {
    const Expr *Value = Return->getRetValue();
    insertBeforeReturn(Return, Lines, Value && Uses.isNamedIn(Value), C, Out);
    return true;
  }
  Out.insertBefore(Place, Lines);
  return true;
}

bool ElementReleaser::atWaysOut(const ElementUses &Uses,
                                llvm::ArrayRef<std::string> Lines) {
  // Before the statement of the block that fills it there is nothing in it.
  SourceLocation Since, Until = Block->getEndLoc();
  for (const Stmt *S : Block->body())
    if (S->getBeginLoc() <= Insertion->getBeginLoc())
      Since = S->getBeginLoc();
  for (const Stmt *Clear : Uses.clears())
    if (isEmptiedBy(Clear))
      Until = Clear->getBeginLoc();
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc())) {
    const SourceLocation Loc = Way.Jump->getBeginLoc();
    if (Loc < Since || Loc > Until)
      continue;
    const Stmt *Place = isa<Expr>(Way.Jump)
                            ? enclosingStatement(Way.Jump, C.Parents)
                            : Way.Jump;
    if (Way.To == WayOut::Elsewhere || !releaseBefore(Place, Lines, Uses))
      return false;
  }
  const Stmt *Back = Block->body_back();
  if (Until != Block->getEndLoc() ||
      isa<ReturnStmt, BreakStmt, ContinueStmt, CXXThrowExpr>(Back))
    return true;
  Out.insertAtEnd(Block, Lines);
  return C.isVisibleAt(Flow.context(), Back);
}

Edit ElementReleaser::run() {
  if (!findInsertion() || !isOwnedWhenInserted() || !Flow.context() ||
      model::releaseFunction(Flow.kind()).empty())
    return {};
  const DeclStmt *Decl = declarationAround(C, C.creation(), Container);
  if (!Decl)
    return {};
  Block = cast<CompoundStmt>(C.Parents.getParent(Decl));
  if (deletesAnyContext(C, Block))
    return {};
  ElementUses Uses(C, Container, {Insertion}, Field);
  if (!Uses.onlyRead())
    return {};
  const std::vector<std::string> Lines = releaseLoop();
  for (const Stmt *Clear : Uses.clears())
    if (!releaseBefore(Clear, Lines, Uses))
      return {};
  if (!atWaysOut(Uses, Lines))
    return {};
  return {Out.take(), {}};
}

Edit explain::releaseElements(EditContext &C) {
  const HandleFlow *Flow = C.flow();
  if (!Flow || C.isTaught())
    return {};
  return ElementReleaser(C, *Flow).run();
}

//===----------------------------------------------------------------------===//
// What a container has refused
//===----------------------------------------------------------------------===//

/// `auto in = m.emplace(key, made);`, of a map or a set.
static const VarDecl *insertionResult(EditContext &C, ir::Kind K,
                                      const HandleEvent &Stored) {
  const auto *Decl = dyn_cast<DeclStmt>(Stored.Statement);
  const auto *Var = Decl && Decl->isSingleDecl()
                        ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                        : nullptr;
  const auto *Call = Var && Var->hasInit()
                         ? dyn_cast<CXXMemberCallExpr>(
                               Var->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !lower::isSystem(Method) ||
      stdClassName(Var->getType()) != "pair")
    return nullptr;
  // An object that counts would have given it back already.
  QualType Container =
      Call->getImplicitObjectArgument()->getType().getNonReferenceType();
  const QualType Held =
      lower::templateArgument(Container, isMap(stdClassName(Container)));
  if (Held.isNull() || C.M.Types.handleKind(Held) != K)
    return nullptr;
  const StringRef Name = lower::nameOf(Method);
  return Name == "emplace" || Name == "insert" || Name == "try_emplace"
             ? Var
             : nullptr;
}

/// The one `if (!in.second)` that asks for it; null for any other use.
static const IfStmt *refusalOf(const EditContext &C, const VarDecl *Result) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitIfStmt(IfStmt *S) override {
      const auto *Not = dyn_cast<UnaryOperator>(S->getCond()->IgnoreParens());
      const auto *Member =
          Not && Not->getOpcode() == UO_LNot
              ? dyn_cast<MemberExpr>(Not->getSubExpr()->IgnoreParenImpCasts())
              : nullptr;
      const auto *Ref =
          Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParens())
                 : nullptr;
      if (Ref && Ref->getDecl() == Result &&
          lower::nameOf(Member->getMemberDecl()) == "second" && !S->getElse())
        Found.push_back(S);
      return true;
    }
    const VarDecl *Result = nullptr;
    std::vector<const IfStmt *> Found;
  } Finder;
  Finder.Result = Result;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found.size() == 1 ? Finder.Found.front() : nullptr;
}

Edit explain::releaseRefused(EditContext &C) {
  const HandleFlow *Flow = C.isCpp() && !C.isTaught() ? C.flow() : nullptr;
  const HandleEvent *Stored = nullptr;
  for (size_t I = 0; Flow && I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if (E.W == HandleEvent::Release ||
        (E.W == HandleEvent::Escape &&
         (Stored || Flow->beforeEvent(I) != Held)))
      return {};
    if (E.W == HandleEvent::Escape)
      Stored = &E;
  }
  const VarDecl *Result =
      Stored ? insertionResult(C, Flow->kind(), *Stored) : nullptr;
  const IfStmt *If = Result ? refusalOf(C, Result) : nullptr;
  const auto *Then = If ? dyn_cast<CompoundStmt>(If->getThen()) : nullptr;
  if (!Then || Then->body_empty() || !Flow->context() ||
      C.Parents.getParent(If) != C.Parents.getParent(Stored->Statement) ||
      !C.isVisibleAt(Flow->context(), Then->body_front()))
    return {};
  // It is not named from there on, so that it can go where the block ends.
  for (const HandleEvent &E : Flow->events())
    if (E.Ref && E.Ref->getBeginLoc() > Stored->Statement->getEndLoc())
      return {};
  for (const WayOut &Way : jumpsOutOf(Then, Then->getBeginLoc()))
    if (Way.Jump != Then->body_back())
      return {};
  SourceEdits Out = C.edits();
  const std::string Release =
      countingCall(model::releaseFunction(Flow->kind()), Flow->kind(),
                   Out.text(Flow->context()->getSourceRange()),
                   Flow->variable()->getNameAsString()) +
      ";";
  if (isa<ReturnStmt, BreakStmt, ContinueStmt>(Then->body_back()))
    Out.insertBefore(Then->body_back(), {Release});
  else
    Out.insertAtEnd(Then, {Release});
  return {Out.take(), {}};
}

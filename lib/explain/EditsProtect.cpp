// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a fresh handle that a later call collects before it is used: a
// reference of its own, from where it is made to behind its last use. Where the
// function retains it already, but too late, that call comes earlier.

#include "explain/Changes.h"
#include "explain/Effects.h"
#include "explain/ElementUses.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

class Protector {
public:
  explicit Protector(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool isWrongRelease(const HandleEvent &E) const;
  bool findVariable();
  bool findElement();
  bool findList();
  bool findBlock(const Stmt *Making);
  bool findContext();
  void skipNullTest();
  bool isConfined() const;
  bool isUsedIn(const Stmt *S) const;
  bool isQuietUntilEnd();
  bool isRetain(const Stmt *S) const;
  size_t lastUse() const;
  std::vector<std::string> counting(StringRef Function);
  void retain();
  bool isReached(const Stmt *S) const;
  Edit retainForRelease();
  Edit retainEarlier(const HandleEvent &Late);
  bool releaseAtJump(const Stmt *Jump);
  Edit holdUntilLastUse();

  EditContext &C;
  SourceEdits Out;
  /// A variable, whose flow is known, or elements of an array.
  const HandleFlow *Flow = nullptr;
  std::unique_ptr<ElementUses> Elements;
  const VarDecl *Root = nullptr;
  std::vector<std::string> Places;
  ir::Kind K = ir::Kind::None;
  /// `{make(c), make(c)}`, which becomes an assignment for each element.
  const InitListExpr *List = nullptr;
  const Expr *Context = nullptr;
  /// From the statement First of the block on, the handle is there.
  const CompoundStmt *Block = nullptr;
  size_t First = 0;
};

} // namespace

static bool isIn(const Stmt *S, const Stmt *Around) {
  return Around->getBeginLoc() <= S->getBeginLoc() &&
         S->getEndLoc() <= Around->getEndLoc();
}

/// The release that nobody has retained for, also one in a function of the
/// file.
bool Protector::isWrongRelease(const HandleEvent &E) const {
  return C.F.D == analysis::Defect::WrongRelease && E.Call && E.IsStatement &&
         E.Call == statementOf(*C.F.F, C.F.At, C.L);
}

/// A local variable that gets the fresh handle once, and nothing else; nobody
/// else gets it.
bool Protector::findVariable() {
  Flow = C.flow();
  const HandleEvent *Making = nullptr;
  for (size_t I = 0; Flow && I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if (E.W == HandleEvent::Escape && !isWrongRelease(E))
      return false;
    if (E.Lends &&
        !isa_and_nonnull<CallExpr>(C.Parents.getParentIgnoreParenImpCasts(
            const_cast<CallExpr *>(E.Call))))
      return false;
    if (E.W != HandleEvent::Assign || !E.Value)
      continue;
    const Expr *Value = E.Value->IgnoreParenCasts();
    if (Value->isNullPointerConstant(C.M.Ctx,
                                     Expr::NPC_ValueDependentIsNotNull))
      continue;
    if (Making || Value != C.creation() || !(E.IsStatement || E.Call))
      return false;
    Making = &E;
  }
  if (!Making)
    return false;
  Root = Flow->variable();
  Places = {Root->getNameAsString()};
  const Stmt *S = Making->Statement;
  // `if (!make(&v)) return;`
  if (!Making->IsStatement)
    S = dyn_cast_or_null<IfStmt>(C.Parents.getParent(S));
  return S && findBlock(S);
}

/// The constant index of an element of a local array; null if E is none.
static const Expr *constantIndex(const Expr *E, const ASTContext &Ctx,
                                 const VarDecl *&Array) {
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E->IgnoreParens());
  const auto *Ref =
      Subscript ? dyn_cast<DeclRefExpr>(Subscript->getBase()->IgnoreImpCasts())
                : nullptr;
  Array = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Array && Array->isLocalVarDecl() && Array->hasLocalStorage() &&
                 Array->getType()->isConstantArrayType() &&
                 Subscript->getIdx()->isEvaluatable(Ctx)
             ? Subscript->getIdx()
             : nullptr;
}

/// Where elements of an array are assigned by constant indices.
static std::vector<const BinaryOperator *>
elementAssignments(const EditContext &C, const VarDecl *Array) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitBinaryOperator(BinaryOperator *E) override {
      const VarDecl *Of = nullptr;
      if (E->getOpcode() == BO_Assign && constantIndex(E->getLHS(), *Ctx, Of) &&
          Of == Array)
        Found.push_back(E);
      return true;
    }
    const ASTContext *Ctx = nullptr;
    const VarDecl *Array = nullptr;
    std::vector<const BinaryOperator *> Found;
  } Finder;
  Finder.Ctx = &C.M.Ctx;
  Finder.Array = Array;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found;
}

/// `a[0] = make(c);`, of a local array whose elements are only read else.
bool Protector::findElement() {
  const Stmt *P = C.creation();
  const auto *Making =
      isa_and_nonnull<CallExpr>(P)
          ? dyn_cast_or_null<BinaryOperator>(
                C.Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(P)))
          : nullptr;
  const Expr *Index = Making && Making->getOpcode() == BO_Assign
                          ? constantIndex(Making->getLHS(), C.M.Ctx, Root)
                          : nullptr;
  if (!Index)
    return false;
  std::vector<const Stmt *> Assigned;
  for (const BinaryOperator *Other : elementAssignments(C, Root)) {
    const VarDecl *Of = nullptr;
    const Expr *At = constantIndex(Other->getLHS(), C.M.Ctx, Of);
    if (Other != Making && At->EvaluateKnownConstInt(C.M.Ctx) ==
                               Index->EvaluateKnownConstInt(C.M.Ctx))
      return false;
    Assigned.push_back(Other->getLHS());
  }
  Places = {Out.text(Making->getLHS()->getSourceRange())};
  Elements = std::make_unique<ElementUses>(C, Root, Assigned, "");
  return Elements->onlyRead() && findBlock(Making);
}

/// `Z3_ast a[] = {make(c), make(c)};`: what is made before the last one is
/// held.
bool Protector::findList() {
  const Stmt *P = C.creation();
  List =
      isa_and_nonnull<CallExpr>(P)
          ? dyn_cast_or_null<InitListExpr>(
                C.Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(P)))
          : nullptr;
  const auto *Decl =
      List ? dyn_cast_or_null<DeclStmt>(C.Parents.getParent(List)) : nullptr;
  Root = Decl && Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                                      : nullptr;
  const auto *Array =
      Root ? C.M.Ctx.getAsConstantArrayType(Root->getType()) : nullptr;
  const std::string Text =
      Decl ? Out.text(Decl->getSourceRange()) : std::string();
  if (!Array || !Root->hasLocalStorage() ||
      Array->getElementType().isConstQualified() ||
      Array->getSize() != List->getNumInits() ||
      StringRef(Text).find_first_of("/#.") != StringRef::npos)
    return false;
  // What is told of the second element goes with the edit of the first one.
  const std::string Name = Root->getNameAsString();
  for (unsigned I = 0; I != List->getNumInits(); ++I) {
    const Expr *Init = List->getInit(I)->IgnoreParenImpCasts();
    if (!isa<CallExpr>(Init))
      continue;
    if (Places.empty() && Init != C.creation())
      return false;
    Places.push_back(Name + "[" + std::to_string(I) + "]");
  }
  Places.pop_back();
  Elements =
      std::make_unique<ElementUses>(C, Root, std::vector<const Stmt *>(), "");
  return !Places.empty() && Elements->onlyRead() && findBlock(Decl);
}

bool Protector::findBlock(const Stmt *Making) {
  Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Making));
  if (!Block || isa_and_nonnull<SwitchStmt>(C.Parents.getParent(Block)))
    return false;
  First = llvm::find(Block->body(), Making) - Block->body_begin() + 1;
  return true;
}

/// The one expression for a context among the arguments of a call.
static const Expr *contextIn(EditContext &C, const Stmt *S) {
  const Expr *Found = nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    for (const Expr *Arg : Call->arguments())
      if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
        if (Found || !isPlainExpression(Arg))
          return nullptr;
        Found = Arg;
      }
  return Found;
}

/// As the creation spells it, or the use; it must be the same all the time.
bool Protector::findContext() {
  Context = contextIn(C, C.creation());
  if (!Context)
    Context = contextIn(C, statementOf(*C.F.F, C.F.At, C.L));
  if (!Context || First == Block->size() ||
      !C.isVisibleAt(Context, Block->body_begin()[First]))
    return false;
  ChangeFinder Changes;
  for (size_t I = First; I != Block->size(); ++I)
    Changes.TraverseStmt(const_cast<Stmt *>(Block->body_begin()[I]));
  return llvm::none_of(variablesIn(Context),
                       [&](const VarDecl *Var) {
                         return Changes.Changed.contains(Var);
                       }) &&
         !Changes.HasGoto;
}

bool Protector::isUsedIn(const Stmt *S) const {
  if (Elements)
    return Elements->isNamedIn(S);
  return llvm::any_of(Flow->events(), [&](const HandleEvent &E) {
    return E.Ref && isIn(E.Ref, S);
  });
}

/// `if (!v) return;` comes before the reference is taken.
void Protector::skipNullTest() {
  const auto *If = First == Block->size()
                       ? nullptr
                       : dyn_cast<IfStmt>(Block->body_begin()[First]);
  if (!If || If->getElse() || If->getInit() || isUsedIn(If->getThen()))
    return;
  const Expr *Cond = If->getCond()->IgnoreParenImpCasts();
  const auto *Not = dyn_cast<UnaryOperator>(Cond);
  const auto *Equal = dyn_cast<BinaryOperator>(Cond);
  const bool IsTest = (Not && Not->getOpcode() == UO_LNot) ||
                      (Equal && Equal->getOpcode() == BO_EQ);
  const Stmt *Last = If->getThen();
  while (const auto *Inner = dyn_cast_or_null<CompoundStmt>(Last))
    Last = Inner->body_empty() ? nullptr : Inner->body_back();
  if (IsTest && variablesIn(Cond) == std::vector<const VarDecl *>{Root} &&
      isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt>(Last))
    ++First;
}

/// Whether all uses are in the block, behind the creation.
bool Protector::isConfined() const {
  for (size_t I = 0; I + 1 < First; ++I)
    if (isUsedIn(Block->body_begin()[I]))
      return false;
  for (const Stmt *S = Block; S != C.FD->getBody();
       S = C.Parents.getParent(S)) {
    const Stmt *Around = C.Parents.getParent(S);
    if (!Around)
      return false;
    for (const Stmt *Sibling : Around->children())
      if (Sibling && Sibling != S && isUsedIn(Sibling))
        return false;
  }
  return true;
}

/// Counting resets the error code, so nobody may ask for it.
bool Protector::isQuietUntilEnd() {
  for (size_t I = First - 1; I != Block->size(); ++I)
    if (effectsOf(C.M, Block->body_begin()[I]).ReadsError)
      return false;
  return true;
}

bool Protector::isRetain(const Stmt *S) const {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && C.M.effectOf(Callee).Count == model::CountEffect::Retain;
}

size_t Protector::lastUse() const {
  size_t Last = First;
  for (size_t I = First; I != Block->size(); ++I)
    if (isUsedIn(Block->body_begin()[I]))
      Last = I;
  // What is made of it is retained first, as a reader expects.
  while (Last + 1 != Block->size() && isRetain(Block->body_begin()[Last + 1]))
    ++Last;
  return Last;
}

std::vector<std::string> Protector::counting(StringRef Function) {
  const std::string Text = Out.text(Context->getSourceRange());
  std::vector<std::string> Lines;
  for (const std::string &Place : Places)
    Lines.push_back(countingCall(Function, K, Text, Place) + ";");
  return Lines;
}

/// Behind the creation.
void Protector::retain() {
  const Stmt *Making = Block->body_begin()[First - 1];
  const std::vector<std::string> Retains = counting(model::retainFunction(K));
  if (!List) {
    Out.insertBehind(Making, Retains);
    return;
  }
  const std::string Name = Root->getNameAsString();
  const QualType Element =
      Root->getType()->getAsArrayTypeUnsafe()->getElementType();
  std::vector<std::string> Lines = {
      Element.getAsString(C.M.Ctx.getPrintingPolicy()) + " " + Name + "[" +
      std::to_string(List->getNumInits()) + "];"};
  for (unsigned I = 0; I != List->getNumInits(); ++I) {
    const std::string Place = Name + "[" + std::to_string(I) + "]";
    Lines.push_back(Place + " = " +
                    Out.text(List->getInit(I)->getSourceRange()) + ";");
    const auto Held = llvm::find(Places, Place);
    if (Held != Places.end())
      Lines.push_back(Retains[Held - Places.begin()]);
  }
  Out.replace(Making, Lines);
}

/// Whether control always comes from the creation to a statement of the block,
/// and releases nothing on the way.
bool Protector::isReached(const Stmt *S) const {
  if (C.Parents.getParent(S) != Block)
    return false;
  for (size_t I = First; Block->body_begin()[I] != S; ++I) {
    const Stmt *Before = Block->body_begin()[I];
    for (const HandleEvent &E : Flow->events())
      if (E.W == HandleEvent::Release && isIn(E.Statement, Before))
        return false;
    if (effectsOf(C.M, Before).Jumps)
      return false;
  }
  return true;
}

/// The function's own retain, right behind the creation.
Edit Protector::retainEarlier(const HandleEvent &Late) {
  if (!Late.IsStatement || !isReached(Late.Statement))
    return {};
  retain();
  Out.replace(Late.Statement, {});
  return {Out.take(), {}};
}

/// The retain for the one release that the function has.
Edit Protector::retainForRelease() {
  const HandleEvent *Release = nullptr;
  for (const HandleEvent &E : Flow->events()) {
    if (E.W == HandleEvent::Retain || (Release && E.W != HandleEvent::Assign))
      return {};
    if (isWrongRelease(E))
      Release = &E;
    else if (E.W == HandleEvent::Release)
      return {};
  }
  if (!Release || !isReached(Release->Statement))
    return {};
  retain();
  return {Out.take(), {}};
}

/// Whether a call makes something that keeps what it is made of.
static bool makesNew(EditContext &C, const Expr *Value) {
  const auto *Call =
      Value ? dyn_cast<CallExpr>(Value->IgnoreParenImpCasts()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && C.M.effectOf(Callee).Known &&
         C.M.effectOf(Callee).R == model::Result::Fresh;
}

bool Protector::releaseAtJump(const Stmt *Jump) {
  const std::vector<std::string> Lines = counting(model::releaseFunction(K));
  const auto *Return = dyn_cast<ReturnStmt>(Jump);
  if (!C.isVariableVisibleAt(Root, Jump) || !C.isVisibleAt(Context, Jump))
    return false;
  if (!Return) {
    if (!isa<BreakStmt, ContinueStmt>(Jump))
      return false;
    Out.insertBefore(Jump, Lines);
    return true;
  }
  const Expr *Value = Return->getRetValue();
  insertBeforeReturn(Return, Lines, Value && isUsedIn(Value), C, Out,
                     makesNew(C, Value));
  return true;
}

Edit Protector::holdUntilLastUse() {
  const Stmt *Last = Block->body_begin()[lastUse()];
  const SourceLocation Since = Block->body_begin()[First]->getBeginLoc();
  retain();
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc())) {
    const SourceLocation Loc = Way.Jump->getBeginLoc();
    if (Loc >= Since && Loc <= Last->getEndLoc() && !releaseAtJump(Way.Jump))
      return {};
  }
  if (!isa<ReturnStmt>(Last))
    Out.insertBehind(Last, counting(model::releaseFunction(K)));
  return {Out.take(), {}};
}

Edit Protector::run() {
  if (C.isTaught() || C.isCpp() ||
      !(findVariable() || findElement() || findList()))
    return {};
  K = C.M.Types.handleKind(
      Elements ? Root->getType()->getAsArrayTypeUnsafe()->getElementType()
               : Root->getType());
  if (!ir::isCounted(K) || model::retainFunction(K).empty())
    return {};
  skipNullTest();
  if (!findContext() || !isConfined() || !isQuietUntilEnd())
    return {};
  const HandleEvent *Late = nullptr;
  bool Counted = false, Tested = false;
  for (size_t I = 0; Flow && I != Flow->events().size(); ++I) {
    const HandleEvent &E = Flow->events()[I];
    if (E.W == HandleEvent::Retain)
      Late = Late ? nullptr : &E;
    Counted |= E.W == HandleEvent::Retain || E.W == HandleEvent::Release;
    Tested |=
        E.W == HandleEvent::Test &&
        E.Statement->getBeginLoc() >= Block->body_begin()[First]->getBeginLoc();
  }
  if (Tested && model::retainOfNullCrashes(K))
    return {};
  if (C.F.D == analysis::Defect::WrongRelease)
    return Flow ? retainForRelease() : Edit();
  if (Counted)
    return Late ? retainEarlier(*Late) : Edit();
  return holdUntilLastUse();
}

Edit explain::protect(EditContext &C) { return Protector(C).run(); }

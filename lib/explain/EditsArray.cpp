// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for elements of a local array that nobody gives back: the loop that
// has filled the array runs once more, behind its last use, and releases. Right
// where that loop fills each element it runs over, and nothing else does more
// than read them. Where a fresh element is collected before the array is read,
// the loop that fills it retains each of them, too.

#include "explain/Changes.h"
#include "explain/Effects.h"
#include "explain/ElementUses.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

class ArrayReleaser {
public:
  explicit ArrayReleaser(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();
  Edit runSoFar();

private:
  bool findAssignment();
  bool findLoop();
  bool findCounting();
  bool isNamedOutsideOfAssignment(const Stmt *S) const;
  bool findContext();
  const Expr *contextOf(const CallExpr *Call) const;
  const CallExpr *retain();
  bool isSteady(const Stmt *Bound) const;
  bool findLast(const ElementUses &Uses);
  void insertRelease(llvm::ArrayRef<std::string> Lines);
  std::string element();

  /// The elements are not counted yet, and collected too early.
  bool isUncounted() const { return C.F.D == analysis::Defect::UnprotectedUse; }
  std::string counting(StringRef Function);

  EditContext &C;
  SourceEdits Out;
  const CallExpr *Make = nullptr;
  const BinaryOperator *Assign = nullptr; ///< `a[i] = make(c);`
  const VarDecl *Array = nullptr;
  const VarDecl *Index = nullptr;
  std::string Field;
  const ForStmt *Loop = nullptr;
  const CompoundStmt *Block = nullptr; ///< in which array and loop stand
  const Stmt *Retain = nullptr;
  const Expr *Context = nullptr;
  const Stmt *Last = nullptr; ///< of the block, that needs the elements
};

} // namespace

bool ArrayReleaser::findAssignment() {
  Make = dyn_cast_or_null<CallExpr>(C.creation());
  const Stmt *P =
      Make
          ? C.Parents.getParentIgnoreParenImpCasts(const_cast<CallExpr *>(Make))
          : nullptr;
  Assign = dyn_cast_or_null<BinaryOperator>(P);
  if (!Assign || Assign->getOpcode() != BO_Assign)
    return false;
  const Expr *Element = Assign->getLHS()->IgnoreParens();
  if (const auto *Member = dyn_cast<MemberExpr>(Element)) {
    if (Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()))
      return false;
    Field = lower::nameOf(Member->getMemberDecl()).str();
    Element = Member->getBase()->IgnoreParens();
  }
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Element);
  if (!Subscript)
    return false;
  const auto *Of =
      dyn_cast<DeclRefExpr>(Subscript->getBase()->IgnoreParenImpCasts());
  const auto *At =
      dyn_cast<DeclRefExpr>(Subscript->getIdx()->IgnoreParenImpCasts());
  Array = Of ? dyn_cast<VarDecl>(Of->getDecl()) : nullptr;
  Index = At ? dyn_cast<VarDecl>(At->getDecl()) : nullptr;
  return Array && Index && Array->isLocalVarDecl() && Array->hasLocalStorage();
}

/// `for (int i = 0; i < n; i++) { … }`, which is left by its condition only.
bool ArrayReleaser::findLoop() {
  const auto *Body =
      dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Assign));
  return findCounting() && jumpsOutOf(Body, Body->getBeginLoc()).empty() &&
         isSteady(cast<BinaryOperator>(Loop->getCond())->getRHS());
}

/// The loop counts the index from 0, by one, and nothing else changes it.
bool ArrayReleaser::findCounting() {
  const auto *Body =
      dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Assign));
  Loop = Body ? dyn_cast_or_null<ForStmt>(C.Parents.getParent(Body)) : nullptr;
  if (!Loop || Loop->getBody() != Body || !Loop->getCond() || !Loop->getInc())
    return false;
  Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Loop));
  const auto *Init = dyn_cast_or_null<DeclStmt>(Loop->getInit());
  const auto *Cond = dyn_cast<BinaryOperator>(Loop->getCond());
  const auto *Step = dyn_cast<UnaryOperator>(Loop->getInc());
  const DeclStmt *Declared = Block ? declarationIn(Block, Array) : nullptr;
  if (!Declared || !Init || !Init->isSingleDecl() ||
      Init->getSingleDecl() != Index || !Cond || !Step ||
      !Step->isIncrementOp() || !Index->hasInit())
    return false;
  const auto *Low =
      dyn_cast<IntegerLiteral>(Index->getInit()->IgnoreParenImpCasts());
  auto IsIndex = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == Index;
  };
  ChangeFinder InBody;
  InBody.TraverseStmt(const_cast<CompoundStmt *>(Body));
  return Low && Low->getValue() == 0 && Cond->getOpcode() == BO_LT &&
         IsIndex(Cond->getLHS()) && IsIndex(Step->getSubExpr()) &&
         !InBody.Changed.contains(Index);
}

/// Whether an expression means the same behind the loop: it names what nobody
/// changes any more, and reads behind pointers to constants only.
bool ArrayReleaser::isSteady(const Stmt *Bound) const {
  ChangeFinder Changes;
  bool IsBehind = false;
  for (const Stmt *S : Block->body()) {
    IsBehind |= S == Loop;
    if (IsBehind)
      Changes.TraverseStmt(const_cast<Stmt *>(S));
  }
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      const auto *Var = dyn_cast<VarDecl>(E->getDecl());
      Steady &= !Changes->Changed.contains(E->getDecl());
      Steady &= !Var || Var->isLocalVarDeclOrParm() ||
                Var->getType().isConstQualified();
      return true;
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      Steady &= !Changes->Changed.contains(E->getMemberDecl()) &&
                E->getType().isConstQualified();
      return true;
    }
    bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) override {
      Steady &= E->getType().isConstQualified();
      return true;
    }
    bool VisitUnaryOperator(UnaryOperator *) override { return Steady = false; }
    bool VisitCallExpr(CallExpr *) override { return Steady = false; }
    const ChangeFinder *Changes = nullptr;
    bool Steady = true;
  } Finder;
  Finder.Changes = &Changes;
  Finder.TraverseStmt(const_cast<Stmt *>(Bound));
  return Finder.Steady && !Changes.HasGoto;
}

const Expr *ArrayReleaser::contextOf(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return nullptr;
  const model::CallEffect &Effect =
      const_cast<ArrayReleaser *>(this)->C.M.effectOf(Callee);
  const int At = Effect.ResultContextArg >= 0 ? Effect.ResultContextArg
                                              : Effect.ContextArg;
  return At >= 0 && At < static_cast<int>(Call->getNumArgs()) &&
                 isPlainExpression(Call->getArg(At))
             ? Call->getArg(At)
             : nullptr;
}

std::string ArrayReleaser::element() {
  return Out.text(Assign->getLHS()->getSourceRange());
}

/// The statement behind the assignment that retains the element.
const CallExpr *ArrayReleaser::retain() {
  const auto *Body = cast<CompoundStmt>(Loop->getBody());
  for (const Stmt *S : Body->body()) {
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || S->getBeginLoc() < Assign->getEndLoc())
      continue;
    const model::CallEffect &Effect = C.M.effectOf(Callee);
    if (Effect.Count == model::CountEffect::Retain && Effect.CountArg >= 0 &&
        Out.text(underlyingHandle(Call->getArg(Effect.CountArg))
                     ->getSourceRange()) == element())
      return Call;
  }
  return nullptr;
}

/// Each element is owned once, and the context is known.
bool ArrayReleaser::findContext() {
  const FunctionDecl *Callee = Make->getDirectCallee();
  if (!Callee)
    return false;
  const model::CallEffect &Effect = C.M.effectOf(Callee);
  const CallExpr *Retaining = retain();
  Retain = Retaining;
  if (isUncounted()) {
    const auto *Use =
        dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
    Context = contextOf(Make);
    if (!Context && Use)
      Context = contextOf(Use);
    return Context && !Retaining && C.isVisibleAt(Context, Loop);
  }
  if (!Effect.Known || (Effect.R == model::Result::Owned) == bool(Retaining))
    return false;
  Context = contextOf(Retaining ? Retaining : Make);
  return Context && C.isVisibleAt(Context, Loop);
}

/// The last statement of the block that names the elements; on the way to there
/// nobody leaves.
bool ArrayReleaser::findLast(const ElementUses &Uses) {
  Last = Loop;
  for (const Stmt *S : Block->body())
    if (S->getBeginLoc() > Loop->getEndLoc() && Uses.isNamedIn(S))
      Last = S;
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc()))
    if (Way.Jump != Last && Way.Jump->getBeginLoc() > Loop->getEndLoc() &&
        Way.Jump->getBeginLoc() <= Last->getEndLoc())
      return false;
  return true;
}

std::string ArrayReleaser::counting(StringRef Function) {
  return countingCall(Function, C.F.K, Out.text(Context->getSourceRange()),
                      element()) +
         ";";
}

Edit ArrayReleaser::run() {
  if (!findAssignment() || !findLoop() || !findContext() ||
      deletesAnyContext(C, Block) || model::releaseFunction(C.F.K).empty())
    return {};
  std::vector<const Stmt *> Known = {Assign};
  if (Retain)
    Known.push_back(Retain);
  ElementUses Uses(C, Array, Known, Field);
  if (!Uses.onlyRead() || !findLast(Uses) ||
      (isUncounted() && (C.isCpp() || effectsOf(C.M, Block).ReadsError)))
    return {};
  const std::vector<std::string> Lines = {
      Out.text({Loop->getBeginLoc(), Loop->getRParenLoc()}),
      "  " + counting(model::releaseFunction(C.F.K))};
  if (isUncounted())
    Out.insertBehind(Assign, {counting(model::retainFunction(C.F.K))});
  insertRelease(Lines);
  return {Out.take(), {}};
}

/// At the end of the block, where what was made meanwhile is held or done with;
/// but before the memory is freed, and before somebody may leave.
void ArrayReleaser::insertRelease(llvm::ArrayRef<std::string> Lines) {
  const auto *Call = dyn_cast<CallExpr>(Last);
  const Stmt *Back = Block->body_back();
  if (const auto *Return = dyn_cast<ReturnStmt>(Last))
    return insertBeforeReturn(Return, Lines, true, C, Out);
  if (Call && Call->getDirectCallee() &&
      lower::nameOf(Call->getDirectCallee()) == "free")
    return Out.insertBefore(Last, Lines);
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc()))
    if (Way.Jump != Back && Way.Jump->getBeginLoc() > Last->getEndLoc())
      return Out.insertBehind(Last, Lines);
  if (isa<ReturnStmt, BreakStmt, ContinueStmt>(Back))
    return Out.insertBefore(Back, Lines);
  Out.insertAtEnd(Block, Lines);
}

bool ArrayReleaser::isNamedOutsideOfAssignment(const Stmt *S) const {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      Found |= E->getDecl() == Array &&
               !(Assign->getBeginLoc() <= E->getBeginLoc() &&
                 E->getEndLoc() <= Assign->getEndLoc());
      return true;
    }
    const VarDecl *Array = nullptr;
    const Stmt *Assign = nullptr;
    bool Found = false;
  } Finder;
  Finder.Array = Array;
  Finder.Assign = Assign;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  return Finder.Found;
}

/// `if (!fits(i)) return NULL;` before `a[i] = make(c);` at the end of the
/// body.
Edit ArrayReleaser::runSoFar() {
  if (!findAssignment() || !Field.empty() || !findCounting() ||
      model::releaseFunction(C.F.K).empty() || C.F.Count != 1 ||
      C.F.Lost.size() != 1)
    return {};
  const auto *Body = cast<CompoundStmt>(Loop->getBody());
  // Nothing is held but the elements, and each is owned when it is there.
  for (const Expr *Arg : Make->arguments())
    if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context) {
      if (Context || !isPlainExpression(Arg))
        return {};
      Context = Arg;
    }
  if (!Context || Body->body_back() != Assign || !Make->getDirectCallee() ||
      isNamedOutsideOfAssignment(Loop))
    return {};
  const model::CallEffect &Effect = C.M.effectOf(Make->getDirectCallee());
  if (Effect.Known && Effect.R != model::Result::Owned)
    return {};
  // It is lost there, and only there.
  SourceLocation Lost;
  for (const analysis::Step &S : C.F.Path)
    if (S.W == analysis::Step::Lost)
      Lost = locationOf(S.Loc);
  bool IsThere = false;
  const std::string Release = countingCall(model::releaseFunction(C.F.K), C.F.K,
                                           Out.text(Context->getSourceRange()),
                                           Array->getNameAsString() + "[--" +
                                               Index->getNameAsString() + "]") +
                              ";";
  for (const WayOut &Way : jumpsOutOf(Body, Body->getBeginLoc())) {
    if (Way.To == WayOut::Iteration || !isa<ReturnStmt>(Way.Jump))
      return {};
    IsThere |= Way.Jump->getBeginLoc() == Lost;
    const Expr *Value = cast<ReturnStmt>(Way.Jump)->getRetValue();
    if (Value && (llvm::is_contained(variablesIn(Value), Index) ||
                  llvm::is_contained(variablesIn(Value), Array)))
      return {};
    Out.insertBefore(Way.Jump, {"while (" + Index->getNameAsString() + " > 0)",
                                "  " + Release});
  }
  return IsThere ? Edit{Out.take(), {}} : Edit();
}

Edit explain::releaseFilled(EditContext &C) {
  return C.isTaught() || C.isCpp() ? Edit() : ArrayReleaser(C).runSoFar();
}

Edit explain::releaseArray(EditContext &C) {
  return C.isTaught() ? Edit() : ArrayReleaser(C).run();
}

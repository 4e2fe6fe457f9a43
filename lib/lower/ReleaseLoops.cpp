// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops over all elements of a container that do nothing but give each of them
// back. They are lowered as one step that is done to each element, so that
// nothing has to be known of how many there are.

#include "lower/FunctionLowering.h"

namespace z3tidy::lower {

using namespace clang;

static bool isReleaseName(llvm::StringRef Name) {
  std::string Lower = Name.lower();
  for (llvm::StringRef Word : {"dec_ref", "decref", "release", "unref", "free",
                               "destroy", "dispose", "drop", "discard"})
    if (llvm::StringRef(Lower).contains(Word))
      return true;
  return llvm::StringRef(Lower).starts_with("z3_del_");
}

/// Whether the function gives something back, by its name or by what it does.
static bool givesBack(const FunctionDecl *FD, unsigned Depth = 0) {
  const FunctionDecl *Definition = nullptr;
  if (isReleaseName(nameOf(FD)))
    return true;
  if (Depth >= 3 || isSystem(FD) || !FD->hasBody(Definition))
    return false;
  llvm::SmallVector<const Stmt *, 8> Work{Definition->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (Callee && givesBack(Callee, Depth + 1))
      return true;
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

/// The condition says only that there is something to give back.
static bool isNullTest(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (E->getType()->isPointerType())
    return true;
  const auto *B = dyn_cast<BinaryOperator>(E);
  return B && B->getOpcode() == BO_NE &&
         (B->getLHS()->IgnoreParenImpCasts()->getType()->isPointerType() ||
          B->getRHS()->IgnoreParenImpCasts()->getType()->isPointerType());
}

/// The condition reads nothing but the element itself, which says so whether it
/// holds something: `if (v.kind == Term)`.
static bool asksElement(const Expr *Cond, const VarDecl *Element) {
  llvm::SmallVector<const Stmt *, 8> Work{Cond};
  bool Asks = false;
  while (Element && !Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (isa<CallExpr>(S))
      return false;
    if (const auto *R = dyn_cast<DeclRefExpr>(S)) {
      if (R->getDecl() != Element && !isa<EnumConstantDecl>(R->getDecl()))
        return false;
      Asks |= R->getDecl() == Element;
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return Asks;
}

/// `v[i] = n`, but not `v[i] = NULL`.
static bool putsPointer(const BinaryOperator *Assignment) {
  const Expr *From = Assignment->getRHS()->IgnoreParenCasts();
  return Assignment->getType()->isPointerType() &&
         !isa<CXXNullPtrLiteralExpr, GNUNullExpr, IntegerLiteral>(From);
}

namespace {

/// Looks through the body of a loop, and of those in it that give each element
/// back.
struct BodyScan {
  const llvm::DenseSet<const Stmt *> *ReleaseLoops = nullptr;
  const VarDecl *Element = nullptr; ///< of a range-for
  llvm::SmallVector<const Stmt *, 4> Calls;
  llvm::SmallVector<const VarDecl *, 2> Variables;
  llvm::SmallVector<const Stmt *, 2> Tests;
  bool Releases = false, Simple = true;

  void scan(const Stmt *S) {
    if (!S || !Simple)
      return;
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      if (If->getElse() || If->getInit() || If->getConditionVariable() ||
          !(isNullTest(If->getCond()) || asksElement(If->getCond(), Element))) {
        Simple = false;
        return;
      }
      Tests.push_back(If);
      scan(If->getCond());
      return scan(If->getThen());
    }
    if (ReleaseLoops && ReleaseLoops->count(S)) {
      Releases = true;
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
        scan(Range->getRangeInit());
        return scan(Range->getBody());
      }
      const auto *For = dyn_cast<ForStmt>(S);
      return scan(For ? For->getBody() : cast<WhileStmt>(S)->getBody());
    }
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, BreakStmt,
            ContinueStmt, ReturnStmt, GotoStmt, CXXTryStmt, CXXThrowExpr,
            LambdaExpr, CXXNewExpr, ConditionalOperator>(S)) {
      Simple = false;
      return;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(S); B && B->isLogicalOp()) {
      Simple = false;
      return;
    }
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      Calls.push_back(Call);
      const FunctionDecl *FD = Call->getDirectCallee();
      llvm::StringRef Name = FD ? nameOf(FD) : llvm::StringRef();
      Releases |= FD && givesBack(FD);
      Simple &= FD != nullptr && !Name.starts_with("Z3_mk_");
    }
    if (isa<CXXDeleteExpr>(S))
      Simple = false;
    // `s = v.back();` may be any of them from here on, `v[i] = n;` is new.
    if (const auto *B = dyn_cast<BinaryOperator>(S);
        B && B->isAssignmentOp() &&
        ((isa<DeclRefExpr>(B->getLHS()->IgnoreParens()) &&
          !B->getType()->isPointerType()) ||
         putsPointer(B)))
      Simple = false;
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Declared : D->decls())
        if (const auto *VD = dyn_cast<VarDecl>(Declared))
          Variables.push_back(VD);
    for (const Stmt *Child : S->children())
      scan(Child);
  }
};

} // namespace

/// `i < v.size()`, `it != v.end()`, `!v.empty()`.
bool FunctionLowering::goesOverContainer(const Expr *Cond) {
  if (!Cond)
    return false;
  Cond = Cond->IgnoreParenImpCasts();
  if (const auto *E = dyn_cast<FullExpr>(Cond))
    Cond = E->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Cond))
    Cond = Rewritten->getSemanticForm()->IgnoreParenImpCasts();
  auto IsCall = [&](const Expr *E, llvm::ArrayRef<llvm::StringRef> Names) {
    while (true) {
      E = E->IgnoreParenImpCasts();
      if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
        E = M->getSubExpr();
      else if (const auto *C = dyn_cast<CXXConstructExpr>(E);
               C && C->getNumArgs() == 1)
        E = C->getArg(0);
      else
        break;
    }
    const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
    const CXXMethodDecl *MD = Call ? Call->getMethodDecl() : nullptr;
    return MD && llvm::is_contained(Names, nameOf(MD)) &&
           isFollowedContainer(Call->getObjectType());
  };
  if (const auto *U = dyn_cast<UnaryOperator>(Cond))
    return U->getOpcode() == UO_LNot && IsCall(U->getSubExpr(), {"empty"});
  if (const auto *B = dyn_cast<BinaryOperator>(Cond))
    return (B->getOpcode() == BO_LT || B->getOpcode() == BO_NE) &&
           IsCall(B->getRHS(), {"size"});
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Cond))
    return Op->getOperator() == OO_ExclaimEqual &&
           (IsCall(Op->getArg(0), {"end", "cend", "rend", "crend"}) ||
            IsCall(Op->getArg(1), {"end", "cend", "rend", "crend"}));
  return false;
}

/// `for (i = v.size(); i-- > 0;)`
bool FunctionLowering::goesOverContainerBackwards(const ForStmt *L) {
  const auto *D = dyn_cast_or_null<DeclStmt>(L->getInit());
  const auto *VD =
      D && D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
  const auto *Size =
      VD && VD->getInit()
          ? dyn_cast<CXXMemberCallExpr>(VD->getInit()->IgnoreParenCasts())
          : nullptr;
  if (!Size || !Size->getMethodDecl() ||
      nameOf(Size->getMethodDecl()) != "size" ||
      !isFollowedContainer(Size->getObjectType()) || L->getInc() ||
      !L->getCond())
    return false;
  const Expr *Cond = L->getCond()->IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(Cond)) {
    if ((B->getOpcode() != BO_GT && B->getOpcode() != BO_NE) ||
        constantOf(B->getRHS()) != 0)
      return false;
    Cond = B->getLHS()->IgnoreParenImpCasts();
  }
  const auto *Step = dyn_cast<UnaryOperator>(Cond);
  const auto *Counter =
      Step && Step->getOpcode() == UO_PostDec
          ? dyn_cast<DeclRefExpr>(Step->getSubExpr()->IgnoreParens())
          : nullptr;
  return Counter && Counter->getDecl() == VD;
}

/// Whether the variable has a copy of an element that needs no destruction: a
/// handle, or a struct with one.
bool FunctionLowering::isCopyOfElement(const VarDecl *VD) {
  QualType T = VD->getType();
  if (T->isReferenceType())
    return false;
  return Types.managedKind(T) != ir::Kind::None ||
         (T->isRecordType() && !Types.owner(T) && !hasDestruction(T) &&
          Types.reaches(T));
}

/// The variable is another name for the element that it is a copy of.
void FunctionLowering::nameElement(const VarDecl *VD) {
  EachVariables.insert(VD);
  if (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(
          VD->getInit() ? builder(VD->getInit()) : nullptr);
      Copy && Copy->getNumArgs() == 1 &&
      Copy->getConstructor()->isCopyOrMoveConstructor())
    P.Elided.insert(Copy);
}

/// Whether the loop leaves out what comes first: `for (i = n; …)`.
bool FunctionLowering::skipsElements(const ForStmt *L) {
  const auto *D = dyn_cast_or_null<DeclStmt>(L->getInit());
  if (!D || !D->isSingleDecl())
    return false;
  const auto *VD = dyn_cast<VarDecl>(D->getSingleDecl());
  if (!VD || !VD->getInit() || !TypeInfo::isNumber(VD->getType()))
    return false;
  auto First = constantOf(VD->getInit());
  return !First || *First != 0;
}

void FunctionLowering::findReleaseLoops() {
  for (const Stmt *Loop : llvm::reverse(P.Loops)) { // inner ones first
    const Stmt *Body = nullptr;
    const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
    bool OverAll = false;
    if (Range) {
      Body = Range->getBody();
      OverAll = Range->getRangeInit() &&
                isFollowedContainer(Range->getRangeInit()->getType());
    } else if (const auto *L = dyn_cast<ForStmt>(Loop)) {
      Body = L->getBody();
      OverAll = (goesOverContainer(L->getCond()) && !skipsElements(L)) ||
                goesOverContainerBackwards(L) || goesOverArray(L);
    } else if (const auto *L = dyn_cast<WhileStmt>(Loop)) {
      Body = L->getBody();
      OverAll = goesOverContainer(L->getCond()) || goesOverArray(L);
    }
    if (!OverAll)
      continue;
    BodyScan Scan;
    const VarDecl *VD = Range ? Range->getLoopVariable() : nullptr;
    Scan.ReleaseLoops = &ReleaseLoops;
    Scan.Element = VD;
    Scan.scan(Body);
    bool ByValue = VD && !VD->getType()->isReferenceType();
    if (ByValue && !isCopyOfElement(VD))
      continue;
    if (!Scan.Simple || !Scan.Releases || takesSeveral(Body))
      continue;
    ReleaseLoops.insert(Loop);
    for (const Stmt *Call : Scan.Calls) {
      EachCalls.try_emplace(Call, Loop);
      ++EachDepth[Call];
    }
    EachTests.insert(Scan.Tests.begin(), Scan.Tests.end());
    if (ByValue)
      nameElement(VD);
    for (const VarDecl *Local : Scan.Variables)
      if (isCopyOfElement(Local))
        nameElement(Local);
  }
}

/// Whether a callback only compares and reads what it gets, as that of a sort
/// does.
static bool onlyLooks(const FunctionDecl *Callback) {
  for (const ParmVarDecl *Param : Callback->parameters()) {
    QualType T = Param->getType();
    if (T->isReferenceType() && !T->getPointeeType().isConstQualified())
      return false;
  }
  llvm::SmallVector<const Stmt *, 8> Work{Callback->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *FD = Call->getDirectCallee();
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(FD);
      bool Reads = FD && (nameOf(FD).starts_with("Z3_get_") ||
                          nameOf(FD).starts_with("Z3_is_") ||
                          (Method && Method->isConst()));
      if (!Reads)
        return false;
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return true;
}

bool onlyGivesBack(const Stmt *Body) {
  BodyScan Scan;
  Scan.scan(Body);
  return Scan.Simple && Scan.Releases;
}

/// Whether the elements of one array are named in several ways: `t[i]` and
/// `t[i + 1]`, or `t[--n]` twice. Then it is not each that something is done
/// to.
bool FunctionLowering::takesSeveral(const Stmt *Body) {
  llvm::DenseMap<const FieldDecl *, const Expr *> Index;
  llvm::SmallVector<const Stmt *, 8> Work{Body};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    Work.append(S->child_begin(), S->child_end());
    const auto *E = dyn_cast<ArraySubscriptExpr>(S);
    const FieldDecl *Array = E ? fieldNamed(E->getBase()) : nullptr;
    if (!Array)
      continue;
    auto [It, New] = Index.try_emplace(Array, E->getIdx());
    if (New)
      continue;
    llvm::FoldingSetNodeID First, Second;
    It->second->Profile(First, Ctx, /*Canonical=*/true);
    E->getIdx()->Profile(Second, Ctx, /*Canonical=*/true);
    if (First != Second || E->getIdx()->HasSideEffects(Ctx))
      return true;
  }
  return false;
}

/// A callback over the elements of a container that gives each of them back is
/// one call, too; any other may do what it likes with them.
bool FunctionLowering::lowerReleaseEach(const CallSite &C,
                                        const FunctionDecl *Callback,
                                        Operand Closure) {
  PlaceId Element = !C.Args.empty() && isFollowedIterator(C.Args[0]->getType())
                        ? objectOf(C.Args[0])
                        : ir::NoPlace;
  if (Element == ir::NoPlace)
    return false;
  if (onlyLooks(Callback))
    return false;
  if (Callback->getNumParams() != 1 || !onlyGivesBack(Callback->getBody())) {
    emitEscape(Operand::place(Element), C.E);
    return false;
  }
  bool ByReference = Callback->getParamDecl(0)->getType()->isReferenceType();
  ir::Instr &I = emit(ir::Op::Call, C.E);
  I.Callee = M.moduleName(Callback).str();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callback);
      Method && Method->isInstance())
    I.Args.push_back(Closure);
  I.Args.push_back(Operand::place(ByReference ? Element : F.deref(Element)));
  I.Each = true;
  return true;
}

/// Where a loop leads when its condition, which begins in Head, is false.
static const CFGBlock *behind(const Stmt *Loop, const CFGBlock *Head) {
  for (unsigned Steps = 0; Head && Steps < 8; ++Steps) {
    if (Head->getTerminatorStmt() == Loop && Head->succ_size() == 2)
      return (Head->succ_begin() + 1)->getReachableBlock();
    if (Head->succ_size() != 1)
      break;
    Head = Head->succ_begin()->getReachableBlock();
  }
  return nullptr;
}

/// The way on from a block of a loop that is lowered as one step.
bool FunctionLowering::finishReleaseLoop(const CFGBlock &B) {
  const Stmt *T = B.getTerminatorStmt();
  const CFGBlock *Next = nullptr;
  if (T && (ReleaseLoops.count(T) || EachTests.count(T)) && B.succ_size() == 2)
    Next = B.succ_begin()->getReachableBlock();
  else if (const Stmt *Loop = B.getLoopTarget();
           Loop && ReleaseLoops.count(Loop) && B.succ_size() == 1)
    Next = behind(Loop, B.succ_begin()->getReachableBlock());
  if (!Next)
    return false;
  // What the loop has taken out of a container is gone from here on.
  if (auto Emptied = EmptiedBy.find(B.getLoopTarget());
      Emptied != EmptiedBy.end())
    for (const EmptiedContainer &E : Emptied->second)
      emptyContainer(E.P, E.T, E.At, /*Implicit=*/false);
  emptyArraysOf(B.getLoopTarget());
  jump(entryOf(Next));
  return true;
}

} // namespace z3tidy::lower

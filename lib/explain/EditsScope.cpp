// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for scopes that pile up: a pop on each way round the loop on which
// the scope of the iteration is still open, if another way has one. Where none
// has, the program may want what it asserts to pile up. A push in a case of a
// switch is looked at until the case breaks.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// What the scope may be: a set of these; 0 where control does not come.
enum ScopeState : unsigned { Closed = 1, Open = 2 };

class ScopeCloser {
public:
  explicit ScopeCloser(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findPush();
  bool findPushInCallee(const CallExpr *Call);
  bool findRegion();
  unsigned walkCase();
  std::string closingCall(const Stmt *S);
  unsigned walk(const Stmt *S, unsigned In);
  unsigned walkBlock(const CompoundStmt *Block, unsigned In);
  unsigned walkIf(const IfStmt *If, unsigned In);
  /// "push" or "pop" for such a call on the object; else empty.
  StringRef scopeCall(const Stmt *S);
  bool hasScopeCalls(const Stmt *S);
  void closeBefore(const Stmt *Jump, unsigned States);

  EditContext &C;
  SourceEdits Out;
  const Stmt *Push = nullptr;
  const CompoundStmt *Body = nullptr;
  /// The first statement of the case that the push stands in; null if it is in
  /// no switch.
  const SwitchCase *Case = nullptr;
  std::string Object, PopLine;
  bool Understood = true;
  bool Closes = false;
  bool HasPop = false; ///< some way closes it: an iteration is to be by itself
};

} // namespace

/// The call that a statement is.
static const CallExpr *callOf(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
}

/// The object whose scope a call of the API, or of z3++, opens or closes; null
/// for another call.
static const Expr *scopedObject(const CallExpr *Call, StringRef &What) {
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  StringRef Name = lower::nameOf(Callee);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const auto *Class = Member->getMethodDecl()->getParent();
    if (!lower::inTopNamespace(Class, "z3") ||
        (Name != "push" && Name != "pop"))
      return nullptr;
    What = Name;
    return Member->getImplicitObjectArgument()->IgnoreParenImpCasts();
  }
  if (!Name.consume_front("Z3_solver_") && !Name.consume_front("Z3_optimize_"))
    return nullptr;
  if ((Name != "push" && Name != "pop") || Call->getNumArgs() < 2)
    return nullptr;
  What = Name;
  return Call->getArg(1)->IgnoreParenImpCasts();
}

/// A function of the file that does nothing but open, or close, a scope of what
/// it is given; null for any other.
static const Expr *scopedByCallee(const CallExpr *Call, StringRef &What) {
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee || isa<CXXMethodDecl>(Callee) || lower::isSystem(Callee) ||
      Call->getNumArgs() != 1 || !Callee->hasBody(Definition) ||
      Definition->getNumParams() != 1)
    return nullptr;
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  return Block && Block->size() == 1
             ? scopedObject(callOf(Block->body_front()), What)
             : nullptr;
}

/// "k->s" of `begin(k)`, where begin() opens a scope of `p->s`; empty where the
/// object is not a part of what is given.
static std::string objectOfCallee(const CallExpr *Call, const Expr *Of,
                                  SourceEdits &Out) {
  const auto *Member = dyn_cast<MemberExpr>(Of);
  const auto *Ref =
      Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts())
             : nullptr;
  if (!Ref || !isa<ParmVarDecl>(Ref->getDecl()) || !Member->isArrow() ||
      !isPlainExpression(Call->getArg(0)))
    return {};
  return Out.text(Call->getArg(0)->getSourceRange()) + "->" +
         Member->getMemberDecl()->getNameAsString();
}

StringRef ScopeCloser::scopeCall(const Stmt *S) {
  StringRef What;
  const CallExpr *Call = callOf(S);
  if (const Expr *Of = scopedObject(Call, What))
    return Out.text(Of->getSourceRange()) == Object ? What : StringRef();
  if (const Expr *Of = scopedByCallee(Call, What))
    return objectOfCallee(Call, Of, Out) == Object ? What : StringRef();
  return {};
}

/// The statement of the iteration that closes what a function has opened.
std::string ScopeCloser::closingCall(const Stmt *S) {
  if (!S)
    return {};
  if (scopeCall(S) == "pop")
    return Out.text(S->getSourceRange()) + ";";
  for (const Stmt *Child : S->children())
    if (std::string Found = closingCall(Child); !Found.empty())
      return Found;
  return {};
}

/// `begin(k);`, where another call of the iteration does the opposite.
bool ScopeCloser::findPushInCallee(const CallExpr *Call) {
  StringRef What;
  const Expr *Of = scopedByCallee(Call, What);
  if (!Of || What != "push" ||
      C.Parents.getParent(enclosingStatement(Push, C.Parents)) != Body ||
      !C.isVisibleAt(Call->getArg(0), C.loop()))
    return false;
  Push = enclosingStatement(Push, C.Parents);
  Object = objectOfCallee(Call, Of, Out);
  PopLine = Object.empty() ? std::string() : closingCall(Body);
  return !PopLine.empty();
}

bool ScopeCloser::hasScopeCalls(const Stmt *S) {
  if (!S)
    return false;
  return !scopeCall(S).empty() ||
         llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return hasScopeCalls(Child); });
}

/// The push stands in the body of the loop, or in a case of a switch there.
bool ScopeCloser::findRegion() {
  const Stmt *At = enclosingStatement(Push, C.Parents);
  const Stmt *P = C.Parents.getParent(At);
  while (isa_and_nonnull<SwitchCase>(P)) {
    Case = cast<SwitchCase>(P);
    P = C.Parents.getParent(P);
  }
  if (!Case)
    return P == Body;
  const Stmt *Switch = P ? C.Parents.getParent(P) : nullptr;
  const Stmt *Loop = Switch ? C.Parents.getParent(Switch) : nullptr;
  if (!isa_and_nonnull<SwitchStmt>(Switch) || Loop != Body)
    return false;
  Body = cast<CompoundStmt>(P);
  return true;
}

bool ScopeCloser::findPush() {
  Body = dyn_cast_or_null<CompoundStmt>(bodyOf(C.loop()));
  Push = statementOf(*C.F.F, C.F.At, C.L);
  const CallExpr *Call = callOf(Push);
  StringRef What;
  const Expr *Of = scopedObject(Call, What);
  if (Body && Call && !Of)
    return findPushInCallee(Call);
  if (!Body || !Of || What != "push" || !isPlainExpression(Of) || !findRegion())
    return false;
  Push = enclosingStatement(Push, C.Parents);
  Object = Out.text(Of->getSourceRange());
  if (isa<CXXMemberCallExpr>(Call)) {
    const bool Arrow = Of->getType()->isPointerType();
    PopLine = Object + (Arrow ? "->pop();" : ".pop();");
    return true;
  }
  const bool IsSolver =
      lower::nameOf(Call->getDirectCallee()).starts_with("Z3_solver");
  PopLine = std::string(IsSolver ? "Z3_solver_pop(" : "Z3_optimize_pop(") +
            Out.text(Call->getArg(0)->getSourceRange()) + ", " + Object +
            (IsSolver ? ", 1);" : ");");
  return true;
}

void ScopeCloser::closeBefore(const Stmt *Jump, unsigned States) {
  if (!(States & Open))
    return;
  Understood &= States == Open && (!Jump || C.isVisibleAt(Push, Jump));
  Closes = true;
  if (Jump)
    Out.insertBefore(Jump, {PopLine});
  else
    Out.insertAtEnd(Body, {PopLine});
}

unsigned ScopeCloser::walkBlock(const CompoundStmt *Block, unsigned In) {
  for (const Stmt *S : Block->body())
    In = walk(S, In);
  return In;
}

/// From the push to where the case ends; it must not run into the next one, and
/// nothing else in the loop may close what it leaves open.
unsigned ScopeCloser::walkCase() {
  unsigned In = Closed;
  bool Started = false;
  for (const Stmt *S : Body->body()) {
    if (S == Case) {
      Started = true;
      In = walk(Push, In);
    } else if (Started && In) {
      Understood &= !isa<SwitchCase>(S);
      In = walk(S, In);
    } else {
      Understood &= !hasScopeCalls(S);
    }
  }
  const Stmt *Switch = C.Parents.getParent(Body);
  for (const Stmt *S : C.Parents.getParent(Switch)->children())
    Understood &= S == Switch || !hasScopeCalls(S);
  return In;
}

unsigned ScopeCloser::walkIf(const IfStmt *If, unsigned In) {
  Understood &= !hasScopeCalls(If->getCond());
  unsigned Then = walk(If->getThen(), In);
  return Then | (If->getElse() ? walk(If->getElse(), In) : In);
}

unsigned ScopeCloser::walk(const Stmt *S, unsigned In) {
  if (!In)
    return In;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return walkBlock(Block, In);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return walkIf(If, In);
  if (isa<ContinueStmt>(S)) {
    closeBefore(S, In);
    return 0;
  }
  if (isa<BreakStmt>(S) && Case) {
    closeBefore(S, In);
    return 0;
  }
  if (isa<BreakStmt, ReturnStmt>(S))
    return 0;
  if (StringRef What = scopeCall(S); !What.empty()) {
    // A pop of several, or of none, is not understood.
    const CallExpr *Call = callOf(S);
    // What a function of the file pops stands in there.
    StringRef InCallee;
    if (scopedByCallee(Call, InCallee))
      Call = cast<CallExpr>(
          callOf(cast<CompoundStmt>(Call->getDirectCallee()->getBody())
                     ->body_front()));
    const Expr *Number =
        isa<CXXMemberCallExpr>(Call)
            ? (Call->getNumArgs() ? Call->getArg(0) : nullptr)
            : (Call->getNumArgs() > 2 ? Call->getArg(2) : nullptr);
    Expr::EvalResult Value;
    if (What == "pop" && Number && !isa<CXXDefaultArgExpr>(Number))
      Understood &=
          Number->EvaluateAsInt(Value, C.M.Ctx) && Value.Val.getInt() == 1;
    Understood &= In == (What == "push" ? Closed : Open);
    HasPop |= What == "pop";
    return What == "push" ? Open : Closed;
  }
  // In an inner loop, `continue` is another one's; a label is come to from
  // anywhere.
  Understood &= !hasScopeCalls(S) && !isa<LabelStmt, GotoStmt>(S);
  if (isa<SwitchStmt, CXXTryStmt>(S))
    Understood = false;
  return In;
}

Edit ScopeCloser::run() {
  if (!findPush())
    return {};
  closeBefore(nullptr, Case ? walkCase() : walk(Body, Closed));
  if (!Understood || !Closes || !HasPop)
    return {};
  return {Out.take(), {}};
}

Edit explain::closeScopes(EditContext &C) { return ScopeCloser(C).run(); }

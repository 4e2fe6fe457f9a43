// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for two fresh handles among the arguments of one call, of which the
// one made first is collected by the making of the other: one of them is made
// before the statement, and held until it is over.

#include "explain/Changes.h"
#include "explain/Edits.h"
#include "explain/Effects.h"
#include "explain/Names.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

class ArgumentHolder {
public:
  explicit ArgumentHolder(EditContext &C) : C(C), Out(C.edits()) {}
  Edit run();

private:
  bool findCall();
  bool findStatement();
  bool mayComeFirst() const;

  EditContext &C;
  SourceEdits Out;
  /// The call, the argument that is made before it, and the context of both.
  const CallExpr *Call = nullptr;
  const Expr *Argument = nullptr;
  const Expr *Context = nullptr;
  const Stmt *Statement = nullptr;
  ir::Kind K = ir::Kind::None;
};

} // namespace

/// A call of the API with two fresh arguments, of which the finding's is one.
bool ArgumentHolder::findCall() {
  const Stmt *Made = C.creation();
  Call =
      Made ? dyn_cast_or_null<CallExpr>(C.Parents.getParentIgnoreParenImpCasts(
                 const_cast<Stmt *>(Made)))
           : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !C.M.effectOf(Callee).Known)
    return false;
  unsigned Fresh = 0;
  for (const Expr *Arg : Call->arguments()) {
    const Expr *E = Arg->IgnoreParenImpCasts();
    const ir::Kind Of = C.M.Types.handleKind(Arg->getType());
    if (Of == ir::Kind::Context)
      Context = Arg;
    else if (ir::isCounted(Of) && isa<CallExpr>(E))
      ++Fresh;
    if (E == Made) {
      Argument = Arg;
      K = Of;
    }
  }
  return Fresh == 2 && Argument && Context && isPlainExpression(Context) &&
         ir::isCounted(K) && !model::retainFunction(K).empty();
}

/// A whole statement of a block, at whose end what was made of the argument
/// does without it.
bool ArgumentHolder::findStatement() {
  Statement = enclosingStatement(Call, C.Parents);
  if (!isa_and_nonnull<CompoundStmt>(C.Parents.getParent(Statement)))
    return false;
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (const auto *Decl = dyn_cast<DeclStmt>(Statement))
    return Decl->isSingleDecl() &&
           C.M.effectOf(Callee).R == model::Result::Fresh;
  const auto *Assign = dyn_cast<BinaryOperator>(Statement);
  return isa<CallExpr>(Statement) ||
         (Assign && Assign->getOpcode() == BO_Assign &&
          C.M.effectOf(Callee).R == model::Result::Fresh);
}

/// Whether nothing in the statement changes what the argument is made of, or
/// decides whether it is made.
bool ArgumentHolder::mayComeFirst() const {
  for (const Stmt *P = C.Parents.getParent(Argument); P && P != Statement;
       P = C.Parents.getParent(P)) {
    const auto *Binary = dyn_cast<BinaryOperator>(P);
    if (isa<AbstractConditionalOperator, LambdaExpr, StmtExpr>(P) ||
        (Binary && (Binary->isLogicalOp() || Binary->isCommaOp())))
      return false;
  }
  ChangeFinder Changes;
  Changes.TraverseStmt(const_cast<Stmt *>(Statement));
  // A declaration declares, and is assigned, behind.
  const std::vector<const VarDecl *> Named = variablesIn(Argument);
  return llvm::none_of(
      Named, [&](const VarDecl *Var) { return Changes.Changed.contains(Var); });
}

Edit ArgumentHolder::run() {
  const std::string Name = freshName(C, "operand");
  if (C.isTaught() || C.isCpp() || Name.empty() || !findCall() ||
      !findStatement() || !mayComeFirst() ||
      effectsOf(C.M, C.FD->getBody()).ReadsError)
    return {};
  const std::string Text = Out.text(Context->getSourceRange());
  Out.declareBefore(
      Statement,
      {Argument->getType().getUnqualifiedType().getAsString(
           C.M.Ctx.getPrintingPolicy()) +
           " " + Name + " = " + Out.text(Argument->getSourceRange()) + ";",
       countingCall(model::retainFunction(K), K, Text, Name) + ";"});
  Out.replaceTokens(Argument->getSourceRange(), Name);
  Out.insertBehind(
      Statement,
      {countingCall(model::releaseFunction(K), K, Text, Name) + ";"});
  return {Out.take(), {}};
}

Edit explain::holdArgument(EditContext &C) { return ArgumentHolder(C).run(); }

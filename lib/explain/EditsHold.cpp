// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for a fresh handle that a later call collects before it is used, in
// C++: an object that counts has it as soon as it is made. The program's own
// object of z3++, made earlier; or z3raii handles beside what stays raw.

#include "explain/ElementUses.h"

#include "explain/Effects.h"
#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

static bool isZ3ppContext(QualType T) {
  return z3ppClassName(T.getNonReferenceType()) == "z3::context";
}

/// The one context among the arguments, raw or z3++'s; null unless it is plain.
template <class Call>
static const Expr *contextAmong(EditContext &C, const Call *Of) {
  const Expr *Found = nullptr;
  for (const Expr *Arg : Of->arguments()) {
    const Expr *E = Arg->IgnoreUnlessSpelledInSource();
    if (C.M.Types.handleKind(E->getType()) != ir::Kind::Context &&
        !isZ3ppContext(E->getType()))
      continue;
    if (Found || !isPlainExpression(E))
      return nullptr;
    Found = E;
  }
  return Found;
}

static const Expr *contextOf(EditContext &C, const Stmt *S) {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    return contextAmong(C, Call);
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(S);
  return Construct ? contextAmong(C, Construct) : nullptr;
}

/// "z3raii::ast::share(c, make(c))"; empty where it can't be written.
static std::string shared(EditContext &C, const Expr *Context,
                          const std::string &Handle, SourceEdits &Out) {
  return "z3raii::" + model::raiiAlias(C.F.K).str() + "::share(" +
         Out.text(Context->getSourceRange()) + ", " + Handle + ")";
}

static bool canShare(EditContext &C) {
  return C.isCpp() && C.canUseRaii() && !C.isTaught() &&
         !model::raiiAlias(C.F.K).empty() &&
         !effectsOf(C.M, C.FD->getBody()).ReadsError;
}

static std::string keptName(const EditContext &C) {
  for (StringRef Name : {"kept", "owners"})
    if (std::string Free = freshName(C, Name); !Free.empty())
      return Free;
  return {};
}

//===----------------------------------------------------------------------===//
// An object that is made too late
//===----------------------------------------------------------------------===//

/// `Z3_sort raw = make(c); … z3::sort s(c, raw);`: s is made at once. Where the
/// object is a temporary, a variable has one, and is named there.
Edit explain::wrapEarlier(EditContext &C) {
  const auto *Wrap =
      dyn_cast_or_null<CXXConstructExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const std::string Class =
      Wrap ? z3ppClassName(Wrap->getType()) : std::string();
  const auto *Ref =
      Wrap && Wrap->getNumArgs() == 2
          ? dyn_cast<DeclRefExpr>(Wrap->getArg(1)->IgnoreParenImpCasts())
          : nullptr;
  const auto *Raw = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const DeclStmt *Made = Raw ? onlyDeclaration(C, Raw) : nullptr;
  const Expr *Context = Wrap ? contextOf(C, Wrap) : nullptr;
  if (Class.empty() || !Made || !Context || !Raw->hasInit() || C.isTaught() ||
      C.M.Types.handleKind(Raw->getType()) != C.F.K ||
      argumentUses(C, Raw).size() > 1 || !C.isVisibleAt(Context, Made))
    return {};
  const Stmt *Statement = enclosingStatement(Wrap, C.Parents);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Made));
  if (!Block || C.Parents.getParent(Statement) != Block)
    return {};
  for (const Stmt *S : Block->body())
    if (S->getBeginLoc() > Made->getEndLoc() &&
        S->getBeginLoc() < Statement->getBeginLoc() && effectsOf(C.M, S).Jumps)
      return {};
  SourceEdits Out = C.edits();
  const auto *Decl = dyn_cast<DeclStmt>(Statement);
  const auto *Var = Decl && Decl->isSingleDecl()
                        ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                        : nullptr;
  if (Var && Var->getInit() &&
      Var->getInit()->IgnoreUnlessSpelledInSource() == Wrap) {
    Out.insertBehind(Made, {Out.text(Decl->getSourceRange())});
    Out.replace(Decl, {});
    return {Out.take(), {}};
  }
  const std::string Name = keptName(C);
  const Stmt *Temporary = Wrap;
  if (const auto *Cast =
          dyn_cast_or_null<CXXFunctionalCastExpr>(C.Parents.getParent(Wrap)))
    Temporary = Cast;
  if (Name.empty() || !isa<Expr>(Statement))
    return {};
  Out.insertBehind(Made, {Class + " " + Name + "(" +
                          Out.text(Context->getSourceRange()) + ", " +
                          Raw->getNameAsString() + ");"});
  Out.replaceTokens(Temporary->getSourceRange(), Name);
  return {Out.take(), {}};
}

//===----------------------------------------------------------------------===//
// Raw handles in arrays and vectors
//===----------------------------------------------------------------------===//

/// `Z3_ast a[] = {make(c), make(c)};`: an array of handles before it.
Edit explain::holdListed(EditContext &C) {
  const Stmt *Made = C.creation();
  const auto *List = isa_and_nonnull<CallExpr>(Made)
                         ? dyn_cast_or_null<InitListExpr>(
                               C.Parents.getParentIgnoreParenImpCasts(
                                   const_cast<Stmt *>(Made)))
                         : nullptr;
  const auto *Decl =
      List ? dyn_cast_or_null<DeclStmt>(C.Parents.getParent(List)) : nullptr;
  const auto *Var = Decl && Decl->isSingleDecl()
                        ? dyn_cast<VarDecl>(Decl->getSingleDecl())
                        : nullptr;
  const auto *Block =
      Decl ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Decl))
           : nullptr;
  const Expr *Context = contextOf(C, Made);
  const std::string Name = keptName(C);
  if (!canShare(C) || !Var || !Var->getType()->isArrayType() || !Block ||
      !Context || Name.empty() || List->hasArrayFiller() ||
      deletesAnyContext(C, Block) || !ElementUses(C, Var, {}, "").onlyRead())
    return {};
  SourceEdits Out = C.edits();
  std::string Handles;
  for (unsigned I = 0; I != List->getNumInits(); ++I) {
    const Expr *Init = List->getInit(I)->IgnoreParenImpCasts();
    if (!isa<CallExpr>(Init) || C.M.Types.handleKind(Init->getType()) != C.F.K)
      return {};
    Handles += (I ? ", " : "") +
               shared(C, Context, Out.text(Init->getSourceRange()), Out);
    Out.replaceTokens(Init->getSourceRange(),
                      Name + "[" + std::to_string(I) + "]");
  }
  Out.declareBefore(Decl, {"const z3raii::" + model::raiiAlias(C.F.K).str() +
                           " " + Name + "[] = {" + Handles + "};"});
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

/// The local vector of raw handles that a statement names, if it is one only.
static const VarDecl *vectorIn(EditContext &C, const Stmt *S) {
  const VarDecl *Found = nullptr;
  for (const VarDecl *Var : variablesIn(S)) {
    const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
    if (!Class || !lower::inTopNamespace(Class, "std") ||
        lower::nameOf(Class) != "vector" ||
        C.M.Types.handleKind(lower::templateArgument(Var->getType(), 0)) !=
            C.F.K)
      continue;
    if (Found && Found != Var)
      return nullptr;
    Found = Var;
  }
  return Found && Found->isLocalVarDecl() && Found->hasLocalStorage() ? Found
                                                                      : nullptr;
}

/// The one `v.push_back(…);` of the function.
static const CXXMemberCallExpr *insertionInto(EditContext &C,
                                              const VarDecl *Vector) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
      const auto *Ref = dyn_cast<DeclRefExpr>(
          E->getImplicitObjectArgument()->IgnoreParenImpCasts());
      const StringRef Method = lower::nameOf(E->getMethodDecl());
      if (Ref && Ref->getDecl() == Vector &&
          (Method == "push_back" || Method == "emplace_back"))
        Found.push_back(E);
      return true;
    }
    const VarDecl *Vector = nullptr;
    std::vector<const CXXMemberCallExpr *> Found;
  } Finder;
  Finder.Vector = Vector;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found.size() == 1 ? Finder.Found.front() : nullptr;
}

/// Whether what is inserted goes nowhere else by its name: others may count it.
static bool goesOnlyTo(const EditContext &C,
                       const CXXMemberCallExpr *Insertion) {
  const Expr *Value = Insertion->getArg(0)->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  if (!Ref)
    return isa<CallExpr>(Value);
  const std::vector<const VarDecl *> All = variablesIn(C.FD->getBody());
  return llvm::count(All, Ref->getDecl()) == 1;
}

/// `v.push_back(make(c));`: a vector of handles beside it.
Edit explain::holdInVector(EditContext &C) {
  const Stmt *Use = statementOf(*C.F.F, C.F.At, C.L);
  const VarDecl *Vector =
      Use ? vectorIn(C, enclosingStatement(Use, C.Parents)) : nullptr;
  const CXXMemberCallExpr *Insertion =
      Vector ? insertionInto(C, Vector) : nullptr;
  const Expr *Context = contextOf(C, Use);
  const std::string Name = keptName(C);
  if (!canShare(C) || !Insertion || !Context || Name.empty() ||
      !goesOnlyTo(C, Insertion))
    return {};
  const Stmt *Statement = enclosingStatement(Insertion, C.Parents);
  const DeclStmt *Decl = declarationAround(C, Insertion, Vector);
  const auto *Block =
      Decl ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Decl))
           : nullptr;
  const auto *E = dyn_cast<Expr>(Statement);
  if (!Block || !E || E->IgnoreUnlessSpelledInSource() != Insertion ||
      !isInBlock(Statement, C.Parents) || deletesAnyContext(C, Block) ||
      !C.isVisibleAt(Context, Decl))
    return {};
  const ElementUses Uses(C, Vector, {Insertion}, "");
  if (!Uses.onlyRead() || !Uses.clears().empty())
    return {};
  SourceEdits Out = C.edits();
  Out.declareBefore(Decl, {"std::vector<z3raii::" +
                           model::raiiAlias(C.F.K).str() + "> " + Name + ";"});
  Out.insertBehind(
      Statement,
      {Name + ".push_back(" +
       shared(C, Context, Vector->getNameAsString() + ".back()", Out) + ");"});
  return {Out.take(), {"<vector>", "<z3raii/z3raii.h>"}};
}

//===----------------------------------------------------------------------===//
// An argument
//===----------------------------------------------------------------------===//

/// Whether something between an argument and its statement decides whether it
/// is made, or what of.
static bool mayComeFirst(const EditContext &C, const Expr *Argument,
                         const Stmt *Statement) {
  for (const Stmt *P = C.Parents.getParent(Argument); P && P != Statement;
       P = C.Parents.getParent(P)) {
    const auto *Binary = dyn_cast<BinaryOperator>(P);
    if (isa<AbstractConditionalOperator, LambdaExpr, StmtExpr>(P) ||
        (Binary && (Binary->isLogicalOp() || Binary->isCommaOp() ||
                    Binary->isAssignmentOp())))
      return false;
  }
  return true;
}

/// Two fresh handles among the arguments of one call: one is made before the
/// statement, and a handle has it.
Edit explain::holdArgumentByHandle(EditContext &C) {
  const auto *Made = dyn_cast_or_null<CallExpr>(C.creation());
  const auto *Call =
      Made ? dyn_cast_or_null<CallExpr>(C.Parents.getParentIgnoreParenImpCasts(
                 const_cast<CallExpr *>(Made)))
           : nullptr;
  const std::string Name = freshName(C, "operand");
  if (!canShare(C) || !Call || Name.empty())
    return {};
  // A class can't stand for the raw handle everywhere.
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || Callee->isVariadic() || Callee->isTemplateInstantiation())
    return {};
  unsigned Fresh = 0;
  for (const Expr *Arg : Call->arguments())
    Fresh += isa<CallExpr>(Arg->IgnoreParenImpCasts()) &&
             ir::isCounted(C.M.Types.handleKind(Arg->getType()));
  const Stmt *Statement = enclosingStatement(Call, C.Parents);
  const auto *Block =
      dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Statement));
  // The context of the call, or of what is made of its result.
  const Expr *Context = nullptr;
  for (const Stmt *S = Call; S && S != Block && !Context;
       S = C.Parents.getParent(S))
    Context = contextOf(C, S);
  if (Fresh != 2 || !Block || !Context || deletesAnyContext(C, Block) ||
      C.M.Types.handleKind(Made->getType()) != C.F.K ||
      !mayComeFirst(C, Made, Statement) ||
      !isa<ReturnStmt, DeclStmt, Expr>(Statement) ||
      !C.isVisibleAt(Context, Statement) || !C.isVisibleAt(Made, Statement))
    return {};
  SourceEdits Out = C.edits();
  Out.declareBefore(
      Statement,
      {"const z3raii::" + model::raiiAlias(C.F.K).str() + " " + Name + " = " +
       shared(C, Context, Out.text(Made->getSourceRange()), Out) + ";"});
  Out.replaceTokens(Made->getSourceRange(), Name);
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

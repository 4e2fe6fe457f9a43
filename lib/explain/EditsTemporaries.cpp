// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw handles of temporaries, where the place that keeps them has to stay raw:
// the temporaries are kept in a variable beside it.

#include "explain/ElementUses.h"

#include "explain/Names.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The class of z3++ whose object an expression makes a raw handle of; empty if
/// it makes none.
static std::string convertedClass(const Expr *E) {
  return z3ppClassName(
      E->IgnoreUnlessSpelledInSource()->getType().getNonReferenceType());
}

static std::string keptName(const EditContext &C) {
  for (StringRef Name : {"kept", "owners"})
    if (std::string Free = freshName(C, Name); !Free.empty())
      return Free;
  return {};
}

/// `Z3_ast slots[] = {x + 1, y + 2};`: an array of the objects before it.
static Edit keepArray(EditContext &C, const DeclStmt *Decl) {
  const auto *Var =
      Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl()) : nullptr;
  const auto *List = Var && Var->hasInit()
                         ? dyn_cast<InitListExpr>(
                               Var->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  const std::string Kept = keptName(C);
  if (!List || !Var->getType()->isArrayType() || !List->getNumInits() ||
      List->hasArrayFiller() || Kept.empty() || !isInBlock(Decl, C.Parents) ||
      !ElementUses(C, Var, {}, "").onlyRead())
    return {};
  SourceEdits Out = C.edits();
  const std::string Class = convertedClass(List->getInit(0));
  for (unsigned I = 0; I != List->getNumInits(); ++I) {
    if (Class.empty() || convertedClass(List->getInit(I)) != Class)
      return {};
    Out.replaceTokens(
        List->getInit(I)->IgnoreUnlessSpelledInSource()->getSourceRange(),
        Kept + "[" + std::to_string(I) + "]");
  }
  Out.declareBefore(Decl, {"const " + Class + " " + Kept +
                           "[] = " + Out.text(List->getSourceRange()) + ";"});
  return {Out.take(), {}};
}

/// `raw.push_back(x + i);`: a vector of the objects beside the raw one.
static Edit keepVector(EditContext &C, const CXXMemberCallExpr *Call) {
  const auto *Object = dyn_cast<DeclRefExpr>(
      Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
  const auto *Var = Object ? dyn_cast<VarDecl>(Object->getDecl()) : nullptr;
  const StringRef Method = lower::nameOf(Call->getMethodDecl());
  const std::string Kept = keptName(C);
  if (!Var || !Var->isLocalVarDecl() || !Var->hasLocalStorage() ||
      Var->getType()->isReferenceType() || Call->getNumArgs() != 1 ||
      (Method != "push_back" && Method != "emplace_back") || Kept.empty())
    return {};
  const auto *Holder = Var->getType()->getAsCXXRecordDecl();
  const std::string Class = convertedClass(Call->getArg(0));
  const DeclStmt *Decl = declarationAround(C, Call, Var);
  if (!Holder || !lower::inTopNamespace(Holder, "std") ||
      lower::nameOf(Holder) != "vector" || Class.empty() || !Decl ||
      !ElementUses(C, Var, {Call}, "").onlyRead())
    return {};
  SourceEdits Out = C.edits();
  const SourceRange Value =
      Call->getArg(0)->IgnoreUnlessSpelledInSource()->getSourceRange();
  Out.declareBefore(Decl, {"std::vector<" + Class + "> " + Kept + ";"});
  Out.insertBefore(enclosingStatement(Call, C.Parents),
                   {Kept + ".push_back(" + Out.text(Value) + ");"});
  Out.replaceTokens(Value, Kept + ".back()");
  return {Out.take(), {"<vector>"}};
}

/// The temporary of a class with a destructor whose part or result an
/// expression is: "Tactic(c, t)" of `Tactic(c, t).Raw`; null for none.
static const Expr *temporaryOf(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      E = Member->getBase();
      continue;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
        Call && !Call->getType()->isRecordType()) {
      E = Call->getImplicitObjectArgument();
      continue;
    }
    const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
    return E->isPRValue() && Class && Class->hasDefinition() &&
                   !Class->hasTrivialDestructor()
               ? E
               : nullptr;
  }
}

/// `Z3_tactic raw = Tactic(c, t).Raw;`: the object in a variable before it.
static Edit keepVariable(EditContext &C, const DeclStmt *Decl) {
  const auto *Var =
      Decl->isSingleDecl() ? dyn_cast<VarDecl>(Decl->getSingleDecl()) : nullptr;
  const Expr *Temporary =
      Var && Var->hasInit() ? temporaryOf(Var->getInit()) : nullptr;
  const std::string Kept = keptName(C);
  if (!Temporary || !C.M.Ctx.getLangOpts().CPlusPlus11 || Kept.empty() ||
      !isInBlock(Decl, C.Parents) || argumentUses(C, Var).empty())
    return {};
  SourceEdits Out = C.edits();
  // A reference keeps the temporary alive, whether or not it can be moved.
  Out.declareBefore(Decl, {"auto &&" + Kept + " = " +
                           Out.text(Temporary->getSourceRange()) + ";"});
  Out.replaceTokens(Temporary->getSourceRange(), Kept);
  return {Out.take(), {}};
}

Edit explain::keepTemporaries(EditContext &C) {
  const Stmt *At = statementOf(*C.F.F, C.F.At, C.L);
  if (C.F.Dangles != analysis::Dangling::Temporary || !At || !C.isCpp())
    return {};
  for (const Stmt *S = At; S; S = C.Parents.getParent(S)) {
    if (const auto *Decl = dyn_cast<DeclStmt>(S)) {
      if (Edit OfArray = keepArray(C, Decl))
        return OfArray;
      return keepVariable(C, Decl);
    }
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      return {};
    const auto *Parent = dyn_cast_or_null<Expr>(C.Parents.getParent(E));
    if (!Parent && !isa_and_nonnull<DeclStmt>(C.Parents.getParent(E))) {
      const auto *Call =
          dyn_cast<CXXMemberCallExpr>(E->IgnoreUnlessSpelledInSource());
      return Call ? keepVector(C, Call) : Edit();
    }
  }
  return {};
}

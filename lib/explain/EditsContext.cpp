// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for mixed contexts: the term is translated where it is passed.

#include "explain/Edits.h"

#include "explain/Names.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// The argument that names the variable, if it is the only one that does.
static const Expr *argumentNaming(const CallExpr *Call, const VarDecl *Var) {
  const Expr *Found = nullptr;
  for (const Expr *Arg : Call->arguments()) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg->IgnoreParenImpCasts());
    if (!Ref || Ref->getDecl() != Var)
      continue;
    if (Found)
      return nullptr;
    Found = Arg;
  }
  return Found;
}

/// The field of a class, or of its bases, with a name; null if there is none.
static const FieldDecl *fieldOf(const RecordDecl *Class, StringRef Name) {
  for (const FieldDecl *Field : Class->fields())
    if (Field->getIdentifier() && Field->getName() == Name)
      return Field;
  const auto *WithBases = dyn_cast<CXXRecordDecl>(Class);
  for (unsigned I = 0; WithBases && I != WithBases->getNumBases(); ++I)
    if (const CXXRecordDecl *Base =
            WithBases->bases_begin()[I].getType()->getAsCXXRecordDecl())
      if (const FieldDecl *Field = fieldOf(
              Base->getDefinition() ? Base->getDefinition() : Base, Name))
        return Field;
  return nullptr;
}

/// Whether the function may name each field of a chain that starts in a type:
/// public ones, and those of the class that the function is of.
static bool isAccessible(const EditContext &C, QualType T, StringRef Chain) {
  while (!Chain.empty()) {
    StringRef Name;
    std::tie(Name, Chain) = Chain.split('.');
    const RecordDecl *Class = T.getNonReferenceType()->getAsRecordDecl();
    Class = Class ? Class->getDefinition() : nullptr;
    const FieldDecl *Field = Class ? fieldOf(Class, Name) : nullptr;
    if (!Field)
      return false;
    bool MayName =
        Field->getAccess() == AS_public || Field->getAccess() == AS_none;
    for (const DeclContext *Of = C.FD; Of; Of = Of->getParent())
      MayName |= Of == Field->getParent();
    if (!MayName)
      return false;
    T = Field->getType();
  }
  return true;
}

/// How a context can be named in the function: by its variable or field; empty
/// if it has no such name.
static std::string contextName(const EditContext &C, ir::PlaceId Place,
                               const Stmt *At) {
  if (Place == ir::NoPlace)
    return {};
  const ir::PlaceId Root = C.F.F->rootOf(Place);
  const VarDecl *Var = variableOf(*C.F.F, Root, C.L);
  const bool OfThis = C.F.F->place(Root).F == ir::Place::This;
  std::string Name = placeName(*C.F.F, Place, C.L);
  const bool IsPlain = llvm::all_of(Name, [](char Ch) {
    return llvm::isAlnum(Ch) || Ch == '_' || Ch == '.';
  });
  if (!IsPlain || !(OfThis || (Var && C.isVariableVisibleAt(Var, At))))
    return {};
  if (Var &&
      !isAccessible(C, Var->getType(), StringRef(Name).split('.').second))
    return {};
  return Name;
}

/// Whether a statement names a variable in one place only: the others would
/// still be of the wrong context.
static bool isNamedOnce(const EditContext &C, const Expr *Term) {
  const Stmt *Whole = enclosingStatement(Term, C.Parents);
  std::vector<const VarDecl *> In = variablesIn(Whole);
  return llvm::all_of(variablesIn(Term), [&](const VarDecl *Var) {
    return z3ppClassName(Var->getType()).empty() || llvm::count(In, Var) == 1;
  });
}

//===----------------------------------------------------------------------===//
// z3++
//===----------------------------------------------------------------------===//

static bool isZ3ppObject(const Expr *E, StringRef Class) {
  const auto *RD = E->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return RD && lower::inTopNamespace(RD, "z3") &&
         (Class.empty() || lower::nameOf(RD) == Class);
}

/// "s.ctx()" of the object that the call works on: of the other operand, of the
/// object of a method of z3++, else the context of the call by its name.
static std::string targetOf(const EditContext &C, const CallExpr *Call,
                            const Expr *Term, SourceEdits &Out) {
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  else if (isa<CXXOperatorCallExpr>(Call))
    for (const Expr *Arg : Call->arguments())
      if (Arg->IgnoreUnlessSpelledInSource() != Term)
        Object = Arg;
  if (Object)
    Object = Object->IgnoreParenImpCasts();
  if (Object && isZ3ppObject(Object, "") && isPlainExpression(Object) &&
      !Object->getType()->isPointerType())
    return Out.text(Object->getSourceRange()) + ".ctx()";
  return contextName(C, C.F.CallContext, Call);
}

/// z3++: a term that is passed becomes one of the other context, there.
static Edit translateTerm(EditContext &C, const CallExpr *Call) {
  if (C.F.K != ir::Kind::Ast)
    return {};
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  SourceEdits Out = C.edits();
  const Expr *Term = nullptr;
  for (const Expr *Arg : Call->arguments()) {
    const Expr *E = Arg->IgnoreUnlessSpelledInSource();
    bool Fits = Name.empty() ? E->isPRValue() && !isPlainExpression(E)
                             : Out.text(E->getSourceRange()) == Name;
    if (!isZ3ppObject(E, "expr") || !Fits)
      continue;
    if (Term)
      return {};
    Term = E;
  }
  if (!Term || Term->getBeginLoc().isMacroID() ||
      (!Name.empty() && !isNamedOnce(C, Term)))
    return {};
  const std::string Text = Out.text(Term->getSourceRange());
  const std::string Source =
      Name.empty() ? contextName(C, C.F.OwnContext, Call) : Text + ".ctx()";
  const std::string Target = targetOf(C, Call, Term, Out);
  if (Source.empty() || Target.empty())
    return {};
  Out.replaceTokens(Term->getSourceRange(),
                    "z3::expr(" + Target + ", Z3_translate(" + Source + ", " +
                        Text + ", " + Target + "))");
  return {Out.take(), {}};
}

/// The context that the creating call was given, where it has no variable: a
/// function without arguments that keeps it.
static std::string accessorOfCreation(const EditContext &C, SourceEdits &Out) {
  const auto *Made = dyn_cast_or_null<CallExpr>(C.creation());
  const auto *Accessor =
      Made && Made->getNumArgs()
          ? dyn_cast<CallExpr>(Made->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  const FunctionDecl *Callee = Accessor ? Accessor->getDirectCallee() : nullptr;
  return Callee && !isa<CXXMethodDecl>(Callee) && Callee->getNumParams() == 0 &&
                 Callee->hasBody()
             ? Out.text(Accessor->getSourceRange())
             : std::string();
}

/// `v[1]`: a constant element that is passed, by its name.
static Edit translateElement(EditContext &C, const CallExpr *Call) {
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  SourceEdits Out = C.edits();
  const Expr *Term = nullptr;
  for (const Expr *Arg : Call->arguments()) {
    const Expr *E = Arg->IgnoreParenImpCasts();
    if (!isa<ArraySubscriptExpr>(E) || E->getBeginLoc().isMacroID() ||
        C.M.Types.handleKind(E->getType()) != ir::Kind::Ast ||
        Out.text(E->getSourceRange()) != Name)
      continue;
    if (Term)
      return {};
    Term = E;
  }
  const Expr *First = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  const std::string Source = contextName(C, C.F.OwnContext, Call);
  if (!Term || Source.empty() || !C.F.CanTranslate ||
      !isPlainExpression(Call->getArg(0)))
    return {};
  Out.replaceTokens(Term->getSourceRange(),
                    "Z3_translate(" + Source + ", " + Name + ", " +
                        Out.text(First->getSourceRange()) + ")");
  return {Out.take(), {}};
}

/// A function of the file that works in the other context gets a translated
/// term, which is held until it comes back.
static Edit translateForFunction(EditContext &C, const CallExpr *Call) {
  const VarDecl *Term = variableOf(*C.F.F, C.F.Holder, C.L);
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Term || !Callee || C.isCpp() || C.M.effectOf(Callee).Known ||
      C.M.Types.handleKind(Term->getType()) != ir::Kind::Ast ||
      !isa_and_nonnull<CompoundStmt>(C.Parents.getParent(Call)))
    return {};
  const Expr *Arg = argumentNaming(Call, Term);
  const std::string Source = contextName(C, C.F.OwnContext, Call);
  const std::string Target = contextName(C, C.F.CallContext, Call);
  const std::string Name = freshName(C, "translated");
  if (!Arg || Source.empty() || Target.empty() || Name.empty() ||
      !onlyReads(C.M, Call, Arg))
    return {};
  SourceEdits Out = C.edits();
  const std::string Counted = "(" + Target + ", " + Name + ");";
  Out.insertBefore(Call,
                   {"Z3_ast " + Name + " = Z3_translate(" + Source + ", " +
                        Term->getNameAsString() + ", " + Target + ");",
                    "Z3_inc_ref" + Counted});
  Out.replaceTokens(Arg->getSourceRange(), Name);
  Out.insertBehind(Call, {"Z3_dec_ref" + Counted});
  return {Out.take(), {}};
}

/// A call of the API on this object only, which can't be translated: in its own
/// context.
static Edit useOwnContext(EditContext &C, const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const VarDecl *Var = variableOf(*C.F.F, C.F.Holder, C.L);
  if (!Callee || !Var || !C.M.effectOf(Callee).Known ||
      C.F.K == ir::Kind::Ast ||
      C.M.effectOf(Callee).Count != model::CountEffect::None ||
      C.M.Types.handleKind(Call->getType()) != ir::Kind::None)
    return {};
  unsigned Handles = 0;
  for (const Expr *Arg : Call->arguments())
    Handles += C.M.Types.handleKind(Arg->getType()) != ir::Kind::None ||
               (Arg->getType()->isPointerType() &&
                !Arg->isNullPointerConstant(C.M.Ctx,
                                            Expr::NPC_ValueDependentIsNotNull));
  const Expr *First = Call->getArg(0);
  const std::string Own = contextName(C, C.F.OwnContext, Call);
  if (Handles != 2 || Own.empty() || !argumentNaming(Call, Var) ||
      C.M.Types.handleKind(First->getType()) != ir::Kind::Context ||
      !isPlainExpression(First))
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(First->getSourceRange(), Own);
  return {Out.take(), {}};
}

Edit explain::translateArgument(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  if (!Call || Call->getNumArgs() == 0)
    return {};
  if (Edit OfZ3pp = translateTerm(C, Call))
    return OfZ3pp;
  if (Edit OfElement = translateElement(C, Call))
    return OfElement;
  if (Edit Own = useOwnContext(C, Call))
    return Own;
  if (Edit OfFunction = translateForFunction(C, Call))
    return OfFunction;
  const VarDecl *Term = variableOf(*C.F.F, C.F.Holder, C.L);
  // Raw handles only: what a class makes of the result is its own matter.
  if (!C.F.CanTranslate || !Term ||
      C.M.Types.handleKind(Term->getType()) != ir::Kind::Ast)
    return {};
  const Expr *First = Call->getArg(0);
  SourceEdits Out = C.edits();
  std::string Source = contextName(C, C.F.OwnContext, Call);
  if (Source.empty())
    Source = accessorOfCreation(C, Out);
  const std::string Target =
      C.M.Types.handleKind(First->getType()) == ir::Kind::Context
          ? Out.text(First->getSourceRange())
          : contextName(C, C.F.CallContext, Call);
  const Expr *Arg = argumentNaming(Call, Term);
  if (!Arg || Source.empty() || Target.empty())
    return {};
  Out.replaceTokens(Arg->getSourceRange(), "Z3_translate(" + Source + ", " +
                                               Term->getNameAsString() + ", " +
                                               Target + ")");
  return {Out.take(), {}};
}

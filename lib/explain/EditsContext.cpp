// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for mixed contexts: the term is translated where it is passed.

#include "explain/Changes.h"
#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

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

static std::string translated(const std::string &Term,
                              const std::string &Target) {
  return "(" + Target + ", Z3_translate(" + Term + ".ctx(), " + Term + ", " +
         Target + "))";
}

/// A variable of z3++ that a statement names more than once: a translated one
/// for all of them, if nothing else in there is a term but the other operand.
static Edit translateVariable(EditContext &C, const CallExpr *Call,
                              const Expr *Term) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Term);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Stmt *Whole = enclosingStatement(Call, C.Parents);
  SourceEdits Out = C.edits();
  const std::string Name = freshName(C, "translated");
  const std::string Target = targetOf(C, Call, Term, Out);
  if (!Var || !Var->isLocalVarDecl() || !isa<CXXOperatorCallExpr>(Call) ||
      !StringRef(Target).ends_with(".ctx()") || Name.empty() ||
      !isInBlock(Whole, C.Parents) || !isa<Expr>(Whole))
    return {};
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitDeclRefExpr(DeclRefExpr *E) override {
      if (E->getDecl() == Var)
        Names.push_back(E);
      else if (isZ3ppObject(E, ""))
        Others.push_back(E);
      return true;
    }
    bool VisitMemberExpr(MemberExpr *E) override {
      if (isa<FieldDecl>(E->getMemberDecl()) && isZ3ppObject(E, ""))
        Others.push_back(E);
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return HasClosure = true; }
    const VarDecl *Var = nullptr;
    std::vector<const DeclRefExpr *> Names;
    std::vector<const Expr *> Others;
    bool HasClosure = false;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(const_cast<Stmt *>(Whole));
  const auto *Outer = dyn_cast<CXXMemberCallExpr>(
      cast<Expr>(Whole)->IgnoreUnlessSpelledInSource());
  const Expr *Receiver =
      Outer ? Outer->getImplicitObjectArgument()->IgnoreParenImpCasts()
            : nullptr;
  for (const Expr *Other : Finder.Others)
    if (Other != Receiver &&
        Out.text(Other->getSourceRange()) + ".ctx()" != Target)
      return {};
  if (Finder.HasClosure || !Receiver)
    return {};
  Out.declareBefore(Whole, {"z3::expr " + Name +
                            translated(Var->getNameAsString(), Target) + ";"});
  for (const DeclRefExpr *E : Finder.Names)
    Out.replaceTokens(E->getSourceRange(), Name);
  return {Out.take(), {}};
}

/// A temporary whose context has no name: it gets one, and has its context.
static Edit translateTemporary(EditContext &C, const CallExpr *Call,
                               const Expr *Term, const std::string &Target) {
  const Stmt *Whole = enclosingStatement(Call, C.Parents);
  const auto *Made = dyn_cast_or_null<Expr>(C.creation());
  const std::string Name = freshName(C, "foreign");
  if (!isa<Expr>(Whole) || !isInBlock(Whole, C.Parents) || Name.empty() ||
      !Made || Made->IgnoreUnlessSpelledInSource() != Term ||
      cast<Expr>(Whole)->IgnoreUnlessSpelledInSource() != Call ||
      Call->getNumArgs() != 1)
    return {};
  SourceEdits Out = C.edits();
  Out.declareBefore(Whole, {"z3::expr " + Name + " = " +
                            Out.text(Term->getSourceRange()) + ";"});
  Out.replaceTokens(Term->getSourceRange(),
                    "z3::expr" + translated(Name, Target));
  return {Out.take(), {}};
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
  if (!Term || Term->getBeginLoc().isMacroID())
    return {};
  if (!Name.empty() && !isNamedOnce(C, Term))
    return translateVariable(C, Call, Term);
  const std::string Text = Out.text(Term->getSourceRange());
  const std::string Source =
      Name.empty() ? contextName(C, C.F.OwnContext, Call) : Text + ".ctx()";
  const std::string Target = targetOf(C, Call, Term, Out);
  if (Source.empty() && Name.empty() && !Target.empty())
    return translateTemporary(C, Call, Term, Target);
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
  Out.declareBefore(Call,
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

/// The pointer whose target is copied to where another one points, in
/// `*to = *from;`; null unless that is the only copy to there.
static const VarDecl *copiedFrom(const EditContext &C, const VarDecl *To) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitBinaryOperator(BinaryOperator *E) override {
      return E->getOpcode() == BO_Assign ? note(E->getLHS(), E->getRHS())
                                         : true;
    }
    bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
      return E->getOperator() == OO_Equal && E->getNumArgs() == 2
                 ? note(E->getArg(0), E->getArg(1))
                 : true;
    }
    static const VarDecl *pointer(const Expr *E) {
      const auto *Deref = dyn_cast<UnaryOperator>(E->IgnoreParenImpCasts());
      const auto *Ref = Deref && Deref->getOpcode() == UO_Deref
                            ? dyn_cast<DeclRefExpr>(
                                  Deref->getSubExpr()->IgnoreParenImpCasts())
                            : nullptr;
      return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    }
    bool note(const Expr *L, const Expr *R) {
      if (pointer(L) != To)
        return true;
      From = Copies++ ? nullptr : pointer(R);
      return true;
    }
    const VarDecl *To = nullptr, *From = nullptr;
    unsigned Copies = 0;
  } Finder;
  Finder.To = To;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.From;
}

/// `use(to->ctx, to->term);` of a term that came with `*to = *from;`, before to
/// got a context of its own: it is of the context that the original has.
static Edit translateCopied(EditContext &C, const CallExpr *Call) {
  const auto *Context =
      dyn_cast<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts());
  const std::string Name = placeName(*C.F.F, C.F.Holder, C.L);
  if (!Context || !Context->isArrow() || C.F.OwnContext != ir::NoPlace ||
      !C.F.CanTranslate ||
      C.M.Types.handleKind(Context->getType()) != ir::Kind::Context)
    return {};
  SourceEdits Out = C.edits();
  const MemberExpr *Term = nullptr;
  for (const Expr *Arg : Call->arguments()) {
    const auto *Member = dyn_cast<MemberExpr>(Arg->IgnoreParenImpCasts());
    if (Member && !Member->getBeginLoc().isMacroID() &&
        Out.text(Member->getSourceRange()) == Name) {
      if (Term)
        return {};
      Term = Member;
    }
  }
  const auto *Base =
      Term ? dyn_cast<DeclRefExpr>(Term->getBase()->IgnoreParenImpCasts())
           : nullptr;
  const auto *Of =
      dyn_cast<DeclRefExpr>(Context->getBase()->IgnoreParenImpCasts());
  const auto *To = Base ? dyn_cast<VarDecl>(Base->getDecl()) : nullptr;
  const VarDecl *From = To ? copiedFrom(C, To) : nullptr;
  // The original stays as it was, and so does the copied term.
  if (!From || !Of || Of->getDecl() != To || !isa<ParmVarDecl>(From) ||
      !From->getType()->isPointerType() ||
      !From->getType()->getPointeeType().isConstQualified() ||
      C.M.Types.handleKind(Term->getType()) != ir::Kind::Ast)
    return {};
  ChangeFinder Changes;
  Changes.TraverseStmt(C.FD->getBody());
  if (Changes.Changed.contains(Term->getMemberDecl()) ||
      Changes.Changed.contains(To) || Changes.Changed.contains(From))
    return {};
  Out.replaceTokens(Term->getSourceRange(),
                    "Z3_translate(" + From->getNameAsString() + "->" +
                        Context->getMemberDecl()->getNameAsString() + ", " +
                        Name + ", " + Out.text(Context->getSourceRange()) +
                        ")");
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
  if (Edit OfCopy = translateCopied(C, Call))
    return OfCopy;
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

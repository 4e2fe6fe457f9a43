// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Edits for what dangles or is dead too early: the variable becomes an object
// that counts, or a string of its own.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// What reads the characters and keeps no pointer to them.
static bool isReadOfText(const Stmt *Reader) {
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Reader))
    return Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_LNot;
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Reader))
    return lower::inTopNamespace(Construct->getConstructor()->getParent(),
                                 "std") &&
           lower::nameOf(Construct->getConstructor()->getParent()) ==
               "basic_string";
  return isa_and_nonnull<CXXOperatorCallExpr, ArraySubscriptExpr>(Reader);
}

std::vector<const DeclRefExpr *>
explain::argumentUses(const EditContext &C, const VarDecl *Var, bool Text,
                      const BinaryOperator *But) {
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Var, C.FD->getBody());
  for (const DeclRefExpr *E : Uses) {
    const Stmt *Inner = E;
    const Stmt *Parent = C.Parents.getParent(E);
    if (But && Parent == But && But->getLHS() == E)
      continue;
    bool IsRead = false;
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Parent)) {
      IsRead |= Cast->getCastKind() == CK_LValueToRValue;
      Inner = Parent;
      Parent = C.Parents.getParent(Parent);
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(Parent);
    const bool IsArgument = Call && !isa<CXXOperatorCallExpr>(Call) &&
                            llvm::is_contained(Call->arguments(), Inner);
    if (!IsRead || E->getBeginLoc().isMacroID() ||
        !(IsArgument || (Text && isReadOfText(Parent))))
      return {};
  }
  return Uses;
}

const DeclStmt *explain::onlyDeclaration(const EditContext &C,
                                         const VarDecl *Var) {
  class Finder : public lower::ASTVisitor {
  public:
    bool VisitDeclStmt(DeclStmt *S) override {
      if (S->isSingleDecl() && S->getSingleDecl() == Var)
        Found = S;
      return true;
    }
    const VarDecl *Var;
    const DeclStmt *Found = nullptr;
  } F;
  F.Var = Var;
  F.TraverseStmt(C.FD->getBody());
  return F.Found;
}

/// The type as it is written, without the name behind it.
static SourceRange typeRange(const VarDecl *Var) {
  const TypeSourceInfo *Info = Var->getTypeSourceInfo();
  SourceRange R = Info ? Info->getTypeLoc().getSourceRange() : SourceRange();
  if (R.isInvalid() || R.getBegin().isMacroID() || R.getEnd().isMacroID())
    return {};
  return {Var->getBeginLoc(), R.getEnd()};
}

std::string explain::z3ppClassName(QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!RD || !lower::inTopNamespace(RD, "z3"))
    return {};
  if (isa<ClassTemplateSpecializationDecl>(RD)) {
    QualType Element = lower::templateArgument(T, 0);
    const CXXRecordDecl *Of =
        Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
    return Of ? ("z3::" + lower::nameOf(Of) + "_vector").str() : std::string();
  }
  return ("z3::" + lower::nameOf(RD)).str();
}

/// The local variable that the use names as the dead handle.
static const VarDecl *usedVariable(const EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const VarDecl *Found = nullptr;
  for (unsigned I = 0; Call && I != Call->getNumArgs(); ++I) {
    const auto *Ref = dyn_cast<DeclRefExpr>(underlyingHandle(Call->getArg(I)));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->isLocalVarDecl() || !Var->hasLocalStorage() ||
        !ir::isCounted(C.M.Types.handleKind(Var->getType())))
      continue;
    if (Found)
      return nullptr;
    Found = Var;
  }
  return Found;
}

static Edit keepPair(EditContext &C);

Edit explain::keepOwner(EditContext &C) {
  const VarDecl *Var = C.holder();
  if (!Var && C.F.Dangles == analysis::Dangling::Temporary)
    return keepPair(C);
  if (C.F.Dangles != analysis::Dangling::Temporary || !Var || !Var->hasInit() ||
      Var->getInitStyle() != VarDecl::CInit)
    return {};
  const Expr *Init = Var->getInit()->IgnoreUnlessSpelledInSource();
  std::string Class = z3ppClassName(Init->getType());
  const SourceRange Type = typeRange(Var);
  if (!Init->isPRValue() || Class.empty() || Type.isInvalid() ||
      !onlyDeclaration(C, Var) || argumentUses(C, Var).empty())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, Class);
  return {Out.take(), {}};
}

/// `std::pair<Z3_ast, Z3_ast> p(x + 1, y + 2);`: a pair of the objects, if all
/// that is done with its parts is to give them to calls.
static Edit keepPair(EditContext &C) {
  const VarDecl *Var = C.F.Holder == ir::NoPlace
                           ? nullptr
                           : variableOf(*C.F.F, C.F.F->rootOf(C.F.Holder), C.L);
  const CXXRecordDecl *Pair =
      Var ? Var->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Pair || !lower::inTopNamespace(Pair, "std") ||
      lower::nameOf(Pair) != "pair" || !Var->isLocalVarDecl() ||
      !Var->hasInit() || !onlyDeclaration(C, Var))
    return {};
  const auto *Made =
      dyn_cast<CXXConstructExpr>(Var->getInit()->IgnoreUnlessSpelledInSource());
  const SourceRange Type = typeRange(Var);
  if (!Made || Made->getNumArgs() != 2 || Type.isInvalid())
    return {};
  std::string Classes;
  for (unsigned I = 0; I != 2; ++I) {
    const std::string Class = z3ppClassName(Made->getArg(I)
                                                ->IgnoreUnlessSpelledInSource()
                                                ->getType()
                                                .getNonReferenceType());
    if (Class.empty() || C.M.Types.handleKind(lower::templateArgument(
                             Var->getType(), I)) == ir::Kind::None)
      return {};
    Classes += (I ? ", " : "") + Class;
  }
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Var, C.FD->getBody());
  for (const DeclRefExpr *E : Uses) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(C.Parents.getParent(E));
    const Stmt *Read = Member ? C.Parents.getParent(Member) : nullptr;
    const auto *Call =
        isa_and_nonnull<ImplicitCastExpr>(Read)
            ? dyn_cast_or_null<CallExpr>(C.Parents.getParent(Read))
            : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || isa<CXXOperatorCallExpr>(Call) || Callee->isVariadic() ||
        Callee->isTemplateInstantiation() ||
        !llvm::is_contained(Call->arguments(), Read))
      return {};
  }
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, "std::pair<" + Classes + ">");
  return {Out.take(), {}};
}

Edit explain::ownCopy(EditContext &C) {
  const VarDecl *Var = usedVariable(C);
  if (!Var || !Var->hasInit() || Var->getInitStyle() != VarDecl::CInit)
    return {};
  const Expr *Init = Var->getInit()->IgnoreUnlessSpelledInSource();
  const std::string Class =
      z3ppClassName(Init->getType().getNonReferenceType());
  const SourceRange Type = typeRange(Var);
  if (Class.empty() || Type.isInvalid() || !onlyDeclaration(C, Var) ||
      argumentUses(C, Var).empty())
    return {};
  SourceEdits Out = C.edits();
  Out.replaceTokens(Type, Class);
  return {Out.take(), {}};
}

/// The only assignment to a variable that is declared null, or not at all
/// initialised; null if there is another one, or if it is no statement.
static const BinaryOperator *onlyAssignment(const EditContext &C,
                                            const VarDecl *Var) {
  if (Var->hasInit() && !Var->getInit()->isNullPointerConstant(
                            C.M.Ctx, Expr::NPC_ValueDependentIsNotNull))
    return nullptr;
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Var, C.FD->getBody());
  const BinaryOperator *Found = nullptr;
  for (const DeclRefExpr *E : Uses) {
    const auto *Assign =
        dyn_cast_or_null<BinaryOperator>(C.Parents.getParent(E));
    if (!Assign || Assign->getOpcode() != BO_Assign || Assign->getLHS() != E)
      continue;
    if (Found || !isInBlock(Assign, C.Parents))
      return nullptr;
    Found = Assign;
  }
  return Found;
}

Edit explain::ownAssigned(EditContext &C) {
  const VarDecl *Var = usedVariable(C);
  const BinaryOperator *Assign = Var ? onlyAssignment(C, Var) : nullptr;
  const ir::Kind K =
      Var ? C.M.Types.handleKind(Var->getType()) : ir::Kind::None;
  const auto *Use =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  if (!Assign || !C.canUseRaii() || C.isTaught() ||
      model::raiiAlias(K).empty() || !onlyDeclaration(C, Var) || !Use ||
      Use->getNumArgs() == 0 ||
      C.M.Types.handleKind(Use->getArg(0)->getType()) != ir::Kind::Context ||
      !isPlainExpression(Use->getArg(0)) ||
      !C.isVisibleAt(Use->getArg(0), onlyDeclaration(C, Var)))
    return {};
  const SourceRange Type = typeRange(Var);
  SourceEdits Out = C.edits();
  if (Type.isInvalid() || argumentUses(C, Var, false, Assign).empty() ||
      !Out.mayDeclareBefore(onlyDeclaration(C, Var)) ||
      deletesAnyContext(C, cast<CompoundStmt>(C.FD->getBody())))
    return {};
  const std::string Class = "z3raii::" + model::raiiAlias(K).str();
  Out.replaceTokens(Type, Class);
  if (Var->hasInit())
    Out.replaceTokens({Var->getLocation(), Var->getEndLoc()},
                      Var->getNameAsString());
  const Expr *Value = Assign->getRHS()->IgnoreUnlessSpelledInSource();
  Out.replaceTokens(Value->getSourceRange(),
                    Class + "::share(" +
                        Out.text(Use->getArg(0)->getSourceRange()) + ", " +
                        Out.text(Value->getSourceRange()) + ")");
  return {Out.take(), {"<z3raii/z3raii.h>"}};
}

/// Whether the variable gets the text from the call that makes it, and not out
/// of a container.
static bool isInitialisedByMaking(const EditContext &C, const VarDecl *Var) {
  const Stmt *Made = statementOf(*C.F.F, C.F.Made, C.L);
  while (Made && Made != Var->getInit())
    Made = C.Parents.getParent(Made);
  return Made;
}

Edit explain::copyText(EditContext &C) {
  const VarDecl *Var = C.holder();
  if (C.F.K != ir::Kind::String || !Var || !Var->hasInit() || !C.isCpp() ||
      Var->getInitStyle() != VarDecl::CInit ||
      !Var->getType()->isPointerType() || !isInitialisedByMaking(C, Var))
    return {};
  const SourceRange Type = typeRange(Var);
  const std::vector<const DeclRefExpr *> Reads =
      argumentUses(C, Var, /*Text=*/true);
  if (Type.isInvalid() || !onlyDeclaration(C, Var) || Reads.empty())
    return {};
  SourceEdits Out = C.edits();
  // The star stands beside the name.
  Out.replaceTokens(Type, Var->getType()->getAs<TypedefType>()
                              ? "std::string"
                              : "std::string ");
  // `e.to_string().c_str()`: the string itself.
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(
          Var->getInit()->IgnoreUnlessSpelledInSource())) {
    const Expr *Text = Call->getImplicitObjectArgument();
    Out.replaceTokens(Call->getSourceRange(), Out.text(Text->getSourceRange()));
  }
  for (const DeclRefExpr *E : Reads)
    Out.replaceTokens(E->getSourceRange(), (Var->getName() + ".c_str()").str());
  return {Out.take(), {"<string>"}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a field that is overwritten while it owns a handle, in C: the
// old one is released first. Right where the whole file shows that the field is
// null or owns one reference at any time: each struct starts with null, each
// handle in the field is retained, and who gives it back leaves null, or is
// done with the struct.

#include "explain/Edits.h"

#include "lower/ASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

static const FieldDecl *fieldIn(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
  return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

static std::string textOf(const Stmt *S, const EditContext &C) {
  return Lexer::getSourceText(
             CharSourceRange::getTokenRange(S->getSourceRange()),
             C.M.Ctx.getSourceManager(), C.M.Ctx.getLangOpts())
      .str();
}

/// The statement of a block that comes behind another one; null for none.
static const Stmt *next(const Stmt *S, const ParentMap &Parents) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(S));
  if (!Block)
    return nullptr;
  const auto *At = llvm::find(Block->body(), S) + 1;
  return At == Block->body_end() ? nullptr : *At;
}

namespace {

/// `s->best = make(s->ctx);` in a function of the file.
struct Overwrite {
  const FunctionDecl *In = nullptr;
  const BinaryOperator *Assign = nullptr;
  const FieldDecl *Field = nullptr;
};

/// Whether a field is null or owned all the time.
class FieldOwnership : public lower::ASTVisitor {
public:
  FieldOwnership(EditContext &C, const FieldDecl *Field)
      : C(C), Field(Field), Struct(Field->getParent()) {}

  bool VisitVarDecl(VarDecl *D) override;
  bool VisitFieldDecl(FieldDecl *D) override {
    // A struct within another one, or in an array, is not followed.
    return Fits &= !isStruct(elementType(D->getType()));
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    return Fits &= !(E->isAssignmentOp() && isStruct(E->getType()));
  }
  bool VisitCallExpr(CallExpr *E) override;
  bool VisitFunctionDecl(FunctionDecl *D) override;

  bool Fits = true;

private:
  bool isStruct(QualType T) const {
    const auto *Record = T->getAs<RecordType>();
    return Record &&
           Record->getDecl()->getCanonicalDecl() == Struct->getCanonicalDecl();
  }
  QualType elementType(QualType T) const {
    return C.M.Ctx.getBaseElementType(T);
  }
  bool pointsToStruct(const Expr *E) const {
    QualType T = E->IgnoreParenCasts()->getType();
    return T->isPointerType() && isStruct(T->getPointeeType());
  }
  bool checkMention(const MemberExpr *E, const FunctionDecl *In,
                    const ParentMap &Parents);
  bool isDoneBehind(const MemberExpr *E, const CallExpr *Release,
                    const FunctionDecl *In, const ParentMap &Parents);

  EditContext &C;
  const FieldDecl *Field;
  const RecordDecl *Struct;
};

} // namespace

/// Each struct starts with null in the field.
bool FieldOwnership::VisitVarDecl(VarDecl *D) {
  if (!isStruct(elementType(D->getType())))
    return true;
  if (isa<ParmVarDecl>(D) || !isStruct(D->getType()))
    return Fits = false;
  const auto *List = dyn_cast_or_null<InitListExpr>(D->getInit());
  if (!List)
    return Fits &= !D->hasInit() && !D->hasLocalStorage();
  const Expr *Init = Field->getFieldIndex() < List->getNumInits()
                         ? List->getInit(Field->getFieldIndex())
                         : nullptr;
  return Fits &= !Init || isa<ImplicitValueInitExpr>(Init) ||
                 Init->isNullPointerConstant(C.M.Ctx,
                                             Expr::NPC_ValueDependentIsNotNull);
}

bool FieldOwnership::VisitCallExpr(CallExpr *E) {
  const FunctionDecl *Callee = E->getDirectCallee();
  const StringRef Name = Callee ? lower::nameOf(Callee) : StringRef();
  // Memory that is not zero, and bytes that are copied.
  const bool Copies =
      Name == "memcpy" || Name == "memmove" || Name == "realloc";
  for (const Expr *Arg : E->arguments())
    Fits &= !(Copies && pointsToStruct(Arg));
  class SizeFinder : public lower::ASTVisitor {
  public:
    bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) override {
      Found = E;
      return true;
    }
    const UnaryExprOrTypeTraitExpr *Found = nullptr;
  } Size;
  if (Name == "malloc" || Name == "realloc")
    Size.TraverseStmt(E);
  if (Size.Found)
    Fits &= !isStruct(Size.Found->getTypeOfArgument());
  else
    Fits &= Name != "malloc";
  return Fits;
}

bool FieldOwnership::VisitFunctionDecl(FunctionDecl *D) {
  if (isStruct(D->getReturnType()))
    return Fits = false;
  if (!D->doesThisDeclarationHaveABody() || !D->getBody())
    return true;
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitMemberExpr(MemberExpr *E) override {
      if (E->getMemberDecl() == Field)
        Found.push_back(E);
      return true;
    }
    const FieldDecl *Field = nullptr;
    std::vector<const MemberExpr *> Found;
  } Mentions;
  Mentions.Field = Field;
  Mentions.TraverseStmt(D->getBody());
  if (Mentions.Found.empty())
    return true;
  ParentMap Parents(D->getBody());
  for (const MemberExpr *E : Mentions.Found)
    Fits &= checkMention(E, D, Parents);
  return Fits;
}

/// What a call does to the count of the place; None where it is none's.
static model::CountEffect countOf(EditContext &C, const CallExpr *Call,
                                  const Expr *Place) {
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return model::CountEffect::None;
  const model::CallEffect &Effect = C.M.effectOf(Callee);
  const bool IsCounted =
      Effect.CountArg >= 0 &&
      underlyingHandle(Call->getArg(Effect.CountArg)) == Place;
  return IsCounted ? Effect.Count : model::CountEffect::None;
}

/// Whether a statement retains what an assignment before it has made; or what
/// is made is ours by itself.
static bool isOwnedBy(EditContext &C, const BinaryOperator *Assign,
                      const ParentMap &Parents) {
  const auto *Make =
      dyn_cast<CallExpr>(Assign->getRHS()->IgnoreParenImpCasts());
  const FunctionDecl *Callee = Make ? Make->getDirectCallee() : nullptr;
  if (!Callee || !C.M.effectOf(Callee).Known)
    return false;
  const auto *Retain = dyn_cast_or_null<CallExpr>(next(Assign, Parents));
  const FunctionDecl *Counts = Retain ? Retain->getDirectCallee() : nullptr;
  const bool IsRetained =
      Counts && C.M.effectOf(Counts).Count == model::CountEffect::Retain &&
      C.M.effectOf(Counts).CountArg >= 0 &&
      textOf(underlyingHandle(Retain->getArg(C.M.effectOf(Counts).CountArg)),
             C) == textOf(Assign->getLHS(), C);
  return (C.M.effectOf(Callee).R == model::Result::Owned) != IsRetained;
}

/// Behind its release the field is null, or the struct is done with.
bool FieldOwnership::isDoneBehind(const MemberExpr *E, const CallExpr *Release,
                                  const FunctionDecl *In,
                                  const ParentMap &Parents) {
  const Stmt *S = Release;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Parents.getParent(S)))
    if (If->getThen() == S && !If->getElse())
      S = If;
  const Stmt *Behind = next(S, Parents);
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(Behind);
  if (Assign && Assign->isAssignmentOp() &&
      textOf(Assign->getLHS(), C) == textOf(E, C))
    return true;
  // The last of what is said of a local struct.
  const auto *Ref = dyn_cast<DeclRefExpr>(E->getBase()->IgnoreParens());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  for (const Stmt *P = S; P; P = Parents.getParent(P))
    if (isa<ForStmt, WhileStmt, DoStmt, LabelStmt>(P))
      return false;
  if (Var && !E->isArrow() && Var->isLocalVarDecl()) {
    class Visitor : public lower::ASTVisitor {
    public:
      bool VisitUnaryOperator(UnaryOperator *E) override {
        const auto *Ref =
            dyn_cast<DeclRefExpr>(E->getSubExpr()->IgnoreParens());
        Given |= E->getOpcode() == UO_AddrOf && Ref && Ref->getDecl() == Var &&
                 E->getBeginLoc() > Since;
        return true;
      }
      bool VisitGotoStmt(GotoStmt *) override { return Given = true; }
      const VarDecl *Var = nullptr;
      SourceLocation Since;
      bool Given = false;
    } Finder;
    Finder.Var = Var;
    Finder.Since = S->getEndLoc();
    Finder.TraverseStmt(In->getBody());
    return !Finder.Given;
  }
  // A struct on the heap is freed right behind.
  for (; Behind; Behind = next(Behind, Parents)) {
    const auto *Call = dyn_cast<CallExpr>(Behind);
    if (Call && Call->getDirectCallee() && Call->getNumArgs() == 1 &&
        lower::nameOf(Call->getDirectCallee()) == "free" && E->isArrow() &&
        textOf(Call->getArg(0), C) == textOf(E->getBase(), C))
      return true;
    if (isa<ReturnStmt>(Behind))
      return false;
  }
  return false;
}

bool FieldOwnership::checkMention(const MemberExpr *E, const FunctionDecl *In,
                                  const ParentMap &Parents) {
  if (E->getBeginLoc().isMacroID())
    return false;
  const Stmt *P = Parents.getParent(E);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->getOpcode() == UO_LNot;
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(P);
  if (Assign && Assign->isAssignmentOp() && Assign->getLHS() == E)
    return Assign->getOpcode() == BO_Assign &&
           (Assign->getRHS()->isNullPointerConstant(
                C.M.Ctx, Expr::NPC_ValueDependentIsNotNull) ||
            isOwnedBy(C, Assign, Parents));
  const Stmt *Above =
      Parents.getParentIgnoreParenImpCasts(const_cast<MemberExpr *>(E));
  while (isa_and_nonnull<CallExpr>(Above) &&
         underlyingHandle(cast<CallExpr>(Above)) == E)
    Above = Parents.getParentIgnoreParenImpCasts(const_cast<Stmt *>(Above));
  const auto *Call = dyn_cast_or_null<CallExpr>(Above);
  if (!Call) // a test, or a copy of the handle
    return !isa_and_nonnull<ReturnStmt, DeclStmt>(Above) &&
           !(isa_and_nonnull<BinaryOperator>(Above) &&
             cast<BinaryOperator>(Above)->isAssignmentOp());
  switch (countOf(C, Call, E)) {
  case model::CountEffect::Release:
    return isDoneBehind(E, Call, In, Parents);
  case model::CountEffect::Retain: {
    // Only that of the assignment right before.
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Parents.getParent(Call));
    const auto *At = Block ? llvm::find(Block->body(), Call) : nullptr;
    const auto *Made = At && At != Block->body_begin()
                           ? dyn_cast<BinaryOperator>(At[-1])
                           : nullptr;
    return Made && Made->getOpcode() == BO_Assign &&
           textOf(Made->getLHS(), C) == textOf(E, C);
  }
  default:
    return onlyReads(C.M, Call, [&] {
      for (const Expr *Arg : Call->arguments())
        if (underlyingHandle(Arg) == E)
          return Arg;
      return static_cast<const Expr *>(E);
    }());
  }
}

/// The assignment that the lost handle comes from: here, or the only one to a
/// field in the function that is called here.
static Overwrite findOverwrite(EditContext &C) {
  const auto *Make = dyn_cast_or_null<CallExpr>(C.creation());
  const FunctionDecl *Callee = Make ? Make->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee)
    return {};
  Overwrite Found;
  Found.In = C.FD;
  if (!C.M.effectOf(Callee).Known) {
    const SourceManager &SM = C.M.Ctx.getSourceManager();
    if (!Callee->hasBody(Definition) ||
        SM.getFileID(SM.getExpansionLoc(Definition->getBeginLoc())) !=
            SM.getFileID(C.Anchor))
      return {};
    Found.In = Definition;
  }
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitBinaryOperator(BinaryOperator *E) override {
      const FieldDecl *Field =
          E->getOpcode() == BO_Assign ? fieldIn(E->getLHS()) : nullptr;
      const auto *Value =
          dyn_cast<CallExpr>(E->getRHS()->IgnoreParenImpCasts());
      if (Field && Value && M->Types.handleKind(Field->getType()) == K &&
          (!Make || Value == Make))
        Found.push_back(E);
      return true;
    }
    lower::ModuleContext *M = nullptr;
    ir::Kind K = ir::Kind::None;
    const CallExpr *Make = nullptr;
    std::vector<const BinaryOperator *> Found;
  } Finder;
  Finder.M = &C.M;
  Finder.K = C.F.K;
  Finder.Make = Definition ? nullptr : Make;
  Finder.TraverseStmt(Found.In->getBody());
  if (Finder.Found.size() != 1)
    return {};
  Found.Assign = Finder.Found.front();
  Found.Field = fieldIn(Found.Assign->getLHS());
  return Found;
}

Edit explain::releaseOverwritten(EditContext &C) {
  if (C.isCpp() || C.isTaught() || !ir::isCounted(C.F.K) || C.F.Count != 1)
    return {};
  const Overwrite O = findOverwrite(C);
  if (!O.Assign || !O.Field || O.Field->getParent()->isUnion() ||
      !isOnlyHere(C.M.Ctx, O.Field->getParent()) ||
      O.Assign->getBeginLoc().isMacroID())
    return {};
  const auto *Make = cast<CallExpr>(O.Assign->getRHS()->IgnoreParenImpCasts());
  const Expr *Context = nullptr;
  for (const Expr *Arg : Make->arguments()) {
    if (fieldIn(Arg) == O.Field)
      return {};
    if (C.M.Types.handleKind(Arg->getType()) == ir::Kind::Context)
      Context = Arg;
  }
  ParentMap Parents(O.In->getBody());
  if (!Context || !isPlainExpression(Context) ||
      !isPlainExpression(O.Assign->getLHS()) || !isInBlock(O.Assign, Parents) ||
      !isOwnedBy(C, O.Assign, Parents))
    return {};
  FieldOwnership Ownership(C, O.Field);
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D) && Ownership.Fits)
      Ownership.TraverseDecl(D);
  if (!Ownership.Fits)
    return {};
  SourceEdits Out(C.M.Ctx, Parents, C.Anchor);
  const std::string Place = textOf(O.Assign->getLHS(), C);
  Out.insertBefore(O.Assign,
                   {"if (" + Place + ")",
                    "  " +
                        countingCall(model::releaseFunction(C.F.K), C.F.K,
                                     textOf(Context, C), Place) +
                        ";"});
  return {Out.take(), {}};
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for a text that is overwritten, in C: a copy, and its memory is
// given back on every way out.

#include "explain/Changes.h"
#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 3;

/// "char *text = strdup(…);", or what it stands for where C has none.
static std::vector<std::string> copyLines(const EditContext &C,
                                          const std::string &Target,
                                          const std::string &Name,
                                          const std::string &Text) {
  if (C.M.Ctx.getLangOpts().GNUMode ||
      !lower::lookUp(C.M.Ctx, "strdup").empty())
    return {Target + " = strdup(" + Text + ");"};
  const std::string Shown = freshName(C, Name + "_shown");
  if (Shown.empty())
    return {};
  const std::string Copy =
      StringRef(Target).starts_with("char *") ? Target.substr(6) : Target;
  return {"Z3_string " + Shown + " = " + Text + ";",
          Target + " = malloc(strlen(" + Shown + ") + 1);",
          "if (!" + Copy + ") abort();",
          "strcpy(" + Copy + ", " + Shown + ");"};
}

static const std::vector<std::string> Includes = {"<stdlib.h>", "<string.h>"};

/// Whether a function keeps no pointer to the text that it is given.
static bool onlyReadsText(const FunctionDecl *FD, unsigned Index,
                          unsigned Depth) {
  if (!FD || lower::isSystem(FD) || lower::nameOf(FD).starts_with("Z3_"))
    return FD && !FD->getReturnType()->isPointerType();
  const FunctionDecl *Definition = nullptr;
  if (!Depth || !FD->hasBody(Definition) || Index >= Definition->getNumParams())
    return false;
  ParentMap Parents(Definition->getBody());
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Definition->getParamDecl(Index), Definition->getBody());
  return llvm::all_of(Uses, [&](const DeclRefExpr *Ref) {
    const Stmt *E = Ref;
    const Stmt *P = Parents.getParent(E);
    while (P && isa<ImplicitCastExpr, ParenExpr>(P)) {
      E = P;
      P = Parents.getParent(P);
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(P);
    if (!Call)
      return false;
    const auto At = llvm::find(Call->arguments(), E);
    // strstr() and the like: what they find is compared only.
    const Stmt *Above =
        Parents.getParentIgnoreParenImpCasts(const_cast<CallExpr *>(Call));
    if (Call->getDirectCallee() && lower::isSystem(Call->getDirectCallee()) &&
        isa_and_nonnull<BinaryOperator>(Above) &&
        cast<BinaryOperator>(Above)->isComparisonOp())
      return true;
    return onlyReadsText(Call->getDirectCallee(),
                         At - Call->arguments().begin(), Depth - 1);
  });
}

/// Whether all that is done with a variable, or with the elements of an array,
/// is to read its text.
static bool
isOnlyRead(const EditContext &C, const VarDecl *Var, const BinaryOperator *But,
           llvm::function_ref<bool(const DeclRefExpr *)> IsFine = nullptr) {
  const std::vector<const DeclRefExpr *> Uses =
      referencesTo(Var, C.FD->getBody());
  return llvm::all_of(Uses, [&](const DeclRefExpr *Ref) {
    if (IsFine && IsFine(Ref))
      return true;
    const Stmt *E = Ref;
    const Stmt *P = C.Parents.getParent(E);
    while (P && (isa<ImplicitCastExpr, ParenExpr>(P) ||
                 (isa<ArraySubscriptExpr>(P) &&
                  cast<ArraySubscriptExpr>(P)->getBase() == E))) {
      E = P;
      P = C.Parents.getParent(P);
    }
    if (P && P == But && But->getLHS() == E)
      return true;
    if (E->getBeginLoc().isMacroID())
      return false;
    if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(P))
      return Subscript->getBase() == E;
    const auto *Call = dyn_cast_or_null<CallExpr>(P);
    if (!Call || cast<Expr>(E)->getType()->isArrayType())
      return false;
    const auto At = llvm::find(Call->arguments(), E);
    return At != Call->arguments().end() &&
           onlyReadsText(Call->getDirectCallee(),
                         At - Call->arguments().begin(), MaxDepth);
  });
}

/// Lines before each way out of the block that comes behind a place; false if
/// there is one that can't have them.
static bool insertAtWaysOut(EditContext &C, SourceEdits &Out,
                            const CompoundStmt *Block, const Stmt *Since,
                            const VarDecl *Var,
                            llvm::ArrayRef<std::string> Lines) {
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc())) {
    if (Way.Jump->getBeginLoc() < Since->getEndLoc())
      continue;
    if (Way.Jump->getBeginLoc().isMacroID() ||
        isa<GotoStmt, IndirectGotoStmt>(Way.Jump) ||
        !C.isVariableVisibleAt(Var, Way.Jump))
      return false;
    if (const auto *Return = dyn_cast<ReturnStmt>(Way.Jump))
      insertBeforeReturn(
          Return, Lines,
          llvm::is_contained(variablesIn(Return->getRetValue()), Var), C, Out);
    else
      Out.insertBefore(Way.Jump, Lines);
  }
  if (!isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt>(Block->body_back()))
    Out.insertAtEnd(Block, Lines);
  return true;
}

static Edit copyVariable(EditContext &C, const VarDecl *Var) {
  const DeclStmt *Decl = onlyDeclaration(C, Var);
  const auto *Block =
      Decl ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Decl))
           : nullptr;
  if (!Block || !Var->hasInit() || !Var->getType()->isPointerType() ||
      !isa<CallExpr>(Var->getInit()->IgnoreParenImpCasts()) ||
      !isOnlyRead(C, Var, nullptr))
    return {};
  SourceEdits Out = C.edits();
  const std::string Name = Var->getNameAsString();
  const std::vector<std::string> Lines = copyLines(
      C, "char *" + Name, Name, Out.text(Var->getInit()->getSourceRange()));
  if (Lines.empty() || !Out.mayDeclareBefore(Decl))
    return {};
  Out.replace(Decl, Lines);
  if (!insertAtWaysOut(C, Out, Block, Decl, Var, {"free(" + Name + ");"}))
    return {};
  return {Out.take(), Includes};
}

/// The assignment to an element in a loop that counts through the array, if it
/// is the only one.
static const BinaryOperator *fillingOf(const EditContext &C, const VarDecl *Var,
                                       const CompoundStmt *Block) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitBinaryOperator(BinaryOperator *E) override {
      const auto *Element = dyn_cast<ArraySubscriptExpr>(E->getLHS());
      const auto *Ref =
          Element
              ? dyn_cast<DeclRefExpr>(Element->getBase()->IgnoreParenImpCasts())
              : nullptr;
      if (E->isAssignmentOp() && Ref && Ref->getDecl() == Var)
        Found.push_back(E);
      return true;
    }
    const VarDecl *Var = nullptr;
    std::vector<const BinaryOperator *> Found;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(C.FD->getBody());
  if (Finder.Found.size() != 1)
    return nullptr;
  const BinaryOperator *Assign = Finder.Found.front();
  const Stmt *Body = C.Parents.getParent(Assign);
  const auto *For = dyn_cast_or_null<ForStmt>(
      isa_and_nonnull<CompoundStmt>(Body) ? C.Parents.getParent(Body) : Body);
  const auto *Count =
      For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  const auto *Step =
      For ? dyn_cast_or_null<UnaryOperator>(For->getInc()) : nullptr;
  const auto *Index =
      dyn_cast<DeclRefExpr>(cast<ArraySubscriptExpr>(Assign->getLHS())
                                ->getIdx()
                                ->IgnoreParenImpCasts());
  return Count && Count->isSingleDecl() && Index && Step &&
                 Step->isIncrementOp() &&
                 Index->getDecl() == Count->getSingleDecl() &&
                 C.Parents.getParent(For) == Block
             ? Assign
             : nullptr;
}

/// `names[i] = …;` in a loop: each element is a copy.
static Edit copyElements(EditContext &C, const VarDecl *Var) {
  const DeclStmt *Decl = onlyDeclaration(C, Var);
  const auto *Block =
      Decl ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Decl))
           : nullptr;
  const BinaryOperator *Fill = Block ? fillingOf(C, Var, Block) : nullptr;
  const auto Type =
      Var->getTypeSourceInfo()->getTypeLoc().getAs<ArrayTypeLoc>();
  const std::string Index = freshName(C, "k");
  if (!Fill || Var->hasInit() || !Var->getType()->isConstantArrayType() ||
      !Type || !Type.getSizeExpr() || Index.empty() ||
      !isOnlyRead(C, Var, Fill))
    return {};
  SourceEdits Out = C.edits();
  const std::string Name = Var->getNameAsString();
  const std::string Size = Out.text(Type.getSizeExpr()->getSourceRange());
  Out.replace(Decl, {"char *" + Name + "[" + Size + "] = {0};"});
  const std::vector<std::string> Lines =
      copyLines(C, Out.text(Fill->getLHS()->getSourceRange()), Name,
                Out.text(Fill->getRHS()->getSourceRange()));
  if (Lines.empty() || !Out.mayDeclareBefore(Decl))
    return {};
  Out.replace(Fill, Lines);
  if (!insertAtWaysOut(C, Out, Block, Decl, Var,
                       {"for (int " + Index + " = 0; " + Index + " < " + Size +
                        "; " + Index + "++) free(" + Name + "[" + Index +
                        "]);"}))
    return {};
  return {Out.take(), Includes};
}

/// Whether a pointer is only tested, or given to free() at Free.
static bool isTestedOrFreed(const DeclRefExpr *Ref, const Stmt *Free,
                            const ParentMap &Parents) {
  const Stmt *P =
      Parents.getParentIgnoreParenImpCasts(const_cast<DeclRefExpr *>(Ref));
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(P);
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(P);
  return P == Free || isa_and_nonnull<IfStmt>(P) ||
         (Unary && Unary->getOpcode() == UO_LNot) ||
         (Binary && Binary->isEqualityOp());
}

/// The one `free(v);` that stands as a statement of the block; null if there is
/// another one, or none.
static const CallExpr *freeingIn(const EditContext &C, const VarDecl *Var,
                                 const CompoundStmt *Block) {
  class Visitor : public lower::ASTVisitor {
  public:
    bool VisitCallExpr(CallExpr *E) override {
      const FunctionDecl *Callee = E->getDirectCallee();
      const auto *Ref =
          E->getNumArgs() == 1
              ? dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreParenImpCasts())
              : nullptr;
      if (Callee && lower::nameOf(Callee) == "free" && Ref &&
          Ref->getDecl() == Var)
        Found.push_back(E);
      return true;
    }
    const VarDecl *Var = nullptr;
    std::vector<const CallExpr *> Found;
  } Finder;
  Finder.Var = Var;
  Finder.TraverseStmt(C.FD->getBody());
  return Finder.Found.size() == 1 &&
                 C.Parents.getParent(Finder.Found.front()) == Block
             ? Finder.Found.front()
             : nullptr;
}

/// The variable that says how many elements `calloc(n, size)` makes; null if it
/// is not one that stays the same.
static const VarDecl *countOf(const EditContext &C, const CallExpr *Calloc) {
  const FunctionDecl *Callee = Calloc ? Calloc->getDirectCallee() : nullptr;
  const auto *Ref =
      Callee && lower::nameOf(Callee) == "calloc" && Calloc->getNumArgs() == 2
          ? dyn_cast<DeclRefExpr>(Calloc->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  const auto *Count = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Count || !Count->isLocalVarDeclOrParm() || !Count->hasLocalStorage())
    return nullptr;
  ChangeFinder Changes;
  for (const Stmt *S : cast<CompoundStmt>(C.FD->getBody())->body())
    if (S->getEndLoc() > Calloc->getEndLoc())
      Changes.TraverseStmt(const_cast<Stmt *>(S));
  return Changes.Changed.contains(Count) ? nullptr : Count;
}

/// `names = calloc(n, …)`, filled by a loop, and freed at the end: the elements
/// are copies, and freed before.
static Edit copyHeapElements(EditContext &C, const VarDecl *Var) {
  const DeclStmt *Decl = onlyDeclaration(C, Var);
  const auto *Block =
      Decl ? dyn_cast_or_null<CompoundStmt>(C.Parents.getParent(Decl))
           : nullptr;
  const BinaryOperator *Fill = Block ? fillingOf(C, Var, Block) : nullptr;
  const CallExpr *Free = Fill ? freeingIn(C, Var, Block) : nullptr;
  const VarDecl *Count =
      Free && Var->hasInit()
          ? countOf(C, dyn_cast<CallExpr>(Var->getInit()->IgnoreParenCasts()))
          : nullptr;
  const std::string Index = freshName(C, "k");
  if (!Count || Index.empty() || Decl->getBeginLoc().isMacroID() ||
      !isOnlyRead(C, Var, Fill, [&](const DeclRefExpr *Ref) {
        return isTestedOrFreed(Ref, Free, C.Parents) ||
               Ref->getBeginLoc() < Decl->getEndLoc();
      }))
    return {};
  for (const WayOut &Way : jumpsOutOf(Block, Block->getBeginLoc()))
    if (Way.Jump->getBeginLoc() > Fill->getBeginLoc() &&
        Way.Jump->getBeginLoc() < Free->getEndLoc())
      return {};
  SourceEdits Out = C.edits();
  const std::string Name = Var->getNameAsString();
  const std::vector<std::string> Lines =
      copyLines(C, Out.text(Fill->getLHS()->getSourceRange()), Name,
                Out.text(Fill->getRHS()->getSourceRange()));
  if (Lines.empty() || !Out.mayDeclareBefore(Decl))
    return {};
  Out.replaceTokens({Decl->getBeginLoc(), Var->getLocation()},
                    "char **" + Name);
  Out.replace(Fill, Lines);
  Out.insertBefore(Free, {"for (" +
                              Count->getType().getUnqualifiedType().getAsString(
                                  C.M.Ctx.getPrintingPolicy()) +
                              " " + Index + " = 0; " + Index + " < " +
                              Count->getNameAsString() + "; " + Index + "++)",
                          "  free(" + Name + "[" + Index + "]);"});
  return {Out.take(), Includes};
}

/// The local array, or pointer, of which the use reads elements; null unless it
/// is one only.
static const VarDecl *readArray(const EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const VarDecl *Found = nullptr;
  for (unsigned I = 0; Call && I != Call->getNumArgs(); ++I) {
    const auto *Element =
        dyn_cast<ArraySubscriptExpr>(Call->getArg(I)->IgnoreParenImpCasts());
    const auto *Ref =
        Element
            ? dyn_cast<DeclRefExpr>(Element->getBase()->IgnoreParenImpCasts())
            : nullptr;
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Element->getType()->isPointerType() ||
        !Element->getType()->getPointeeType()->isCharType())
      continue;
    if (Found && Found != Var)
      return nullptr;
    Found = Var;
  }
  return Found;
}

/// Two texts in one call: all but the last are copied before it.
static Edit copyArguments(EditContext &C) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(statementOf(*C.F.F, C.F.At, C.L));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return {};
  const Stmt *Whole = enclosingStatement(Call, C.Parents);
  const auto *Return = dyn_cast<ReturnStmt>(Whole);
  const bool IsTop =
      Whole == Call || (Return && Return->getRetValue() &&
                        Return->getRetValue()->IgnoreParenImpCasts() == Call);
  std::vector<const Expr *> Texts;
  for (unsigned I = 0; I != Call->getNumArgs(); ++I) {
    const auto *Inner =
        dyn_cast<CallExpr>(Call->getArg(I)->IgnoreParenImpCasts());
    const FunctionDecl *Maker = Inner ? Inner->getDirectCallee() : nullptr;
    if (!Maker || !lower::nameOf(Maker).starts_with("Z3_") ||
        !Inner->getType()->isPointerType() ||
        !Inner->getType()->getPointeeType()->isCharType())
      continue;
    if (!onlyReadsText(Callee, I, MaxDepth))
      return {};
    Texts.push_back(Inner);
  }
  if (!IsTop || Texts.size() < 2 || !isInBlock(Whole, C.Parents))
    return {};
  SourceEdits Out = C.edits();
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  std::string Text = Out.text(Call->getSourceRange());
  const unsigned Start = SM.getFileOffset(Call->getBeginLoc());
  std::vector<std::string> Lines, Frees;
  // From the back, so that the places before stay where they are.
  Texts.pop_back();
  for (size_t I = Texts.size(); I-- > 0;) {
    const std::string Name = freshName(
        C, Texts.size() == 1 ? "text" : "text" + std::to_string(I + 1));
    const std::string Old = Out.text(Texts[I]->getSourceRange());
    const std::vector<std::string> Copy =
        Name.empty() ? std::vector<std::string>()
                     : copyLines(C, "char *" + Name, Name, Old);
    if (Copy.empty() || !Out.valid())
      return {};
    Text.replace(SM.getFileOffset(Texts[I]->getBeginLoc()) - Start, Old.size(),
                 Name);
    Lines.insert(Lines.begin(), Copy.begin(), Copy.end());
    Frees.push_back("free(" + Name + ");");
  }
  const std::string Result = Return ? freshName(C, "result") : std::string();
  if (Return && (Result.empty() || !C.FD->getReturnType()->isArithmeticType()))
    return {};
  Lines.push_back(
      Return ? C.FD->getReturnType().getAsString(C.M.Ctx.getPrintingPolicy()) +
                   " " + Result + " = " + Text + ";"
             : Text + ";");
  Lines.insert(Lines.end(), Frees.begin(), Frees.end());
  if (Return)
    Lines.push_back("return " + Result + ";");
  Out.replaceByScope(Whole, Lines);
  return {Out.take(), Includes};
}

Edit explain::copyTextInC(EditContext &C) {
  // A goto may pass the copy by, or its end.
  if (C.F.K != ir::Kind::String || C.isCpp() || hasGoto(C.FD) ||
      C.F.Dangles != analysis::Dangling::Overwritten)
    return {};
  const VarDecl *Var = C.F.Holder == ir::NoPlace
                           ? readArray(C)
                           : variableOf(*C.F.F, C.F.F->rootOf(C.F.Holder), C.L);
  if (!Var && C.F.Holder == ir::NoPlace)
    return copyArguments(C);
  if (!Var || !Var->isLocalVarDecl() || !Var->hasLocalStorage())
    return {};
  if (Var->getType()->isArrayType())
    return copyElements(C, Var);
  return Var->getType()->isPointerType() &&
                 Var->getType()->getPointeeType()->isPointerType()
             ? copyHeapElements(C, Var)
             : copyVariable(C, Var);
}

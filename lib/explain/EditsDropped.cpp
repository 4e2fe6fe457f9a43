// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit for elements that their owner drops: an overwritten one, one that is
// taken out, those above a mark. Each is released before, in the context from
// which the file releases the others.

#include "explain/Edits.h"

#include "explain/Names.h"
#include "lower/ASTVisitor.h"
#include "lower/Containers.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

namespace {

/// The member of a class that is an array or a container of handles, with the
/// object that it is named of.
struct Owned {
  const FieldDecl *Field = nullptr;
  const Expr *Object = nullptr; ///< null: `this`, not written
  bool IsArrow = false;
};

/// The releases of handles of one kind by members of a class: of which field
/// they take the context.
class ContextFinder : public lower::ASTVisitor {
public:
  ContextFinder(EditContext &C, const RecordDecl *Class) : C(C), Class(Class) {}

  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (!Callee || C.M.effectOf(Callee).Count != model::CountEffect::Release ||
        E->getNumArgs() != 2)
      return true;
    const auto *Context =
        dyn_cast<MemberExpr>(E->getArg(0)->IgnoreParenImpCasts());
    const auto *Field =
        Context ? dyn_cast<FieldDecl>(Context->getMemberDecl()) : nullptr;
    if (!Field || Field->getParent() != Class ||
        C.M.Types.handleKind(Field->getType()) != ir::Kind::Context)
      return true;
    Several |= Found && Found != Field;
    Found = Field;
    return true;
  }

  const FieldDecl *Found = nullptr;
  bool Several = false;

private:
  EditContext &C;
  const RecordDecl *Class;
};

class Dropped {
public:
  explicit Dropped(EditContext &C) : C(C) {}
  Edit release();

private:
  bool releaseBefore(const FunctionDecl *FD, const Stmt *Drop);
  std::vector<std::string> linesFor(const Stmt *Drop);
  std::string call(const Owned &Of, const std::string &Element);
  std::string text(const Stmt *S) const;
  bool isHandle(QualType T) const { return C.M.Types.handleKind(T) == C.F.K; }

  EditContext &C;
  const FunctionDecl *Here = nullptr; ///< where it is dropped
  Edit Made;
};

} // namespace

std::string Dropped::text(const Stmt *S) const {
  return Lexer::getSourceText(
             CharSourceRange::getTokenRange(S->getSourceRange()),
             C.M.Ctx.getSourceManager(), C.M.Ctx.getLangOpts())
      .str();
}

/// The outermost member that an expression names.
static Owned ownedIn(const Expr *E) {
  const MemberExpr *Found = nullptr;
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase();
    else if ((Found = dyn_cast<MemberExpr>(E)))
      E = isa<ArraySubscriptExpr>(Found->getBase()->IgnoreParenImpCasts())
              ? Found->getBase()
              : nullptr;
    else
      return {};
  }
  const auto *Field =
      Found ? dyn_cast<FieldDecl>(Found->getMemberDecl()) : nullptr;
  if (!Field)
    return {};
  const Expr *Object = Found->getBase()->IgnoreParenImpCasts();
  return {Field, isa<CXXThisExpr>(Object) ? nullptr : Object, Found->isArrow()};
}

/// "Z3_dec_ref(p->ctx, p->conds[i])"; empty if the file does not say which
/// context that is.
std::string Dropped::call(const Owned &Of, const std::string &Element) {
  if (!Of.Field || (Of.Object && !isPlainExpression(Of.Object)))
    return {};
  ContextFinder Finder(C, Of.Field->getParent());
  for (Decl *D : C.M.Ctx.getTranslationUnitDecl()->decls())
    if (!lower::isSystem(D))
      Finder.TraverseDecl(D);
  if (!Finder.Found || Finder.Several)
    return {};
  std::string Context = Finder.Found->getNameAsString();
  auto IsNamedSo = [&](const VarDecl *Var) {
    return Var->getName() == Context;
  };
  if (Of.Object)
    Context = text(Of.Object) + (Of.IsArrow ? "->" : ".") + Context;
  else if (llvm::any_of(variablesIn(Here->getBody()), IsNamedSo) ||
           llvm::any_of(Here->parameters(), IsNamedSo))
    return {}; // a variable hides the member
  return countingCall(model::releaseFunction(C.F.K), C.F.K, Context, Element) +
         ";";
}

/// `p->n = mark;`: the field that counts the elements, and those of them.
static const FieldDecl *arrayBeside(const FieldDecl *Count, EditContext &C,
                                    ir::Kind K) {
  const FieldDecl *Found = nullptr;
  for (const FieldDecl *FD : Count->getParent()->fields()) {
    QualType T = FD->getType();
    const bool IsList = T->isPointerType() || T->isArrayType();
    QualType Element = T->isPointerType() ? T->getPointeeType()
                                          : C.M.Ctx.getBaseElementType(T);
    if (!IsList || C.M.Types.handleKind(Element) != K)
      continue;
    if (Found)
      return nullptr;
    Found = FD;
  }
  return Found;
}

/// What is to be written before the statement; nothing if it is of another
/// form.
std::vector<std::string> Dropped::linesFor(const Stmt *Drop) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(Drop)) {
    if (Assign->getOpcode() != BO_Assign ||
        Assign->getRHS()->HasSideEffects(C.M.Ctx))
      return {};
    const Expr *Left = Assign->getLHS();
    if (isHandle(Left->getType())) { // an element that is overwritten
      if (Left->HasSideEffects(C.M.Ctx))
        return {};
      return {call(ownedIn(Left), text(Left))};
    }
    const auto *Count = dyn_cast<MemberExpr>(Left->IgnoreParens());
    const auto *Field =
        Count ? dyn_cast<FieldDecl>(Count->getMemberDecl()) : nullptr;
    const FieldDecl *Array = Field ? arrayBeside(Field, C, C.F.K) : nullptr;
    if (!Array || !isPlainExpression(Left) || C.isCpp() ||
        !isPlainExpression(Assign->getRHS()->IgnoreParenImpCasts()))
      return {};
    const Owned Of{Array, Count->getBase()->IgnoreParenImpCasts(),
                   Count->isArrow()};
    const std::string Release =
        call(Of, text(Of.Object) + (Of.IsArrow ? "->" : ".") +
                     Array->getNameAsString() + "[--" + text(Left) + "]");
    if (Release.empty())
      return {};
    return {"while (" + text(Left) + " > " + text(Assign->getRHS()) + ")",
            "  " + Release};
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Drop);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return {};
  const Owned Of = ownedIn(Call->getImplicitObjectArgument());
  const StringRef Name = lower::nameOf(Method);
  if (!Of.Field || Of.Object)
    return {};
  const StringRef Class = lower::nameOf(Method->getParent());
  const bool IsMap = Class.ends_with("map");
  QualType Element =
      lower::templateArgument(Of.Field->getType(), IsMap ? 1 : 0);
  if (Element.isNull() || !isHandle(Element))
    return {};
  if (Name == "pop_back" && !IsMap)
    return {call(Of, Of.Field->getNameAsString() + ".back()")};
  if (Name != "erase" || Call->getNumArgs() != 1)
    return {};
  // An iterator, and no key.
  const Expr *At = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  const auto *Ref = dyn_cast<DeclRefExpr>(At);
  if (!Ref || lower::iteratorElement(Ref->getType()).isNull())
    return {};
  return {call(Of, IsMap ? text(Ref) + "->second" : "*" + text(Ref))};
}

bool Dropped::releaseBefore(const FunctionDecl *FD, const Stmt *Drop) {
  const SourceManager &SM = C.M.Ctx.getSourceManager();
  if (!FD || !Drop || !FD->getBody() || FD->isTemplated() ||
      FD->isTemplateInstantiation() || Drop->getBeginLoc().isMacroID() ||
      SM.getFileID(Drop->getBeginLoc()) != SM.getFileID(C.Anchor))
    return false;
  Here = FD;
  ParentMap Parents(FD->getBody());
  const Stmt *Whole = enclosingStatement(Drop, Parents);
  const auto *Value = dyn_cast<Expr>(Whole);
  if (!Value || Value->IgnoreImplicit() != Drop)
    return false; // its result is used
  const std::vector<std::string> Lines = linesFor(Drop);
  if (Lines.empty() || Lines.back().empty())
    return false;
  SourceEdits Out(C.M.Ctx, Parents, C.Anchor);
  Out.insertBefore(Whole, Lines);
  std::vector<FixItHint> Fixes = Out.take();
  Made.Fixes.insert(Made.Fixes.end(), Fixes.begin(), Fixes.end());
  return !Fixes.empty();
}

Edit Dropped::release() {
  // (What a way of a function loses has its own edits.)
  if (!C.F.OnlyElements || !C.F.Lost.empty() || C.isTaught() ||
      !ir::isCounted(C.F.K))
    return {};
  auto FunctionOf = [&](const ir::Function &F) -> const FunctionDecl * {
    auto Map = C.L.Maps.find(F.Name);
    return Map == C.L.Maps.end() ? nullptr : Map->second.Decl;
  };
  if (C.F.Made == ir::NoInstr)
    return releaseBefore(C.FD, statementOf(*C.F.F, C.F.At, C.L)) ? Made
                                                                 : Edit();
  bool Any = false;
  for (const analysis::Step &S : C.F.Path)
    if (S.W == analysis::Step::Lost && S.F) {
      if (!releaseBefore(FunctionOf(*S.F), statementOf(*S.F, S.At, C.L)))
        return {};
      Any = true;
    }
  return Any ? Made : Edit();
}

Edit explain::releaseDropped(EditContext &C) { return Dropped(C).release(); }

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which members are declared before the context that they hold objects of, or
// belong to a context that the destructor of their class deletes. That they
// hold some is shown by an expression of the file that puts something made with
// the context member into the other one; the types alone show nothing.

#include "lower/MemberOrder.h"

#include "lower/ASTVisitor.h"
#include "lower/HeldObjects.h"
#include "lower/Scope.h"
#include "lower/SharedContexts.h"
#include "lower/Taught.h"
#include "lower/Types.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::lower;

namespace {

/// What is known of one member that ends after a context member.
struct Candidate {
  llvm::SmallVector<const FieldDecl *, 1> Contexts; ///< end before it
  const FieldDecl *Context = nullptr;               ///< the one that fills it
  const Expr *Filled = nullptr;
  bool Emptied = false;
  /// The type alone does not say that it holds any: what is put in has to.
  bool Perhaps = false;
};

using Candidates = llvm::MapVector<const FieldDecl *, Candidate>;

} // namespace

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

/// The member that an access works on: J for J, *J, J->x(), J[k], J.back().
static const FieldDecl *memberAt(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 8; ++Steps) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (const auto *FD = dyn_cast<FieldDecl>(M->getMemberDecl()))
        return FD;
      E = M->getBase();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      E = Call->getImplicitObjectArgument();
    } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Op->getNumArgs() ? Op->getArg(0) : nullptr;
    } else if (const auto *Deref = dyn_cast<UnaryOperator>(E)) {
      E = Deref->getSubExpr();
    } else if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Sub->getBase();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The value of a method that does nothing but return one.
static const Expr *onlyResult(const CXXMethodDecl *Method) {
  const FunctionDecl *Definition = nullptr;
  if (!Method || !Method->hasBody(Definition))
    return nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

/// Whether a value is made with the member: it is named in the expression, in a
/// method that does nothing but return a value, or in the initialisers of the
/// variables that the expression reads.
static bool isMadeWith(const Stmt *S, const FieldDecl *Context,
                       unsigned Depth = 0) {
  if (!S || Depth > 40 || translates(S))
    return false;
  if (const auto *M = dyn_cast<MemberExpr>(S))
    if (M->getMemberDecl() == Context)
      return true;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && Method->getParent() == Context->getParent() &&
        isMadeWith(onlyResult(Method), Context, Depth + 8))
      return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && Var->hasInit())
      return isMadeWith(Var->getInit(), Context, Depth + 8);
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isMadeWith(Child, Context, Depth + 1);
  });
}

static bool isTranslated(const Stmt *S) {
  return S && (translates(S) || llvm::any_of(S->children(), isTranslated));
}

/// `nullptr`, `{}`, `std::nullopt`, `T()`: nothing is in it after that.
static bool isEmptyValue(const Expr *E) {
  E = E->IgnoreUnlessSpelledInSource();
  if (isa<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr>(E))
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() == 0;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return nameOf(Ref->getDecl()) == "nullopt";
  return false;
}

/// `reset()`, `reset(nullptr)`.
static bool resets(const CXXMemberCallExpr *Call) {
  return Call->getMethodDecl() && nameOf(Call->getMethodDecl()) == "reset" &&
         (Call->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Call->getArg(0)) ||
          isEmptyValue(Call->getArg(0)));
}

/// `delete member`, `member.reset()`, `Z3_del_context(member)`, whether or not
/// it is asked first whether there is one: the expression, where the statement
/// is one.
static const Expr *deletionOf(const FieldDecl *Context, const Stmt *S) {
  if (const auto *If = dyn_cast<IfStmt>(S);
      If && !If->getElse() && memberAt(If->getCond()) == Context)
    S = If->getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(S);
      Block && Block->size() == 1)
    S = Block->body_front();
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return nullptr;
  E = E->IgnoreUnlessSpelledInSource();
  const Expr *Deleted = nullptr;
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E)) {
    Deleted = Delete->getArgument();
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    if (resets(Call))
      Deleted = Call->getImplicitObjectArgument();
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && nameOf(Callee) == "Z3_del_context" && Call->getNumArgs() == 1)
      Deleted = Call->getArg(0);
  }
  return Deleted && memberAt(Deleted) == Context ? E : nullptr;
}

/// Where the destructor of the member's class always deletes the context that
/// the member owns; null if it does not. What it deletes last goes before its
/// members.
static const Expr *deletionInDestructor(const FieldDecl *Context) {
  const auto *RD = cast<CXXRecordDecl>(Context->getParent());
  const CXXDestructorDecl *Dtor = RD->getDestructor();
  const FunctionDecl *Definition = nullptr;
  const auto *Body = Dtor && Dtor->hasBody(Definition)
                         ? dyn_cast<CompoundStmt>(Definition->getBody())
                         : nullptr;
  if (!Body)
    return nullptr;
  for (const Stmt *S : Body->body())
    if (const Expr *E = deletionOf(Context, S))
      return E;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

namespace {

class Walk : public ASTVisitor {
public:
  /// \p Only is the one context that there is in the whole program, if that is
  /// known.
  Walk(Candidates &Found, const HeldObjects &Held, const FieldDecl *Only)
      : Found(Found), Held(Held), Only(Only) {}

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) override {
    if (Init->isAnyMemberInitializer())
      fill(Init->getAnyMember(), Init->getInit());
    return ASTVisitor::TraverseConstructorInitializer(Init);
  }

  bool VisitFieldDecl(FieldDecl *FD) override {
    if (FD->hasInClassInitializer())
      fill(FD, FD->getInClassInitializer());
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const FieldDecl *FD = memberAt(Call->getImplicitObjectArgument());
    for (const Expr *Arg : Call->arguments())
      fill(FD, Arg);
    StringRef Name =
        Call->getMethodDecl() ? nameOf(Call->getMethodDecl()) : StringRef();
    bool Whole = Name == "clear" || Name == "swap" || Name == "release" ||
                 Name == "detach" || resets(Call);
    if (Whole && !(FD && deletionInDestructor(FD) == Call))
      empty(FD);
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Op) override {
    if (Op->getOperator() != OO_Equal || Op->getNumArgs() != 2)
      return true;
    const FieldDecl *FD = memberAt(Op->getArg(0));
    if (isEmptyValue(Op->getArg(1)))
      empty(FD);
    fill(FD, Op->getArg(1));
    return true;
  }

  /// std::move(member), swap(member, …).
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    StringRef Name = Callee ? nameOf(Callee) : StringRef();
    if (isa<CXXMemberCallExpr>(Call) ||
        (Name != "move" && Name != "swap" && Name != "exchange"))
      return true;
    for (const Expr *Arg : Call->arguments())
      empty(memberAt(Arg));
    return true;
  }

  /// What a destructor works on it may empty, and what it calls of its own
  /// class any member.
  bool VisitCXXDestructorDecl(CXXDestructorDecl *Dtor) override {
    bool Unseen = Dtor->isUserProvided() && !Dtor->isDefined();
    const FunctionDecl *Definition = nullptr;
    if (Dtor->isUserProvided() && Dtor->hasBody(Definition))
      for (auto &[FD, C] : Found)
        C.Emptied |= names(Definition->getBody(), FD);
    if (Unseen || (Dtor->isUserProvided() && Dtor->hasBody(Definition) &&
                   callsOwnMethod(Definition->getBody())))
      for (const FieldDecl *FD : Dtor->getParent()->fields())
        empty(FD);
    return true;
  }

private:
  static bool names(const Stmt *S, const FieldDecl *FD) {
    if (!S)
      return false;
    if (const auto *M = dyn_cast<MemberExpr>(S); M && M->getMemberDecl() == FD)
      return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return names(Child, FD); });
  }

  static bool callsOwnMethod(const Stmt *S) {
    if (!S)
      return false;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
      if (isa<CXXThisExpr>(
              Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        return true;
    return llvm::any_of(S->children(), callsOwnMethod);
  }

  void fill(const FieldDecl *FD, const Expr *By) {
    auto It = FD ? Found.find(FD) : Found.end();
    if (It == Found.end() || It->second.Filled || isTranslated(By) ||
        (It->second.Perhaps && !Held.makesHolder(By)))
      return;
    for (const FieldDecl *Context : It->second.Contexts)
      if (isMadeWith(By, Context) || (It->second.Perhaps && Context == Only)) {
        It->second.Context = Context;
        It->second.Filled = By;
      }
  }

  void empty(const FieldDecl *FD) {
    auto It = FD ? Found.find(FD) : Found.end();
    if (It != Found.end())
      It->second.Emptied = true;
    else if (FD) // of one of the objects in it, perhaps
      for (auto &[Member, C] : Found)
        C.Emptied |= Held.hasPart(Member->getType(), FD);
    // A context that is given away does not end with the member.
    for (auto &[Member, C] : Found)
      if (llvm::is_contained(C.Contexts, FD))
        llvm::erase(C.Contexts, FD);
  }

  Candidates &Found;
  const HeldObjects &Held;
  const FieldDecl *Only;
};

/// The contexts of a program.
class Contexts : public ASTVisitor {
public:
  explicit Contexts(const HeldObjects &Held) : Held(Held) {}

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }
  bool VisitFieldDecl(FieldDecl *FD) override {
    if (Held.isOwnedContext(FD->getType())) {
      Member = FD;
      ++Number;
    }
    return true;
  }
  bool VisitVarDecl(VarDecl *VD) override {
    if (!VD->getType()->isReferenceType() &&
        !VD->getType()->isDependentType() && !isa<ParmVarDecl>(VD))
      Number += Held.isOwnedContext(VD->getType());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *E) override {
    Number += Held.isOwnedContext(E->getAllocatedType());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (!Callee)
      return true;
    if (nameOf(Callee).starts_with("make_"))
      if (QualType T = templateArgument(E->getType(), 0); !T.isNull())
        Number += Held.isOwnedContext(T);
    Number += nameOf(Callee).starts_with("Z3_mk_context");
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *FD) override {
    HasMain |= FD->isMain();
    return true;
  }

  /// The one context that objects can be of, where no other file knows it.
  const FieldDecl *only() const {
    return Number == 1 && Member &&
                   (HasMain || Member->getParent()->isInAnonymousNamespace())
               ? Member
               : nullptr;
  }

private:
  const HeldObjects &Held;
  const FieldDecl *Member = nullptr;
  unsigned Number = 0;
  bool HasMain = false;
};

/// Collects the members that end after a context.
class Classes {
public:
  Classes(const HeldObjects &Held, Candidates &Found)
      : Held(Held), Found(Found) {}

  void add(const CXXRecordDecl *RD) {
    if (RD->isUnion() || RD->isInvalidDecl())
      return;
    llvm::SmallVector<const FieldDecl *, 4> Early;
    addInherited(RD, Early); // bases are destroyed last
    for (const FieldDecl *FD : RD->fields()) {
      if (Held.isOwnedContext(FD->getType()))
        for (const FieldDecl *Before : Early) {
          Candidate &C = Found[Before];
          C.Contexts.push_back(FD);
          C.Perhaps = !Held.holdsObjects(Before->getType());
        }
      else if (Held.holdsObjects(FD->getType()) ||
               Held.mayHoldObjects(FD->getType()))
        Early.push_back(FD);
    }
    addDeleted(RD);
  }

private:
  /// All members end after what the destructor has deleted.
  void addDeleted(const CXXRecordDecl *RD) {
    for (const FieldDecl *Context : RD->fields()) {
      if (!Held.namesContext(Context->getType()) ||
          !deletionInDestructor(Context))
        continue;
      for (const FieldDecl *FD : RD->fields())
        if (FD != Context && Held.holdsObjects(FD->getType())) {
          auto &Contexts = Found[FD].Contexts;
          if (!llvm::is_contained(Contexts, Context))
            Contexts.push_back(Context);
        }
    }
  }

  void addInherited(const CXXRecordDecl *RD,
                    llvm::SmallVectorImpl<const FieldDecl *> &Early) {
    for (const CXXBaseSpecifier &Base : RD->bases()) {
      const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
      if (!Of || !Of->hasDefinition() || isSystem(Of))
        continue;
      addInherited(Of->getDefinition(), Early);
      for (const FieldDecl *FD : Of->getDefinition()->fields())
        if (Held.holdsObjects(FD->getType()) ||
            Held.mayHoldObjects(FD->getType()))
          Early.push_back(FD);
    }
  }

  const HeldObjects &Held;
  Candidates &Found;
};

} // namespace

std::vector<EarlyMember> lower::earlyMembers(ASTContext &Ctx) {
  if (!Ctx.getLangOpts().CPlusPlus)
    return {};
  TeachingProblems Problems; // told elsewhere
  TaughtTypes Told(Ctx, nullptr, Problems);
  TypeInfo Types(Told);
  HeldObjects Held(Types);
  Held.noteClasses(Ctx);
  Candidates Found;
  Classes Search(Held, Found);
  forEachClass(Ctx, [&](const CXXRecordDecl *RD) { Search.add(RD); });
  std::vector<EarlyMember> Result = membersOfLastHolders(Ctx, Held, Types);
  if (Found.empty())
    return Result;
  const FieldDecl *Only = nullptr;
  if (llvm::any_of(Found, [](const auto &F) { return F.second.Perhaps; })) {
    Contexts All(Held);
    All.TraverseDecl(Ctx.getTranslationUnitDecl());
    Only = All.only();
  }
  Walk(Found, Held, Only).TraverseDecl(Ctx.getTranslationUnitDecl());
  for (const auto &[FD, C] : Found)
    if (C.Filled && !C.Emptied && llvm::is_contained(C.Contexts, C.Context))
      Result.push_back({FD, C.Context, C.Filled,
                        Held.isOfOwnClass(FD->getType()),
                        deletionInDestructor(C.Context)});
  return Result;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which members are declared before the context that they hold objects of. That
// they do is shown by an expression of the file that puts something made with
// the context member into the other one; the types alone show nothing.

#include "lower/MemberOrder.h"

#include "lower/ASTVisitor.h"
#include "lower/Scope.h"
#include "lower/Taught.h"
#include "lower/Types.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::lower;

namespace {

/// What is known of one member that is declared before a context member.
struct Candidate {
  llvm::SmallVector<const FieldDecl *, 1> Contexts; ///< declared behind it
  const FieldDecl *Context = nullptr;               ///< the one that fills it
  const Expr *Filled = nullptr;
  bool Emptied = false;
};

using Candidates = llvm::MapVector<const FieldDecl *, Candidate>;

} // namespace

//===----------------------------------------------------------------------===//
// Types of members
//===----------------------------------------------------------------------===//

static bool isStd(const CXXRecordDecl *RD) {
  return RD && inTopNamespace(RD, "std");
}

/// Whether the body, or a function of the program that it calls, calls an API
/// function of such a name.
static bool callsApi(const Stmt *S, llvm::function_ref<bool(StringRef)> Is,
                     unsigned Depth = 0) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee()) {
      const FunctionDecl *Definition = nullptr;
      if (Is(nameOf(Callee)))
        return true;
      if (Depth < 3 && !isSystem(Callee) && Callee->hasBody(Definition) &&
          callsApi(Definition->getBody(), Is, Depth + 1))
        return true;
    }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return callsApi(Child, Is, Depth);
  });
}

static bool destructorCalls(const CXXRecordDecl *RD,
                            llvm::function_ref<bool(StringRef)> Is) {
  const FunctionDecl *Definition = nullptr;
  const CXXDestructorDecl *Dtor = RD && RD->hasDefinition() && !isStd(RD) &&
                                          !inTopNamespace(RD, "z3") &&
                                          !inTopNamespace(RD, "z3raii")
                                      ? RD->getDestructor()
                                      : nullptr;
  return Dtor && Dtor->isUserProvided() && Dtor->hasBody(Definition) &&
         callsApi(Definition->getBody(), Is);
}

/// A class of the program whose destructor deletes a context.
static bool deletesContext(QualType T) {
  return destructorCalls(T->getAsCXXRecordDecl(), [](StringRef Name) {
    return Name == "Z3_del_context";
  });
}

/// A class of the program whose destructor gives references back.
static bool releasesHandles(QualType T) {
  return !deletesContext(T) &&
         destructorCalls(T->getAsCXXRecordDecl(), [](StringRef Name) {
           return Name.starts_with("Z3_") && Name.ends_with("dec_ref");
         });
}

/// A context that ends with the member.
static bool isOwnedContext(const lower::TypeInfo &Types, QualType T) {
  if (Types.owner(T).K == ir::Kind::Context || deletesContext(T))
    return true;
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  if (!isStd(RD) || (nameOf(RD) != "unique_ptr" && nameOf(RD) != "optional"))
    return false;
  QualType Inner = templateArgument(T, 0);
  return !Inner.isNull() &&
         (Types.owner(Inner).K == ir::Kind::Context || deletesContext(Inner));
}

/// Classes of the standard library that destroy what they hold. No shared
/// pointers: others may keep it.
static bool destroysElements(const CXXRecordDecl *RD) {
  static const llvm::StringSet<> Names = {"vector",
                                          "deque",
                                          "list",
                                          "forward_list",
                                          "map",
                                          "multimap",
                                          "set",
                                          "multiset",
                                          "unordered_map",
                                          "unordered_set",
                                          "unordered_multimap",
                                          "unordered_multiset",
                                          "optional",
                                          "unique_ptr",
                                          "pair",
                                          "array",
                                          "tuple",
                                          "stack",
                                          "queue",
                                          "variant"};
  return isStd(RD) && Names.contains(nameOf(RD));
}

bool lower::holdsObjects(const lower::TypeInfo &Types, QualType T,
                         unsigned Depth) {
  if (T.isNull() || Depth > 4)
    return false;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return holdsObjects(Types, Array->getElementType(), Depth + 1);
  if (OwnerClass O = Types.owner(T))
    return ir::isCounted(O.K);
  if (releasesHandles(T))
    return true;
  if (!destroysElements(T->getAsCXXRecordDecl()))
    return false;
  for (unsigned N = 0;; ++N) {
    QualType Inner = templateArgument(T, N);
    if (Inner.isNull())
      return false;
    if (holdsObjects(Types, Inner, Depth + 1))
      return true;
  }
}

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

bool lower::translates(const Stmt *S) {
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      return nameOf(Callee).contains("translate");
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S))
    return nameOf(Made->getConstructor()->getParent()) == "translate";
  return false;
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

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

namespace {

class Walk : public ASTVisitor {
public:
  explicit Walk(Candidates &Found) : Found(Found) {}

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
                 Name == "detach" ||
                 (Name == "reset" &&
                  (Call->getNumArgs() == 0 || isEmptyValue(Call->getArg(0))));
    if (Whole)
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
    if (It == Found.end() || It->second.Filled || isTranslated(By))
      return;
    for (const FieldDecl *Context : It->second.Contexts)
      if (isMadeWith(By, Context)) {
        It->second.Context = Context;
        It->second.Filled = By;
      }
  }

  void empty(const FieldDecl *FD) {
    auto It = FD ? Found.find(FD) : Found.end();
    if (It != Found.end())
      It->second.Emptied = true;
    // A context that is given away does not end with the member.
    for (auto &[Member, C] : Found)
      if (llvm::is_contained(C.Contexts, FD))
        llvm::erase(C.Contexts, FD);
  }

  Candidates &Found;
};

/// Collects the members that are declared before a context.
class Classes {
public:
  Classes(ASTContext &Ctx, Candidates &Found)
      : Told(Ctx, nullptr, Problems), Types(Told), Found(Found) {}

  void search(const Decl *D) {
    if (isSystem(D))
      return;
    if (const auto *RD = dyn_cast<CXXRecordDecl>(D))
      add(RD);
    if (isa<NamespaceDecl, LinkageSpecDecl, CXXRecordDecl>(D))
      for (const Decl *Inner : cast<DeclContext>(D)->decls())
        search(Inner);
  }

private:
  void addInherited(const CXXRecordDecl *RD,
                    llvm::SmallVectorImpl<const FieldDecl *> &Early) {
    for (const CXXBaseSpecifier &Base : RD->bases()) {
      const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
      if (!Of || !Of->hasDefinition() || isSystem(Of))
        continue;
      addInherited(Of->getDefinition(), Early);
      for (const FieldDecl *FD : Of->getDefinition()->fields())
        if (holdsObjects(Types, FD->getType()))
          Early.push_back(FD);
    }
  }

  void add(const CXXRecordDecl *RD) {
    if (!RD->isThisDeclarationADefinition() || RD->isDependentContext() ||
        RD->isUnion() || RD->isInvalidDecl())
      return;
    llvm::SmallVector<const FieldDecl *, 4> Early;
    addInherited(RD, Early); // bases are destroyed last
    for (const FieldDecl *FD : RD->fields()) {
      if (isOwnedContext(Types, FD->getType()))
        for (const FieldDecl *Before : Early)
          Found[Before].Contexts.push_back(FD);
      else if (holdsObjects(Types, FD->getType()))
        Early.push_back(FD);
    }
  }

  lower::TeachingProblems Problems; // told elsewhere
  lower::TaughtTypes Told;
  lower::TypeInfo Types;
  Candidates &Found;
};

/// Whether a class of the program does the counting.
bool isOfOwnClass(QualType T, unsigned Depth = 0) {
  if (T.isNull() || Depth > 4)
    return false;
  if (deletesContext(T) || releasesHandles(T))
    return true;
  for (unsigned N = 0; destroysElements(T->getAsCXXRecordDecl()); ++N) {
    QualType Inner = templateArgument(T, N);
    if (Inner.isNull())
      return false;
    if (isOfOwnClass(Inner, Depth + 1))
      return true;
  }
  return false;
}

} // namespace

std::vector<EarlyMember> lower::earlyMembers(ASTContext &Ctx) {
  if (!Ctx.getLangOpts().CPlusPlus)
    return {};
  Candidates Found;
  Classes Search(Ctx, Found);
  for (const Decl *D : declarationsAskedFor(Ctx))
    Search.search(D);
  if (Found.empty())
    return {};
  Walk(Found).TraverseDecl(Ctx.getTranslationUnitDecl());
  std::vector<EarlyMember> Result;
  for (const auto &[FD, C] : Found)
    if (C.Filled && !C.Emptied && llvm::is_contained(C.Contexts, C.Context))
      Result.push_back({FD, C.Context, C.Filled, isOfOwnClass(FD->getType())});
  return Result;
}

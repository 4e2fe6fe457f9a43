// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which containers live longer than the context of what is put into them: local
// ones that are declared before it, and those that outlive all functions where
// each context of the file is a local variable.

#include "lower/EarlyVariables.h"

#include "lower/ASTVisitor.h"
#include "lower/HeldObjects.h"
#include "lower/Scope.h"
#include "lower/Taught.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::lower;

namespace {

struct Candidate {
  const VarDecl *Context = nullptr;
  const Expr *Filled = nullptr;
  bool Emptied = false;
  /// The type alone does not say that it holds any: what is put in has to.
  bool Perhaps = false;
};

/// The variable that an access works on: V for V, V[k], V.back().
const VarDecl *variableAt(const Expr *E) {
  for (unsigned Steps = 0; E && Steps < 8; ++Steps) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      E = Call->getImplicitObjectArgument();
    else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
      E = Op->getNumArgs() ? Op->getArg(0) : nullptr;
    else if (const auto *M = dyn_cast<MemberExpr>(E))
      E = M->getBase();
    else
      return nullptr;
  }
  return nullptr;
}

/// Whether a value is made with the context, as far as initialisers show it.
bool isMadeWith(const Stmt *S, const VarDecl *Context, unsigned Depth = 0) {
  if (!S || Depth > 48 || translates(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (Ref->getDecl() == Context)
      return true;
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && Var->hasLocalStorage() &&
        Var->hasInit())
      return isMadeWith(Var->getInit(), Context, Depth + 8);
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isMadeWith(Child, Context, Depth + 1);
  });
}

/// Containers only: the analysis follows what holds one object.
bool isContainer(QualType T) {
  static const llvm::StringSet<> Others = {"optional", "unique_ptr", "pair",
                                           "array",    "tuple",      "variant"};
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && inTopNamespace(RD, "std") && !Others.contains(nameOf(RD));
}

/// Classes that have a context as a member, or such a class: their contexts end
/// with their objects. Whether all of those are local variables.
class Holders {
public:
  void addContext(const FieldDecl *FD) {
    if (const auto *RD = dyn_cast<CXXRecordDecl>(FD->getParent()))
      Direct.insert(RD->getCanonicalDecl());
  }
  void addPart(const RecordDecl *Whole, QualType Part) {
    const auto *RD = dyn_cast_or_null<CXXRecordDecl>(Whole);
    if (const CXXRecordDecl *P = Part->getAsCXXRecordDecl(); RD && P)
      Parts[RD->getCanonicalDecl()].push_back(P->getCanonicalDecl());
  }
  void addObject(QualType T, bool IsLocal) {
    if (const CXXRecordDecl *RD = T->getAsCXXRecordDecl())
      (IsLocal ? Local : Lasting).insert(RD->getCanonicalDecl());
    // Elements, and what a smart pointer leads to.
    for (unsigned I = 0; !templateArgument(T, I).isNull() && I < 8; ++I)
      if (QualType Element = templateArgument(T, I); Element->isRecordType())
        addObject(Element, /*IsLocal=*/false);
  }
  bool any() const { return !Direct.empty(); }
  bool areAllLocal() {
    close(Local);
    close(Lasting);
    return llvm::all_of(Direct, [&](const CXXRecordDecl *RD) {
      return Local.count(RD) && !Lasting.count(RD);
    });
  }

private:
  using Classes = llvm::SmallSetVector<const CXXRecordDecl *, 8>;

  /// With a whole there are its parts.
  void close(Classes &Set) {
    for (size_t I = 0; I < Set.size(); ++I)
      if (auto It = Parts.find(Set[I]); It != Parts.end())
        for (const CXXRecordDecl *Part : It->second)
          Set.insert(Part);
  }

  Classes Direct, Local, Lasting;
  llvm::DenseMap<const CXXRecordDecl *,
                 llvm::SmallVector<const CXXRecordDecl *, 2>>
      Parts;
};

class Collect : public ASTVisitor {
public:
  Collect(const lower::TypeInfo &Types, const HeldObjects &Held)
      : Types(Types), Held(Held) {}

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }

  bool VisitVarDecl(VarDecl *VD) override {
    if (VD->isInvalidDecl() || VD->getType()->isDependentType() ||
        VD->getType()->isReferenceType() || isa<ParmVarDecl>(VD))
      return true;
    if (VD->getType()->isRecordType())
      Owning.addObject(VD->getType(), VD->hasLocalStorage());
    if (Types.owner(VD->getType()).K == ir::Kind::Context) {
      VD->hasLocalStorage() ? Contexts.push_back(VD) : noteLasting();
    } else if (isContainer(VD->getType())) {
      Candidate C;
      C.Perhaps = !Held.holdsObjects(VD->getType());
      if (!C.Perhaps || Held.mayHoldObjects(VD->getType()))
        Found.insert({VD, C});
    }
    return true;
  }

  bool VisitFieldDecl(FieldDecl *FD) override {
    QualType T = FD->getType();
    if (Types.owner(T).K == ir::Kind::Context)
      Owning.addContext(FD);
    else if (T->isRecordType() && templateArgument(T, 0).isNull())
      Owning.addPart(FD->getParent(), T);
    else if (T->isRecordType() || T->isArrayType())
      Owning.addObject(FD->getASTContext().getBaseElementType(T),
                       /*IsLocal=*/false);
    return true;
  }

  bool VisitCXXRecordDecl(CXXRecordDecl *RD) override {
    if (RD->isThisDeclarationADefinition() && !RD->isDependentContext())
      for (const CXXBaseSpecifier &Base : RD->bases())
        Owning.addPart(RD, Base.getType());
    return true;
  }

  bool VisitExpr(Expr *E) override {
    // A context on the heap may live to the end.
    QualType T;
    if (const auto *New = dyn_cast<CXXNewExpr>(E))
      T = New->getAllocatedType();
    else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && Call->getDirectCallee() &&
             nameOf(Call->getDirectCallee()).starts_with("make_"))
      T = templateArgument(Call->getType(), 0);
    if (!T.isNull() && Types.owner(T).K == ir::Kind::Context)
      noteLasting();
    else if (!T.isNull() && T->isRecordType())
      Owning.addObject(T, /*IsLocal=*/false);
    return true;
  }

  llvm::MapVector<const VarDecl *, Candidate> Found;
  llvm::SmallVector<const VarDecl *, 4> Contexts; ///< local variables
  /// Each context of the file is a local variable, or part of one.
  bool areOnlyLocal() {
    return OnlyLocal && (!Contexts.empty() || Owning.any()) &&
           (!Owning.any() || Owning.areAllLocal());
  }
  bool any() const { return !Contexts.empty() || Owning.any(); }

private:
  void noteLasting() { OnlyLocal = false; }
  bool OnlyLocal = true;
  Holders Owning;
  const lower::TypeInfo &Types;
  const HeldObjects &Held;
};

/// What is put into the containers, and which are emptied.
class Walk : public ASTVisitor {
public:
  Walk(Collect &All, const lower::TypeInfo &Types, const HeldObjects &Held)
      : All(All), OnlyLocal(All.areOnlyLocal()), Types(Types), Held(Held) {}

  bool TraverseDecl(Decl *D) override {
    if (D && !isa<TranslationUnitDecl>(D) && isSystem(D))
      return true;
    return ASTVisitor::TraverseDecl(D);
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method ? nameOf(Method) : StringRef();
    const VarDecl *VD = variableAt(Call->getImplicitObjectArgument());
    if (Name == "clear" || Name == "swap" || Name == "extract" ||
        Name == "pop" || Name == "pop_back" || Name == "erase" ||
        Name == "resize")
      empty(VD);
    else if (Method && !Method->isConst())
      for (const Expr *Arg : Call->arguments())
        fill(VD, Arg);
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Op) override {
    if (Op->getNumArgs() != 2)
      return true;
    const VarDecl *VD = variableAt(Op->getArg(0));
    if (Op->getOperator() == OO_Equal &&
        isa<DeclRefExpr>(Op->getArg(0)->IgnoreParenImpCasts()))
      return empty(VD); // of the whole: perhaps to end what is in it
    if (Op->getOperator() == OO_Equal || Op->getOperator() == OO_Subscript)
      fill(VD, Op->getArg(1));
    return true;
  }

  /// Given to a function that may put in what it gets beside.
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
      return true;
    bool Takes = inTopNamespace(Callee, "std");
    for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Call->getArg(I)->IgnoreParenImpCasts());
      const auto *VD = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!VD || I >= Callee->getNumParams())
        continue;
      QualType T = Callee->getParamDecl(I)->getType();
      if (Takes) {
        empty(VD); // std::move, std::swap
      } else if (T->isLValueReferenceType() &&
                 !T->getPointeeType().isConstQualified()) {
        const FunctionDecl *Definition = nullptr;
        if (!Callee->hasBody(Definition))
          empty(VD);
        else
          for (const Expr *Arg : Call->arguments())
            fill(VD, Arg, Definition->getBody());
      }
    }
    return true;
  }

  bool VisitReturnStmt(ReturnStmt *S) override {
    if (S->getRetValue())
      if (const auto *Ref =
              dyn_cast<DeclRefExpr>(S->getRetValue()->IgnoreImplicit()))
        empty(dyn_cast<VarDecl>(Ref->getDecl()));
    return true;
  }

private:
  /// The context ends before the container does.
  bool endsBefore(const VarDecl *Context, const VarDecl *VD) const {
    if (!VD->hasLocalStorage())
      return true;
    const SourceManager &SM = VD->getASTContext().getSourceManager();
    return Context->getDeclContext() == VD->getDeclContext() &&
           SM.isBeforeInTranslationUnit(VD->getLocation(),
                                        Context->getLocation());
  }

  void fill(const VarDecl *VD, const Expr *By) { fill(VD, By, By); }
  /// \p Made: what makes the object that is put in.
  void fill(const VarDecl *VD, const Expr *By, const Stmt *Made) {
    auto It = VD ? All.Found.find(VD) : All.Found.end();
    if (It == All.Found.end() || It->second.Filled ||
        (It->second.Perhaps && !Held.makesHolder(Made)))
      return;
    for (const VarDecl *Context : All.Contexts)
      if (endsBefore(Context, VD) && isMadeWith(By, Context)) {
        It->second.Context = Context;
        It->second.Filled = By;
        return;
      }
    // Of a parameter: of some local context of the file, if there is no other.
    if (!VD->hasLocalStorage() && OnlyLocal &&
        ir::isCounted(Types.owner(By->getType()).K) && !translates(By))
      It->second.Filled = By;
  }

  bool empty(const VarDecl *VD) {
    if (auto It = VD ? All.Found.find(VD) : All.Found.end();
        It != All.Found.end())
      It->second.Emptied = true;
    return true;
  }

  Collect &All;
  const bool OnlyLocal;
  const lower::TypeInfo &Types;
  const HeldObjects &Held;
};

} // namespace

std::vector<EarlyVariable> lower::earlyVariables(ASTContext &Ctx) {
  if (!Ctx.getLangOpts().CPlusPlus)
    return {};
  TeachingProblems Problems; // told elsewhere
  TaughtTypes Told(Ctx, nullptr, Problems);
  TypeInfo Types(Told);
  HeldObjects Held(Types);
  Held.noteClasses(Ctx);
  Collect Here(Types, Held);
  for (Decl *D : declarationsAskedFor(Ctx))
    Here.TraverseDecl(D);
  if (Here.Found.empty() || !Here.any())
    return {};
  // What the headers do counts, too.
  Collect All(Types, Held);
  All.TraverseDecl(Ctx.getTranslationUnitDecl());
  Walk(All, Types, Held).TraverseDecl(Ctx.getTranslationUnitDecl());
  std::vector<EarlyVariable> Result;
  for (const auto &[VD, C] : All.Found)
    if (C.Filled && !C.Emptied)
      Result.push_back({VD, C.Context, C.Filled});
  return Result;
}

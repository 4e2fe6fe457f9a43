// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lower/Exceptions.h"

#include "lower/ASTVisitor.h"
#include "lower/ClangCompat.h"
#include "lower/ModuleContext.h"
#include "lower/NameSwitch.h"

namespace z3tidy::lower {

using namespace clang;

void Thrown::add(const Thrown &O) {
  Z3 |= O.Z3;
  Unknown |= O.Unknown;
  Types.insert(O.Types.begin(), O.Types.end());
}

static bool isNamed(const CXXRecordDecl *RD, llvm::StringRef Namespace,
                    llvm::StringRef Name) {
  return RD && nameOf(RD) == Name && inTopNamespace(RD, Namespace);
}

Thrown Thrown::takeCaught(const CXXCatchStmt *Handler) {
  Thrown Caught;
  QualType T = Handler->getCaughtType();
  if (T.isNull()) { // catch (...)
    std::swap(Caught, *this);
    return Caught;
  }
  T = T.getNonReferenceType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  bool AnyStandard = isNamed(Class, "std", "exception");
  Caught.Unknown = Unknown; // perhaps, and perhaps not
  if (Z3 && (AnyStandard || isNamed(Class, "z3", "exception"))) {
    Z3 = false;
    Caught.Z3 = true;
  }
  for (const Type *Each : Types) {
    const CXXRecordDecl *RD = Each->getAsCXXRecordDecl();
    bool Derived = RD && Class && RD->hasDefinition() &&
                   Class->hasDefinition() && RD->isDerivedFrom(Class);
    if (Derived || Each == T.getCanonicalType().getTypePtr())
      Caught.Types.insert(Each);
  }
  for (const Type *Each : Caught.Types)
    Types.erase(Each);
  return Caught;
}

namespace {

class Collector : public ASTVisitor {
public:
  explicit Collector(ModuleContext &M) : M(M) {}
  Thrown Found;

  bool VisitCXXThrowExpr(CXXThrowExpr *E) override {
    if (E->getSubExpr())
      Found.Types.insert(
          E->getSubExpr()->getType().getCanonicalType().getTypePtr());
    else if (Handled)
      Found.add(*Handled);
    else
      Found.Unknown = true;
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (const FunctionDecl *FD = E->getDirectCallee())
      Found.add(M.thrownBy(FD));
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    Found.add(M.thrownBy(E->getConstructor()));
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }

  bool TraverseCXXTryStmt(CXXTryStmt *S) override {
    Thrown Left = thrownIn(M, S->getTryBlock());
    for (unsigned I = 0; I < S->getNumHandlers(); ++I) {
      Thrown Caught = Left.takeCaught(S->getHandler(I));
      const Thrown *Outer = Handled;
      Handled = &Caught;
      TraverseStmt(S->getHandler(I)->getHandlerBlock());
      Handled = Outer;
    }
    Found.add(Left);
    return true;
  }

private:
  ModuleContext &M;
  const Thrown *Handled = nullptr; ///< what `throw;` throws again
};

} // namespace

Thrown thrownIn(ModuleContext &M, const Stmt *S) {
  Collector C(M);
  C.TraverseStmt(const_cast<Stmt *>(S));
  return C.Found;
}

/// What z3++ calls in C checks for an error and throws; these call nothing.
static bool isPlainZ3(const FunctionDecl *FD) {
  if (isa<CXXConversionDecl>(FD) || nameOf(FD) == "ctx")
    return true;
  if (const auto *C = dyn_cast<CXXConstructorDecl>(FD))
    return C->isCopyOrMoveConstructor();
  const auto *M = dyn_cast<CXXMethodDecl>(FD);
  return M && (M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator());
}

const CXXRecordDecl *failureCaught(const CXXCatchStmt *Handler) {
  QualType T = Handler->getCaughtType();
  const CXXRecordDecl *RD =
      T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  return isNamed(RD, "std", "out_of_range") ||
                 isNamed(RD, "std", "invalid_argument")
             ? RD
             : nullptr;
}

/// `map.at(key)`, `std::stoi(text)`: whether it can fail with this exception.
/// (Who writes `vector.at(i)` has mostly an index that is there.)
static bool failsWith(const FunctionDecl *FD, const CXXRecordDecl *Failure) {
  if (!inTopNamespace(FD, "std"))
    return false;
  llvm::StringRef Name = nameOf(FD);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD))
    return Name == "at" && nameOf(Method->getParent()).ends_with("map") &&
           nameOf(Failure) == "out_of_range";
  return Name.consume_front("sto") &&
         NameSwitch<bool>(Name)
             .Cases({"i", "l", "ll", "ul", "ull"}, true)
             .Cases({"f", "d", "ld"}, true)
             .Default(false);
}

bool ModuleContext::letsNothingOut(const FunctionDecl *FD) {
  if (isa<CXXDestructorDecl>(FD) || FD->isMain())
    return true;
  const auto *Proto = FD->getType()->getAs<FunctionProtoType>();
  return Proto && !isUnresolvedExceptionSpec(Proto->getExceptionSpecType()) &&
         Proto->isNothrow();
}

const Thrown &ModuleContext::thrownBy(const FunctionDecl *FD) {
  FD = FD->getCanonicalDecl();
  std::unique_ptr<Thrown> &Slot = Throwing[FD];
  if (Slot)
    return *Slot; // of a function that calls itself: what is known so far
  Slot = std::make_unique<Thrown>();
  Thrown *Result = Slot.get();
  if (FD->isDependentContext() || letsNothingOut(FD))
    return *Result;
  const Taught *Said = Lessons.of(FD);
  Result->Unknown = Said && Said->Throws;
  if (!Ctx.getLangOpts().CXXExceptions)
    return *Result; // C, or -fno-exceptions
  const FunctionDecl *Def = nullptr;
  if (inTopNamespace(FD, "z3"))
    Result->Z3 = !isPlainZ3(FD);
  else if (!isSystem(FD) && FD->hasBody(Def))
    Result->add(thrownIn(*this, Def->getBody()));
  for (const CXXRecordDecl *Failure : CaughtFailures)
    if (failsWith(FD, Failure))
      Result->Types.insert(
          compat::recordType(Ctx, Failure).getCanonicalType().getTypePtr());
  return *Result;
}

} // namespace z3tidy::lower

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What may be done to a solver in a scope without a trace, also by functions of
// the file.

#include "explain/Hoist.h"
#include "lower/ASTVisitor.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::explain;

/// How deep calls of the file's own functions are looked into.
static constexpr unsigned MaxDepth = 4;

bool explain::isScopedUse(StringRef Name) {
  static const llvm::StringSet<> Names = {
      "assert",     "assert_and_track", "check",       "check_assumptions",
      "get_model",  "get_unsat_core",   "get_proof",   "get_reason_unknown",
      "to_string",  "from_string",      "from_file",   "push",
      "pop",        "get_assertions",   "assert_soft", "minimize",
      "maximize",   "get_lower",        "get_upper",   "get_objectives",
      "add",        "unsat_core",       "proof",       "reason_unknown",
      "assertions", "add_soft",         "lower",       "upper",
      "to_smt2",    "objectives"};
  return Names.contains(Name);
}

StringRef explain::methodOf(const DeclRefExpr *Ref, const ParentMap &Parents) {
  const Stmt *P = Parents.getParent(Ref);
  while (P && isa<ImplicitCastExpr, ParenExpr>(P))
    P = Parents.getParent(P);
  const auto *Member = dyn_cast_or_null<MemberExpr>(P);
  if (!Member || !isa_and_nonnull<CXXMemberCallExpr>(Parents.getParent(Member)))
    return {};
  return lower::nameOf(Member->getMemberDecl());
}

static bool isScopedArgument(const DeclRefExpr *Ref, const ParentMap &Parents,
                             unsigned Depth) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Parents.getParent(Ref));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Depth || lower::isSystem(Callee) ||
      isa<CXXOperatorCallExpr>(Call) || (Method && Method->isVirtual()) ||
      !Callee->hasBody(Definition))
    return false;
  const unsigned Index =
      std::distance(Call->arg_begin(), llvm::find(Call->arguments(), Ref));
  if (Index >= Definition->getNumParams())
    return false;
  const ParmVarDecl *Param = Definition->getParamDecl(Index);
  std::vector<const DeclRefExpr *> Uses =
      referencesTo(Param, Definition->getBody());
  ParentMap InCallee(Definition->getBody());
  // What it sets without knowing of the iteration, it sets the same each time.
  const bool SetsSame = Call->getNumArgs() == 1;
  return Param->getType()->isLValueReferenceType() &&
         llvm::all_of(Uses, [&](const DeclRefExpr *Use) {
           const StringRef Method = methodOf(Use, InCallee);
           return !Use->refersToEnclosingVariableOrCapture() &&
                  (isScopedUse(Method) || (SetsSame && Method == "set") ||
                   isScopedArgument(Use, InCallee, Depth - 1));
         });
}

bool explain::isScopedArgument(const DeclRefExpr *Ref,
                               const ParentMap &Parents) {
  return ::isScopedArgument(Ref, Parents, MaxDepth);
}

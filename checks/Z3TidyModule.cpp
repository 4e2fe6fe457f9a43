// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module that clang-tidy and its kin find in their registry.

#include "checks/ContextMixingCheck.h"
#include "checks/DanglingHandleCheck.h"
#include "checks/HandleLeakCheck.h"
#include "checks/LoopCreationCheck.h"
#include "checks/OutlivesContextCheck.h"
#include "checks/OwnerClassCheck.h"
#include "checks/OwnershipMismatchCheck.h"
#include "checks/ThreadSharingCheck.h"
#include "checks/TidyCompat.h"
#include "checks/UncheckedResultCheck.h"
#include "checks/UnprotectedHandleCheck.h"
#include "checks/UseAfterReleaseCheck.h"
#include "checks/UseRaiiCheck.h"

namespace z3tidy::checks {
namespace {

class Z3TidyModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<LoopCreationCheck>("z3-loop-creation");
    Factories.registerCheck<UseAfterReleaseCheck>("z3-use-after-release");
    Factories.registerCheck<ContextMixingCheck>("z3-context-mixing");
    Factories.registerCheck<OwnershipMismatchCheck>("z3-ownership-mismatch");
    Factories.registerCheck<UncheckedResultCheck>("z3-unchecked-result");
    Factories.registerCheck<HandleLeakCheck>("z3-handle-leak");
    Factories.registerCheck<UnprotectedHandleCheck>("z3-unprotected-handle");
    Factories.registerCheck<OwnerClassCheck>("z3-owner-class");
    Factories.registerCheck<OutlivesContextCheck>("z3-outlives-context");
    Factories.registerCheck<ThreadSharingCheck>("z3-thread-sharing");
    Factories.registerCheck<UseRaiiCheck>("z3-use-raii");
    Factories.registerCheck<DanglingHandleCheck>("z3-dangling-handle");
  }
};

clang::tidy::ClangTidyModuleRegistry::Add<Z3TidyModule>
    Registration("z3-module", "Finds misuse of Z3 handles.");

} // namespace
} // namespace z3tidy::checks

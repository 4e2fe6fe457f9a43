// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A clang-tidy check that does nothing, so that bench/overhead can tell what
// parsing and clang-tidy itself cost.

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"

namespace {

using clang::tidy::ClangTidyCheck;

class NullModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<ClangTidyCheck>("bench-null");
  }
};

clang::tidy::ClangTidyModuleRegistry::Add<NullModule>
    Registration("bench-module", "A check that does nothing.");

} // namespace

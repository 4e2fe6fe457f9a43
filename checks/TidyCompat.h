// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What differs between the versions of clang-tidy that the checks are built
// against.

#ifndef Z3TIDY_CHECKS_TIDYCOMPAT_H
#define Z3TIDY_CHECKS_TIDYCOMPAT_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include "clang/Basic/Version.h"

#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace z3tidy::checks::compat {

#if CLANG_VERSION_MAJOR < 15
/// Before 15 a check is not told that its host wants diagnostics one by one.
class TidyCheck : public clang::tidy::ClangTidyCheck {
public:
  using ClangTidyCheck::ClangTidyCheck;

protected:
  bool areDiagsSelfContained() const { return false; }
};
#else
using TidyCheck = clang::tidy::ClangTidyCheck;
#endif

inline clang::tidy::utils::IncludeInserter
includeInserter(clang::tidy::utils::IncludeSorter::IncludeStyle Style,
                bool SelfContained) {
#if CLANG_VERSION_MAJOR < 15
  return clang::tidy::utils::IncludeInserter(Style);
#else
  return clang::tidy::utils::IncludeInserter(Style, SelfContained);
#endif
}

} // namespace z3tidy::checks::compat

#endif // Z3TIDY_CHECKS_TIDYCOMPAT_H

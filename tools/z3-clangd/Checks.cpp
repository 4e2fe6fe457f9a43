// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the checks on. clangd runs the checks that .clang-tidy and .clangd
// name, or a few of its own choice, and of those only what it has timed itself.
// It has no hook for more, so the linker puts these functions in front of its
// own
// (--wrap in CMakeLists.txt).

#include "ChecksOn.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Config/llvm-config.h"

#include <optional>

using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

/// As in clangd: changes the options of a file. What a function returns is no
/// part of its name, so that the linker does not notice another type.
#if LLVM_VERSION_MAJOR >= 22
using Provider =
    llvm::unique_function<void(ClangTidyOptions &, StringRef) const>;
#else
using Provider = llvm::function_ref<void(ClangTidyOptions &, StringRef)>;
#endif

// clangd asks this one last, when the configuration has been read.
Provider
defaultChecks() __asm__("__real__ZN5clang6clangd20provideDefaultChecksEv");
Provider defaultChecksAndOurs() __asm__(
    "__wrap__ZN5clang6clangd20provideDefaultChecksEv");

static void addChecks(ClangTidyOptions &Options, StringRef File) {
  defaultChecks()(Options, File);
  Options.Checks =
      z3tidy::clangd::withOurChecks(Options.Checks.value_or(std::string()));
}

Provider defaultChecksAndOurs() { return addChecks; }

#if LLVM_VERSION_MAJOR >= 18
// nullopt: not timed.
std::optional<bool> isFast(StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFastOrOurs(StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::optional<bool> isFastOrOurs(StringRef Check) {
  return Check.starts_with("z3-") ? true : isFast(Check);
}
#endif

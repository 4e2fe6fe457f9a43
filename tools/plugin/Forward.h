// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the checks' diagnostics to the compiler's.

#ifndef Z3TIDY_TOOLS_PLUGIN_FORWARD_H
#define Z3TIDY_TOOLS_PLUGIN_FORWARD_H

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Basic/Diagnostic.h"

#include <memory>

namespace z3tidy::plugin {

/// Hands each report on to the compiler: as a warning, or an error under
/// -Werror, and not at all under -w or where a NOLINT is. The compiler looks at
/// neither option for warnings that are not its own.
class Forward : public clang::DiagnosticConsumer {
public:
  Forward(clang::tidy::ClangTidyContext &Checks,
          clang::DiagnosticsEngine &Compiler)
      : Checks(Checks), Compiler(Compiler) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

private:
  bool isWanted(clang::DiagnosticsEngine::Level Level,
                const clang::Diagnostic &Info);
  bool isInUserCode(const clang::Diagnostic &Info) const;

  clang::tidy::ClangTidyContext &Checks;
  clang::DiagnosticsEngine &Compiler;
  /// Whether the last report was handed on: its notes go the same way.
  bool Told = false;
};

/// Gives the checks an engine of their own, which hands on to the compiler's.
/// The caller keeps it for as long as the checks.
std::unique_ptr<clang::DiagnosticsEngine>
connect(clang::tidy::ClangTidyContext &Checks,
        clang::DiagnosticsEngine &Compiler);

} // namespace z3tidy::plugin

#endif // Z3TIDY_TOOLS_PLUGIN_FORWARD_H

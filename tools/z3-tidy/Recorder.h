// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a worker: listens to the checks and looks at the source, for what
// clang-tidy's output does not tell.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_RECORDER_H
#define Z3TIDY_TOOLS_Z3_TIDY_RECORDER_H

#include "Facts.h"
#include "Functions.h"
#include "checks/Host.h"

namespace z3tidy::tool {

class Changes;

class Recorder : public checks::Host {
public:
  /// Null: nobody asks what has changed.
  explicit Recorder(const Changes *Since) : Since(Since), Known(Since) {}

  void unit(clang::ASTContext &Ctx) override;
  void reported(const checks::Reported &R, clang::ASTContext &Ctx) override;

  /// What was recorded, and as much as can be said of the other reports in
  /// clang-tidy's export.
  Facts finish(llvm::StringRef Export);

private:
  const Changes *Since;
  Functions Known;
  const clang::ASTContext *Seen = nullptr;
  Facts Result;
};

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_RECORDER_H

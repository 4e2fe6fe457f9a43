// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-loop-creation: a handle made in each iteration of a loop without release
// or reuse. docs/checks/z3-loop-creation.md.

#ifndef Z3TIDY_CHECKS_LOOPCREATIONCHECK_H
#define Z3TIDY_CHECKS_LOOPCREATIONCHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class LoopCreationCheck : public Z3Check {
public:
  LoopCreationCheck(llvm::StringRef Name,
                    clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  bool reports(const analysis::Finding &F) const override;
  EngineRequest request() const override;

private:
  const unsigned SmallTripCount;
  const bool ReportLeaks;
  const bool ReportGrowth;
  const bool ReportChurn;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_LOOPCREATIONCHECK_H

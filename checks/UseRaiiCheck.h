// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-use-raii: manual counting that z3raii would do: a modernizer with edits.
// docs/checks/z3-use-raii.md.

#ifndef Z3TIDY_CHECKS_USERAIICHECK_H
#define Z3TIDY_CHECKS_USERAIICHECK_H

#include "checks/Z3Check.h"

namespace z3tidy::checks {

class UseRaiiCheck : public Z3Check {
public:
  UseRaiiCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  bool reports(const analysis::Finding &F) const override;
  EngineRequest request() const override;
  std::vector<explain::Explanation>
  declarationFindings(clang::ASTContext &Ctx) const override;

private:
  const bool Enable;
};

} // namespace z3tidy::checks

#endif // Z3TIDY_CHECKS_USERAIICHECK_H

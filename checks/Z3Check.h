// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every z3-* check has in common: it asks the engine for the findings of
// the translation unit and reports those that are its own.

#ifndef Z3TIDY_CHECKS_Z3CHECK_H
#define Z3TIDY_CHECKS_Z3CHECK_H

#include "analysis/Finding.h"
#include "checks/EngineCache.h"
#include "checks/TidyCompat.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include "explain/Explain.h"

namespace z3tidy::checks {

class Z3Check : public compat::TidyCheck {
public:
  Z3Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onStartOfTranslationUnit() override;
  void onEndOfTranslationUnit() override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  /// Whether a finding is one of this check; its confidence is looked at here.
  virtual bool reports(const analysis::Finding &F) const = 0;
  virtual EngineRequest request() const;
  /// What the check sees in the declarations alone, without the engine.
  virtual std::vector<explain::Explanation>
  declarationFindings(clang::ASTContext &Ctx) const {
    return {};
  }

private:
  void emit(const explain::Explanation &E, analysis::Confidence Sure,
            clang::ASTContext &Ctx);
  void tellProblems(clang::ASTContext &Ctx);
  void tellWrongValues();
  void tellIfWrong(llvm::StringRef Option, llvm::StringRef Given,
                   llvm::StringRef Taken);
  void addFixes(const clang::DiagnosticBuilder &Diag,
                const explain::Message &M);

  const std::string Name;
  const clang::tidy::ClangTidyContext &Tidy;
  const analysis::Confidence Level;
  const ir::ContextMode AssumeContext;
  const std::string ModelFile;
  clang::tidy::utils::IncludeInserter Inserter;
  const clang::SourceManager *Sources = nullptr;
  bool Done = false;
};

} // namespace z3tidy::checks

namespace clang::tidy {

template <> struct OptionEnumMapping<z3tidy::analysis::Confidence> {
  static llvm::ArrayRef<
      std::pair<z3tidy::analysis::Confidence, llvm::StringRef>>
  getEnumMapping();
};

template <> struct OptionEnumMapping<z3tidy::ir::ContextMode> {
  static llvm::ArrayRef<std::pair<z3tidy::ir::ContextMode, llvm::StringRef>>
  getEnumMapping();
};

} // namespace clang::tidy

#endif // Z3TIDY_CHECKS_Z3CHECK_H

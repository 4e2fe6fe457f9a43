// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checks inside the compiler: what `clang -fplugin=z3tidy.so` loads in the
// end. They run when a file has been parsed; their reports are the compiler's
// own warnings, so that -w, -Werror and the exit status are as one knows them.

#include "tools/plugin/Forward.h"

#include "checks/Host.h"
#include "checks/TidyCompat.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace z3tidy;
using namespace z3tidy::plugin;

namespace {

/// What is said with -fplugin-arg-z3tidy-NAME=VALUE.
struct Settings {
  std::string Checks;
  std::optional<analysis::Confidence> Level;
};

class LevelOfAll : public checks::Host {
  void unit(ASTContext &) override {}
  void reported(const checks::Reported &, ASTContext &) override {}
};

/// What the checks hold on to; goes after them.
struct Session {
  Session(const std::string &Checks, StringRef File) {
    tidy::ClangTidyOptions Defaults = tidy::ClangTidyOptions::getDefaults();
    Defaults.Checks = "z3-*";
    tidy::ClangTidyOptions Said;
    if (!Checks.empty())
      Said.Checks = Checks;
    Context = std::make_unique<tidy::ClangTidyContext>(
        std::make_unique<tidy::FileOptionsProvider>(
            tidy::ClangTidyGlobalOptions(), Defaults, Said));
    Context->setCurrentFile(File);
  }
  bool hasChecks() const {
    return !tidy::ClangTidyASTConsumerFactory(*Context).getCheckNames().empty();
  }

  std::unique_ptr<tidy::ClangTidyContext> Context;
  std::unique_ptr<DiagnosticsEngine> Engine;
};

std::vector<std::unique_ptr<ASTConsumer>>
oneOf(std::unique_ptr<ASTConsumer> Consumer) {
  std::vector<std::unique_ptr<ASTConsumer>> All;
  All.push_back(std::move(Consumer));
  return All;
}

/// The session is the first base, so that it is the last to go.
class Consumer : private Session, public MultiplexConsumer {
public:
  Consumer(Session S, std::unique_ptr<ASTConsumer> Checks,
           const DiagnosticsEngine &Compiler)
      : Session(std::move(S)), MultiplexConsumer(oneOf(std::move(Checks))),
        Compiler(Compiler) {}

  void HandleTranslationUnit(ASTContext &Ctx) override {
    // What could not be understood says nothing of its handles.
    if (!Compiler.hasUncompilableErrorOccurred() &&
        !Compiler.getIgnoreAllWarnings())
      MultiplexConsumer::HandleTranslationUnit(Ctx);
  }

private:
  const DiagnosticsEngine &Compiler;
};

class Action : public PluginASTAction {
public:
  ActionType getActionType() override { return AddAfterMainAction; }

  bool ParseArgs(const CompilerInstance &CI,
                 const std::vector<std::string> &Args) override {
    for (llvm::StringRef Arg : Args)
      if (!parse(Arg)) {
        DiagnosticsEngine &D = CI.getDiagnostics();
        D.Report(D.getCustomDiagID(
            DiagnosticsEngine::Error,
            "z3tidy: unknown option '-fplugin-arg-z3tidy-%0' (there are "
            "checks=GLOBS and level=certain, likely or possible)"))
            << Arg;
        return false;
      }
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef File) override {
    static LevelOfAll Level;
    Level.Level = Said.Level;
    checks::setHost(&Level);

    Session S(Said.Checks, File);
    // A .clang-tidy that is about other checks alone turns off none of ours.
    if (!S.hasChecks())
      S = Session(Said.Checks + ",z3-*", File);
    S.Engine = connect(*S.Context, CI.getDiagnostics());
    auto Checks = tidy::ClangTidyASTConsumerFactory(*S.Context)
                      .createASTConsumer(CI, File);
    return std::make_unique<Consumer>(std::move(S), std::move(Checks),
                                      CI.getDiagnostics());
  }

private:
  bool parse(llvm::StringRef Arg) {
    auto [Name, Value] = Arg.split('=');
    if (Name == "checks" && !Value.empty()) {
      Said.Checks = Value.str();
      return true;
    }
    if (Name != "level")
      return false;
    using Answer = std::optional<analysis::Confidence>;
    Said.Level = llvm::StringSwitch<Answer>(Value)
                     .Case("certain", analysis::Confidence::Certain)
                     .Case("likely", analysis::Confidence::Likely)
                     .Case("possible", analysis::Confidence::Possible)
                     .Default(std::nullopt);
    return Said.Level.has_value();
  }

  Settings Said;
};

FrontendPluginRegistry::Add<Action> Registration("z3tidy",
                                                 "Finds misuse of Z3 handles.");

} // namespace

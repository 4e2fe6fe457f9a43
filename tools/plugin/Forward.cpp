// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tools/plugin/Forward.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace z3tidy::plugin;

bool Forward::isInUserCode(const Diagnostic &Info) const {
  if (Info.getLocation().isInvalid())
    return true;
  const SourceManager &SM = Info.getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(Info.getLocation());
  if (SM.isInMainFile(Loc))
    return true;
  const auto &Headers = Checks.getOptions().HeaderFilterRegex;
  return Headers && !Headers->empty() && !SM.isInSystemHeader(Loc) &&
         llvm::Regex(*Headers).match(SM.getFilename(Loc));
}

bool Forward::isWanted(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  if (Level < DiagnosticsEngine::Error && Compiler.getIgnoreAllWarnings())
    return false;
  llvm::SmallVector<tooling::Diagnostic, 1> WrongComments;
  return isInUserCode(Info) &&
         !Checks.shouldSuppressDiagnostic(Level, Info, WrongComments);
}

void Forward::HandleDiagnostic(DiagnosticsEngine::Level Level,
                               const Diagnostic &Info) {
  const bool IsNote = Level == DiagnosticsEngine::Note;
  if (!IsNote)
    Told = isWanted(Level, Info);
  if (!Told)
    return;
  llvm::SmallString<256> Formatted;
  Info.FormatDiagnostic(Formatted);
  const std::string Check = Checks.getCheckName(Info.getID());
  // It says its check already, in notes, too.
  llvm::StringRef Said = Formatted;
  Said.consume_back(" [" + Check + "]");
  std::string Text = Said.str();
  if (Level == DiagnosticsEngine::Warning &&
      (Compiler.getWarningsAsErrors() || Checks.treatAsError(Check))) {
    Level = DiagnosticsEngine::Error;
    Text += " [" + Check + ",-Werror]";
  } else if (!IsNote) {
    Text += " [" + Check + "]";
  }
  const unsigned Id =
      Level == DiagnosticsEngine::Error
          ? Compiler.getCustomDiagID(DiagnosticsEngine::Error, "%0")
      : IsNote ? Compiler.getCustomDiagID(DiagnosticsEngine::Note, "%0")
               : Compiler.getCustomDiagID(DiagnosticsEngine::Warning, "%0");
  DiagnosticBuilder Out = Compiler.Report(Info.getLocation(), Id);
  Out << Text;
  for (const CharSourceRange &Range : Info.getRanges())
    Out << Range;
  for (const FixItHint &Hint : Info.getFixItHints())
    Out << Hint;
}

// Who owns the options has changed.
std::unique_ptr<DiagnosticsEngine>
z3tidy::plugin::connect(tidy::ClangTidyContext &Checks,
                        DiagnosticsEngine &Compiler) {
  llvm::IntrusiveRefCntPtr<DiagnosticIDs> Ids(new DiagnosticIDs);
  auto *Consumer = new Forward(Checks, Compiler); // the engine's
#if CLANG_VERSION_MAJOR < 21
  auto *Options = new DiagnosticOptions; // counted by the engine
  auto Engine = std::make_unique<DiagnosticsEngine>(Ids, Options, Consumer);
  Checks.setDiagnosticsEngine(Engine.get());
#else
  auto Options = std::make_unique<DiagnosticOptions>();
  auto Engine = std::make_unique<DiagnosticsEngine>(Ids, *Options, Consumer);
  Checks.setDiagnosticsEngine(std::move(Options), Engine.get());
#endif
  return Engine;
}

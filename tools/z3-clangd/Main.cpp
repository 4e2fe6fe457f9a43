// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-clangd: clangd with the z3-* checks inside.

#include "Resources.h"
#include "analysis/ResultCache.h"
#include "checks/EngineCache.h"
#include "checks/Host.h"
#include "lower/KeptFunctions.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace clang::clangd {
// No header of clangd is installed with its libraries.
int clangdMain(int Argc, char *Argv[]);
} // namespace clang::clangd

using llvm::StringRef;

namespace {

class Editor : public z3tidy::checks::Host {
public:
  Editor() {
    EditsInNotes = true;
    TellsWrongValues = true;
    Results = &KeptResults;
    Files = &KeptFiles;
  }
  void unit(clang::ASTContext &) override {}
  void reported(const z3tidy::checks::Reported &,
                clang::ASTContext &) override {}

private:
  z3tidy::analysis::ResultCache KeptResults;
  z3tidy::lower::KeptFiles KeptFiles;
};

} // namespace

static bool isOption(StringRef Argument, StringRef Name) {
  return (Argument.consume_front("--") || Argument.consume_front("-")) &&
         Argument.take_until([](char C) { return C == '='; }) == Name;
}

/// Whether clangd is told on the command line, or in the variable from which it
/// takes options besides. It refuses an option that is given twice.
static bool isTold(int Argc, char **Argv, StringRef Name) {
  const char *More = std::getenv("CLANGD_FLAGS");
  return (More && StringRef(More).contains(Name)) ||
         std::any_of(Argv + 1, Argv + Argc, [&](const char *Argument) {
           return isOption(Argument, Name);
         });
}

int main(int Argc, char **Argv) {
  // clangd's own words follow: editors look for its version in them.
  if (Argc == 2 && isOption(Argv[1], "version")) {
    llvm::outs() << "z3-clangd " Z3TIDY_VERSION "\n";
    llvm::outs().flush();
  }
  if (Argc == 2 && isOption(Argv[1], "help")) {
    llvm::outs() << "z3-clangd: clangd with the checks z3-* inside.\n\n"
                    "Its own option, besides clangd's:\n"
                    "  --z3-stats  when it ends, print on stderr what the "
                    "checks did\n\n";
    llvm::outs().flush();
  }
  Editor Host;
  z3tidy::checks::setHost(&Host);
  std::vector<char *> Arguments(Argv, Argv + Argc);
  // The only option that is not clangd's.
  auto Stats = std::remove_if(
      Arguments.begin() + 1, Arguments.end(),
      [](const char *Argument) { return isOption(Argument, "z3-stats"); });
  const bool WantsStats = Stats != Arguments.end();
  Arguments.erase(Stats, Arguments.end());
  std::string Resources = z3tidy::tool::resourceDirectory();
  if (!Resources.empty() && !isTold(Argc, Argv, "resource-dir")) {
    Resources.insert(0, "--resource-dir=");
    Arguments.insert(Arguments.begin() + 1, Resources.data());
  }
  Arguments.push_back(nullptr);
  int Status =
      clang::clangd::clangdMain(Arguments.size() - 1, Arguments.data());
  if (WantsStats)
    z3tidy::checks::printEngineStatistics(llvm::errs());
  return Status;
}

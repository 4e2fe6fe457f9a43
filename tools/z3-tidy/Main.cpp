// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-tidy: clang-tidy with the z3-* checks inside.

#include "Tool.h"
#include "checks/EngineCache.h"
#include "checks/Host.h"
#include "clang-tidy/tool/ClangTidyMain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace z3tidy;
using namespace z3tidy::tool;
using llvm::StringRef;

static void printVersion() {
  llvm::outs() << "z3-tidy " Z3TIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

static void printOwnHelp() {
  llvm::outs() << R"(z3-tidy: finds misuse of Z3 handles in C and C++.

Usage: z3-tidy [options] FILE... [-- compiler options]
       z3-tidy [options] -p BUILD [FILE...]

Without --checks it runs the checks z3-*. Its own options:
  --self-test     find known defects in a source of its own: exit status 0 or 1
  --dump-ir       print the Handle IR of the files instead of checking them
  --stats         print what the engine did, on stderr
  --version       print the versions of z3tidy and LLVM

Over many files (docs/ci.md), if no file is named or one of these is given; the
exit status is 0 for nothing found, 1 for reports, 2 if something could not be
analyzed:
  -p BUILD        all files of BUILD/compile_commands.json, or those named
  -j N            so many files at a time (default: one for each processor)
  --timeout S     give up on a file after S seconds, and go on with the others
  --level L       report what is certain, likely (default) or possible
  --sarif FILE    write SARIF 2.1.0
  --json FILE     write JSON
  --html FILE     write a page to read
  --gitlab FILE   write GitLab's code-quality report
  --baseline FILE report only what is not in FILE
  --update-baseline   write what there is to that FILE
  --changed-since REV report what changes since a revision of git have to do with
  --root DIR      what paths in those files are relative to (default: the work
                  tree of git, or the current directory)
A FILE of - is standard output. Files that are named without one of these options
are clang-tidy's: reports are status 0 then, or 1 with --warnings-as-errors=z3-*.

All other options are those of clang-tidy:

)";
  llvm::outs().flush();
}

int z3tidy::tool::runClangTidy(const std::vector<std::string> &Arguments,
                               const CommandLine &Line) {
  std::vector<const char *> Args = {"z3-tidy"};
  for (const std::string &Argument : Arguments)
    Args.push_back(Argument.c_str());
  if (Line.HasSeparator)
    Args.push_back("--");
  for (const std::string &Argument : Line.CompilerArguments)
    Args.push_back(Argument.c_str());
  Args.push_back(nullptr);
  return clang::tidy::clangTidyMain(Args.size() - 1, Args.data());
}

namespace {

/// Sees which files are analyzed, whether they compile, and whether what we are
/// taught is right.
class Watcher : public checks::Host {
public:
  void unit(clang::ASTContext &Ctx) override {
    SawAny = true;
    SawErrors |= Ctx.getDiagnostics().hasUncompilableErrorOccurred();
  }
  void reported(const checks::Reported &, clang::ASTContext &) override {}
  void wronglyTaught() override { SawErrors = true; }

  bool SawAny = false, SawErrors = false;
};

} // namespace

/// Whether one of our checks is on for sure, and so the watcher sees each file.
static bool runsOurs(const CommandLine &Line) {
  return !asksOnly(Line) && (!hasOption(Line, "checks") ||
                             llvm::any_of(Line.Arguments, [](StringRef A) {
                               return A.contains("z3-");
                             }));
}

/// clang-tidy's exit status, but 2 as from the driver where it has failed.
static int checkFiles(CommandLine &Line) {
  Watcher Host;
  checks::setHost(&Host);
  int Status = runClangTidy(Line.Arguments, Line);
  checks::setHost(nullptr);
  if (Line.Statistics)
    checks::printEngineStatistics(llvm::errs());
  if (!runsOurs(Line) || Status > 1)
    return Status;
  if (Status == 0 && !Host.SawAny)
    llvm::errs() << "z3-tidy: error: nothing was analyzed\n";
  if (!Host.SawAny || (Status == 1 && Host.SawErrors))
    return Failed;
  return Status;
}

int main(int Argc, const char **Argv) {
  CommandLine Line = parseCommandLine(Argc, Argv);
  switch (Line.What) {
  case CommandLine::Version:
    printVersion();
    return 0;
  case CommandLine::SelfTest:
    return selfTest(llvm::sys::fs::getMainExecutable(
                        Argv[0], reinterpret_cast<void *>(&main)),
                    Line);
  case CommandLine::Help:
    printOwnHelp();
    return checkFiles(Line);
  case CommandLine::Analyze:
  case CommandLine::DumpIr:
    break;
  }
  if (isForDriver(Line))
    return drive(Line);
  complete(Line);
  if (!Line.Error.empty()) {
    llvm::errs() << "z3-tidy: error: " << Line.Error << "\n";
    return Failed;
  }
  return Line.What == CommandLine::DumpIr ? dumpIr(Line) : checkFiles(Line);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-tidy: clang-tidy with the z3-* checks inside.

#include "Tool.h"
#include "checks/EngineCache.h"
#include "clang-tidy/tool/ClangTidyMain.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace z3tidy;
using namespace z3tidy::tool;

static void printVersion() {
  llvm::outs() << "z3-tidy " Z3TIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

static void printOwnHelp() {
  llvm::outs() << R"(z3-tidy: finds misuse of Z3 handles in C and C++.

Usage: z3-tidy [options] FILE... [-- compiler options]

Without --checks it runs the checks z3-*. Its own options:
  --self-test     find known defects in a source of its own: exit status 0 or 1
  --dump-ir       print the Handle IR of the files instead of checking them
  --stats         print what the engine did, on stderr
  --version       print the versions of z3tidy and LLVM

All other options are those of clang-tidy:

)";
  llvm::outs().flush();
}

static int runClangTidy(const char *Program, const CommandLine &Line) {
  std::vector<const char *> Args = {Program};
  for (const std::string &Argument : Line.Arguments)
    Args.push_back(Argument.c_str());
  if (Line.HasSeparator)
    Args.push_back("--");
  for (const std::string &Argument : Line.CompilerArguments)
    Args.push_back(Argument.c_str());
  Args.push_back(nullptr);
  int Status = clang::tidy::clangTidyMain(Args.size() - 1, Args.data());
  if (Line.Statistics)
    checks::printEngineStatistics(llvm::errs());
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
    return runClangTidy(Argv[0], Line);
  case CommandLine::Analyze:
  case CommandLine::DumpIr:
    break;
  }
  complete(Line);
  if (!Line.Error.empty()) {
    llvm::errs() << "z3-tidy: error: " << Line.Error << "\n";
    return 1;
  }
  return Line.What == CommandLine::DumpIr ? dumpIr(Line)
                                          : runClangTidy(Argv[0], Line);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CompilerFlags.h"
#include "clang/Driver/Options.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

using namespace clang::driver;
using llvm::StringRef;

static llvm::opt::InputArgList parse(llvm::ArrayRef<const char *> Arguments) {
  unsigned Index, Count;
#if LLVM_VERSION_MAJOR >= 17
  return getDriverOptTable().ParseArgs(
      Arguments, Index, Count, llvm::opt::Visibility(options::ClangOption));
#else
  return getDriverOptTable().ParseArgs(Arguments, Index, Count, 0,
                                       options::CLOption);
#endif
}

/// Warnings are none of our business, whatever the build makes of them.
static bool makesErrors(StringRef Argument) {
  return Argument == "-Werror" || Argument.starts_with("-Werror=") ||
         Argument == "-pedantic-errors";
}

std::vector<std::string>
z3tidy::tool::forClang(const std::vector<std::string> &Command,
                       std::set<std::string> &Dropped) {
  if (Command.empty())
    return Command;
  std::vector<const char *> Arguments;
  for (const std::string &Argument : Command)
    Arguments.push_back(Argument.c_str());
  Arguments.erase(Arguments.begin());
  llvm::opt::InputArgList Parsed = parse(Arguments);
  std::set<unsigned> Unknown;
  for (const llvm::opt::Arg *A : Parsed.filtered(options::OPT_UNKNOWN)) {
    Unknown.insert(A->getIndex());
    Dropped.insert(StringRef(Arguments[A->getIndex()]).split('=').first.str());
  }
  std::vector<std::string> Kept = {Command.front()};
  for (unsigned I = 0; I != Arguments.size(); ++I)
    if (!Unknown.count(I) && !makesErrors(Arguments[I]))
      Kept.push_back(Arguments[I]);
  return Kept;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CompilerFlags.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

#if LLVM_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
namespace options = clang::options;
using clang::getDriverOptTable;
#else
#include "clang/Driver/Options.h"
using namespace clang::driver;
#endif
using namespace z3tidy::tool;
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

/// What clang's driver says of a command, if it is wrong.
static std::vector<std::string> errorsOf(const std::vector<std::string> &All) {
  std::vector<std::string> Errors;
#if LLVM_VERSION_MAJOR >= 17
  clang::TextDiagnosticBuffer Buffer;
  clang::CreateInvocationOptions Options;
#if LLVM_VERSION_MAJOR >= 21
  clang::DiagnosticOptions Told;
  llvm::IntrusiveRefCntPtr<clang::DiagnosticIDs> Names(
#if LLVM_VERSION_MAJOR >= 22
      clang::DiagnosticIDs::create()
#else
      new clang::DiagnosticIDs
#endif
  );
#else
  auto *Told = new clang::DiagnosticOptions;
  auto *Names = new clang::DiagnosticIDs;
#endif
  Options.Diags = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>(
      new clang::DiagnosticsEngine(Names, Told, &Buffer,
                                   /*ShouldOwnClient=*/false));
  std::vector<const char *> Arguments;
  for (const std::string &Argument : All)
    Arguments.push_back(Argument.c_str());
  Arguments.push_back("-fsyntax-only");
  clang::createInvocation(Arguments, Options);
  for (auto It = Buffer.err_begin(); It != Buffer.err_end(); ++It)
    Errors.push_back(It->second);
#endif
  return Errors;
}

/// The option that an error message has in quotes: whole ('-gstabs'), or up to
/// its value ('-mfpu=').
static bool isNamed(StringRef Argument, StringRef Message) {
  return Message.contains(("'" + Argument + "'").str()) ||
         (Argument.contains('=') &&
          Message.contains(
              ("'" + Argument.substr(0, Argument.find('=') + 1) + "'").str()));
}

const std::set<std::string> &
FlagFilter::refused(const std::vector<std::string> &Command) {
  std::vector<std::string> Options = {Command.front()};
  for (const std::string &Argument : Command)
    if (StringRef(Argument).starts_with("-"))
      Options.push_back(Argument);
  auto [It, IsNew] = Refused.try_emplace(std::move(Options));
  if (!IsNew)
    return It->second;
  std::set<std::string> &Wrong = It->second;
  // One wrong option may hide another.
  for (int Tries = 0; Tries != 10; ++Tries) {
    std::vector<std::string> Left;
    for (const std::string &Argument : Command)
      if (!Wrong.count(Argument))
        Left.push_back(Argument);
    const size_t Before = Wrong.size();
    for (const std::string &Message : errorsOf(Left))
      for (const std::string &Argument : Left)
        if (StringRef(Argument).starts_with("-") && isNamed(Argument, Message))
          Wrong.insert(Argument);
    if (Wrong.size() == Before)
      break;
  }
  return Wrong;
}

std::vector<std::string>
FlagFilter::withoutUnknown(const std::vector<std::string> &Command) {
  std::vector<const char *> Arguments;
  for (const std::string &Argument : Command)
    Arguments.push_back(Argument.c_str());
  Arguments.erase(Arguments.begin());
  llvm::opt::InputArgList Parsed = parse(Arguments);
  std::set<unsigned> Unknown;
  for (const llvm::opt::Arg *A : Parsed.filtered(options::OPT_UNKNOWN))
    Unknown.insert(A->getIndex());
  std::vector<std::string> Kept = {Command.front()};
  for (unsigned I = 0; I != Arguments.size(); ++I)
    if (Unknown.count(I))
      Dropped.insert(StringRef(Arguments[I]).split('=').first.str());
    else if (!makesErrors(Arguments[I]))
      Kept.push_back(Arguments[I]);
  return Kept;
}

std::vector<std::string>
FlagFilter::forClang(const std::vector<std::string> &Command) {
  if (Command.empty())
    return Command;
  std::vector<std::string> Known = withoutUnknown(Command);
  const std::set<std::string> &Wrong = refused(Known);
  if (Wrong.empty())
    return Known;
  std::vector<std::string> Kept;
  for (std::string &Argument : Known)
    if (Wrong.count(Argument))
      Dropped.insert(StringRef(Argument).split('=').first.str());
    else
      Kept.push_back(std::move(Argument));
  return Kept;
}

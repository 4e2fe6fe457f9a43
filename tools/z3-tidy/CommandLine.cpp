// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which arguments are ours, and what clang-tidy needs besides.

#include "Resources.h"
#include "Rules.h"
#include "Tool.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

using namespace z3tidy::tool;
using llvm::StringRef;

/// "checks" for "--checks=x", "-checks" and so on; empty for another argument.
static StringRef optionName(StringRef Argument) {
  if (!Argument.consume_front("-"))
    return {};
  Argument.consume_front("-");
  return Argument.take_until([](char C) { return C == '='; });
}

/// Options of clang-tidy whose value may be the next argument.
static bool takesValue(StringRef Name) {
  static constexpr llvm::StringLiteral Names[] = {
      "checks",
      "config",
      "config-file",
      "exclude-header-filter",
      "export-fixes",
      "extra-arg",
      "extra-arg-before",
      "format-style",
      "header-filter",
      "line-filter",
      "load",
      "p",
      "store-check-profile",
      "vfsoverlay",
      "warnings-as-errors",
  };
  return llvm::is_contained(Names, Name);
}

static bool isOption(StringRef Argument, StringRef Name) {
  return optionName(Argument) == Name;
}

bool z3tidy::tool::hasOption(const CommandLine &Line, StringRef Name) {
  return std::any_of(
      Line.Arguments.begin(), Line.Arguments.end(),
      [&](const std::string &Argument) { return isOption(Argument, Name); });
}

static bool takeFlag(CommandLine &Line, StringRef Name) {
  if (Name == "self-test")
    Line.What = CommandLine::SelfTest;
  else if (Name == "dump-ir")
    Line.What = CommandLine::DumpIr;
  else if (Name == "version")
    Line.What = CommandLine::Version;
  else if (Name == "stats")
    Line.Statistics = true;
  else if (Name == "update-baseline")
    Line.Driver.IsOn = Line.Driver.UpdateBaseline = true;
  else
    return false;
  return true;
}

/// Where the value of one of our options goes; null: it is none.
static std::string *valueOf(DriverOptions &Driver, StringRef Name) {
  return llvm::StringSwitch<std::string *>(Name)
      .Case("j", &Driver.Jobs)
      .Case("jobs", &Driver.Jobs)
      .Case("timeout", &Driver.Timeout)
      .Case("level", &Driver.Level)
      .Case("sarif", &Driver.Sarif)
      .Case("json", &Driver.Json)
      .Case("gitlab", &Driver.Gitlab)
      .Case("html", &Driver.Html)
      .Case("baseline", &Driver.Baseline)
      .Case("changed-since", &Driver.ChangedSince)
      .Case("root", &Driver.Root)
      .Default(nullptr);
}

/// Takes Argv[I], and its value from Argv[I + 1] if it has none of its own.
static bool takeOwnOption(CommandLine &Line, int &I, int Argc,
                          const char **Argv) {
  StringRef Argument = Argv[I];
  StringRef Name = optionName(Argument);
  const bool HasValue = Argument.contains('=');
  if (!HasValue && takeFlag(Line, Name))
    return true;
  std::string *Value = valueOf(Line.Driver, Name);
  // -j8, as make and ninja have it.
  if (!Value && Name.size() > 1 && Name.front() == 'j' &&
      Name.drop_front().find_first_not_of("0123456789") == StringRef::npos) {
    Line.Driver.IsOn = true;
    Line.Driver.Jobs = Name.drop_front().str();
    return true;
  }
  if (!Value)
    return false;
  Line.Driver.IsOn = true;
  if (HasValue)
    *Value = Argument.split('=').second.str();
  else if (I + 1 < Argc && StringRef(Argv[I + 1]) != "--")
    *Value = Argv[++I];
  if (Value->empty() && Line.Error.empty())
    Line.Error = "--" + Name.str() + " needs a value; see --help";
  return true;
}

/// One of ours that --checks names in full and that there is not: clang-tidy
/// says nothing of it.
static std::string unknownCheck(const std::vector<std::string> &Arguments) {
  for (size_t I = 0; I != Arguments.size(); ++I) {
    if (!isOption(Arguments[I], "checks"))
      continue;
    StringRef Globs = Arguments[I];
    if (Globs.contains('='))
      Globs = Globs.split('=').second;
    else
      Globs = I + 1 != Arguments.size() ? StringRef(Arguments[I + 1]) : "";
    llvm::SmallVector<StringRef, 8> Names;
    Globs.split(Names, ',');
    for (StringRef Name : Names) {
      Name = Name.trim();
      Name.consume_front("-");
      if (Name.starts_with("z3-") && !Name.contains('*') &&
          llvm::none_of(rules(), [&](const Rule &R) { return R.Name == Name; }))
        return "there is no check '" + Name.str() +
               "'; --list-checks --checks='z3-*' lists them";
    }
  }
  return {};
}

CommandLine z3tidy::tool::parseCommandLine(int Argc, const char **Argv) {
  CommandLine Line;
  for (int I = 1; I < Argc; ++I) {
    StringRef Argument = Argv[I];
    if (Argument == "--") {
      Line.HasSeparator = true;
      Line.CompilerArguments.assign(Argv + I + 1, Argv + Argc);
      break;
    }
    if (takeOwnOption(Line, I, Argc, Argv))
      continue;
    Line.Arguments.push_back(Argument.str());
    StringRef Name = optionName(Argument);
    if (Name == "help" || Name == "help-list" || Name == "h")
      Line.What = CommandLine::Help;
    if (!Argument.starts_with("-") && !Argument.starts_with("@")) {
      Line.Files.push_back(Argument.str());
      continue;
    }
    const bool HasValue = Argument.contains('=');
    if (Name == "p" && HasValue)
      Line.BuildPath = Argument.split('=').second.str();
    else if (Name != "p")
      Line.Options.push_back(Argument.str());
    if (takesValue(Name) && !HasValue && I + 1 < Argc) {
      Line.Arguments.push_back(Argv[++I]);
      if (Name == "p")
        Line.BuildPath = Argv[I];
      else
        Line.Options.push_back(Argv[I]);
    }
  }
  if (Line.Error.empty())
    Line.Error = unknownCheck(Line.Arguments);
  return Line;
}

bool z3tidy::tool::hasDatabase(StringRef Folder) {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, "compile_commands.json");
  if (llvm::sys::fs::exists(Path))
    return true;
  llvm::sys::path::remove_filename(Path);
  llvm::sys::path::append(Path, "compile_flags.txt");
  return llvm::sys::fs::exists(Path);
}

static bool hasDatabaseAbove(StringRef File) {
  llvm::SmallString<256> Folder(File);
  llvm::sys::fs::make_absolute(Folder);
  for (StringRef At = llvm::sys::path::parent_path(Folder); !At.empty();
       At = llvm::sys::path::parent_path(At))
    if (hasDatabase(At))
      return true;
  return false;
}

/// Says in one line what clang-tidy says in many, or not at all.
static void checkInputs(CommandLine &Line) {
  for (const std::string &File : Line.Files)
    if (!llvm::sys::fs::exists(File)) {
      Line.Error = "no such file: '" + File + "'";
      return;
    } else if (llvm::sys::fs::is_directory(File)) {
      Line.Error = "'" + File + "' is a directory, not a source file";
      return;
    }
  if (Line.HasSeparator || Line.Files.empty())
    return;
  if (!Line.BuildPath.empty()) {
    if (!hasDatabase(Line.BuildPath))
      Line.Error = "no compile_commands.json in '" + Line.BuildPath + "'";
    return;
  }
  if (hasDatabaseAbove(Line.Files.front()))
    return;
  llvm::errs() << "z3-tidy: note: no compile_commands.json for '"
               << Line.Files.front()
               << "': parsed without options; name them after '--'\n";
  Line.HasSeparator = true;
}

/// Lets a wrong value of a check's option end in a non-zero exit status.
static void makeConfigurationErrors(std::vector<std::string> &Arguments) {
  const StringRef Name = "warnings-as-errors";
  for (size_t I = 0; I != Arguments.size(); ++I) {
    if (!isOption(Arguments[I], Name))
      continue;
    bool Joined = StringRef(Arguments[I]).contains('=');
    if (!Joined && I + 1 == Arguments.size())
      return; // clang-tidy says that the value is missing
    Arguments[Joined ? I : I + 1] += ",clang-tidy-config";
    return;
  }
  Arguments.push_back("--warnings-as-errors=clang-tidy-config");
}

static void addDefaults(const CommandLine &Line,
                        std::vector<std::string> &Arguments) {
  if (!hasOption(Line, "checks"))
    Arguments.push_back("--checks=-*,z3-*");
  makeConfigurationErrors(Arguments);
  std::string Resources = resourceDirectory();
  if (!Resources.empty())
    Arguments.push_back("--extra-arg-before=-resource-dir=" + Resources);
}

bool z3tidy::tool::asksOnly(const CommandLine &Line) {
  return hasOption(Line, "list-checks") || hasOption(Line, "dump-config") ||
         hasOption(Line, "verify-config") || hasOption(Line, "explain-config");
}

bool z3tidy::tool::isForDriver(const CommandLine &Line) {
  if (Line.What != CommandLine::Analyze || asksOnly(Line))
    return false;
  return Line.Driver.IsOn || (Line.Files.empty() && !Line.BuildPath.empty());
}

void z3tidy::tool::completeOptions(CommandLine &Line) {
  addDefaults(Line, Line.Options);
}

void z3tidy::tool::complete(CommandLine &Line) {
  if (!Line.Error.empty())
    return;
  // run-clang-tidy names a file that is none when it only asks.
  if (!asksOnly(Line)) {
    if (Line.Files.empty()) {
      Line.Error = "no source file given; see --help";
      return;
    }
    checkInputs(Line);
  }
  if (Line.Error.empty())
    addDefaults(Line, Line.Arguments);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of z3-tidy that clang-tidy does not have.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_TOOL_H
#define Z3TIDY_TOOLS_Z3_TIDY_TOOL_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace z3tidy::tool {

/// Exit statuses.
enum Status { Clean = 0, Found = 1, Failed = 2 };

/// Options of the driver, which runs clang-tidy over many files at a time.
struct DriverOptions {
  bool IsOn = false;   ///< one of them is given
  std::string Jobs;    ///< workers at a time; empty: one for each processor
  std::string Timeout; ///< seconds for a file; empty: no limit
  std::string Level;   ///< the least confidence of what is reported
  std::string Sarif, Json, Gitlab, Html; ///< files to write; empty: none
  std::string Baseline;
  bool UpdateBaseline = false;
  std::string ChangedSince; ///< a revision of git
  std::string Root;         ///< what paths in files are relative to
};

/// What of the command line is for z3-tidy itself, and what clang-tidy gets.
struct CommandLine {
  enum Action { Analyze, Help, Version, SelfTest, DumpIr } What = Analyze;
  bool Statistics = false;
  DriverOptions Driver;
  /// Arguments for clang-tidy, without the program's name and our own.
  std::vector<std::string> Arguments;
  /// The same without source files and -p.
  std::vector<std::string> Options;
  /// Source files among Arguments.
  std::vector<std::string> Files;
  /// What stands behind `--`; HasSeparator if `--` is there.
  std::vector<std::string> CompilerArguments;
  bool HasSeparator = false;
  std::string BuildPath; ///< of -p; empty if not given
  std::string Error;     ///< one line; empty if all is well
};

CommandLine parseCommandLine(int Argc, const char **Argv);

/// Completes what clang-tidy gets: the checks if none are named, the resource
/// directory if none is given, wrong option values as errors. Sets Error for a
/// file or compilation database that is not there.
void complete(CommandLine &Line);

/// The same for Options, and nothing else.
void completeOptions(CommandLine &Line);

bool hasOption(const CommandLine &Line, llvm::StringRef Name);

/// Whether there are options that ask for something else than an analysis.
bool asksOnly(const CommandLine &Line);

/// Whether a folder has a compilation database.
bool hasDatabase(llvm::StringRef Folder);

/// Whether the driver is to do it: one of its options is given, or no file is
/// named and there is a compilation database to take them from.
bool isForDriver(const CommandLine &Line);

/// clang-tidy itself, with Arguments for its command line.
int runClangTidy(const std::vector<std::string> &Arguments,
                 const CommandLine &Line);

/// Runs over all files and writes what is asked for. Returns the exit status:
/// 0 nothing found, 1 something found, 2 something could not be analyzed.
int drive(CommandLine &Line);

/// Runs the program at Self over a source with known defects; 0 if all are
/// found, else 1 with one line on what is missing. Options of the line, such as
/// --checks, go to that run.
int selfTest(llvm::StringRef Self, const CommandLine &Line);

/// Prints the Handle IR of the files. Returns the exit status.
int dumpIr(const CommandLine &Line);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_TOOL_H

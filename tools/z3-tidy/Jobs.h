// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which files there are to analyze, and how each is compiled.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_JOBS_H
#define Z3TIDY_TOOLS_Z3_TIDY_JOBS_H

#include "Report.h"
#include "Tool.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace z3tidy::tool {

struct Job {
  std::string File; ///< absolute
  /// Empty if the command line names the compiler's options itself.
  std::vector<clang::tooling::CompileCommand> Commands;
};

struct JobList {
  std::vector<Job> Jobs; ///< by file, sorted
  std::vector<Failure> Failures;
  std::vector<std::string> Remarks; ///< a line each
  std::string Error;                ///< nothing can be done; a line
};

/// The files named, or all of the compilation database.
JobList findJobs(const CommandLine &Line);

/// Writes a compilation database for some jobs into a folder; false if it
/// can't.
bool writeDatabase(llvm::ArrayRef<Job> Jobs, llvm::StringRef Folder);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_JOBS_H

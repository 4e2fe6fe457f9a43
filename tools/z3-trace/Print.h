// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report of a run, for people and for machines.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_PRINT_H
#define Z3TIDY_TOOLS_Z3_TRACE_PRINT_H

#include "Launch.h"
#include "Symbolize.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace z3trace {

/// An event with its places in the source.
struct Report {
  TraceEvent Event;
  SourceStack Site, Made, Released, Other;

  /// "error" for misuse, "warning" for what grows or is lost or wasted, "note"
  /// for what is only worth knowing.
  const char *level() const;
  /// Where the reader must look: the misuse, or else the creation.
  const SourceStack &place() const { return Event.isAtOnce() ? Site : Made; }
};

/// Symbolizes all events and joins those that differ in machine code only. In
/// the order of levels, then as they happened.
std::vector<Report> makeReports(const Trace &T);

/// Whether any report is an error or a warning.
bool hasProblem(const std::vector<Report> &Reports);

/// "1 solver", "2 solvers"; "18.9 MB".
std::string many(uint64_t N, const std::string &Kind);
std::string megabytes(uint64_t Bytes);

llvm::json::Array stackToJson(const SourceStack &S);

void printText(llvm::raw_ostream &OS, const Trace &T,
               const std::vector<Report> &Reports, const LaunchOptions &O,
               const Ending &End);
void printJson(llvm::raw_ostream &OS, const Trace &T,
               const std::vector<Report> &Reports, const LaunchOptions &O,
               const Ending &End);

} // namespace z3trace

#endif

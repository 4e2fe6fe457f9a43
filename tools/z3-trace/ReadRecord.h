// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the interposer's record (its format is in Record.h).

#ifndef Z3TIDY_TOOLS_Z3_TRACE_READRECORD_H
#define Z3TIDY_TOOLS_Z3_TRACE_READRECORD_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace z3trace {

struct Address {
  std::string Module;
  uint64_t Offset; ///< as in the module's ELF file; a return address
};

using RawStack = std::vector<Address>;

/// One thing to tell.
struct TraceEvent {
  std::string Type;    ///< leak, growth, use-after-release, ...
  std::string Kind;    ///< solver, ast, symbol, ...
  std::string Context; ///< rc, non-rc, -
  std::string Of;      ///< growth of scopes and assertions: of which kind
  std::string When;    ///< leaks: exit, context-delete
  std::string Call;    ///< misuse: the function of the Z3 API
  uint64_t Count = 1;
  uint64_t References = 0; ///< leaks: of all handles together
  uint64_t Rounds = 0;     ///< growth: rounds of checking that left some
  uint64_t InAll = 0;      ///< growth: handed out in all
  uint64_t Most = 0;       ///< churn: alive at once
  uint64_t Ns = 0;         ///< churn: making and first checking
  std::string OtherCall;   ///< concurrent use: that of the other thread
  RawStack Site, Made, Released, Other;
  bool Forked = false; ///< in a forked child

  bool isAtOnce() const { return !Call.empty(); }
};

/// What a program held when it was asked.
struct Snapshot {
  struct Held {
    std::string Kind, Context;
    uint64_t Count = 0, References = 0;
    uint64_t InAll = 0; ///< handed out so far
    RawStack Made;
  };
  int Pid = 0;
  uint64_t Milliseconds = 0; ///< since the first call
  uint64_t Calls = 0;
  uint64_t Bytes = 0; ///< of Z3
  std::vector<Held> All;
};

/// One traced program, or a forked copy of one.
struct Process {
  int Pid = 0;
  int ForkedFrom = 0;
  std::string End; ///< "exit", "exec"; empty if it did not reach its end
  uint64_t Calls = 0;
};

struct Trace {
  std::vector<Process> Processes; ///< empty: no call of Z3 was seen
  uint64_t PeakBytes = 0;         ///< of Z3, at checks and ends of contexts
  std::vector<TraceEvent> Events;
  std::vector<Snapshot> Snapshots;

  /// Whether each of them (each but the forked ones) reached its end.
  bool isComplete(bool WithForked) const;
  uint64_t calls() const;
};

/// Reads all records of the directory. Lines cut short by a crash are left out.
Trace readTrace(llvm::StringRef Dir);

} // namespace z3trace

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the program with the interposer preloaded.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_LAUNCH_H
#define Z3TIDY_TOOLS_Z3_TRACE_LAUNCH_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace z3trace {

struct LaunchOptions {
  std::vector<std::string> Command; ///< the program's path, and its arguments
  std::string Interposer;           ///< absolute path of libz3trace.so
  std::string RecordDir;
  unsigned Growth = 8;
  int SnapshotSignal = 0; ///< 0: none
  bool OneAtATime = false;
  bool IgnoreThreads = false;
  /// Called while the program runs, when it has left a snapshot.
  std::function<void()> OnSnapshot;
};

/// How a program ended: by a status, or by a signal.
struct Ending {
  int Status = 0;
  int Signal = 0;
  uint64_t PeakRss = 0; ///< bytes, with the tracer's own part
};

/// Runs the program to its end with this process's standard streams; signals
/// that ask this process to stop go to the program. Returns false with one line
/// in \p Error if the program could not be started.
bool launch(const LaunchOptions &Options, Ending &End, std::string &Error);

/// Ends this process as the program ended.
[[noreturn]] void endLike(const Ending &End);

} // namespace z3trace

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the interposer says about the program: misuse at once, and the sums at
// the end. All functions are called under the tracer's lock.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_REPORT_H
#define Z3TIDY_TOOLS_Z3_TRACE_REPORT_H

#include "Handles.h"

namespace z3trace {

enum class Misuse : uint8_t {
  UseAfterRelease,
  ReleaseAfterRelease,
  ReleaseOfUnowned,
  UseAfterContextDelete,
  UnprotectedUse,
  WrongContext,
  ConcurrentUse,
};

/// Writes the misuse of \p H in a call of \p Function at \p Site, before that
/// call runs. Each handle is reported once per life for each kind of misuse,
/// and further handles at the same places are only counted.
void reportMisuse(Misuse M, Handle *H, const char *ContextKind,
                  const char *Function, StackId Site, StackId ReleasedAt);

/// Writes that \p Function is called at \p Site on \p X while nothing orders it
/// with a call of another thread. Contexts with the same places are counted.
void reportConcurrentUse(Context *X, const char *Function, StackId Site,
                         const Concurrent &Other);

/// Writes leaks, growth and churn, and the end mark. \p Threshold is the
/// least number that growth and churn are reported for. A program that ends
/// \p InsideCall (the default error handler exits) had no chance to release.
/// \p How is "exit" or "exec".
void reportEnd(unsigned Threshold, uint64_t Calls, uint64_t PeakBytes,
               bool InsideCall, const char *How);

/// The end that was reported is none: exec has failed.
void retractEnd();

/// Writes what the program holds at present.
void reportSnapshot(uint64_t Milliseconds, uint64_t Calls, uint64_t Bytes);

/// Nothing was told so far: what a forked child begins with.
void forgetMisuse();

} // namespace z3trace

#endif

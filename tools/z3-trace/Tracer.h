// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interposer's life in the traced process: start at the first call into
// libz3, one lock, the end of the program, forks.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_TRACER_H
#define Z3TIDY_TOOLS_Z3_TRACE_TRACER_H

namespace z3trace {

/// Holds the tracer's lock. Nothing but the tracer runs under it.
class TracerLock {
public:
  TracerLock();
  ~TracerLock();
  TracerLock(const TracerLock &) = delete;
  TracerLock &operator=(const TracerLock &) = delete;
  /// False in a forked child, after the end, and when there is no record.
  bool isTracing() const { return Tracing; }
  void countCall();
  /// Notes how much memory Z3 holds now; to be called where it may be most.
  void sampleMemory();

private:
  bool Tracing;
};

} // namespace z3trace

#endif

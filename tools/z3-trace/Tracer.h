// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interposer's life in the traced process: start at the first call into
// libz3, one lock, the end of the program, forks, exec, snapshots on a signal.

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
  /// False after the end, and when there is no record.
  bool isTracing() const { return Tracing; }
  void countCall();
  /// Notes how much memory Z3 holds now; to be called where it may be most.
  void sampleMemory();

private:
  void unlock();

  bool Tracing;
};

/// Takes the lock if this process is traced and the thread does not have it.
bool lockIfTracing();
void unlockTracing();

/// Reports the end, if this process is traced: exec leaves nothing of it. True
/// if something was reported, which execFailed() takes back.
bool beginExec();
void execFailed();

} // namespace z3trace

#endif

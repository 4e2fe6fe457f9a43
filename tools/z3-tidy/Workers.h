// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Work in processes of its own: what one does to itself does not touch the
// others.

#ifndef Z3TIDY_TOOLS_Z3_TIDY_WORKERS_H
#define Z3TIDY_TOOLS_Z3_TIDY_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstddef>
#include <string>

namespace z3tidy::tool {

/// Runs Work(0) … Work(Count - 1), each in a forked process whose exit status
/// it returns, at most Parallel at a time. Done gets the number and what
/// waitpid said, in the order in which they end.
///
/// SIGINT, SIGTERM, SIGHUP and SIGPIPE end the workers; then the signal is
/// returned, and otherwise 0. The caller must have no other threads and no
/// other children.
int runWorkers(size_t Count, unsigned Parallel,
               llvm::function_ref<int(size_t)> Work,
               llvm::function_ref<void(size_t, int)> Done);

/// Ends the calling process after so many seconds of the clock; 0: never.
void endAfter(unsigned Seconds);

/// "crashed (Segmentation fault)" and the like; empty if it exited by itself.
std::string deathOf(int WaitStatus);

} // namespace z3tidy::tool

#endif // Z3TIDY_TOOLS_Z3_TIDY_WORKERS_H

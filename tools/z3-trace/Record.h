// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The raw record that the interposer leaves for the driver: one file per traced
// process image in the directory $Z3TRACE_DIR, in lines of fields separated by
// blanks. Addresses are relative to their module, as in its ELF file.
//
//   P <pid> <forked from, or 0>                first of all
//   M <module> <path>                          before the first stack in it
//   S <stack> <n> <module>:<address> ...       before what uses it
//   E <event> <type> <kind> <context> <call> <stack> <made> <released>
//     [<call> <stack> of the other thread]
//   N <milliseconds> <calls> <bytes of Z3>     a snapshot, and what it holds:
//   O <kind> <context> <count> <references> <made in all> <made>
//   B                                          the sums follow
//   C <event> <count>
//   L <type> <kind> <context> <when> <count> <references> <made>
//   G <kind> <context> <of> <most> <rounds> <in all> <made>
//   H <kind> <context> <made in all> <most at once> <ns> <made>
//   X <calls> <peak bytes of Z3> <exit or exec>    the end was reached
//   U                                          not so: undo all since B
//
// All functions are called under the tracer's lock.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_RECORD_H
#define Z3TIDY_TOOLS_Z3_TRACE_RECORD_H

#include "Stacks.h"

namespace z3trace {

/// Opens the record file; false if there is nowhere to write. \p ForkedFrom is
/// the process that this one is a copy of, if that had a record; else 0.
bool openRecord(int ForkedFrom = 0);

/// Appends one line; what it needs first (stacks, modules) must be written
/// with recordStack before.
__attribute__((format(printf, 1, 2))) void record(const char *Format, ...);

/// Writes the stack and its modules unless they are there already.
void recordStack(StackId Id);

/// Hands everything to the kernel: it survives a crash of the program.
void flushRecord();

/// Tells the driver that there is a snapshot to read.
void announceSnapshot();

} // namespace z3trace

#endif

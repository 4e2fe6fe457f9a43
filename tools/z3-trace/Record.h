// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The raw record that the interposer leaves for the driver: one file per traced
// process image in the directory $Z3TRACE_DIR, in lines of fields separated by
// blanks. Addresses are relative to their module, as in its ELF file.
//
//   M <module> <path>                          before the first stack in it
//   S <stack> <n> <module>:<address> ...       before the first line that uses
//   it E <event> <type> <kind> <context> <call> <stack> <made> <released> C
//   <event> <count>                          at the end L <type> <kind>
//   <context> <when> <count> <references> <made> G <kind> <context> <of> <most>
//   <in all> <made> H <kind> <context> <made in all> <most at once> <ns> <made>
//   X <calls> <peak bytes of Z3>               the end was reached
//
// All functions are called under the tracer's lock.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_RECORD_H
#define Z3TIDY_TOOLS_Z3_TRACE_RECORD_H

#include "Stacks.h"

namespace z3trace {

/// Opens the record file; false if there is nowhere to write.
bool openRecord();

/// Appends one line; what it needs first (stacks, modules) must be written
/// with recordStack before.
__attribute__((format(printf, 1, 2))) void record(const char *Format, ...);

/// Writes the stack and its modules unless they are there already.
void recordStack(StackId Id);

/// Hands everything to the kernel: it survives a crash of the program.
void flushRecord();

} // namespace z3trace

#endif

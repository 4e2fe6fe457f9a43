// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program held when it was asked, for people and for machines.

#ifndef Z3TIDY_TOOLS_Z3_TRACE_PRINTSNAPSHOT_H
#define Z3TIDY_TOOLS_Z3_TRACE_PRINTSNAPSHOT_H

#include "Symbolize.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace z3trace {

/// All snapshots from number \p First (from 0) on, each with what has changed
/// since the one before of the same process.
void printSnapshots(llvm::raw_ostream &OS, const Trace &T, size_t First = 0);

llvm::json::Array snapshotsToJson(const Trace &T);

} // namespace z3trace

#endif

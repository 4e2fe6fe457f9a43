// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handle IR as text (`.zir`): for tests of the analysis without a compiler, for
// `--dump-ir`, and for people. What is printed can be parsed again, to the same
// text. docs/ir.md describes the syntax.

#ifndef Z3TIDY_IR_TEXT_H
#define Z3TIDY_IR_TEXT_H

#include "ir/Ir.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace z3tidy::ir {

void print(const Function &F, llvm::raw_ostream &OS);
void print(const Module &M, llvm::raw_ostream &OS);
/// One instruction, without its source comment and without a line break.
void print(const Function &F, const Instr &I, llvm::raw_ostream &OS);
void print(const Function &F, const Condition &C, llvm::raw_ostream &OS);

/// Reads a module. An error is one line "<name>:<line>:<column>: <what>".
llvm::Expected<Module> parse(llvm::StringRef Text, llvm::StringRef Name);

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_TEXT_H

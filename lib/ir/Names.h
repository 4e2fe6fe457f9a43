// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How names stand in the text of the IR: plain if they are words, else as
// strings in quotes. Shared by Function::str, the printer and the parser.

#ifndef Z3TIDY_IR_NAMES_H
#define Z3TIDY_IR_NAMES_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace z3tidy::ir {

/// A letter, a digit, '_' or ':' ("ns::S::f" is one word).
bool isWordChar(char C);

/// Whether the name is a word: word characters, no digit at its start, no ':'
/// at its end.
bool isWord(llvm::StringRef Name);

/// In double quotes; quotes, backslashes and bytes that are not printable
/// ASCII are escaped as \" \\ \XX (hexadecimal).
std::string quoted(llvm::StringRef Text);

/// The name itself if it is a word, else quoted().
std::string quotedName(llvm::StringRef Name);

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_NAMES_H

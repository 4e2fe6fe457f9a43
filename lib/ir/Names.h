// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How names stand in the text of the IR: keywords of the enumerations, and
// names of the source, plain if they are words, else as strings in quotes.
// Shared by Function::str, the printer and the parser. And names that the
// lowering gives and the analysis knows.

#ifndef Z3TIDY_IR_NAMES_H
#define Z3TIDY_IR_NAMES_H

#include "ir/Ir.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace z3tidy::ir {

/// The text of the question whether an iterator is at the end; what it reads
/// are the iterator and the container.
constexpr llvm::StringLiteral AtEndTest = "is at the end";

/// How many characters at the start of the text are one word: letters, digits,
/// '_', and "::" before one of these ("ns::S::f" is one word).
size_t wordLength(llvm::StringRef Text);

/// Whether the whole name is a word that does not start with a digit.
bool isWord(llvm::StringRef Name);

/// In double quotes; quotes, backslashes and bytes that are not printable
/// ASCII are escaped as \" \\ \XX (hexadecimal).
std::string quoted(llvm::StringRef Text);

/// The name itself if it is a word, else quoted().
std::string quotedName(llvm::StringRef Name);

/// "new", "check", "trail", "counting"; the first word of an enumeration for a
/// value that it does not have.
llvm::StringRef keyword(Op O);
llvm::StringRef keyword(Role R);
llvm::StringRef keyword(Slot S);
llvm::StringRef keyword(ContextMode M);
llvm::StringRef keyword(Change C);

/// The inverse; nullopt for an unknown word.
std::optional<Op> opFromKeyword(llvm::StringRef Word);
std::optional<Role> roleFromKeyword(llvm::StringRef Word);
std::optional<Slot> slotFromKeyword(llvm::StringRef Word);
std::optional<ContextMode> modeFromKeyword(llvm::StringRef Word);
std::optional<Change> changeFromKeyword(llvm::StringRef Word);

/// The special members of a class and their words.
struct SpecialMember {
  llvm::StringLiteral Word;
  Class::Member Class::*Member;
};
inline constexpr SpecialMember SpecialMembers[] = {
    {"destructor", &Class::Destructor},
    {"copy_constructor", &Class::CopyConstructor},
    {"move_constructor", &Class::MoveConstructor},
    {"copy_assignment", &Class::CopyAssignment},
    {"move_assignment", &Class::MoveAssignment},
};

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_NAMES_H

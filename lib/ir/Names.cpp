// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words and strings of the text form.

#include "ir/Names.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::ir {

static bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_'; }

size_t wordLength(llvm::StringRef Text) {
  size_t I = 0;
  while (I < Text.size()) {
    if (isWordChar(Text[I]))
      ++I;
    else if (Text.substr(I).starts_with("::") && I + 2 < Text.size() &&
             isWordChar(Text[I + 2]))
      I += 2;
    else
      break;
  }
  return I;
}

bool isWord(llvm::StringRef Name) {
  return !Name.empty() && (llvm::isAlpha(Name.front()) || Name[0] == '_') &&
         wordLength(Name) == Name.size();
}

std::string quoted(llvm::StringRef Text) {
  std::string S = "\"";
  for (unsigned char C : Text) {
    if (C == '"' || C == '\\') {
      S += '\\';
      S += C;
    } else if (C < 0x20 || C > 0x7e) {
      S += '\\';
      S += llvm::hexdigit(C >> 4);
      S += llvm::hexdigit(C & 15);
    } else {
      S += C;
    }
  }
  return S + '"';
}

std::string quotedName(llvm::StringRef Name) {
  return isWord(Name) ? Name.str() : quoted(Name);
}

//===----------------------------------------------------------------------===//
// Keywords, in the order of the enumerators
//===----------------------------------------------------------------------===//

static constexpr llvm::StringLiteral Ops[] = {
    "new",  "borrow", "retain", "release", "delete", "use",   "collect",
    "copy", "move",   "addr",   "alloc",   "free",   "havoc", "escape",
    "call", "end",    "spawn",  "sync",    "flow"};
static constexpr llvm::StringLiteral Roles[] = {
    "none",     "check",      "assert",     "push",       "pop",
    "reset",    "configure",  "load_text",  "fresh_name", "store",
    "model",    "refutation", "derivation", "handler",    "read_error",
    "fallible", "adopt",      "detach",     "callback",   "text",
    "name",     "forget",     "hand_over",  "interrupt",  "defer_releases",
    "join",     "lock",       "unlock",     "wait",       "notify",
    "poll",     "reach",      "keep",       "optional"};
static constexpr llvm::StringLiteral Slots[] = {"none", "trail", "last_object"};
static constexpr llvm::StringLiteral Modes[] = {"unknown", "counting",
                                                "keeping"};
static constexpr llvm::StringLiteral Changes[] = {"any", "plus", "or", "and",
                                                  "less"};
static_assert(std::size(Ops) == static_cast<size_t>(Op::Flow) + 1);
static_assert(std::size(Roles) == static_cast<size_t>(Role::Optional) + 1);
static_assert(std::size(Slots) == static_cast<size_t>(Slot::LastObject) + 1);
static_assert(std::size(Modes) ==
              static_cast<size_t>(ContextMode::Keeping) + 1);
static_assert(std::size(Changes) == static_cast<size_t>(Change::Less) + 1);

template <class Enum, size_t N>
static llvm::StringRef word(const llvm::StringLiteral (&Words)[N], Enum Value) {
  size_t I = static_cast<size_t>(Value);
  return Words[I < N ? I : 0];
}

template <class Enum, size_t N>
static std::optional<Enum> value(const llvm::StringLiteral (&Words)[N],
                                 llvm::StringRef Word) {
  for (size_t I = 0; I < N; ++I)
    if (Words[I] == Word)
      return static_cast<Enum>(I);
  return std::nullopt;
}

llvm::StringRef keyword(Op O) { return word(Ops, O); }
llvm::StringRef keyword(Role R) { return word(Roles, R); }
llvm::StringRef keyword(Slot S) { return word(Slots, S); }
llvm::StringRef keyword(ContextMode M) { return word(Modes, M); }
llvm::StringRef keyword(Change C) { return word(Changes, C); }

std::optional<Op> opFromKeyword(llvm::StringRef Word) {
  return value<Op>(Ops, Word);
}
std::optional<Role> roleFromKeyword(llvm::StringRef Word) {
  return value<Role>(Roles, Word);
}
std::optional<Slot> slotFromKeyword(llvm::StringRef Word) {
  return value<Slot>(Slots, Word);
}
std::optional<ContextMode> modeFromKeyword(llvm::StringRef Word) {
  return value<ContextMode>(Modes, Word);
}
std::optional<Change> changeFromKeyword(llvm::StringRef Word) {
  return value<Change>(Changes, Word);
}

} // namespace z3tidy::ir

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ir/Names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::ir {

bool isWordChar(char C) { return llvm::isAlnum(C) || C == '_' || C == ':'; }

bool isWord(llvm::StringRef Name) {
  return !Name.empty() && !llvm::isDigit(Name.front()) && Name.back() != ':' &&
         llvm::all_of(Name, isWordChar);
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

} // namespace z3tidy::ir

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tokens of the text form of the IR. The end of a line is a token.

#ifndef Z3TIDY_IR_LEXER_H
#define Z3TIDY_IR_LEXER_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace z3tidy::ir {

struct Token {
  enum Form : uint8_t {
    End,     ///< of the text
    Newline, ///< one or more line ends
    Word,    ///< Text
    Integer, ///< Text, with '-' if there is one; may be too large
    String,  ///< Value, without quotes and escapes
    Mark,    ///< Text: one character, or "->" "==" "!=" "<=" ">="
    Bad,     ///< Text: what is wrong
  };
  Form F = End;
  unsigned Line = 1;
  unsigned Column = 1;
  llvm::StringRef Text;
  std::string Value;
};

class Lexer {
public:
  explicit Lexer(llvm::StringRef Text) : Rest(Text) {}

  /// The next token. After the end and after a Bad one, always End.
  Token next();

private:
  llvm::StringRef Rest;
  unsigned Line = 1;
  unsigned Column = 1;

  void skip(size_t N);
  void skipBlanks();
  Token take(Token T, Token::Form F, size_t N);
  Token lexNewlines(Token T);
  Token lexString(Token T);
  Token bad(Token T, llvm::StringRef What);
};

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_LEXER_H

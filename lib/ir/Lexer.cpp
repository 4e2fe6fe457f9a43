// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to tokens.

#include "ir/Lexer.h"
#include "ir/Names.h"
#include "llvm/ADT/StringExtras.h"

namespace z3tidy::ir {

void Lexer::skip(size_t N) {
  Rest = Rest.drop_front(N);
  Column += N;
}

void Lexer::skipBlanks() {
  while (!Rest.empty()) {
    if (Rest[0] == ';')
      skip(std::min(Rest.find('\n'), Rest.size()));
    else if (Rest[0] == ' ' || Rest[0] == '\t' || Rest[0] == '\r')
      skip(1);
    else
      return;
  }
}

Token Lexer::take(Token T, Token::Form F, size_t N) {
  T.F = F;
  T.Text = Rest.take_front(N);
  skip(N);
  return T;
}

Token Lexer::bad(Token T, llvm::StringRef What) {
  T.F = Token::Bad;
  T.Text = What;
  Rest = {};
  return T;
}

Token Lexer::lexNewlines(Token T) {
  T.F = Token::Newline;
  while (Rest.starts_with("\n")) {
    Rest = Rest.drop_front();
    ++Line;
    Column = 1;
    skipBlanks();
  }
  return T;
}

Token Lexer::lexString(Token T) {
  skip(1);
  while (!Rest.empty() && Rest[0] != '\n') {
    if (Rest[0] == '"') {
      skip(1);
      T.F = Token::String;
      return T;
    }
    if (Rest[0] != '\\') {
      T.Value += Rest[0];
      skip(1);
    } else if (Rest.size() > 1 && (Rest[1] == '"' || Rest[1] == '\\')) {
      T.Value += Rest[1];
      skip(2);
    } else if (Rest.size() > 2 && llvm::isHexDigit(Rest[1]) &&
               llvm::isHexDigit(Rest[2])) {
      T.Value += static_cast<char>(llvm::hexDigitValue(Rest[1]) * 16 +
                                   llvm::hexDigitValue(Rest[2]));
      skip(3);
    } else {
      T.Line = Line;
      T.Column = Column;
      return bad(std::move(T), "unknown escape in a string");
    }
  }
  return bad(std::move(T), "string without an end");
}

Token Lexer::next() {
  skipBlanks();
  Token T;
  T.Line = Line;
  T.Column = Column;
  if (Rest.empty())
    return T;
  char C = Rest[0];
  if (C == '\n')
    return lexNewlines(std::move(T));
  if (C == '"')
    return lexString(std::move(T));
  size_t Sign = C == '-' && Rest.size() > 1 && llvm::isDigit(Rest[1]);
  if (llvm::isDigit(C) || Sign)
    return take(std::move(T), Token::Integer,
                Sign + Rest.drop_front(Sign).take_while(llvm::isDigit).size());
  if (size_t N = wordLength(Rest); N && !Rest.starts_with("::"))
    return take(std::move(T), Token::Word, N);
  for (llvm::StringRef Mark : {"->", "==", "!=", "<=", ">="})
    if (Rest.starts_with(Mark))
      return take(std::move(T), Token::Mark, 2);
  if (llvm::StringRef("%$@.*[](){},:=!<>?").contains(C))
    return take(std::move(T), Token::Mark, 1);
  return bad(std::move(T), "unexpected character");
}

} // namespace z3tidy::ir

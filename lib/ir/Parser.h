// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parser of the text form: one function for each rule, each of which says
// whether it held; the first error ends the parse. The grammar has no nesting.
// Parse.cpp has tokens and functions, ParseInstr.cpp places and instructions,
// ParseExit.cpp conditions and exits.

#ifndef Z3TIDY_IR_PARSER_H
#define Z3TIDY_IR_PARSER_H

#include "ir/Ir.h"
#include "ir/Lexer.h"
#include "llvm/ADT/Twine.h"

namespace z3tidy::ir {

class Parser {
public:
  explicit Parser(llvm::StringRef Text) : Lex(Text) {
    Tok = Lex.next();
    Ahead = Lex.next();
  }

  bool module(Module &M);
  /// "<line>:<column>: <what>"
  std::string Error;

private:
  Lexer Lex;
  Token Tok, Ahead;
  Function *F = nullptr;
  llvm::StringMap<PlaceId> Params;
  /// Blocks that an exit names and where it does, to be checked at the end.
  std::vector<std::pair<BlockId, Token>> Targets;

  // Tokens.
  void advance();
  bool fail(const Token &At, const llvm::Twine &What);
  bool expected(const llvm::Twine &What);
  bool isMark(llvm::StringRef Mark) const;
  bool isWordTok(llvm::StringRef Word) const;
  bool acceptMark(llvm::StringRef Mark);
  bool acceptWord(llvm::StringRef Word);
  bool expectMark(llvm::StringRef Mark);
  bool newline();
  template <class Int> bool number(Int &N, llvm::StringRef What);
  bool name(std::string &Name);
  bool string(std::string &Value);
  bool locationAhead() const;
  bool location(Source &Loc);
  bool kind(Kind &K);

  // Functions.
  bool function(Module &M);
  bool parameters();
  bool functionAttributes();
  bool placeKinds();
  bool body();
  bool blockLabel();
  bool loopNote(LoopNote &Note);
  bool checkTargets();

  // Classes.
  bool classFacts(Module &M);
  bool classLine(Class &C);
  bool special(Class::Member &M);

  // Places and operands.
  bool placeAhead() const;
  bool operandAhead() const;
  bool place(PlaceId &P);
  bool rootPlace(PlaceId &P);
  bool steps(PlaceId &P);
  bool optionalPlace(PlaceId &P);
  bool comparison(Condition::Comparison &C);
  bool operand(Operand &O);
  bool operands(llvm::SmallVectorImpl<Operand> &Args);

  // Instructions.
  bool instruction(BlockId B);
  bool instructionArguments(Instr &I);
  bool attribute(Instr &I);
  bool checkShape(const Instr &I, const Token &At);

  // Exits.
  bool exit(BlockId B, bool &IsExit);
  bool target(BlockId &To);
  bool condition(Condition &C);
  bool conditions(Edge &E);
  bool opaque(Condition &C);
  bool branch(Block &B);
  bool switchOver(Block &B);
  bool edges(Block &B);
};

template <class Int> bool Parser::number(Int &N, llvm::StringRef What) {
  if (Tok.F != Token::Integer)
    return expected(What);
  if (Tok.Text.getAsInteger(10, N))
    return fail(Tok, What + " is out of range");
  advance();
  return true;
}

} // namespace z3tidy::ir

#endif // Z3TIDY_IR_PARSER_H

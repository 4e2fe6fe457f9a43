// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to Handle IR: tokens, modules and functions.

#include "ir/Names.h"
#include "ir/Parser.h"
#include "ir/Text.h"

namespace z3tidy::ir {

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

void Parser::advance() {
  Tok = std::move(Ahead);
  Ahead = Lex.next();
}

bool Parser::fail(const Token &At, const llvm::Twine &What) {
  if (Error.empty())
    Error = (llvm::Twine(At.Line) + ":" + llvm::Twine(At.Column) + ": " +
             (At.F == Token::Bad ? llvm::Twine(At.Text) : What))
                .str();
  return false;
}

bool Parser::expected(const llvm::Twine &What) {
  return fail(Tok, "expected " + What);
}

bool Parser::isMark(llvm::StringRef Mark) const {
  return Tok.F == Token::Mark && Tok.Text == Mark;
}

bool Parser::isWordTok(llvm::StringRef Word) const {
  return Tok.F == Token::Word && Tok.Text == Word;
}

bool Parser::acceptMark(llvm::StringRef Mark) {
  if (!isMark(Mark))
    return false;
  advance();
  return true;
}

bool Parser::acceptWord(llvm::StringRef Word) {
  if (!isWordTok(Word))
    return false;
  advance();
  return true;
}

bool Parser::expectMark(llvm::StringRef Mark) {
  return acceptMark(Mark) || expected("'" + Mark + "'");
}

bool Parser::newline() {
  if (Tok.F != Token::Newline)
    return expected("the end of the line");
  advance();
  return true;
}

bool Parser::name(std::string &Name) {
  if (Tok.F == Token::String)
    return string(Name);
  if (Tok.F != Token::Word)
    return expected("a name");
  Name = Tok.Text.str();
  advance();
  return true;
}

bool Parser::string(std::string &Value) {
  if (Tok.F != Token::String)
    return expected("a string");
  Value = std::move(Tok.Value);
  advance();
  return true;
}

/// "@12:3" and not "@global".
bool Parser::locationAhead() const {
  return isMark("@") && Ahead.F == Token::Integer;
}

bool Parser::location(Source &Loc) {
  return expectMark("@") && number(Loc.Line, "a line") && expectMark(":") &&
         number(Loc.Column, "a column");
}

bool Parser::kind(Kind &K) {
  if (Tok.F != Token::Word)
    return expected("a kind of handle");
  std::optional<Kind> Found = kindFromSpelling(Tok.Text);
  if (!Found)
    return fail(Tok, "unknown kind '" + Tok.Text + "'");
  K = *Found;
  advance();
  return true;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

bool Parser::module(Module &M) {
  while (true) {
    if (Tok.F == Token::Newline)
      advance();
    else if (Tok.F == Token::End)
      return true;
    else if (!(isWordTok("class") ? classFacts(M) : function(M)))
      return false;
  }
}

bool Parser::function(Module &M) {
  if (!acceptWord("func"))
    return expected("'func'");
  if (!expectMark("@"))
    return false;
  Token At = Tok;
  std::string Name;
  if (!name(Name))
    return false;
  if (M.find(Name))
    return fail(At, "a second function '" + Name + "'");
  F = &M.add(std::move(Name));
  Params.clear();
  Targets.clear();
  return parameters() && functionAttributes() && newline() && body() &&
         checkTargets();
}

bool Parser::parameters() {
  if (!expectMark("("))
    return false;
  for (unsigned I = 0; !acceptMark(")"); ++I) {
    Param P;
    if ((I && !expectMark(",")) || !expectMark("%") || !name(P.Name) ||
        (acceptMark(":") && !kind(P.K)))
      return false;
    P.P = F->root(Place::Param, P.Name, I);
    Params[P.Name] = P.P;
    F->Params.push_back(std::move(P));
  }
  return true;
}

bool Parser::functionAttributes() {
  if (acceptMark("->") && !kind(F->ReturnKind))
    return false;
  while (!acceptMark("{")) {
    if (acceptWord("pointer"))
      F->ReturnsPointer = true;
    else if (acceptWord("this"))
      F->HasThis = true;
    else if (acceptWord("constructor"))
      F->IsConstructor = true;
    else if (acceptWord("destructor"))
      F->IsDestructor = true;
    else if (acceptWord("internal"))
      F->Internal = true;
    else if (acceptWord("entry")     ? !target(F->Entry)
             : acceptWord("of")      ? !string(F->Class)
             : acceptWord("holds")   ? !placeKinds()
             : acceptWord("display") ? !string(F->Display)
             : acceptWord("file")    ? !string(F->File)
             : locationAhead()       ? !location(F->Loc)
                                     : !expected("'{'"))
      return false;
  }
  return true;
}

bool Parser::placeKinds() {
  do {
    PlaceId P;
    Kind K;
    if (!place(P) || !expectMark(":") || !kind(K))
      return false;
    F->Kinds[P] = K;
  } while (acceptMark(","));
  return true;
}

bool Parser::body() {
  while (!acceptMark("}")) {
    if (!blockLabel())
      return false;
    BlockId B = F->Blocks.size() - 1;
    for (bool AtEnd = false; !AtEnd;) {
      if (!exit(B, AtEnd))
        return false;
      if (!AtEnd && !instruction(B))
        return false;
    }
  }
  return true;
}

bool Parser::blockLabel() {
  std::string Label = "bb" + std::to_string(F->Blocks.size());
  if (!isWordTok(Label))
    return expected("'" + Label + ":' or '}'");
  advance();
  Block &B = F->addBlock();
  if (!expectMark(":"))
    return false;
  if (acceptWord("loop") && !loopNote(F->LoopNotes[B.Id]))
    return false;
  return newline();
}

bool Parser::loopNote(LoopNote &Note) {
  while (Tok.F != Token::Newline) {
    if (acceptWord("perelement"))
      Note.PerElement = true;
    else if (acceptWord("trip") ? !number(Note.TripCount, "a number")
             : locationAhead()  ? !location(Note.Loc)
                                : !expected("'trip' or 'perelement'"))
      return false;
  }
  return true;
}

bool Parser::checkTargets() {
  for (const auto &[Id, At] : Targets)
    if (Id >= F->Blocks.size())
      return fail(At, "there is no block bb" + llvm::Twine(Id));
  return true;
}

llvm::Expected<Module> parse(llvm::StringRef Text, llvm::StringRef Name) {
  Module M;
  Parser P(Text);
  if (!P.module(M))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   Name + ":" + P.Error);
  return std::move(M);
}

} // namespace z3tidy::ir

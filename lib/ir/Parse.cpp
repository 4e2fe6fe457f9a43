// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to Handle IR, one function for each rule; the grammar
// has no nesting. The first error ends the parse; each rule returns whether it
// held.

#include "ir/Lexer.h"
#include "ir/Names.h"
#include "ir/Text.h"

namespace z3tidy::ir {

namespace {

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
  bool body();
  bool blockLabel();
  bool loopNote(LoopNote &Note);
  bool checkTargets();

  // Places and operands.
  bool placeAhead() const;
  bool operandAhead() const;
  bool place(PlaceId &P);
  bool rootPlace(PlaceId &P);
  bool steps(PlaceId &P);
  bool optionalPlace(PlaceId &P);
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

template <class Int> bool Parser::number(Int &N, llvm::StringRef What) {
  if (Tok.F != Token::Integer)
    return expected(What);
  if (Tok.Text.getAsInteger(10, N))
    return fail(Tok, What + " is out of range");
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
    else if (!function(M))
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
             : acceptWord("display") ? !string(F->Display)
             : acceptWord("file")    ? !string(F->File)
             : locationAhead()       ? !location(F->Loc)
                                     : !expected("'{'"))
      return false;
  }
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

//===----------------------------------------------------------------------===//
// Places and operands
//===----------------------------------------------------------------------===//

bool Parser::placeAhead() const {
  return isMark("%") || isMark("$") || (isMark("@") && !locationAhead()) ||
         isWordTok("ret") || isWordTok("heap");
}

bool Parser::operandAhead() const {
  return placeAhead() || isMark("?") || isWordTok("null") ||
         Tok.F == Token::Integer;
}

bool Parser::rootPlace(PlaceId &P) {
  std::string Name;
  unsigned N = 0;
  if (acceptWord("ret")) {
    P = F->root(Place::Ret, "");
    return true;
  }
  if (acceptWord("heap")) {
    if (!expectMark(".") || !number(N, "a number"))
      return false;
    P = F->root(Place::Heap, "", N);
    return true;
  }
  if (acceptMark("$")) {
    if (!number(N, "the number of a temporary"))
      return false;
    P = F->root(Place::Temp, "", N);
    return true;
  }
  if (acceptMark("@")) {
    if (!name(Name))
      return false;
    P = F->root(Place::Global, Name);
    return true;
  }
  if (!acceptMark("%"))
    return expected("a place");
  if (acceptWord("this")) {
    P = F->root(Place::This, "");
    return true;
  }
  if (!name(Name))
    return false;
  auto It = Params.find(Name);
  P = It != Params.end() ? It->second : F->root(Place::Local, Name);
  return true;
}

bool Parser::steps(PlaceId &P) {
  while (true) {
    if (acceptMark(".")) {
      std::string Name;
      if (acceptMark("*"))
        P = F->deref(P);
      else if (name(Name))
        P = F->field(P, Name);
      else
        return false;
    } else if (acceptMark("[")) {
      unsigned N = 0;
      if (acceptMark("*"))
        P = F->step(P, Place::Any);
      else if (number(N, "an index or '*'"))
        P = F->step(P, Place::Index, "", N);
      else
        return false;
      if (!expectMark("]"))
        return false;
    } else {
      return true;
    }
  }
}

bool Parser::place(PlaceId &P) { return rootPlace(P) && steps(P); }

bool Parser::optionalPlace(PlaceId &P) { return acceptMark("?") || place(P); }

bool Parser::operand(Operand &O) {
  O = Operand::unknown();
  if (acceptMark("?"))
    return true;
  if (acceptWord("null")) {
    O = Operand::null();
    return true;
  }
  if (Tok.F == Token::Integer) {
    O = Operand::integer(0);
    return number(O.Value, "a number");
  }
  if (!placeAhead())
    return expected("an operand");
  O = Operand::place(NoPlace);
  return place(O.P);
}

bool Parser::operands(llvm::SmallVectorImpl<Operand> &Args) {
  do {
    if (!operand(Args.emplace_back()))
      return false;
  } while (acceptMark(","));
  return true;
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

bool Parser::instruction(BlockId B) {
  Instr I{};
  Token At = Tok;
  if (placeAhead() && (!place(I.Dst) || !expectMark("=")))
    return false;
  if (Tok.F != Token::Word)
    return expected("an instruction");
  std::optional<Op> O = opFromKeyword(Tok.Text);
  if (!O)
    return fail(Tok, "unknown instruction '" + Tok.Text + "'");
  I.O = *O;
  advance();
  if (!instructionArguments(I))
    return false;
  while (Tok.F != Token::Newline)
    if (!attribute(I))
      return false;
  if (!checkShape(I, At))
    return false;
  F->append(B, std::move(I));
  return newline();
}

bool Parser::instructionArguments(Instr &I) {
  switch (I.O) {
  case Op::New:
    return kind(I.K) && (!acceptWord("keeps") || operands(I.Args));
  case Op::Borrow:
    return kind(I.K) && (!acceptWord("from") || operands(I.Args));
  case Op::Collect: {
    std::optional<Slot> S = slotFromKeyword(Tok.Text);
    if (Tok.F != Token::Word || !S)
      return expected("'trail' or 'last_object'");
    I.S = *S;
    advance();
    return true;
  }
  case Op::Call:
    if (!expectMark("@") || !name(I.Callee) || !expectMark("("))
      return false;
    return acceptMark(")") || (operands(I.Args) && expectMark(")"));
  default:
    return !operandAhead() || operands(I.Args);
  }
}

bool Parser::attribute(Instr &I) {
  if (Tok.F == Token::String && I.O != Op::Call)
    return string(I.Callee);
  if (locationAhead())
    return location(I.Loc);
  if (acceptWord("in"))
    return place(I.Context);
  if (acceptWord("count"))
    return number(I.Count, "a count");
  if (acceptWord("kind"))
    return kind(I.K);
  if (acceptWord("joined"))
    return I.Joined = true;
  if (acceptWord("implicit"))
    return I.Implicit = true;
  if (Tok.F != Token::Word)
    return expected("an attribute or the end of the line");
  bool IsRole = acceptWord("role");
  bool IsSlot = !IsRole && acceptWord("slot");
  std::optional<Role> R = roleFromKeyword(Tok.Text);
  std::optional<Slot> S = slotFromKeyword(Tok.Text);
  std::optional<ContextMode> M = modeFromKeyword(Tok.Text);
  if (IsRole && R)
    I.R = *R;
  else if (IsSlot && S)
    I.S = *S;
  else if (!IsRole && !IsSlot && M)
    I.Mode = *M;
  else
    return fail(Tok, IsRole   ? "unknown role '" + Tok.Text + "'"
                     : IsSlot ? "unknown slot '" + Tok.Text + "'"
                              : "unknown attribute '" + Tok.Text + "'");
  advance();
  return true;
}

bool Parser::checkShape(const Instr &I, const Token &At) {
  llvm::StringRef Word = keyword(I.O);
  auto isPlaceArg = [&] { return I.Args[0].isPlace(); };
  switch (I.O) {
  case Op::Copy:
  case Op::Move:
  case Op::Addr:
  case Op::Alloc:
    if (I.Dst == NoPlace)
      return fail(At, "'" + Word + "' needs a place to write to");
    [[fallthrough]];
  case Op::Retain:
  case Op::Release:
  case Op::Delete:
  case Op::Free:
  case Op::Havoc:
  case Op::End:
    if (I.Args.size() != 1)
      return fail(At, "'" + Word + "' takes one operand");
    if ((I.O == Op::Addr || I.O == Op::Alloc || I.O == Op::Havoc ||
         I.O == Op::End) &&
        !isPlaceArg())
      return fail(At, "'" + Word + "' takes a place");
    return true;
  case Op::Borrow:
    if (I.Args.size() > 1)
      return fail(At, "'borrow' takes at most one operand");
    return true;
  default:
    return true;
  }
}

//===----------------------------------------------------------------------===//
// Exits
//===----------------------------------------------------------------------===//

/// Reads the block's exit if one stands here; IsExit says so.
bool Parser::exit(BlockId Id, bool &IsExit) {
  Block &B = F->Blocks[Id];
  IsExit = true;
  // `ret` is also a place.
  bool IsPlace = Ahead.F == Token::Mark &&
                 (Ahead.Text == "=" || Ahead.Text == "." || Ahead.Text == "[");
  bool Ok = true;
  B.How = Exit::Edges;
  if (!IsPlace && acceptWord("ret"))
    B.How = Exit::Return;
  else if (acceptWord("throw"))
    B.How = Exit::Throw;
  else if (acceptWord("unreachable"))
    B.How = Exit::Unreachable;
  else if (acceptWord("goto"))
    Ok = target(B.Edges.emplace_back().To);
  else if (acceptWord("branch"))
    Ok = branch(B);
  else if (acceptWord("switch"))
    Ok = switchOver(B);
  else if (acceptWord("edges"))
    Ok = edges(B);
  else
    IsExit = false;
  if (!IsExit) {
    if (isMark("}") ||
        (Tok.F == Token::Word && Ahead.F == Token::Mark && Ahead.Text == ":"))
      return fail(Tok, "block bb" + llvm::Twine(Id) + " has no exit");
    return true;
  }
  if (!Ok || (locationAhead() && !location(B.ExitLoc)))
    return false;
  return newline();
}

bool Parser::target(BlockId &To) {
  llvm::StringRef Number = Tok.Text;
  if (Tok.F != Token::Word || !Number.consume_front("bb") ||
      Number.getAsInteger(10, To))
    return expected("a block");
  Targets.push_back({To, Tok});
  advance();
  return true;
}

bool Parser::condition(Condition &C) {
  C.Negated = acceptMark("!");
  if (acceptWord("true")) {
    C.F = Condition::True;
    return true;
  }
  if (acceptWord("null")) {
    C.F = Condition::Null;
    return optionalPlace(C.Left);
  }
  if (acceptWord("opaque"))
    return opaque(C);
  if (C.Negated)
    return expected("'true', 'null' or 'opaque'");
  if (!isMark("?") && !placeAhead())
    return expected("a condition");
  if (!optionalPlace(C.Left))
    return false;
  llvm::StringRef Sign = Tok.F == Token::Mark ? Tok.Text : "";
  if (Sign == "==" || Sign == "!=")
    C.F = Condition::Eq;
  else if (Sign == "<" || Sign == ">=")
    C.F = Condition::Lt;
  else if (Sign == "<=" || Sign == ">")
    C.F = Condition::Le;
  else
    return expected("a comparison");
  C.Negated = Sign == "!=" || Sign == ">=" || Sign == ">";
  advance();
  return operand(C.Right);
}

bool Parser::opaque(Condition &C) {
  C.F = Condition::Opaque;
  if (!string(C.Text) || !expectMark("("))
    return false;
  while (!acceptMark(")"))
    if ((!C.Deps.empty() && !expectMark(",")) ||
        !optionalPlace(C.Deps.emplace_back(NoPlace)))
      return false;
  return true;
}

bool Parser::branch(Block &B) {
  Condition C;
  B.Edges.resize(2);
  if (!condition(C) || !expectMark(",") || !target(B.Edges[0].To) ||
      !expectMark(",") || !target(B.Edges[1].To))
    return false;
  B.Edges[0].Holds = {C};
  B.Edges[1].Holds = {C.negated()};
  return true;
}

bool Parser::switchOver(Block &B) {
  Condition Is;
  Is.F = Condition::Eq;
  if (!optionalPlace(Is.Left))
    return false;
  Edge Default;
  while (expectMark(",")) {
    if (acceptWord("default")) {
      if (!expectMark(":") || !target(Default.To))
        return false;
      B.Edges.push_back(std::move(Default));
      return true;
    }
    Is.Right = Operand::integer(0);
    Edge Case;
    if (!number(Is.Right.Value, "a number or 'default'") || !expectMark(":") ||
        !target(Case.To))
      return false;
    Case.Holds = {Is};
    Default.Holds.push_back(Is.negated());
    B.Edges.push_back(std::move(Case));
  }
  return false;
}

bool Parser::conditions(Edge &E) {
  do {
    if (!condition(E.Holds.emplace_back()))
      return false;
  } while (acceptMark(","));
  return expectMark("]");
}

bool Parser::edges(Block &B) {
  if (Tok.F == Token::Newline || locationAhead())
    return true;
  do {
    Edge &E = B.Edges.emplace_back();
    if (acceptMark("[") && !conditions(E))
      return false;
    E.Unwind = acceptWord("unwind");
    if (!target(E.To))
      return false;
  } while (acceptMark(","));
  return true;
}

} // namespace

llvm::Expected<Module> parse(llvm::StringRef Text, llvm::StringRef Name) {
  Module M;
  Parser P(Text);
  if (!P.module(M))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   Name + ":" + P.Error);
  return std::move(M);
}

} // namespace z3tidy::ir

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to Handle IR: conditions, and how a block ends.

#include "ir/Parser.h"

namespace z3tidy::ir {

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
  if (acceptWord("bits")) {
    C.F = Condition::Bits;
    C.Right = Operand::integer(0);
    return optionalPlace(C.Left) && number(C.Right.Value, "a number");
  }
  if (C.Negated)
    return expected("'true', 'null', 'bits' or 'opaque'");
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
  return !acceptWord("says") || comparison(C.Says);
}

/// `%i == %n plus -1`
bool Parser::comparison(Condition::Comparison &C) {
  if (!optionalPlace(C.First))
    return false;
  if (acceptMark("=="))
    C.F = Condition::Eq;
  else if (acceptMark("<"))
    C.F = Condition::Lt;
  else if (acceptMark("<="))
    C.F = Condition::Le;
  else
    return expected("'==', '<' or '<='");
  if (!optionalPlace(C.Second))
    return false;
  return acceptWord("plus") ? number(C.Offset, "a number") : expected("'plus'");
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

} // namespace z3tidy::ir

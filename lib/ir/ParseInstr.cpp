// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to Handle IR: places, operands and instructions.

#include "ir/Names.h"
#include "ir/Parser.h"

namespace z3tidy::ir {

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
      else if (isMark("%") || isMark("@")) {
        PlaceId Index;
        if (!rootPlace(Index))
          return false;
        P = F->step(P, Place::At, "", Index);
      } else if (number(N, "an index or '*'"))
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
  case Op::Spawn:
    if (!expectMark("@") || !name(I.Callee) || !expectMark("("))
      return false;
    return acceptMark(")") || (operands(I.Args) && expectMark(")"));
  default:
    return !operandAhead() || operands(I.Args);
  }
}

bool Parser::attribute(Instr &I) {
  if (Tok.F == Token::String && I.O != Op::Call && I.O != Op::Spawn)
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
  if (acceptWord("each"))
    return ++I.Each;
  if (acceptWord("implicit"))
    return I.Implicit = true;
  if (acceptWord("taught"))
    return I.Taught = true;
  if (Tok.F != Token::Word)
    return expected("an attribute or the end of the line");
  if (std::optional<Change> C = changeFromKeyword(Tok.Text)) {
    I.C = *C;
    advance();
    return I.C == Change::Less || number(I.By, "a number");
  }
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
    if (I.C != Change::Any && I.O != Op::Havoc)
      return fail(At, "'" + Word + "' changes no number");
    if ((I.O == Op::Addr || I.O == Op::Alloc || I.O == Op::Havoc ||
         I.O == Op::End) &&
        !isPlaceArg())
      return fail(At, "'" + Word + "' takes a place");
    return true;
  case Op::Sync:
    if (I.Args.size() > 1)
      return fail(At, "'sync' takes at most one operand");
    return true;
  case Op::Flow:
    if (I.Dst == NoPlace)
      return fail(At, "'flow' needs a place to write to");
    if (I.Args.size() != 1 || !isPlaceArg())
      return fail(At, "'flow' takes a place");
    return true;
  case Op::Borrow:
    if (I.Args.size() > 1)
      return fail(At, "'borrow' takes at most one operand");
    return true;
  default:
    return true;
  }
}

} // namespace z3tidy::ir

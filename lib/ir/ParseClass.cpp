// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to Handle IR: what is known of a class.

#include "ir/Names.h"
#include "ir/Parser.h"

namespace z3tidy::ir {

bool Parser::classFacts(Module &M) {
  Class C;
  advance();
  if (!string(C.Name) || (locationAhead() && !location(C.Loc)) ||
      !expectMark("{") || !newline())
    return false;
  while (!acceptMark("}"))
    if (Tok.F != Token::Newline ? !classLine(C) : !newline())
      return false;
  M.Classes.push_back(std::move(C));
  return true;
}

bool Parser::classLine(Class &C) {
  if (acceptWord("handle")) {
    Class::Handle H;
    if (!name(H.Field) || !kind(H.K))
      return false;
    H.IsContent = acceptWord("content");
    if (locationAhead() && !location(H.Loc))
      return false;
    C.Handles.push_back(std::move(H));
    return newline();
  }
  for (const SpecialMember &S : SpecialMembers)
    if (acceptWord(S.Word))
      return special(C.*S.Member) && newline();
  std::string Name;
  if (acceptWord("constructor")) {
    if (!string(Name))
      return false;
    C.Constructors.push_back(std::move(Name));
    return newline();
  }
  if (acceptWord("method")) {
    if (!string(Name))
      return false;
    C.Methods.push_back(std::move(Name));
    return newline();
  }
  return expected("a handle or a member function");
}

bool Parser::special(Class::Member &M) {
  if (acceptWord("implicit"))
    M.How = Special::Implicit;
  else if (acceptWord("user"))
    M.How = Special::User;
  else
    return expected("'implicit' or 'user'");
  return (M.How != Special::User || string(M.Function)) &&
         (!locationAhead() || location(M.Loc));
}

} // namespace z3tidy::ir

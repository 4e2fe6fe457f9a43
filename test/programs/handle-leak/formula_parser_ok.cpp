// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service parses small formulas such as "(x + (y + z))".
// A syntax error after the left operand unwinds through a guard of it.
#include <cctype>
#include <iostream>
#include <stdexcept>
#include <string>
#include <z3.h>

namespace {

struct SyntaxError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Releaser {
  Z3_context Ctx;
  Z3_ast Term;

public:
  Releaser(Z3_context C, Z3_ast T) : Ctx(C), Term(T) {}
  Releaser(const Releaser &) = delete;
  Releaser &operator=(const Releaser &) = delete;
  ~Releaser() { Z3_dec_ref(Ctx, Term); }
};

class Parser {
  Z3_context Ctx;
  const std::string &Text;
  std::size_t At = 0;

  void skipSpace() {
    while (At < Text.size() && std::isspace((unsigned char)Text[At]))
      ++At;
  }

  void expect(char Wanted) {
    skipSpace();
    if (At == Text.size() || Text[At] != Wanted)
      throw SyntaxError(std::string("expected ") + Wanted);
    ++At;
  }

  Z3_ast variable() {
    std::string Name;
    while (At < Text.size() && std::isalpha((unsigned char)Text[At]))
      Name += Text[At++];
    if (Name.empty())
      throw SyntaxError("expected a name");
    Z3_ast Var = Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, Name.c_str()),
                             Z3_mk_int_sort(Ctx));
    Z3_inc_ref(Ctx, Var);
    return Var;
  }

public:
  Parser(Z3_context C, const std::string &T) : Ctx(C), Text(T) {}

  // The caller gives the result back.
  Z3_ast term() {
    skipSpace();
    if (At == Text.size() || Text[At] != '(')
      return variable();
    ++At;
    Z3_ast Left = term();
    Releaser KeepLeft(Ctx, Left);
    expect('+');
    Z3_ast Right = term();
    Releaser KeepRight(Ctx, Right);
    expect(')');
    Z3_ast Both[] = {Left, Right};
    Z3_ast Sum = Z3_mk_add(Ctx, 2, Both);
    Z3_inc_ref(Ctx, Sum);
    return Sum;
  }
};

void answer(Z3_context C, const std::string &Request) {
  try {
    Z3_ast T = Parser(C, Request).term();
    std::cout << Z3_ast_to_string(C, T) << '\n';
    Z3_dec_ref(C, T);
  } catch (const SyntaxError &E) {
    std::cout << "error: " << E.what() << '\n';
  }
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  answer(C, "(x + (y + z))");
  answer(C, "(a + (b * c))");
  Z3_del_context(C);
  return 0;
}

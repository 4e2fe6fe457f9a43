// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The terms of z3++ 4.8.11 and 4.8.12 in outline: z3::ast has a move assignment
// that forgets the old term.
#include <z3.h>

namespace z3 {

class context;

class ast {
public:
  ast(context &c, Z3_ast a);
  ast(const ast &other);
  ast(ast &&other) noexcept;
  ~ast();
  ast &operator=(const ast &other);
  ast &operator=(ast &&other) noexcept;
};

class expr : public ast {
public:
  using ast::ast;
};

expr operator+(const expr &a, const expr &b);

} // namespace z3

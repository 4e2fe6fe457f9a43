// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A vector that builds its elements in memory of its own.

#include <new>
#include <utility>
#include <z3++.h>

namespace {
struct Frame {
  z3::ast term;
  unsigned next;
  Frame(z3::context &c, Z3_ast t, unsigned n) : term(c, t), next(n) {}
};

class Stack {
public:
  template <typename... A> void emplace_back(A &&...a) {
    ::new (static_cast<void *>(Frames + Size)) Frame(std::forward<A>(a)...);
    ++Size;
  }

private:
  Frame *Frames = nullptr;
  unsigned Size = 0;
};

bool isVisited(Stack &todo, z3::context &c, const z3::ast &t) {
  if (t.kind() == Z3_NUMERAL_AST)
    return true;
  todo.emplace_back(c, t, 0u);
  return false;
}
} // namespace

bool walk(Stack &todo, z3::context &c) {
  Z3_ast raw = Z3_mk_const(c, Z3_mk_int_symbol(c, 1), Z3_mk_int_sort(c));
  return isVisited(todo, c, z3::ast(c, raw)); // the frame has it now
}

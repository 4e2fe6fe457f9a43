// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph is printed with the terms of its nodes for labels.
// Both labels point into the buffer of the context when they are compared.
// z3-trace follows handles, not strings: the program finds a loop.
#include <cstdio>
#include <cstring>
#include <string>
#include <z3++.h>

namespace {

const char *label(z3::context &C, const z3::expr &Node) {
  return Z3_ast_to_string(C, Node);
}

bool edge(z3::context &C, const z3::expr &From, const z3::expr &To) {
  const char *Tail = label(C, From);
  const char *Head = label(C, To);
  bool Differs = std::strcmp(Tail, Head) != 0; // report: z3-dangling-handle
  return Differs;
}

} // namespace

int main() {
  z3::context C;
  z3::expr X = C.int_const("x"), Y = C.int_const("y");
  std::printf("%s\n", edge(C, X, Y) ? "an edge" : "a loop");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph is printed with the terms of its nodes for labels.
// The labels are strings of their own.
#include <cstdio>
#include <cstring>
#include <string>
#include <z3++.h>

namespace {

std::string label(z3::context &C, const z3::expr &Node) {
  return Z3_ast_to_string(C, Node);
}

bool edge(z3::context &C, const z3::expr &From, const z3::expr &To) {
  std::string Tail = label(C, From);
  std::string Head = label(C, To);
  bool Differs = Tail != Head;
  return Differs;
}

} // namespace

int main() {
  z3::context C;
  z3::expr X = C.int_const("x"), Y = C.int_const("y");
  std::printf("%s\n", edge(C, X, Y) ? "an edge" : "a loop");
  return 0;
}

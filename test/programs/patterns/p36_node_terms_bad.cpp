// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A disjunction is built from raw handles that getters hand out as copies.
// The getter builds a new term, which nobody keeps but the copy.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3++.h>

namespace {

struct Node {
  z3::expr Term;
};

z3::expr term(const std::shared_ptr<Node> &N) { return !N->Term; }

z3::expr any(z3::context &C, const std::vector<std::shared_ptr<Node>> &Nodes) {
  std::vector<Z3_ast> Raw;
  for (const auto &N : Nodes)
    Raw.push_back(term(N));                                // report: z3-dangling-handle
  return z3::expr(C, Z3_mk_or(C, Raw.size(), Raw.data())); // trace: use-after-release
}

} // namespace

int main() {
  z3::context C;
  std::vector<std::shared_ptr<Node>> Nodes;
  for (const char *Name : {"a", "b", "c"})
    Nodes.push_back(std::make_shared<Node>(Node{C.bool_const(Name)}));
  z3::expr Any = any(C, Nodes);
  std::printf("%u operands\n", Any.num_args());
  std::fflush(stdout);
  return 0;
}

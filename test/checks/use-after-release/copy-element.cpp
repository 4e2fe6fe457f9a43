// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A reference to an element that leaves its container: a copy.
#include <cstdio>
#include <queue>
#include <string>
#include <vector>
#include <z3++.h>

struct Node {
  int cost;
  std::string name;
  z3::expr goal;
};

struct Cheaper {
  bool operator()(const Node &a, const Node &b) const {
    return a.cost > b.cost;
  }
};

static unsigned bestFirstBad(std::priority_queue<Node, std::vector<Node>, Cheaper> &open) {
  unsigned sum = 0;
  while (!open.empty()) {
    // fix: const Node best = open.top();
    const Node &best = open.top();
    open.pop();
    sum += best.goal.num_args(); // warn: is used after it was released
  }
  return sum;
}

static unsigned lastBad(std::vector<z3::expr> &stack) {
  // fix: const z3::expr last = stack.back();
  const z3::expr &last = stack.back();
  stack.pop_back();
  return last.num_args(); // warn: is used after it was released
}

static unsigned lastOk(std::vector<z3::expr> &stack) {
  const z3::expr last = stack.back();
  stack.pop_back();
  return last.num_args();
}

int main() {
  z3::context c;
  z3::expr x = c.int_const("x");
  std::priority_queue<Node, std::vector<Node>, Cheaper> open;
  open.push(Node{2, "a", x + 1 > 0});
  open.push(Node{1, "b", x > 3});
  std::vector<z3::expr> stack;
  stack.push_back(x + 7);
  stack.push_back(x + 8);
  // prints: 4 2 2
  std::printf("%u ", bestFirstBad(open));
  std::printf("%u ", lastBad(stack));
  std::printf("%u\n", lastOk(stack));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// Where a copy of the element is not what is meant.
#include <vector>
#include <z3++.h>

// The copy would not be what the caller has marked.
unsigned writtenBad(std::vector<z3::expr> &stack) {
  z3::expr &last = stack.back();
  stack.pop_back();
  return last.num_args(); // warn-nofix: is used after it was released
}

// A copy is not counted by its class as far as is seen.
struct Traced {
  z3::expr term;
  explicit Traced(z3::context &c) : term(c.bool_const("p")) {}
  Traced(const Traced &o);
  Traced(Traced &&) = default;
  Traced &operator=(Traced &&) = default;
};

unsigned ownCopyBad(std::vector<Traced> &stack) {
  const Traced &last = stack.back();
  stack.pop_back();
  return last.term.num_args(); // warn-nofix: is used after it was released
}

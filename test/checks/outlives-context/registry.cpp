// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// A whole program with one context: what is captured is of that.
#include <functional>
#include <vector>
#include <z3++.h>

namespace {

// The file is a whole program, and this is its only context.
class RegistryBad {
  std::vector<std::function<bool()>> Checks; // warn-nofix: member 'Checks' is destroyed after its context 'Ctx'
  std::vector<std::function<void()>> Notes;
  std::vector<std::function<bool(const z3::expr &)>> Filters;
  z3::context Ctx;

public:
  z3::expr word(const char *name) { return Ctx.bv_const(name, 16); }
  void valid(const z3::expr &claim) {
    Checks.push_back([claim] {
      z3::solver s(claim.ctx());
      s.add(!claim);
      return s.check() == z3::unsat;
    });
  }
  // Nothing of Z3 is in these closures.
  void note(int *counter) {
    Notes.push_back([counter] { ++*counter; });
  }
  void only(unsigned size) {
    Filters.push_back([size](const z3::expr &e) { return e.num_args() == size; });
  }
};

} // namespace

int main() {
  RegistryBad r;
  r.valid(r.word("a") == r.word("a"));
}

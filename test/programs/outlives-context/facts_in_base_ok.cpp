// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes of a compiler collect facts in their base class.
// The base has the context, above the facts.
#include <cstdio>
#include <vector>
#include <z3++.h>

class Pass {
protected:
  z3::context Ctx;
  std::vector<z3::expr> Facts;

public:
  virtual ~Pass() = default;
  virtual void run(int Bound) = 0;
  size_t facts() const { return Facts.size(); }
};

class RangePass : public Pass {

public:
  void run(int Bound) override {
    z3::expr I = Ctx.int_const("i");
    Facts.push_back(I >= 0);
    if (Bound > 0)
      Facts.push_back(I < Bound);
  }
};

static size_t compileLoop(int Bound) {
  RangePass P;
  P.run(Bound);
  std::printf("%zu facts\n", P.facts());
  std::fflush(stdout);
  return P.facts();
}

int main() { return compileLoop(10) == 2 ? 0 : 1; }

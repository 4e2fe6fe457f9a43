// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator keeps the model of the current path in an optional.
// The optional is reset, then the model's raw handle is read.
#include <cstdio>
#include <optional>
#include <z3++.h>

namespace {

class Generator {
  z3::context &Ctx;
  z3::solver Solver;
  std::optional<z3::model> Current;

public:
  explicit Generator(z3::context &Ctx) : Ctx(Ctx), Solver(Ctx) {}
  bool extend(const z3::expr &Branch) {
    Solver.add(Branch);
    Current.reset();
    if (Solver.check() != z3::sat)
      return false;
    Current.emplace(Solver.get_model());
    return true;
  }
  unsigned figures() const { return Solver.statistics().size(); }
  unsigned finish() {
    Z3_model Raw = *Current;
    std::printf("stats: %s\n", figures() ? "some" : "none");
    std::fflush(stdout);
    Current.reset();
    unsigned Inputs = Z3_model_get_num_consts(Ctx, Raw); // report: z3-use-after-release; trace: use-after-release
    return Inputs ? 1 : 0;
  }
};

} // namespace

int main() {
  z3::context Ctx;
  z3::expr Size = Ctx.int_const("size");
  Generator G(Ctx);
  unsigned Tests = 0;
  z3::expr Branch = Size > 10;
  if (G.extend(Branch))
    Tests += G.finish() <= 1;
  std::printf("tests: %u\n", Tests);
  return 0;
}

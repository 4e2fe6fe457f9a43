// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator enumerates the witnesses of a condition.
// It goes on while the answer is not "unsat", and takes a model for "unknown", too.
#include <iostream>
#include <set>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Witness {
  int Width, Height;
};

class Generator {
  z3::context Ctx;
  z3::solver Solver;
  z3::expr Width, Height;

public:
  Generator()
      : Solver(Ctx, z3::solver::simple()), Width(Ctx.int_const("width")),
        Height(Ctx.int_const("height")) {
    Solver.add(Width > 0);
    Solver.add(Height > 0);
  }

  void require(int Area) { Solver.add(Width * Height == Area); }

  std::vector<Witness> all(size_t Limit) {
    std::vector<Witness> Found;
    Solver.push();
    while (Found.size() < Limit && Solver.check() != z3::unsat) {
      z3::model Model = Solver.get_model(); // report: z3-unchecked-result
      Witness W{Model.eval(Width, true).get_numeral_int(),
                Model.eval(Height, true).get_numeral_int()};
      Found.push_back(W);
      Solver.add(Width != W.Width || Height != W.Height);
    }
    Solver.pop();
    return Found;
  }
};

} // namespace

int main() {
  Generator G;
  G.require(6);
  for (const Witness &W : G.all(3))
    std::cout << W.Width * W.Height << "\n";
  return 0;
}

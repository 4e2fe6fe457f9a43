// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator keeps the bit vectors of all variables that it has met.
// The list is a member of the translator, as the context is.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

class Backend {
protected:
  z3::context Ctx;
};

class Translator : Backend {
  z3::solver Solver{Ctx, z3::solver::simple()};
  std::vector<z3::expr> Known;

public:
  z3::expr variable(const std::string &Name, unsigned Width) {
    z3::expr V = Ctx.bv_const(Name.c_str(), Width);
    Known.push_back(V);
    return V;
  }
  bool overflows(const std::string &Name) {
    z3::expr V = variable(Name, 16);
    Solver.add(z3::ult(V + 1, V));
    return Solver.check() == z3::sat;
  }
  size_t known() const { return Known.size(); }
};

int main() {
  Translator T;
  std::printf("%d\n", T.overflows("counter"));
  std::printf("%zu\n", T.known());
  return 0;
}

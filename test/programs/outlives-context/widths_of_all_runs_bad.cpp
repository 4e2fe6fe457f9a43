// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator keeps the bit vectors of all variables that it has met.
// The list is static, but each translation has a context of its own.
// trace-allows: use-after-context-delete because the list goes after main, on no line
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
  static std::vector<z3::expr> Known; // report: z3-outlives-context

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
  static size_t known() { return Known.size(); }
};

std::vector<z3::expr> Translator::Known;

int main() {
  {
    Translator T;
    std::printf("%d\n", T.overflows("counter"));
  }
  std::printf("%zu\n", Translator::known());
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier is made with a solver, and then reads the declarations of its file.
// A name that is not allowed throws; only a constructor that had ended, such as
// one that is delegated to, would have the solver given back.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>
#include <z3++.h>

class Verifier {
  z3::context &Ctx;
  Z3_solver Solver;
  std::vector<z3::expr> Variables;

  void declare(const std::string &Name) {
    if (Name.empty() || Name[0] == '!')
      throw std::invalid_argument("not a name: " + Name);
    Variables.push_back(Ctx.int_const(Name.c_str()));
  }

public:
  Verifier(z3::context &C, const std::vector<std::string> &Names) : Ctx(C), Solver(Z3_mk_solver(C)) { // report: z3-handle-leak; trace: leak
    Z3_solver_inc_ref(Ctx, Solver);
    for (const std::string &Name : Names)
      declare(Name);
  }
  Verifier(const Verifier &) = delete;
  Verifier &operator=(const Verifier &) = delete;
  ~Verifier() { Z3_solver_dec_ref(Ctx, Solver); }

  bool canAllBePositive() {
    for (const z3::expr &V : Variables)
      Z3_solver_assert(Ctx, Solver, V > 0);
    return Z3_solver_check(Ctx, Solver) == Z3_L_TRUE;
  }
};

int main() {
  z3::context C;
  for (const char *Second : {"b", "!b"}) {
    try {
      Verifier V(C, {"a", Second});
      std::printf("%d\n", V.canAllBePositive());
    } catch (const std::invalid_argument &E) {
      std::printf("%s\n", E.what());
    }
  }
  return 0;
}

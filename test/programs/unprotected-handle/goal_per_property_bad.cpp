// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker has a solver for each property, and asks all of them for each
// bound.
// They are not retained: each goes when the next is made.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

namespace {

class Checker {
  Z3_context Ctx;
  std::vector<Z3_ast> Properties;

public:
  explicit Checker(Z3_context C) : Ctx(C) {}
  Checker(const Checker &) = delete;
  Checker &operator=(const Checker &) = delete;
  ~Checker() {
    for (Z3_ast P : Properties)
      Z3_dec_ref(Ctx, P);
  }

  void add(const std::string &Name) {
    Z3_symbol S = Z3_mk_string_symbol(Ctx, Name.c_str());
    Z3_ast P = Z3_mk_const(Ctx, S, Z3_mk_bool_sort(Ctx));
    Z3_inc_ref(Ctx, P);
    Properties.push_back(P);
  }

  unsigned violated(unsigned Bounds) {
    unsigned Found = 0;
    std::vector<Z3_solver> Asked;
    for (Z3_ast P : Properties) {
      Z3_solver S = Z3_mk_simple_solver(Ctx);
      Z3_solver_assert(Ctx, S, P);
      Asked.push_back(S);
    }
    for (unsigned Bound = 0; Bound < Bounds; ++Bound)
      for (Z3_solver S : Asked)
        Found += Z3_solver_check(Ctx, S) == Z3_L_TRUE; // report: z3-unprotected-handle; trace: unprotected-use
    return Found;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Checker Check(C);
    Check.add("safe");
    Check.add("live");
    Check.add("fair");
    std::printf("%u\n", Check.violated(2));
  }
  Z3_del_context(C);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search keeps a solver and the limits that it is run with.
// The limits are made after the solver, and refuse to be negative: then nobody
// gives the solver back.
#include <cstdio>
#include <stdexcept>
#include <z3.h>

class Limits {
  int Seconds;

public:
  explicit Limits(int Seconds) : Seconds(Seconds) {
    if (Seconds < 0)
      throw std::out_of_range("a search takes time");
  }
  int seconds() const { return Seconds; }
};

class Search {
  Z3_context C;
  Z3_solver S;
  Limits L;

  static Z3_solver makeSolver(Z3_context C) {
    Z3_solver S = Z3_mk_simple_solver(C); // trace: leak
    Z3_solver_inc_ref(C, S);
    return S;
  }

public:
  Search(Z3_context C, int Seconds) : C(C), S(makeSolver(C)), L(Seconds) {} // report: z3-handle-leak
  Search(const Search &) = delete;
  Search &operator=(const Search &) = delete;
  ~Search() { Z3_solver_dec_ref(C, S); }
  bool isPossible(Z3_ast Goal) {
    Z3_solver_assert(C, S, Goal);
    return L.seconds() > 0 && Z3_solver_check(C, S) == Z3_L_TRUE;
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  for (int Seconds : {5, -1}) {
    try {
      Search S(C, Seconds);
      std::printf("%d\n", S.isPossible(Z3_mk_true(C)));
    } catch (const std::out_of_range &E) {
      std::printf("%s\n", E.what());
    }
  }
  Z3_del_context(C);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where no release can go behind the last use: another way comes in between, or
// the dead handle stays in the object for its next call.

#include <cstdio>
#include <z3.h>

unsigned serve(Z3_context c, Z3_solver s, int command) {
  switch (command) {
  case 1:
    std::puts("stop");
    Z3_solver_dec_ref(c, s);
  case 2:
    std::printf("%u\n", Z3_solver_get_num_scopes(c, s)); // warn-nofix: 's' is used after it was released
    break;
  }
  return 0;
}

class Prover {
  Z3_context C;
  Z3_solver S;
  unsigned Queries = 0;

  void retire() {
    Z3_solver_dec_ref(C, S);
    Queries = 0;
  }

public:
  explicit Prover(Z3_context C) : C(C), S(Z3_mk_simple_solver(C)) {
    Z3_solver_inc_ref(C, S);
  }
  Prover(const Prover &) = delete;
  Prover &operator=(const Prover &) = delete;
  ~Prover() { Z3_solver_dec_ref(C, S); }

  unsigned scopes(unsigned Limit) {
    if (++Queries > Limit)
      retire();
    return Z3_solver_get_num_scopes(C, S); // warn-nofix: 'S' is used after it was released
  }
};

unsigned count(Z3_context c) { return Prover(c).scopes(3); }

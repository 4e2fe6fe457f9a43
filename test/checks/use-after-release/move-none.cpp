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

// Of two calls that store handles, neither may come first instead of the other.
struct Machine {
  Z3_context C;
  Z3_ast Regs[4];
};
static void writeReg(Machine *M, int R, Z3_ast V) {
  Z3_inc_ref(M->C, V);
  if (M->Regs[R])
    Z3_dec_ref(M->C, M->Regs[R]);
  M->Regs[R] = V;
}
void exchangeBad(Machine *M, int A, int B) {
  Z3_ast Old = M->Regs[A];
  writeReg(M, A, M->Regs[B]);
  writeReg(M, B, Old); // warn-nofix: 'Old' is used after it was released
}
void closeMachine(Machine *M) {
  for (int R = 0; R < 4; ++R)
    Z3_dec_ref(M->C, M->Regs[R]);
}

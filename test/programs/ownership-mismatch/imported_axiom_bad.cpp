// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A proof assistant's bridge gets counted terms from its C part, and wraps them.
// The wrapper counts as well, and the reference from the C part is never given
// back.
#include <cstdio>
#include <z3++.h>

// As the C part: the result is counted for the caller.
static Z3_ast importAxiom(Z3_context C, const char *Name, unsigned Width) {
  Z3_sort Word = Z3_mk_bv_sort(C, Width);
  Z3_ast V = Z3_mk_const(C, Z3_mk_string_symbol(C, Name), Word); // trace: leak
  Z3_inc_ref(C, V);
  return V;
}

class Bridge {
  z3::context &Ctx;
  z3::solver S;

public:
  explicit Bridge(z3::context &C) : Ctx(C), S(C, z3::solver::simple()) {}

  bool refutes(const char *Name, unsigned Width) {
    Z3_ast Raw = importAxiom(Ctx, Name, Width);
    z3::expr Axiom(Ctx, Raw); // report: z3-ownership-mismatch
    S.push();
    S.add(z3::ult(Axiom, Axiom));
    bool Refuted = S.check() == z3::unsat;
    S.pop();
    return Refuted;
  }
};

int main() {
  z3::context Ctx;
  bool Refuted = Bridge(Ctx).refutes("axiom", 24);
  std::printf("%d\n", Refuted);
  return Refuted ? 0 : 1;
}

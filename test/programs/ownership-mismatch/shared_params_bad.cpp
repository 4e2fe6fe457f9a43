// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options are kept in a shared_ptr whose deleter gives the reference back.
// The reference that the deleter gives back has never been taken.
#include <iostream>
#include <memory>
#include <z3++.h>

using SharedParams = std::shared_ptr<_Z3_params>;

static SharedParams makeParams(Z3_context C, unsigned Timeout) {
  Z3_params P = Z3_mk_params(C);
  Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), Timeout);
  return SharedParams(P, [C](Z3_params Q) { Z3_params_dec_ref(C, Q); }); // report: z3-ownership-mismatch; trace: release-of-unowned
}

class Session {
  z3::solver S;

public:
  explicit Session(z3::context &C) : S(C, z3::solver::simple()) {}
  void configure(const SharedParams &P) { Z3_solver_set_params(S.ctx(), S, P.get()); }
  z3::check_result ask(const z3::expr &Question) {
    S.push();
    S.add(Question);
    z3::check_result Answer = S.check();
    S.pop();
    return Answer;
  }
};

int main() {
  z3::context C;
  z3::expr X = C.int_const("x");
  Session Quick(C);
  Quick.configure(makeParams(C, 50));
  std::cout << Quick.ask(X > 3 && X < 5) << "\n";
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A C layer returns models with a reference; a C++ tool wraps them.
// The wrapper counts a second time, so that the layer's reference stays.
#include <iostream>
#include <string>
#include <z3++.h>

extern "C" Z3_model layer_take_model(Z3_context c, Z3_solver s) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return nullptr;
  Z3_model m = Z3_solver_get_model(c, s); // trace: leak
  Z3_model_inc_ref(c, m);
  return m;
}

struct Assignment {
  std::string Name;
  std::string Value;
};

static Assignment first(z3::context &C, const z3::solver &S) {
  Z3_model Raw = layer_take_model(C, S);
  if (!Raw)
    return {"none", ""};
  z3::model M(C, Raw); // report: z3-ownership-mismatch
  if (M.num_consts() == 0)
    return {"empty", ""};
  z3::func_decl D = M.get_const_decl(0);
  return {D.name().str(), M.get_const_interp(D).to_string()};
}

int main() {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  S.add(C.int_const("speed") > 120);
  Assignment A = first(C, S);
  std::cout << A.Name << " = " << A.Value << "\n";
  return 0;
}

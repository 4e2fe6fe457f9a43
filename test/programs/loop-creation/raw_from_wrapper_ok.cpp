// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A test generator over z3++ that hands models to a C library of its own.
// The raw handle is retained for the C side and given back after it.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

// The C side: counts how many variables the model fixes.
static unsigned fixed_variables(Z3_context ctx, Z3_model model) {
  return Z3_model_get_num_consts(ctx, model);
}

static unsigned generate(z3::context &c, z3::solver &s,
                         const std::vector<z3::expr> &targets) {
  unsigned fixed = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    s.push();
    s.add(targets[i]);
    if (s.check() != z3::sat) {
      s.pop();
      continue;
    }
    Z3_model raw = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, raw);
    fixed += fixed_variables(c, raw);
    Z3_model_dec_ref(c, raw);
    s.pop();
  }
  return fixed;
}

int main() {
  z3::context c;
  z3::solver s(c, z3::solver::simple());
  z3::expr width = c.int_const("width");
  z3::expr height = c.int_const("height");
  s.add(width > 0 && height > 0);
  std::vector<z3::expr> targets;
  for (int area = 10; area < 40; ++area)
    targets.push_back(width + height == area);
  targets.push_back(width < 0);
  std::cout << generate(c, s, targets) << " values\n";
  return 0;
}

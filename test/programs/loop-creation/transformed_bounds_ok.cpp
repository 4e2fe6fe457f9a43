// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop analysis computes the largest value of each induction variable.
// The function given to std::transform uses one optimizer.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <vector>
#include <z3++.h>

struct Induction {
  int Start, Step, Trips;
};

static std::vector<int> largest(z3::context &C, const std::vector<Induction> &Vars) {
  std::vector<int> Out;
  z3::expr Trip = C.int_const("trip");
  z3::optimize Opt(C);
  Opt.add(Trip >= 0);
  auto Bound = [&](const Induction &V) {
    Opt.push();
    Opt.add(Trip < C.int_val(V.Trips));
    z3::optimize::handle Most = Opt.maximize(C.int_val(V.Start) + Trip * C.int_val(V.Step));
    int Value = V.Start;
    if (Opt.check() == z3::sat)
      Value = Opt.upper(Most).get_numeral_int();
    Opt.pop();
    return Value;
  };
  std::transform(Vars.begin(), Vars.end(), std::back_inserter(Out), Bound);
  return Out;
}

int main() {
  std::vector<Induction> Vars;
  for (int I = 1; I <= 8; ++I)
    Vars.push_back({I, 2 * I, 10});
  z3::context C;
  for (int Value : largest(C, Vars))
    std::cout << Value << "\n";
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search gives back the best assignment that it has found, if there is one.
// The context is the caller's, and is there as long as the model is.
#include <iostream>
#include <optional>
#include <string>
#include <z3++.h>

struct Witness {
  std::string Name;
  z3::model Values;
};

static std::optional<Witness> search(z3::context &C, const std::string &Name, int Limit) {
  z3::solver S(C, z3::solver::simple());
  z3::expr Cost = C.int_const("cost");
  S.add(Cost > 0);
  std::optional<Witness> Best;
  for (int Bound = Limit; Bound > 0; Bound /= 2) {
    S.add(Cost < Bound);
    if (S.check() != z3::sat)
      break;
    Best = Witness{Name, S.get_model()};
  }
  return Best;
}

int main() {
  z3::context C;
  std::optional<Witness> W = search(C, "cheapest", 40);
  std::cout << (W ? W->Name : "none") << "\n";
  return 0;
}

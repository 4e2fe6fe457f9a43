// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search gives back the best assignment that it has found, if there is one.
// The assignment keeps the model, whose context ends with the search.
// trace-allows: crash because the context is gone
#include <iostream>
#include <optional>
#include <string>
#include <z3++.h>

struct Witness {
  std::string Name;
  z3::model Values;
};

static std::optional<Witness> search(const std::string &Name, int Limit) {
  z3::context C;
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
  return Best; // report: z3-outlives-context
}

int main() {
  std::optional<Witness> W = search("cheapest", 40);
  std::cout << (W ? W->Name : "none") << "\n";
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler shows the start times of a plan as fractions.
// The numerator is not held while the denominator is made.
// A run does not show it: z3-trace sees no dead handle here.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

class FractionPrinter {
  z3::context &Ctx;
  std::string Text;

public:
  explicit FractionPrinter(z3::context &C) : Ctx(C) {}

  std::string show(const z3::expr &Value) {
    if (!Value.is_numeral())
      return "?";
    Z3_ast Above = Z3_get_numerator(Ctx, Value);
    Z3_ast Below = Z3_get_denominator(Ctx, Value);
    Text = Z3_get_numeral_string(Ctx, Below);
    if (Text == "1")
      return Z3_get_numeral_string(Ctx, Above); // report: z3-unprotected-handle
    return Z3_get_numeral_string(Ctx, Above) + std::string("/") + Text;
  }
};

int main() {
  z3::context C;
  z3::expr Start = C.real_const("start"), End = C.real_const("end");
  z3::solver S(C, z3::solver::simple());
  S.add(3 * Start == 118);
  S.add(End == Start + C.real_val(1, 7));
  if (S.check() != z3::sat)
    return 1;
  z3::model M = S.get_model();
  FractionPrinter Printer(C);
  for (const z3::expr &E : std::vector<z3::expr>{Start, End})
    std::cout << Printer.show(M.eval(E, true)) << "\n";
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A temporary in a conditional expression within another one ends with the whole.
#include <z3++.h>
unsigned size(z3::solver &S) {
  z3::check_result A = S.check();
  return A == z3::sat ? S.get_model().size()
                      : A == z3::unsat ? S.unsat_core().size() : 0;
}

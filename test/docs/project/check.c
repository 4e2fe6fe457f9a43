#include "ask.h"

int ask(Z3_context c, unsigned n) {
  int found = 0;
  for (unsigned i = 0; i < n; ++i) {
    Z3_solver s = Z3_mk_solver(c);
    Z3_solver_inc_ref(c, s);
    if (Z3_solver_check(c, s) == Z3_L_TRUE)
      ++found;
  }
  return found;
}

#include "xx.h"

int count_unsat(Z3_context c, const char *const *texts, int n) {
  int unsat = 0;
  for (int i = 0; i < n; i++) {
    Z3_solver s = xx_solver_new(c);
    if (!s || xx_solver_read(c, s, texts[i]) != 0)
      continue;
    unsat += Z3_solver_check(c, s) == Z3_L_FALSE;
    xx_solver_free(c, s);
  }
  return unsat;
}

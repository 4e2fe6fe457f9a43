#include <z3.h>
/* Likely, not certain: the caller may count it, too. */
Z3_lbool perhaps(Z3_context c, Z3_solver s) {
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
}

#include <z3.h>
Z3_lbool used(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  return /* öäü — 𝄞 */ Z3_solver_check(c, s);
}

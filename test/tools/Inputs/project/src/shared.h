#include <z3.h>
static inline Z3_lbool late(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
}

#include <z3.h>
static void drop(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }
Z3_lbool page(Z3_context c, int often) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  if (often > 3)
    drop(c, s); /* "</script><b>&amp;" */
  return Z3_solver_check(c, s);
}

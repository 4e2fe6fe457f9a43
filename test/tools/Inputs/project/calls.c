#include <z3.h>
static Z3_lbool helper(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
}
static Z3_lbool leaf(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  helper(c); /* leaf: old */
  return Z3_solver_check(c, s);
}
static Z3_lbool middle(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  leaf(c);
  return Z3_solver_check(c, s);
}

Z3_lbool top(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  middle(c);
  return Z3_solver_check(c, s);
}
Z3_lbool apart(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);

  /* apart: gone */
  return Z3_solver_check(c, s);
}
Z3_lbool neighbour(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
}

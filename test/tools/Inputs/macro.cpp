#include <z3.h>
#define MAKE(c) Z3_mk_solver(c)
void loop(Z3_context c, int n) {
  for (int i = 0; i < n; ++i) {
    Z3_solver s = MAKE(c);
    Z3_solver_inc_ref(c, s);
  }
}
auto ask = [](Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
};

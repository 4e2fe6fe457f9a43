#include <z3.h>
/* The options of the target must arrive: */
void rounds(Z3_context c) {
  for (int i = 0; i < ROUNDS; ++i) {
    Z3_solver s = Z3_mk_solver(c);
    Z3_solver_inc_ref(c, s);
  }
}

#include "../xx.h"
void each(Z3_context c, int n) {
  for (int i = 0; i < n; i++) {
    Z3_solver s = xx_new(c);
    Z3_solver_check(c, s);
  }
}

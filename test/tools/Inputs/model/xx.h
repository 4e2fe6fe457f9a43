#include <z3.h>
Z3_solver xx_new(Z3_context c);
void xx_free(Z3_context c, Z3_solver s);

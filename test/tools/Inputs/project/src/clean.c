#include <z3.h>
Z3_lbool ask(Z3_context c, Z3_solver s) { return Z3_solver_check(c, s); }

#include <z3.h>
Z3_solver xx_new(Z3_context c) __attribute__((annotate("z3::returns_own")));
void xx_free(Z3_context c, int s __attribute__((annotate("z3::releases"))));
struct __attribute__((annotate("z3::handle=solvers"))) q;

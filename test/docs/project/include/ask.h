#include <z3.h>

int ask(Z3_context c, unsigned n);

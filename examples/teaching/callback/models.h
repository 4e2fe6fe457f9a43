#include <z3.h>

/* Calls visit for each model of s until it answers 0; m is there during the
   call only. */
typedef int models_visit(void *user, Z3_context c, Z3_model m);
int models_each(Z3_context c, Z3_solver s, models_visit *visit, void *user);

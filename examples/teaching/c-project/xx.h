#include <z3.h>
#include <z3raii/annotations.h>

/* A solver with our usual parameters, counted; null if there is no memory. */
Z3RAII_RETURNS_OWNED Z3RAII_FAILS_NULL Z3RAII_RELEASED_BY(xx_solver_free)
Z3_solver xx_solver_new(Z3_context c);

void xx_solver_free(Z3_context c, Z3_solver s Z3RAII_RELEASES);

/* 0, or -1 if the text is wrong. */
int xx_solver_read(Z3_context c, Z3_solver s Z3RAII_BORROWS, const char *text);

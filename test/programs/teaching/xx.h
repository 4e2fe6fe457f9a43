// A C project's own layer over Z3's C API. Its functions are in another file;
// .z3tidy.yaml says what they do.
#ifndef XX_H
#define XX_H
#include <z3.h>

Z3_context xx_open(void);
void xx_close(Z3_context c);

/* A counted solver; give it back with xx_solver_free. */
Z3_solver xx_solver_new(Z3_context c);
void xx_solver_free(Z3_context c, Z3_solver s);
/* 0, or -1 if the text is wrong. */
int xx_assert_text(Z3_context c, Z3_solver s, const char *text);

/* The assertions of a text, counted; 0, or -1 and nothing. */
int xx_parse(Z3_context c, const char *text, Z3_ast_vector *out);
void xx_vector_free(Z3_context c, Z3_ast_vector v);

/* Solvers that are given back all at once. */
typedef struct xx_pool xx_pool;
xx_pool *xx_pool_new(Z3_context c);
void xx_pool_add(xx_pool *pool, Z3_solver s); /* owns s from then on */
void xx_pool_free(xx_pool *pool);

/* Up to `most` models of s; m is only there during the call. */
typedef int (*xx_visit)(void *user, Z3_context c, Z3_model m);
int xx_each_model(Z3_context c, Z3_solver s, int most, xx_visit visit,
                  void *user);
#endif

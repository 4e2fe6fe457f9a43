// Terms of a compiler, counted for the caller as the words say.
#ifndef TERMS_H
#define TERMS_H
#include <z3.h>

#ifdef __clang__
#define TERM(text) __attribute__((annotate("z3::" text)))
#else
#define TERM(text)
#endif

TERM("returns_owned") Z3_ast term_var(Z3_context c, const char *name);
TERM("returns_owned") Z3_ast term_add(Z3_context c, Z3_ast a TERM("borrows"),
                                     Z3_ast b TERM("borrows"));
/* Gives its operand back. */
TERM("returns_owned") Z3_ast term_negate(Z3_context c, Z3_ast a TERM("takes"));
void term_drop(Z3_context c, Z3_ast a TERM("releases"));
#endif

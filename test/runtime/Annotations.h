/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Every macro of annotations.h in the place where it belongs; nothing of it may
 * be left for a compiler that does not know it.
 */
#include <z3raii/annotations.h>

struct Z3RAII_HANDLE(solver) an_query;
typedef struct an_query *an_handle;

#ifdef __cplusplus
extern "C" {
#endif

Z3RAII_RETURNS_OWNED Z3RAII_RELEASED_BY(an_free) Z3RAII_FAILS_NULL an_handle
    an_new(void *c Z3RAII_CONTEXT);
Z3RAII_RETURNS_FRESH an_handle an_fresh(void);
Z3RAII_RETURNS_BORROWED an_handle an_part(an_handle q);
Z3RAII_RETURNS_BORROWED_FROM(b) an_handle an_other(an_handle a, an_handle b);
void an_free(an_handle q Z3RAII_RELEASES);
void an_keep(an_handle q Z3RAII_RETAINS);
void an_give(an_handle q Z3RAII_TAKES);
void an_look(an_handle q Z3RAII_BORROWS);
Z3RAII_BORROWS void an_look_at_all(an_handle a, an_handle b);
Z3RAII_FAILS_NONZERO int an_out(an_handle *q Z3RAII_RETURNS_OWNED);
Z3RAII_FAILS_ZERO int an_zero(an_handle *q Z3RAII_RETURNS_OWNED);
Z3RAII_FAILS_NEGATIVE int an_negative(an_handle *q Z3RAII_RETURNS_OWNED);
Z3RAII_THROWS void an_throw(void);
void an_once(void (*f)(void) Z3RAII_CALLS_ONCE);
void an_each(void (*f)(void) Z3RAII_CALLS_PER_ELEMENT);
void an_later(void (*f)(void) Z3RAII_CALLS_LATER);

#ifdef __cplusplus
}

class Z3RAII_OWNS(solver) an_owner {
public:
  an_owner();
  ~an_owner();
  Z3RAII_RELEASES void close();
};
#endif

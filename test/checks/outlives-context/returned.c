// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// A raw handle that a function returns when it has deleted the context.

#include <stdlib.h>
#include <z3.h>

static Z3_context opened(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  return c;
}

Z3_ast boundBad(int n) {
  Z3_context c = opened();
  Z3_ast bound = Z3_mk_int(c, n, Z3_mk_int_sort(c));
  Z3_del_context(c);
  return bound; // warn-nofix: a Z3 AST is returned and outlives its context
}

Z3_ast boundOk(Z3_context c, int n) {
  Z3_ast bound = Z3_mk_int(c, n, Z3_mk_int_sort(c));
  return bound;
}

Z3_solver solverBad(int keep) {
  Z3_context c = opened();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  if (!keep)
    Z3_del_context(c);
  return s; // warn-nofix: a Z3 solver is returned and outlives its context
}

Z3_solver solverOk(Z3_context *kept) {
  Z3_context c = opened();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  *kept = c;
  return s;
}

// The context goes only where there is nothing to return.
Z3_solver solverOrNoneOk(Z3_context *kept, const char *file) {
  Z3_context c = opened();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_from_file(c, s, file);
  if (Z3_get_error_code(c) != Z3_OK) {
    Z3_del_context(c);
    return NULL;
  }
  *kept = c;
  return s;
}

// A number, not a handle.
int widthOk(void) {
  Z3_context c = opened();
  Z3_ast x = Z3_mk_int(c, 1, Z3_mk_bv_sort(c, 8));
  int width = (int)Z3_get_bv_sort_size(c, Z3_get_sort(c, x));
  Z3_del_context(c);
  return width;
}

// A struct that failed to open says so by its status.
struct session {
  Z3_context c;
  Z3_solver s;
};

int openOk(struct session *u, const char *file) {
  u->c = opened();
  u->s = Z3_mk_solver(u->c);
  Z3_solver_inc_ref(u->c, u->s);
  Z3_solver_from_file(u->c, u->s, file);
  if (Z3_get_error_code(u->c) == Z3_OK)
    return 0;
  Z3_del_context(u->c);
  return 1;
}

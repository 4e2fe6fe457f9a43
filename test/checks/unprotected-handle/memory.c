// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Loops over handles in memory, which the source names by pointers.

#include <stdlib.h>
#include <z3.h>

void askAllBad(Z3_context c, const Z3_ast *goals, int n) {
  Z3_solver *s = malloc((size_t)n * sizeof *s);
  if (!s)
    return;
  for (int i = 0; i < n; i++)
    s[i] = Z3_mk_simple_solver(c);
  for (int i = 0; i < n; i++)
    Z3_solver_assert(c, s[i], goals[i]); // warn-nofix: is used after a call that may have collected it
  free(s);
}

void askAllOk(Z3_context c, const Z3_ast *goals, int n) {
  Z3_solver *s = malloc((size_t)n * sizeof *s);
  if (!s)
    return;
  for (int i = 0; i < n; i++) {
    s[i] = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, s[i]);
  }
  for (int i = 0; i < n; i++)
    Z3_solver_assert(c, s[i], goals[i]);
  for (int i = 0; i < n; i++)
    Z3_solver_dec_ref(c, s[i]);
  free(s);
}

// By a second name of the same memory all are replaced.
void replacedOk(Z3_context c, const Z3_ast *goals, int n) {
  Z3_solver *s = calloc((size_t)n, sizeof *s);
  if (!s)
    return;
  Z3_solver *end = s;
  for (int i = 0; i < n; i++)
    s[i] = Z3_mk_simple_solver(c);
  for (int i = 0; i < n; i++) {
    end[i] = Z3_mk_solver(c);
    Z3_solver_inc_ref(c, end[i]);
  }
  for (int i = 0; i < n; i++)
    Z3_solver_assert(c, s[i], goals[i]);
  for (int i = 0; i < n; i++)
    Z3_solver_dec_ref(c, s[i]);
  free(s);
}

// Only the newest is used, in the loop that makes them.
void newestOk(Z3_context c, const Z3_ast *goals, int n) {
  Z3_solver *s = malloc((size_t)n * sizeof *s);
  if (!s)
    return;
  for (int i = 0; i < n; i++) {
    s[i] = Z3_mk_simple_solver(c);
    Z3_solver_assert(c, s[i], goals[i]);
  }
  free(s);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small C library hands out error codes; a macro jumps to the cleanup.
// The cleanup forgets the tactic, which only one of two modes makes.
#include <stdio.h>
#include <z3.h>

enum status { OK, NO_MEMORY, REFUSED, UNKNOWN };

#define TRY(call)                                                              \
  do {                                                                         \
    status = (call);                                                           \
    if (status != OK)                                                          \
      goto done;                                                               \
  } while (0)

static enum status to_status(Z3_lbool answer) {
  switch (answer) {
  case Z3_L_TRUE:
    return OK;
  case Z3_L_FALSE:
    return REFUSED;
  default:
    return UNKNOWN;
  }
}

static enum status add_bounds(Z3_context c, Z3_solver s, Z3_ast x, int lo, int hi) {
  if (lo > hi)
    return REFUSED;
  Z3_sort sort = Z3_mk_int_sort(c);
  Z3_solver_assert(c, s, Z3_mk_ge(c, x, Z3_mk_int(c, lo, sort)));
  Z3_solver_assert(c, s, Z3_mk_le(c, x, Z3_mk_int(c, hi, sort)));
  return OK;
}

static enum status solve_range(Z3_context c, Z3_ast x, int lo, int hi, int incremental) {
  enum status status = OK;
  Z3_tactic smt = NULL;
  Z3_solver s = NULL;
  if (incremental) {
    s = Z3_mk_simple_solver(c);
  } else {
    smt = Z3_mk_tactic(c, "smt"); // report: z3-handle-leak; trace: leak
    Z3_tactic_inc_ref(c, smt);
    s = Z3_mk_solver_from_tactic(c, smt);
  }
  Z3_solver_inc_ref(c, s);
  TRY(add_bounds(c, s, x, lo, hi));
  TRY(to_status(Z3_solver_check(c, s)));
  if (smt)
    Z3_tactic_dec_ref(c, smt);
  smt = NULL;
done:
  Z3_solver_dec_ref(c, s);
  return status;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  enum status first = solve_range(c, x, 1, 9, 1);
  enum status second = solve_range(c, x, 9, 1, 0);
  enum status third = solve_range(c, x, 1, 9, 0);
  printf("%d %d %d\n", first, second, third);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}

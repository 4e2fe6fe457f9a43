// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A student's solver for magic squares, with a time limit.
// The limit is not counted when the solver is made.
#include <stdio.h>
#include <z3.h>

#define N 3

static Z3_context ctx;
static Z3_ast cell[N][N];

static Z3_ast number(int value) {
  return Z3_mk_int(ctx, value, Z3_mk_int_sort(ctx));
}

static void make_cells(void) {
  for (int row = 0; row < N; row++)
    for (int col = 0; col < N; col++)
      cell[row][col] = Z3_mk_const(ctx, Z3_mk_int_symbol(ctx, row * N + col),
                                   Z3_mk_int_sort(ctx));
}

static Z3_solver make_solver(unsigned milliseconds) {
  Z3_params limit = Z3_mk_params(ctx);
  Z3_params_set_uint(ctx, limit, Z3_mk_string_symbol(ctx, "timeout"),
                     milliseconds);
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_set_params(ctx, s, limit); // report: z3-unprotected-handle; trace: unprotected-use
  return s;
}

static void add_rules(Z3_solver s) {
  for (int row = 0; row < N; row++) {
    Z3_solver_assert(ctx, s, Z3_mk_eq(ctx, Z3_mk_add(ctx, N, cell[row]),
                                      number(15)));
    Z3_ast column[N];
    for (int i = 0; i < N; i++) {
      column[i] = cell[i][row];
      Z3_solver_assert(ctx, s, Z3_mk_gt(ctx, cell[row][i], number(0)));
      Z3_solver_assert(ctx, s, Z3_mk_lt(ctx, cell[row][i], number(10)));
    }
    Z3_solver_assert(ctx, s, Z3_mk_eq(ctx, Z3_mk_add(ctx, N, column),
                                      number(15)));
  }
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  ctx = Z3_mk_context(cfg);
  Z3_del_config(cfg);
  make_cells();
  Z3_solver s = make_solver(5000);
  add_rules(s);
  if (Z3_solver_check(ctx, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(ctx, s);
    Z3_model_inc_ref(ctx, m);
    for (int row = 0; row < N; row++) {
      for (int col = 0; col < N; col++) {
        Z3_ast value = NULL;
        if (Z3_model_eval(ctx, m, cell[row][col], 1, &value))
          printf(" %s", Z3_ast_to_string(ctx, value));
      }
      printf("\n");
    }
    Z3_model_dec_ref(ctx, m);
  }
  Z3_solver_dec_ref(ctx, s);
  Z3_del_context(ctx);
  return 0;
}

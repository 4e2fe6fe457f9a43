// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A synthesis tool prints the function that it found as a table.
// The interpretation is borrowed for the table, and released at the end.
#include <stdio.h>
#include <z3.h>

struct synthesis {
  Z3_context ctx;
  Z3_solver solver;
  Z3_func_decl f;
};

static void example(struct synthesis *y, int in, int out) {
  Z3_context c = y->ctx;
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast arg = Z3_mk_int(c, in, integer);
  Z3_inc_ref(c, arg);
  Z3_ast result = Z3_mk_app(c, y->f, 1, &arg);
  Z3_inc_ref(c, result);
  Z3_ast expected = Z3_mk_int(c, out, integer);
  Z3_inc_ref(c, expected);
  Z3_solver_assert(c, y->solver, Z3_mk_eq(c, result, expected));
  Z3_dec_ref(c, expected);
  Z3_dec_ref(c, result);
  Z3_dec_ref(c, arg);
}

static void print_entry(Z3_context c, Z3_func_interp table, unsigned i) {
  Z3_func_entry e = Z3_func_interp_get_entry(c, table, i);
  Z3_func_entry_inc_ref(c, e);
  for (unsigned a = 0; a < Z3_func_entry_get_num_args(c, e); a++)
    printf("%s ", Z3_ast_to_string(c, Z3_func_entry_get_arg(c, e, a)));
  Z3_ast value = Z3_func_entry_get_value(c, e);
  Z3_inc_ref(c, value);
  printf("-> %s\n", Z3_ast_to_string(c, value));
  Z3_dec_ref(c, value);
  Z3_func_entry_dec_ref(c, e);
}

static void print_table(struct synthesis *y, Z3_model m) {
  Z3_context c = y->ctx;
  Z3_func_interp table = Z3_model_get_func_interp(c, m, y->f);
  if (!table)
    return;
  unsigned n = Z3_func_interp_get_num_entries(c, table);
  for (unsigned i = 0; i < n; i++)
    print_entry(c, table, i); // report: z3-unprotected-handle
  Z3_func_interp_dec_ref(c, table); // report: z3-ownership-mismatch; trace: release-of-unowned
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct synthesis y;
  y.ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  y.solver = Z3_mk_simple_solver(y.ctx);
  Z3_solver_inc_ref(y.ctx, y.solver);
  Z3_sort integer = Z3_mk_int_sort(y.ctx);
  y.f = Z3_mk_func_decl(y.ctx, Z3_mk_string_symbol(y.ctx, "f"), 1, &integer, integer);
  Z3_inc_ref(y.ctx, Z3_func_decl_to_ast(y.ctx, y.f));
  example(&y, 1, 10);
  example(&y, 2, 20);
  if (Z3_solver_check(y.ctx, y.solver) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(y.ctx, y.solver);
    Z3_model_inc_ref(y.ctx, m);
    print_table(&y, m);
    Z3_model_dec_ref(y.ctx, m);
  }
  Z3_dec_ref(y.ctx, Z3_func_decl_to_ast(y.ctx, y.f));
  Z3_solver_dec_ref(y.ctx, y.solver);
  Z3_del_context(y.ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor reads the table of an uninterpreted call out of a model.
// The table is given back before its arity is asked.
#include <stdio.h>
#include <z3.h>

static Z3_ast kept(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}

static void show(Z3_context c, Z3_model m, Z3_func_decl hash) {
  Z3_func_interp table = Z3_model_get_func_interp(c, m, hash);
  if (!table)
    return;
  Z3_func_interp_inc_ref(c, table);
  unsigned n = Z3_func_interp_get_num_entries(c, table);
  for (unsigned i = 0; i < n; i++) {
    Z3_func_entry e = Z3_func_interp_get_entry(c, table, i);
    Z3_func_entry_inc_ref(c, e);
    printf("entry of %u\n", Z3_func_entry_get_num_args(c, e));
    Z3_func_entry_dec_ref(c, e);
  }
  Z3_func_interp_dec_ref(c, table);
  Z3_ast_vector trail = Z3_mk_ast_vector(c);
  Z3_ast_vector_inc_ref(c, trail);
  unsigned arity = Z3_func_interp_get_arity(c, table); // report: z3-use-after-release; trace: use-after-release
  if (arity > 0)
    Z3_ast_vector_push(c, trail, Z3_func_decl_to_ast(c, hash));
  Z3_ast_vector_dec_ref(c, trail);
  puts("shown");
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_func_decl hash =
      Z3_mk_func_decl(c, Z3_mk_string_symbol(c, "hash"), 1, &integer, integer);
  Z3_inc_ref(c, Z3_func_decl_to_ast(c, hash));
  Z3_ast two = kept(c, Z3_mk_int(c, 2, integer));
  Z3_ast call = kept(c, Z3_mk_app(c, hash, 1, &two));

  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, Z3_mk_gt(c, call, two));
  if (Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    show(c, m, hash);
    Z3_model_dec_ref(c, m);
  }
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, call);
  Z3_dec_ref(c, two);
  Z3_dec_ref(c, Z3_func_decl_to_ast(c, hash));
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every family of handles, each released by the function of its kind.
// then: 'ctx' (a Z3 context) is made anew in each iteration
#include <z3.h>

void termBad(Z3_context ctx, unsigned n) {
  Z3_sort sort = Z3_mk_int_sort(ctx);
  for (unsigned i = 0; i < n; i++) {
    Z3_ast e = Z3_mk_unsigned_int(ctx, i, sort); // warn: 'e' (a Z3 AST) is made in each iteration and never released
    Z3_inc_ref(ctx, e);
  }
}
// fix: Z3_dec_ref(ctx, e);

void sortBad(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_sort s = Z3_mk_array_sort(ctx, Z3_mk_bv_sort(ctx, i + 1), // warn: 's' (a Z3 sort) is made in each iteration and never released
                                 Z3_mk_bool_sort(ctx));
    Z3_inc_ref(ctx, Z3_sort_to_ast(ctx, s));
  }
}
// fix: Z3_dec_ref(ctx, Z3_sort_to_ast(ctx, s));

void declBad(Z3_context ctx, Z3_symbol *names, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_func_decl d = Z3_mk_func_decl(ctx, names[i], 0, 0, // warn: 'd' (a Z3 func decl) is made in each iteration and never released
                                     Z3_mk_bool_sort(ctx));
    Z3_inc_ref(ctx, (Z3_ast)d);
  }
}
// fix: Z3_dec_ref(ctx, Z3_func_decl_to_ast(ctx, d));

void vectorBad(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_ast_vector v = Z3_mk_ast_vector(ctx); // warn: 'v' (a Z3 AST vector) is made in each iteration and never released
    Z3_ast_vector_inc_ref(ctx, v);
    Z3_ast_vector_push(ctx, v, Z3_mk_true(ctx));
  }
}
// fix: Z3_ast_vector_dec_ref(ctx, v);

void configBad(unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_config cfg = Z3_mk_config(); // warn: 'cfg' (a Z3 config) is made in each iteration and never released
    Z3_set_param_value(cfg, "model", "true");
  }
}
// fix: Z3_del_config(cfg);

void contextBad(Z3_config cfg, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_context ctx = Z3_mk_context_rc(cfg); // warn: 'ctx' (a Z3 context) is made in each iteration and never released
    Z3_mk_true(ctx);
  }
}
// fix: Z3_del_context(ctx);

void numeralBad(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_rcf_num x = Z3_rcf_mk_small_int(ctx, i); // warn: 'x' (a Z3 rcf num) is made in each iteration and never released
    Z3_rcf_num_to_string(ctx, x, 0, 0);
  }
}
// fix: Z3_rcf_del(ctx, x);

void constructorBad(Z3_context ctx, Z3_symbol *names, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_constructor nil = Z3_mk_constructor(ctx, names[i], names[i], 0, 0, 0, 0); // warn: 'nil' (a Z3 constructor) is made in each iteration and never released
    Z3_mk_datatype(ctx, names[i], 1, &nil);
  }
}

// Not counted, and immortal: nothing to release.
void symbolOk(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_symbol s = Z3_mk_int_symbol(ctx, i);
    Z3_mk_const(ctx, s, Z3_mk_bool_sort(ctx));
  }
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The static cache is empty whenever a context begins, since end_pair empties
// it.
#include <z3.h>
static Z3_sort made;
static Z3_sort memory_sort(Z3_context ctx) {
  if (!made) {
    made = Z3_mk_array_sort(ctx, Z3_mk_bv_sort(ctx, 64), Z3_mk_bv_sort(ctx, 8));
    Z3_inc_ref(ctx, Z3_sort_to_ast(ctx, made));
  }
  return made;
}
static Z3_context begin_pair(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return ctx;
}
static void end_pair(Z3_context ctx) {
  if (made)
    Z3_dec_ref(ctx, Z3_sort_to_ast(ctx, made));
  made = NULL;
  Z3_del_context(ctx);
}
static Z3_ast memory(Z3_context ctx, const char *name) {
  Z3_ast m = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name), memory_sort(ctx));
  Z3_inc_ref(ctx, m);
  return m;
}
int main(void) {
  for (int i = 0; i < 2; i++) {
    Z3_context ctx = begin_pair();
    Z3_ast before = memory(ctx, "m");
    Z3_dec_ref(ctx, before);
    end_pair(ctx);
  }
  return 0;
}

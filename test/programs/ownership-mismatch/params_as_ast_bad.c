// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A macro of a program releases all handles alike.
// Parameters are no terms: Z3_dec_ref counts down what is no count.
// z3-trace does not know the address as a term: it sees parameters that stay counted.
#include <stdio.h>
#include <z3.h>

#define RELEASE(ctx, handle) Z3_dec_ref(ctx, (Z3_ast)(handle))

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_params p = Z3_mk_params(c); // trace: leak
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), 100);
  printf("%s\n", Z3_params_to_string(c, p));
  fflush(stdout);
  RELEASE(c, p); // report: z3-ownership-mismatch
  Z3_del_context(c);
  return 0;
}

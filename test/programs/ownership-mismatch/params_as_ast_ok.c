// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A macro of a program releases all handles alike.
// Parameters have a function of their own.
#include <stdio.h>
#include <z3.h>

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), 100);
  printf("%s\n", Z3_params_to_string(c, p));
  fflush(stdout);
  Z3_params_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}

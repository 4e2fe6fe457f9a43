// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service makes its two contexts from one configuration.
// The configuration is deleted after the first context.
#include <stdio.h>
#include <z3.h>

static unsigned width_of(Z3_context c, unsigned width) {
  Z3_sort word = Z3_mk_bv_sort(c, width);
  Z3_ast a = Z3_mk_const(c, Z3_mk_string_symbol(c, "a"), word);
  return Z3_get_bv_sort_size(c, Z3_get_sort(c, a));
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_set_param_value(config, "model", "true");

  Z3_context requests = Z3_mk_context_rc(config);
  unsigned width = width_of(requests, 16);
  Z3_del_config(config);

  Z3_context queries = Z3_mk_context_rc(config); // report: z3-use-after-release; trace: use-after-release
  width += width_of(queries, 32);
  Z3_del_context(queries);
  Z3_del_context(requests);
  printf("width %u\n", width);
  return 0;
}

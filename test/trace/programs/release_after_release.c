// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each release beyond the last one.
// CRASHES
#include "common.h"

int main(void) {
  Z3_context c = counting_context();
  Z3_set_error_handler(c, NULL);
  Z3_params p = Z3_mk_params(c); // MARK: params
  Z3_params_inc_ref(c, p);
  Z3_params_dec_ref(c, p); // MARK: freed
  Z3_params_dec_ref(c, p); // EVENT: release-after-release params made=params released=freed

  Z3_context keeping = keeping_context();
  Z3_ast z = Z3_mk_const(keeping, Z3_mk_int_symbol(keeping, 0), Z3_mk_int_sort(keeping));
  Z3_inc_ref(keeping, z);
  Z3_dec_ref(keeping, z);
  Z3_dec_ref(keeping, z); // EVENT: release-after-release ast

  Z3_config config = Z3_mk_config(); // MARK: config
  Z3_del_config(config); // MARK: deleted
  fflush(stdout);
  Z3_del_config(config); // EVENT: release-after-release config made=config released=deleted
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-ownership-mismatch
// A deleter gives back what was never retained: the retain before. The closure
// names its own parameter.
#include <memory>
#include <z3.h>

using Params = std::shared_ptr<_Z3_params>;

Params makeBad(Z3_context C, unsigned Timeout) {
  Z3_params P = Z3_mk_params(C);
  Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), Timeout);
  // fix: Z3_params_inc_ref(C, P);
  return Params(P, [C](Z3_params Q) { Z3_params_dec_ref(C, Q); }); // warn: is given to a wrapper without a reference
}

Params makeOk(Z3_context C, unsigned Timeout) {
  Z3_params P = Z3_mk_params(C);
  Z3_params_inc_ref(C, P);
  Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), Timeout);
  return Params(P, [C](Z3_params Q) { Z3_params_dec_ref(C, Q); });
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler copies its state before it tries a variant.
// The copy takes a reference of its own, and gives it back.
#include <cstdio>
#include <z3.h>

namespace {

struct State {
  Z3_context C;
  Z3_fixedpoint Rules;
  int Cost;
};

State begin(Z3_context C) {
  Z3_fixedpoint F = Z3_mk_fixedpoint(C);
  Z3_fixedpoint_inc_ref(C, F);
  Z3_params P = Z3_mk_params(C);
  Z3_params_inc_ref(C, P);
  Z3_params_set_uint(C, P, Z3_mk_string_symbol(C, "timeout"), 1000);
  Z3_fixedpoint_set_params(C, F, P);
  Z3_params_dec_ref(C, P);
  return State{C, F, 0};
}

void end(State &S) { Z3_fixedpoint_dec_ref(S.C, S.Rules); }

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast Busy =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "busy"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Busy);

  State Original = begin(C);
  State Variant = Original;
  Z3_fixedpoint_inc_ref(C, Variant.Rules);
  Variant.Cost = 5;
  end(Original);
  std::printf("variant costs %d\n", Variant.Cost);
  std::fflush(stdout);
  Z3_fixedpoint_assert(C, Variant.Rules, Busy);
  end(Variant);

  Z3_dec_ref(C, Busy);
  Z3_del_context(C);
  return 0;
}

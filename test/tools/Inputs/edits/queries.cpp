#include <cstdio>
#include <z3.h>

// Two findings that want the same header, a release that moves, a loop.

static unsigned names(Z3_context C, Z3_solver S) {
  Z3_model Model = Z3_solver_get_model(C, S);
  Z3_model_inc_ref(C, Model);
  unsigned Count = Z3_model_get_num_consts(C, Model);
  Z3_model_dec_ref(C, Model);
  return Count + Z3_model_get_num_funcs(C, Model);
}

static unsigned seeds(Z3_context C, Z3_solver S, unsigned Rounds) {
  unsigned Set = 0;
  for (unsigned Round = 0; Round < Rounds; ++Round) {
    Z3_params Params = Z3_mk_params(C);
    Z3_params_inc_ref(C, Params);
    Z3_params_set_uint(C, Params, Z3_mk_string_symbol(C, "random_seed"), Round);
    Z3_solver_set_params(C, S, Params);
    ++Set;
  }
  return Set;
}

static unsigned limits(Z3_context C, Z3_solver S, unsigned Rounds) {
  unsigned Set = 0;
  while (Set < Rounds) {
    Z3_params Limits = Z3_mk_params(C);
    Z3_params_inc_ref(C, Limits);
    Z3_params_set_uint(C, Limits, Z3_mk_string_symbol(C, "timeout"), Set);
    Z3_solver_set_params(C, S, Limits);
    ++Set;
  }
  return Set;
}

unsigned all(Z3_context C, Z3_solver S) {
  return names(C, S) + seeds(C, S, 3) + limits(C, S, 3);
}

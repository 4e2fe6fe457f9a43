// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Models, cores and proofs without the answer that promises them.
#include <stddef.h>
#include <z3.h>

Z3_model neverCheckedBad(Z3_context c, Z3_ast e) {
  Z3_optimize o = Z3_mk_optimize(c);
  Z3_optimize_inc_ref(c, o);
  Z3_optimize_assert(c, o, e);
  Z3_model m = Z3_optimize_get_model(c, o); // warn-nofix: the model of 'o' is asked for, but it was changed since the last check
  Z3_model_inc_ref(c, m);
  Z3_optimize_dec_ref(c, o);
  return m;
}

Z3_model emptySolverBad(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_model m = Z3_solver_get_model(c, s); // warn-nofix: the model of 's' is asked for, but nothing was checked
  Z3_model_inc_ref(c, m);
  Z3_solver_dec_ref(c, s);
  return m;
}

Z3_ast_vector coreAfterPopBad(Z3_context c, Z3_solver s) {
  Z3_solver_push(c, s);
  Z3_lbool answer = Z3_solver_check(c, s);
  Z3_solver_pop(c, s, 1);
  if (answer != Z3_L_FALSE)
    return NULL;
  return Z3_solver_get_unsat_core(c, s); // warn-nofix: the unsat core of 's' is asked for, but it was changed since the last check
}

Z3_ast proofOfSatBad(Z3_context c, Z3_solver s) {
  Z3_lbool answer = Z3_solver_check(c, s);
  if (answer == Z3_L_TRUE)
    return Z3_solver_get_proof(c, s); // warn-nofix: the proof of 's' is asked for, but the answer was another one
  return NULL;
}

Z3_model notSatBad(Z3_context c, Z3_solver s) {
  while (Z3_solver_check(c, s) == Z3_L_TRUE)
    Z3_solver_assert(c, s, Z3_mk_true(c));
  return Z3_solver_get_model(c, s); // warn-nofix: the model of 's' is asked for, but the answer was another one
}

Z3_model droppedBad(Z3_context c, Z3_solver s) {
  Z3_solver_check(c, s);
  return Z3_solver_get_model(c, s); // warn-nofix: the model of 's' is asked for, but nobody looks at the answer of the check
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A verifier with retries: a query that runs out of resources is tried again
// with more of them.
// Each attempt gives its solver back, whether it gave up or not.
// trace-allows: churn because each attempt has a limit of its own
#include <cstdio>
#include <z3.h>

static Z3_solver solver_with_limit(Z3_context ctx, unsigned rlimit) {
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_params params = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, params);
  Z3_params_set_uint(ctx, params, Z3_mk_string_symbol(ctx, "rlimit"), rlimit);
  Z3_solver_set_params(ctx, solver, params);
  Z3_params_dec_ref(ctx, params);
  return solver;
}

static unsigned prove(Z3_context ctx, const char *claim, unsigned max_limit,
                      unsigned step) {
  unsigned attempts = 0;
  Z3_lbool answer = Z3_L_UNDEF;
  for (unsigned limit = step; answer == Z3_L_UNDEF && limit <= max_limit;
       limit += step) {
    ++attempts;
    Z3_solver solver = solver_with_limit(ctx, limit);
    Z3_solver_from_string(ctx, solver, claim);
    answer = Z3_solver_check(ctx, solver);
    Z3_solver_dec_ref(ctx, solver);
  }
  std::printf("%s\n", answer == Z3_L_FALSE ? "proved" : "not proved");
  return attempts;
}

int main() {
  const char *claim = "(declare-const x (_ BitVec 12))"
                      "(declare-const y (_ BitVec 12))"
                      "(assert (= (bvmul x y) #x7fd))"
                      "(assert (bvugt x #x001))(assert (bvugt y #x001))"
                      "(assert (bvult x #x040))(assert (bvult y #x040))";
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  unsigned attempts = prove(ctx, claim, 400000, 200);
  std::printf("more than one attempt: %s\n", attempts > 1 ? "yes" : "no");
  Z3_del_context(ctx);
  return 0;
}

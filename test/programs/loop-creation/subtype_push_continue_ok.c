// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A refinement type checker: each call site must imply the callee's contract.
// Each call site's scope is popped on both ways.
#include <stdio.h>
#include <z3.h>

struct call_site {
  const char *function;
  const char *known;
  const char *needed;
};

static unsigned check_calls(Z3_context ctx, Z3_solver solver,
                            const struct call_site *sites, unsigned n) {
  unsigned wrong = 0;
  for (unsigned i = 0; i < n; ++i) {
    char query[256];
    snprintf(query, sizeof query,
             "(declare-const len Int)(declare-const at Int)"
             "(assert %s)(assert (not %s))",
             sites[i].known, sites[i].needed);
    Z3_solver_push(ctx, solver);
    Z3_solver_from_string(ctx, solver, query);
    if (Z3_solver_check(ctx, solver) == Z3_L_FALSE) {
      Z3_solver_pop(ctx, solver, 1);
      continue;
    }
    printf("%s: call %u breaks the contract\n", sites[i].function, i);
    ++wrong;
    Z3_solver_pop(ctx, solver, 1);
  }
  return wrong;
}

int main(void) {
  enum { NUM_SITES = 48 };
  struct call_site sites[NUM_SITES];
  for (unsigned i = 0; i < NUM_SITES; ++i) {
    sites[i].function = "get";
    sites[i].known = i == 20 ? "(<= 0 at len)" : "(and (<= 0 at) (< at len))";
    sites[i].needed = "(< at len)";
  }

  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  printf("%u wrong calls\n", check_calls(ctx, solver, sites, NUM_SITES));
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker's solver is dropped by a cleanup attribute at the end of its scope.
// It is also given back by hand once the answer is there.
#include <stdio.h>
#include <z3.h>

struct solver_ref {
  Z3_context ctx;
  Z3_solver solver;
};

static struct solver_ref solver_open(Z3_context c) {
  struct solver_ref r = {c, Z3_mk_simple_solver(c)};
  Z3_solver_inc_ref(c, r.solver);
  return r;
}

static void solver_drop(struct solver_ref *r) {
  if (r->solver)
    Z3_solver_dec_ref(r->ctx, r->solver); // trace: release-after-release
}

#define SCOPED_SOLVER __attribute__((cleanup(solver_drop))) struct solver_ref

static int fits(Z3_context c, int width) {
  SCOPED_SOLVER r = solver_open(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, x);
  Z3_ast limit = Z3_mk_int(c, width, Z3_mk_int_sort(c));
  Z3_inc_ref(c, limit);
  Z3_solver_assert(c, r.solver, Z3_mk_lt(c, x, limit));
  Z3_dec_ref(c, limit);
  Z3_dec_ref(c, x);
  int sat = Z3_solver_check(c, r.solver) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, r.solver); // report: z3-use-after-release
  return sat;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("fits: %d\n", fits(c, 32));
  fflush(stdout);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker asserts a limit, gives its count of it back, and names it in the log:
// the solver keeps it. Then it gives that count back a second time.
#include <stdio.h>
#include <z3.h>

struct checker {
  Z3_context c;
  Z3_ast load;
  int tries;
};

static Z3_ast limit_of(const struct checker *k, int most) {
  Z3_sort integer = Z3_mk_int_sort(k->c);
  Z3_ast bound = Z3_mk_int(k->c, most, integer);
  Z3_inc_ref(k->c, bound);
  Z3_ast limit = Z3_mk_le(k->c, k->load, bound);
  Z3_inc_ref(k->c, limit);
  Z3_dec_ref(k->c, bound);
  return limit;
}

static int fits(struct checker *k, int most) {
  Z3_solver s = Z3_mk_simple_solver(k->c);
  Z3_solver_inc_ref(k->c, s);
  Z3_ast limit = limit_of(k, most);
  Z3_solver_assert(k->c, s, limit);
  Z3_dec_ref(k->c, limit);
  k->tries++;
  printf("limit of kind %d\n", (int)Z3_get_ast_kind(k->c, limit)); // trace-allows: use-after-release because the solver keeps it, which the tracer does not ask
  fflush(stdout);
  Z3_dec_ref(k->c, limit); // report: z3-use-after-release; trace: release-after-release
  int fine = Z3_solver_check(k->c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(k->c, s);
  return fine;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct checker k = {c, NULL, 0};
  k.load = Z3_mk_const(c, Z3_mk_string_symbol(c, "load"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, k.load);
  int found = fits(&k, 12);
  printf("%d after %d\n", found, k.tries);
  Z3_dec_ref(c, k.load);
  Z3_del_context(c);
  return 0;
}

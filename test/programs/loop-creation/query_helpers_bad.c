// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A type checker asks for each cast whether it can fail, between two helpers
// that begin and end a query.
// A cast that is always right is left without ending its query.
#include <stdio.h>
#include <z3.h>

struct checker {
  Z3_context c;
  Z3_solver s;
  Z3_ast value;
};

static void begin_query(struct checker *k) {
  Z3_solver_push(k->c, k->s); // trace: growth
}

static void end_query(struct checker *k) { Z3_solver_pop(k->c, k->s, 1); }

static void assume_above(struct checker *k, int bound) {
  Z3_ast n = Z3_mk_int(k->c, bound, Z3_get_sort(k->c, k->value));
  Z3_inc_ref(k->c, n);
  Z3_solver_assert(k->c, k->s, Z3_mk_gt(k->c, k->value, n));
  Z3_dec_ref(k->c, n);
}

static int failing_casts(struct checker *k, const int *bounds, int n) {
  int failing = 0;
  for (int i = 0; i < n; ++i) {
    begin_query(k); // report: z3-loop-creation growth
    assume_above(k, bounds[i]);
    if (Z3_solver_check(k->c, k->s) == Z3_L_FALSE)
      continue;
    ++failing;
    end_query(k);
  }
  return failing;
}

int main(void) {
  enum { NUM_CASTS = 90 };
  int bounds[NUM_CASTS];
  for (int i = 0; i < NUM_CASTS; ++i)
    bounds[i] = 200 + i * 3;
  Z3_config config = Z3_mk_config();
  struct checker k;
  k.c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  k.s = Z3_mk_simple_solver(k.c);
  Z3_solver_inc_ref(k.c, k.s);
  k.value = Z3_mk_const(k.c, Z3_mk_string_symbol(k.c, "value"),
                        Z3_mk_int_sort(k.c));
  Z3_inc_ref(k.c, k.value);
  Z3_ast most = Z3_mk_int(k.c, 255, Z3_mk_int_sort(k.c));
  Z3_inc_ref(k.c, most);
  Z3_solver_assert(k.c, k.s, Z3_mk_le(k.c, k.value, most));
  Z3_dec_ref(k.c, most);
  printf("%d casts may fail\n", failing_casts(&k, bounds, NUM_CASTS));
  Z3_dec_ref(k.c, k.value);
  Z3_solver_dec_ref(k.c, k.s);
  Z3_del_context(k.c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A job-shop encoder orders the start times of a job's operations.
// The term of the operation before is given back one iteration too early.
#include <stdio.h>
#include <z3.h>

static Z3_ast start_of(Z3_context c, int job, int op) {
  char name[32];
  snprintf(name, sizeof name, "start_%d_%d", job, op);
  Z3_ast t =
      Z3_mk_const(c, Z3_mk_string_symbol(c, name), Z3_mk_int_sort(c));
  Z3_inc_ref(c, t);
  return t;
}

static void order(Z3_context c, Z3_optimize o, int job, const int *length,
                  int n) {
  Z3_ast before = NULL;
  for (int op = 0; op < n; op++) {
    Z3_ast at = start_of(c, job, op);
    if (before) {
      Z3_ast took = Z3_mk_int(c, length[op - 1], Z3_mk_int_sort(c));
      Z3_inc_ref(c, took);
      Z3_ast sum[2] = {before, took};
      Z3_ast end = Z3_mk_add(c, 2, sum); // report: z3-use-after-release; trace: use-after-release
      Z3_inc_ref(c, end);
      Z3_optimize_assert(c, o, Z3_mk_ge(c, at, end));
      Z3_dec_ref(c, end);
      Z3_dec_ref(c, took);
    }
    before = at;
    Z3_dec_ref(c, at);
  }
}

int main(void) {
  static const int lengths[] = {30, 20, 50};
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_optimize o = Z3_mk_optimize(c);
  Z3_optimize_inc_ref(c, o);
  order(c, o, 1, lengths, 3);
  printf("%d\n", (int)Z3_optimize_check(c, o, 0, NULL));
  Z3_optimize_dec_ref(c, o);
  Z3_del_context(c);
  return 0;
}

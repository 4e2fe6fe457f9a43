// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator enumerates models and remembers the last one.
// What it remembers is the model that the loop has given back.
#include <stdio.h>
#include <z3.h>

static Z3_model next_model(Z3_context c, Z3_solver s, Z3_ast bit) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return NULL;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  Z3_ast value = NULL;
  if (Z3_model_eval(c, m, bit, true, &value)) {
    Z3_inc_ref(c, value);
    Z3_ast same = Z3_mk_eq(c, bit, value);
    Z3_solver_assert(c, s, Z3_mk_not(c, same));
    Z3_dec_ref(c, value);
  }
  return m;
}

static void enumerate(Z3_context c, Z3_solver s, Z3_ast bit) {
  Z3_model last = NULL, m;
  unsigned tests = 0;
  while (tests < 8 && (m = next_model(c, s, bit)) != NULL) {
    tests++;
    last = m;
    Z3_model_dec_ref(c, m);
  }
  Z3_stats figures = Z3_solver_get_statistics(c, s);
  Z3_stats_inc_ref(c, figures);
  printf("tests: %u, figures: %s\n", tests,
         Z3_stats_size(c, figures) ? "some" : "none");
  Z3_stats_dec_ref(c, figures);
  fflush(stdout);
  if (last) {
    unsigned constants = Z3_model_get_num_consts(c, last); // report: z3-use-after-release; trace: use-after-release
    if (constants > 1)
      puts("more than the bit");
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast bit =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "bit"), Z3_mk_bv_sort(c, 1));
  Z3_inc_ref(c, bit);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_push(c, s);
  enumerate(c, s, bit);
  Z3_solver_pop(c, s, 1);
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, bit);
  Z3_del_context(c);
  return 0;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * How many steps does a counter need to pass a limit? Unrolls it step by step
 * until a solver says that it is past, and prints the last value.
 *
 * The defect: the solver is released as soon as the model is there, and asked
 * once more after that. Z3 frees a solver at its last release, so this reads
 * freed memory: it crashes, or prints something that looks right.
 */
#include <stdio.h>
#include <z3.h>

static Z3_ast keep(Z3_context ctx, Z3_ast term) {
  Z3_inc_ref(ctx, term);
  return term;
}

static Z3_ast counter_at(Z3_context ctx, int step) {
  Z3_symbol name = Z3_mk_int_symbol(ctx, step);
  return keep(ctx, Z3_mk_const(ctx, name, Z3_mk_int_sort(ctx)));
}

/* Asserts what one step does: each adds between 1 and 3. */
static void assert_step(Z3_context ctx, Z3_solver solver, Z3_ast now,
                        Z3_ast next) {
  Z3_ast sides[2] = {next, now};
  Z3_ast grown = keep(ctx, Z3_mk_sub(ctx, 2, sides));
  Z3_ast one = keep(ctx, Z3_mk_int(ctx, 1, Z3_mk_int_sort(ctx)));
  Z3_ast three = keep(ctx, Z3_mk_int(ctx, 3, Z3_mk_int_sort(ctx)));
  Z3_solver_assert(ctx, solver, Z3_mk_ge(ctx, grown, one));
  Z3_solver_assert(ctx, solver, Z3_mk_le(ctx, grown, three));
  Z3_dec_ref(ctx, three);
  Z3_dec_ref(ctx, one);
  Z3_dec_ref(ctx, grown);
}

static void print_value(Z3_context ctx, Z3_model model, Z3_ast term) {
  Z3_ast value = NULL;
  if (Z3_model_eval(ctx, model, term, true, &value))
    printf("the last value is %s\n", Z3_ast_to_string(ctx, value));
}

static int steps_to_pass(Z3_context ctx, int limit) {
  Z3_solver solver = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast bound = keep(ctx, Z3_mk_int(ctx, limit, Z3_mk_int_sort(ctx)));
  Z3_ast now = counter_at(ctx, 0);
  Z3_ast zero = keep(ctx, Z3_mk_int(ctx, 0, Z3_mk_int_sort(ctx)));
  Z3_solver_assert(ctx, solver, Z3_mk_eq(ctx, now, zero));
  Z3_dec_ref(ctx, zero);

  int step = 0;
  Z3_lbool past = Z3_L_FALSE;
  while (past == Z3_L_FALSE) {
    Z3_ast next = counter_at(ctx, ++step);
    assert_step(ctx, solver, now, next);
    Z3_dec_ref(ctx, now);
    now = next;
    Z3_ast is_past = keep(ctx, Z3_mk_gt(ctx, now, bound));
    past = Z3_solver_check_assumptions(ctx, solver, 1, &is_past);
    Z3_dec_ref(ctx, is_past);
  }
  Z3_dec_ref(ctx, bound);

  if (past == Z3_L_TRUE) {
    Z3_model model = Z3_solver_get_model(ctx, solver);
    Z3_model_inc_ref(ctx, model);
    Z3_solver_dec_ref(ctx, solver);
    print_value(ctx, model, now);
    Z3_model_dec_ref(ctx, model);
    printf("%u scopes are open\n", Z3_solver_get_num_scopes(ctx, solver));
  } else {
    Z3_solver_dec_ref(ctx, solver);
  }
  Z3_dec_ref(ctx, now);
  return step;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%d steps\n", steps_to_pass(ctx, 20));
  Z3_del_context(ctx);
  return 0;
}

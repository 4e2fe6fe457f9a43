/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Which time slots are still free? Asks once per slot whether a booking there
 * agrees with the bookings made so far, and looks at the model of each answer.
 *
 * The defect: each model is retained and never released. A calendar that is
 * searched all day keeps every answer it ever got.
 */
#include <stdio.h>
#include <z3.h>

#define SLOTS 4000

static Z3_ast make_int(Z3_context ctx, int value) {
  Z3_ast number = Z3_mk_int(ctx, value, Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, number);
  return number;
}

/* Adds "the meeting is not in [from, to)". */
static void block(Z3_context ctx, Z3_solver solver, Z3_ast start, int from,
                  int to) {
  Z3_ast low = make_int(ctx, from);
  Z3_ast high = make_int(ctx, to);
  Z3_ast either[2];
  either[0] = Z3_mk_lt(ctx, start, low);
  Z3_inc_ref(ctx, either[0]);
  either[1] = Z3_mk_ge(ctx, start, high);
  Z3_inc_ref(ctx, either[1]);
  Z3_solver_assert(ctx, solver, Z3_mk_or(ctx, 2, either));
  Z3_dec_ref(ctx, either[1]);
  Z3_dec_ref(ctx, either[0]);
  Z3_dec_ref(ctx, high);
  Z3_dec_ref(ctx, low);
}

static int count_free(Z3_context ctx, Z3_solver solver, Z3_ast start) {
  int free_slots = 0;
  for (int slot = 0; slot < SLOTS; ++slot) {
    Z3_ast wanted = make_int(ctx, slot);
    Z3_solver_push(ctx, solver);
    Z3_solver_assert(ctx, solver, Z3_mk_eq(ctx, start, wanted));
    if (Z3_solver_check(ctx, solver) == Z3_L_TRUE) {
      Z3_model model = Z3_solver_get_model(ctx, solver);
      Z3_model_inc_ref(ctx, model);
      if (Z3_model_get_num_consts(ctx, model) > 0)
        ++free_slots;
    }
    Z3_solver_pop(ctx, solver, 1);
    Z3_dec_ref(ctx, wanted);
  }
  return free_slots;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast start =
      Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "start"), Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, start);

  block(ctx, solver, start, 9, 12);
  block(ctx, solver, start, 13, 17);
  block(ctx, solver, start, 40, 390);
  printf("%d of %d slots are free\n", count_free(ctx, solver, start), SLOTS);

  Z3_dec_ref(ctx, start);
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A puzzle solver counts all ways to seat guests, and shows the last one.
// Each solution's model is kept, and the last one's is released.
#include <stdio.h>
#include <z3.h>

#define GUESTS 3

static Z3_ast seat_of(Z3_context c, int guest) {
  Z3_ast seat = Z3_mk_const(c, Z3_mk_int_symbol(c, guest), Z3_mk_int_sort(c));
  Z3_inc_ref(c, seat);
  return seat;
}

static void bound(Z3_context c, Z3_solver s, Z3_ast seat) {
  Z3_ast low = Z3_mk_int(c, 1, Z3_mk_int_sort(c));
  Z3_inc_ref(c, low);
  Z3_solver_assert(c, s, Z3_mk_ge(c, seat, low));
  Z3_dec_ref(c, low);
  Z3_ast high = Z3_mk_int(c, GUESTS, Z3_mk_int_sort(c));
  Z3_inc_ref(c, high);
  Z3_solver_assert(c, s, Z3_mk_le(c, seat, high));
  Z3_dec_ref(c, high);
}

static void rule_out(Z3_context c, Z3_solver s, Z3_model m, Z3_ast *seats) {
  Z3_ast differs[GUESTS];
  for (int g = 0; g < GUESTS; g++) {
    Z3_ast value = NULL;
    Z3_model_eval(c, m, seats[g], 1, &value);
    Z3_inc_ref(c, value);
    Z3_ast same = Z3_mk_eq(c, seats[g], value);
    Z3_inc_ref(c, same);
    differs[g] = Z3_mk_not(c, same);
    Z3_inc_ref(c, differs[g]);
    Z3_dec_ref(c, same);
    Z3_dec_ref(c, value);
  }
  Z3_solver_assert(c, s, Z3_mk_or(c, GUESTS, differs));
  for (int g = 0; g < GUESTS; g++)
    Z3_dec_ref(c, differs[g]);
}

static int count_seatings(Z3_context c, Z3_solver s, Z3_ast *seats) {
  Z3_model last = NULL;
  int found = 0;
  while (Z3_solver_check(c, s) == Z3_L_TRUE) {
    last = Z3_solver_get_model(c, s); // report: z3-loop-creation leak; trace: leak
    Z3_model_inc_ref(c, last);
    rule_out(c, s, last, seats);
    found++;
  }
  if (last) {
    printf("%s", Z3_model_to_string(c, last));
    Z3_model_dec_ref(c, last);
  }
  return found;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast seats[GUESTS];
  for (int g = 0; g < GUESTS; g++) {
    seats[g] = seat_of(c, g);
    bound(c, s, seats[g]);
  }
  Z3_solver_assert(c, s, Z3_mk_distinct(c, GUESTS, seats));
  printf("%d seatings\n", count_seatings(c, s, seats));
  for (int g = 0; g < GUESTS; g++)
    Z3_dec_ref(c, seats[g]);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

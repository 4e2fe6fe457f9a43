// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A worker checks the goal of the main thread with a solver of its own.
// The goal is asserted as it is, though it belongs to the main context.
#include <stdio.h>
#include <z3.h>

static void note_error(Z3_context c, Z3_error_code code) {
  printf("error: %s\n", Z3_get_error_msg(c, code));
}

static Z3_context start(void) {
  Z3_config config = Z3_mk_config();
  Z3_context context = Z3_mk_context_rc(config);
  Z3_set_error_handler(context, note_error);
  Z3_del_config(config);
  return context;
}

int main(void) {
  Z3_context front = start();
  Z3_context worker = start();
  Z3_ast open = Z3_mk_const(front, Z3_mk_string_symbol(front, "open"),
                            Z3_mk_bool_sort(front));
  Z3_inc_ref(front, open);

  Z3_solver solver = Z3_mk_simple_solver(worker);
  Z3_solver_inc_ref(worker, solver);
  Z3_solver_assert(worker, solver, open); // report: z3-context-mixing; trace: wrong-context
  printf("worker says %d\n", Z3_solver_check(worker, solver));
  fflush(stdout);

  Z3_solver_dec_ref(worker, solver);
  Z3_dec_ref(front, open);
  Z3_del_context(worker);
  Z3_del_context(front);
  return 0;
}

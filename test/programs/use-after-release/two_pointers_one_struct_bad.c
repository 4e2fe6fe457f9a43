// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer's campaign is reached by two pointers, of the driver and the log.
// The driver finishes the campaign, the log asks it by its own pointer.
#include <stdio.h>
#include <z3.h>

struct campaign {
  Z3_context context;
  Z3_solver oracle;
  unsigned runs;
};

static void begin(struct campaign *k, Z3_context c) {
  k->context = c;
  k->oracle = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, k->oracle);
  k->runs = 0;
}

static void run(struct campaign *k, Z3_ast input) {
  k->runs += Z3_solver_check_assumptions(k->context, k->oracle, 1, &input) ==
             Z3_L_TRUE;
}

static void finish(struct campaign *driver) {
  Z3_param_descrs known =
      Z3_solver_get_param_descrs(driver->context, driver->oracle);
  Z3_param_descrs_inc_ref(driver->context, known);
  printf("options: %s\n",
         Z3_param_descrs_size(driver->context, known) ? "some" : "none");
  Z3_param_descrs_dec_ref(driver->context, known);
  fflush(stdout);
  Z3_solver_dec_ref(driver->context, driver->oracle);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast input =
      Z3_mk_const(c, Z3_mk_string_symbol(c, "input"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, input);

  struct campaign campaign;
  struct campaign *driver = &campaign;
  const struct campaign *log = &campaign;
  begin(driver, c);
  run(driver, input);
  finish(driver);
  unsigned scopes = Z3_solver_get_num_scopes(c, log->oracle); // report: z3-use-after-release; trace: use-after-release
  printf("runs %u, scopes %u\n", log->runs, scopes);

  Z3_dec_ref(c, input);
  Z3_del_context(c);
  return 0;
}

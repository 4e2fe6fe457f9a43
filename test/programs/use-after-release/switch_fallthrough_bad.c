// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver service runs its commands through a switch.
// The command that stops the service falls through to the one that counts.
#include <stdio.h>
#include <z3.h>

enum command { RAISE, STOP, COUNT };

static int serve(Z3_context c, Z3_solver s, enum command command) {
  int running = 1;
  switch (command) {
  case RAISE:
    Z3_solver_push(c, s);
    break;
  case STOP:
    puts("stop");
    fflush(stdout);
    Z3_solver_dec_ref(c, s);
    running = 0;
  case COUNT:
    printf("scopes: %u\n", Z3_solver_get_num_scopes(c, s)); // report: z3-use-after-release; trace: use-after-release
    break;
  }
  return running;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_param_descrs known = Z3_solver_get_param_descrs(c, s);
  Z3_param_descrs_inc_ref(c, known);
  printf("options: %s\n", Z3_param_descrs_size(c, known) ? "some" : "none");
  Z3_param_descrs_dec_ref(c, known);

  static const enum command script[] = {RAISE, COUNT, RAISE, STOP};
  unsigned next = 0;
  while (serve(c, s, script[next]))
    next++;
  printf("served %u\n", next);
  Z3_del_context(c);
  return 0;
}

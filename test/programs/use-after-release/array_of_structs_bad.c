// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio has two workers, one of which stops early.
// The worker that stopped is asked for its scopes.
#include <stdio.h>
#include <z3.h>

struct worker {
  Z3_context context;
  Z3_solver solver;
  const char *logic;
};

static void start(struct worker *w, Z3_context c, const char *logic) {
  w->context = c;
  w->logic = logic;
  w->solver = Z3_mk_solver_for_logic(c, Z3_mk_string_symbol(c, logic));
  Z3_solver_inc_ref(c, w->solver);
}

static void stop(struct worker *w) {
  printf("%s stopped\n", w->logic);
  fflush(stdout);
  Z3_solver_dec_ref(w->context, w->solver);
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);

  struct worker workers[2];
  start(&workers[0], c, "QF_BV");
  start(&workers[1], c, "QF_LIA");
  stop(&workers[0]);
  unsigned scopes = Z3_solver_get_num_scopes(c, workers[0].solver); // report: z3-use-after-release; trace: use-after-release
  printf("scopes: %u\n", scopes);
  stop(&workers[1]);

  Z3_del_context(c);
  return 0;
}

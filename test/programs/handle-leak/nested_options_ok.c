// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run sets up and takes down depends on flags in its options.
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct output {
  bool stats, trace;
};

struct options {
  int limit;
  struct output out;
};

static void run(Z3_context c, Z3_solver s, const struct options *o) {
  Z3_stats before = NULL;
  if (o->out.stats) {
    before = Z3_solver_get_statistics(c, s);
    Z3_stats_inc_ref(c, before);
  }
  for (int i = 0; i < o->limit; i++)
    if (Z3_solver_check(c, s) == Z3_L_FALSE)
      break;
  if (o->out.trace)
    puts("done");
  if (o->out.stats) {
    printf("%u counters\n", Z3_stats_size(c, before));
    Z3_stats_dec_ref(c, before);
  }
}

int main(int argc, char **argv) {
  (void)argv;
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct options o = {argc, {true, argc > 1}};
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  run(c, s, &o);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

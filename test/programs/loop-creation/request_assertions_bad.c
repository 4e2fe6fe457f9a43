// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A configuration service: answers for each request whether the product line
// has a variant with the two wanted options.
// Each request is asserted to the one solver and never taken back.
#include <stdio.h>
#include <z3.h>

enum { NUM_OPTIONS = 32 };

struct service {
  Z3_context ctx;
  Z3_solver features;
  Z3_ast option[NUM_OPTIONS];
};

static void start(struct service *s) {
  Z3_config config = Z3_mk_config();
  s->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  s->features = Z3_mk_simple_solver(s->ctx);
  Z3_solver_inc_ref(s->ctx, s->features);
  for (int i = 0; i < NUM_OPTIONS; ++i) {
    s->option[i] = Z3_mk_const(s->ctx, Z3_mk_int_symbol(s->ctx, i),
                               Z3_mk_bool_sort(s->ctx));
    Z3_inc_ref(s->ctx, s->option[i]);
  }
}

static void stop(struct service *s) {
  for (int i = 0; i < NUM_OPTIONS; ++i)
    Z3_dec_ref(s->ctx, s->option[i]);
  Z3_solver_dec_ref(s->ctx, s->features);
  Z3_del_context(s->ctx);
}

static int serve(struct service *s, const int (*requests)[2], int n) {
  int possible = 0;
  int served = 0;
  while (served < n) {
    Z3_ast wanted[2] = {s->option[requests[served][0]],
                        s->option[requests[served][1]]};
    Z3_solver_assert(s->ctx, s->features, Z3_mk_or(s->ctx, 2, wanted)); // report: z3-loop-creation growth; trace: growth
    if (Z3_solver_check(s->ctx, s->features) == Z3_L_TRUE)
      ++possible;
    ++served;
  }
  return possible;
}

int main(void) {
  enum { NUM_REQUESTS = 200 };
  int requests[NUM_REQUESTS][2];
  for (int i = 0; i < NUM_REQUESTS; ++i) {
    requests[i][0] = i % NUM_OPTIONS;
    requests[i][1] = (i * 7 + 3) % NUM_OPTIONS;
  }
  struct service s;
  start(&s);
  printf("%d of %d requests possible\n", serve(&s, requests, NUM_REQUESTS),
         NUM_REQUESTS);
  stop(&s);
  return 0;
}

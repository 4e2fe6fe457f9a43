// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A quota server: a session knows the limits, and each request asks whether
// its amount is within them.
// A request's amount stays asserted when it has been answered.
#include <stdio.h>
#include <z3.h>

struct session {
  Z3_context c;
  Z3_solver limits;
  Z3_ast amount;
};

static void limit(struct session *q, int most) {
  Z3_ast n = Z3_mk_int(q->c, most, Z3_get_sort(q->c, q->amount));
  Z3_inc_ref(q->c, n);
  Z3_solver_assert(q->c, q->limits, Z3_mk_le(q->c, q->amount, n));
  Z3_dec_ref(q->c, n);
}

static Z3_lbool allows(struct session *q, int wanted) {
  Z3_ast n = Z3_mk_int(q->c, wanted, Z3_get_sort(q->c, q->amount));
  Z3_inc_ref(q->c, n);
  Z3_solver_assert(q->c, q->limits, Z3_mk_ge(q->c, q->amount, n)); // trace: growth
  Z3_lbool answer = Z3_solver_check(q->c, q->limits);
  Z3_dec_ref(q->c, n);
  return answer;
}

static int serve(struct session *q, const int *requests, int n) {
  int allowed = 0;
  for (int i = 0; i < n; ++i)
    if (allows(q, requests[i]) == Z3_L_TRUE) // report: z3-loop-creation growth
      ++allowed;
  return allowed;
}

int main(void) {
  enum { NUM_REQUESTS = 120 };
  int requests[NUM_REQUESTS];
  for (int i = 0; i < NUM_REQUESTS; ++i)
    requests[i] = (i * 37) % 500;
  Z3_config config = Z3_mk_config();
  struct session q;
  q.c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  q.limits = Z3_mk_simple_solver(q.c);
  Z3_solver_inc_ref(q.c, q.limits);
  q.amount = Z3_mk_const(q.c, Z3_mk_string_symbol(q.c, "amount"),
                         Z3_mk_int_sort(q.c));
  Z3_inc_ref(q.c, q.amount);
  limit(&q, 400);
  limit(&q, 250);
  printf("%d requests allowed\n", serve(&q, requests, NUM_REQUESTS));
  Z3_dec_ref(q.c, q.amount);
  Z3_solver_dec_ref(q.c, q.limits);
  Z3_del_context(q.c);
  return 0;
}

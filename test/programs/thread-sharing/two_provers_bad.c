// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two provers look at the two halves of a claim.
// Both halves live in the context of main. The second prover waits by the
// clock, but nothing orders the two.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <z3.h>

typedef struct {
  Z3_context c;
  Z3_ast claim;
  unsigned delay;
  Z3_lbool refuted;
} prover;

static Z3_context open_context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

static Z3_ast not_above(Z3_context c, unsigned limit) {
  Z3_sort word = Z3_mk_bv_sort(c, 16);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), word);
  Z3_inc_ref(c, x);
  Z3_ast bound = Z3_mk_unsigned_int(c, limit, word);
  Z3_inc_ref(c, bound);
  Z3_ast claim = Z3_mk_bvule(c, x, bound);
  Z3_inc_ref(c, claim);
  Z3_dec_ref(c, bound);
  Z3_dec_ref(c, x);
  return claim;
}

static void *prove(void *data) {
  prover *p = (prover *)data;
  sleep(p->delay);
  Z3_solver s = Z3_mk_simple_solver(p->c); // trace: concurrent-use
  Z3_solver_inc_ref(p->c, s);
  Z3_solver_assert(p->c, s, Z3_mk_not(p->c, p->claim));
  p->refuted = Z3_solver_check(p->c, s);
  Z3_solver_dec_ref(p->c, s);
  return NULL;
}

int main(void) {
  Z3_context c = open_context();
  prover low = {c, not_above(c, 9), 0, Z3_L_UNDEF};
  prover high = {c, not_above(c, 65535), 1, Z3_L_UNDEF};
  pthread_t first, second;
  pthread_create(&first, NULL, prove, &low);
  pthread_create(&second, NULL, prove, &high); // report: z3-thread-sharing
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  printf("refuted: %d %d\n", low.refuted, high.refuted);
  Z3_dec_ref(c, high.claim);
  Z3_dec_ref(c, low.claim);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler proves an assertion while it goes on with the next function.
// The next function is encoded in the context that the proof runs in. A pause
// keeps the calls apart in the run, but nothing orders them.
#include <stdio.h>
#include <threads.h>
#include <time.h>
#include <z3.h>

typedef struct proof {
  Z3_context c;
  Z3_solver s;
  Z3_lbool answer;
} proof_t;

static int prove(void *arg) {
  proof_t *p = arg;
  p->answer = Z3_solver_check(p->c, p->s);
  return 0;
}

static Z3_ast in_range(Z3_context c, const char *name, int low) {
  Z3_sort integer = Z3_mk_int_sort(c); // trace: concurrent-use
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, name), integer);
  Z3_inc_ref(c, x);
  Z3_ast bound = Z3_mk_int(c, low, integer);
  Z3_inc_ref(c, bound);
  Z3_ast range = Z3_mk_ge(c, x, bound);
  Z3_inc_ref(c, range);
  Z3_dec_ref(c, bound);
  Z3_dec_ref(c, x);
  return range;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  proof_t p = {c, Z3_mk_simple_solver(c), Z3_L_UNDEF};
  Z3_solver_inc_ref(c, p.s);
  Z3_ast first = in_range(c, "x", 3);
  Z3_solver_assert(c, p.s, first);
  thrd_t prover;
  if (thrd_create(&prover, prove, &p) != thrd_success) // report: z3-thread-sharing
    return 1;
  thrd_sleep(&(struct timespec){.tv_nsec = 200000000}, NULL);
  Z3_ast second = in_range(c, "y", 5);
  thrd_join(prover, NULL);
  printf("answer %d, next %s\n", p.answer, Z3_ast_to_string(c, second));
  Z3_dec_ref(c, second);
  Z3_dec_ref(c, first);
  Z3_solver_dec_ref(c, p.s);
  Z3_del_context(c);
  return 0;
}

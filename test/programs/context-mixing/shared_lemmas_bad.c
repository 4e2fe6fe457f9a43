// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio runs two workers by turns; what one learns is told to the other.
// The lemma goes over as it is.
#include <stdio.h>
#include <z3.h>

struct worker {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast lemma;
};

struct portfolio {
  struct worker workers[2];
  unsigned rounds;
};

static void open_worker(struct worker *w, const char *phase) {
  Z3_config config = Z3_mk_config();
  Z3_set_param_value(config, "model", phase);
  w->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  w->solver = Z3_mk_simple_solver(w->ctx);
  Z3_solver_inc_ref(w->ctx, w->solver);
  w->lemma = NULL;
}

static void close_worker(struct worker *w) {
  if (w->lemma)
    Z3_dec_ref(w->ctx, w->lemma);
  Z3_solver_dec_ref(w->ctx, w->solver);
  Z3_del_context(w->ctx);
}

static void learn(struct worker *w, int number) {
  Z3_symbol name = Z3_mk_int_symbol(w->ctx, number);
  Z3_ast flag = Z3_mk_const(w->ctx, name, Z3_mk_bool_sort(w->ctx));
  Z3_inc_ref(w->ctx, flag);
  if (w->lemma)
    Z3_dec_ref(w->ctx, w->lemma);
  w->lemma = flag;
}

static void tell(struct worker *from, struct worker *to) {
  if (!from->lemma)
    return;
  Z3_solver_assert(to->ctx, to->solver, from->lemma); // trace: wrong-context
}

static void round_of(struct portfolio *p) {
  struct worker *first = &p->workers[0];
  struct worker *second = &p->workers[1];
  learn(first, (int)p->rounds);
  tell(first, second); // missed: z3-context-mixing
  Z3_solver_check(second->ctx, second->solver);
  p->rounds++;
}

int main(void) {
  struct portfolio p = {.rounds = 0};
  open_worker(&p.workers[0], "true");
  open_worker(&p.workers[1], "false");
  round_of(&p);
  printf("%u rounds\n", p.rounds);
  close_worker(&p.workers[1]);
  close_worker(&p.workers[0]);
  return 0;
}

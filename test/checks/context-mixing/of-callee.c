// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// What a callee makes in the context of one argument it uses in that of
// another: whether those are one, its callers know.
#include <z3.h>

struct worker {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast lemma;
};

static void open_worker(struct worker *w) {
  Z3_config config = Z3_mk_config();
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
  if (from->lemma)
    Z3_solver_assert(to->ctx, to->solver, from->lemma);
}

static void round_of(struct worker *first, struct worker *second) {
  learn(first, 1);
  tell(first, second);
}

void callerBad(void) {
  struct worker a, b;
  open_worker(&a);
  open_worker(&b);
  round_of(&a, &b); // warn-nofix: what belongs to this Z3 context is used in another context
  close_worker(&b);
  close_worker(&a);
}

// Twice the same.
void sameOk(void) {
  struct worker a;
  open_worker(&a);
  round_of(&a, &a);
  close_worker(&a);
}

static void tell_translated(struct worker *from, struct worker *to) {
  if (!from->lemma)
    return;
  Z3_ast copy = Z3_translate(from->ctx, from->lemma, to->ctx);
  Z3_inc_ref(to->ctx, copy);
  Z3_solver_assert(to->ctx, to->solver, copy);
  Z3_dec_ref(to->ctx, copy);
}

static void round_translated(struct worker *first, struct worker *second) {
  learn(first, 1);
  tell_translated(first, second);
}

void callerOk(void) {
  struct worker a, b;
  open_worker(&a);
  open_worker(&b);
  round_translated(&a, &b);
  close_worker(&b);
  close_worker(&a);
}

// Two names of one context.
struct view {
  Z3_context ctx;
  Z3_solver solver;
};

static void assert_both(Z3_context c, struct view *v) {
  Z3_ast t = Z3_mk_true(c);
  Z3_solver_assert(v->ctx, v->solver, t);
}

void viewOk(void) {
  struct worker a;
  open_worker(&a);
  struct view v = {a.ctx, a.solver};
  assert_both(a.ctx, &v);
  close_worker(&a);
}

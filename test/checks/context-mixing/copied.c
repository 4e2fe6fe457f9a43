// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A struct gets a context of its own; what it has taken over belongs to another.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

struct engine {
  Z3_context c;
  Z3_solver s;
  Z3_ast init, bad;
};

static Z3_context newContext(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return c;
}

static Z3_solver newSolver(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

void wholeBad(const struct engine *from, struct engine *to) {
  *to = *from;
  to->c = newContext();
  to->s = newSolver(to->c);
  // fix: Z3_solver_assert(to->c, to->s, Z3_translate(from->c, to->init, to->c));
  Z3_solver_assert(to->c, to->s, to->init); // warn: 'to->init' is used in a context that it does not belong to
}

void memberByMemberBad(const struct engine *from, struct engine *to) {
  to->c = newContext();
  to->s = newSolver(to->c);
  to->init = from->init;
  Z3_solver_assert(to->c, to->s, to->init); // warn-nofix: 'to->init' is used in a context that it does not belong to
}

void besideBad(const struct engine *from, struct engine *to) {
  to->c = newContext();
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, from->bad); // warn-nofix: 'from->bad' is used in a context that it does not belong to
}

void bytesBad(const struct engine *from, struct engine *to) {
  memcpy(to, from, sizeof *to);
  to->c = newContext();
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, to->init); // warn-nofix: 'to->init' is used in a context that it does not belong to
}

struct engine *onHeapBad(const struct engine *from) {
  struct engine *to = malloc(sizeof *to);
  *to = *from;
  to->c = newContext();
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, to->init); // warn-nofix: is used in a context that it does not belong to
  return to;
}

struct engine asResultBad(const struct engine *from) {
  struct engine to = *from;
  to.c = newContext();
  to.s = newSolver(to.c);
  Z3_solver_assert(to.c, to.s, to.init); // warn-nofix: 'to.init' is used in a context that it does not belong to
  return to;
}

struct engine byValueBad(struct engine e) {
  e.c = newContext();
  e.s = newSolver(e.c);
  Z3_solver_assert(e.c, e.s, e.init); // warn-nofix: 'e.init' is used in a context that it does not belong to
  return e;
}

static void start(struct engine *e) {
  e->s = newSolver(e->c);
  Z3_solver_assert(e->c, e->s, e->init);
}

void inCalleeBad(const struct engine *from, struct engine *to) {
  *to = *from;
  to->c = newContext();
  start(to); // warn-nofix: is used in a context that it does not belong to
}

void anotherForItselfBad(struct engine *e) {
  Z3_solver_dec_ref(e->c, e->s);
  Z3_del_context(e->c);
  e->c = newContext();
  e->s = newSolver(e->c);
  Z3_solver_assert(e->c, e->s, e->init); // warn-nofix: 'e->init' is used in a context that it does not belong to
}

struct pool {
  struct engine e[4];
  int n;
};

// Which element that is the analysis does not know.
void FN_inPoolBad(struct pool *p, const struct engine *from) {
  struct engine *to = &p->e[p->n++];
  *to = *from;
  to->c = newContext();
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, to->init);
}

void broughtOk(const struct engine *from, struct engine *to) {
  *to = *from;
  to->c = newContext();
  to->s = newSolver(to->c);
  to->init = Z3_translate(from->c, to->init, to->c);
  Z3_inc_ref(to->c, to->init);
  Z3_solver_assert(to->c, to->s, to->init);
}

void broughtForItselfOk(struct engine *e) {
  Z3_context old = e->c;
  e->c = newContext();
  e->s = newSolver(e->c);
  Z3_ast init = Z3_translate(old, e->init, e->c);
  Z3_inc_ref(e->c, init);
  Z3_dec_ref(old, e->init);
  e->init = init;
  Z3_solver_assert(e->c, e->s, e->init);
}

void sameContextOk(const struct engine *from, struct engine *to) {
  *to = *from;
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, to->init);
}

void givenContextOk(const struct engine *from, struct engine *to, Z3_context c) {
  *to = *from;
  to->c = c;
  to->s = newSolver(to->c);
  Z3_solver_assert(to->c, to->s, to->init);
}

static void fill(struct engine *e) {
  e->init = Z3_mk_true(e->c);
  Z3_inc_ref(e->c, e->init);
}

void lazyOk(struct engine *e) {
  if (!e->c) {
    e->c = newContext();
    e->s = newSolver(e->c);
    fill(e);
  }
  Z3_solver_assert(e->c, e->s, e->init);
}

void fillByOthers(struct engine *e);

void filledByOthersOk(struct engine *e) {
  Z3_del_context(e->c);
  e->c = newContext();
  e->s = newSolver(e->c);
  fillByOthers(e);
  Z3_solver_assert(e->c, e->s, e->init);
}

static struct engine *current;
static void fillCurrent(void) { fill(current); }

void filledByAnotherNameOk(struct engine *e) {
  current = e;
  e->c = newContext();
  e->s = newSolver(e->c);
  fillCurrent();
  Z3_solver_assert(e->c, e->s, e->init);
}

// What was there at entry is overwritten.
void elementsOk(Z3_ast *values, int n) {
  Z3_context c = newContext();
  Z3_sort sort = Z3_mk_int_sort(c);
  for (int i = 0; i < n; i++) {
    values[i] = Z3_mk_int(c, i, sort);
    Z3_inc_ref(c, values[i]);
  }
  printf("%s\n", Z3_ast_to_string(c, values[0]));
  for (int i = 0; i < n; i++)
    Z3_dec_ref(c, values[i]);
  Z3_del_context(c);
}

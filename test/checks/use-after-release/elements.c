// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements of the caller's arrays and of stacks: the same index is the same
// element, in a function and through those that it calls.
#include <z3.h>

struct machine {
  Z3_context c;
  Z3_ast regs[8];
};

void copiedBad(struct machine *m, unsigned i) {
  Z3_ast old = m->regs[i];
  Z3_dec_ref(m->c, m->regs[i]);
  Z3_get_ast_hash(m->c, old); // warn: 'old' is used after it was released
}

void copiedOk(struct machine *m, unsigned i, unsigned j) {
  Z3_ast old = m->regs[i];
  Z3_dec_ref(m->c, m->regs[j]);
  Z3_get_ast_hash(m->c, old);
}

struct slot {
  unsigned key;
  Z3_ast term;
};

struct memo {
  Z3_context c;
  struct slot slots[4];
};

void computedBad(struct memo *m, unsigned key) {
  struct slot *s = &m->slots[key % 4];
  Z3_dec_ref(m->c, s->term);
  Z3_get_ast_hash(m->c, m->slots[key % 4].term); // warn: is used after it was released
}

void computedOk(struct memo *m, unsigned key) {
  Z3_dec_ref(m->c, m->slots[key % 4].term);
  Z3_get_ast_hash(m->c, m->slots[(key + 1) % 4].term);
}

void computedAnewOk(struct memo *m, unsigned key) {
  Z3_dec_ref(m->c, m->slots[key % 4].term);
  ++key;
  Z3_get_ast_hash(m->c, m->slots[key % 4].term);
}

void replacedOk(struct memo *m, unsigned key, Z3_ast term) {
  Z3_inc_ref(m->c, term);
  Z3_dec_ref(m->c, m->slots[key % 4].term);
  m->slots[key % 4].term = term;
  Z3_get_ast_hash(m->c, m->slots[key % 4].term);
}

struct stack {
  Z3_context c;
  Z3_ast terms[16];
  unsigned n;
  Z3_ast last;
};

static void push(struct stack *s, Z3_ast a) {
  Z3_inc_ref(s->c, a);
  s->terms[s->n++] = a;
  s->last = a;
}

static Z3_ast top(struct stack *s) { return s->terms[s->n - 1]; }

static void pop(struct stack *s) {
  Z3_dec_ref(s->c, s->terms[--s->n]);
}

static void popInTwoSteps(struct stack *s) {
  s->n--;
  Z3_dec_ref(s->c, s->terms[s->n]);
  s->terms[s->n] = NULL;
}

static void popTo(struct stack *s, unsigned mark) {
  while (s->n > mark)
    Z3_dec_ref(s->c, s->terms[--s->n]);
}

void topBad(struct stack *s) {
  Z3_ast a = top(s);
  pop(s);
  Z3_get_ast_hash(s->c, a); // warn: 'a' is used after it was released
}

void topOk(struct stack *s) {
  Z3_ast a = top(s);
  Z3_get_ast_hash(s->c, a);
  pop(s);
}

void newTopOk(struct stack *s) {
  pop(s);
  Z3_ast a = top(s);
  Z3_get_ast_hash(s->c, a);
}

void inTwoStepsBad(struct stack *s) {
  Z3_ast a = top(s);
  popInTwoSteps(s);
  Z3_get_ast_hash(s->c, a); // warn: 'a' is used after it was released
}

void pushedBad(struct stack *s, Z3_sort sort) {
  Z3_ast a = Z3_mk_fresh_const(s->c, "a", sort);
  push(s, a);
  pop(s);
  Z3_get_ast_hash(s->c, a); // warn: 'a' is used after it was released
}

void pushedOk(struct stack *s, Z3_sort sort) {
  Z3_ast a = Z3_mk_fresh_const(s->c, "a", sort);
  push(s, a);
  push(s, Z3_mk_fresh_const(s->c, "b", sort));
  pop(s);
  Z3_get_ast_hash(s->c, a);
}

void markBad(struct stack *s, Z3_sort sort, unsigned mark) {
  push(s, Z3_mk_fresh_const(s->c, "a", sort));
  popTo(s, mark);
  Z3_get_ast_hash(s->c, s->last); // warn: 's->last' is used after it was released
}

void markOk(struct stack *s, Z3_sort sort, unsigned mark) {
  push(s, Z3_mk_fresh_const(s->c, "a", sort));
  Z3_get_ast_hash(s->c, s->last);
  popTo(s, mark);
  s->last = NULL;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The values of an interpreter are a tagged union; value_drop gives back what
// the tag says.
// The condition of a branch is dropped before its negation is built.
#include <stdio.h>
#include <z3.h>

enum tag { CONCRETE, SYMBOLIC, ARRAY };

struct value {
  enum tag tag;
  union {
    int number;
    Z3_ast term;
    struct {
      Z3_ast contents;
      unsigned length;
    } array;
  } as;
};

struct machine {
  Z3_context c;
  struct value stack[8];
  unsigned top;
};

static void value_drop(struct machine *m, struct value *v) {
  switch (v->tag) {
  case CONCRETE:
    break;
  case SYMBOLIC:
    Z3_dec_ref(m->c, v->as.term);
    break;
  case ARRAY:
    Z3_dec_ref(m->c, v->as.array.contents);
    break;
  }
}

static void push_term(struct machine *m, Z3_ast term) {
  Z3_inc_ref(m->c, term);
  struct value *v = &m->stack[m->top++];
  v->tag = SYMBOLIC;
  v->as.term = term;
}

static int branch(struct machine *m, Z3_solver s) {
  struct value cond = m->stack[--m->top];
  if (cond.tag == CONCRETE)
    return cond.as.number != 0;
  Z3_solver_assert(m->c, s, cond.as.term);
  int taken = Z3_solver_check(m->c, s) == Z3_L_TRUE;
  Z3_solver_reset(m->c, s);
  value_drop(m, &cond);
  Z3_solver_assert(m->c, s, Z3_mk_not(m->c, cond.as.term)); // report: z3-use-after-release; trace: use-after-release
  int skipped = Z3_solver_check(m->c, s) == Z3_L_TRUE;
  return taken && skipped;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct machine m = {Z3_mk_context_rc(cfg), {{CONCRETE, {0}}}, 0};
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(m.c);
  Z3_solver_inc_ref(m.c, s);
  Z3_ast x = Z3_mk_const(m.c, Z3_mk_string_symbol(m.c, "x"), Z3_mk_bv_sort(m.c, 8));
  Z3_inc_ref(m.c, x);
  push_term(&m, Z3_mk_bvule(m.c, x, Z3_mk_int(m.c, 20, Z3_mk_bv_sort(m.c, 8))));
  printf("%d\n", branch(&m, s));
  Z3_dec_ref(m.c, x);
  Z3_solver_dec_ref(m.c, s);
  Z3_del_context(m.c);
  return 0;
}

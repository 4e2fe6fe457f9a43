// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A reference to what is another's has to be given back, too.
#include <z3.h>

int wayOutBad(Z3_context c, Z3_app a, int deep) {
  Z3_ast t = Z3_get_app_arg(c, a, 0); // warn: 't' (a Z3 AST) is lost on a way out that does not release it
  Z3_inc_ref(c, t);
  if (deep)
    return -1;
  int known = Z3_get_ast_kind(c, t) == Z3_NUMERAL_AST;
  Z3_dec_ref(c, t);
  return known;
}

int wayOutOk(Z3_context c, Z3_app a, int deep) {
  Z3_ast t = Z3_get_app_arg(c, a, 0);
  if (deep)
    return -1;
  Z3_inc_ref(c, t);
  int known = Z3_get_ast_kind(c, t) == Z3_NUMERAL_AST;
  Z3_dec_ref(c, t);
  return known;
}

// Asked for once more to give it back.
void askedAgainOk(Z3_context c, Z3_app a) {
  Z3_ast t = Z3_get_app_arg(c, a, 0);
  Z3_inc_ref(c, t);
  Z3_get_ast_kind(c, t);
  Z3_dec_ref(c, Z3_get_app_arg(c, a, 0));
}

struct list {
  Z3_ast kept[8];
  unsigned n;
};

void storedOk(Z3_context c, Z3_app a, struct list *l) {
  Z3_ast t = Z3_get_app_arg(c, a, 0);
  Z3_inc_ref(c, t);
  l->kept[l->n++] = t;
}

Z3_ast returnedOk(Z3_context c, Z3_app a) {
  Z3_ast t = Z3_get_app_arg(c, a, 0);
  Z3_inc_ref(c, t);
  return t;
}

struct machine {
  Z3_context c;
  Z3_ast regs[8];
};

static Z3_ast read(struct machine *m, unsigned r) {
  Z3_ast value = m->regs[r];
  Z3_inc_ref(m->c, value);
  return value;
}

int lentBad(struct machine *m, unsigned r, int wide) {
  Z3_ast src = read(m, r); // warn: 'src' (a Z3 AST) is lost on a way out that does not release it
  if (wide)
    return -1;
  int known = Z3_get_ast_kind(m->c, src) == Z3_NUMERAL_AST;
  Z3_dec_ref(m->c, src);
  return known;
}

int lentOk(struct machine *m, unsigned r) {
  Z3_ast src = read(m, r);
  int known = Z3_get_ast_kind(m->c, src) == Z3_NUMERAL_AST;
  Z3_dec_ref(m->c, src);
  return known && Z3_get_ast_kind(m->c, src) == Z3_NUMERAL_AST; // the register has it
}

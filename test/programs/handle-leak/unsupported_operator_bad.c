// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker converts its expressions, and reports by a status
// what it can not convert.
// If the right operand is not supported, the left one stays counted.
#include <stdio.h>
#include <z3.h>

typedef enum { CONV_OK, CONV_UNSUPPORTED } conv_status;
typedef enum { E_VAR, E_NUM, E_ADD, E_SUB, E_POW } expr_kind;

typedef struct expr {
  expr_kind kind;
  int value;
  const struct expr *lhs, *rhs;
} expr_t;

static Z3_ast counted(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}

static conv_status convert(Z3_context c, const expr_t *e, Z3_ast *out) {
  Z3_sort word = Z3_mk_bv_sort(c, 32);
  Z3_ast lhs, rhs;
  conv_status st;
  switch (e->kind) {
  case E_VAR:
    *out = counted(c, Z3_mk_const(c, Z3_mk_int_symbol(c, e->value), word)); // trace: leak
    return CONV_OK;
  case E_NUM:
    *out = counted(c, Z3_mk_int(c, e->value, word));
    return CONV_OK;
  case E_ADD:
  case E_SUB:
    if ((st = convert(c, e->lhs, &lhs)) != CONV_OK) // report: z3-loop-creation leak
      return st;
    if ((st = convert(c, e->rhs, &rhs)) != CONV_OK)
      return st;
    if (e->kind == E_ADD)
      *out = counted(c, Z3_mk_bvadd(c, lhs, rhs));
    else
      *out = counted(c, Z3_mk_bvsub(c, lhs, rhs));
    Z3_dec_ref(c, lhs);
    Z3_dec_ref(c, rhs);
    return CONV_OK;
  default:
    return CONV_UNSUPPORTED;
  }
}

static void show(Z3_context c, const char *what, const expr_t *e) {
  Z3_ast term;
  if (convert(c, e, &term) != CONV_OK) {
    printf("%s: not supported\n", what);
    return;
  }
  printf("%s: %s\n", what, Z3_ast_to_string(c, term));
  Z3_dec_ref(c, term);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  const expr_t x = {E_VAR, 7, NULL, NULL}, two = {E_NUM, 2, NULL, NULL};
  const expr_t square = {E_POW, 0, &x, &two};
  const expr_t sum = {E_ADD, 0, &x, &two};
  const expr_t polynomial = {E_SUB, 0, &x, &square};
  show(c, "sum", &sum);
  show(c, "polynomial", &polynomial);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end reads formulas in prefix form into terms, by recursive descent.
// When the second operand is malformed, the first is lost.
#include <ctype.h>
#include <stdio.h>
#include <z3.h>

struct reader {
  Z3_context ctx;
  const char *at;
  int errors;
};

static Z3_ast held(Z3_context ctx, Z3_ast term) {
  Z3_inc_ref(ctx, term);
  return term;
}

static void skip_blanks(struct reader *in) {
  while (isspace((unsigned char)*in->at))
    ++in->at;
}

static Z3_ast combine(struct reader *in, char op, Z3_ast left, Z3_ast right) {
  Z3_ast both[2] = {left, right};
  switch (op) {
  case '+':
    return Z3_mk_add(in->ctx, 2, both);
  case '*':
    return Z3_mk_mul(in->ctx, 2, both);
  default:
    return Z3_mk_sub(in->ctx, 2, both);
  }
}

static Z3_ast read_leaf(struct reader *in) {
  Z3_sort ints = Z3_mk_int_sort(in->ctx);
  char name[2] = {*in->at, 0};
  if (isdigit((unsigned char)*in->at))
    return held(in->ctx, Z3_mk_int(in->ctx, *in->at++ - '0', ints));
  if (isalpha((unsigned char)*in->at)) {
    ++in->at;
    return held(in->ctx, // trace: leak
                Z3_mk_const(in->ctx, Z3_mk_string_symbol(in->ctx, name), ints));
  }
  ++in->errors;
  return NULL;
}

static Z3_ast read_term(struct reader *in) {
  skip_blanks(in);
  char op = *in->at;
  if (op != '+' && op != '*' && op != '-')
    return read_leaf(in);
  ++in->at;
  Z3_ast left = read_term(in); // report: z3-loop-creation leak
  if (!left)
    return NULL;
  Z3_ast right = read_term(in);
  if (!right)
    return NULL;
  Z3_ast term = held(in->ctx, combine(in, op, left, right));
  Z3_dec_ref(in->ctx, right);
  Z3_dec_ref(in->ctx, left);
  return term;
}

int main(void) {
  static const char *const texts[] = {"+ x 1", "* + x y 2", "- x ?", "+ a"};
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  for (int i = 0; i < 4; ++i) {
    struct reader in = {ctx, texts[i], 0};
    Z3_ast term = read_term(&in);
    printf("%s\n", term ? Z3_ast_to_string(ctx, term) : "malformed");
    if (term)
      Z3_dec_ref(ctx, term);
  }
  Z3_del_context(ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants that a model may have no value for.
#include <stdio.h>
#include <z3.h>

typedef struct {
  Z3_context c;
  Z3_func_decl inputs[4];
  Z3_func_decl result;
} Query;

unsigned memberBad(Query *q, Z3_model m) {
  unsigned n = 0;
  Z3_ast v = Z3_model_get_const_interp(q->c, m, q->result);
  Z3_get_numeral_uint(q->c, v, &n); // warn-nofix: 'v' may be null here: the model may have no value for it
  return n;
}

void elementBad(Query *q, Z3_model m) {
  for (int i = 0; i < 4; i++) {
    Z3_ast v = Z3_model_get_const_interp(q->c, m, q->inputs[i]);
    Z3_inc_ref(q->c, v);
    puts(Z3_get_numeral_string(q->c, v)); // warn-nofix: 'v' may be null here: the model may have no value for it
    Z3_dec_ref(q->c, v);
  }
}

Z3_ast ofTermBad(Z3_context c, Z3_model m, Z3_app x) {
  Z3_func_decl d = Z3_get_app_decl(c, x);
  Z3_ast v = Z3_model_get_const_interp(c, m, d);
  return Z3_mk_not(c, v); // warn-nofix: 'v' may be null here: the model may have no value for it
}

unsigned testedOk(Query *q, Z3_model m) {
  unsigned n = 0;
  Z3_ast v = Z3_model_get_const_interp(q->c, m, q->result);
  if (v)
    Z3_get_numeral_uint(q->c, v, &n);
  return n;
}

void printedOk(Query *q, Z3_model m) {
  Z3_ast v = Z3_model_get_const_interp(q->c, m, q->result);
  puts(Z3_ast_to_string(q->c, v));
}

void allOfModelOk(Query *q, Z3_model m) {
  for (unsigned i = 0; i < Z3_model_get_num_consts(q->c, m); i++) {
    Z3_func_decl d = Z3_model_get_const_decl(q->c, m, i);
    Z3_ast v = Z3_model_get_const_interp(q->c, m, d);
    puts(Z3_get_numeral_string(q->c, v));
  }
}

unsigned askedOk(Query *q, Z3_model m) {
  unsigned n = 0;
  if (!Z3_model_has_interp(q->c, m, q->result))
    return 0;
  Z3_ast v = Z3_model_get_const_interp(q->c, m, q->result);
  Z3_get_numeral_uint(q->c, v, &n);
  return n;
}

// Who hands it over may have read it out of the model.
unsigned parameterOk(Z3_context c, Z3_model m, Z3_func_decl d) {
  unsigned n = 0;
  Z3_ast v = Z3_model_get_const_interp(c, m, d);
  Z3_get_numeral_uint(c, v, &n);
  return n;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts that look odd and are right: z3-ownership-mismatch says nothing.
#include <z3.h>

// Gives back what its caller holds.
void dropOk(Z3_context c, Z3_ast e) { Z3_dec_ref(c, e); }

void heldByCallerOk(Z3_context c, Z3_sort s) {
  Z3_ast e = Z3_mk_fresh_const(c, "e", s);
  Z3_inc_ref(c, e);
  dropOk(c, e);
}

// The sort of a term is one object, however often it is asked for.
void askedTwiceOk(Z3_context c, Z3_ast e) {
  Z3_inc_ref(c, Z3_sort_to_ast(c, Z3_get_sort(c, e)));
  Z3_get_ast_id(c, e);
  Z3_dec_ref(c, Z3_sort_to_ast(c, Z3_get_sort(c, e)));
}

// All terms have one count.
void castOk(Z3_context c, Z3_func_decl f) {
  Z3_inc_ref(c, (Z3_ast)f);
  Z3_dec_ref(c, Z3_func_decl_to_ast(c, f));
}

// Made in one function, given back in another, by a struct.
struct job {
  Z3_context c;
  Z3_model m;
};

void takeOk(struct job *j, Z3_solver s) {
  j->m = Z3_solver_get_model(j->c, s);
  Z3_model_inc_ref(j->c, j->m);
}

void finishOk(struct job *j) {
  if (j->m)
    Z3_model_dec_ref(j->c, j->m);
  j->m = 0;
}

// In the loop n is 1 or more, so nothing is released there.
void countedToOk(Z3_context c, int n, int least) {
  int i = 0;
  while (i++ < n) {
    if (least != 1)
      break;
    Z3_model m = Z3_mk_model(c);
    if (n < least)
      Z3_model_dec_ref(c, m);
  }
}

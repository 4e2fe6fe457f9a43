// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator asks a model for two inputs and forbids them both.
// The values are held until the blocking clause is asserted.
#include <stdio.h>
#include <z3.h>

struct inputs {
  Z3_ast width, height;
};

static Z3_bool block(Z3_context c, Z3_solver s, Z3_model m, const struct inputs *in) {
  Z3_ast w, h;
  if (!Z3_model_eval(c, m, in->width, true, &w))
    return false;
  Z3_inc_ref(c, w);
  if (!Z3_model_eval(c, m, in->height, true, &h)) {
    Z3_dec_ref(c, w);
    return false;
  }
  Z3_inc_ref(c, h);
  Z3_ast same[2] = {Z3_mk_eq(c, in->width, w), NULL};
  Z3_inc_ref(c, same[0]);
  same[1] = Z3_mk_eq(c, in->height, h);
  Z3_inc_ref(c, same[1]);
  Z3_ast both = Z3_mk_and(c, 2, same);
  Z3_solver_assert(c, s, Z3_mk_not(c, both));
  Z3_dec_ref(c, same[1]);
  Z3_dec_ref(c, same[0]);
  Z3_dec_ref(c, h);
  Z3_dec_ref(c, w);
  return true;
}

static unsigned enumerate(Z3_context c, Z3_solver s, const struct inputs *in, unsigned most) {
  unsigned n = 0;
  while (n < most && Z3_solver_check(c, s) == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(c, s);
    Z3_model_inc_ref(c, m);
    Z3_bool blocked = block(c, s, m, in);
    Z3_model_dec_ref(c, m);
    if (!blocked)
      break;
    n++;
  }
  return n;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort word = Z3_mk_bv_sort(c, 16);
  struct inputs in;
  in.width = Z3_mk_const(c, Z3_mk_string_symbol(c, "w"), word);
  Z3_inc_ref(c, in.width);
  in.height = Z3_mk_const(c, Z3_mk_string_symbol(c, "h"), word);
  Z3_inc_ref(c, in.height);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast limit = Z3_mk_int(c, 600, word);
  Z3_solver_assert(c, s, Z3_mk_bvugt(c, in.width, limit));
  printf("%u inputs\n", enumerate(c, s, &in, 3));
  Z3_solver_dec_ref(c, s);
  Z3_dec_ref(c, in.height);
  Z3_dec_ref(c, in.width);
  Z3_del_context(c);
  return 0;
}

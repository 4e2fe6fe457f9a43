// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-context-mixing
// The elements of a container that came in can't belong to a context that is
// made here.
#include <vector>
#include <z3.h>

static Z3_context open() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}

struct Seed {
  Z3_context ctx;
  std::vector<Z3_ast> inputs;
};

unsigned eachBad(Seed &seed) {
  Z3_context c = open();
  unsigned set = 0;
  for (Z3_ast input : seed.inputs)
    set += Z3_get_bool_value(c, input) == Z3_L_TRUE; // warn-nofix: 'input' is used in a context that it does not belong to
  Z3_del_context(c);
  return set;
}

unsigned eachOk(Seed &seed) {
  unsigned set = 0;
  for (Z3_ast input : seed.inputs)
    set += Z3_get_bool_value(seed.ctx, input) == Z3_L_TRUE;
  return set;
}

// Filled anew.
unsigned filledOk(Seed &seed) {
  Z3_context c = open();
  unsigned set = 0;
  seed.inputs.clear();
  for (int i = 0; i < 2; i++) {
    Z3_ast input = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, input);
    seed.inputs.push_back(input);
  }
  for (Z3_ast input : seed.inputs)
    set += Z3_get_bool_value(c, input) == Z3_L_TRUE;
  seed.ctx = c;
  return set;
}

static void fill(Z3_context c, std::vector<Z3_ast> &inputs) {
  Z3_ast input = Z3_mk_true(c);
  Z3_inc_ref(c, input);
  inputs.push_back(input);
}

unsigned filledByHelperOk(Seed &seed) {
  Z3_context c = open();
  unsigned set = 0;
  fill(c, seed.inputs);
  for (Z3_ast input : seed.inputs)
    set += Z3_get_bool_value(c, input) == Z3_L_TRUE;
  seed.ctx = c;
  return set;
}

unsigned translatedOk(Seed &seed) {
  Z3_context c = open();
  unsigned set = 0;
  for (Z3_ast input : seed.inputs) {
    Z3_ast copy = Z3_translate(seed.ctx, input, c);
    Z3_inc_ref(c, copy);
    set += Z3_get_bool_value(c, copy) == Z3_L_TRUE;
    Z3_dec_ref(c, copy);
  }
  Z3_del_context(c);
  return set;
}

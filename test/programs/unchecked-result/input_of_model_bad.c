// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fuzzer writes the next input from the model: a byte for each input variable.
// A byte that the condition does not speak of has no interpretation: NULL.
#include <stdio.h>
#include <z3.h>

enum { INPUT_SIZE = 3 };

struct fuzzer {
  Z3_context ctx;
  Z3_solver solver;
  Z3_func_decl bytes[INPUT_SIZE];
  unsigned char input[INPUT_SIZE];
};

static void read_byte(struct fuzzer *f, Z3_model m, int i) {
  unsigned value;
  Z3_ast byte = Z3_model_get_const_interp(f->ctx, m, f->bytes[i]);
  if (Z3_get_numeral_uint(f->ctx, byte, &value)) // report: z3-unchecked-result
    f->input[i] = (unsigned char)value;
}

static int next_input(struct fuzzer *f) {
  if (Z3_solver_check(f->ctx, f->solver) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(f->ctx, f->solver);
  if (!m)
    return 0;
  Z3_model_inc_ref(f->ctx, m);
  for (int i = 0; i < INPUT_SIZE; i++)
    read_byte(f, m, i);
  Z3_model_dec_ref(f->ctx, m);
  return 1;
}

static void require_byte(struct fuzzer *f, int i, unsigned value) {
  Z3_ast byte = Z3_mk_app(f->ctx, f->bytes[i], 0, NULL);
  Z3_inc_ref(f->ctx, byte);
  Z3_ast number = Z3_mk_unsigned_int(f->ctx, value, Z3_mk_bv_sort(f->ctx, 8));
  Z3_inc_ref(f->ctx, number);
  Z3_solver_assert(f->ctx, f->solver, Z3_mk_eq(f->ctx, byte, number));
  Z3_dec_ref(f->ctx, number);
  Z3_dec_ref(f->ctx, byte);
}

static void start(struct fuzzer *f) {
  Z3_config config = Z3_mk_config();
  f->ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  f->solver = Z3_mk_simple_solver(f->ctx);
  Z3_solver_inc_ref(f->ctx, f->solver);
  for (int i = 0; i < INPUT_SIZE; i++) {
    f->bytes[i] = Z3_mk_func_decl(f->ctx, Z3_mk_int_symbol(f->ctx, i), 0, NULL,
                                  Z3_mk_bv_sort(f->ctx, 8));
    Z3_inc_ref(f->ctx, Z3_func_decl_to_ast(f->ctx, f->bytes[i]));
    f->input[i] = 0;
  }
}

static void finish(struct fuzzer *f) {
  for (int i = 0; i < INPUT_SIZE; i++)
    Z3_dec_ref(f->ctx, Z3_func_decl_to_ast(f->ctx, f->bytes[i]));
  Z3_solver_dec_ref(f->ctx, f->solver);
  Z3_del_context(f->ctx);
}

int main(void) {
  struct fuzzer f;
  start(&f);
  for (int i = 0; i < INPUT_SIZE; i++)
    require_byte(&f, i, 0x7f);
  if (next_input(&f))
    printf("%u %u %u\n", f.input[0], f.input[1], f.input[2]);
  finish(&f);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hardware tool asks for an input that reaches a state, and reads one signal
// of the witness after the other.
// A signal that does not matter has no value, and is read all the same.
#include <stdio.h>
#include <z3.h>

enum { SIGNALS = 3 };

struct design {
  Z3_context ctx;
  Z3_func_decl signals[SIGNALS];
  Z3_solver solver;
};

static void open_design(struct design *d) {
  static const char *const names[SIGNALS] = {"valid", "ready", "parity"};
  Z3_config cfg = Z3_mk_config();
  d->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(d->ctx, NULL);
  d->solver = Z3_mk_simple_solver(d->ctx);
  Z3_solver_inc_ref(d->ctx, d->solver);
  for (int i = 0; i < SIGNALS; i++) {
    d->signals[i] =
        Z3_mk_func_decl(d->ctx, Z3_mk_string_symbol(d->ctx, names[i]), 0, NULL,
                        Z3_mk_int_sort(d->ctx));
    Z3_inc_ref(d->ctx, Z3_func_decl_to_ast(d->ctx, d->signals[i]));
  }
}

static void close_design(struct design *d) {
  for (int i = 0; i < SIGNALS; i++)
    Z3_dec_ref(d->ctx, Z3_func_decl_to_ast(d->ctx, d->signals[i]));
  Z3_solver_dec_ref(d->ctx, d->solver);
  Z3_del_context(d->ctx);
}

static void show_signal(struct design *d, Z3_model m, int i) {
  Z3_ast value = Z3_model_get_const_interp(d->ctx, m, d->signals[i]);
  Z3_inc_ref(d->ctx, value);
  printf("signal %d: %s\n", i, Z3_get_numeral_string(d->ctx, value)); // report: z3-unchecked-result
  fflush(stdout);
  Z3_dec_ref(d->ctx, value);
}

static int cover(struct design *d) {
  Z3_ast signal = Z3_mk_app(d->ctx, d->signals[0], 0, NULL);
  Z3_inc_ref(d->ctx, signal);
  Z3_ast one = Z3_mk_int(d->ctx, 1, Z3_mk_int_sort(d->ctx));
  Z3_inc_ref(d->ctx, one);
  Z3_solver_assert(d->ctx, d->solver, Z3_mk_eq(d->ctx, signal, one));
  Z3_dec_ref(d->ctx, one);
  Z3_dec_ref(d->ctx, signal);
  if (Z3_solver_check(d->ctx, d->solver) != Z3_L_TRUE)
    return 0;
  Z3_model m = Z3_solver_get_model(d->ctx, d->solver);
  Z3_model_inc_ref(d->ctx, m);
  for (int i = 0; i < SIGNALS; i++)
    show_signal(d, m, i);
  Z3_model_dec_ref(d->ctx, m);
  return 1;
}

int main(void) {
  struct design d;
  open_design(&d);
  int covered = cover(&d);
  close_design(&d);
  return !covered;
}

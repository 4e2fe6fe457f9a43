// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The solver and its context are replaced now and then.
#include <stdlib.h>
#include <z3.h>

static Z3_context ctx_new(void) {
  Z3_config g = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(g);
  Z3_del_config(g);
  return c;
}
static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}

static Z3_lbool ask(Z3_context c, Z3_solver s, int k) {
  Z3_ast b = ref(c, Z3_mk_const(c, Z3_mk_int_symbol(c, k), Z3_mk_bool_sort(c)));
  Z3_solver_push(c, s);
  Z3_solver_assert(c, s, b);
  Z3_lbool r = Z3_solver_check(c, s);
  Z3_solver_pop(c, s, 1);
  Z3_dec_ref(c, b);
  return r;
}
int by_command(const char *p) {
  Z3_context c = ctx_new();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  int n = 0;
  for (; *p; p++)
    switch (*p) {
    case 'r':
      Z3_solver_dec_ref(c, s);
      Z3_del_context(c);
      c = ctx_new();
      s = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, s);
      break;
    default:
      n += ask(c, s, *p) == Z3_L_TRUE;
    }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return n;
}
int by_memory(int q) {
  Z3_context c = ctx_new();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  int n = 0;
  for (int i = 0; i < q; i++) {
    if (Z3_get_estimated_alloc_size() > 1000000000) {
      Z3_solver_dec_ref(c, s);
      Z3_del_context(c);
      c = ctx_new();
      s = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, s);
    }
    n += ask(c, s, i) == Z3_L_TRUE;
  }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return n;
}
int by_count(int q) {
  Z3_context c = NULL;
  Z3_solver s = NULL;
  int n = 0, used = 0;
  for (int i = 0; i < q; i++) {
    if (c && used == 50) {
      Z3_solver_dec_ref(c, s);
      Z3_del_context(c);
      c = NULL;
    }
    if (!c) {
      c = ctx_new();
      s = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, s);
      used = 0;
    }
    n += ask(c, s, i) == Z3_L_TRUE;
    used++;
  }
  if (c) {
    Z3_solver_dec_ref(c, s);
    Z3_del_context(c);
  }
  return n;
}
int after_unknown(int q) {
  Z3_context c = ctx_new();
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  int n = 0;
  for (int i = 0; i < q; i++) {
    Z3_lbool r = ask(c, s, i);
    if (r == Z3_L_UNDEF) {
      Z3_solver_dec_ref(c, s);
      s = Z3_mk_simple_solver(c);
      Z3_solver_inc_ref(c, s);
      r = ask(c, s, i);
    }
    n += r == Z3_L_TRUE;
  }
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return n;
}

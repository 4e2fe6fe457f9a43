// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The phases of a protocol are an enumeration sort; a model checker tests with
// its recognizers.
// The constants and the testers are held.
#include <stdio.h>
#include <z3.h>

#define PHASES 3

struct phases {
  Z3_sort sort;
  Z3_func_decl value[PHASES], is[PHASES];
};

static void phases_init(Z3_context c, struct phases *p) {
  static const char *const names[PHASES] = {"idle", "wait", "run"};
  Z3_symbol symbols[PHASES];
  for (int i = 0; i < PHASES; i++)
    symbols[i] = Z3_mk_string_symbol(c, names[i]);
  p->sort = Z3_mk_enumeration_sort(c, Z3_mk_string_symbol(c, "phase"), PHASES, symbols, p->value, p->is);
  Z3_inc_ref(c, Z3_sort_to_ast(c, p->sort));
  for (int i = 0; i < PHASES; i++) {
    Z3_inc_ref(c, Z3_func_decl_to_ast(c, p->value[i]));
    Z3_inc_ref(c, Z3_func_decl_to_ast(c, p->is[i]));
  }
}

static void phases_free(Z3_context c, struct phases *p) {
  for (int i = 0; i < PHASES; i++) {
    Z3_dec_ref(c, Z3_func_decl_to_ast(c, p->value[i]));
    Z3_dec_ref(c, Z3_func_decl_to_ast(c, p->is[i]));
  }
  Z3_dec_ref(c, Z3_sort_to_ast(c, p->sort));
}

static int may_run(Z3_context c, Z3_solver s, const struct phases *p) {
  Z3_ast now = Z3_mk_const(c, Z3_mk_string_symbol(c, "now"), p->sort);
  Z3_inc_ref(c, now);
  Z3_ast running = Z3_mk_app(c, p->is[2], 1, &now);
  Z3_solver_assert(c, s, running);
  int may = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_dec_ref(c, now);
  return may;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct phases p;
  phases_init(c, &p);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  printf("%d\n", may_run(c, s, &p));
  Z3_solver_dec_ref(c, s);
  phases_free(c, &p);
  Z3_del_context(c);
  return 0;
}

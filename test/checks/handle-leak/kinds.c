// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// What is owned everywhere, what goes with its context, and what is handed out.
#include <z3.h>

Z3_context configBad(void) {
  Z3_config cfg = Z3_mk_config(); // warn-nofix: 'cfg' (a Z3 config) is lost and never released
  Z3_set_param_value(cfg, "model", "true");
  return Z3_mk_context_rc(cfg);
}
Z3_context configOk(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_set_param_value(cfg, "model", "true");
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  return ctx;
}

int contextBad(const char *text) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg); // warn: 'ctx' (a Z3 context) is lost on a way out that does not release it
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_from_string(ctx, s, text);
  if (Z3_get_error_code(ctx) != Z3_OK)
    return -1;
  int answer = Z3_solver_check(ctx, s);
  Z3_del_context(ctx);
  return answer;
}

// Everything that is counted goes with the context, at its end.
int allGoesWithTheContextOk(const char *text) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_from_string(ctx, s, text);
  Z3_lbool answer = Z3_solver_check(ctx, s);
  if (answer == Z3_L_TRUE) {
    Z3_model m = Z3_solver_get_model(ctx, s);
    Z3_model_inc_ref(ctx, m);
    answer = Z3_model_get_num_consts(ctx, m) > 0;
  }
  Z3_del_context(ctx);
  return answer;
}

// fix: if (Z3_get_error_code(ctx) != Z3_OK) {
// fix: Z3_del_context(ctx);
// fix: return -1;
// fix: }

Z3_sort constructorBad(Z3_context ctx) {
  Z3_symbol name = Z3_mk_string_symbol(ctx, "unit");
  Z3_constructor unit = Z3_mk_constructor( // warn-nofix: 'unit' (a Z3 constructor) is lost and never released
      ctx, name, Z3_mk_string_symbol(ctx, "is-unit"), 0, 0, 0, 0);
  Z3_constructor all[1] = {unit};
  return Z3_mk_datatype(ctx, name, 1, all);
}

Z3_ast borrowedBad(Z3_context ctx, Z3_app app) {
  Z3_ast first = Z3_get_app_arg(ctx, app, 0); // warn-nofix: 'first' (a Z3 AST) is lost and never released
  Z3_inc_ref(ctx, first);
  return Z3_get_app_arg(ctx, app, 1);
}

Z3_model handedOutOk(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  Z3_model_inc_ref(ctx, m);
  return m;
}

static Z3_solver shared;
Z3_solver singletonOk(Z3_context ctx) {
  if (!shared) {
    shared = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, shared);
  }
  return shared;
}

Z3_solver localSingletonOk(Z3_context ctx) {
  static Z3_solver once;
  if (!once) {
    once = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, once);
  }
  return once;
}

static Z3_model counted(Z3_context ctx, Z3_solver s) {
  Z3_model m = Z3_solver_get_model(ctx, s);
  Z3_model_inc_ref(ctx, m);
  return m;
}

unsigned resultOfAHelperBad(Z3_context ctx, Z3_solver s) {
  Z3_model m = counted(ctx, s); // warn: 'm' (a Z3 model) is lost and never released
  return Z3_model_get_num_consts(ctx, m);
}
// fix: unsigned result = Z3_model_get_num_consts(ctx, m);
// fix: Z3_model_dec_ref(ctx, m);
// fix: return result;

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  return Z3_solver_check(ctx, s) == Z3_L_TRUE ? 0 : 1;
}

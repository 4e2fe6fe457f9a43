// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Released properly, but made anew each time although it could be reused.
#include <z3.h>

int solverBad(Z3_context ctx, Z3_ast *goals, unsigned n) {
  int proved = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx); // warn: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    if (Z3_solver_check(ctx, s) == Z3_L_FALSE)
      proved++;
    Z3_solver_dec_ref(ctx, s);
  }
  return proved;
}
// fix: Z3_solver s = Z3_mk_solver(ctx);
// fix: Z3_solver_inc_ref(ctx, s);
// fix: for (unsigned i = 0; i < n; i++) {
// fix: Z3_solver_push(ctx, s);
// fix: Z3_solver_assert(ctx, s, goals[i]);
// fix: if (Z3_solver_check(ctx, s) == Z3_L_FALSE)
// fix: proved++;
// fix: Z3_solver_pop(ctx, s, 1);
// fix: }
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return proved;

// Ways out: each keeps its own end.
int waysOutBad(Z3_context ctx, Z3_params p, Z3_ast *goals, unsigned n) {
  int proved = 0;
  for (unsigned i = 0; i < n; i++) {
    if (!goals[i])
      return -1;
    Z3_solver s = Z3_mk_solver_for_logic(ctx, Z3_mk_string_symbol(ctx, "QF_LIA")); // warn: 's' (a Z3 solver) is made anew in each iteration; it can be reused
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_set_params(ctx, s, p);
    Z3_solver_assert(ctx, s, goals[i]);
    if (Z3_solver_check(ctx, s) == Z3_L_TRUE) {
      Z3_solver_dec_ref(ctx, s);
      continue;
    }
    proved++;
    if (i == 99) {
      Z3_solver_dec_ref(ctx, s);
      return -2;
    }
    Z3_solver_dec_ref(ctx, s);
    if (i == 100)
      return 1;
  }
  return proved;
}
// fix: Z3_solver s = Z3_mk_solver_for_logic(ctx, Z3_mk_string_symbol(ctx, "QF_LIA"));
// fix: Z3_solver_inc_ref(ctx, s);
// fix: Z3_solver_set_params(ctx, s, p);
// fix: for (unsigned i = 0; i < n; i++) {
// fix: if (!goals[i]) {
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return -1;
// fix: }
// fix: Z3_solver_push(ctx, s);
// fix: Z3_solver_assert(ctx, s, goals[i]);
// fix: Z3_solver_pop(ctx, s, 1);
// fix: continue;
// fix: proved++;
// fix: if (i == 99) {
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return -2;
// fix: Z3_solver_pop(ctx, s, 1);
// fix: if (i == 100) {
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return 1;
// fix: Z3_solver_dec_ref(ctx, s);
// fix: return proved;

// A search that ends with the answer asks few times.
int searchOk(Z3_context ctx, Z3_ast *goals, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    Z3_lbool r = Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
    if (r == Z3_L_FALSE)
      return 1;
  }
  return 0;
}

void contextBad(Z3_config cfg, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_context ctx = Z3_mk_context_rc(cfg); // warn-nofix: 'ctx' (a Z3 context) is made anew in each iteration; it can be reused
    Z3_solver s = Z3_mk_simple_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
    Z3_del_context(ctx);
  }
}

// A text declares names of its own, which a context for each keeps apart.
void contextPerFileOk(Z3_config cfg, const char **files, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_context ctx = Z3_mk_context_rc(cfg);
    Z3_solver s = Z3_mk_simple_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_from_file(ctx, s, files[i]);
    Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
    Z3_del_context(ctx);
  }
}

// Its configuration hangs on the iteration.
void perIterationOk(Z3_context ctx, Z3_symbol *logics, Z3_ast goal, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver_for_logic(ctx, logics[i]);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_assert(ctx, s, goal);
    Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
  }
}

// Made once.
void hoistedOk(Z3_context ctx, Z3_ast *goals, unsigned n) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  for (unsigned i = 0; i < n; i++) {
    Z3_solver_push(ctx, s);
    Z3_solver_assert(ctx, s, goals[i]);
    Z3_solver_check(ctx, s);
    Z3_solver_pop(ctx, s, 1);
  }
  Z3_solver_dec_ref(ctx, s);
}

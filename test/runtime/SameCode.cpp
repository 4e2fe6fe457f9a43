// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pairs of functions, one counting by hand and one with z3raii without checks.
// same_code.py compares what the compiler makes of them. By hand a handle that
// may be null is tested before it is counted, because Z3 crashes on null.

#include "z3raii/z3raii.h"

#include <utility>

extern "C" {

Z3_lbool check_hand(Z3_context c, Z3_ast f) {
  Z3_solver s = Z3_mk_solver(c);
  if (s)
    Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, f);
  Z3_lbool r = Z3_solver_check(c, s);
  if (s)
    Z3_solver_dec_ref(c, s);
  return r;
}
Z3_lbool check_raii(Z3_context c, Z3_ast f) {
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
  Z3_solver_assert(c, s, f);
  return Z3_solver_check(c, s);
}

void early_hand(Z3_context c, Z3_ast f) {
  Z3_solver s = Z3_mk_solver(c);
  if (s)
    Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, f);
  if (s)
    Z3_solver_dec_ref(c, s);
  Z3_mk_true(c);
}
void early_raii(Z3_context c, Z3_ast f) {
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
  Z3_solver_assert(c, s, f);
  s.release();
  Z3_mk_true(c);
}

unsigned term_hand(Z3_context c, Z3_ast x) {
  Z3_ast n = Z3_mk_not(c, x);
  if (n)
    Z3_inc_ref(c, n);
  Z3_sort b = Z3_get_sort(c, n);
  if (b)
    Z3_inc_ref(c, (Z3_ast)b);
  unsigned r = Z3_get_ast_id(c, (Z3_ast)b);
  if (b)
    Z3_dec_ref(c, (Z3_ast)b);
  if (n)
    Z3_dec_ref(c, n);
  return r;
}
unsigned term_raii(Z3_context c, Z3_ast x) {
  z3raii::ast n = z3raii::ast::share(c, Z3_mk_not(c, x));
  z3raii::sort b = z3raii::sort::share(c, Z3_get_sort(c, n));
  return Z3_get_ast_id(c, b);
}

Z3_ast handover_hand(Z3_context c, Z3_ast x) {
  Z3_ast n = Z3_mk_not(c, x);
  if (n)
    Z3_inc_ref(c, n);
  return n;
}
Z3_ast handover_raii(Z3_context c, Z3_ast x) {
  z3raii::ast n = z3raii::ast::share(c, Z3_mk_not(c, x));
  z3raii::ast moved = std::move(n);
  return moved.detach();
}

struct pair {
  Z3_context c;
  Z3_ast a;
};
void move_hand(pair *to, pair *from) {
  if (to == from)
    return;
  if (to->a) {
    Z3_dec_ref(to->c, to->a);
    to->a = nullptr;
  }
  to->c = from->c;
  to->a = std::exchange(from->a, nullptr);
}
void move_raii(z3raii::ast *to, z3raii::ast *from) { *to = std::move(*from); }

void adopted_hand(Z3_context c, Z3_model m) {
  Z3_model_get_num_consts(c, m);
  if (m)
    Z3_model_dec_ref(c, m);
}
void adopted_raii(Z3_context c, Z3_model m) {
  z3raii::model own = z3raii::model::adopt(c, m);
  Z3_model_get_num_consts(c, own);
}

void loop_hand(Z3_context c, const Z3_ast *fs, unsigned n) {
  for (unsigned i = 0; i != n; ++i) {
    Z3_ast t = Z3_mk_not(c, fs[i]);
    if (t)
      Z3_inc_ref(c, t);
    Z3_get_ast_hash(c, t);
    if (t)
      Z3_dec_ref(c, t);
  }
}
void loop_raii(Z3_context c, const Z3_ast *fs, unsigned n) {
  for (unsigned i = 0; i != n; ++i) {
    z3raii::ast t = z3raii::ast::share(c, Z3_mk_not(c, fs[i]));
    Z3_get_ast_hash(c, t);
  }
}
}

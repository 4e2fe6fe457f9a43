// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The loop was left before its end if and only if it has found something.
#include <z3.h>
static int size(Z3_context c, Z3_model m) {
  Z3_model_inc_ref(c, m);
  int n = (int)Z3_model_get_num_consts(c, m);
  Z3_model_dec_ref(c, m);
  return n;
}
int model(Z3_context c, Z3_solver s, unsigned n, const Z3_ast *a) {
  unsigned i;
  for (i = 0; i < n; i++)
    if (Z3_solver_check_assumptions(c, s, 1, &a[i]) == Z3_L_TRUE)
      break;
  if (i == n)
    return -1;
  return size(c, Z3_solver_get_model(c, s));
}
int term(Z3_context c, Z3_solver s, unsigned n, const Z3_ast *a) {
  unsigned i;
  Z3_ast t;
  for (i = 0; i < n; i++)
    if (Z3_is_app(c, a[i])) {
      t = Z3_mk_not(c, a[i]);
      Z3_inc_ref(c, t);
      break;
    }
  if (i == n)
    return -1;
  int k = Z3_get_ast_id(c, t);
  Z3_dec_ref(c, t);
  return k;
}
int term2(Z3_context c, Z3_solver s, int n, const Z3_ast *a) {
  int i;
  Z3_ast t = 0;
  for (i = n - 1; i >= 0; i--)
    if (Z3_is_app(c, a[i])) {
      t = Z3_mk_not(c, a[i]);
      Z3_inc_ref(c, t);
      break;
    }
  if (i == -1)
    return -1;
  int k = Z3_get_ast_id(c, t);
  Z3_dec_ref(c, t);
  return k;
}
int term3(Z3_context c, Z3_solver s, const Z3_ast *a, const Z3_ast *end) {
  Z3_ast t = 0;
  for (; a != end; a++)
    if (Z3_is_app(c, *a)) {
      t = Z3_mk_not(c, *a);
      Z3_inc_ref(c, t);
      break;
    }
  if (a == end)
    return -1;
  int k = Z3_get_ast_id(c, t);
  Z3_dec_ref(c, t);
  return k;
}
int term4(Z3_context c, Z3_solver s, unsigned n, const Z3_ast *a) {
  Z3_ast t = 0;
  int at = -1;
  for (unsigned i = 0; i < n; i++)
    if (Z3_is_app(c, a[i])) {
      t = Z3_mk_not(c, a[i]);
      Z3_inc_ref(c, t);
      at = (int)i;
      break;
    }
  if (at < 0)
    return -1;
  int k = Z3_get_ast_id(c, t);
  Z3_dec_ref(c, t);
  return k + at;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A scope is closed by a later iteration.
#include <string.h>
#include <z3.h>

int count(Z3_context c, Z3_solver s, Z3_ast *f, int n) {
  int lvl = 0, val[8] = {0}, sols = 0;
  while (lvl >= 0) {
    if (lvl == n) {
      sols++;
      lvl--;
      Z3_solver_pop(c, s, 1);
      continue;
    }
    if (val[lvl] == 2) {
      val[lvl] = 0;
      if (--lvl >= 0)
        Z3_solver_pop(c, s, 1);
      continue;
    }
    int v = val[lvl]++;
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, v ? f[lvl] : Z3_mk_not(c, f[lvl]));
    if (Z3_solver_check(c, s) == Z3_L_TRUE)
      lvl++;
    else
      Z3_solver_pop(c, s, 1);
  }
  return sols;
}

static int greedy(Z3_context c, Z3_solver s, Z3_ast *f, int n) {
  int kept = 0;
  for (int i = 0; i < n; i++) {
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, f[i]);
    if (Z3_solver_check(c, s) == Z3_L_TRUE)
      kept++;
    else
      Z3_solver_pop(c, s, 1);
  }
  Z3_solver_pop(c, s, kept);
  return kept;
}

static int path(Z3_context c, Z3_solver s, Z3_ast *f, const char *const *words,
                int n) {
  char cur[8] = "";
  int ok = 0;
  for (int i = 0; i < n; i++) {
    size_t k = 0, have = strlen(cur);
    while (cur[k] && cur[k] == words[i][k])
      k++;
    if (have > k)
      Z3_solver_pop(c, s, (unsigned)(have - k));
    for (; words[i][k]; k++) {
      Z3_solver_push(c, s);
      Z3_solver_assert(c, s, f[words[i][k] - 'a']);
      cur[k] = words[i][k];
    }
    cur[k] = 0;
    ok += Z3_solver_check(c, s) == Z3_L_TRUE;
  }
  if (*cur)
    Z3_solver_pop(c, s, (unsigned)strlen(cur));
  return ok;
}

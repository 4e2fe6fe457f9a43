// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-*
// Messages and edits name the program's own functions; those that push, hoist or
// wrap by Z3's are not offered.
#include <z3.h>

#define SAYS(word) __attribute__((annotate("z3::" word)))

SAYS("returns_owned") SAYS("released_by=xx_free") Z3_solver xx_new(Z3_context c);
void xx_free(Z3_context c, Z3_solver s SAYS("releases"));
int xx_read(Z3_context c, Z3_solver s SAYS("borrows"), const char *text);
void xx_give(Z3_solver s SAYS("takes"));

// Nothing says how these are given back.
SAYS("returns_owned") Z3_ast xx_goal(Z3_context c, const char *text);

// Handles that only the library sees into.
struct SAYS("handle=solver") SAYS("released_by=vc_free") vc_query;
SAYS("returns_owned") struct vc_query *vc_new(Z3_context c);
void vc_free(struct vc_query *q SAYS("releases"));
int vc_holds(struct vc_query *q SAYS("borrows"));

// A part of a solver.
SAYS("returns_borrowed") Z3_ast_vector xx_units(Z3_context c, Z3_solver s SAYS("borrows"));

int loopBad(Z3_context c, const char **texts, int n) {
  int sat = 0;
  for (int i = 0; i < n; i++) {
    Z3_solver s = xx_new(c); // warn: 's' (a Z3 solver) is made in each iteration and lost on a way out that does not release it
    if (xx_read(c, s, texts[i]) != 0)
      continue;
    sat += Z3_solver_check(c, s) == Z3_L_TRUE;
    xx_free(c, s);
  }
  return sat;
}
// fix: if (xx_read(c, s, texts[i]) != 0) {
// fix: xx_free(c, s);
// fix: continue;
int loopOk(Z3_context c, const char **texts, int n) {
  int sat = 0;
  for (int i = 0; i < n; i++) {
    Z3_solver s = xx_new(c);
    if (xx_read(c, s, texts[i]) == 0)
      sat += Z3_solver_check(c, s) == Z3_L_TRUE;
    xx_free(c, s);
  }
  return sat;
}

int opaqueBad(Z3_context c, int deep) {
  struct vc_query *q = vc_new(c); // warn: 'q' (a Z3 solver) is lost on a way out that does not release it
  if (deep)
    return -1;
  int holds = vc_holds(q);
  vc_free(q);
  return holds;
}
// fix: if (deep) {
// fix: vc_free(q);
// fix: return -1;
int opaqueOk(Z3_context c, int deep) {
  struct vc_query *q = vc_new(c);
  int holds = deep ? -1 : vc_holds(q);
  vc_free(q);
  return holds;
}

// The release of Z3 is right for what Z3 counts.
int goalBad(Z3_context c, const char *text, Z3_solver s) {
  Z3_ast goal = xx_goal(c, text); // warn: 'goal' (a Z3 AST) is lost and never released
  Z3_solver_assert(c, s, goal);
  return Z3_solver_check(c, s);
}
// fix: Z3_dec_ref(c, goal);
int goalOk(Z3_context c, const char *text, Z3_solver s) {
  Z3_ast goal = xx_goal(c, text);
  Z3_solver_assert(c, s, goal);
  Z3_dec_ref(c, goal);
  return Z3_solver_check(c, s);
}

int freedBad(Z3_context c) {
  Z3_solver s = xx_new(c);
  xx_free(c, s);
  return Z3_solver_check(c, s); // warn: 's' is used after it was released
}
int freedOk(Z3_context c) {
  Z3_solver s = xx_new(c);
  int answer = Z3_solver_check(c, s);
  xx_free(c, s);
  return answer;
}

void givenBad(Z3_context c) {
  Z3_solver s = xx_new(c);
  xx_give(s);
  xx_free(c, s); // warn-nofix: 's' is released, but its reference was handed over before
}
void givenOk(Z3_context c) {
  Z3_solver s = xx_new(c);
  Z3_solver_inc_ref(c, s);
  xx_give(s);
  Z3_solver_check(c, s);
  xx_free(c, s);
}

void lentBad(Z3_context c, Z3_solver s) {
  Z3_ast_vector units = xx_units(c, s);
  if (Z3_ast_vector_size(c, units) > 0)
    Z3_ast_vector_dec_ref(c, units); // warn-nofix: 'units' is released, but it is borrowed and was not retained
}
void lentOk(Z3_context c, Z3_solver s) {
  Z3_ast_vector units = xx_units(c, s);
  Z3_ast_vector_inc_ref(c, units);
  if (Z3_ast_vector_size(c, units) > 0)
    xx_read(c, s, "(check-sat)");
  Z3_ast_vector_dec_ref(c, units);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where contexts are one, or may be one: z3-context-mixing says nothing.
#include <stddef.h>
#include <z3.h>

void twoParametersOk(Z3_context a, Z3_context b, Z3_solver s, Z3_ast goal) {
  Z3_solver_assert(a, s, goal);
  Z3_solver_assert(b, s, goal);
}

Z3_ast acrossOk(Z3_config cfg, Z3_context from, Z3_ast goal) {
  Z3_context own = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_simple_solver(own);
  Z3_solver_inc_ref(own, s);
  Z3_solver_assert(own, s, Z3_translate(from, goal, own));
  Z3_lbool answer = Z3_solver_check(own, s);
  Z3_solver_dec_ref(own, s);
  Z3_del_context(own);
  return answer == Z3_L_TRUE ? goal : NULL;
}

struct pair {
  Z3_context here;
  struct pair *there;
};

// What `there` leads to may be the same pair.
void otherObjectOk(struct pair *p, Z3_solver s) {
  Z3_solver_push(p->here, s);
  Z3_solver_push(p->there->here, s);
}

// The goal was made by an earlier call, in the context that is there then.
static Z3_context shared;
Z3_lbool lazyOk(Z3_config cfg, Z3_ast goal) {
  if (!shared)
    shared = Z3_mk_context_rc(cfg);
  Z3_solver s = Z3_mk_simple_solver(shared);
  Z3_solver_inc_ref(shared, s);
  Z3_solver_assert(shared, s, goal);
  Z3_lbool answer = Z3_solver_check(shared, s);
  Z3_solver_dec_ref(shared, s);
  return answer;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Released through a constant table of functions.
#include <z3.h>
typedef void (*dropper)(Z3_context, void *);
static void drop_solver(Z3_context c, void *p) { Z3_solver_dec_ref(c, p); }
static void drop_model(Z3_context c, void *p) { Z3_model_dec_ref(c, p); }
static const dropper droppers[] = {drop_solver, drop_model};
struct handle {
  int kind;
  void *p;
};
void drop(Z3_context c, struct handle *h) { droppers[h->kind](c, h->p); }
void use(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  struct handle h = {0, s};
  drop(c, &h);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each slot is released by its own function.
#include <z3.h>
struct slot {
  void *handle;
  void (*drop)(Z3_context, void *);
};
static void drop_solver(Z3_context c, void *p) { Z3_solver_dec_ref(c, (Z3_solver)p); }
static void drop_term(Z3_context c, void *p) { Z3_dec_ref(c, (Z3_ast)p); }
void run(Z3_context c) {
  struct slot slots[2];
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  slots[0] = (struct slot){s, drop_solver};
  Z3_ast a = Z3_mk_string(c, "k");
  Z3_inc_ref(c, a);
  slots[1] = (struct slot){a, drop_term};
  for (int i = 0; i < 2; i++)
    slots[i].drop(c, slots[i].handle);
}

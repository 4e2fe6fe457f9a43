// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A worklist of proof obligations; each may carry a time limit of its own.
// The parameters of an obligation without a limit are never given back.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct obligation {
  struct obligation *next;
  Z3_ast formula;
  unsigned timeout;
};

static void push(struct obligation **list, Z3_context c, Z3_ast f, unsigned timeout) {
  struct obligation *o = malloc(sizeof *o);
  o->formula = f;
  Z3_inc_ref(c, f);
  o->timeout = timeout;
  o->next = *list;
  *list = o;
}

static struct obligation *pop(struct obligation **list) {
  struct obligation *o = *list;
  *list = o->next;
  return o;
}

static unsigned discharge(Z3_context c, Z3_solver s, struct obligation *list) {
  unsigned proved = 0;
  do {
    struct obligation *o = pop(&list);
    Z3_params p = Z3_mk_params(c); // report: z3-loop-creation leak; trace: leak
    Z3_params_inc_ref(c, p);
    if (o->timeout) {
      Z3_params_set_uint(c, p, Z3_mk_string_symbol(c, "timeout"), o->timeout);
      Z3_solver_set_params(c, s, p);
      Z3_params_dec_ref(c, p);
    }
    Z3_solver_push(c, s);
    Z3_solver_assert(c, s, Z3_mk_not(c, o->formula));
    if (Z3_solver_check(c, s) == Z3_L_FALSE)
      proved++;
    Z3_solver_pop(c, s, 1);
    Z3_dec_ref(c, o->formula);
    free(o);
  } while (list);
  return proved;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  struct obligation *todo = NULL;
  for (int i = 0; i < 8; i++) {
    Z3_ast p = Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c));
    push(&todo, c, Z3_mk_eq(c, p, p), i % 2 ? 1000 : 0);
  }
  printf("%u proved\n", discharge(c, s, todo));
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner keeps the steps it has taken in an undo log: a linked list, the
// newest step first.
// Backtracking frees the step, and then looks at its term.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct step {
  Z3_ast fact;
  int cost;
  struct step *before;
};

struct plan {
  Z3_context c;
  struct step *last;
  int cost;
};

static void take(struct plan *p, Z3_ast fact, int cost) {
  struct step *s = malloc(sizeof *s);
  s->fact = fact;
  Z3_inc_ref(p->c, fact);
  s->cost = cost;
  s->before = p->last;
  p->last = s;
  p->cost += cost;
}

static void undo(struct plan *p) {
  struct step *s = p->last;
  p->last = s->before;
  p->cost -= s->cost;
  Z3_dec_ref(p->c, s->fact);
  free(s);
}

static void forbid(Z3_context c, Z3_solver s, Z3_ast fact) {
  Z3_solver_assert(c, s, Z3_mk_not(c, fact)); // trace: use-after-release
}

static int search(struct plan *p, Z3_solver s, int budget) {
  int undone = 0;
  while (p->last && p->cost > budget) {
    Z3_ast fact = p->last->fact;
    undo(p);
    forbid(p->c, s, fact); // report: z3-use-after-release
    undone++;
  }
  return undone;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct plan p = {Z3_mk_context_rc(cfg), NULL, 0};
  Z3_del_config(cfg);
  Z3_solver s = Z3_mk_simple_solver(p.c);
  Z3_solver_inc_ref(p.c, s);
  for (int i = 0; i < 4; i++)
    take(&p, Z3_mk_const(p.c, Z3_mk_int_symbol(p.c, i), Z3_mk_bool_sort(p.c)), i + 1);
  printf("%d undone\n", search(&p, s, 5));
  while (p.last)
    undo(&p);
  Z3_solver_dec_ref(p.c, s);
  Z3_del_context(p.c);
  return 0;
}

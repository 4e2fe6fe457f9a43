// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor hands finished states to a thread that frees them.
// The thread gives back terms of the executor's context while it goes on.
#include <pthread.h>
#include <stdio.h>
#include <z3.h>

#define STATES 8

struct state {
  Z3_context c;
  Z3_ast path;
  int steps;
};

struct graveyard {
  struct state *dead[STATES];
  unsigned n;
  int steps;
};

static void state_free(struct state *s) {
  if (s->path)
    Z3_dec_ref(s->c, s->path);
  s->path = NULL;
}

static void *bury(void *arg) {
  struct graveyard *g = arg;
  for (unsigned i = 0; i < g->n; i++) {
    g->steps += g->dead[i]->steps;
    state_free(g->dead[i]);
  }
  return NULL;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  struct state states[STATES];
  struct graveyard g = {.n = 0};
  for (int i = 0; i < STATES; i++) {
    states[i] = (struct state){c, Z3_mk_const(c, Z3_mk_int_symbol(c, i), Z3_mk_bool_sort(c)), i};
    Z3_inc_ref(c, states[i].path);
    if (i % 2)
      g.dead[g.n++] = &states[i];
  }
  pthread_t undertaker;
  pthread_create(&undertaker, NULL, bury, &g); // report: z3-thread-sharing
  Z3_ast live = Z3_mk_and(c, 1, &states[0].path); // trace: concurrent-use
  unsigned id = Z3_get_ast_id(c, live);
  pthread_join(undertaker, NULL);
  for (int i = 0; i < STATES; i++)
    state_free(&states[i]);
  printf("%d steps, %d\n", g.steps, id > 0);
  Z3_del_context(c);
  return 0;
}

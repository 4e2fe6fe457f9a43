// build: Inputs/xx.c
// A callback that is run for each model, which is only lent to it.
#include "xx.h"

#include <stdio.h>

struct range {
  int seen;
  unsigned most;
};

static int measure(void *user, Z3_context c, Z3_model m) {
  struct range *r = user;
  unsigned n = Z3_model_get_num_consts(c, m);
  if (n > r->most)
    r->most = n;
  printf("%s\n", Z3_model_to_string(c, m));
  return ++r->seen < 2;
}

static int explore(Z3_context c, const char *text) {
  struct range r = {0, 0};
  Z3_solver s = xx_solver_new(c);
  if (xx_assert_text(c, s, text) == 0)
    xx_each_model(c, s, 1, measure, &r);
  xx_solver_free(c, s);
  return r.seen;
}

int main(void) {
  Z3_context c = xx_open();
  int seen = explore(c, "(declare-const x Int)(assert (> x 41))");
  xx_close(c);
  return seen == 1 ? 0 : 1;
}

#include "models.h"

static int measure(void *user, Z3_context c, Z3_model m) {
  unsigned *widest = user;
  unsigned n = Z3_model_get_num_consts(c, m);
  if (n > *widest)
    *widest = n;
  Z3_model_dec_ref(c, m);
  return 1;
}

unsigned widest_model(Z3_context c, Z3_solver s) {
  unsigned widest = 0;
  models_each(c, s, measure, &widest);
  return widest;
}

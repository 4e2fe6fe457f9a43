#include "shared.h"
void leak(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
  }
}

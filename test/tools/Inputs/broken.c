#include <z3.h>
void broken(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx;
    Z3_params_inc_ref(ctx, p);
    Z3_unknown_thing t = Z3_make(p, undeclared);
  }

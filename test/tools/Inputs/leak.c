#include <stddef.h>
#include <z3.h>
void leak(Z3_context ctx, size_t n) {
  for (size_t i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
  }
}

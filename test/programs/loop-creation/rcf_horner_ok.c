// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Evaluates polynomials at pi with exact real arithmetic (Horner's scheme).
// Each step deletes the sum that it replaces and the product.
#include <stdio.h>
#include <z3.h>

struct polynomial {
  const int *coefficients;
  unsigned degree;
};

static Z3_rcf_num evaluate(Z3_context ctx, const struct polynomial *p,
                           Z3_rcf_num at) {
  Z3_rcf_num sum = Z3_rcf_mk_small_int(ctx, p->coefficients[p->degree]);
  unsigned i = p->degree;
  while (i-- > 0) {
    Z3_rcf_num scaled = Z3_rcf_mul(ctx, sum, at);
    Z3_rcf_num next = Z3_rcf_mk_small_int(ctx, p->coefficients[i]);
    Z3_rcf_del(ctx, sum);
    sum = Z3_rcf_add(ctx, scaled, next);
    Z3_rcf_del(ctx, next);
    Z3_rcf_del(ctx, scaled);
  }
  return sum;
}

int main(void) {
  enum { DEGREE = 24 };
  int coefficients[DEGREE + 1];
  for (int i = 0; i <= DEGREE; ++i)
    coefficients[i] = i % 3 - 4;
  struct polynomial p = {coefficients, DEGREE};

  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);

  Z3_rcf_num pi = Z3_rcf_mk_pi(ctx);
  Z3_rcf_num value = evaluate(ctx, &p, pi);
  Z3_rcf_num zero = Z3_rcf_mk_small_int(ctx, 0);
  printf("p(pi) is%s positive\n", Z3_rcf_gt(ctx, value, zero) ? "" : " not");
  Z3_rcf_del(ctx, zero);
  Z3_rcf_del(ctx, value);
  Z3_rcf_del(ctx, pi);
  Z3_del_context(ctx);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A geometry tool takes one root of a polynomial.
// The other roots are deleted.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct polynomial {
  unsigned degree;
  const int *coefficients;
};

static Z3_rcf_num *numbers(Z3_context ctx, const int *values, unsigned n) {
  Z3_rcf_num *result = calloc(n, sizeof *result);
  if (!result)
    abort();
  for (unsigned i = 0; i < n; i++)
    result[i] = Z3_rcf_mk_small_int(ctx, values[i]);
  return result;
}

static void delete_numbers(Z3_context ctx, Z3_rcf_num *numbers, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_rcf_del(ctx, numbers[i]);
  free(numbers);
}

static bool largest_root(Z3_context ctx, const struct polynomial *p,
                         Z3_rcf_num *root) {
  unsigned n = p->degree + 1;
  Z3_rcf_num *coefficients = numbers(ctx, p->coefficients, n);
  Z3_rcf_num *roots = calloc(n, sizeof *roots);
  if (!roots)
    abort();
  unsigned found = Z3_rcf_mk_roots(ctx, n, coefficients, roots);
  delete_numbers(ctx, coefficients, n);
  if (found == 0) {
    free(roots);
    return false;
  }
  unsigned best = 0;
  for (unsigned i = 1; i < found; i++)
    if (Z3_rcf_lt(ctx, roots[best], roots[i]))
      best = i;
  *root = roots[best];
  for (unsigned i = 0; i < found; i++)
    if (i != best)
      Z3_rcf_del(ctx, roots[i]);
  free(roots);
  return true;
}

int main(void) {
  static const int square_less_two[] = {-2, 0, 1};
  struct polynomial p = {2, square_less_two};
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_rcf_num root;
  if (largest_root(ctx, &p, &root)) {
    printf("%s\n", Z3_rcf_num_to_decimal_string(ctx, root, 5));
    Z3_rcf_del(ctx, root);
  }
  Z3_del_context(ctx);
  return 0;
}

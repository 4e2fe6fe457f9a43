// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All roots but roots[best] are deleted, and that one is handed out.
#include <stdlib.h>
#include <z3.h>
int largest(Z3_context c, unsigned n, Z3_rcf_num *coefficients, Z3_rcf_num *root) {
  Z3_rcf_num *roots = calloc(n, sizeof *roots);
  if (!roots)
    abort();
  unsigned found = Z3_rcf_mk_roots(c, n, coefficients, roots);
  if (found == 0) {
    free(roots);
    return 0;
  }
  unsigned best = 0;
  for (unsigned i = 1; i < found; i++)
    if (Z3_rcf_lt(c, roots[best], roots[i]))
      best = i;
  *root = roots[best];
  for (unsigned i = 0; i < found; i++)
    if (i != best)
      Z3_rcf_del(c, roots[i]);
  free(roots);
  return 1;
}

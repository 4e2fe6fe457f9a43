// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An array whose elements were released is told by its own name.
#include <z3.h>

static void release_terms(Z3_context c, Z3_ast *terms, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(c, terms[i]);
}

Z3_ast allBad(Z3_context c, Z3_ast *args, unsigned n) {
  release_terms(c, args, n);
  Z3_ast all = Z3_mk_and(c, n, args); // warn-nofix: 'args[...]' is used after it was released
  Z3_inc_ref(c, all);
  return all;
}

Z3_ast allOk(Z3_context c, Z3_ast *args, unsigned n) {
  Z3_ast all = Z3_mk_and(c, n, args);
  Z3_inc_ref(c, all);
  release_terms(c, args, n);
  return all;
}

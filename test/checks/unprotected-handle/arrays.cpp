// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unprotected-handle
// Arrays that a loop fills with handles that nothing retains.
#include <cstdlib>
#include <vector>
#include <z3.h>

Z3_ast localBad(Z3_context c, unsigned n) {
  Z3_ast all[16];
  Z3_sort s = Z3_mk_int_sort(c);
  for (unsigned i = 0; i < n; ++i)
    all[i] = Z3_mk_const(c, Z3_mk_int_symbol(c, (int)i), s);
  Z3_ast sum = Z3_mk_add(c, n, all); // warn-nofix: 'all[...]' is used after a call that may have collected it
  Z3_inc_ref(c, sum);
  return sum;
}

Z3_ast countedBad(Z3_context c, unsigned n) {
  Z3_ast all[16];
  unsigned used = 0;
  for (unsigned i = 0; i < n; ++i)
    if (i % 3)
      all[used++] = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
  Z3_ast sum = Z3_mk_add(c, used, all); // warn-nofix: 'all[...]' is used after a call that may have collected it
  Z3_inc_ref(c, sum);
  return sum;
}

Z3_ast heapBad(Z3_context c, unsigned n) {
  Z3_ast *all = (Z3_ast *)malloc(n * sizeof *all);
  for (unsigned i = 0; i < n; ++i)
    all[i] = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
  Z3_ast sum = Z3_mk_add(c, n, all); // warn-nofix: 'all[...]' is used after a call that may have collected it
  Z3_inc_ref(c, sum);
  free(all);
  return sum;
}

Z3_ast vectorBad(Z3_context c, unsigned n) {
  std::vector<Z3_ast> all(n);
  for (unsigned i = 0; i < n; ++i)
    all[i] = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
  Z3_ast sum = Z3_mk_add(c, n, all.data()); // warn-nofix: 'all[...]' is used after a call that may have collected it
  Z3_inc_ref(c, sum);
  return sum;
}

Z3_ast retainedOk(Z3_context c, unsigned n) {
  Z3_ast all[16];
  for (unsigned i = 0; i < n; ++i) {
    all[i] = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, all[i]);
  }
  Z3_ast sum = Z3_mk_add(c, n, all);
  Z3_inc_ref(c, sum);
  for (unsigned i = 0; i < n; ++i)
    Z3_dec_ref(c, all[i]);
  return sum;
}

Z3_ast pushedOk(Z3_context c, unsigned n, Z3_ast_vector kept) {
  Z3_ast all[16];
  for (unsigned i = 0; i < n; ++i) {
    all[i] = Z3_mk_int(c, (int)i, Z3_mk_int_sort(c));
    Z3_ast_vector_push(c, kept, all[i]);
  }
  Z3_ast sum = Z3_mk_add(c, n, all);
  Z3_inc_ref(c, sum);
  return sum;
}

// One fresh one at a time, and the former is put back.
bool oneByOneOk(Z3_context c, unsigned n, Z3_ast *given, Z3_solver s) {
  Z3_ast all[16];
  for (unsigned i = 0; i < n; ++i)
    all[i] = given[i];
  for (unsigned i = 0; i < n; ++i) {
    all[i] = Z3_mk_not(c, given[i]);
    Z3_solver_assert(c, s, Z3_mk_and(c, n, all));
    all[i] = given[i];
  }
  return Z3_solver_check(c, s) == Z3_L_TRUE;
}

// Each has the one before for a part, so the last one keeps them all.
Z3_ast prefixesOk(Z3_context c, unsigned n, Z3_ast *given) {
  Z3_ast all[16], last = given[0];
  for (unsigned i = 0; i < n; ++i) {
    Z3_ast two[2] = {last, given[i]};
    last = Z3_mk_and(c, 2, two);
    all[i] = last;
  }
  Z3_ast any = Z3_mk_or(c, n, all);
  Z3_inc_ref(c, any);
  return any;
}

Z3_ast prefixesInPlaceOk(Z3_context c, unsigned n, Z3_ast *given) {
  Z3_ast all[16];
  all[0] = given[0];
  for (unsigned i = 1; i < n; ++i) {
    Z3_ast two[2] = {all[i - 1], given[i]};
    all[i] = Z3_mk_and(c, 2, two);
  }
  Z3_ast any = Z3_mk_or(c, n, all);
  Z3_inc_ref(c, any);
  return any;
}

Z3_ast vectorOfPrefixesOk(Z3_context c, unsigned n, Z3_ast *given) {
  std::vector<Z3_ast> all(n);
  Z3_ast last = given[0];
  for (unsigned i = 0; i < n; ++i) {
    last = Z3_mk_iff(c, last, given[i]);
    all[i] = last;
  }
  Z3_ast any = Z3_mk_or(c, n, all.data());
  Z3_inc_ref(c, any);
  return any;
}

// Nobody has to retain these.
Z3_ast constantsOk(Z3_context c, unsigned n) {
  Z3_ast all[16];
  for (unsigned i = 0; i < n; ++i)
    all[i] = i % 2 ? Z3_mk_true(c) : Z3_mk_false(c);
  Z3_ast any = Z3_mk_or(c, n, all);
  Z3_inc_ref(c, any);
  return any;
}

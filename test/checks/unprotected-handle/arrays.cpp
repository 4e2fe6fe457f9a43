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

// What a loop of its own comes to is one of those that are gone, too.
unsigned eachBad(Z3_context c, unsigned n) {
  Z3_solver all[16];
  unsigned sat = 0;
  for (unsigned i = 0; i < n && i < 16; ++i)
    all[i] = Z3_mk_simple_solver(c);
  for (unsigned i = 0; i < n && i < 16; ++i)
    sat += Z3_solver_check(c, all[i]) == Z3_L_TRUE; // warn-nofix: 'all[...]' is used after a call that may have collected it
  return sat;
}

unsigned eachOfVectorBad(Z3_context c, const std::vector<Z3_ast> &goals) {
  std::vector<Z3_solver> all;
  unsigned sat = 0;
  for (Z3_ast g : goals) {
    Z3_solver s = Z3_mk_simple_solver(c);
    Z3_solver_assert(c, s, g);
    all.push_back(s);
  }
  for (Z3_solver s : all)
    sat += Z3_solver_check(c, s) == Z3_L_TRUE; // warn-nofix: 's' is used after a call that may have collected it
  return sat;
}

Z3_ast constantCountBad(Z3_context c) {
  Z3_ast all[32];
  for (int i = 0; i < 32; ++i)
    all[i] = Z3_mk_int(c, i, Z3_mk_int_sort(c));
  return Z3_mk_add(c, 32, all); // warn-nofix: 'all[...]' is used after a call that may have collected it
}

unsigned eachRetainedOk(Z3_context c, unsigned n) {
  Z3_solver all[16];
  unsigned sat = 0;
  for (unsigned i = 0; i < n && i < 16; ++i) {
    all[i] = Z3_mk_simple_solver(c);
    Z3_solver_inc_ref(c, all[i]);
  }
  for (unsigned i = 0; i < n && i < 16; ++i)
    sat += Z3_solver_check(c, all[i]) == Z3_L_TRUE;
  for (unsigned i = 0; i < n && i < 16; ++i)
    Z3_solver_dec_ref(c, all[i]);
  return sat;
}

// Only the newest is asked: it is there.
unsigned newestOk(Z3_context c, const std::vector<Z3_ast> &goals) {
  std::vector<Z3_solver> all;
  unsigned sat = 0;
  for (Z3_ast g : goals) {
    all.push_back(Z3_mk_simple_solver(c));
    Z3_solver_assert(c, all.back(), g);
    for (int round = 0; round < 3; ++round)
      sat += Z3_solver_check(c, all.back()) == Z3_L_TRUE;
  }
  return sat;
}

// Each is a part of the next, which keeps it.
Z3_ast chainOk(Z3_context c, Z3_ast p, unsigned n) {
  std::vector<Z3_ast> steps;
  Z3_ast last = p;
  for (unsigned i = 0; i < n; ++i) {
    last = Z3_mk_not(c, last);
    steps.push_back(last);
  }
  unsigned depth = 0;
  for (Z3_ast s : steps)
    depth += Z3_get_ast_id(c, s);
  return depth > n ? last : p;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an object keeps outlives the wrapper that it was taken out with.
// run: --checks=-*,z3-use-after-release,z3-context-mixing
#include <vector>
#include <z3++.h>

unsigned elementOk(z3::context &c, const z3::expr_vector &bound) {
  Z3_ast first = bound[0];
  return Z3_get_ast_id(c, first);
}

unsigned argumentsOk(z3::context &c, const z3::expr &sum) {
  std::vector<Z3_ast> raw(sum.num_args());
  for (unsigned i = 0; i < sum.num_args(); ++i)
    raw[i] = sum.arg(i);
  Z3_ast again = Z3_mk_add(c, raw.size(), raw.data());
  return Z3_get_ast_id(c, again);
}

unsigned kindOk(z3::context &c, const z3::func_decl &f) {
  Z3_sort range = f.range();
  return Z3_get_sort_kind(c, range);
}

// The vector keeps what is put into it.
unsigned storedOk(z3::context &c, z3::expr_vector &all, unsigned n) {
  Z3_ast last = nullptr;
  for (unsigned i = 0; i < n; ++i) {
    z3::expr next = c.int_val(i);
    all.push_back(next);
    last = next;
  }
  return last ? Z3_get_ast_id(c, last) : 0;
}

// Terms of one context at a time: what the array held before is overwritten.
unsigned refilledOk(unsigned n) {
  Z3_ast row[5];
  unsigned sum = 0;
  for (unsigned size = 2; size <= n; ++size) {
    z3::context c;
    for (unsigned i = 0; i < size; ++i)
      row[i] = Z3_mk_true(c);
    sum += Z3_get_ast_id(c, Z3_mk_distinct(c, size, row));
  }
  return sum;
}

unsigned builtBad(z3::context &c, const z3::expr &a) {
  Z3_ast raw = nullptr;
  {
    z3::expr sum = a + 1;
    raw = sum;
  }
  // fix: z3raii::ast raw;
  // fix: raw = z3raii::ast::share(c, sum);
  return Z3_get_ast_id(c, raw); // warn: 'raw' is used after it was released
}

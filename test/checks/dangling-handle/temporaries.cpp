// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// Raw handles that are taken from temporaries.
#include <cstdio>
#include <vector>
#include <z3++.h>

bool variableBad(const z3::expr &x, const z3::expr &y) {
  z3::context &c = x.ctx();
  Z3_ast sum = x + y; // warn: 'sum' keeps a raw handle of a temporary that ends with this statement
  // fix: z3::expr sum = x + y;
  z3::expr limit = c.int_val(512);
  return limit.is_app() && Z3_is_app(c, sum);
}

bool namedOk(const z3::expr &x, const z3::expr &y) {
  z3::context &c = x.ctx();
  z3::expr owner = x + y;
  Z3_ast sum = owner;
  z3::expr limit = c.int_val(512);
  return limit.is_app() && Z3_is_app(c, sum);
}

bool withinTheExpressionOk(const z3::expr &x, const z3::expr &y) {
  return Z3_is_app(x.ctx(), x + y);
}

void retainedAtOnceOk(const z3::expr &x, const z3::expr &y) {
  z3::context &c = x.ctx();
  Z3_ast sum = x + y;
  Z3_inc_ref(c, sum);
  z3::expr limit = c.int_val(512);
  if (limit.is_app())
    std::printf("%u\n", Z3_get_ast_id(c, sum));
  Z3_dec_ref(c, sum);
}

bool givenToOwnerOk(const z3::expr &x, const z3::expr &y) {
  z3::context &c = x.ctx();
  Z3_ast sum = x + y;
  z3::expr owner(c, sum);
  z3::expr limit = c.int_val(512);
  return limit.is_app() && Z3_is_app(c, sum);
}

bool partOk(const z3::expr &e) {
  z3::context &c = e.ctx();
  Z3_ast part = e.arg(0).arg(1);
  z3::expr limit = c.int_val(512);
  return limit.is_app() && Z3_is_app(c, part);
}

unsigned immortalOk(z3::context &c) {
  Z3_sort word = c.bv_sort(32);
  z3::expr limit = c.int_val(512);
  return limit.is_app() ? Z3_get_sort_kind(c, word) : 0;
}

z3::expr containerBad(z3::context &c, const z3::expr &x) {
  // fix: std::vector<z3::expr> kept;
  std::vector<Z3_ast> raw;
  for (int i = 0; i < 3; ++i)
    raw.push_back(x != 100 + i); // warn: 'raw[...]' keeps a raw handle of a temporary that ends with this statement
  // fix: kept.push_back(x != 100 + i);
  // fix: raw.push_back(kept.back());
  return z3::expr(c, Z3_mk_and(c, raw.size(), raw.data()));
}

z3::expr copiesOk(z3::context &c, z3::expr_vector v) {
  std::vector<Z3_ast> raw;
  for (unsigned i = 0; i < v.size(); ++i)
    raw.push_back(v[i]);
  return z3::expr(c, Z3_mk_and(c, raw.size(), raw.data()));
}

Z3_func_decl returnedBad(z3::context &c, const char *name) {
  z3::func_decl f = c.function(name, c.int_sort(), c.int_sort());
  return f; // warn-nofix: a raw handle is handed on, but the object that counts it ends before it is used
}

int textBad(const z3::expr &e) {
  const char *text = e.to_string().c_str(); // warn: the text is kept, but the string that it is part of ends with this statement
  // fix: std::string text = e.to_string();
  return std::puts(text);
  // fix: return std::puts(text.c_str());
}

int textAtOnceOk(const z3::expr &e) { return std::puts(e.to_string().c_str()); }

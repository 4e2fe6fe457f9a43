// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
//
// A function returns the raw handle of its own object: it returns the object, if
// all who call it can be seen.
// prints: 1 2
#include <cstdio>
#include <vector>
#include <z3++.h>

// fix: static z3::func_decl unaryBad(z3::context &c, const char *name) {
static Z3_func_decl unaryBad(z3::context &c, const char *name) {
  z3::sort word = c.bv_sort(32);
  z3::func_decl f = c.function(name, word, word);
  return f; // warn: a raw handle is handed on, but the object that counts it ends before it is used
}

// Who else calls it is not known.
Z3_func_decl visibleBad(z3::context &c, const char *name) {
  z3::sort word = c.bv_sort(32);
  z3::func_decl f = c.function(name, word, word);
  return f; // warn-nofix: a raw handle is handed on, but the object that counts it ends before it is used
}

// The result goes where only a raw handle fits.
static Z3_func_decl listedBad(z3::context &c, const char *name) {
  z3::sort word = c.bv_sort(32);
  z3::func_decl f = c.function(name, word, word, word);
  return f; // warn-nofix: a raw handle is handed on, but the object that counts it ends before it is used
}

static z3::func_decl binaryOk(z3::context &c, const char *name) {
  z3::sort word = c.bv_sort(32);
  return c.function(name, word, word, word);
}

unsigned list(z3::context &c, std::vector<Z3_func_decl> &to) {
  to.push_back(listedBad(c, "kept"));
  return to.size();
}

int main() {
  z3::context c;
  // fix: z3::func_decl load = unaryBad(c, "load");
  Z3_func_decl load = unaryBad(c, "load");
  unsigned arity = Z3_get_arity(c, load);
  std::printf("%u %u\n", arity, binaryOk(c, "store").arity());
  return 0;
}

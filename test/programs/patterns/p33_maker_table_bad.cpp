// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end finds the maker of each operator in a table of functions.
// Two makers run before the first result is owned: it is collected when the
// second one is made.
#include <cstdio>
#include <unordered_map>
#include <z3++.h>

namespace {

using Maker = Z3_ast (*)(Z3_context, Z3_ast, Z3_ast);
const std::unordered_map<char, Maker> Makers = {
    {'+', Z3_mk_bvadd}, {'*', Z3_mk_bvmul}, {'-', Z3_mk_bvsub}};

void expand(z3::expr_vector &Out, const z3::expr &A, const z3::expr &B) {
  z3::context &C = A.ctx();
  Z3_ast Sum = Makers.at('+')(C, A, B);
  Z3_ast Difference = Makers.at('-')(C, A, B);
  Out.push_back(z3::expr(C, Sum)); // report: z3-unprotected-handle; trace: unprotected-use
  Out.push_back(z3::expr(C, Difference));
}

} // namespace

int main() {
  z3::context C;
  z3::expr X = C.bv_const("x", 16), Y = C.bv_const("y", 16);
  z3::expr_vector Terms(C);
  expand(Terms, X, Y);
  std::printf("%u terms\n", Terms.size());
  std::fflush(stdout);
  return 0;
}

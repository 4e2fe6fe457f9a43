// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A recursion that keeps its results for the next time: the table has a
// reference of its own.
// alternative: or release it by hand on every way out
#include <map>
#include <z3++.h>

struct Memo {
  std::map<int, z3::expr> Known;
  void insert(int K, const z3::expr &E) { Known.insert(std::make_pair(K, E)); }
};

class Builder {
  z3::context &C;
  Memo *Results;

public:
  Builder(z3::context &C, Memo *Results) : C(C), Results(Results) {}

  z3::expr readOk(int K) {
    z3::expr Result(C);
    if (K == 0)
      Result = z3::expr(C, C.bool_const("x"));
    else
      Result = z3::expr(C, !readOk(K - 1));
    Results->insert(K, Result);
    return Result;
  }
};

Z3_ast readBad(Z3_context C, int K) {
  if (K == 0) {
    Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Z3_mk_bool_sort(C));
    Z3_inc_ref(C, X);
    return X;
  }
  Z3_ast Below = readBad(C, K - 1); // warn: 'Below' (a Z3 AST) is made in each call of a recursion and never released
  Z3_ast Result = Z3_mk_not(C, Below);
  Z3_inc_ref(C, Result);
  return Result;
}

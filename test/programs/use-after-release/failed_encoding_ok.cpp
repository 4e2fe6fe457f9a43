// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop invariant is encoded in steps that may refuse; the handler and the end
// of the function share one place that gives the goal back.
#include <cstdio>
#include <stdexcept>
#include <vector>
#include <z3.h>

struct Clause {
  int Low, High;
};

static void addClause(Z3_context C, Z3_goal G, Z3_ast V, const Clause &K) {
  if (K.Low > K.High)
    throw std::invalid_argument("empty clause");
  Z3_ast Low = Z3_mk_int(C, K.Low, Z3_mk_int_sort(C));
  Z3_goal_assert(C, G, Z3_mk_ge(C, V, Low));
  Z3_ast High = Z3_mk_int(C, K.High, Z3_mk_int_sort(C));
  Z3_goal_assert(C, G, Z3_mk_le(C, V, High));
}

static unsigned encode(Z3_context C, Z3_ast V, const std::vector<Clause> &All) {
  unsigned Size = 0;
  Z3_goal G = Z3_mk_goal(C, true, false, false);
  Z3_goal_inc_ref(C, G);
  try {
    for (const Clause &K : All)
      addClause(C, G, V, K);
    Size = Z3_goal_size(C, G);
  } catch (const std::exception &E) {
    std::printf("dropped: %s\n", E.what());
    Size = 0;
  }
  Z3_goal_dec_ref(C, G);
  return Size;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast V = Z3_mk_const(C, Z3_mk_string_symbol(C, "v"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, V);
  std::printf("%u\n", encode(C, V, {{0, 3}, {5, 9}}));
  std::printf("%u\n", encode(C, V, {{0, 3}, {7, 2}}));
  Z3_dec_ref(C, V);
  Z3_del_context(C);
  return 0;
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner lists the two ends of each edge of its graph as terms.
// Only the sources of the edges are released.
#include <cstdio>
#include <utility>
#include <vector>
#include <z3.h>

static unsigned different(Z3_context C, int Edges) {
  std::vector<std::pair<Z3_ast, Z3_ast>> Graph;
  for (int I = 0; I < Edges; ++I) {
    Z3_ast From = Z3_mk_int(C, 1000 + I, Z3_mk_int_sort(C));
    Z3_inc_ref(C, From);
    Z3_ast To = Z3_mk_int(C, 2000 + I, Z3_mk_int_sort(C)); // report: z3-loop-creation leak; trace: leak
    Z3_inc_ref(C, To);
    Graph.push_back({From, To});
  }
  unsigned Count = 0;
  for (const auto &Edge : Graph)
    Count += !Z3_is_eq_ast(C, Edge.first, Edge.second);
  for (const auto &Edge : Graph) {
    Z3_dec_ref(C, Edge.first);
  }
  return Count;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("%u edges\n", different(C, 30));
  Z3_del_context(C);
  return 0;
}

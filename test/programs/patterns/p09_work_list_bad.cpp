// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cost model adds up the bounds of its loops; what it makes on the way goes
// into a work list that is dropped at the end.
// The bounds are retained, but they never reach the list.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

Z3_ast totalCost(Z3_context C, const std::vector<unsigned> &Bounds) {
  std::vector<Z3_ast> Later, Terms;
  Z3_sort Int = Z3_mk_int_sort(C);
  for (unsigned Bound : Bounds) {
    Z3_ast K = Z3_mk_unsigned_int(C, Bound, Int); // report: z3-loop-creation leak; trace: leak
    Z3_inc_ref(C, K);
    Terms.push_back(K);
  }
  Z3_ast Sum = Z3_mk_add(C, Terms.size(), Terms.data());
  Z3_inc_ref(C, Sum);
  for (Z3_ast A : Later)
    Z3_dec_ref(C, A);
  return Sum;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::vector<unsigned> Bounds;
  for (unsigned I = 0; I < 12; ++I)
    Bounds.push_back(1000 + 7 * I);
  Z3_ast Sum = totalCost(C, Bounds);
  std::printf("%u summands\n", Z3_get_app_num_args(C, Z3_to_app(C, Sum)));
  Z3_dec_ref(C, Sum);
  Z3_del_context(C);
  return 0;
}

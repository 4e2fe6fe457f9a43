// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The handles cross the interface as numbers.
#include <cstdint>
#include <vector>
#include <z3.h>
std::uintptr_t hand_out(Z3_context C, Z3_ast A) {
  Z3_inc_ref(C, A);
  return reinterpret_cast<std::uintptr_t>(A);
}
void give_back(Z3_context C, std::uintptr_t H) {
  Z3_dec_ref(C, reinterpret_cast<Z3_ast>(H));
}
void use(Z3_context C, int N) {
  std::vector<std::uintptr_t> V;
  for (int I = 0; I < N; ++I)
    V.push_back(hand_out(C, Z3_mk_int(C, 700 + I, Z3_mk_int_sort(C))));
  for (auto H : V)
    give_back(C, H);
}

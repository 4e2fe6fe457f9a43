// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each step releases the sum before.
#include <numeric>
#include <vector>
#include <z3.h>
static Z3_ast keep(Z3_context C, Z3_ast A) {
  Z3_inc_ref(C, A);
  return A;
}
Z3_ast sum(Z3_context C, const std::vector<int> &V) {
  Z3_sort Int = Z3_mk_int_sort(C);
  return std::accumulate(V.begin(), V.end(), keep(C, Z3_mk_int(C, 0, Int)),
                         [C, Int](Z3_ast A, int I) {
                           Z3_ast B = keep(C, Z3_mk_int(C, I, Int));
                           Z3_ast Both[] = {A, B};
                           Z3_ast S = keep(C, Z3_mk_add(C, 2, Both));
                           Z3_dec_ref(C, A);
                           Z3_dec_ref(C, B);
                           return S;
                         });
}
void use(Z3_context C) {
  Z3_ast A = sum(C, {1, 2});
  Z3_dec_ref(C, A);
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Std::for_each over the array releases all.
#include <algorithm>
#include <memory>
#include <z3.h>
void use(Z3_context C, unsigned N) {
  std::unique_ptr<Z3_ast[]> V(new Z3_ast[N]);
  for (unsigned I = 0; I < N; ++I) {
    V[I] = Z3_mk_int(C, 400 + I, Z3_mk_int_sort(C));
    Z3_inc_ref(C, V[I]);
  }
  std::for_each(V.get(), V.get() + N, [C](Z3_ast A) { Z3_dec_ref(C, A); });
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flip() swaps two members.
#include <iterator>
#include <algorithm>
#include <utility>
#include <vector>
#include <z3.h>
class Terms {
  Z3_context C;
  std::vector<Z3_ast> A, B;

public:
  explicit Terms(Z3_context X) : C(X) {}
  Terms(const Terms &) = delete;
  void add(Z3_ast T) {
    Z3_inc_ref(C, T);
    A.push_back(T);
  }
  ~Terms() {
    for (Z3_ast T : A)
      Z3_dec_ref(C, T);
    for (Z3_ast T : B)
      Z3_dec_ref(C, T);
  }
  void flip() { std::swap(A, B); }
};
void use(Z3_context C) {
  Terms X(C);
  X.add(Z3_mk_string(C, "b"));
  X.flip();
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// take() moves all elements over.
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
  void take(Terms &O) {
    std::move(O.A.begin(), O.A.end(), std::back_inserter(A));
    O.A.clear();
  }
};
void use(Z3_context C) {
  Terms X(C), Y(C);
  Y.add(Z3_mk_string(C, "b"));
  X.take(Y);
}

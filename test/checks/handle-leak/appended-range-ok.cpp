// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// append() takes over its elements.
#include <utility>
#include <vector>
#include <z3.h>
class Terms {
  Z3_context C;
  std::vector<Z3_ast> V;

public:
  explicit Terms(Z3_context X) : C(X) {}
  Terms(const Terms &) = delete;
  ~Terms() {
    for (Z3_ast A : V)
      Z3_dec_ref(C, A);
  }
  void add(Z3_ast A) {
    Z3_inc_ref(C, A);
    V.push_back(A);
  }
  void append(Terms &&O) {
    V.insert(V.end(), O.V.begin(), O.V.end());
    O.V.clear();
  }
};
void use(Z3_context C) {
  Terms A(C), B(C);
  A.add(Z3_mk_string(C, "a"));
  B.add(Z3_mk_string(C, "b"));
  A.append(std::move(B));
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All terms are released by the destructors.
#include <utility>
#include <vector>
#include <z3.h>
class Terms {
  Z3_context C;
  std::vector<Z3_ast> V;

public:
  explicit Terms(Z3_context X) : C(X) {}
  Terms(const Terms &O) : C(O.C), V(O.V) {
    for (Z3_ast A : V)
      Z3_inc_ref(C, A);
  }
  Terms(Terms &&O) noexcept : C(O.C), V(std::move(O.V)) { O.V.clear(); }
  Terms &operator=(Terms O) noexcept {
    std::swap(C, O.C);
    V.swap(O.V);
    return *this;
  }
  ~Terms() {
    for (Z3_ast A : V)
      Z3_dec_ref(C, A);
  }
  void add(Z3_ast A) {
    Z3_inc_ref(C, A);
    V.push_back(A);
  }
  void truncate(size_t N) {
    while (V.size() > N) {
      Z3_dec_ref(C, V.back());
      V.pop_back();
    }
  }
};
void use(Z3_context C) {
  Terms A(C);
  A.add(Z3_mk_string(C, "a"));
  Terms B(A);
  A = B;
}

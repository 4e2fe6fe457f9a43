// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A root finder does one step of Newton's method with exact numbers.
// The product is given back once the sum is made of it.
#include <cstdio>
#include <z3.h>

struct Square {
  Z3_context C;
  Z3_rcf_num Target;

  // (x + t / x) / 2
  Z3_rcf_num step(Z3_rcf_num X) const {
    Z3_rcf_num Next = Z3_rcf_div(C, Target, X);
    Z3_rcf_num Sum = Z3_rcf_add(C, Next, X);
    Z3_rcf_del(C, Next);
    Z3_rcf_num Two = Z3_rcf_mk_small_int(C, 2);
    Z3_rcf_num Half = Z3_rcf_div(C, Sum, Two);
    Z3_rcf_del(C, Sum);
    Z3_rcf_del(C, Two);
    return Half;
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context(Cfg);
  Z3_del_config(Cfg);
  Square S{C, Z3_rcf_mk_small_int(C, 2)};
  Z3_rcf_num X = Z3_rcf_mk_rational(C, "3/2");
  Z3_rcf_num Y = S.step(X);
  std::printf("%s\n", Z3_rcf_num_to_string(C, Y, false, false));
  Z3_rcf_del(C, X);
  Z3_rcf_del(C, Y);
  Z3_rcf_del(C, S.Target);
  Z3_del_context(C);
  return 0;
}

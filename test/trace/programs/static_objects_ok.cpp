// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Static objects are given back when main is over.
#include <iostream>
#include <z3++.h>

static z3::context C;
static z3::solver S(C);

int main() {
  S.add(C.bool_const("p"));
  std::cout << S.check() << '\n';
}

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// The statement that releases what the end of the scope releases again does
// more than that.
#include <iostream>
#include <z3++.h>

static int query(z3::context &c) {
  int symbols = Z3_get_num_tactics(c) > 0;
  Z3_del_context(c);
  return symbols;
}

int printedBad() {
  z3::context c;
  std::cout << query(c) << std::endl; // warn-nofix: is released here and again at the end of its scope
  return 0;
}

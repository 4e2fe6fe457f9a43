// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A method of the base does nothing to the members of the class.
#include <z3.h>
struct Base {
  int n = 0;
  void note() { n++; }
};
struct Item : Base {
  Z3_context c;
  Z3_solver t;
  Item(Z3_context c) : c(c), t(Z3_mk_solver(c)) { Z3_solver_inc_ref(c, t); }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  void close() {
    if (!t)
      return;
    note();
    Z3_solver_dec_ref(c, t);
    t = nullptr;
  }
  ~Item() { close(); }
};

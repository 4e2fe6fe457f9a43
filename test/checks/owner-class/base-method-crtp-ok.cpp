// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A method of the base does nothing to the members of the class.
#include <z3.h>
template <class D> struct Counted {
  int n = 0;
  void bye() { n--; }
};
struct Item : Counted<Item> {
  Z3_context c;
  Z3_ast t;
  Item(Z3_context c, Z3_ast t) : c(c), t(t) { Z3_inc_ref(c, t); }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  ~Item() {
    bye();
    Z3_dec_ref(c, t);
  }
};

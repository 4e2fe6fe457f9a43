// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A method of the base does nothing to the members of the class.
#include <z3.h>
struct Base {
  int n = 0;
  void note() { n++; }
};
struct Item : Base {
  Z3_context c;
  Z3_ast t;
  Item(Z3_context c, Z3_ast t) : c(c), t(t) {
    note();
    Z3_inc_ref(c, t);
  }
  Item(const Item &o) : Base(o), c(o.c), t(o.t) {
    note();
    Z3_inc_ref(c, t);
  }
  Item &operator=(const Item &o) {
    note();
    Z3_inc_ref(o.c, o.t);
    Z3_dec_ref(c, t);
    c = o.c;
    t = o.t;
    return *this;
  }
  ~Item() { Z3_dec_ref(c, t); }
};

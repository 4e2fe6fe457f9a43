// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A method of the base does nothing to the members of the class.
#include <z3.h>
class Base {
  int n_ = 0;

protected:
  void leave() { n_ = 0; }
};
class Item : Base {
  Z3_context c_;
  Z3_ast t_;

public:
  Item(Z3_context c, Z3_ast t) : c_(c), t_(t) { Z3_inc_ref(c, t); }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  ~Item() {
    leave();
    Z3_dec_ref(c_, t_);
  }
};

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whoever gets the object, its destructor releases the term.
#include <z3.h>
void unregister(void *);
class Item {
  Z3_context c_;
  Z3_ast t_;

public:
  Item(Z3_context c, Z3_ast t) : c_(c), t_(t) { Z3_inc_ref(c, t); }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  ~Item() {
    unregister(this);
    Z3_dec_ref(c_, t_);
  }
};

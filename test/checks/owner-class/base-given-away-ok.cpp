// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A list takes the base of the object out; then the term is released.
#include <z3.h>
struct Hook {
  Hook *next = nullptr;
};
struct List {
  Hook *h = nullptr;
  void add(Hook *x) {
    x->next = h;
    h = x;
  }
  void del(Hook *x) {
    Hook **p = &h;
    while (*p != x)
      p = &(*p)->next;
    *p = x->next;
  }
};
class Item : Hook {
  List &l_;
  Z3_context c_;
  Z3_ast t_;

public:
  Item(List &l, Z3_context c, Z3_ast t) : l_(l), c_(c), t_(t) {
    l.add(this);
    Z3_inc_ref(c, t);
  }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  ~Item() {
    l_.del(this);
    Z3_dec_ref(c_, t_);
  }
};

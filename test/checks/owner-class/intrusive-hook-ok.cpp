// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The object takes itself out of its list before it releases its term.
#include <z3.h>
struct Link {
  Link *p = this, *n = this;
  void unlink() {
    p->n = n;
    n->p = p;
    p = n = this;
  }
  void before(Link &h) {
    p = h.p;
    n = &h;
    h.p->n = this;
    h.p = this;
  }
};
struct Item : Link {
  Z3_context c;
  Z3_ast t;
  Item(Z3_context c, Z3_ast t) : c(c), t(t) { Z3_inc_ref(c, t); }
  Item(const Item &) = delete;
  Item &operator=(const Item &) = delete;
  ~Item() {
    unlink();
    Z3_dec_ref(c, t);
  }
};
class List {
  Link h_;

public:
  List() = default;
  List(const List &) = delete;
  List &operator=(const List &) = delete;
  ~List() {
    while (h_.n != &h_)
      delete static_cast<Item *>(h_.n);
  }
  void push(Z3_context c, Z3_ast t) { (new Item(c, t))->before(h_); }
  bool empty() const { return h_.n == &h_; }
  void pop() { delete static_cast<Item *>(h_.n); }
};
void f(Z3_context c, Z3_ast *a, unsigned n) {
  List l;
  for (unsigned i = 0; i < n; i++)
    l.push(c, a[i]);
  while (!l.empty())
    l.pop();
}

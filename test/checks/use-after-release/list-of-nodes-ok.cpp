// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The node is unlinked through its neighbours.
#include <z3.h>
struct Node {
  Z3_ast t;
  Node *prev, *next;
};
class Lru {
  Z3_context c_;
  Node h_;
  unsigned n_ = 0;
  void drop(Node *x) {
    x->prev->next = x->next;
    x->next->prev = x->prev;
    Z3_dec_ref(c_, x->t);
    delete x;
    n_--;
  }

public:
  explicit Lru(Z3_context c) : c_(c) { h_.prev = h_.next = &h_; }
  Lru(const Lru &) = delete;
  Lru &operator=(const Lru &) = delete;
  ~Lru() {
    while (n_)
      drop(h_.next);
  }
  void put(Z3_ast t) {
    Node *x = new Node{t, &h_, h_.next};
    Z3_inc_ref(c_, t);
    x->next->prev = x;
    h_.next = x;
    n_++;
  }
  void trim(unsigned n) {
    while (n_ > n)
      drop(h_.prev);
  }
};
